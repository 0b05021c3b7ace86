// Files on the page: out of one forløb or all, and in as a copy or merged into one that is
// here. A file that is opened changes nothing before the reader has seen what is in it.

import { answers, sameValue, type Value } from "../answers/cell";
import { decodeFile, encodeFile, fileErrorWords, isTooLarge, partOf, type AnswerFile, type Forloeb } from "../answers/file";
import { isNote, mergeEdits, planMerge, type Plan } from "../answers/plan";
import { amounts, fileNote, noteOfFile } from "../answers/taken";
import { editionsOf, isPrivate, ownerOf } from "../answers/toolbox";
import { momentWords } from "../answers/value";
import { make } from "../sheet/build";
import { ask, tell } from "../sheet/dialog";
import { answersEnding, answersType, download, fileName } from "../sheet/download";
import { Undo } from "../store/before";
import { randomMark } from "../store/drawer";
import { countAnswers, freeName, valuesOf, type Contents } from "../store/forloeb";
import { Store } from "../store/store";
import type { Cases } from "./cases";
import { privateTitles } from "./view";

/** Hands the reader one file with these forløb; says what was done, "" for nothing. */
export async function takeFiles(some: readonly Contents[], page: Cases): Promise<string> {
  const withPrivate = await askPrivate(some, page);
  if (withPrivate === null) return "";
  const at = page.clock.now();
  const keeps = (path: string) => withPrivate || !isPrivate(path, page.toolbox);
  const forloeb = some.map((one) => partOf(one, keeps));
  const name = some.length === 1 ? (some[0] as Contents).name : "alle-forloeb";
  download(fileName([name], at, answersEnding), encodeFile({ site: page.site, saved: at.toISOString(), editions: editionsOf(page.toolbox), forloeb }), answersType);
  for (const one of some) noteTaken(one, at, keeps, page);
  return some.length === 1 ? `Filen med »${name}« er hentet.` : `Filen med ${some.length} forløb er hentet.`;
}

// A note is for display: when the browser does not take it, the file is none the worse.
function noteTaken(one: Contents, at: Date, keeps: (path: string) => boolean, page: Cases): void {
  const whole = amounts(one.cells);
  const taken = amounts(partOf(one, keeps).cells);
  for (const [owner, amount] of whole) {
    if (amount.given === taken.get(owner)?.given) page.forloeb.note(one.id, noteOfFile(owner), fileNote(at, amount));
  }
}

// What is about colleagues comes along only when the reader says so. [L33]
async function askPrivate(some: readonly Contents[], page: Cases): Promise<boolean | null> {
  const titles = privateTitles(some, page.toolbox);
  if (titles.length === 0) return false;
  const box = make("input", { type: "checkbox", name: "kolleger" });
  const body = [
    make("p", {}, `Der er svar om bestemte kolleger i ${titles.map((title) => `»${title}«`).join(", ")}. De kommer kun med i filen, hvis I vælger det.`),
    make("label", { class: "option" }, box, " ", make("span", {}, "Tag svarene om kolleger med")),
  ];
  const answer = await ask("Hent fil", body, [
    { label: "Hent fil", value: "take", main: true },
    { label: "Lad være", value: "leave" },
  ]);
  return answer === "take" ? box.checked : null;
}

/** Opens files, one after the other. */
export async function openFiles(files: readonly File[], page: Cases): Promise<void> {
  for (const file of files) {
    const opened = isTooLarge(file.size) ? { error: "too-large" as const } : decodeFile(await file.text(), page.site);
    if ("error" in opened) await tell("Filen kan ikke åbnes", file.name, fileErrorWords[opened.error], "Intet er ændret.");
    else await openOne(opened.file, page);
  }
}

async function openOne(file: AnswerFile, page: Cases): Promise<void> {
  const into = make("select", { id: "open-into" }, make("option", { value: "" }, file.forloeb.length === 1 ? "Et nyt forløb" : `${file.forloeb.length} nye forløb`));
  // Several forløb are merged one at a time, each on its own.
  if (file.forloeb.length === 1) for (const one of page.here) into.append(make("option", { value: one.id }, `Flet ind i »${one.name}«`));
  const saved = new Date(file.saved);
  const lines = file.forloeb.map((one) => make("li", {}, `»${one.name}«: ${countAnswers(valuesOf(one.cells))} svar`));
  const body = [
    make("p", {}, Number.isNaN(saved.getTime()) ? "I filen er:" : `Filen er gemt ${momentWords(saved)}. I den er:`),
    make("ul", {}, ...lines),
    ...(file.refused > 0 ? [make("p", {}, `${file.refused} svar kunne ikke læses og er udeladt.`)] : []),
    make("label", { for: "open-into" }, "Åbn som"),
    into,
  ];
  const answer = await ask("Åbn fil", body, [
    { label: "Åbn", value: "open", main: true },
    { label: "Lad være", value: "leave" },
  ]);
  if (answer !== "open") return;
  if (into.value !== "") return mergeInto(into.value, file.forloeb[0] as Forloeb, page);
  const made: string[] = [];
  for (const one of file.forloeb) {
    const name = freeName(one.name, [...page.names, ...made]);
    const id = page.forloeb.fill(name, one);
    if (!page.did(id !== null)) break;
    made.push(name);
    if (file.forloeb.length === 1 && id !== null) page.open(id);
  }
  if (made.length > 0) page.say(made.length === 1 ? `»${made[0]}« er åbnet, og arkene viser det nu.` : `${made.length} forløb er åbnet.`);
}

async function mergeInto(id: string, file: Forloeb, page: Cases): Promise<void> {
  const target = page.here.find((one) => one.id === id);
  if (!target) return;
  const plan = planMerge(valuesOf(target.cells), file.cells);
  const counts = countLines(plan, page);
  if (plan.fresh.length + plan.changed.length + plan.versions.length === 0) {
    await ask("Filen har ikke noget nyt", counts, [{ label: "Luk", value: "close" }]);
    return;
  }
  const rule = make("select", { id: "merge-rule" }, make("option", { value: "mine" }, "Behold svaret her"), make("option", { value: "file" }, "Tag svaret fra filen"));
  const both = [
    make("label", { for: "merge-rule" }, "Hvor begge har et svar"),
    rule,
    make("p", { class: "help" }, "Vil I vælge svar for svar, så åbn filen på arket i stedet."),
  ];
  const answer = await ask(`Flet ind i »${target.name}«?`, [...counts, ...(plan.changed.length > 0 ? both : [])], [
    { label: "Flet ind", value: "merge", main: true },
    { label: "Lad være", value: "leave" },
  ]);
  if (answer !== "merge") return;
  const edits = mergeEdits(plan, rule.value === "file" ? "file" : "mine");
  const store = storeOf(id, page);
  const undo = store && new Undo(store, page.stores.mirror);
  if (!store || !undo?.keep({ what: "merged", sheet: "", cells: [...edits].map(([path, after]) => [path, store.get(path) ?? null, after] as const) })) return void page.did(false);
  for (const [path, value] of edits) store.edit(path, value);
  for (const { path, file: value } of plan.versions) store.addOther(path, value);
  const saved = (await store.save()) === "saved";
  page.did(saved);
  if (saved) page.say(`Filen er flettet ind i »${target.name}«: ${answered(edits)} svar.`);
}

function answered(edits: ReadonlyMap<string, Value>): number {
  return [...edits].filter(([path, value]) => answers(value) && !isNote(path)).length;
}

// How much is new, alike and different, sheet by sheet.
function countLines(plan: Plan, page: Cases): HTMLElement[] {
  const titles = new Map([...page.toolbox.sheets, ...(page.toolbox.lists ?? [])].map(({ id, title }) => [id, title ?? id]));
  const lines = new Map<string, [fresh: number, changed: number]>();
  plan.fresh.forEach(({ path }) => count(lines, ownerOf(path), 0));
  plan.changed.forEach(({ path }) => count(lines, ownerOf(path), 1));
  const words = [...lines].map(([owner, [fresh, changed]]) => {
    const parts = [fresh === 1 ? "1 nyt svar" : fresh > 0 ? `${fresh} nye svar` : "", changed === 1 ? "1 svar, der er forskelligt" : changed > 0 ? `${changed} svar, der er forskellige` : ""];
    return make("li", {}, `${titles.get(owner) ?? owner}: ${parts.filter((part) => part !== "").join(", ")}`);
  });
  const more: string[] = [];
  if (plan.same > 0) more.push(`${plan.same} svar ${plan.same === 1 ? "er det samme" : "er ens"}.`);
  if (plan.onlyHere > 0) more.push(`${plan.onlyHere} svar står kun her og bliver.`);
  if (plan.versions.length > 0) more.push(`${plan.versions.length} spørgsmål har flere versioner, som I skal vælge imellem på arket.`);
  return [...(words.length > 0 ? [make("ul", {}, ...words)] : []), ...(more.length > 0 ? [make("p", {}, more.join(" "))] : [])];
}

function count(lines: Map<string, [number, number]>, owner: string, which: 0 | 1): void {
  const line = lines.get(owner) ?? [0, 0];
  line[which]++;
  lines.set(owner, line);
}

/** Whether a file was merged into the forløb on this page, and can be taken out again. */
export function hasMerge(one: Contents, page: Cases): boolean {
  const text = page.stores.mirror.read(`${page.stores.keys.prefix}${one.id}/~before`);
  return text.ok && text.text !== null && /^\{"what":"merged","sheet":"",/.test(text.text);
}

/** Takes it out again: what has been answered since stays. */
export async function undoMerge(one: Contents, page: Cases): Promise<string> {
  const store = storeOf(one.id, page);
  const undo = store && new Undo(store, page.stores.mirror);
  const before = undo?.last("");
  if (!store || !undo || !before) return "";
  for (const [path, was, became] of before.cells) if (sameValue(store.get(path), became)) store.edit(path, was);
  if ((await store.save()) !== "saved") return "Browseren tog ikke imod det. Prøv igen.";
  undo.forget();
  return `Fletningen i »${one.name}« er fortrudt.`;
}

// A store over one forløb, which becomes the chosen one.
function storeOf(id: string, page: Cases): Store | null {
  const { mirror } = page.stores;
  if (!page.forloeb.use(id)) return null;
  const store = new Store(page.site, mirror, randomMark, { busy: () => false, changed: () => {}, wrote: (forloeb) => page.stores.stamp(forloeb) }, mirror);
  return store.load() && store.id === id ? store : null;
}
