// Files out and in. A file taken holds this sheet's answers as they stand in the page,
// saved or not; a file opened is shown before it changes anything.

import { decodeFile, encodeFile, fileErrorWords, isTooLarge, partOf, type AnswerFile, type Forloeb } from "../answers/file";
import { mergeEdits, planMerge, type Plan } from "../answers/plan";
import type { Value } from "../answers/cell";
import { momentWords } from "../answers/value";
import type { Store } from "../store/store";
import { amounts, fileNote, noteOfFile, readNote } from "../answers/taken";
import { ownerOf } from "../answers/toolbox";
import { make } from "./build";
import { ask } from "./dialog";
import { answersEnding, answersType, download, fileName } from "./download";
import type { Field } from "./field";

/** Hands the reader a file of the sheet's answers, and notes that he has it. */
export function takeFile(store: Store, site: string, sheet: string, at: Date): void {
  const belongs = belongsTo(sheet);
  const forloeb = partOf({ id: store.id ?? "", name: store.name, cells: store.cells(""), unread: store.unreadable("") }, belongs);
  download(fileName([sheet, store.name], at, answersEnding), encodeFile({ site, saved: at.toISOString(), forloeb: [forloeb] }), answersType);
  const amount = amounts(store.cells("")).get(sheet);
  if (amount && amount.answered > 0) store.edit(noteOfFile(sheet), fileNote(at, amount));
}

/** When a file of the sheet was last taken, in words; "" for never. */
export function fileWords(store: Store, sheet: string): string {
  const taken = readNote(store.get(noteOfFile(sheet)), amounts(store.cells("")).get(sheet) ?? { given: 0, answered: 0 });
  return taken ? `Fil hentet ${momentWords(taken.at)}${taken.changed ? ", ændret siden" : ""}` : "";
}

function belongsTo(sheet: string): (path: string) => boolean {
  return (path) => ownerOf(path) === sheet;
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
