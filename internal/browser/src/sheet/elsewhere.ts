// The sheet in other programs: its tables in Excel or as csv, all of it in Word.

import { encodeCsv } from "../answers/csv";
import { momentWords } from "../answers/value";
import { make } from "./build";
import { ask } from "./dialog";
import { download, fileName } from "./download";
import type { FilesHost } from "./opening";
import { loadPart } from "./part";
import { tablesOf, type ShownTable } from "./tables";

const office = "application/vnd.openxmlformats-officedocument";

/** Asks for which program, and hands the reader the file. */
export async function takeElsewhere(host: FilesHost): Promise<void> {
  const tables = tablesOf(host.form, { fieldOf: (element) => host.fieldOf(element), get: (path) => host.get(path), rowOf: (element) => host.addresses.rowOf(element) });
  const lines = ["Word får hele arket med jeres svar, så I kan skrive videre.", ...(tables.length > 0 ? ["Excel får arkets tabeller. Kolonner med faste svar kan vælges fra en liste.", "csv er én tabel som ren tekst, som alle regneark kan læse."] : [])];
  const body = [make("ul", {}, ...lines.map((line) => make("li", {}, line))), make("p", {}, "Det er en kopi: Det, I ændrer i den, kommer ikke med her af sig selv.")];
  const program = await ask("Hent til et andet program", body, [
    { label: "Word", value: "word", main: true },
    ...(tables.length > 0 ? [{ label: "Excel", value: "excel", main: true }, { label: "csv", value: "csv" }] as const : []),
    { label: "Lad være", value: "leave" },
  ]);
  if (program === "csv") await takeTable(host, tables);
  else if (program === "word" || program === "excel") await takeOffice(host, program, tables);
}

async function takeOffice(host: FilesHost, program: "word" | "excel", tables: readonly ShownTable[]): Promise<void> {
  const parts = await loadPart("office");
  if (!parts) return;
  const [at, title] = [host.now(), host.form.dataset["title"] ?? ""];
  const answered = { fieldOf: (element: HTMLElement) => host.fieldOf(element), get: (path: string) => host.get(path), others: (path: string) => host.store.others(path) };
  const bytes = program === "word" ? await parts.wordOf(host.form, title, host.store.name, at, answered) : await parts.excelOf(title, host.site, host.sheet, host.store.name, momentWords(at), tables);
  const [ending, type] = program === "word" ? (["docx", "wordprocessingml.document"] as const) : (["xlsx", "spreadsheetml.sheet"] as const);
  download(fileName([host.sheet, host.store.name], at, ending), bytes, `${office}.${type}`);
}

// Asks which, where there are several.
async function takeTable(host: FilesHost, tables: readonly ShownTable[]): Promise<void> {
  let chosen = tables[0];
  if (tables.length > 1) {
    const which = make("select", { id: "which-table" }, ...tables.map(({ label }, i) => make("option", { value: String(i) }, label)));
    const answer = await ask("Hent som csv", [make("label", { for: which.id }, "Hvilken tabel?"), which], [
      { label: "Hent tabellen", value: "take", main: true },
      { label: "Lad være", value: "leave" },
    ]);
    if (answer !== "take") return;
    chosen = tables[Number(which.value)];
  }
  if (!chosen) return;
  const rows = [chosen.columns.map(({ label }) => label), ...chosen.rows.map(({ cells }) => cells)];
  download(fileName([host.sheet, chosen.id, host.store.name], host.now(), "csv"), encodeCsv(rows), "text/csv");
}
