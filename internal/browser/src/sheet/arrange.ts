// Rows in order, under headings, and fewer of them: what becomes of a table's rows when a
// reader groups, filters and sorts. [S24] Pure: rows are names, and a column says what a
// row has there.

import type { Kind } from "../answers/value";
import type { Value } from "../answers/cell";

export interface Option {
  readonly id: string;
  readonly label: string;
  /** An answer, but no value: in no order, so it stands behind those that are. */
  readonly aside?: boolean;
}

/** A column that rows are arranged by. */
export interface Column {
  readonly id: string;
  /** What a program calls it. */
  readonly cell: string;
  readonly kind: Kind;
  /** Of a choice, choices or scale, in their order. */
  readonly options: readonly Option[];
  /** What stands there, answered or worked out; null is empty. */
  value(row: string): Value;
  words(row: string): string;
}

/** What a filter wants to see: an option's id, or rows where nothing is. */
export const nothing = "~"; // no id is that

export interface Wish {
  readonly column: Column;
  readonly wanted: string;
}

export interface SortKey {
  readonly column: Column;
  /** The highest first. What is empty stands last all the same. */
  readonly falling: boolean;
}

export interface Group {
  readonly key: string;
  /** "" for the rows where nothing is. */
  readonly title: string;
  readonly rows: string[];
}

/** A place among others: behind all of a lower level, and there by number or by text. */
interface Place {
  readonly level: 0 | 1 | 2;
  readonly at: readonly number[] | string;
}

const danish = new Intl.Collator("da", { numeric: true });
const empty: Place = { level: 2, at: "" };

function placeOf(column: Column, value: Value): Place {
  if (value === null) return empty;
  if (typeof value === "number") return { level: 0, at: [value] };
  const chosen = typeof value === "string" ? [value] : value;
  if (!isChosen(column.kind)) return { level: 0, at: chosen.join(", ").trim() };
  const at = chosen.map((id) => column.options.findIndex((option) => option.id === id)).filter((i) => i >= 0);
  if (at.length === 0) return empty;
  return { level: at.every((i) => column.options[i]?.aside) ? 1 : 0, at };
}

export function isChosen(kind: Kind): boolean {
  return kind === "choice" || kind === "choices" || kind === "scale";
}

function byPlace(a: Place, b: Place, falling: boolean): number {
  if (a.level !== b.level) return a.level - b.level;
  const order = typeof a.at === "string" || typeof b.at === "string" ? danish.compare(String(a.at), String(b.at)) : byNumbers(a.at, b.at);
  return falling && a.level === 0 ? -order : order;
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = (a[i] as number) - (b[i] as number);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The rows by the first key, where they are alike there by the next; else as they stood. */
export function sorted(rows: readonly string[], keys: readonly SortKey[]): string[] {
  const known = rows.map((row) => ({ row, places: keys.map(({ column }) => placeOf(column, column.value(row))) }));
  return known
    .sort((a, b) => {
      for (let i = 0; i < keys.length; i++) {
        const order = byPlace(a.places[i] as Place, b.places[i] as Place, keys[i]?.falling === true);
        if (order !== 0) return order;
      }
      return 0;
    })
    .map(({ row }) => row);
}

/** The rows under headings, each once; a row with several options stands under all of them in one heading. */
export function grouped(rows: readonly string[], column: Column): Group[] {
  const groups = new Map<string, Group & { readonly place: Place }>();
  for (const row of rows) {
    const { key, title, place } = groupOf(column, row);
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { key, title, place, rows: [row] });
  }
  return [...groups.values()].sort((a, b) => byPlace(a.place, b.place, false));
}

/** The heading that a row belongs under now. */
export function groupOf(column: Column, row: string): { key: string; title: string; place: Place } {
  const value = column.value(row);
  const place = placeOf(column, value);
  if (place.level === 2) return { key: "", title: "", place };
  const title = column.words(row).trim();
  // What one person writes with a capital and another without is the same thing.
  return { key: typeof place.at === "string" ? place.at.toLocaleLowerCase("da") : place.at.join(" "), title, place };
}

/** Whether a row is what all wishes want. */
export function isWanted(row: string, wishes: readonly Wish[]): boolean {
  return wishes.every((wish) => wish.wanted === "" || answersOf(wish.column, row).includes(wish.wanted));
}

/** How many rows each option of a filter would show, with the others as they are; "" is all of them. */
export function counts(rows: readonly string[], wishes: readonly Wish[], of: Wish): Map<string, number> {
  const others = wishes.filter((wish) => wish !== of);
  const count = new Map<string, number>();
  for (const row of rows) {
    if (!isWanted(row, others)) continue;
    for (const id of ["", ...answersOf(of.column, row)]) count.set(id, (count.get(id) ?? 0) + 1);
  }
  return count;
}

function answersOf(column: Column, row: string): readonly string[] {
  const value = column.value(row);
  if (Array.isArray(value)) return value as readonly string[];
  return [value === null ? nothing : String(value)];
}
