// How answers were before a change of many at once (a file merged in, the sheet cleared,
// rows brought in), so that it can be undone, also after a reload. One per forløb, under
// ~before. [L13] [S30]

import { answers, isValue, sameValue, type Value } from "../answers/cell";
import { isPath, splitRow } from "../answers/path";
import type { Drawer } from "./drawer";
import type { Store } from "./store";

export interface Before {
  readonly what: "merged" | "cleared" | "imported";
  readonly sheet: string;
  readonly cells: readonly (readonly [path: string, before: Value, after: Value])[];
}

export class Undo {
  private memory: { key: string | null; before: Before | null } | null = null;

  constructor(
    private readonly store: Store,
    private readonly drawer: Drawer,
  ) {}

  /**
   * Keeps how things were. False when the browser would not take it although answers are
   * stored there: then nothing may be changed. Where nothing is stored, memory is enough.
   */
  keep(before: Before): boolean {
    const key = this.key();
    if (key !== null && !this.drawer.write(key, JSON.stringify(before))) return false;
    this.memory = { key, before };
    return true;
  }

  /** The last change of this sheet that can be undone. */
  last(sheet: string): Before | null {
    const key = this.key();
    // The first answers there are were many at once: now that they have a forløb, how it
    // was before them has its place there.
    if (key !== null && this.memory?.key === null && this.memory.before) this.keep(this.memory.before);
    if (!this.memory || (this.memory.key !== key && this.memory.key !== null)) this.memory = { key, before: this.read(key) };
    if (key !== null && this.memory.key === key && this.memory.before && this.isErased(key)) this.memory = { key, before: null };
    return this.memory.before?.sheet === sheet ? this.memory.before : null;
  }

  forget(): void {
    const key = this.key();
    this.memory = { key, before: null };
    if (key !== null) this.drawer.remove(key);
  }

  private key(): string | null {
    return this.store.id === null ? null : `${this.store.keys.prefix}${this.store.id}/~before`;
  }

  // Another page may have let go of it, since it holds what is to be nowhere. [L53]
  private isErased(key: string): boolean {
    const read = this.drawer.read(key);
    return read.ok && read.text === null;
  }

  private read(key: string | null): Before | null {
    const read = key === null ? null : this.drawer.read(key);
    if (!read?.ok || read.text === null) return null;
    try {
      const x: unknown = JSON.parse(read.text);
      return isBefore(x) ? x : null;
    } catch {
      return null;
    }
  }
}

/** The answers that bring it back. What has been answered since is not taken away. */
export function undone(before: Before, now: ReadonlyMap<string, Value>): Map<string, Value> {
  const after = new Map(before.cells.map(([path, , became]) => [path, became]));
  // The rows that were made: address by id. Their own columns in a view stand with its sheet.
  const made = new Map<string, string>();
  if (before.what !== "cleared") {
    for (const [path, was] of before.cells) if (path.endsWith("._pos") && was === null) made.set(splitRow(path)?.row ?? "", rowOf(path));
  }
  // A row stands or goes as one: half of one would be a row that nobody wrote.
  const kept = new Set<string>();
  for (const [path, value] of now) {
    const row = splitRow(path);
    const address = made.get(row?.row ?? "");
    if (!row || address === undefined || row.column.startsWith("_") || !answers(value) || sameValue(after.get(path), value)) continue;
    if (rowOf(path) === address || path.startsWith(`${before.sheet}.`) || path.startsWith(`${before.sheet}#`)) kept.add(address);
  }
  return new Map(before.cells.flatMap(([path, was, became]) => (sameValue(now.get(path), became) && !kept.has(rowOf(path)) ? [[path, was]] : [])));
}

function rowOf(path: string): string {
  return path.slice(0, path.lastIndexOf("."));
}

function isBefore(x: unknown): x is Before {
  if (typeof x !== "object" || x === null) return false;
  const { what, sheet, cells } = x as Record<string, unknown>;
  const isRow = (row: unknown) => Array.isArray(row) && row.length === 3 && typeof row[0] === "string" && isPath(row[0]) && isValue(row[1]) && isValue(row[2]);
  return (what === "merged" || what === "cleared" || what === "imported") && typeof sheet === "string" && Array.isArray(cells) && cells.every(isRow);
}
