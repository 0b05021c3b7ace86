// The columns that a table's rows are arranged by: what a row has there, from the answers
// and what follows from them.

import { decodeRow } from "../answers/path";
import { keyOf, type CellOf, type Tree } from "../expressions/program";
import type { Column, Option } from "./arrange";
import { asStored, type Live } from "./live";

/** What a program calls the column of rows: that of a view is its own, or one of the rows it shows. */
export function cellIn(live: Live, rows: string, column: string): string | null {
  for (let id: string | undefined = rows; id !== undefined; ) {
    const cell: string = `${id}.${column}`;
    if (live.program.cells[cell]) return cell;
    id = idOf(live.program.rows[id]?.view);
  }
  return null;
}

/** Which rows a tree names. */
export function idOf(tree: Tree | undefined): string | undefined {
  if (!Array.isArray(tree)) return undefined;
  const [op, a, b] = tree as readonly string[];
  return op === "rows" ? a : op === "rows-of" ? b : undefined;
}

/** The rows that a view shows in the end, seen through no other view. */
export function baseOf(live: Live, tree: Tree): Tree {
  let base = tree;
  for (let view: Tree | undefined = tree; view !== undefined; view = live.program.rows[idOf(base) ?? ""]?.view) base = view;
  return base;
}

export function columnOf(live: Live, id: string, cell: string, around: string): Column {
  const of = live.program.cells[cell] as CellOf;
  return {
    id,
    cell,
    kind: of.kind,
    options: optionsOf(live, of, around),
    value: (row) => asStored(live.values.cell(cell, row)),
    words: (row) => live.words(cell, row),
  };
}

/** The rows that can be chosen, and then the options beside them. */
function optionsOf(live: Live, of: CellOf, around: string): Option[] {
  const { label } = of;
  const rows = of.rows === undefined ? [] : live.values.rows(of.rows, around);
  const named = rows.map((row) => optionOfRow(live, label, row));
  return [...named, ...(live.program.sets[of.set ?? ""] ?? []).map(([id, words, aside]) => ({ id, label: words, aside: aside === 1 }))];
}

/** A row as an option; label is the column that stands for it, or its key does. */
export function optionOfRow(live: Live, label: string | undefined, row: string): Option {
  const id = keyOf(row);
  return { id, label: label === undefined ? (decodeRow(id) ?? id) : live.words(label, row) };
}
