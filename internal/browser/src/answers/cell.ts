// Folder answers: what a reader has answered, and nothing else. Its two nouns are Cell,
// the answer to one question, and path, the question's address.
//
// Rules of the folder (the law is internal/worksheet/SPEC.md, section Storage):
//   - Pure: no DOM, no storage, no clock, no randomness.
//   - What comes from outside (a key's text, a file) is unknown until a gate has let it
//     through. A gate answers with a value or with one of a closed set of errors; it
//     never throws.
//   - Answers live in Maps, never in objects keyed by what somebody wrote: `__proto__` is
//     a string like any other.

/** An answer. null is an answer taken back, which is not the same as never answered. */
export type Value = string | number | readonly string[] | null;

/** A Cell is an answer and how many times its question has been answered. */
export type Cell = readonly [value: Value, n: number];

/** Cells by path. */
export type Cells = Map<string, Cell>;

// A count above this was not counted by anyone; n + 1 must stay exact.
const highestCount = 1e9;

export function isValue(x: unknown): x is Value {
  switch (typeof x) {
    case "string":
      return true;
    case "number":
      return Number.isFinite(x);
    default:
      return x === null || (Array.isArray(x) && x.every((item) => typeof item === "string"));
  }
}

export function isCell(x: unknown): x is Cell {
  if (!Array.isArray(x) || x.length !== 2) return false;
  const n: unknown = x[1];
  return isValue(x[0]) && typeof n === "number" && Number.isInteger(n) && n >= 1 && n <= highestCount;
}

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** The count of the next answer to a question that has been answered n times. */
export function nextCount(n: number): number {
  return Math.min(n + 1, highestCount);
}

/** Whether there is anything in the value that could be lost. Whether it answers its question, fits says. */
export function answers(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== "" && (!Array.isArray(value) || value.length > 0);
}

export function encodeCell(cell: Cell): string {
  return JSON.stringify(cell);
}

/** The cell that a key holds, or null when it cannot be read as one. */
export function decodeCell(text: string): Cell | null {
  try {
    const x: unknown = JSON.parse(text);
    return isCell(x) ? x : null;
  } catch {
    return null;
  }
}

/**
 * The cells that are still to be shown of several for the same question: the higher count
 * wins, and where two counted equally far with different answers both stay. The order is
 * the same whatever order they came in, so that all tabs and both stores agree on the first.
 */
export function mergeCells(cells: readonly Cell[]): readonly Cell[] {
  const top = Math.max(...cells.map(([, n]) => n));
  const kept = new Map<string, Cell>();
  for (const cell of cells) {
    if (cell[1] === top) kept.set(encodeCell(cell), cell);
  }
  return [...kept.keys()].sort().map((text) => kept.get(text) as Cell);
}
