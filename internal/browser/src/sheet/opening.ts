// A part of the sheet's script: opening files of answers, making another forløb, and moving
// to temporary answers. A file that is opened is shown before it changes anything, and makes
// a forløb of its own unless the reader asks for it to be merged.

import { answers, type Value } from "../answers/cell";
import { decodeFile, fileErrorWords, isTooLarge, type AnswerFile, type Forloeb } from "../answers/file";
import { isNote, mergeEdits, planMerge, type Difference, type Plan } from "../answers/plan";
import { momentWords } from "../answers/value";
import { AllForloeb, countAnswers, freeName, valuesOf } from "../store/forloeb";
import type { Undo } from "../store/before";
import type { Store } from "../store/store";
import { beginTemporary } from "../store/finish";
import type { Stores } from "../store/stores";
import type { BringHost } from "./bring";
import { make } from "./build";
import { ask, askText, tell } from "./dialog";
import type { Field } from "./field";
import { loadPart } from "./part";

/** Ends what an earlier page began, as moving to temporary answers. */
export { finish } from "../store/finish";

/** The sheet, as the part sees it. */
export interface FilesHost extends BringHost {
  readonly site: string;
  readonly store: Store;
  readonly kept: Stores;
  readonly sheet: string;
  readonly undo: Undo;
  fieldOf(element: HTMLElement): Field;
  now(): Date;
  /** Stores an answer; save writes what was stored. */
  edit(path: string, value: Value): void;
  save(): void;
  fieldAt(path: string): Field | null;
  /** Takes these answers, keeping how it was; false when that is refused. */
  merge(edits: ReadonlyMap<string, Value>, others: readonly Difference[]): void;
  turnTo(forloeb: string): void;
  say(words: string): void;
  /** These answers are others than they were. */
  changed(paths: ReadonlySet<string>): void;
  /** Many are: shows all, saves, and says what was done. */
  afterMany(words: string): void;
}

// As many as a reader looks at one by one.
const few = 20;
const refused = "Browseren tog ikke imod det hele. Den er måske fuld, eller den gemmer ikke noget. Intet er ændret.";

/** Opens what the reader picked. Several files, or workbooks, are rows that come back; one file of answers is a forløb. */
export async function openFiles(files: readonly File[], host: FilesHost): Promise<void> {
  const [file] = files;
  if (file && files.length === 1 && !isBook(file)) return openFile(file, host);
  if (file) await takeRows(files, host);
}

async function takeRows(files: readonly File[], host: FilesHost): Promise<void> {
  const button = host.form.querySelector<HTMLElement>("[data-take-rows]");
  if (button) (await loadPart("send"))?.(button, host, files);
}

// Rows that were sent from this forløb. The part that reads them knows the rest of the note. [L35]
function isReturned({ forloeb }: AnswerFile, { form, sheet, store }: FilesHost): boolean {
  const from = `"forloeb":"${store.id}"`;
  return form.querySelector("[data-take-rows]") !== null && forloeb.some(({ cells }) => String(cells.get(`${sheet}._sendt`)?.[0]).includes(from));
}

function isBook(file: File): boolean {
  return /\.xls\w?$/i.test(file.name);
}

async function openFile(file: File, host: FilesHost): Promise<void> {
  const opened = isTooLarge(file.size) ? { error: "too-large" as const } : decodeFile(await file.text(), host.site);
  if ("error" in opened) return tell("Filen kan ikke åbnes", fileErrorWords[opened.error], "Intet er ændret.");
  const { file: content } = opened;
  if (isReturned(content, host)) return takeRows([file], host);
  const from = make("select", { id: "merge-from" }, ...content.forloeb.map((one, i) => make("option", { value: String(i) }, `»${one.name}«: ${countAnswers(valuesOf(one.cells))} svar`)));
  const copy = choice("open-as", "copy", content.forloeb.length === 1 ? "Åbn som et nyt forløb" : `Åbn som ${content.forloeb.length} nye forløb`, true);
  const merge = choice("open-as", "merge", `Flet ind i »${host.store.name}«`, false);
  const body = [about(content), make("fieldset", {}, make("legend", {}, "Hvordan?"), copy, ...(host.store.id === null ? [] : [merge]))];
  if (content.forloeb.length > 1 && host.store.id !== null) body.push(make("p", {}, make("label", { for: "merge-from" }, "Hvis I fletter: hvilket forløb i filen?"), from));
  const answer = await ask("Åbn fil", body, [
    { label: "Åbn", value: "open", main: true },
    { label: "Lad være", value: "leave" },
  ]);
  if (answer !== "open") return;
  if (merge.querySelector("input")?.checked) return mergeOne(content, content.forloeb[Number(from.value)] as Forloeb, host);
  await openCopies(content, host);
}

async function openCopies(content: AnswerFile, host: FilesHost): Promise<void> {
  const all = allOf(host);
  const names = host.store.all().map((one) => one.name);
  const made: string[] = [];
  for (const one of content.forloeb) {
    const name = freeName(one.name, names);
    const id = all.fill(name, one);
    if (id === null) return tell("Filen kan ikke åbnes her", refused.replace("Intet er ændret.", made.length > 0 ? `${made.length} forløb er åbnet, resten ikke.` : "Intet er ændret."));
    names.push(name);
    made.push(id);
  }
  host.turnTo(made[0] as string);
}

async function mergeOne(content: AnswerFile, forloeb: Forloeb, host: FilesHost): Promise<void> {
  const plan = planMerge(host.store.values(""), forloeb.cells);
  const body = [about(content), counts(plan, content)];
  if (plan.fresh.length + plan.changed.length + plan.versions.length === 0) {
    await ask("Filen har ikke noget nyt", body, [{ label: "Luk", value: "close" }]);
    return;
  }
  const rule = make("select", { id: "merge-rule" }, make("option", { value: "mine" }, "Behold svaret her"), make("option", { value: "file" }, "Tag svaret fra filen"));
  const each = plan.changed.length <= few ? plan.changed.map((one, i) => both(one, i, host)) : [];
  rule.addEventListener("change", () => {
    for (const set of each) for (const input of set.querySelectorAll("input")) input.checked = input.value === rule.value;
  });
  const rules = make("div", {}, make("label", { for: "merge-rule" }, each.length > 0 ? "Hvor begge har et svar, for alle" : "Hvor begge har et svar"), rule);
  const answer = await ask("Flet filen ind?", plan.changed.length > 0 ? [...body, rules, ...each] : body, [
    { label: "Flet ind", value: "merge", main: true },
    { label: "Lad være", value: "leave" },
  ]);
  if (answer !== "merge") return;
  const taken = new Map(each.map((set, i) => [(plan.changed[i] as Difference).path, set.querySelector<HTMLInputElement>("input:checked")?.value === "file" ? "file" : "mine"] as const));
  host.merge(mergeEdits(plan, rule.value === "file" ? "file" : "mine", taken), plan.versions);
}

// One question that is answered in both, and the choice between them.
function both({ path, mine, file }: Difference, i: number, host: FilesHost): HTMLElement {
  const field = host.fieldAt(path);
  const words = (value: Value) => field?.words(value) ?? String(value);
  return make("fieldset", {}, make("legend", {}, field?.fullLabel ?? path), choice(`merge-${i}`, "mine", `Her: ${words(mine)}`, true), choice(`merge-${i}`, "file", `Filen: ${words(file)}`, false));
}

function choice(name: string, value: string, label: string, checked: boolean): HTMLElement {
  const input = make("input", { type: "radio", name, value });
  input.checked = checked;
  return make("label", { class: "option" }, input, " ", make("span", {}, label));
}

function about(file: AnswerFile): HTMLElement {
  const saved = new Date(file.saved);
  const when = Number.isNaN(saved.getTime()) ? "" : `, gemt ${momentWords(saved)}`;
  const names = file.forloeb.map((one) => `»${one.name}«`);
  const whose = names.length === 1 ? `Filen er fra forløbet ${names[0]}${when}.` : `Filen har ${names.length} forløb${when}.`;
  return make("p", {}, whose, file.refused > 0 ? ` ${file.refused} svar i den kunne ikke læses og er udeladt.` : "");
}

function counts(plan: Plan, file: AnswerFile): HTMLElement {
  const lines: [number, string][] = [
    [plan.fresh.filter(({ path, file: value }) => answers(value) && !isNote(path)).length, "Nye svar, som kun står i filen"],
    [plan.changed.length, "Svar, der er forskellige her og i filen"],
    [plan.versions.length, "Andre versioner, som I skal vælge imellem"],
    [plan.same, "Svar, der er ens"],
    [plan.onlyHere, "Svar, som kun står her, og som bliver"],
    [file.refused, "Svar, der ikke kunne læses og er udeladt"],
  ];
  return make("ul", {}, ...lines.filter(([n]) => n > 0).map(([n, text]) => make("li", {}, `${text}: ${n}`)));
}

/** Makes another forløb, by the name that the reader gives, and turns to it. */
export async function newForloeb(host: FilesHost): Promise<void> {
  const typed = await askText("Nyt forløb", "Hvad skal det hedde? For eksempel kommunen og året, eller det område, det gælder.", "", "Lav forløbet");
  if (typed === null) return host.say("");
  const name = freeName(typed, host.store.all().map((one) => one.name));
  const id = allOf(host).make(name);
  if (id === null) return tell("Det kan ikke lade sig gøre nu", refused);
  host.turnTo(id);
}

/** Takes the forløb into this tab alone. [L31] */
export async function goTemporary(host: FilesHost): Promise<void> {
  const words = "Bruger andre også computeren, så lad svarene blive i denne fane. De forsvinder, når I lukker den, og det gælder alle ark, I åbner i fanen. Hent en fil, hvis svarene skal bruges igen.";
  const answer = await ask("Brug arkene midlertidigt?", [make("p", {}, words)], [
    { label: "Brug dem midlertidigt", value: "yes", main: true },
    { label: "Lad være", value: "no" },
  ]);
  if (answer !== "yes") return;
  const one = allOf(host).read()?.find(({ id }) => id === host.store.id) ?? null;
  if (!(await beginTemporary(host.kept, one))) return tell("Det kan ikke lade sig gøre nu", refused);
  host.store.abandon();
  location.reload();
}

function allOf({ kept }: FilesHost): AllForloeb {
  return new AllForloeb(kept.mirror, kept.keys, kept.random);
}
