// What files that came back would change here, cell by cell, before anything is changed. [L38] [L39]

import { answers, sameValue, type Value } from "../answers/cell";
import { isChosen, type Column } from "../exchange/column";
import { idByKey, knownBy, type Carrying, type Here, type Place } from "../exchange/plan";
import { sameRows, type Returned, type ReturnedRow } from "./returned";

/**
 * An answer that files have for a row here: fresh where nobody has answered, changed where
 * it is as it was when it was sent, and a conflict where it is not, where nobody knows, or
 * where files disagree. Then the reader chooses.
 */
export interface Offer {
  readonly row: string;
  readonly column: string;
  readonly mine: Value;
  /** Different answers, each with the files that have it. */
  readonly theirs: readonly { readonly files: readonly number[]; readonly value: Value }[];
  readonly kind: "fresh" | "changed" | "conflict";
}

/** A row that is in files alone. */
export interface Added {
  readonly files: readonly number[];
  /** The id it has in the file; null where it has none. */
  readonly id: string | null;
  readonly cells: ReadonlyMap<string, Value>;
  /** Whether a row here has its key already. */
  readonly isKnown: boolean;
}

export interface FileCounts {
  rows: number;
  /** Rows that bring something, and rows that bring nothing. */
  touched: number;
  same: number;
  fresh: number;
  changed: number;
  conflicts: number;
  /** Answers that were taken out of the file; those here stay. */
  emptied: number;
  strange: number;
  added: number;
  /** Rows that are in the file alone, where the table takes none. */
  strays: number;
  /** Rows that have been removed here. */
  gone: number;
}

export interface Merging {
  readonly offers: readonly Offer[];
  readonly added: readonly Added[];
  /** Rows that were removed here and are in a file with something new. */
  readonly gone: readonly { readonly id: string; readonly cells: ReadonlyMap<string, Value> }[];
  readonly files: readonly FileCounts[];
  /** Files that are of the same sending as one before; whether they say the same, too. */
  readonly again: ReadonlyMap<number, { readonly of: number; readonly isSame: boolean }>;
}

/** What a strange text means, by column: an option's id, null to leave it out. What is not here is kept as it is. */
export type Meanings = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

const none: Meanings = new Map();

/** What files are merged into. */
export interface Target extends Place {
  /** Whether rows may be added. */
  readonly adds: boolean;
}

export function planMerging(files: readonly Returned[], place: Target, meanings: Meanings = none): Merging {
  const again = againOf(files);
  const here = new Map(place.rows.map((row) => [row.id, row]));
  const columns = new Map(place.columns.map((column) => [column.id, column]));
  const counts: FileCounts[] = [];
  const offers = new Map<string, Growing>();
  const added = new Map<string, Added & { files: number[] }>();
  const gone = new Map<string, Map<string, Value>>();
  const keys = new Set(place.rows.filter(({ isRemoved }) => !isRemoved).flatMap((row) => knownBy(place.key, (id) => row.get(id)) ?? []));
  files.forEach((file, i) => {
    const count: FileCounts = { rows: file.rows.length, touched: 0, same: 0, fresh: 0, changed: 0, conflicts: 0, emptied: 0, strange: 0, added: 0, strays: 0, gone: 0 };
    counts.push(count);
    for (const texts of file.strange.values()) for (const n of texts.values()) count.strange += n;
    if (again.get(i)?.isSame) return;
    for (const returned of file.rows) {
      const row = returned.id === null ? undefined : here.get(returned.id);
      const cells = meant(returned, columns, meanings);
      if (!row) {
        // It was here when it was sent; what nobody has touched since is not brought back.
        if (returned.base && !touched(returned, cells)) count.gone++;
        else if (!place.adds) count.strays++;
        else if (add(added, i, returned, cells, keys, place)) count.added++;
      } else if (row.isRemoved) {
        count.gone++;
        const news = newsOf(row, returned, cells);
        if (news.length > 0) gone.set(row.id, new Map([...(gone.get(row.id) ?? []), ...news]));
      } else {
        count.emptied += emptied(row, returned, cells);
        const news = newsOf(row, returned, cells);
        news.length > 0 ? count.touched++ : count.same++;
        for (const [column, value] of news) offer(offers, row, column, value, returned, i);
      }
    }
  });
  const all = [...offers.values()].map(({ isOurs, ...one }): Offer => {
    const mine = answers(one.mine);
    return { ...one, kind: one.theirs.length > 1 ? "conflict" : !mine ? "fresh" : isOurs ? "changed" : "conflict" };
  });
  for (const { kind, theirs } of all) {
    for (const file of new Set(theirs.flatMap((one) => one.files))) (counts[file] as FileCounts)[kind === "conflict" ? "conflicts" : kind]++;
  }
  return { offers: all, added: [...added.values()], gone: [...gone].map(([id, cells]) => ({ id, cells })), files: counts, again };
}

// What the file says that is not so here. What is as it was sent says nothing.
function newsOf(row: Here, returned: ReturnedRow, cells: ReadonlyMap<string, Value>): [string, Value][] {
  return [...cells].filter(([column, value]) => isNews(returned, column, value) && !sameValue(row.get(column) ?? null, value));
}

function touched(returned: ReturnedRow, cells: ReadonlyMap<string, Value>): boolean {
  return [...cells].some(([column, value]) => isNews(returned, column, value));
}

function isNews({ base }: ReturnedRow, column: string, value: Value): boolean {
  return answers(value) && !(base?.has(column) === true && sameValue(base.get(column) ?? null, value));
}

function emptied(row: Here, { base }: ReturnedRow, cells: ReadonlyMap<string, Value>): number {
  return [...cells].filter(([column, value]) => !answers(value) && answers(base?.get(column)) && row.answered(column)).length;
}

interface Growing extends Omit<Offer, "kind" | "theirs"> {
  readonly theirs: { readonly files: number[]; readonly value: Value }[];
  /** Whether the answer here is as it was when each of the files was sent. */
  readonly isOurs: boolean;
}

function offer(offers: Map<string, Growing>, row: Here, column: string, value: Value, { base }: ReturnedRow, file: number): void {
  const key = `${row.id}/${column}`;
  // What only the site says gives way to what people write.
  const mine = row.answered(column) ? (row.get(column) ?? null) : null;
  const one = offers.get(key) ?? { row: row.id, column, mine, theirs: [], isOurs: true };
  const same = one.theirs.find((other) => sameValue(other.value, value));
  if (same) same.files.push(file);
  else one.theirs.push({ files: [file], value });
  const isOurs = one.isOurs && base?.has(column) === true && sameValue(base.get(column) ?? null, mine);
  offers.set(key, { ...one, isOurs });
}

function add(added: Map<string, Added & { files: number[] }>, file: number, { id }: ReturnedRow, cells: ReadonlyMap<string, Value>, keys: ReadonlySet<string>, place: Place): boolean {
  const full = new Map([...cells].filter(([, value]) => answers(value)));
  if (full.size === 0) return false;
  const key = JSON.stringify([...full].sort(([a], [b]) => (a < b ? -1 : 1)));
  const same = added.get(key);
  if (same) {
    if (!same.files.includes(file)) same.files.push(file);
    return false;
  }
  const own = knownBy(place.key, (column) => full.get(column));
  added.set(key, { files: [file], id, cells: full, isKnown: own !== null && keys.has(own) });
  return true;
}

// The cells of a row with what the reader said of strange texts.
function meant({ cells }: ReturnedRow, columns: ReadonlyMap<string, Column>, meanings: Meanings): ReadonlyMap<string, Value> {
  if (meanings.size === 0) return cells;
  return new Map([...cells].map(([id, value]): [string, Value] => {
    const of = meanings.get(id);
    const column = columns.get(id);
    if (!of || !column) return [id, value];
    if (typeof value === "string") return [id, of.has(value) ? (of.get(value) ?? null) : value];
    if (!Array.isArray(value)) return [id, value];
    const chosen = (value as readonly string[]).flatMap((one) => (of.has(one) ? (of.get(one) ?? []) : one));
    const known = isChosen(column.kind) ? column.options.map((option) => option.id).filter((option) => chosen.includes(option)) : [];
    const all = [...known, ...new Set(chosen.filter((one) => !known.includes(one)))];
    return [id, all.length > 0 ? all : null];
  }));
}

// Files of one sending, or with the same rows.
function againOf(files: readonly Returned[]): Map<number, { of: number; isSame: boolean }> {
  const again = new Map<number, { of: number; isSame: boolean }>();
  files.forEach((file, i) => {
    const of = files.findIndex((other, k) => k < i && (sameSending(file, other) || sameRows(file, other)));
    if (of >= 0) again.set(i, { of, isSame: sameRows(file, files[of] as Returned) });
  });
  return again;
}

function sameSending(a: Returned, b: Returned): boolean {
  return a.sending !== null && a.sending.mark !== "" && a.sending.mark === b.sending?.mark;
}

/** What the reader has chosen. */
export interface Choices {
  /** Which of the answers of an offer is taken, by offerKey: the place among theirs, or mine. */
  readonly picked: ReadonlyMap<string, number | "mine">;
  /** For conflicts that he did not look at: the file whose answer is taken, or mine. */
  readonly rule: number | "mine";
  /** Rows that files alone have: those whose key is new, all, or none. */
  readonly added: "new" | "all" | "none";
  /** Whether rows that were removed here come back. */
  readonly back: boolean;
}

export function offerKey({ row, column }: Pick<Offer, "row" | "column">): string {
  return `${row}/${column}`;
}

/** The answer that is taken of an offer; null for the one here. */
export function takenOf(offer: Offer, { picked, rule }: Choices): Value {
  if (offer.kind !== "conflict") return offer.theirs[0]?.value ?? null;
  const own = picked.get(offerKey(offer));
  if (own === "mine") return null;
  if (own !== undefined) return offer.theirs[own]?.value ?? null;
  return rule === "mine" ? null : (offer.theirs.find(({ files }) => files.includes(rule))?.value ?? null);
}

export function addedOf(merging: Merging, { added }: Choices): Added[] {
  return merging.added.filter(({ isKnown }) => added === "all" || (added === "new" && !isKnown));
}

/** The answers that carry it out. */
export function mergingEdits(merging: Merging, choices: Choices, place: Place & Carrying): Map<string, Value> {
  const edits = new Map<string, Value>();
  for (const one of merging.offers) {
    const taken = takenOf(one, choices);
    if (answers(taken)) edits.set(place.path(one.row, one.column), taken);
  }
  for (const { id, cells } of choices.back ? merging.gone : []) {
    edits.set(place.path(id, "_gone"), null);
    for (const [column, value] of cells) edits.set(place.path(id, column), value);
  }
  const ids = new Set(place.rows.map(({ id }) => id));
  let last = place.last;
  for (const { id, cells } of addedOf(merging, choices)) {
    const byKey = place.key.length > 0 && place.key.every((column) => answers(cells.get(column))) ? idByKey(place.key, cells, ids) : null;
    const row = (id !== null && !ids.has(id) ? id : byKey) ?? place.newID();
    ids.add(row);
    edits.set(place.path(row, "_pos"), ++last);
    for (const [column, value] of new Map([...place.given, ...cells])) edits.set(place.path(row, column), value);
  }
  return edits;
}
