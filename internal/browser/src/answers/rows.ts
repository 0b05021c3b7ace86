// The rows of a table that the reader made, as the answers tell of them. [L17]
//
//	table/row._pos    where the row stands: a number between those of its neighbours
//	table/row._gone   the how-many-eth removal took it away; null brought it back

import { answers, type Value } from "./cell";
import { splitRow } from "./path";

export interface Row {
  readonly id: string;
  readonly position: number;
  /** 0 when the row was not removed. */
  readonly removal: number;
  /** Whether there is an answer in it. */
  readonly answered: boolean;
}

/**
 * The reader's rows of a table, removed ones too, in their order. Where the author has rows
 * (fixed), one without a position is a row of his that he has taken out, not the reader's.
 */
export function rowsOf(values: ReadonlyMap<string, Value>, table: string, fixed: ReadonlySet<string>): Row[] {
  const rows = new Map<string, { position: number | null; removal: number; answered: boolean }>();
  for (const [path, value] of values) {
    const parts = splitRow(path);
    if (parts?.table !== table || fixed.has(parts.row)) continue;
    const row = rows.get(parts.row) ?? { position: null, removal: 0, answered: false };
    const n = typeof value === "number" ? value : 0;
    if (parts.column === "_pos") row.position = value === null ? null : n;
    else if (parts.column === "_gone") row.removal = n;
    else if (answers(value)) row.answered = true;
    rows.set(parts.row, row);
  }
  return [...rows]
    // Without a place and an answer there is no row: bringing it in was undone. [S30]
    .filter(([, row]) => row.position !== null || (fixed.size === 0 && (row.answered || row.removal > 0)))
    .map(([id, row]) => ({ id, ...row, position: row.position ?? 0 }))
    .sort(byPosition);
}

/** The order of rows; two that stand at the same place are ordered alike on every page. */
export function byPosition(a: Pick<Row, "id" | "position">, b: Pick<Row, "id" | "position">): number {
  return a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * A place between two neighbours, either of which may be missing; null when no number is
 * left there, and all rows must be placed anew.
 */
export function placeBetween(before: number | undefined, after: number | undefined): number | null {
  if (before === undefined) return (after ?? 2) - 1;
  if (after === undefined) return before + 1;
  const place = (before + after) / 2;
  return before < place && place < after ? place : null;
}

/** The number of the next removal. */
export function nextRemoval(rows: readonly Row[]): number {
  return 1 + Math.max(0, ...rows.map((row) => row.removal));
}
