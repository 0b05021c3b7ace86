// The answers of one forløb as this page knows them, and the law of reading and writing
// them. [L…] are rules of internal/worksheet/SPEC.md; the tests cite the same numbers.

import { answers, decodeCell, encodeCell, mergeCells, nextCount, sameValue, type Cell, type Cells, type Value } from "../answers/cell";
import type { Drawer } from "./drawer";
import { Keys } from "./keys";
import type { Outcome, Page, Second } from "./page";
import { chosenAmong, deletedForloeb, firstName, forloebAmong, nameOfForloeb, standing, standingIn, usedForloeb, type Listed } from "./standing";
import { Versions } from "./versions";

export type { Outcome } from "./page";

// What this page knows of one cell.
interface Known {
  cell: Cell | undefined;
  /** The text last seen at the cell's key; null when there was none. */
  seen: string | null;
  /** The text this page last wrote there. */
  wrote: string | null;
  /** The text that this page's own writes follow: the one last loaded or taken over. */
  base: string | null;
  /** Whether this page has written since. */
  own: boolean;
}

export class Store {
  readonly keys: Keys;
  /** The answers as the reader last gave them, saved or not: one map that changes as they do. */
  readonly answers: ReadonlyMap<string, Value>;
  /** Set when somebody emptied the browser's store under us; the page says so. */
  emptied = false;

  #forloeb: string | null = null;
  #loaded = false;
  /** Whether the forløb stands in the drawer; until then its id is only a proposal. */
  #made = false;
  #known = new Map<string, Known>();
  readonly #current = new Map<string, Value>();
  /** Paths of answers accepted and not yet saved, in the order they are to be written. */
  #edits = new Set<string>();
  /** Newer texts that came from elsewhere while the reader was in the field. */
  #later = new Map<string, string>();
  readonly #versions: Versions;
  /** All forløb, once asked for; null when there may be others by now. */
  #listed: readonly Listed[] | null = null;
  /** Whether the reader has cleared the computer: nothing is written any more. */
  #over = false;
  /** What could not be read: key → text. It is never written to. */
  #unread = new Map<string, string>();

  constructor(
    site: string,
    private readonly drawer: Drawer,
    private readonly random: () => string,
    private readonly page: Page,
    private readonly second: Second = { due: false, settle: () => Promise.resolve(true) },
  ) {
    this.keys = new Keys(site);
    this.answers = this.#current;
    this.#versions = new Versions(drawer, this.keys, random);
  }

  // --- what the page reads ---

  /** Whether there is something that is not saved. */
  get dirty(): boolean {
    return this.#unwritten || this.second.due;
  }

  get #unwritten(): boolean {
    return !this.#over && (this.#edits.size > 0 || this.#versions.unwritten.length > 0);
  }

  /** Whether the forløb lies in the trash: an answer brings it back. [L27] */
  get isTrashed(): boolean {
    return standing(this.get(deletedForloeb) ?? null, null) === "trash";
  }

  /** The forløb's id, null before there is one. */
  get id(): string | null {
    return this.#made ? this.#forloeb : null;
  }

  /** Whether the forløb could be read. */
  get isRead(): boolean {
    return this.#loaded;
  }

  get name(): string {
    const name = this.get(nameOfForloeb);
    return typeof name === "string" ? name : firstName;
  }

  /** The answer as the reader last gave it; undefined when never answered. */
  get(path: string): Value | undefined {
    return this.#current.get(path);
  }

  /** All answers whose path starts so. */
  values(prefix: string): Map<string, Value> {
    return new Map([...this.#current].filter(([path]) => path.startsWith(prefix)));
  }

  /** The other answers to the same question that nobody has chosen between. [L9] */
  others(path: string): Value[] {
    return this.#versions.others(path, this.get(path) ?? null);
  }

  /** Paths that have more than one version. */
  contested(): string[] {
    return this.#versions.paths.filter((path) => this.others(path).length > 0);
  }

  /** Cells as a file holds them, versions among them, whether saved or not. */
  cells(prefix: string): Cells {
    const cells: Cells = new Map();
    for (const [path, value] of this.values(prefix)) {
      const n = this.#known.get(path)?.cell?.[1] ?? 0;
      cells.set(path, [value, this.#edits.has(path) ? nextCount(n) : n]);
    }
    for (const path of this.contested()) {
      if (!path.startsWith(prefix)) continue;
      this.#versions.cells(path).forEach((cell, i) => cells.set(`${path}~${i + 1}`, cell));
    }
    return cells;
  }

  /** What could not be read, by path. */
  unreadable(prefix: string): Map<string, string> {
    const own = `${this.keys.prefix}${this.#forloeb}/`;
    return new Map([...this.#unread].map(([key, text]) => [key.slice(own.length), text] as const).filter(([path]) => path.startsWith(prefix)));
  }

  // --- loading ---

  /**
   * Reads the forløb. False when the drawer cannot be opened; then nothing has been taken
   * in, and nothing will be written until a later load has succeeded. [L5]
   */
  load(): boolean {
    const all = this.drawer.keys(this.keys.prefix);
    if (!all) return false;
    this.#listed = this.#made ? null : forloebAmong(all, this.drawer, this.keys);
    const forloeb = this.#listed ? (chosenAmong(this.#listed) ?? this.#forloeb) : this.#forloeb;
    const texts = new Map<string, string>();
    for (const key of all) {
      if (this.keys.parse(key)?.forloeb !== forloeb) continue;
      const read = this.drawer.read(key);
      if (!read.ok) return false;
      if (read.text !== null) texts.set(key, read.text);
    }
    this.#forloeb = forloeb;
    this.#loaded = true;
    if (!this.#made && texts.size > 0) {
      this.#made = true;
      // Proposed for a forløb that another page has made.
      if (this.#edits.delete(nameOfForloeb)) this.#current.delete(nameOfForloeb);
    }
    this.#takeIn(texts);
    return true;
  }

  #takeIn(texts: ReadonlyMap<string, string>): void {
    const changed = new Set<string>();
    for (const [key, text] of texts) {
      const { path, version } = this.keys.parse(key) ?? { path: null, version: null };
      const cell = decodeCell(text);
      if (path === null || !cell) {
        this.#unread.set(key, text);
      } else if (version !== null) {
        this.#versions.add(path, key, text);
      } else if (!this.#edits.has(path)) {
        // What the reader typed before loading had not seen this text: saving finds it. [L6]
        this.#know(path, { cell, seen: text, wrote: null, base: text, own: false });
      }
      if (path !== null) changed.add(path);
    }
    for (const path of this.#versions.paths) {
      if (this.#known.has(path) || this.#edits.has(path)) continue;
      this.#know(path, { cell: mergeCells(this.#versions.cells(path))[0], seen: null, wrote: null, base: null, own: false });
    }
    if (changed.size > 0) this.page.changed(changed);
  }

  /** Every forløb of the site, by name. */
  all(): readonly Listed[] {
    return (this.#listed ??= forloebAmong(this.drawer.keys(this.keys.prefix) ?? [], this.drawer, this.keys));
  }

  /** Turns to another forløb. False, and nothing is changed, while something is not saved. */
  turnTo(id: string): boolean {
    if (this.#unwritten) return false;
    const latest = Math.max(0, ...this.all().map(({ used }) => used));
    const gone = this.#empty();
    this.#forloeb = id;
    this.#made = true;
    this.load();
    this.edit(usedForloeb, latest + 1);
    this.page.changed(gone);
    return true;
  }

  /** The reader has cleared the computer: what this page knows is not to come back. [L30] */
  abandon(): void {
    this.#over = true;
    this.#empty();
  }

  #empty(): Set<string> {
    const gone = new Set(this.#known.keys());
    for (const map of [this.#known, this.#current, this.#edits, this.#later, this.#versions, this.#unread]) map.clear();
    return gone;
  }

  // The forløb is gone for good, by another page: this one reads what is left. [L28]
  #leave(): void {
    const gone = this.#empty();
    this.#forloeb = null;
    this.#made = false;
    this.load();
    this.page.changed(gone);
    this.page.left?.();
  }

  get #isOver(): boolean {
    return this.#made && this.#forloeb !== null && !this.#unwritten && standingIn(this.drawer, this.keys, this.#forloeb) === "gone";
  }

  // An answer given in a deleted forløb brings it back, and with it all that this page
  // knows: the mark goes first, so that no answer is ever written into the trash. [L27]
  #revive(forloeb: string): boolean {
    const key = this.keys.of(forloeb, deletedForloeb);
    const read = this.drawer.read(key);
    const cell = read.ok && read.text !== null ? decodeCell(read.text) : null;
    if (!cell || !answers(cell[0])) return true;
    const here: Cell = [null, nextCount(cell[1])];
    const text = encodeCell(here);
    if (!this.drawer.write(key, text)) return false;
    this.#know(deletedForloeb, { cell: here, seen: text, wrote: text, base: read.ok ? read.text : null, own: true });
    if (standing(cell[0], null) !== "gone") return true;
    const { emptied } = this;
    this.refresh();
    this.emptied = emptied;
    return true;
  }

  // --- the reader's edits ---

  edit(path: string, value: Value): void {
    const known = this.#known.get(path);
    const asSaved = known?.cell !== undefined && known.seen !== null && sameValue(known.cell[0], value);
    if (asSaved && !this.#versions.isChosen(path)) this.#edits.delete(path);
    else this.#edits.add(path);
    this.#current.set(path, value);
  }

  /** Chooses between versions: value is the answer, and those shown are let go once it is saved. */
  choose(path: string, value: Value): void {
    this.#versions.choose(path);
    this.#edits.add(path);
    this.#current.set(path, value);
  }

  /** Keeps an answer from elsewhere (a file) beside the one that is here. */
  addOther(path: string, value: Value): void {
    if (!sameValue(value, this.get(path))) this.#versions.keep(path, [value, 1]);
  }

  // --- saving ---

  /**
   * Writes all that is not saved, in the same task as far as the drawer goes; "saved" is
   * said when every text has been read back and the second store has it too. [L12] [L20]
   */
  async save(): Promise<Outcome> {
    const outcome = this.#write();
    return outcome === "saved" && !(await this.second.settle()) ? "failed" : outcome;
  }

  #write(): Outcome {
    if (this.page.isCleared?.()) return "saved";
    // Until the forløb stands in the drawer another page may have made one: look again. [L4]
    if ((!this.#loaded || !this.#made) && !this.load()) return "blocked";
    if (!this.#unwritten) return "saved";
    if (this.#forloeb === null) {
      this.#forloeb = this.random();
      // Behind the answer itself: an answer without a name is nothing lost.
      this.edit(nameOfForloeb, firstName);
    }
    if (this.#made && [...this.#edits].some((path) => !path.startsWith("forløb.")) && !this.#revive(this.#forloeb)) return "failed";
    let outcome: Outcome = "saved";
    const wrote = this.#edits.size > 0;
    for (const path of new Set([...this.#versions.unwritten, ...this.#edits])) {
      const one = this.#writeCell(this.#forloeb, path);
      if (one !== "saved") outcome = one;
      else if (!this.#made) {
        this.#made = true;
        this.#listed = null;
      }
    }
    if (wrote && this.#made) this.page.wrote?.(this.#forloeb);
    return outcome;
  }

  #writeCell(forloeb: string, path: string): Outcome {
    const key = this.keys.of(forloeb, path);
    const known = this.#entry(path);
    const edit = this.#edits.has(path) ? this.get(path) : undefined;
    let n = Math.max(known.cell?.[1] ?? 0, this.#versions.countChosen(path));
    if (edit !== undefined) {
      const read = this.drawer.read(key);
      if (!read.ok) return "blocked";
      for (const text of [read.text, this.#later.get(path) ?? null]) {
        if (text === null || text === known.wrote) continue;
        const there = decodeCell(text);
        if (!there) {
          if (!this.#setAside(forloeb, path, text)) return "failed"; // [L7]
          continue;
        }
        n = Math.max(n, there[1]);
        if (text !== known.seen && !sameValue(there[0], edit)) this.#versions.keep(path, there); // [L6]
      }
    }
    if (!this.#versions.write(forloeb, path)) return "failed";
    if (edit === undefined) return "saved";

    const cell: Cell = [edit, nextCount(n)];
    const text = encodeCell(cell);
    if (!this.drawer.write(key, text)) return "failed";
    this.#know(path, { cell, seen: text, wrote: text, base: known.base, own: true });
    this.#edits.delete(path);
    this.#later.delete(path);
    this.#versions.letGo(path);
    return "saved";
  }

  // Moves what cannot be read out of the way, under a key of its own, before its place is taken.
  #setAside(forloeb: string, path: string, text: string): boolean {
    const key = this.keys.of(forloeb, path, this.random());
    if (!this.drawer.write(key, text)) return false;
    this.#unread.delete(this.keys.of(forloeb, path));
    this.#unread.set(key, text);
    return true;
  }

  // --- what other pages do ---

  /** Another page wrote or removed a key; null when it emptied the drawer. [L8] */
  hear(key: string | null, text: string | null): void {
    if (this.page.isCleared?.()) return;
    if (key === null) return this.refresh();
    const parsed = this.keys.parse(key);
    if (!parsed || parsed.path === null) return;
    if (!this.#made) {
      this.load(); // another page made the forløb first: it is ours as well
      return;
    }
    if (parsed.path === nameOfForloeb) this.#listed = null;
    if (parsed.forloeb !== this.#forloeb) return;
    if ((text === null || parsed.path === deletedForloeb) && this.#isOver) return this.#leave();
    if (this.#hearCell(parsed.path, parsed.version, key, text)) this.page.changed(new Set([parsed.path]));
  }

  #hearCell(path: string, version: string | null, key: string, text: string | null): boolean {
    if (version !== null) {
      if (text === null) return this.#versions.drop(path, key);
      return decodeCell(text) !== null && this.#versions.add(path, key, text);
    }
    if (text === null) {
      if (this.#isGone(key)) this.#bringBack(path);
      return false;
    }
    return this.#meet(path, text);
  }

  /** Reads all again: after sleep, after a return, when the page becomes visible. [L8] */
  refresh(): void {
    if (this.page.isCleared?.()) return;
    if (!this.#loaded || !this.#made || this.#forloeb === null) {
      this.load();
      return;
    }
    if (this.#isOver) return this.#leave();
    const keys = this.drawer.keys(`${this.keys.prefix}${this.#forloeb}/`);
    if (!keys) return;
    const changed = new Set<string>();
    const there = new Set(keys);
    for (const key of keys) {
      const { path, version } = this.keys.parse(key) ?? { path: null, version: null };
      const read = this.drawer.read(key);
      if (path === null || !read.ok || read.text === null) continue;
      if (version === null ? this.#meet(path, read.text) : decodeCell(read.text) && this.#versions.add(path, key, read.text)) changed.add(path);
    }
    for (const [path, known] of this.#known) {
      const key = this.keys.of(this.#forloeb, path);
      if (known.seen !== null && !there.has(key) && this.#isGone(key)) this.#bringBack(path);
      else if (this.#versions.dropMissing(path, there)) changed.add(path);
    }
    if (changed.size > 0) this.page.changed(changed);
  }

  /** The reader has left the field: what waited for that is taken over, unless he answered. */
  release(path: string): void {
    const text = this.#later.get(path);
    if (text === undefined || this.#edits.has(path)) return;
    this.#later.delete(path);
    if (this.#meet(path, text, true)) this.page.changed(new Set([path]));
  }

  /**
   * Meets a text from elsewhere. Whether its writer had seen ours, the counts tell: a
   * higher one follows ours, unless a lower one before it has proved otherwise. One as
   * high as ours, or as high as what ours follows, was written beside it; so was a lower
   * one that stands at the key now. Then both are kept, by every page that knows both, for
   * none knows which will stand there in the end. Reports whether what the reader should
   * see has changed; left says that he has left the field.
   */
  #meet(path: string, text: string, left = false): boolean {
    const known = this.#entry(path);
    if (text === known.seen || text === known.wrote) return false;
    const standing = this.#textAt(path);
    const stands = standing === text;
    if (text === known.base && !stands) return false;
    const cell = decodeCell(text);
    if (!cell) return false; // saving sets it aside, if it still stands there then
    this.#unread.delete(this.keys.of(this.#forloeb ?? "", path));
    const mine = known.cell;
    // Given anew beside an answer still to be saved, which had not seen it, it is one of two.
    if (mine && sameValue(mine[0], cell[0]) && !this.#edits.has(path)) {
      this.#later.delete(path);
      known.cell = [mine[0], Math.max(mine[1], cell[1])];
      known.seen = text;
      return false;
    }
    if (!mine || cell[1] > mine[1]) {
      // Ours still stands there: it may have been written over theirs.
      if (standing !== null && standing === known.wrote) this.#versions.keep(path, cell);
      if (this.#edits.has(path) || (!left && this.page.busy(path))) {
        this.#later.set(path, text);
        return false;
      }
      this.#know(path, { cell, seen: text, wrote: known.wrote, base: text, own: false });
      return true;
    }
    const base = (known.base && decodeCell(known.base)?.[1]) || 0;
    const beside = stands || cell[1] === mine[1] || (known.own && cell[1] >= base);
    if (!beside) return false; // older than what we took over: whoever wrote that had seen it
    known.seen = text;
    this.#versions.keep(path, cell);
    this.#versions.keep(path, mine);
    return true;
  }

  #textAt(path: string): string | null {
    const read = this.drawer.read(this.keys.of(this.#forloeb ?? "", path));
    return read.ok ? read.text : null;
  }

  #isGone(key: string): boolean {
    const read = this.drawer.read(key);
    return read.ok && read.text === null;
  }

  // A cell vanished without any page of ours removing it: the memory is written back. [L10]
  #bringBack(path: string): void {
    const known = this.#known.get(path);
    if (!known?.cell) return;
    this.emptied = true;
    known.seen = null;
    this.#edits.add(path);
    this.#versions.keepAgain(path);
    this.page.changed(new Set([path]));
  }

  #know(path: string, known: Known): void {
    this.#known.set(path, known);
    if (known.cell) this.#current.set(path, known.cell[0]);
  }

  #entry(path: string): Known {
    const known = this.#known.get(path) ?? { cell: undefined, seen: null, wrote: null, base: null, own: false };
    this.#known.set(path, known);
    return known;
  }
}
