// The two stores made one Drawer: reading and writing go to the first (localStorage) in the
// same task, and what was written follows into the second (a database), one transaction a
// task. What one of them has lost, the other gives back. [L19] … [L23]

import { answers, decodeCell, encodeCell, nextCount, sameValue, type Cell } from "../answers/cell";
import type { Clock } from "./clock";
import type { Database } from "./database";
import type { Drawer, Read } from "./drawer";
import type { Keys } from "./keys";

/** How long the second store may take before the page goes on without it. */
const patience = 5_000;

// A text older than that has long been written over in both stores.
const remembered = 20;

export class Mirror implements Drawer {
  /** Whether the first store alone is known to have the answers; the page says so. [L20] */
  single = false;
  /** Whether the first store was found empty where the second was not. */
  emptied = false;
  /** Called when the first store has changed by what the second had, or single has. */
  changed: () => void = () => {};

  /** Whether the two stores have been made one since the page was opened. */
  met = false;
  /** Whether the first store is out of reach, and its place taken by memory. [L21] */
  alone = false;
  /** Written to the first store, on its way to the second; and what had been seen then. */
  #pending = new Map<string, { readonly text: string | null; readonly seen: readonly string[] }>();
  #running: Promise<boolean> | null = null;
  /** The texts this page has seen, by key: it may write over them. */
  readonly #seen = new Map<string, string[]>();

  constructor(
    private first: Drawer,
    private readonly second: Database,
    private readonly keysOf: Keys,
    private readonly random: () => string,
    private readonly clock: Clock,
  ) {}

  keys(prefix: string): string[] | null {
    return this.first.keys(prefix)?.filter((key) => !isRoot(key)) ?? null;
  }

  read(key: string): Read {
    const read = this.first.read(key);
    if (read.ok && read.text !== null) this.hear(key, read.text);
    return read;
  }

  write(key: string, text: string): boolean {
    if (!this.#noteRoot(key) || !this.first.write(key, text)) return false;
    this.#note(key, text);
    this.#send(key, text);
    return true;
  }

  remove(key: string): boolean {
    const root = this.#rootOf(key);
    if (!this.first.remove(key) || (root !== null && this.#standing(root) !== null && !this.first.remove(root))) return false;
    this.#send(key, null);
    return true;
  }

  /**
   * Another page wrote the key: whoever wrote ours since had seen that. A version goes to
   * the second store from here as well: the page that kept it may be gone before its own
   * transaction, and what it stands for be written over there. [L60]
   */
  hear(key: string, text: string): void {
    if (this.#note(key, text) && this.met && this.keysOf.parse(key)?.version) this.#send(key, text);
  }

  // Whether the text was unknown.
  #note(key: string, text: string): boolean {
    const texts = this.#seen.get(key) ?? [];
    if (texts.includes(text) || !this.#isKept(key)) return false;
    this.#seen.set(key, [...texts.slice(1 - remembered), text]);
    return true;
  }

  /** Whether something is still to reach the second store, and is waited for. */
  get due(): boolean {
    return this.#pending.size > 0 && (!this.single || this.alone);
  }

  /** Merges the two stores, and sends on what the second lacks. */
  open(): void {
    this.met = false;
    void this.#run();
  }

  /** The reader has cleared the computer: nothing is sent on any more. [L30] */
  abandon(): void {
    this.#pending.clear();
  }

  /**
   * Whether all that was written is kept: in both stores, or in the one there is. A second
   * store that does not answer in time is gone on without, until it does. [L20]
   */
  settle(): Promise<boolean> {
    if (this.#pending.size === 0) return Promise.resolve(true);
    const run = this.#run();
    if (this.single && !this.alone) return Promise.resolve(true);
    return new Promise((resolve) => {
      const stop = this.clock.after(patience, () => {
        this.#become(true);
        resolve(!this.alone);
      });
      void run.then((done) => {
        stop();
        resolve(done);
      });
    });
  }

  #send(key: string, text: string | null): void {
    if (!this.#isKept(key)) return;
    this.#expect(key, text);
    void this.#run().then((done) => {
      if (!done) this.changed();
    });
  }

  #expect(key: string, text: string | null): void {
    this.#pending.set(key, { text, seen: this.#seen.get(key) ?? [] });
  }

  // Before the stores have met, the counts here say nothing of what the second has: what the
  // first answer since is written over is noted, for the page that will merge them. [L61]
  #noteRoot(key: string): boolean {
    const at = this.met ? null : this.#rootOf(key);
    if (at === null) return true;
    const read = this.first.read(at);
    return read.ok && (read.text !== null || this.first.write(at, this.#standing(key) ?? ""));
  }

  #rootOf(key: string): string | null {
    const parsed = this.keysOf.parse(key);
    return parsed?.path && parsed.version === null ? `${this.keysOf.prefix}${parsed.forloeb}/~root/${parsed.path}` : null;
  }

  #run(): Promise<boolean> {
    return (this.#running ??= this.#work().finally(() => (this.#running = null)));
  }

  async #work(): Promise<boolean> {
    await null; // all that the task writes goes together
    if (!this.met && !(await this.#meet())) {
      this.#become(true);
      return !this.alone;
    }
    while (this.#pending.size > 0) {
      this.#keepOverwritten();
      const sent = new Map(this.#pending);
      const texts = new Map([...sent].map(([key, { text }]) => [key, this.#latest(key, text)] as const));
      const aside = new Map<string, string>();
      const made = await this.second.write(texts, (key, there) => this.#keepAside(key, there, texts.get(key) ?? null, sent.get(key)?.seen ?? [], aside)).catch(() => null);
      if (made === null) {
        this.met = false; // it may have lost more than this
        this.#become(false);
        return false;
      }
      for (const [key, one] of sent) if (this.#pending.get(key) === one) this.#pending.delete(key);
      if (made) for (const key of this.#keptKeys()) if (!texts.has(key)) this.#expect(key, this.#standing(key));
      for (const [key, text] of aside) this.first.write(key, text);
      if (aside.size > 0) this.changed();
    }
    this.#become(false);
    return true;
  }

  // What stands now, unless the browser has lost or damaged what was written.
  #latest(key: string, text: string | null): string | null {
    const standing = this.#standing(key);
    return standing === null || (text !== null && decodeCell(text) && !decodeCell(standing)) ? text : standing;
  }

  // What was written over in the first store before it had reached the second may have been
  // so by a page that only brought back what the second had: it is kept beside. [L19]
  #keepOverwritten(): void {
    let kept = false;
    for (const [key, { text }] of [...this.#pending]) {
      const standing = this.#standing(key);
      const parsed = this.keysOf.parse(key);
      if (text === null || standing === null || standing === text || !parsed?.path || parsed.version !== null) continue;
      const [mine, theirs] = [decodeCell(text), decodeCell(standing)];
      if (!mine || !answers(mine[0]) || sameValue(mine[0], theirs?.[0])) continue;
      if (!this.write(this.keysOf.of(parsed.forloeb, parsed.path, this.random()), text)) continue;
      this.#expect(key, standing);
      kept = true;
    }
    if (kept) this.changed();
  }

  async #meet(): Promise<boolean> {
    const second = await this.second.read().catch(() => null);
    if (!second) return false;
    this.met = true;
    const texts = new Map([...second].filter(([key]) => this.#isKept(key)));
    const had = this.first.keys(this.keysOf.prefix);
    let outcome = had === null ? "refused" : this.#bringAll(texts);
    if (outcome === "refused") {
      // The first store cannot be read, or not hold what the second has: this page does without it.
      this.first = inMemory(this.#readable(had ?? []));
      this.alone = true;
      this.#bringAll(texts);
      outcome = "changed";
    }
    for (const key of this.#keptKeys()) {
      const text = this.#standing(key);
      if (text !== null && texts.get(key) !== text && !this.#pending.has(key)) this.#expect(key, text);
    }
    for (const key of (had ?? []).filter(isRoot)) this.first.remove(key);
    if (texts.size > 0 && had !== null && !had.some((key) => this.#isKept(key))) this.emptied = true;
    if (outcome === "changed") this.changed();
    return true;
  }

  #bringAll(texts: ReadonlyMap<string, string>): Brought {
    let all: Brought = "same";
    for (const [key, text] of texts) {
      const one = this.#bring(key, text);
      if (one === "refused") return one;
      if (one === "changed") all = one;
      this.#note(key, text);
      const sent = this.#pending.get(key);
      if (sent) this.#pending.set(key, { ...sent, seen: [...sent.seen, text] });
    }
    return all;
  }

  // Brings to the first store what the second has of a key and the first has not. [L19]
  #bring(key: string, text: string): Brought {
    const sent = this.#pending.get(key);
    const read = this.first.read(key);
    if (!read.ok) return "refused";
    const here = read.text;
    if (here === text) return "same";
    if (here === null) return sent ? "same" : this.#put(key, text);
    const parsed = this.keysOf.parse(key);
    if (!parsed?.path) return "same";
    const [mine, theirs] = [decodeCell(here), decodeCell(text)];
    if (theirs && mine && sameValue(mine[0], theirs[0])) return theirs[1] > mine[1] ? this.#put(key, text) : "same";
    const beside = (one: string) => this.write(this.keysOf.of(parsed.forloeb, parsed.path as string, this.random()), one);
    if (!theirs || !mine) {
      if (parsed.version !== null) return mine || !theirs ? "same" : this.#put(key, text);
      if (!beside(mine ? text : here)) return "refused"; // [L7]
      return mine ? "changed" : this.#put(key, text);
    }
    if (parsed.version !== null) return "same";
    if (this.#isBeside(key, text, mine, theirs, sent?.seen)) {
      if (!answers(theirs[0])) return "same";
      // Ours counts above it from now on, so that no page takes it for a follower of ours.
      const above = encodeCell([mine[0], nextCount(Math.max(mine[1], theirs[1]))]);
      return beside(text) && this.write(key, above) ? "changed" : "refused";
    }
    return theirs[1] > mine[1] ? this.#put(key, text) : "same";
  }

  // Whether theirs was written by somebody who had not seen ours, nor we theirs.
  #isBeside(key: string, text: string, mine: Cell, theirs: Cell, seen: readonly string[] | undefined): boolean {
    if (seen?.includes(text)) return false;
    const root = this.#standing(this.#rootOf(key) ?? "");
    if (root !== null) return root !== text && theirs[1] >= (decodeCell(root)?.[1] ?? 0);
    return seen !== undefined || theirs[1] === mine[1];
  }

  #put(key: string, text: string): "changed" | "refused" {
    return this.first.write(key, text) ? "changed" : "refused";
  }

  // Where a text that the second store has, and this page has never seen, is kept. [L6] [L19]
  #keepAside(key: string, there: string, text: string | null, seen: readonly string[], aside: Map<string, string>): string | null {
    const parsed = this.keysOf.parse(key);
    if (!parsed?.path || parsed.version !== null || seen.includes(there)) return null;
    const cell = decodeCell(there);
    if (cell && (!answers(cell[0]) || (text !== null && sameValue(decodeCell(text)?.[0], cell[0])))) return null;
    const at = this.keysOf.of(parsed.forloeb, parsed.path, this.random());
    aside.set(at, there);
    return at;
  }

  #readable(keys: readonly string[]): Map<string, string> {
    const texts = new Map<string, string>();
    for (const key of keys) {
      const text = this.#standing(key);
      if (text !== null) texts.set(key, text);
    }
    return texts;
  }

  #keptKeys(): string[] {
    return (this.first.keys(this.keysOf.prefix) ?? []).filter((key) => this.#isKept(key));
  }

  #standing(key: string): string | null {
    const read = this.first.read(key);
    return read.ok ? read.text : null;
  }

  /** Answers are kept twice, and all that stands with them in a forløb, but for roots. */
  #isKept(key: string): boolean {
    return key.startsWith(this.keysOf.prefix) && /^[a-z0-9]+\/(?!~root\/)/.test(key.slice(this.keysOf.prefix.length));
  }

  #become(single: boolean): void {
    if (this.single === single) return;
    this.single = single;
    this.changed();
  }
}

function isRoot(key: string): boolean {
  return key.includes("/~root/");
}

/** What became of a text that one store had and the other had not. */
type Brought = "same" | "changed" | "refused";

/** A drawer that lives as long as the page does. */
function inMemory(texts: Map<string, string>): Drawer {
  return {
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
    read: (key) => ({ ok: true, text: texts.get(key) ?? null }),
    write: (key, text) => (texts.set(key, text), true),
    remove: (key) => (texts.delete(key), true),
  };
}
