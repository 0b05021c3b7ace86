// Folder send: the rows of a table on their way to those who fill them in, and back. Its two
// nouns are Sending, what is known of rows when they leave, and Returned, a file that has
// come back.
//
// Rules of the folder (the law is internal/worksheet/SPEC.md, section Rows that are sent):
//   - It is a part: loaded when a reader asks for it, knowing the sheet by SendHost alone.
//   - Nothing is sent from here. The reader gets a file and a text, and sends them himself.
//   - A row is met by its id, and a cell is known by what stood in it when it left: so a
//     change can be told from what nobody touched, whatever a program did to the file.
//   - What comes back takes nothing away, and changes nothing before the reader has seen it.
//   - giving.ts and taking.ts have the dialogs; all else is pure: no DOM, no storage.

import { isValue, type Value } from "../answers/cell";

/** Cells by the id of their row and of their column. */
export type Cells<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

/** What is known of rows that were sent. It travels in the file, out of sight. */
export interface Sending<T> {
  /** Random: this sending and no other. */
  readonly mark: string;
  readonly site: string;
  readonly sheet: string;
  readonly title: string;
  readonly edition: string;
  readonly table: string;
  readonly forloeb: { readonly id: string; readonly name: string };
  /** Whose rows they are, in words. */
  readonly to: string;
  /** The moment, as a machine writes it. */
  readonly at: string;
  /** The columns that may be filled in. */
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  /** How they were: texts in a workbook, answers in a file of answers. */
  readonly rows: Cells<T>;
}

const facts = ["mark", "site", "sheet", "title", "edition", "table", "forloeb", "forloebName", "to", "at"] as const;
type Facts = Readonly<Record<(typeof facts)[number], string>>;

// What the first line of the hidden page says. Another number is another way to write it.
const first = ["redskab-sending", "1"];

/** The page of the workbook that nobody sees. */
export const hiddenName = "Redskab";

/** What the name of a column's head begins with. Names have no hyphens, ids no points. */
export function nameOf(column: string): string {
  return `redskab_${column.replace(/-/g, ".")}`;
}

/** A sending as the lines of a hidden page. */
export function linesOf(sending: Sending<string>): string[][] {
  const { columns, rows, forloeb } = sending;
  const known: Facts = { ...sending, forloeb: forloeb.id, forloebName: forloeb.name };
  return [
    first,
    ...facts.map((fact) => [fact, known[fact]]),
    ["columns", ...columns.map(({ id }) => id)],
    ["labels", ...columns.map(({ label }) => label)],
    ...[...rows].map(([id, cells]) => [id, ...columns.map((column) => cells.get(column.id) ?? "")]),
  ];
}

/** What the lines say; null for what are none of ours. */
export function sendingOf(lines: readonly (readonly string[])[]): Sending<string> | null {
  if (lines[0]?.[0] !== first[0] || lines[0]?.[1] !== first[1]) return null;
  const said = new Map(lines.slice(1, facts.length + 3).map(([name, ...rest]) => [name ?? "", rest]));
  const known = factsOf((fact) => said.get(fact)?.[0] ?? "");
  const labels = said.get("labels") ?? [];
  const columns = (said.get("columns") ?? []).map((id, i) => ({ id, label: labels[i] ?? "" }));
  const rows = new Map(lines.slice(facts.length + 3).flatMap(([id, ...texts]) => (id ? [[id, new Map(columns.map((column, i) => [column.id, texts[i] ?? ""]))]] : [])));
  return withFacts(known, columns, rows);
}

/** The sheet's note in a file of answers that says what was sent. */
export function noteOfSending(sheet: string): string {
  return `${sheet}._sendt`;
}

/** A sending as the text of that note. */
export function noteText(sending: Sending<Value>): string {
  const { columns, rows, forloeb } = sending;
  const known: Facts = { ...sending, forloeb: forloeb.id, forloebName: forloeb.name };
  return JSON.stringify([factsOf((fact) => known[fact]), columns, [...rows].map(([id, cells]) => [id, [...cells]])]);
}

/** What the text of the note says; null for what is none. */
export function noteSending(text: Value | undefined): Sending<Value> | null {
  if (typeof text !== "string") return null;
  try {
    const parts: unknown = JSON.parse(text);
    if (!Array.isArray(parts) || typeof parts[0] !== "object" || parts[0] === null || !Array.isArray(parts[1]) || !Array.isArray(parts[2])) return null;
    const said = parts[0] as Record<string, unknown>;
    const known = factsOf((fact) => (typeof said[fact] === "string" ? said[fact] : ""));
    const columns = (parts[1] as { id?: unknown; label?: unknown }[]).map((column) => ({ id: String(column?.id), label: String(column?.label) }));
    const rows = new Map((parts[2] as unknown[]).flatMap((row) => (isRow(row) ? [[row[0], new Map(row[1].filter(isNamed))]] : [])));
    return withFacts(known, columns, rows);
  } catch {
    return null;
  }
}

function isRow(row: unknown): row is [string, unknown[]] {
  return Array.isArray(row) && typeof row[0] === "string" && Array.isArray(row[1]);
}

function isNamed(cell: unknown): cell is [string, Value] {
  return Array.isArray(cell) && typeof cell[0] === "string" && isValue(cell[1]);
}

function factsOf(say: (fact: keyof Facts) => string): Facts {
  return Object.fromEntries(facts.map((fact) => [fact, say(fact)])) as Facts;
}

function withFacts<T>({ forloeb, forloebName, ...known }: Facts, columns: Sending<T>["columns"], rows: Cells<T>): Sending<T> {
  return { ...known, forloeb: { id: forloeb, name: forloebName }, columns, rows };
}
