// What opening a file would change, cell by cell, before anything is changed.

import { answers, sameValue, type Cells, type Value } from "./cell";
import { splitRow } from "./path";

export interface Difference {
  readonly path: string;
  readonly mine: Value;
  readonly file: Value;
}

/** A Plan of merging a file into the answers here. No cell stands in two of its lists. */
export interface Plan {
  /** Answered in the file, not here. */
  readonly fresh: readonly Difference[];
  /** Answered in both, differently: the reader decides. */
  readonly changed: readonly Difference[];
  /** How many are answered alike. */
  readonly same: number;
  /** How many are answered here only; they stay. */
  readonly onlyHere: number;
  /** Where rows that are not here stand, and which of them were removed. */
  readonly notes: readonly Difference[];
  /** Rows that are removed here but not in the file. */
  readonly removedHere: ReadonlySet<string>;
  /** Versions in the file that nobody has chosen between. They come along as versions. */
  readonly versions: readonly Difference[];
}

/**
 * Compares a file's cells with the answers here. The counts of two browsers say nothing
 * about each other, so only values are compared, and an empty cell of the file never
 * takes an answer away.
 */
export function planMerge(here: ReadonlyMap<string, Value>, file: Cells): Plan {
  const fresh: Difference[] = [];
  const changed: Difference[] = [];
  const notes: Difference[] = [];
  const versions: Difference[] = [];
  const removedHere = new Set<string>();
  const rowsHere = new Set([...here.keys()].map(rowOf));
  let same = 0;
  for (const [key, [value]] of file) {
    const path = key.replace(/~.*$/, "");
    const mine = here.get(path) ?? null;
    const difference = { path, mine, file: value };
    if (isNote(path)) {
      if (key === path && splitRow(path) && answers(value) && !rowsHere.has(rowOf(path))) notes.push(difference);
    } else if (!answers(value)) {
      continue;
    } else if (key !== path) {
      if (!sameValue(mine, value)) versions.push(difference);
    } else if (sameValue(mine, value)) {
      same++;
    } else {
      (answers(mine) ? changed : fresh).push(difference);
    }
  }
  for (const [path, value] of here) {
    if (path.endsWith("._gone") && answers(value) && !answers(file.get(path)?.[0])) removedHere.add(rowOf(path));
  }
  const onlyHere = [...here].filter(([path, value]) => answers(value) && !isNote(path) && !answers(file.get(path)?.[0])).length;
  return { fresh, changed, same, onlyHere, notes, removedHere, versions };
}

/**
 * The answers to give when the plan is carried out; where both had one, rule says whose is
 * taken, but for those that the reader chose one by one.
 */
export function mergeEdits(plan: Plan, rule: "mine" | "file", each: ReadonlyMap<string, "mine" | "file"> = new Map()): Map<string, Value> {
  const taken = [...plan.fresh, ...plan.changed.filter(({ path }) => (each.get(path) ?? rule) === "file")];
  const edits = new Map<string, Value>();
  for (const { path, file } of [...plan.notes, ...taken]) {
    // An answer that is taken must be seen: a row removed here comes back with it.
    if (plan.removedHere.has(rowOf(path))) edits.set(`${rowOf(path)}._gone`, null);
    edits.set(path, file);
  }
  return edits;
}

/** Whether the cell is a note (sheet._fil, table/row._pos) or about the forløb itself, not an answer. */
export function isNote(path: string): boolean {
  return /^forløb\.|\._[^.]*$/.test(path);
}

function rowOf(path: string): string {
  const parts = splitRow(path);
  return parts ? `${parts.table}/${parts.row}` : path;
}
