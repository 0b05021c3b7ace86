// What the condition of a view demands of a row by `=`: a row that is added there gets it.

import type { Value } from "../answers/cell";
import { columnOf, type Tree } from "../expressions/program";
import { idOf } from "./columns";
import { asStored, type Live } from "./live";

/** The columns, with the dot before them, and the answers that the view and those it looks through demand. */
export function demands(live: Live, view: string, around: string): Map<string, Value> {
  const found = new Map<string, Value>();
  for (let id: string | undefined = view; id !== undefined; ) {
    const rows: Live["program"]["rows"][string] | undefined = live.program.rows[id];
    for (const part of parts(rows?.where)) take(part, live, around, found);
    id = idOf(rows?.view);
  }
  return found;
}

// What is joined by `and` is demanded together.
function parts(tree: Tree | undefined): readonly Tree[] {
  if (!Array.isArray(tree)) return [];
  return (tree as readonly Tree[])[0] === "and" ? (tree as readonly Tree[]).slice(1).flatMap(parts) : [tree as Tree];
}

function take(tree: Tree, live: Live, around: string, found: Map<string, Value>): void {
  const [op, a, b] = tree as readonly Tree[];
  if ((op !== "=" && op !== "in") || (tree as readonly Tree[]).length !== 3) return;
  for (const [asked, wanted] of [[a, b], [b, a]] as const) {
    const cell = cellOf(asked);
    const of = cell === null ? undefined : live.program.cells[cell];
    if (cell === null || !of || of.derived || isOfRow(wanted)) continue;
    const value = asStored(live.values.evaluate(wanted as Tree, around));
    if (value === null) continue;
    found.set(columnOf(cell), of.kind === "choices" && !Array.isArray(value) ? [String(value)] : of.kind === "scale" ? String(value) : value);
    return;
  }
}

// A cell of the row that is asked about, perhaps as the number of a scale.
function cellOf(tree: Tree | undefined): string | null {
  if (!Array.isArray(tree)) return null;
  const [op, a, b] = tree as readonly Tree[];
  if (op === "number") return cellOf(a);
  return op === "get" && b === 1 ? (a as string) : null;
}

function isOfRow(tree: Tree | undefined): boolean {
  return cellOf(tree) !== null || (Array.isArray(tree) && (tree as readonly Tree[]).some(isOfRow));
}
