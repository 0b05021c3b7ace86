// Test double: a computer with both stores, and the pages that are open on it. Nothing in
// it happens by itself: news, answers of the database and timers come when a test says so.

import assert from "node:assert/strict";
import type { Value } from "../answers/cell";
import { databaseOf } from "./database";
import { drawerOf, type Shelf } from "./drawer";
import { FakeBrowser, FakeDatabases, FakeTimers, countingMarks, promises, type FakeTab } from "./fake";
import { Keys } from "./keys";
import { Mirror } from "./mirror";
import { Store, type Outcome } from "./store";

export const name = "redskab1/site";
export const paths = ["ark.maal", "ark.linjer/a.navn"];

export class Computer {
  readonly shelves: FakeBrowser;
  readonly databases = new FakeDatabases();
  pages: Page[] = [];
  private opened = 0;

  /** copies: each page sees the first store some time late, as in Chromium. */
  constructor(copies = false) {
    this.shelves = new FakeBrowser(copies);
  }

  get texts(): Map<string, string> {
    return this.shelves.disk;
  }

  get second(): Map<string, unknown> {
    return this.databases.disk.get(name) ?? new Map();
  }

  /** Opens a page, prepared before it reads; its database has not answered yet. */
  open(shelf?: () => Shelf, prepare: (page: Page) => void = () => {}): Page {
    const page = new Page(this, this.shelves.open(), `p${this.opened++}x`, shelf);
    this.pages.push(page);
    prepare(page);
    page.start();
    return page;
  }

  async visit(shelf?: () => Shelf): Promise<Page> {
    const page = this.open(shelf);
    await this.settle();
    return page;
  }

  async step(): Promise<boolean> {
    const stepped = this.databases.step();
    await promises();
    return stepped;
  }

  async settle(): Promise<void> {
    for (let moved = true; moved; ) {
      await promises();
      moved = await this.step();
      for (const tab of this.shelves.tabs) while (this.shelves.step(tab)) moved = true;
      for (const { tab } of this.pages) while (tab.deliver()) moved = true;
    }
  }

  /** The page is gone; what it wrote and had not sent on is gone with it. */
  kill(page: Page): void {
    if (!page.alive) return;
    page.alive = false;
    this.databases.end(page);
    this.pages = this.pages.filter((one) => one !== page);
    this.shelves.tabs.splice(this.shelves.tabs.indexOf(page.tab), 1);
  }

  killAll(): void {
    for (const page of this.pages) this.kill(page);
  }
}

export class Page {
  alive = true;
  /** Called before each call of the first store; it may kill the page. */
  beforeCall: () => void = () => {};
  readonly timers = new FakeTimers();
  readonly mirror: Mirror;
  readonly store: Store;

  constructor(computer: Computer, readonly tab: FakeTab, mark: string, shelf: () => Shelf = () => tab) {
    const random = countingMarks(mark);
    const living = () => {
      this.beforeCall();
      if (!this.alive) throw new Error("a dead page writes nothing");
      return shelf();
    };
    const database = databaseOf(() => computer.databases.of(this), name);
    this.mirror = new Mirror(drawerOf(living), database, new Keys("site"), random, this.timers);
    this.store = new Store("site", this.mirror, random, { busy: () => false, changed: () => {} }, this.mirror);
    tab.hear = (key, text) => {
      if (text !== null) this.mirror.hear(key, text);
      this.store.hear(key, text);
    };
  }

  start(): void {
    this.store.load();
    this.mirror.changed = () => {
      this.store.refresh();
      if (this.store.dirty) void this.store.save();
    };
    this.mirror.open();
  }

  /** Starts saving, and notes what is said in the end. */
  save(): { said: Outcome | null } {
    const result: { said: Outcome | null } = { said: null };
    void this.store.save().then((outcome) => (result.said = outcome));
    return result;
  }

  sees(path: string): Value[] {
    return [this.store.get(path) ?? null, ...this.store.others(path)];
  }
}

/** A localStorage that cannot even be named. */
export const blocked = (): Shelf => {
  throw new Error("SecurityError");
};

/** A page on which one question is answered, and that is kept in both stores. */
export async function answered(computer: Computer, value = "Færre ryger"): Promise<Page> {
  const page = await computer.visit();
  page.store.edit("ark.maal", value);
  const saved = page.save();
  await computer.settle();
  assert.equal(saved.said, "saved");
  return page;
}

/**
 * A localStorage that takes all and keeps nothing beyond the page, as Chromium's has been
 * seen to be from disk.
 */
export function deadShelf(): () => Shelf {
  const tab = new FakeBrowser(false).open();
  return () => tab;
}
