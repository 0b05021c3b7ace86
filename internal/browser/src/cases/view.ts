// What the page says of each forløb, in words: told from what stands in the stores and from
// the toolbox. Pure, so that it is tried without a page.

import { answers, type Value } from "../answers/cell";
import { madeOf } from "../answers/file";
import { isNote } from "../answers/plan";
import { progressOf, stepState, type Progress } from "../answers/progress";
import { takenOf } from "../answers/taken";
import { isPrivate, ownerOf, type Toolbox } from "../answers/toolbox";
import { momentWords } from "../answers/value";
import { countAnswers, valuesOf, type Contents } from "../store/forloeb";

export interface CaseView {
  readonly id: string;
  readonly name: string;
  readonly isChosen: boolean;
  readonly isEmpty: boolean;
  readonly facts: readonly string[];
  readonly steps: readonly { readonly number: number; readonly title: string; readonly state: Progress["state"] }[];
  readonly sheets: readonly { readonly title: string; readonly url: string; readonly state: Progress["state"]; readonly words: string }[];
  /** Sentences about what is not as it should be. */
  readonly notes: readonly string[];
}

export const stateWords: Readonly<Record<Progress["state"], string>> = { untouched: "Ikke begyndt", begun: "I gang", filled: "Udfyldt" };

export function caseView(one: Contents, isChosen: boolean, toolbox: Toolbox): CaseView {
  const values = valuesOf(one.cells);
  const steps = (toolbox.steps ?? []).map(({ id, number, title }) => ({ number: number ?? 0, title, state: stepState(id, values, toolbox) }));
  const sheets = toolbox.sheets
    .map((sheet) => ({ title: sheet.title ?? sheet.id, url: sheet.url ?? "", progress: progressOf(sheet, values, toolbox) }))
    .filter(({ progress }) => progress.state !== "untouched")
    .map(({ title, url, progress }) => ({ title, url, state: progress.state, words: progressWords(progress) }));
  return { id: one.id, name: one.name, isChosen, isEmpty: countAnswers(values) === 0, facts: facts(one), steps: steps.filter((step) => step.number > 0 || step.state !== "untouched"), sheets, notes: notes(one, toolbox) };
}

function progressWords({ state, done, of }: Progress): string {
  const words = stateWords[state].toLowerCase();
  return state === "begun" && of > 0 ? `${words}, ${done} af ${of} svar, der skal med` : words;
}

function facts(one: Contents): string[] {
  const count = countAnswers(valuesOf(one.cells));
  const taken = takenOf(one.cells);
  return [
    `${count} svar`,
    ...(one.changed ? [`Sidst ændret ${momentWords(one.changed)}`] : []),
    taken ? `Fil hentet ${momentWords(taken.at)}${taken.changed ? ", ændret siden" : ""}` : "Ingen fil hentet",
  ];
}

function notes(one: Contents, toolbox: Toolbox): string[] {
  const found: string[] = [];
  const made = sourceWords(one.cells.get(madeOf)?.[0], toolbox);
  if (made !== "") found.push(made);
  if (one.unread.size > 0) found.push(`${one.unread.size === 1 ? "1 gemt" : `${one.unread.size} gemte`} svar kan ikke læses og er lagt til side. Det følger med, når I henter en fil.`);
  const known = new Set(["forløb", ...toolbox.sheets.map((sheet) => sheet.id), ...(toolbox.lists ?? []).map((list) => list.id)]);
  let lost = 0;
  for (const [path, value] of valuesOf(one.cells)) if (answers(value) && !isNote(path) && !known.has(ownerOf(path))) lost++;
  if (lost > 0) found.push(`${lost} svar hører til ark, som ikke findes her længere. ${lost === 1 ? "Det" : "De"} er bevaret og følger med, når I henter en fil.`);
  return found;
}

/** What the answers of a forløb were made of, in words; "" where it does not say. [L51] */
export function sourceWords(made: Value | undefined, toolbox: Toolbox): string {
  if (!Array.isArray(made)) return "";
  const [moment, sheet, ...names] = made as readonly string[];
  const at = new Date(moment ?? "");
  const title = toolbox.sheets.find(({ id }) => id === sheet)?.title;
  const when = Number.isNaN(at.getTime()) ? "" : ` ${momentWords(at)}`;
  const of = title === undefined ? "" : ` på »${title}«`;
  const more = names.length > mostNames ? ` og ${names.length - mostNames} til` : "";
  return `Fælles svar${of}, begyndt${when} ud fra ${names.length === 1 ? "1 besvarelse" : `${names.length} besvarelser`}: ${names.slice(0, mostNames).join(", ")}${more}.`;
}

// As many as are read in a glance; the file has them all.
const mostNames = 12;

/** The forløb that count, the chosen one first, then by name. */
export function inOrder(all: readonly Contents[], chosen: string | null): Contents[] {
  const rank = (one: Contents) => (one.id === chosen ? 0 : 1);
  return all.filter((one) => one.standing === "here").sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, "da") || (a.id < b.id ? -1 : 1));
}

/** Titles of the sheets and lists that have answers about colleagues in these forløb. [L33] */
export function privateTitles(all: readonly Contents[], toolbox: Toolbox): string[] {
  const owners = new Set<string>();
  for (const one of all) for (const [path, [value]] of one.cells) if (answers(value) && !isNote(path) && isPrivate(path, toolbox)) owners.add(ownerOf(path));
  return [...toolbox.sheets, ...(toolbox.lists ?? [])].filter(({ id }) => owners.has(id)).map(({ id, title }) => title ?? id);
}
