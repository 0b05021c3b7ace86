// What follows from the answers, painted into the page: conditions, values, advice, texts
// with answers in them. [S19] [S20] [S21] [E18]
//
// Each place that shows something is bound once: the tree it follows from, the row it
// stands in, and how it is painted. A change paints the places it reaches and no others,
// so a sheet of a thousand rows costs as much as one.

import type { Value } from "../answers/cell";
import { Answered } from "../expressions/answered";
import { keyOf, type Program, type Result, type Tree } from "../expressions/program";
import { isAddress, reads, Values, type Changes } from "../expressions/values";
import { cellWords, numberWords, print, treesOf, type Sentence } from "../expressions/words";
import type { Addresses } from "./address";
import { setText } from "./build";

/** A tree, and the ids of the cells and rows it looks at; own: in its own row alone. */
interface Known {
  readonly tree: Tree;
  readonly reads: readonly (readonly [id: string, own: boolean])[];
  readonly places: Map<string, Place[]>; // by row
}

interface Place {
  readonly element: Element;
  readonly paint: () => void;
}

const bound = "[data-show], [data-value], [data-derived], [data-shown], [data-say], [data-outcome]";

export class Live {
  readonly values: Values;
  readonly #answered: Answered;
  readonly #known = new Map<string, Known>();
  /** While everything is shown for the blank print, nothing is worked out. */
  #isBlank = false;

  constructor(
    readonly program: Program,
    private readonly addresses: Addresses,
    answers: ReadonlyMap<string, Value>,
    today: string,
  ) {
    this.#answered = new Answered(answers, program);
    this.values = new Values(program, this.#answered, today);
  }

  /** Paints the places in a part of the page, itself included, and keeps them so. */
  bind(part: HTMLElement): void {
    if (part.matches(bound)) this.#bindElement(part);
    for (const element of part.querySelectorAll<HTMLElement>(bound)) this.#bindElement(element);
  }

  /** Paints now and whenever the tree may have another value; the place goes when its element leaves the page. */
  watch(tree: Tree, element: Element, paint: () => void, row = this.addresses.rowOf(element)): void {
    this.#place(JSON.stringify(tree), () => tree, element, paint, row);
    paint();
  }

  /** What a cell is in a row, in words; – where it is empty. */
  words(cell: string, row: string): string {
    return cellWords(cell, this.values, this.program, row);
  }

  /** These answers are others than they were. */
  changed(paths: Iterable<string>): Changes {
    const all = [...paths];
    for (const path of all) this.#answered.changed(path);
    const changes = this.values.changed(all);
    if (!this.#isBlank) for (const known of this.#known.values()) this.#repaint(known, changes);
    return changes;
  }

  /** Forgets every place and everything known of the answers, as when another forløb or copy is shown. */
  forget(): void {
    this.#known.clear();
  }

  /** Shows all of it, as the blank print has it, or goes back to what is so. */
  showBlank(blank: boolean): void {
    this.#isBlank = blank;
    for (const { places } of this.#known.values()) {
      for (const place of [...places.values()].flat()) {
        if (!blank) place.paint();
        else if (place.element instanceof HTMLElement && place.element.matches("[data-show]")) place.element.hidden = false;
      }
    }
    for (const advice of document.querySelectorAll<HTMLElement>("[data-outcome], [data-outcome] .advice, [data-outcome] li")) if (blank && !advice.matches("[data-show]")) advice.hidden = false;
  }

  #bindElement(element: HTMLElement): void {
    if (element.closest("[data-blank]")) return;
    const { show, say } = element.dataset;
    const row = this.addresses.rowOf(element);
    if (show !== undefined) this.#parsed(show, element, (tree) => (element.hidden = !this.values.holds(tree, row)), row);
    if (say !== undefined) this.#bindText(element, say, row);
    if (element.matches("[data-value], [data-derived], [data-shown]")) this.#bindAnswer(element, row);
    if (element.matches("[data-outcome]")) this.#bindAdvice(element, row);
  }

  #bindText(element: HTMLElement, say: string, row: string): void {
    const sentence = JSON.parse(say) as Sentence;
    this.watch(treesOf(sentence), element, () => setText(element, print(sentence, this.values, this.program, row)), row);
  }

  #bindAnswer(element: HTMLElement, row: string): void {
    const cell = this.addresses.cellOf(element, element.dataset["value"] !== undefined ? "value" : "derived");
    const output = element.querySelector("output");
    if (!output || !this.program.cells[cell]) return;
    const marks = [...element.querySelectorAll<HTMLElement>("[data-option]")];
    const paint = (): void => {
      const result = this.values.cell(cell, row);
      const share = typeof result === "number" && element.dataset["unit"] === "%";
      setText(output, share ? numberWords(result * 100) : cellWords(cell, this.values, this.program, row));
      for (const mark of marks) mark.hidden = mark.dataset["option"] !== result;
      if (marks.length > 0 && output.previousElementSibling !== marks[0]) output.before(...marks);
    };
    this.watch(cellTree(cell, row), element, paint, row);
  }

  #bindAdvice(element: HTMLElement, row: string): void {
    const first = element.dataset["first"] !== undefined;
    const rules = [...element.querySelectorAll<HTMLElement>("li[data-when], li[data-else]")].map((item) => ({
      item,
      when: item.dataset["when"] === undefined ? null : (JSON.parse(item.dataset["when"]) as Tree),
    }));
    const body = element.querySelector<HTMLElement>(".advice") ?? element;
    const paint = (): void => {
      let shown = 0;
      for (const { item, when } of rules) {
        const holds = when === null ? shown === 0 : !(first && shown > 0) && this.values.holds(when, row);
        item.hidden = !holds;
        if (holds) shown++;
      }
      body.hidden = shown === 0;
      if (element.dataset["show"] === undefined) element.hidden = shown === 0;
    };
    this.watch(["or", ...rules.map(({ when }) => when)], element, paint, row);
  }

  #parsed(text: string, element: HTMLElement, paint: (tree: Tree) => void, row: string): void {
    const known = this.#place(text, () => JSON.parse(text) as Tree, element, () => paint(known.tree), row);
    paint(known.tree);
  }

  #place(key: string, tree: () => Tree, element: Element, paint: () => void, row: string): Known {
    let known = this.#known.get(key);
    if (!known) {
      const parsed = tree();
      const found: [string, boolean][] = [];
      reads(parsed, (id, own) => found.push([id, own]) < 0);
      this.#known.set(key, (known = { tree: parsed, reads: found, places: new Map() }));
    }
    const places = known.places.get(row);
    if (places) places.push({ element, paint });
    else known.places.set(row, [{ element, paint }]);
    return known;
  }

  #repaint(known: Known, changes: Changes): void {
    const rows = new Set<string>();
    for (const [id, own] of known.reads) {
      const row = changes.get(id);
      if (row === undefined) continue;
      if (row === null || !own) return this.#paintAll(known);
      rows.add(row);
    }
    for (const row of rows) this.#paintRow(known, row);
  }

  #paintAll(known: Known): void {
    for (const row of [...known.places.keys()]) this.#paintRow(known, row);
  }

  #paintRow(known: Known, row: string): void {
    const places = known.places.get(row);
    if (!places) return;
    const here = places.filter(({ element }) => element.isConnected);
    if (here.length === 0) known.places.delete(row);
    else if (here.length < places.length) known.places.set(row, here);
    for (const { paint } of here) paint();
  }
}

/** A cell as an expression in its row. */
export function cellTree(cell: string, row: string): Tree {
  return row === "" ? ["get", cell] : ["get", cell, 0];
}

/** What a cell's result would be if it were stored: a chosen row by its key. */
export function asStored(result: Result): Value {
  const stored = (id: string): string => (isAddress(id) ? keyOf(id) : id);
  if (Array.isArray(result)) return (result as readonly string[]).map(stored);
  return typeof result === "string" ? stored(result) : typeof result === "boolean" ? null : (result as Value);
}

/** The day as the reader's own calendar says it. */
export function dayOf(at: Date): string {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}
