// What cells and expressions are now. A cell is worked out when it is asked for and then
// remembered; `changed` forgets what followed from the answers that changed, and nothing else.

import type { Value } from "../answers/cell";
import { fits } from "../answers/value";
import { aggregate, arithmetic, equal, less } from "./compute";
import { around, columnOf, copyOf, keyOf, withoutRows, type Answers, type CellOf, type Program, type Result, type Tree } from "./program";

/**
 * What is no longer as it was: cells, rows and views by their id, with the address of the
 * one row concerned, or null for all. Answers outside rows have the row "".
 */
export type Changes = ReadonlyMap<string, string | null>;

type Rows = readonly string[];
type Args = readonly Tree[];

export class Values {
  readonly #cells = new Map<string, Map<string, Result>>();
  readonly #lists = new Map<string, Rows>(); // by what addresses have before the key
  readonly #members = new Map<string, Map<string, string>>(); // likewise, of what can be chosen
  readonly #views = new Map<string, Map<string, Rows>>();
  readonly #sets: ReadonlyMap<string, readonly string[]>;
  readonly #readers = new Map<string, Map<string, boolean>>();

  constructor(
    private readonly program: Program,
    private readonly answers: Answers,
    private readonly today: string,
  ) {
    this.#sets = new Map(Object.entries(program.sets).map(([id, options]) => [id, options.map(([option]) => option)]));
    for (const [id, { rules, rows }] of Object.entries(program.cells)) this.#reads(id, [rules as Tree | undefined, rows && ["", rows]]);
    for (const [id, { view, where }] of Object.entries(program.rows)) this.#reads(id, ["", view, where]);
  }

  /** Works a tree out in the row with that address. */
  evaluate(tree: Tree, row = ""): Result {
    return this.#run(tree, [row]);
  }

  /** Whether a condition holds. */
  holds(tree: Tree, row = ""): boolean {
    return this.#run(tree, [row]) === true;
  }

  /** The addresses of rows X, those for which a condition about each of them holds: of a `["rows", id]`, in the row with that address. */
  rows(tree: Tree, row = "", where: Tree | null = null): readonly string[] {
    const rows = this.#list(tree as Args, [row]);
    return where === null ? rows : rows.filter((one) => this.#run(where, [row, one]) === true);
  }

  /** Those of rows X for which a condition holds that is asked in the row with that address. */
  those(tree: Tree, where: Tree, row: string): readonly string[] {
    const rows = this.#list(tree as Args, [row]);
    return where === null ? rows : rows.filter((one) => this.#run(where, [row, one]) === true);
  }

  /** What a cell is in a row: the answer, or what the author gave, or what its rules say. */
  cell(id: string, row = ""): Result {
    let known = this.#cells.get(id);
    if (!known) this.#cells.set(id, (known = new Map()));
    let result = known.get(row);
    if (result === undefined) known.set(row, (result = this.#find(id, row)));
    return result;
  }

  /** Forgets what followed from the answers at these paths, and says what that was. */
  changed(paths: Iterable<string>): Changes {
    const changes = new Map<string, string | null>();
    const queue: string[] = [];
    const mark = (id: string, row: string | null): void => {
      const before = changes.get(id);
      if (before === null || (before === row && changes.has(id))) return;
      changes.set(id, changes.has(id) ? null : row);
      queue.push(id);
    };
    for (const path of paths) {
      const id = withoutRows(path);
      // Where a view's own answers stand, the row is told by its key alone.
      mark(id, this.program.cells[id]?.at ? null : id === path ? "" : path.slice(0, path.lastIndexOf(".")));
      for (const at of around(path)) {
        const before = this.#lists.get(at);
        const now = before && this.answers.rows(at);
        if (!now || sameRows(before, now)) continue;
        this.#lists.set(at, now);
        this.#members.clear();
        mark(withoutRows(at), null);
      }
    }
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const row = changes.get(id) ?? null;
      if (row === null) this.#cells.delete(id);
      else this.#cells.get(id)?.delete(row);
      this.#views.delete(id);
      for (const [reader, own] of this.#readers.get(id) ?? []) mark(reader, own ? row : null);
    }
    return changes;
  }

  /** Whether a tree, in a row, may have another value after these changes. */
  affected(tree: Tree, changes: Changes, row = ""): boolean {
    return reads(tree, (id, own) => {
      const where = changes.get(id);
      return where !== undefined && (where === null || !own || where === row);
    });
  }

  /** Notes who looks at what; own is true when a cell looks at its own row alone. */
  #reads(reader: string, tree: readonly (Tree | undefined)[]): void {
    reads(tree as Tree, (id, own) => {
      let readers = this.#readers.get(id);
      if (!readers) this.#readers.set(id, (readers = new Map()));
      readers.set(reader, own && (readers.get(reader) ?? true) && !this.program.rows[reader]);
      return false;
    });
  }

  #find(id: string, row: string): Result {
    const cell = this.program.cells[id] as CellOf;
    const path = row === "" ? id : (cell.at ? cell.at + keyOf(row) : row) + columnOf(id);
    if (cell.derived !== 1) {
      const stored = this.answers.value(path);
      const answer = stored === undefined ? null : this.#answer(cell, stored, row);
      if (answer !== null || (stored !== undefined && !cell.derived)) return answer;
    }
    const given = row === "" ? undefined : cell.given?.[keyOf(row)];
    if (given !== undefined) return this.#answer(cell, given, row);
    const rule = cell.rules?.find(([when]) => when === null || this.holds(when, row));
    return rule ? this.evaluate(rule[1], row) : null;
  }

  /** What is stored in a row, when it has the form of its kind; chosen rows as addresses. In a copy, one of the same copy is chosen by its key. */
  #answer(cell: CellOf, value: Value, row: string): Result {
    const options = this.#sets.get(cell.set ?? "") ?? [];
    if (!cell.rows) return fits(cell.kind, value, options) ? value : null;
    const to = cell.to as string;
    let there = this.#members.get(to);
    if (!there) this.#members.set(to, (there = named(this.#list(cell.rows as Args, [""]), to)));
    const several = cell.kind === "choices";
    const kept: string[] = [];
    for (const id of several ? (Array.isArray(value) ? (value as readonly string[]) : []) : typeof value === "string" ? [value] : []) {
      const one = options.includes(id) ? id : there.get(to + id) ?? there.get(`${id} ${copyOf(row)}`);
      if (one !== undefined) kept.push(one);
    }
    return kept.length === 0 ? null : several ? kept : (kept[0] as string);
  }

  // One case for each operation: longer than a function should be, and all of them at a glance.
  #run(tree: Tree, rows: Rows): Result {
    if (!Array.isArray(tree)) return tree as Result;
    const [op, a = null, b = null] = tree as Args;
    switch (op) {
      case "list":
        return tree.slice(1) as string[];
      case "today":
        return this.today;
      case "this-month":
        return this.today.slice(0, 7);
      case "this":
        return a === null ? (rows[0] as string) : (a as string) + keyOf(rows[0] as string);
      case "copy":
        return copyOf(rows[a as number] as string);
      case "same":
        return (a as string) + keyOf(copyOf(rows[0] as string));
      case "get":
        return this.cell(a as string, b === null ? "" : (rows[b as number] as string));
      case "via": {
        const row = this.#run(a, rows);
        return isAddress(row) ? this.cell(b as string, row) : null;
      }
      case "row":
        return this.#at(b as string, tree[3], rows) + (a as string);
      case "not":
        return !this.#run(a, rows);
      case "and":
        return (tree as Args).every((arg, i) => i === 0 || this.#run(arg, rows) === true);
      case "or":
        return (tree as Args).some((arg, i) => i > 0 && this.#run(arg, rows) === true);
      case "answered":
        return this.#run(a, rows) !== null;
      case "share":
        return this.#share(tree, rows);
      case "in": {
        const value = this.#run(a, rows);
        return (tree as Args).some((arg, i) => i > 1 && equal(value, this.#run(arg, rows)));
      }
      case "but":
        return without(this.#run(a, rows), tree as readonly string[]);
      case "number": {
        const value = this.#run(a, rows);
        return value === null ? null : Number(value);
      }
      case "day": {
        const month = this.#run(a, rows);
        return month === null ? null : `${month as string}-01`;
      }
      case "=":
        return equal(this.#run(a, rows), this.#run(b, rows));
      case "<":
      case "<=":
        return less(this.#run(a, rows), this.#run(b, rows), op === "<=");
      case "+":
      case "-":
      case "*":
      case "/":
        return arithmetic(op, this.#run(a, rows), this.#run(b, rows));
      default:
        return aggregate(op as string, this.#gather(tree, rows));
    }
  }

  /** The answers and rows that a function works with, empty ones left out. */
  #gather(tree: Args, rows: Rows): Result[] {
    const all: Result[] = [];
    const add = (value: Result): void => {
      if (Array.isArray(value)) all.push(...(value as readonly string[]));
      else if (value !== null) all.push(value);
    };
    for (let i = 1; i < tree.length; i++) {
      const arg = tree[i] as Tree;
      if (!Array.isArray(arg) || arg[0] !== "each") add(this.#run(arg, rows));
      else this.#each(arg, rows, (stack, row) => add(arg[4] === null ? row : this.#run(arg[4] as Tree, stack)));
    }
    return all;
  }

  /** Goes through the rows of an each or share, all or those for which its condition holds. */
  #each(tree: Args, rows: Rows, use: (stack: Rows, row: string) => void, all = false): void {
    const level = tree[1] as number;
    const stack = [...rows];
    for (const row of this.#list(tree[2] as Args, rows)) {
      stack[level] = row;
      if (all || tree[3] === null || this.#run(tree[3] as Tree, stack) === true) use(stack, row);
    }
  }

  #share(tree: Args, rows: Rows): number | null {
    let all = 0;
    let held = 0;
    const count = (stack: Rows): void => {
      if (tree[4] !== null && this.#run(tree[4] as Tree, stack) === null) return;
      all++;
      if (this.#run(tree[3] as Tree, stack) === true) held++;
    };
    this.#each(tree, rows, count, true);
    return all === 0 ? null : held / all;
  }

  /** What the addresses of rows have before the key. A table in copies stands in one of them. */
  #at(id: string, level: Tree | undefined, rows: Rows): string {
    const at = this.program.rows[id]?.at as string;
    return at.startsWith(".") ? copyOf(rows[level as number] as string) + at : at;
  }

  #list([op, a, b]: Args, rows: Rows): Rows {
    if (op === "only") return [this.#run(a as Tree, rows) as string];
    if (op === "rows-of") return this.#list(a as Args, rows).flatMap((row) => this.#list(["rows", b as string, 0], [row]));
    const { view, where } = this.program.rows[a as string] ?? {};
    if (view === undefined) {
      const at = this.#at(a as string, b, rows);
      let known = this.#lists.get(at);
      if (!known) this.#lists.set(at, (known = this.answers.rows(at)));
      return known;
    }
    const copy = b === undefined ? "" : copyOf(rows[b as number] as string);
    let views = this.#views.get(a as string);
    if (!views) this.#views.set(a as string, (views = new Map()));
    let shown = views.get(copy);
    if (!shown) {
      shown = this.#list(view as Args, [copy]);
      if (where !== undefined) shown = shown.filter((row) => this.#run(where, [copy, row]) === true);
      views.set(copy, shown);
    }
    return shown;
  }
}

/** Whether a chosen thing is a row, and not an option beside the rows. */
export function isAddress(value: Result): value is string {
  return typeof value === "string" && /[/#]/.test(value);
}

function without(value: Result, [, , ...asides]: readonly string[]): Result {
  if (!Array.isArray(value)) return asides.includes(value as string) ? null : value;
  const kept = (value as readonly string[]).filter((id) => !asides.includes(id));
  return kept.length > 0 ? kept : null;
}

/** The rows that can be chosen by what is stored: behind `to`, and in a copy by the key and the copy. */
function named(rows: Rows, to: string): Map<string, string> {
  const names = new Map(rows.map((row) => [row, row]));
  if (to.endsWith("#")) for (const row of [...rows].reverse()) names.set(`${keyOf(row)} ${copyOf(row)}`, row);
  return names;
}

function sameRows(a: Rows, b: Rows): boolean {
  return a.length === b.length && a.every((row, i) => row === b[i]);
}

/**
 * Calls `found` with the id of each cell and rows that a tree looks at, and whether it is
 * a cell of the tree's own row, until it answers true; says whether it did.
 */
export function reads(tree: Tree | undefined, found: (id: string, own: boolean) => boolean): boolean {
  if (!Array.isArray(tree)) return false;
  const [op, a, b] = tree as Args;
  if (op === "get" && found(a as string, b === 0)) return true;
  if (op === "rows" && found(a as string, false)) return true;
  if ((op === "via" || op === "rows-of" || op === "row") && found(b as string, false)) return true;
  return (tree as Args).some((part) => reads(part, found));
}
