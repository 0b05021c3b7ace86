// Files out and in. A file taken holds this sheet's answers as they stand in the page,
// saved or not; a file opened is shown before it changes anything.

import { decodeFile, encodeFile, fileErrorWords, isTooLarge, type AnswerFile, type Forloeb } from "../answers/file";
import { mergeEdits, planMerge, type Plan } from "../answers/plan";
import type { Value } from "../answers/cell";
import { momentWords } from "../answers/value";
import type { Store } from "../store/store";
import { make } from "./build";
import { ask } from "./dialog";
import type { Field } from "./field";

/** The note of when this sheet's file was last taken, and after how many answers. */
export const noteOfFile = (sheet: string): string => `${sheet}._fil`;

/** Hands the reader a file of the sheet's answers. */
export function takeFile(store: Store, site: string, sheet: string, at: Date): void {
  const cells = store.cells(`${sheet}.`);
  cells.delete(noteOfFile(sheet));
  const forloeb: Forloeb = { id: store.id ?? "", name: store.name, cells, unread: store.unreadable(`${sheet}.`) };
  const text = encodeFile({ site, saved: at.toISOString(), forloeb: [forloeb] });
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: url, download: fileName(sheet, store.name, at), hidden: "" });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser may still be asking where to put it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function fileName(sheet: string, forloeb: string, at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const name = forloeb.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  return `${[sheet, name, at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].filter((part) => part !== "").join("-")}.redskab.json`;
}

export interface Merge {
  readonly edits: ReadonlyMap<string, Value>;
  readonly versions: Plan["versions"];
}

/** Opens a file and asks what to do with it; null when nothing is to be done. */
export async function openFile(file: File, store: Store, site: string, fieldAt: (path: string) => Field | null): Promise<Merge | null> {
  const opened = isTooLarge(file.size) ? { error: "too-large" as const } : decodeFile(await file.text(), site);
  if ("error" in opened) {
    await ask("Filen kan ikke åbnes", [make("p", {}, fileErrorWords[opened.error]), make("p", {}, "Intet er ændret.")], [{ label: "Luk", value: "close" }]);
    return null;
  }
  const forloeb = opened.file.forloeb[0] as Forloeb;
  const plan = planMerge(store.values(""), forloeb.cells);
  const nothing = plan.fresh.length + plan.changed.length + plan.versions.length === 0;
  const body = [about(opened.file, forloeb), counts(plan, opened.file), ...changes(plan, fieldAt)];
  if (nothing) {
    await ask("Filen har ikke noget nyt", body, [{ label: "Luk", value: "close" }]);
    return null;
  }
  const rules = make("fieldset", {}, make("legend", {}, "Hvor begge har et svar:"), rule("mine", "behold svaret her", true), rule("file", "tag svaret fra filen", false));
  const answer = await ask("Flet filen ind?", plan.changed.length > 0 ? [...body, rules] : body, [
    { label: "Flet ind", value: "merge", main: true },
    { label: "Lad være", value: "leave" },
  ]);
  if (answer !== "merge") return null;
  const chosen = rules.querySelector<HTMLInputElement>("input:checked")?.value === "file" ? "file" : "mine";
  return { edits: mergeEdits(plan, chosen), versions: plan.versions };
}

function rule(value: string, label: string, checked: boolean): HTMLElement {
  const input = make("input", { type: "radio", name: "merge-rule", value });
  input.checked = checked;
  return make("label", { class: "option" }, input, " ", make("span", {}, label));
}

function about(file: AnswerFile, forloeb: Forloeb): HTMLElement {
  const saved = new Date(file.saved);
  const when = Number.isNaN(saved.getTime()) ? "" : `, gemt ${momentWords(saved)}`;
  const more = file.forloeb.length > 1 ? ` Filen har ${file.forloeb.length} forløb; det er det første, der åbnes her.` : "";
  return make("p", {}, `Filen er fra forløbet »${forloeb.name}«${when}.${more}`);
}

function counts(plan: Plan, file: AnswerFile): HTMLElement {
  const lines: [number, string][] = [
    [plan.fresh.length, "Nye svar, som kun står i filen"],
    [plan.changed.length, "Svar, der er forskellige her og i filen"],
    [plan.versions.length, "Andre versioner, som I skal vælge imellem"],
    [plan.same, "Svar, der er ens"],
    [plan.onlyHere, "Svar, som kun står her, og som bliver"],
    [file.refused, "Svar, der ikke kunne læses og er udeladt"],
  ];
  return make("ul", {}, ...lines.filter(([n]) => n > 0).map(([n, text]) => make("li", {}, `${text}: ${n}`)));
}

function changes(plan: Plan, fieldAt: (path: string) => Field | null): HTMLElement[] {
  return plan.changed.map(({ path, mine, file }) => {
    const field = fieldAt(path);
    const words = (value: Value) => field?.words(value) ?? String(value);
    return make("dl", {}, make("dt", {}, field?.fullLabel ?? path), make("dd", {}, `Her: ${words(mine)}`), make("dd", {}, `Filen: ${words(file)}`));
  });
}
