// What is answered in a forløb, in words: any question of the catalogue, in any row. What is
// stored goes first, also what has not the form of its kind [S16]; then what the site says.

import { answers, type Cells, type Value } from "../answers/cell";
import { words as valueWords } from "../answers/value";
import type { Asked, Catalogue } from "../catalogue/catalogue";
import { Answered } from "../expressions/answered";
import { columnOf, keyOf, type CellOf, type Result, type Tree } from "../expressions/program";
import { isAddress, Values } from "../expressions/values";
import { cellWords, numberWords, print, type Sentence } from "../expressions/words";
import { modern } from "./modern";

/** One line of an answer. A colour is never alone: the words say what it means. */
export interface Word {
  readonly text: string;
  readonly colour?: string;
  readonly shape?: string;
}

export class Said {
  readonly values: Values;
  readonly answered: Answered;
  /** The paths whose answers have been asked for: what is left has no place on any sheet. */
  readonly told = new Set<string>();
  private readonly stored: ReadonlyMap<string, Value>;
  private readonly others = new Map<string, Value[]>();

  constructor(
    readonly catalogue: Catalogue,
    cells: Cells,
    today: string,
  ) {
    this.stored = modern(cells, catalogue);
    this.answered = new Answered(this.stored, catalogue.program);
    this.values = new Values(catalogue.program, this.answered, today);
    for (const [key, [value]] of cells) {
      const path = key.replace(/~.*$/, "");
      if (path !== key && answers(value)) this.others.set(path, [...(this.others.get(path) ?? []), value]);
    }
  }

  /** Where the answer to a cell stands, in the row with that address. */
  path(cell: string, row: string): string {
    const at = this.catalogue.program.cells[cell]?.at;
    return row === "" ? cell : (at ? at + keyOf(row) : row) + columnOf(cell);
  }

  /** Whether somebody answered, whatever the site would say. */
  isAnswered(cell: string, row: string): boolean {
    return answers(this.stored.get(this.path(cell, row)));
  }

  holds(show: Tree | undefined, row: string): boolean {
    return show === undefined || this.values.holds(show, row);
  }

  sentence(sentence: Sentence, row: string): string {
    return print(sentence, this.values, this.catalogue.program, row);
  }

  /** The answer, each of several on a line of its own; none when there is none. */
  words(asked: Asked, cell: string, row: string): Word[] {
    const path = this.path(cell, row);
    this.told.add(path);
    const stored = this.stored.get(path);
    const result = this.values.cell(cell, row);
    const chosen = /^(choice|choices|scale)$/.test(asked.kind);
    // A number that was typed has all its decimals.
    const asIs = answers(stored) && !chosen && !asked.given && (!asked.derived || asked.override !== undefined);
    const said = asIs || result === null || result === "" || (Array.isArray(result) && result.length === 0) ? this.raw(asked, stored) : this.worded(asked, cell, row, result);
    // A choice may hold what is an option no longer: nothing of an answer is left out.
    const lost = Array.isArray(stored) && Array.isArray(result) ? (stored as readonly string[]).filter((id) => !(result as readonly string[]).some((one) => one === id || keyOf(one) === id)) : [];
    const others = (this.others.get(path) ?? []).filter((value) => JSON.stringify(value) !== JSON.stringify(stored));
    return [...said, ...lost.map((text) => ({ text })), ...others.map((value) => ({ text: `Anden version: ${this.raw(asked, value).map(({ text }) => text).join(", ")}` }))];
  }

  /** A note about a copy, such as its name; "" for none. */
  note(path: string): string {
    const value = this.stored.get(path);
    return typeof value === "string" ? value : "";
  }

  /** Answers that nobody has asked for by now, and that are not about colleagues. */
  untold(isPersonal: (path: string) => boolean): [path: string, value: Value][] {
    return [...this.stored].filter(([path, value]) => answers(value) && !this.told.has(path) && !/\._[a-z]+$/.test(path) && !path.startsWith("forløb") && !isPersonal(path));
  }

  /** A stored answer as it is, options by their labels. */
  raw(asked: Asked | null, value: Value | undefined): Word[] {
    if (value === undefined || !answers(value)) return [];
    if (Array.isArray(value)) return (value as readonly string[]).map((id) => this.option(asked, id));
    if (asked?.set !== undefined && typeof value === "string") return [this.option(asked, value)];
    return [{ text: valueWords(asked?.kind ?? "text", value, (id) => id) }];
  }

  private worded(asked: Asked, cell: string, row: string, result: Result): Word[] {
    const of = this.catalogue.program.cells[cell] as CellOf;
    if (asked.unit === "%" && typeof result === "number") return [{ text: `${numberWords(result * 100)} %` }];
    if (!/^(choice|choices|scale)$/.test(asked.kind)) return [{ text: `${cellWords(cell, this.values, this.catalogue.program, row)}${asked.unit ? ` ${asked.unit}` : ""}` }];
    const ids = Array.isArray(result) ? (result as readonly string[]) : [String(result)];
    return ids.map((id) => {
      if (!isAddress(id)) return this.option(asked, id);
      return { text: of.label === undefined ? keyOf(id) : cellWords(of.label, this.values, this.catalogue.program, id) };
    });
  }

  private option(asked: Asked | null, id: string): Word {
    const word = asked ? this.catalogue.words(asked).find((one) => one.id === id) : undefined;
    if (!word) return { text: id };
    return { text: word.label, ...(word.colour === undefined ? {} : { colour: word.colour }), ...(word.shape === undefined ? {} : { shape: word.shape }) };
  }
}
