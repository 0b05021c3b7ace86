// A file that has come back, as rows that can be compared with those here. [L35] [L36] [L37]

import { answers, sameValue, type Value } from "../answers/cell";
import type { AnswerFile, Forloeb } from "../answers/file";
import { splitRow } from "../answers/path";
import { readCell } from "../exchange/cell";
import { fold, type Column } from "../exchange/column";
import { dayText } from "../office/day";
import { markBegin, type Table, type Workbook } from "../office/workbook";
import { hiddenName, nameOf, noteOfSending, noteSending, sendingOf, type Cells, type Sending } from "./sending";

export interface ReturnedRow {
  /** The row here that it was; null for what has been added. */
  readonly id: string | null;
  readonly cells: ReadonlyMap<string, Value>;
  /** How it was when it was sent; null where nobody knows. */
  readonly base: ReadonlyMap<string, Value> | null;
}

export interface Returned {
  readonly file: string;
  /** Whose rows they are, as far as it is known. */
  readonly whose: string;
  /** The sending it comes from; null where nobody knows. */
  readonly sending: Sending<unknown> | null;
  readonly rows: readonly ReturnedRow[];
  /** Texts that answer no question, and how often they stand there, by column. */
  readonly strange: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Rows that were sent and are not in the file. */
  readonly left: number;
  /** What else is to be said of it, in sentences. */
  readonly notes: readonly string[];
}

/** The table here that it is to come back to. */
export interface Home {
  readonly site: string;
  readonly sheet: string;
  readonly table: string;
  readonly edition: string;
  /** The columns that are asked in the table or its list. */
  readonly columns: readonly Column[];
  /** What addresses of its rows begin with. */
  readonly at: string;
  path(row: string, column: string): string;
}

export type ReturnError = "not-sent" | "other-site" | "other-sheet" | "no-ids" | "too-many";

export const returnErrorWords: Readonly<Record<ReturnError, string>> = {
  "not-sent": "Filen er ikke en, der er sendt herfra. Har I en liste fra et andet sted, så brug »Indsæt rækker«.",
  "other-site": "Filen hører til en anden værktøjskasse, og spørgsmålene er ikke de samme.",
  "other-sheet": "Filen hører til et andet ark. Åbn det ark, og hent rækkerne ind dér.",
  "no-ids": "Den skjulte første kolonne er væk, så rækkerne kan ikke finde hjem. Brug »Indsæt rækker«, hvor de mødes på deres nummer.",
  "too-many": "Filen har mere end 20.000 rækker eller 200 kolonner. Del den, eller slet det, der er skrevet langt nede eller ude til højre.",
};

export function ofBook(file: string, book: Workbook, home: Home): Returned | ReturnError {
  const hidden = book.tables.find((table) => table.hidden && sendingOf(table.rows.slice(0, 20)) !== null);
  const sending = hidden ? sendingOf(hidden.rows) : null;
  const pages = book.tables.flatMap((table) => {
    const at = table.name === hiddenName ? null : markIn(table);
    return at ? [{ table, ...at }] : [];
  });
  // A sheet that somebody copied is there twice; the one that is seen counts.
  const page = pages.find(({ table }) => !table.hidden) ?? pages[0];
  if (!page) return hidden ? "no-ids" : "not-sent";
  const [, site, sheet, table] = /^redskab:([^/]+)\/([^.]+)\.(.+)$/.exec(page.mark) ?? [];
  if (site !== home.site) return "other-site";
  if (sheet !== home.sheet || table !== home.table) return "other-sheet";
  if (page.table.isCut) return "too-many";
  return new BookReader(file, book, page, sending, home).read(pages.length);
}

interface Marked {
  readonly table: Table;
  readonly mark: string;
  /** Where the head of the hidden column stands. */
  readonly row: number;
  readonly column: number;
}

// Somebody may have put lines above, or a column in front.
function markIn({ rows }: Table): Omit<Marked, "table"> | null {
  for (const [row, cells] of rows.slice(0, 20).entries()) {
    const column = cells.findIndex((cell) => cell.startsWith(markBegin));
    if (column >= 0) return { mark: (cells[column] ?? "").trim(), row, column };
  }
  return null;
}

class BookReader {
  private readonly strange = new Map<string, Map<string, number>>();
  private readonly notes: string[] = [];
  private readonly head: readonly string[];

  constructor(
    private readonly file: string,
    private readonly book: Workbook,
    private readonly page: Marked,
    private readonly sending: Sending<string> | null,
    private readonly home: Home,
  ) {
    this.head = page.table.rows[page.row] ?? [];
  }

  read(pages: number): Returned {
    const { table } = this.page;
    this.notes.push(...otherEdition(this.sending?.edition, this.home));
    if (pages > 1) this.notes.push(`Rækkerne står på flere ark i filen. Kun »${table.name}« er læst.`);
    if (this.book.hasMacros) this.notes.push("Filen har makroer. De er hverken læst eller kørt; kun cellerne er med.");
    if (table.formulas === 1) this.notes.push("1 celle er en formel. Den er læst som det, den sidst viste i regnearket.");
    if (table.formulas > 1) this.notes.push(`${table.formulas} celler er formler. De er læst som det, de sidst viste i regnearket.`);
    if (table.merged > 0) this.notes.push(`${table.merged === 1 ? "1 celle var flettet" : `${table.merged} celler var flettet`} med den over. Det, der stod, gælder nu for begge rækker.`);
    const places = this.columns();
    const rows = this.rows(places);
    const here = new Set(rows.map(({ id }) => id));
    const left = [...(this.sending?.rows.keys() ?? [])].filter((id) => !here.has(id)).length;
    return { file: this.file, whose: this.sending?.to ?? "", sending: this.sending, rows, strange: this.strange, left, notes: this.notes };
  }

  // Where the answers to each question stand. A name points at the head wherever it was
  // moved and whatever it is called now; a head that says whose it is is believed first, for
  // a program that forgets to move the names leaves them with another column.
  private columns(): Map<Column, number> {
    const places = new Map<Column, number>();
    const labels = new Map((this.sending?.columns ?? []).map(({ id, label }) => [id, label]));
    const asked = this.sending ? this.home.columns.filter(({ id }) => labels.has(id)) : this.home.columns;
    const heads = this.head.map(fold);
    const called = (column: Column): number => {
      const own = fold(labels.get(column.id) ?? column.label);
      const at = heads.indexOf(own);
      return at === heads.lastIndexOf(own) ? at : -1;
    };
    const taken = new Set<number>([this.page.column]);
    for (const find of [called, (column: Column) => this.named(column)]) {
      for (const column of asked) {
        const at = places.has(column) ? -1 : find(column);
        if (at < 0 || taken.has(at)) continue;
        places.set(column, at);
        taken.add(at);
      }
    }
    const gone = asked.filter((column) => !places.has(column));
    if (this.sending && gone.length > 0) this.notes.push(`Filen mangler ${list(gone.map(({ id, label }) => labels.get(id) ?? label))}. Svarene her bliver, som de er.`);
    const unknown = [...labels].filter(([id]) => !this.home.columns.some((column) => column.id === id));
    if (unknown.length > 0) this.notes.push(`${list(unknown.map(([, label]) => label))} findes ikke i arket mere og er udeladt.`);
    const readOnly = this.namedPlaces();
    const more = this.head.filter((text, at) => text.trim() !== "" && !taken.has(at) && !readOnly.has(at));
    if (this.sending && more.length > 0) this.notes.push(`${list(more)} er ikke blandt arkets kolonner og er udeladt.`);
    return places;
  }

  private named({ id }: Column): number {
    return this.placeOf(this.book.names.get(nameOf(id)));
  }

  // The columns that names point at, those among them that are only to be read.
  private namedPlaces(): Set<number> {
    const ours = [...this.book.names].filter(([name]) => name.startsWith(nameOf("")));
    return new Set(ours.map(([, points]) => this.placeOf(points)));
  }

  private placeOf(points: string | undefined): number {
    const m = /^(.+)!\$?([A-Z]{1,3})\$?(\d+)$/.exec(points ?? "");
    const sheet = m?.[1]?.replace(/^\$?'(.*)'$/, "$1").replace(/^\$/, "").replace(/''/g, "'");
    if (!m || sheet?.toLowerCase() !== this.page.table.name.toLowerCase() || Number(m[3]) !== this.page.row + 1) return -1;
    return [...(m[2] as string)].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
  }

  private rows(places: ReadonlyMap<Column, number>): ReturnedRow[] {
    const { table, row: head, column: idColumn } = this.page;
    const found: (ReturnedRow & { readonly texts: ReadonlyMap<string, string> })[] = [];
    for (const texts of table.rows.slice(head + 1)) {
      const address = (texts[idColumn] ?? "").trim();
      const id = address.startsWith(this.home.at) ? address.slice(this.home.at.length) : null;
      const cells = new Map([...places].map(([column, at]) => [column.id, texts[at] ?? ""]));
      if (id !== null || [...cells.values()].some((text) => text.trim() !== "")) found.push({ ...this.row(id, cells, places), texts: cells });
    }
    const first = this.originals(found);
    return found.map((row) => (row.id === null || first.get(row.id) === row ? row : { ...row, id: null, base: null }));
  }

  private row(id: string | null, texts: ReadonlyMap<string, string>, places: ReadonlyMap<Column, number>): ReturnedRow {
    const sent = id === null ? undefined : this.sending?.rows.get(id);
    const cells = new Map<string, Value>();
    const base = new Map<string, Value>();
    for (const column of places.keys()) {
      const [text, was] = [texts.get(column.id) ?? "", sent?.get(column.id)];
      const read = this.cell(column, text, was);
      cells.set(column.id, read);
      if (was !== undefined) base.set(column.id, sameText(text, was) ? read : valueOf(column, was));
    }
    return { id, cells, base: sent ? base : null };
  }

  private cell(column: Column, text: string, was: string | undefined): Value {
    const read = readCell(column, dated(column, text));
    // What nobody understood when it was sent is nothing new.
    if (was === undefined || !sameText(text, was)) note(this.strange, column.id, read.strange);
    return read.value;
  }

  // Of rows that were copied with their id the one that is most as it was is met.
  private originals<R extends ReturnedRow & { readonly texts: ReadonlyMap<string, string> }>(rows: readonly R[]): Map<string, R> {
    const best = new Map<string, R>();
    const alike = ({ id, texts }: R): number => [...(this.sending?.rows.get(id ?? "") ?? [])].filter(([column, was]) => sameText(texts.get(column) ?? "", was)).length;
    for (const row of rows) {
      const other = row.id === null ? undefined : best.get(row.id);
      if (row.id !== null && (!other || alike(row) > alike(other))) best.set(row.id, row);
    }
    return best;
  }
}

function valueOf(column: Column, text: string): Value {
  return readCell(column, dated(column, text)).value;
}

// Programs change how lines are broken, and what stands at their ends.
function sameText(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/\r\n?/g, "\n").trim();
  return a === b || plain(a) === plain(b);
}

// A day whose cell has lost that it is one is a number.
function dated({ kind }: Column, text: string): string {
  const number = /^\d{5}(?:,\d+)?$|^0,\d+$/.test(text) ? Number(text.replace(",", ".")) : NaN;
  const isDay = kind === "date" || kind === "month";
  return Number.isNaN(number) || (isDay ? number < 61 : kind !== "time" || number >= 1) ? text : dayText(number, false);
}

function note(strange: Map<string, Map<string, number>>, column: string, texts: readonly string[]): void {
  if (texts.length === 0) return;
  const counts = strange.get(column) ?? new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  strange.set(column, counts);
}

/** »A«, »B« og »C« */
export function list(names: readonly string[]): string {
  const quoted = names.slice(0, 8).map((name) => `»${name.trim()}«`);
  if (names.length > quoted.length) return `${quoted.join(", ")} og ${names.length - quoted.length} til`;
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} og ${quoted[quoted.length - 1]}`;
}

/** Each forløb of a file of answers. */
export function ofAnswers(name: string, file: AnswerFile, home: Home): Returned[] {
  return file.forloeb.map((one) => ofForloeb(name, one, file.editions.get(home.sheet)?.toString(), home));
}

function ofForloeb(file: string, forloeb: Forloeb, edition: string | undefined, home: Home): Returned {
  const value = (path: string): Value => forloeb.cells.get(path)?.[0] ?? null;
  const sending = noteSending(value(noteOfSending(home.sheet)));
  const base: Cells<Value> | null = sending && sending.table === home.table ? sending.rows : null;
  const ids = new Set<string>();
  for (const path of forloeb.cells.keys()) {
    const parts = splitRow(path.replace(/~.*$/, ""));
    if (parts && `${parts.table}/` === home.at && !parts.column.startsWith("_")) ids.add(parts.row);
  }
  const rows = [...ids].flatMap((id) => {
    if (answers(value(`${home.at}${id}._gone`))) return [];
    const cells = new Map(home.columns.map((column) => [column.id, value(home.path(id, column.id))]));
    return [...cells.values()].some(answers) ? [{ id, cells, base: base?.get(id) ?? null }] : [];
  });
  const left = [...(base?.keys() ?? [])].filter((id) => !rows.some((row) => row.id === id)).length;
  return { file, whose: sending?.to || forloeb.name, sending, rows, strange: new Map(), left, notes: otherEdition(edition ?? sending?.edition, home) };
}

function otherEdition(edition: string | undefined, home: Home): string[] {
  return edition === undefined || edition === home.edition ? [] : ["Filen er lavet med en anden udgave af arket. Det, der stadig bliver spurgt om, er læst."];
}

/** Whether two files say the same of every row. */
export function sameRows(a: Returned, b: Returned): boolean {
  const lines = ({ rows }: Returned): string[] => rows.map(({ id, cells }) => JSON.stringify([id, [...cells].filter(([, value]) => answers(value)).sort()])).sort();
  return sameValue(lines(a), lines(b));
}
