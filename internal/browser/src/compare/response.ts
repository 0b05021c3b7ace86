// Who answered: what one person, group or meeting answered on a sheet. A file may hold
// several forløb, and a forløb several copies of a sheet; each of them is a response. [L45]

import { answers, sameValue, type Cells, type Value } from "../answers/cell";
import { isNote } from "../answers/plan";
import { decodeRow, splitRow } from "../answers/path";
import { ownerOf } from "../answers/toolbox";
import type { Work } from "../exchange/table";
import { valuesOf } from "../store/forloeb";
import type { Asked, Form } from "./form";

/** Where answers come from: a forløb in a file, or one of this browser. */
export interface Source {
  readonly key: string;
  /** The name of the file; "" for a forløb of this browser. */
  readonly file: string;
  /** When the file was saved, or the forløb last changed, as far as that is known. */
  readonly at: Date | null;
  readonly id: string;
  readonly name: string;
  readonly cells: Cells;
  /** The edition of each sheet when the file was made, where it says so. [L49] */
  readonly editions: ReadonlyMap<string, number>;
}

export interface Row {
  readonly id: string;
  readonly cells: ReadonlyMap<string, Value>;
}

export interface Response {
  /** Unique among all responses, and the same each time the source is read. */
  readonly key: string;
  readonly source: Source;
  /** The copy of a sheet that repeats, "" of one that does not. */
  readonly copy: string;
  readonly copyName: string;
  /** Answers outside rows, by the question's id. */
  readonly fields: ReadonlyMap<string, Value>;
  /** Rows by what their paths have before them, without the copy, and by id. Removed ones are not among them. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, Row>>;
  /** How many questions of the sheet are answered. */
  readonly answered: number;
  /** Addresses of answers to questions that the sheet does not have, or not any more. */
  readonly unknown: readonly string[];
}

const noRows: ReadonlyMap<string, Row> = new Map();

export function rowsAt(response: Response, at: string): ReadonlyMap<string, Row> {
  return response.rows.get(at) ?? noRows;
}

/** What a source has of a sheet: one response, one for each copy, or none where nothing is answered. */
export function responsesOf(source: Source, form: Form): Response[] {
  const asked = addressed(form);
  const found = new Map<string, Gathered>();
  const shared = gathered();
  for (const [path, value] of currentValues(source, form)) {
    const owner = ownerOf(path);
    if (owner !== form.id && !asked.lists.has(owner)) continue;
    const copy = owner === form.id ? (/^[^.]*#([^.]*)/.exec(path)?.[1] ?? "") : "";
    let into = shared;
    if (owner === form.id) found.set(copy, (into = found.get(copy) ?? gathered()));
    take(into, path.replace(/#[^.]*/, ""), value, asked);
  }
  // A sheet of a list alone has no cells of its own.
  if (found.size === 0 && form.repeats === "") found.set("", gathered());
  const all = [...found].filter(([copy, one]) => (copy === "") === (form.repeats === "") && !one.gone);
  return all.flatMap(([copy, one]) => {
    const rows = new Map([...living(shared.rows), ...living(one.rows)]);
    const answered = one.answered + (form.repeats === "" ? shared.answered : 0);
    if (answered === 0) return [];
    return [{ key: `${source.key}#${copy}`, source, copy, copyName: one.name || (form.perRow ? (decodeRow(copy) ?? copy) : ""), fields: one.fields, rows, answered, unknown: one.unknown }];
  });
}

/** The same for many sources, a little at a time. */
export function* allResponses(sources: readonly Source[], form: Form): Work<Response[]> {
  const all: Response[] = [];
  for (const [i, source] of sources.entries()) {
    all.push(...responsesOf(source, form));
    yield (i + 1) / sources.length;
  }
  return all;
}

interface Gathered {
  readonly fields: Map<string, Value>;
  readonly rows: Map<string, Map<string, { id: string; cells: Map<string, Value>; gone: boolean }>>;
  readonly unknown: string[];
  answered: number;
  name: string;
  gone: boolean;
}

/** What a form asks, by address. */
interface Addressed {
  readonly form: Form;
  readonly lists: ReadonlySet<string>;
  readonly questions: ReadonlyMap<string, Asked | null>;
}

function addressed(form: Form): Addressed {
  const lists = new Set<string>();
  const questions = new Map<string, Asked | null>();
  for (const block of form.blocks) {
    if ("field" in block) questions.set(block.field.cell, block.field);
    if (!("table" in block)) continue;
    const { table } = block;
    if (ownerOf(table.at) !== form.id) lists.add(ownerOf(table.at));
    for (const name of [table.name, ...table.key]) if (name !== "") questions.set(`${table.at}.${name}`, null);
    for (const column of table.columns) questions.set(column.cell, column);
  }
  return { form, lists, questions };
}

function gathered(): Gathered {
  return { fields: new Map(), rows: new Map(), unknown: [], answered: 0, name: "", gone: false };
}

function take(into: Gathered, path: string, value: Value, asked: Addressed): void {
  const { form } = asked;
  const parts = splitRow(path);
  if (parts) takeRow(into, parts, value, asked);
  else if (path === `${form.id}._name`) into.name = typeof value === "string" ? value : "";
  else if (path === `${form.id}._gone`) into.gone = typeof value === "number" && value > 0;
  else if (!isNote(path)) {
    into.fields.set(path.slice(form.id.length + 1), value);
    count(into, path, value, asked);
  }
}

function takeRow(into: Gathered, { table, row: id, column }: { table: string; row: string; column: string }, value: Value, asked: Addressed): void {
  let rows = into.rows.get(table);
  if (!rows) into.rows.set(table, (rows = new Map()));
  let row = rows.get(id);
  if (!row) rows.set(id, (row = { id, cells: new Map(), gone: false }));
  if (column === "_gone") row.gone = typeof value === "number" && value > 0;
  if (column.startsWith("_")) return;
  row.cells.set(column, value);
  count(into, `${table}.${column}`, value, asked);
}

/** The answers of a source, those under former ids of the sheet by what they are now. [S8] */
export function currentValues(source: Source, form: Form): ReadonlyMap<string, Value> {
  const values = valuesOf(source.cells);
  const { questions } = addressed(form);
  if (form.former.size === 0 && ![...questions.values()].some((asked) => asked?.options.some((option) => option.was))) return values;
  const now = new Map<string, Value>();
  for (const [path, value] of values) {
    const own = currentPath(path, form);
    // An answer under the question's own id goes before one under a former.
    if (own !== path && values.has(own)) continue;
    now.set(own, current(questions.get(own.replace(/[#/][^.]*/g, "")), value));
  }
  return now;
}

function currentPath(path: string, { id, former }: Form): string {
  if (ownerOf(path) !== id || former.size === 0) return path;
  const copy = /^[^.]*/.exec(path)?.[0] ?? "";
  const own = (address: string) => copy + address.slice(id.length);
  const parts = splitRow(id + path.slice(copy.length));
  if (!parts) return own(former.get(id + path.slice(copy.length)) ?? id + path.slice(copy.length));
  const table = former.get(parts.table) ?? parts.table;
  const row = former.get(`${table}/${parts.row}`) ?? `${table}/${parts.row}`;
  const column = former.get(`${table}.${parts.column}`)?.slice(table.length + 1) ?? parts.column;
  return own(`${row}.${column}`);
}

// An option under a former id is the one that it is now.
function current(asked: Asked | null | undefined, value: Value): Value {
  if (!asked?.options.some((option) => option.was)) return value;
  const now = (id: string) => (asked.options.some((option) => option.id === id) ? id : (asked.options.find((option) => option.was?.includes(id))?.id ?? id));
  return typeof value === "string" ? now(value) : Array.isArray(value) ? (value as readonly string[]).map(now) : value;
}

function count(into: Gathered, address: string, value: Value, { form, questions }: Addressed): void {
  if (!answers(value)) return;
  if (questions.has(address)) into.answered++;
  else if (ownerOf(address) === form.id) into.unknown.push(address);
}

function* living(rows: Gathered["rows"]): Generator<[string, ReadonlyMap<string, Row>]> {
  for (const [at, all] of rows) yield [at, new Map([...all].filter(([, row]) => !row.gone))];
}

/** Responses that look like one and the same person's: of one forløb and copy, or alike in every answer. [L47] */
export function twice(responses: readonly Response[]): Response[][] {
  const groups: Response[][] = [];
  for (const one of responses) {
    const group = groups.find(([first]) => first !== undefined && isTwice(first, one));
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups.filter((group) => group.length > 1).map((group) => group.sort(byMoment));
}

// A few alike answers may be two people's.
const fewAnswers = 5;

function isTwice(a: Response, b: Response): boolean {
  if (a.source.id !== "" && a.source.id === b.source.id) return a.copy === b.copy;
  return a.answered >= fewAnswers && a.answered === b.answered && sameAnswers(a, b);
}

function sameAnswers(a: Response, b: Response): boolean {
  const same = (x: ReadonlyMap<string, Value>, y: ReadonlyMap<string, Value>) => [...x].every(([id, value]) => !answers(value) || sameValue(value, y.get(id)));
  return same(a.fields, b.fields) && [...a.rows].every(([at, rows]) => [...rows].every(([id, row]) => same(row.cells, rowsAt(b, at).get(id)?.cells ?? new Map<string, Value>())));
}

/** The latest first; what has no date comes last. */
function byMoment(a: Response, b: Response): number {
  return (b.source.at?.getTime() ?? 0) - (a.source.at?.getTime() ?? 0);
}
