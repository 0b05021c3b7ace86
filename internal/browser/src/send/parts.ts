// The rows of a table by whose they are, as its column for that says.

import { answers, type Value } from "../answers/cell";

export interface Part {
  /** An answer in the column; "" for the rows where nobody has answered. */
  readonly id: string;
  readonly label: string;
  readonly rows: readonly string[];
}

/** Whose a row is: the answer of a row in the column. */
export interface Whose {
  readonly options: readonly { readonly id: string; readonly label: string }[];
  value(row: string): Value;
}

/**
 * Those who have rows, in the order of the column's options and then as they come, and last
 * the rows that are nobody's. A row of several is in the part of each.
 */
export function partsOf(rows: readonly string[], whose: Whose): Part[] {
  const found = new Map<string, string[]>(whose.options.map(({ id }) => [id, []]));
  const nobodys: string[] = [];
  for (const row of rows) {
    const value = whose.value(row);
    const ids = !answers(value) ? [] : Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    if (ids.length === 0) nobodys.push(row);
    for (const id of ids) found.set(id, [...(found.get(id) ?? []), row]);
  }
  const labels = new Map(whose.options.map(({ id, label }) => [id, label]));
  const parts = [...found].filter(([, own]) => own.length > 0).map(([id, own]) => ({ id, label: labels.get(id) || id, rows: own }));
  return nobodys.length > 0 ? [...parts, { id: "", label: "", rows: nobodys }] : parts;
}
