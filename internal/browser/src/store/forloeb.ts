// The forløb of a site: reading them all, making, naming, choosing, copying, filling from a
// file. Every act may be cut after any of its calls, and any call may be refused: then the
// act has been done, or nothing counts of it. [L24] [L25] [L29]

import { answers, decodeCell, encodeCell, mergeCells, nextCount, type Cell, type Cells, type Value } from "../answers/cell";
import { isCarried } from "../answers/file";
import { isNote } from "../answers/plan";
import type { Drawer } from "./drawer";
import type { Keys } from "./keys";
import { deletedForloeb, firstName, nameOfForloeb, sealOfForloeb, standing, usedForloeb, valueAt, type Standing } from "./standing";

/** All that stands of a forløb. */
export interface Contents {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing;
  readonly used: number;
  /** When it was deleted, and when something was last answered, as far as anybody wrote it down. */
  readonly deleted: Date | null;
  readonly changed: Date | null;
  /** Cells by path, versions by path and `~` and their mark. */
  readonly cells: Cells;
  readonly unread: ReadonlyMap<string, string>;
}

/** What a new forløb is filled with. */
export type Filling = Pick<Contents, "cells" | "unread">;

/** When something in a forløb was last answered: for display alone, and so no cell. */
export const changedMark = "~aendret";

/** The answers of a forløb by path; of a question with versions alone, the one that counts furthest. */
export function valuesOf(cells: Cells): Map<string, Value> {
  const of = new Map<string, Cell[]>();
  for (const [key, cell] of cells) {
    const path = key.replace(/~.*$/, "");
    if (key === path) of.set(path, [cell]);
    else if (!cells.has(path)) of.set(path, [...(of.get(path) ?? []), cell]);
  }
  return new Map([...of].map(([path, all]) => [path, (mergeCells(all)[0] as Cell)[0]]));
}

/** How many questions are answered. */
export function countAnswers(values: ReadonlyMap<string, Value>): number {
  let count = 0;
  for (const [path, value] of values) if (answers(value) && !isNote(path)) count++;
  return count;
}

export class AllForloeb {
  constructor(
    readonly drawer: Drawer,
    readonly keys: Keys,
    readonly random: () => string,
  ) {}

  /** Every forløb, whatever its standing, by id; null when the drawer cannot be read. */
  read(): Contents[] | null {
    const all = this.drawer.keys(this.keys.prefix);
    if (!all) return null;
    const found = new Map<string, { cells: Cells; unread: Map<string, string>; changed: Date | null }>();
    for (const key of all) {
      const [, id, rest] = /^([a-z0-9]+)\/(.+)$/s.exec(key.slice(this.keys.prefix.length)) ?? [];
      if (id === undefined || rest === undefined) continue;
      const read = this.drawer.read(key);
      if (!read.ok) return null;
      if (read.text === null) continue;
      const one = found.get(id) ?? { cells: new Map(), unread: new Map(), changed: null };
      found.set(id, one);
      if (rest === changedMark) one.changed = moment(read.text);
      if (rest.startsWith("~")) continue;
      const cell = this.keys.parse(key)?.path ? decodeCell(read.text) : null;
      if (cell) one.cells.set(rest, cell);
      else one.unread.set(rest, read.text);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, one]) => contents(id, one));
  }

  /** Makes an empty forløb, and chooses it; null when the browser does not take it. */
  make(name: string): string | null {
    const id = this.random();
    return this.note(id, nameOfForloeb, name) && this.use(id) ? id : null;
  }

  rename(id: string, name: string): boolean {
    return this.note(id, nameOfForloeb, name);
  }

  /** Chooses the forløb that pages read. */
  use(id: string): boolean {
    const used = (this.read() ?? []).filter((one) => one.id !== id).map((one) => one.used);
    const mine = valueAt(this.drawer, this.keys.of(id, usedForloeb));
    const latest = Math.max(0, ...used);
    return (typeof mine === "number" && mine > latest) || this.note(id, usedForloeb, latest + 1);
  }

  /**
   * Makes a forløb of what there is elsewhere: a file, or another forløb. It counts when its
   * seal is closed, which is written last. Null, and as much as possible taken away again,
   * when the browser does not take all of it. About is what else is known of the forløb itself.
   * [L29] [L59]
   */
  fill(name: string, filling: Filling, about: ReadonlyMap<string, Value> = new Map()): string | null {
    const id = this.random();
    const texts = new Map<string, string>();
    for (const [key, text] of filling.unread) if (isCarried(key)) texts.set(key, text);
    for (const [key, cell] of filling.cells) if (isCarried(key)) texts.set(key, encodeCell(cell));
    texts.set(nameOfForloeb, encodeCell([name, 1]));
    for (const [path, value] of about) texts.set(path, encodeCell([value, 1]));
    const key = (rest: string) => `${this.keys.prefix}${id}/${rest}`;
    const stands = ([rest, text]: readonly [string, string]) => {
      const read = this.drawer.read(key(rest));
      return read.ok && read.text === text;
    };
    let whole = this.note(id, sealOfForloeb, "aaben");
    for (const [rest, text] of texts) whole &&= this.drawer.write(key(rest), text);
    if (whole && [...texts].every(stands) && this.note(id, sealOfForloeb, "lukket")) return id;
    this.remove(id);
    return null;
  }

  copy(id: string, name: string): string | null {
    const from = this.read()?.find((one) => one.id === id);
    return from ? this.fill(name, from) : null;
  }

  remove(id: string, leave: readonly string[] = []): boolean {
    return removeForloeb(this.drawer, this.keys, id, leave);
  }

  note(id: string, path: string, value: Value): boolean {
    return writeNote(this.drawer, this.keys, this.random, id, path, value);
  }
}

/** Removes every key of a forløb but those it is told to leave, its seal last. */
export function removeForloeb(drawer: Drawer, keys: Keys, id: string, leave: readonly string[]): boolean {
  const prefix = `${keys.prefix}${id}/`;
  const seal = prefix + sealOfForloeb;
  const all = drawer.keys(prefix) ?? [];
  const gone = all.filter((key) => key !== seal && !leave.includes(key.slice(prefix.length))).map((key) => drawer.remove(key));
  // Without its seal, what was not removed would count.
  return gone.every(Boolean) && (!all.includes(seal) || drawer.remove(seal));
}

/** Writes what is about the forløb itself: the one given last stands. [L24] */
export function writeNote(drawer: Drawer, keys: Keys, random: () => string, id: string, path: string, value: Value): boolean {
  const key = keys.of(id, path);
  const read = drawer.read(key);
  if (!read.ok) return false;
  const cell = read.text === null ? null : decodeCell(read.text);
  if (read.text !== null && !cell && !drawer.write(keys.of(id, path, random()), read.text)) return false; // [L7]
  return drawer.write(key, encodeCell([value, nextCount(cell?.[1] ?? 0)]));
}

/** A name that none of the others bears: the name itself, else with a number behind. */
export function freeName(name: string, taken: readonly string[]): string {
  const base = name.trim() === "" ? firstName : name.trim();
  for (let n = 1; ; n++) {
    const tried = n === 1 ? base : `${base} (${n})`;
    if (!taken.includes(tried)) return tried;
  }
}

function contents(id: string, { cells, unread, changed }: { cells: Cells; unread: Map<string, string>; changed: Date | null }): Contents {
  const value = (path: string): Value => cells.get(path)?.[0] ?? null;
  const [name, used, deleted] = [value(nameOfForloeb), value(usedForloeb), value(deletedForloeb)];
  return {
    id,
    name: typeof name === "string" ? name : firstName,
    standing: standing(deleted, value(sealOfForloeb)),
    used: typeof used === "number" ? used : 0,
    deleted: Array.isArray(deleted) ? moment(String(deleted[1])) : null,
    changed,
    cells,
    unread,
  };
}

function moment(text: string): Date | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
