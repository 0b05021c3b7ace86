// What is shown: each question that stands alone, each row of a table, and each value that
// the sheet works out, with what all responses have there. [L45] [L46] [L48]

import { answers, type Value } from "../answers/cell";
import type { Work } from "../exchange/table";
import type { Asked, Form, FormTable } from "./form";
import { rowsAt, type Response, type Row } from "./response";
import { bySpread, hasOrder, summarise, type Summary } from "./spread";

/** One question of an item, in every round. */
export interface Compared {
  readonly asked: Asked;
  /** What each response has, in their order. */
  readonly values: readonly (Value | undefined)[];
  /** One for each round. */
  readonly summaries: readonly Summary[];
}

export interface Item {
  readonly id: string;
  readonly label: string;
  /** The table and group it stands in, "" for none. */
  readonly place: string;
  readonly compared: readonly Compared[];
  /** Which responses have the row; all of them have a question. */
  readonly has: readonly boolean[];
  /** The one round in which it is answered, null when it is in all. [L48] */
  readonly onlyIn: number | null;
  readonly spread: number | null;
  readonly next: number;
  /** Rows that one alone has, as each has written them: then nothing is compared. */
  readonly own: readonly OwnRow[];
}

export interface OwnRow {
  readonly response: number;
  readonly values: readonly (Value | undefined)[];
}

/** The round of each response, and how many there are. */
export interface Rounds {
  readonly of: readonly number[];
  readonly count: number;
}

/** What a cell is for a response, worked out: in the row with that address, or where the sheet's own values stand. */
export type WorkOut = (cell: string, response: Response, row: string) => Value;

/** All items in the order of the sheet, a little at a time. */
export function* itemsOf(form: Form, responses: readonly Response[], rounds: Rounds, workOut: WorkOut): Work<Item[]> {
  const items: Item[] = [];
  for (const [i, block] of form.blocks.entries()) {
    yield i / form.blocks.length;
    if ("field" in block) {
      const { field } = block;
      const values = responses.map((response) => response.fields.get(field.id));
      if (values.some((value) => answers(value ?? null))) items.push(item(field.id, field.label, "", [compared(field, values, rounds)], rounds));
    } else if ("result" in block) {
      const { result } = block;
      const values = responses.map((response) => workOut(result.cell, response, ownRow(form, response)));
      if (values.some(answers)) items.push(item(`=${result.id}`, result.label, "Regnet ud for hver", [compared(result, values, rounds)], rounds));
    } else yield* rowItems({ form, table: block.table, workOut }, responses, rounds, items);
  }
  return items;
}

function compared(asked: Asked, values: readonly (Value | undefined)[], rounds: Rounds): Compared {
  const summaries = Array.from({ length: rounds.count }, (_, round) => summarise(asked, values.filter((_, i) => rounds.of[i] === round)));
  return { asked, values, summaries };
}

function item(id: string, label: string, place: string, all: readonly Compared[], rounds: Rounds, has: readonly boolean[] = []): Item {
  // Of two rounds the later says where people are apart now, unless it says nothing.
  const measured = all.map(({ summaries }) => [...summaries].reverse().find(({ spread }) => spread !== null)).filter((one) => one !== undefined);
  const first = [...measured].sort(bySpread)[0];
  const isIn = Array.from({ length: rounds.count }, (_, round) => all.some(({ values }) => values.some((value, i) => rounds.of[i] === round && answers(value ?? null))));
  // Of a round in which nobody is nothing is said.
  const onlyIn = isIn.filter(Boolean).length === 1 && isIn.every((_, round) => rounds.of.includes(round)) && rounds.count > 1 ? isIn.indexOf(true) : null;
  return { id, label, place, compared: all, has, onlyIn, spread: first?.spread ?? null, next: first?.next ?? 0, own: [] };
}

interface Place {
  readonly form: Form;
  readonly table: FormTable;
  readonly workOut: WorkOut;
}

function* rowItems(place: Place, responses: readonly Response[], rounds: Rounds, items: Item[]): Work<void> {
  const { table } = place;
  const authors = new Map(table.rows.map((row) => [row.id, row]));
  const met = meet(table, responses);
  const columns = table.columns.filter(({ id }) => id !== table.name && !table.key.includes(id));
  const own: OwnRow[] = [];
  let n = 0;
  for (const [id, rows] of met) {
    if (n++ % 8 === 0) yield n / met.size;
    const author = authors.get(id);
    const here = rows.flatMap((row, i) => (row ? [i] : []));
    if (!author && table.key.length === 0 && here.length < 2) {
      for (const i of here) own.push({ response: i, values: table.columns.map((column) => cellOf(responses[i] as Response, place, column, rows[i] as Row)) });
      continue;
    }
    const all = columns.map((column) => compared(column, responses.map((response, i) => (rows[i] ? cellOf(response, place, column, rows[i] as Row) : undefined)), rounds));
    const answered = all.filter(({ values }) => values.some((value) => answers(value ?? null)));
    if (answered.length === 0) continue;
    const where = author && author.group !== "" ? `${table.label} · ${author.group}` : table.label;
    items.push(item(`${table.id}/${id}`, author?.label ?? nameOf(table, responses, rows), where, answered, rounds, author ? [] : rows.map((row) => row !== undefined)));
  }
  const said = own.filter(({ values }) => values.some((value) => answers(value ?? null)));
  if (said.length > 0) items.push({ ...item(`${table.id}/`, table.label, "Egne rækker", table.columns.map((asked) => ({ asked, values: [], summaries: [] })), { of: [], count: 0 }), own: said.sort((a, b) => a.response - b.response) });
}

/** The rows of all responses that are one: by the author's id, by key, or by their own id. */
export function meet(table: FormTable, responses: readonly Response[]): Map<string, (Row | undefined)[]> {
  const authors = new Set(table.rows.map(({ id }) => id));
  const met = new Map<string, (Row | undefined)[]>();
  for (const id of authors) met.set(id, []);
  responses.forEach((response, i) => {
    // A row of the author is met by what anybody answered in any of the table's columns.
    const seen = new Map<string, Row>();
    for (const at of new Set([table.at, ...table.columns.map(tableAt)])) for (const [id, row] of rowsAt(response, at)) if (!seen.has(id)) seen.set(id, row);
    for (const [id, row] of seen) {
      if (!authors.has(id) && !table.open) continue;
      const key = authors.has(id) ? id : keyOf(table, rowsAt(response, table.at).get(id) ?? row);
      const rows = met.get(key) ?? [];
      met.set(key, rows);
      // Two rows of one key in one file: the first is compared, as it stands first in the list.
      rows[i] ??= row;
    }
  });
  for (const rows of met.values()) rows.length = responses.length;
  return new Map([...met].map(([id, rows]) => [id, Array.from(rows)]));
}

// People write one number in different ways: case and spaces aside. [S27]
function keyOf(table: FormTable, row: Row): string {
  const parts = table.key.map((id) => row.cells.get(id));
  if (parts.length === 0 || !parts.every((part) => part !== undefined && answers(part))) return row.id;
  return parts.map((part) => String(part).trim().replace(/\s+/g, " ").toLowerCase()).join("\n");
}

function tableAt(column: Asked): string {
  return column.cell.slice(0, column.cell.lastIndexOf("."));
}

function cellOf(response: Response, { form, workOut }: Place, column: Asked, row: Row): Value | undefined {
  const at = tableAt(column);
  if (!column.derived) return rowsAt(response, at).get(row.id)?.cells.get(column.id);
  const within = at.startsWith(`${form.id}.`) ? ownRow(form, response) + at.slice(ownRow(form, response) === "" ? 0 : form.id.length) : at;
  return workOut(column.cell, response, `${within}/${row.id}`);
}

/** The address of the copy that a response is, "" of a sheet that does not repeat. */
function ownRow(form: Form, response: Response): string {
  return response.copy === "" ? "" : `${form.id}#${response.copy}`;
}

function nameOf(table: FormTable, responses: readonly Response[], rows: readonly (Row | undefined)[]): string {
  const ids = [...table.key, table.name].filter((id, i, all) => id !== "" && all.indexOf(id) === i);
  for (const [i, response] of responses.entries()) {
    const row = rows[i] && rowsAt(response, table.at).get((rows[i] as Row).id);
    const words = ids.map((id) => row?.cells.get(id)).filter((value) => value !== undefined && answers(value));
    if (words.length > 0) return words.map(String).join(" ");
  }
  const text = table.columns.find(({ kind }) => kind === "text");
  const first = text && rows.map((row) => row?.cells.get(text.id)).find((value) => value !== undefined && answers(value));
  return first === undefined ? "Række uden navn" : String(first);
}

/** The order in which items are shown: the biggest spread first; those that cannot be measured as on the sheet. */
export function inOrder(items: readonly Item[], how: "spread" | "sheet"): Item[] {
  if (how === "sheet") return [...items];
  return items.map((one, i) => ({ one, i })).sort((a, b) => bySpread(a.one, b.one) || a.i - b.i).map(({ one }) => one);
}

/** Whether the answers are texts, read side by side. */
export function isNote({ asked: { kind } }: Compared): boolean {
  return kind === "text" || kind === "longtext";
}

/** Whether the answers lie on a line. */
export function isOnLine({ asked: { kind } }: Compared): boolean {
  return hasOrder(kind);
}
