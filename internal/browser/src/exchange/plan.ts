// What a table from elsewhere would do to the rows here, row by row, before anything is
// done. Rows meet by their key; nothing is merged that the reader has not been shown. [S27] [S28]

import { answers, sameValue, type Value } from "../answers/cell";
import { encodeRow } from "../answers/path";
import { readCell, type Meanings } from "./cell";
import type { Column } from "./column";
import type { Table, Work } from "./table";

/** A row that is here, or was. */
export interface Here {
  readonly id: string;
  readonly isRemoved: boolean;
  /** The answer as the page shows it. */
  get(column: string): Value | undefined;
  /** Whether somebody gave it: what only the site says gives way to what people bring. [S18] */
  answered(column: string): boolean;
}

/** What the rows go into. */
export interface Place {
  readonly columns: readonly Column[];
  /** Columns that are people's own number; none where rows never meet. */
  readonly key: readonly string[];
  readonly rows: readonly Here[];
}

/** What the reader has said of the table. */
export interface Choices {
  /** The row of headers, -1 for none. Rows above it are left out. */
  readonly header: number;
  /** The column that each column of the table is; null is left out. */
  readonly columns: readonly (string | null)[];
  /** What texts mean that were not understood, by column. */
  readonly meanings: ReadonlyMap<string, Meanings>;
  /** Of several rows with one key that differ: each becomes a row, or the first alone. */
  readonly twins: "each" | "first";
  /** Rows with nothing but a key, which may be headings between the others. */
  readonly headings: "take" | "leave";
  /** Without a key: rows like one that is here already. */
  readonly again: "take" | "leave";
}

/**
 * What becomes of a row: it is new; it meets one that is here and brings something (meets)
 * or nothing (same); it brings back one that was removed; it is like another of the table
 * (copy), has the key of another (twin, when left out), has nothing but a key (heading, when
 * left out), or holds nothing (empty).
 */
export type Fate = "new" | "meets" | "same" | "back" | "copy" | "twin" | "heading" | "empty";

export interface PlannedRow {
  /** Its place in the table. */
  readonly at: number;
  readonly fate: Fate;
  /** The row here that it meets; of a new one what its key makes, null for a random id. */
  readonly id: string | null;
  /** What it answers, the key of a row that it meets apart. */
  readonly cells: ReadonlyMap<string, Value>;
  /** Columns in which the row here has another answer. */
  readonly conflicts: readonly string[];
}

export interface Plan {
  readonly rows: readonly PlannedRow[];
  /** Texts that were not understood and how often they stand there, by column. */
  readonly strange: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Keys that several differing rows of the table have, with those rows. */
  readonly twins: ReadonlyMap<string, readonly number[]>;
  /** Keys of the table that several rows here have; the first is met. */
  readonly severalHere: readonly string[];
  /** Rows with nothing but a key. */
  readonly headings: number;
  /** Without a key: rows like one that is here. */
  readonly again: number;
  /** New rows in a table with a key that have none. */
  readonly withoutKey: number;
}

export function* planRows(table: Table, place: Place, choices: Choices): Work<Plan> {
  const columns = choices.columns.map((id) => place.columns.find((column) => column.id === id) ?? null);
  const planner = new Planner(place, choices, columns.flatMap((column) => column?.id ?? []));
  for (let at = choices.header + 1; at < table.rows.length; at++) {
    planner.take(at, table.rows[at] ?? [], columns);
    if (at % 50 === 0) yield at / table.rows.length;
  }
  return planner;
}

/** The same for rows that come as answers already: those that a list offers. [S31] */
export function planOffer(offer: readonly Readonly<Record<string, Value>>[], place: Place): Plan {
  const columns = [...new Set(offer.flatMap((row) => Object.keys(row)))];
  const planner = new Planner(place, { header: -1, columns, meanings: new Map(), twins: "each", headings: "take", again: "leave" }, columns);
  offer.forEach((row, at) => planner.takeCells(at, new Map(Object.entries(row))));
  return planner;
}

class Planner implements Plan {
  readonly rows: PlannedRow[] = [];
  readonly strange = new Map<string, Map<string, number>>();
  readonly twins = new Map<string, number[]>();
  readonly severalHere: string[] = [];
  headings = 0;
  again = 0;
  withoutKey = 0;
  /** Rows here by key: those that stand first, then those that were removed. */
  private readonly here = new Map<string, Here[]>();
  /** Ids that a new row cannot have. */
  private readonly taken: Set<string>;
  private readonly byKey = new Map<string, Pick<PlannedRow, "at" | "cells">>();
  private readonly alike: ReadonlySet<string>;

  constructor(
    place: Place,
    private readonly choices: Choices,
    private readonly mapped: readonly string[],
    private readonly key: readonly string[] = place.key.every((id) => mapped.includes(id)) ? place.key : [],
  ) {
    this.taken = new Set(place.rows.map(({ id }) => id));
    for (const removed of [false, true]) {
      for (const row of place.rows.filter(({ isRemoved }) => isRemoved === removed)) {
        const key = this.keyOf((id) => row.get(id));
        if (key !== null) this.here.set(key, [...(this.here.get(key) ?? []), row]);
      }
    }
    const alive = place.rows.filter(({ isRemoved }) => !isRemoved);
    this.alike = new Set(this.key.length > 0 ? [] : alive.map((row) => this.allOf((id) => row.get(id))));
  }

  take(at: number, texts: readonly string[], columns: readonly (Column | null)[]): void {
    const cells = new Map<string, Value>();
    columns.forEach((column, i) => {
      if (!column) return;
      const read = readCell(column, texts[i] ?? "", this.choices.meanings.get(column.id));
      for (const text of read.strange) this.notice(column.id, text);
      if (answers(read.value)) cells.set(column.id, read.value);
    });
    this.takeCells(at, cells);
  }

  takeCells(at: number, cells: ReadonlyMap<string, Value>): void {
    this.rows.push({ at, conflicts: [], id: null, cells, ...this.fateOf(at, cells) });
  }

  private notice(column: string, text: string): void {
    const texts = this.strange.get(column) ?? new Map<string, number>();
    this.strange.set(column, texts.set(text, (texts.get(text) ?? 0) + 1));
  }

  private fateOf(at: number, cells: ReadonlyMap<string, Value>): Partial<PlannedRow> & { fate: Fate } {
    if (cells.size === 0) return { fate: "empty" };
    if (this.key.length === 0) return this.withoutKeyOf(cells);
    const key = this.keyOf((id) => cells.get(id));
    if (key === null) {
      this.withoutKey++;
      return { fate: "new" };
    }
    const first = this.byKey.get(key);
    if (first) return this.twinOf(first, at, cells);
    this.byKey.set(key, { at, cells });
    return this.meet(key, cells);
  }

  private withoutKeyOf(cells: ReadonlyMap<string, Value>): { fate: Fate } {
    if (!this.alike.has(this.allOf((id) => cells.get(id)))) return { fate: "new" };
    this.again++;
    return { fate: this.choices.again === "take" ? "new" : "same" };
  }

  private twinOf(first: Pick<PlannedRow, "at" | "cells">, at: number, cells: ReadonlyMap<string, Value>): { fate: Fate } {
    if (this.mapped.every((id) => sameValue(first.cells.get(id), cells.get(id)))) return { fate: "copy" };
    const words = this.wordsOf(cells);
    this.twins.set(words, [...(this.twins.get(words) ?? [first.at]), at]);
    return { fate: this.choices.twins === "each" ? "new" : "twin" };
  }

  private meet(key: string, cells: ReadonlyMap<string, Value>): Partial<PlannedRow> & { fate: Fate } {
    const rows = this.here.get(key) ?? [];
    const here = rows[0];
    if (!here) return this.isHeading(cells) ? { fate: "heading" } : { fate: "new", id: this.newID(cells) };
    if (rows.filter(({ isRemoved }) => !isRemoved).length > 1) this.severalHere.push(this.wordsOf(cells));
    const brought = new Map([...cells].filter(([id, value]) => !this.key.includes(id) && !sameValue(here.get(id), value)));
    const conflicts = [...brought.keys()].filter((id) => here.answered(id));
    return { fate: here.isRemoved ? "back" : brought.size > 0 ? "meets" : "same", id: here.id, conflicts, cells: brought };
  }

  private isHeading(cells: ReadonlyMap<string, Value>): boolean {
    if (this.mapped.length === this.key.length || cells.size > this.key.length) return false;
    this.headings++;
    return this.choices.headings === "leave";
  }

  // The id that a row's key makes [S4], null when a row has it that bears another key by now.
  private newID(cells: ReadonlyMap<string, Value>): string | null {
    const id = idByKey(this.key, cells, this.taken);
    if (id !== null) this.taken.add(id);
    return id;
  }

  // By what a row is known: the same however people write it. null when a part is missing.
  private keyOf(get: (column: string) => Value | undefined): string | null {
    return knownBy(this.key, get);
  }

  private wordsOf(cells: ReadonlyMap<string, Value>): string {
    return this.key.map((id) => String(cells.get(id))).join(" · ");
  }

  private allOf(get: (column: string) => Value | undefined): string {
    return JSON.stringify(this.mapped.map((id) => get(id) ?? null));
  }
}

// A path has 400 characters at most [L1], and there is more in it than the row.
const longestID = 200;

/** The id that a row's key makes; null when it is too long, or another row's. [S4] [S29] */
export function idByKey(key: readonly string[], cells: ReadonlyMap<string, Value>, taken: ReadonlySet<string>): string | null {
  const id = encodeRow(key.map((column) => String(cells.get(column))).join("/"));
  return id.length > longestID || taken.has(id) ? null : id;
}

/** By what people know a row, without what they write differently: case and spaces. Null when a part of it is missing. [S27] */
export function knownBy(key: readonly string[], get: (column: string) => Value | undefined): string | null {
  const parts = key.map(get);
  if (parts.length === 0 || !parts.every(answers)) return null;
  return JSON.stringify(parts.map((part) => String(part).normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase()));
}

/** What carrying a plan out needs to know of the table. */
export interface Carrying {
  /** Where a cell is stored; _pos and _gone are columns too. */
  path(row: string, column: string): string;
  newID(): string;
  /** The place of the last row. */
  readonly last: number;
  /** What a row gets that is added here, unless it says otherwise itself. */
  readonly given: ReadonlyMap<string, Value>;
}

/** The answers that carry a plan out. Where both have one, the rule says whose is kept. */
export function editsOf(plan: Plan, rule: "mine" | "theirs", to: Carrying): Map<string, Value> {
  const edits = new Map<string, Value>();
  let last = to.last;
  for (const { fate, id, cells, conflicts } of plan.rows) {
    if (fate !== "new" && fate !== "meets" && fate !== "back") continue;
    const row = id ?? to.newID();
    if (fate === "new") edits.set(to.path(row, "_pos"), ++last);
    if (fate === "back") edits.set(to.path(row, "_gone"), null);
    const given = fate === "new" ? to.given : [];
    for (const [column, value] of new Map([...given, ...cells])) {
      if (rule === "theirs" || !conflicts.includes(column)) edits.set(to.path(row, column), value);
    }
  }
  return edits;
}
