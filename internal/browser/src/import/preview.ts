// What a plan will do, in numbers, in words and in the first rows as they will become.

import { answers, type Value } from "../answers/cell";
import type { Column } from "../exchange/column";
import type { Fate, Plan, PlannedRow } from "../exchange/plan";
import { make } from "../sheet/build";
import type { TablePlace } from "./place";

export function rows(n: number): string {
  return n === 1 ? "1 række" : `${n} rækker`;
}

const fateWords: Readonly<Record<Fate, string>> = {
  new: "Ny",
  meets: "Får nyt",
  same: "Uændret",
  back: "Hentes tilbage",
  copy: "Genganger",
  twin: "Udelades",
  heading: "Udelades",
  empty: "Tom",
};

function count(plan: Plan, fate: Fate): number {
  return plan.rows.filter((row) => row.fate === fate).length;
}

/** How many rows become what, where it is more than one thing. */
export function countsOf(plan: Plan): HTMLElement[] {
  const lines: [number, string][] = [
    [count(plan, "new"), "Nye rækker"],
    [count(plan, "meets"), "Rækker, der er her i forvejen og får noget nyt"],
    [count(plan, "back"), "Rækker, der var fjernet og hentes tilbage"],
    [count(plan, "same"), "Rækker, der er her i forvejen og ikke ændres"],
    [count(plan, "copy"), "Gengangere i listen, som udelades"],
    [count(plan, "twin"), "Rækker med et nummer, der allerede er brugt i listen, som udelades"],
    [count(plan, "heading"), "Mellemoverskrifter, som udelades"],
    [count(plan, "empty"), "Tomme rækker, som udelades"],
    [plan.withoutKey, "Nye rækker uden nummer, som ikke kan genkendes næste gang"],
  ];
  const said = lines.filter(([n]) => n > 0).map(([n, text]) => make("li", {}, `${text}: ${n}`));
  return said.length > 1 ? [make("ul", {}, ...said)] : [];
}

/** The same in one sentence, to be spoken while the reader changes something. */
export function countWords(plan: Plan): string {
  const [fresh, met, back] = [count(plan, "new"), count(plan, "meets"), count(plan, "back")];
  if (fresh + met + back === 0) return "Der er ikke noget nyt at indsætte.";
  const rest = [met > 0 ? `${met} får noget nyt` : "", back > 0 ? `${back} hentes tilbage` : ""].filter((part) => part !== "");
  return `${rows(fresh)} ${fresh === 1 ? "er ny" : "er nye"}${rest.length > 0 ? `, ${rest.join(", ")}` : ""}.`;
}

/** What the last button says. */
export function bringLabel(plan: Plan): string {
  const all = count(plan, "new") + count(plan, "meets") + count(plan, "back");
  return all === 0 ? "Indsæt" : `Indsæt ${rows(all)}`;
}

/** What was done, when it is done. */
export function brought(plan: Plan): string {
  const [fresh, met] = [count(plan, "new"), count(plan, "meets") + count(plan, "back")];
  if (met === 0) return `${rows(fresh)} er indsat.`;
  return fresh === 0 ? `${rows(met)} har fået noget nyt.` : `${rows(fresh)} er indsat, og ${rows(met)} har fået noget nyt.`;
}

const shown = 6;

/** The first rows as they will become. */
export function previewOf(plan: Plan, place: TablePlace, rule: "mine" | "theirs"): HTMLElement {
  const first = plan.rows.filter(({ fate }) => fate !== "empty").slice(0, shown);
  const ids = new Set([...place.key, ...plan.rows.slice(0, 200).flatMap((row) => [...row.cells.keys()])]);
  const columns = place.columns.filter(({ id }) => ids.has(id));
  const head = make("tr", {}, ...["Rækken", ...columns.map(({ label }) => label)].map((text) => make("th", { scope: "col" }, text)));
  const body = first.map((row) => make("tr", {}, make("th", { scope: "row" }, fateWords[row.fate]), ...columns.map((column) => make("td", {}, wordsOf(row, column, place, rule)))));
  const table = make("table", {}, make("caption", {}, "Sådan bliver de første rækker"), make("thead", {}, head), make("tbody", {}, ...body));
  return make("div", { class: "bring-preview", role: "region", "aria-label": "De første rækker", tabindex: "0" }, table);
}

function wordsOf(row: PlannedRow, column: Column, place: TablePlace, rule: "mine" | "theirs"): string {
  const here = row.id === null || row.fate === "new" ? undefined : place.rows.find(({ id }) => id === row.id);
  const theirs = row.cells.get(column.id);
  const mine: Value | undefined = here ? here.get(column.id) : place.given.get(column.id);
  const value = answers(theirs) && (rule === "theirs" || !row.conflicts.includes(column.id)) ? theirs : mine;
  const text = value === undefined || value === null ? "" : place.words(column, value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
