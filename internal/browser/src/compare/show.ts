// One item on the page: what all have answered there, and what they have written.

import { answers, type Value } from "../answers/cell";
import { make, type Child } from "../sheet/build";
import { bars, lines } from "./drawing";
import { isNote, isOnLine, type Compared, type Item } from "./item";
import { answerWords, movedWords, summaryWords } from "./words";

export interface Showing {
  /** What each response is called, null when names are hidden. */
  readonly names: readonly (string | null)[];
  /** What the rounds are called; one that is called nothing when there are none. */
  readonly rounds: readonly string[];
  readonly roundOf: readonly number[];
}

// As many notes as are read at a glance; more are folded.
const few = 6;

export function itemElement(item: Item, showing: Showing, n: number): HTMLElement {
  const id = `punkt-${n}`;
  const body: Child[] = [];
  if (item.place !== "") body.push(make("p", { class: "compare-place" }, item.place));
  if (item.onlyIn !== null) body.push(make("p", { class: "compare-only" }, `Kun besvaret i runden »${showing.rounds[item.onlyIn] ?? ""}«.`));
  const who = whoHas(item, showing);
  if (who !== "") body.push(make("p", { class: "compare-only" }, who));
  if (item.own.length > 0) body.push(ownRows(item, showing));
  else {
    const counted = item.compared.filter((one) => !isNote(one));
    for (const one of counted) body.push(...question(one, counted.length > 1 || item.compared.length > 1, showing));
    body.push(...notes(item, showing));
    if (counted.length > 0 && showing.names.some((name) => name !== null)) body.push(whoSaidWhat(counted, showing));
  }
  return make("article", { class: "compare-item", "aria-labelledby": id }, make("h3", { id }, item.label), ...body);
}

// A row of a list that not all have: who has it.
function whoHas(item: Item, { names }: Showing): string {
  const having = item.has.flatMap((has, i) => (has ? [i] : []));
  if (item.has.length === 0 || having.length === item.has.length) return "";
  const called = having.map((i) => names[i] ?? null);
  return having.length <= 3 && called.every((name) => name !== null) ? `Rækken er kun hos ${called.join(", ")}.` : `Rækken er hos ${having.length} af ${item.has.length}.`;
}

function question(one: Compared, named: boolean, showing: Showing): Child[] {
  const { asked, summaries } = one;
  const said = summaries.flatMap((summary, round) => {
    const words = summaryWords(asked, summary).join(" ");
    return words === "" ? [] : [make("p", { class: "compare-words" }, ...(summaries.length > 1 ? [make("b", {}, `${showing.rounds[round] ?? ""}: `)] : []), words)];
  });
  const moved = summaries.length > 1 ? movedWords(asked, summaries) : "";
  const drawn = isOnLine(one) ? (summaries.some(({ reach }) => reach) ? [lines(asked, summaries, showing.rounds)] : []) : [bars(one, showing.rounds)];
  return [...(named ? [make("p", { class: "compare-asked" }, asked.label)] : []), ...drawn, ...said, ...(moved === "" ? [] : [make("p", { class: "compare-words" }, moved)])];
}

interface Note {
  readonly response: number;
  readonly lines: readonly (readonly [label: string, text: string])[];
}

// What each has written, side by side, with what he answered beside it.
function notes(item: Item, showing: Showing): Child[] {
  const asked = item.compared.filter(isNote);
  const counted = item.compared.filter((one) => !isNote(one));
  const all: Note[] = showing.names.flatMap((_, response) => {
    const written = asked.flatMap(({ asked: { label }, values }): [string, string][] => (answers(values[response]) ? [[label, text(values[response])]] : []));
    return written.length > 0 ? [{ response, lines: written }] : [];
  });
  if (all.length === 0) return [];
  // Without names the order must not say who it is either.
  if (showing.names.every((name) => name === null)) all.sort((a, b) => JSON.stringify(a.lines).localeCompare(JSON.stringify(b.lines), "da"));
  const card = (note: Note): HTMLElement => {
    const answer = counted.flatMap(({ asked: of, values }) => (answers(values[note.response]) ? [answerWords(of, values[note.response] as Value)] : []));
    const round = showing.rounds.length > 1 ? [showing.rounds[showing.roundOf[note.response] ?? 0] ?? ""] : [];
    const head = [showing.names[note.response] ?? "", ...round, ...answer].filter((part) => part !== "").join(" · ");
    return make("li", {}, ...(head === "" ? [] : [make("p", { class: "compare-who" }, head)]), ...note.lines.map(([label, words]) => make("p", { class: "compare-note" }, ...(asked.length > 1 ? [make("b", {}, `${label}: `)] : []), words)));
  };
  const list = (some: readonly Note[]) => make("ul", { class: "compare-notes" }, ...some.map(card));
  if (all.length <= few) return [list(all)];
  return [list(all.slice(0, few)), folded(`${all.length - few} noter mere`, () => list(all.slice(few)))];
}

function whoSaidWhat(counted: readonly Compared[], showing: Showing): HTMLElement {
  return folded("Hvem har svaret hvad", () => {
    const lines = showing.names.map((name, i) => {
      const said = counted.map(({ asked, values }) => (answers(values[i]) ? `${counted.length > 1 ? `${asked.label}: ` : ""}${answerWords(asked, values[i] as Value)}` : "")).filter((words) => words !== "");
      return make("li", {}, make("b", {}, name ?? ""), showing.rounds.length > 1 ? ` (${showing.rounds[showing.roundOf[i] ?? 0] ?? ""})` : "", `: ${said.length > 0 ? said.join(" · ") : "intet svar"}`);
    });
    return make("ul", { class: "compare-answers" }, ...lines);
  });
}

// Rows that one alone has made: as each has written them.
function ownRows(item: Item, { names }: Showing): HTMLElement {
  const lines = item.own.map(({ response, values }) => {
    const said = values.map((value, i) => (answers(value) ? answerWords((item.compared[i] as Compared).asked, value as Value) : "")).filter((words) => words !== "");
    const name = names[response] ?? null;
    return make("li", {}, ...(name === null ? [] : [make("b", {}, `${name}: `)]), said.join(" · "));
  });
  return make("ul", { class: "compare-answers" }, ...lines);
}

// What few ask for is made when they do.
function folded(words: string, inside: () => HTMLElement): HTMLElement {
  const details = make("details", { class: "compare-more" }, make("summary", {}, words));
  details.addEventListener("toggle", () => details.childElementCount > 1 || details.append(inside()));
  return details;
}

function text(value: Value | undefined): string {
  return Array.isArray(value) ? (value as readonly string[]).join(", ") : String(value);
}
