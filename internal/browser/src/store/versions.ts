// Versions: other answers to a question that somebody gave without knowing of the one that
// is shown. They stand under keys of their own until the reader chooses. [L6] [L9]

import { answers, decodeCell, encodeCell, sameValue, type Cell, type Value } from "../answers/cell";
import type { Drawer } from "./drawer";
import type { Keys } from "./keys";

export class Versions {
  /** In the drawer: path → key → text. */
  #stored = new Map<string, Map<string, string>>();
  /** Still to be written, before anything else is written to their path. */
  #waiting = new Map<string, Cell[]>();
  /** Chosen between: these go once the choice is saved. */
  #settled = new Map<string, Map<string, string>>();

  constructor(
    private readonly drawer: Drawer,
    private readonly keys: Keys,
    private readonly random: () => string,
  ) {}

  /** Paths whose versions are not all written. */
  get unwritten(): string[] {
    return [...this.#waiting.keys()];
  }

  get paths(): string[] {
    return [...new Set([...this.#stored.keys(), ...this.#waiting.keys()])];
  }

  cells(path: string): Cell[] {
    const stored = [...(this.#stored.get(path)?.values() ?? [])].map((text) => decodeCell(text) as Cell);
    return [...stored, ...(this.#waiting.get(path) ?? [])];
  }

  /** The answers to choose between, besides mine. */
  others(path: string, mine: Value): Value[] {
    if (!this.#stored.has(path) && !this.#waiting.has(path)) return [];
    if (this.#settled.has(path)) return [];
    const found: Value[] = [];
    for (const [value] of this.cells(path)) {
      if (answers(value) && ![mine, ...found].some((one) => sameValue(one, value))) found.push(value);
    }
    return found;
  }

  /** Sees to it that the cell will be kept; a cleared one holds nothing that could be lost. */
  keep(path: string, cell: Cell): void {
    if (!answers(cell[0])) return;
    // The same answer with another count is not the same version: a choice may just have
    // removed that one, and given its answer anew.
    if (this.cells(path).some((one) => encodeCell(one) === encodeCell(cell))) return;
    this.#waiting.set(path, [...(this.#waiting.get(path) ?? []), cell]);
  }

  /** Keeps those of the drawer once more, for they have vanished from it. */
  keepAgain(path: string): void {
    const cells = this.cells(path);
    this.#stored.delete(path);
    if (cells.length > 0) this.#waiting.set(path, cells);
  }

  /** Writes those that wait; false when one of them could not be. */
  write(forloeb: string, path: string): boolean {
    for (const cell of this.#waiting.get(path) ?? []) {
      const key = this.keys.of(forloeb, path, this.random());
      const text = encodeCell(cell);
      if (!this.drawer.write(key, text)) return false;
      this.add(path, key, text);
    }
    this.#waiting.delete(path);
    return true;
  }

  /** Takes in a version that stands in the drawer; reports whether it was unknown. */
  add(path: string, key: string, text: string): boolean {
    const known = this.#stored.get(path) ?? new Map<string, string>();
    if (known.get(key) === text) return false;
    this.#stored.set(path, known.set(key, text));
    return true;
  }

  /** Forgets a version that is gone from the drawer; reports whether it was known. */
  drop(path: string, key: string): boolean {
    const known = this.#stored.get(path);
    const dropped = known?.delete(key) ?? false;
    if (known?.size === 0) this.#stored.delete(path);
    return dropped;
  }

  /** Forgets the path's versions that are not among the keys there. */
  dropMissing(path: string, there: ReadonlySet<string>): boolean {
    const missing = [...(this.#stored.get(path)?.keys() ?? [])].filter((key) => !there.has(key));
    return missing.filter((key) => this.drop(path, key)).length > 0;
  }

  /** The reader has chosen between those shown. */
  choose(path: string): void {
    this.#settled.set(path, new Map(this.#stored.get(path)));
    this.#waiting.delete(path);
  }

  isChosen(path: string): boolean {
    return this.#settled.has(path);
  }

  /** The highest count of those chosen between: the choice counts above it. */
  countChosen(path: string): number {
    return Math.max(0, ...[...(this.#settled.get(path)?.values() ?? [])].map((text) => decodeCell(text)?.[1] ?? 0));
  }

  /** The choice is saved: those chosen between go, one that came meanwhile stays. */
  letGo(path: string): void {
    for (const [key, text] of this.#settled.get(path) ?? []) {
      const read = this.drawer.read(key);
      if (read.ok && read.text === text) this.drawer.remove(key);
      this.drop(path, key);
    }
    this.#settled.delete(path);
  }

  clear(): void {
    this.#stored.clear();
    this.#waiting.clear();
    this.#settled.clear();
  }
}
