// Rows in the order of their table: under the headings of its groups, sorted as it says. [S24]

import type { Column, TableOf } from "../catalogue/catalogue";
import type { Said, Word } from "./said";

export interface Shown {
  readonly row: string;
  readonly name: string;
  /** The author's heading. */
  readonly group: string;
  readonly cells: ReadonlyMap<string, readonly Word[]>;
}

export function arranged(rows: readonly Shown[], table: TableOf, columns: readonly Column[], said: Said): { title: string; rows: Shown[] }[] {
  const sorted = [...rows];
  for (const id of [...(table.sort ?? [])].reverse()) {
    const column = columns.find((one) => one.id === id.replace("-", ""));
    if (column) sorted.sort((a, b) => compare(placeOf(column, a.row, said), placeOf(column, b.row, said), id.startsWith("-")));
  }
  const by = columns.find(({ id }) => id === table.group?.[0]);
  if (by) sorted.sort((a, b) => compare(placeOf(by, a.row, said), placeOf(by, b.row, said), false));
  const groups: { title: string; rows: Shown[] }[] = [];
  for (const one of sorted) {
    const title = by ? said.words(by, by.cell, one.row).map(({ text }) => text).join(", ") || `${by.label}: –` : one.group;
    const last = groups[groups.length - 1];
    if (last?.title === title) last.rows.push(one);
    else groups.push({ title, rows: [one] });
  }
  return groups;
}

// Options by their order, rows and texts by their words, numbers by size; null is empty.
function placeOf(column: Column, row: string, said: Said): string | number | null {
  const words = said.words(column, column.cell, row);
  const [first] = words;
  if (!first) return null;
  const options = said.catalogue.words(column);
  const place = options.findIndex(({ label }) => label === first.text);
  if (place >= 0) return place;
  const result = said.values.cell(column.cell, row);
  return typeof result === "number" ? result : column.kind === "choice" || column.kind === "choices" ? first.text : typeof result === "string" ? result : first.text;
}

function compare(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const by = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "da", { numeric: true });
  return down ? -by : by;
}
