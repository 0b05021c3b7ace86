// Which rows count, known without going through all answers at every change.

import { answers, type Value } from "../answers/cell";
import { byPosition } from "../answers/rows";
import { around, columnOf, withoutRows, type Answers, type Program } from "./program";

interface Row {
  readonly id: string;
  /** null where none is stored. */
  place: number | null;
  gone: boolean;
  /** How many answers stand in it. */
  answered: number;
}

/** The answers by path, and the rows that stand in them. [E3] */
export class Answered implements Answers {
  readonly #tables = new Map<string, Map<string, Row>>();
  readonly #known = new Set<string>(); // paths that an answer stands at
  readonly #lists = new Map<string, readonly string[]>();

  constructor(
    private readonly values: ReadonlyMap<string, Value>,
    private readonly program: Program,
  ) {
    for (const path of values.keys()) this.changed(path);
  }

  value(path: string): Value | undefined {
    return this.values.get(path);
  }

  /** Takes note that the value at a path is, or is gone, or is another than it was. */
  changed(path: string): void {
    const column = columnOf(path);
    const value = this.values.get(path);
    const note = column.startsWith("._");
    const more = note || answers(value) === this.#known.has(path) ? 0 : this.#known.has(path) ? -1 : 1;
    if (more > 0) this.#known.add(path);
    else if (more < 0) this.#known.delete(path);
    const tables = around(path);
    tables.forEach((at, i) => {
      const row = this.#row(at, path.slice(at.length, path.indexOf(".", at.length)));
      const before = row.answered;
      row.answered += more;
      const own = note && i === tables.length - 1;
      if (own && column === "._pos") row.place = typeof value === "number" ? value : null;
      if (own && column === "._gone") row.gone = typeof value === "number" && value > 0;
      if (own || (before > 0) !== (row.answered > 0)) this.#lists.delete(at);
    });
  }

  rows(at: string): readonly string[] {
    let list = this.#lists.get(at);
    if (!list) this.#lists.set(at, (list = this.#list(at)));
    return list;
  }

  #row(at: string, id: string): Row {
    let table = this.#tables.get(at);
    if (!table) this.#tables.set(at, (table = new Map()));
    let row = table.get(id);
    if (!row) table.set(id, (row = { id, place: null, gone: false, answered: 0 }));
    return row;
  }

  #list(at: string): string[] {
    const fixed = this.program.rows[withoutRows(at)]?.fixed ?? [];
    const rows = this.#tables.get(at) ?? new Map<string, Row>();
    const own = [...rows.values()]
      .filter((row) => !row.gone && row.answered > 0 && !fixed.includes(row.id) && (fixed.length === 0 || row.place !== null))
      .map(({ id, place }) => ({ id, position: place ?? 0 }))
      .sort(byPosition);
    const author = fixed.filter((id) => !rows.get(id)?.gone);
    return [...author, ...own.map(({ id }) => id)].map((id) => at + id);
  }
}
