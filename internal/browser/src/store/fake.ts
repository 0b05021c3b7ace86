// Test doubles: a browser whose tabs each have their own, late view of the store, as
// Chromium's have; and a Storage that fails on demand.

import { setImmediate } from "node:timers";
import type { Clock } from "./clock";
import type { Shelf } from "./drawer";

/** A plain Storage over a map that a test may look into, and that breaks when told. */
export class FakeShelf implements Shelf {
  /** Called before each operation; what it throws, the operation throws. */
  before: (operation: "length" | "key" | "get" | "set" | "remove", key: string) => void = () => {};
  /** What a write stores instead of the text. */
  damage: (text: string) => string | null = (text) => text;

  constructor(readonly map = new Map<string, string>()) {}

  get length(): number {
    this.before("length", "");
    return this.map.size;
  }
  key(i: number): string | null {
    this.before("key", "");
    return [...this.map.keys()][i] ?? null;
  }
  getItem(key: string): string | null {
    this.before("get", key);
    return this.map.get(key) ?? null;
  }
  setItem(key: string, text: string): void {
    this.before("set", key);
    const stored = this.damage(text);
    if (stored !== null) this.put(key, stored);
  }
  removeItem(key: string): void {
    this.before("remove", key);
    this.put(key, null);
  }

  protected put(key: string, text: string | null): void {
    put(this.map, key, text);
  }
}

interface Mutation {
  from: FakeTab;
  key: string;
  text: string | null;
}

/**
 * Several tabs over one disk. Each has its own copy of it, and nothing moves between them
 * until step and deliver are called; or all look at the one disk, and only the news is late.
 */
export class FakeBrowser {
  readonly disk = new Map<string, string>();
  readonly tabs: FakeTab[] = [];

  constructor(private readonly copies: boolean) {}

  open(): FakeTab {
    const tab = new FakeTab(this, this.copies ? new Map(this.disk) : this.disk);
    this.tabs.push(tab);
    return tab;
  }

  /** Carries one mutation from the tab to the disk; every tab will hear of it, itself too. */
  step(tab: FakeTab): boolean {
    const mutation = tab.sent.shift();
    if (!mutation) return false;
    if (this.copies) put(this.disk, mutation.key, mutation.text);
    for (const other of this.tabs) other.inbox.push(mutation);
    return true;
  }
}

export class FakeTab extends FakeShelf {
  readonly sent: Mutation[] = [];
  readonly inbox: Mutation[] = [];
  hear: (key: string, text: string | null) => void = () => {};
  // Own mutations on their way: until they are back, news of their keys is not taken in.
  private readonly underWay = new Map<string, number>();

  constructor(
    readonly browser: FakeBrowser,
    cache: Map<string, string>,
  ) {
    super(cache);
  }

  /** Takes in one mutation that reached the disk, and hears of it if it is another tab's. */
  deliver(): boolean {
    const mutation = this.inbox.shift();
    if (!mutation) return false;
    const { key, text } = mutation;
    const own = this.underWay.get(key) ?? 0;
    if (mutation.from === this) {
      this.underWay.set(key, own - 1);
      return true;
    }
    if (own === 0 && this.map !== this.browser.disk) put(this.map, key, text);
    this.hear(key, text);
    return true;
  }

  protected override put(key: string, text: string | null): void {
    super.put(key, text);
    this.underWay.set(key, (this.underWay.get(key) ?? 0) + 1);
    this.sent.push({ from: this, key, text });
  }
}

function put(map: Map<string, string>, key: string, text: string | null): void {
  if (text === null) map.delete(key);
  else map.set(key, text);
}

/** What becomes of a call to the database: as asked, refused at once, refused late, never answered. */
export type Fate = "ok" | "throw" | "fail" | "hang";

/**
 * The databases of a browser. Nothing is answered before step is called: until then a page
 * may die, and what it asked for with it.
 */
export class FakeDatabases {
  readonly disk = new Map<string, Map<string, unknown>>();
  fate: (operation: "databases" | "open" | "delete" | "transaction" | "complete") => Fate = () => "ok";
  canList = true;
  private queue: { page: object; run: () => void }[] = [];
  private readonly ended = new Set<object>();

  /** What one page sees as indexedDB. */
  of(page: object): IDBFactory {
    const list = () => new Promise((resolve, reject) => this.later(page, "databases", () => resolve([...this.disk.keys()].map((name) => ({ name }))), () => reject(new Error("refused"))));
    const deleteDatabase = (name: string) => this.deleteDatabase(page, name);
    return { open: (name: string) => this.open(page, name), deleteDatabase, ...(this.canList && { databases: list }) } as unknown as IDBFactory;
  }

  /** Answers the call that has waited longest; false when none waits. */
  step(): boolean {
    const next = this.queue.shift();
    next?.run();
    return next !== undefined;
  }

  /** The page is gone, and its unanswered calls; it makes no more. */
  end(page: object): void {
    this.ended.add(page);
    this.queue = this.queue.filter((one) => one.page !== page);
  }

  private later(page: object, operation: Parameters<FakeDatabases["fate"]>[0], run: () => void, fail: () => void): void {
    if (this.ended.has(page)) return;
    const fate = this.fate(operation);
    if (fate === "throw" && operation !== "complete") throw new Error("SecurityError");
    if (fate !== "hang") this.queue.push({ page, run: fate === "ok" ? run : fail });
  }

  private deleteDatabase(page: object, name: string): unknown {
    const heard = new Map<string, () => void>();
    this.later(page, "delete", () => (this.disk.delete(name), heard.get("success")?.()), () => heard.get("error")?.());
    return { addEventListener: (event: string, hear: () => void) => heard.set(event, hear) };
  }

  private open(page: object, name: string): unknown {
    const request: Record<string, unknown> = { error: new Error("refused") };
    const call = (on: string) => (request[on] as ((event: object) => void) | undefined)?.({ preventDefault() {} });
    this.later(page, "open", () => {
      let aborted = false;
      request["transaction"] = { abort: () => (aborted = true) };
      const fresh = !this.disk.has(name);
      let made = false;
      request["result"] = this.connection(page, name, () => (made = true));
      if (fresh) call("onupgradeneeded");
      if (aborted) return call("onerror");
      if (made && !this.disk.has(name)) this.disk.set(name, new Map());
      call("onsuccess");
    }, () => call("onerror"));
    return request;
  }

  private connection(page: object, name: string, createObjectStore: () => void): unknown {
    let closed = false;
    const transaction = () => {
      const texts = this.disk.get(name);
      if (closed || !texts) throw new Error("InvalidStateError");
      return this.transaction(page, texts);
    };
    return { createObjectStore, transaction, close: () => (closed = true) };
  }

  private transaction(page: object, disk: Map<string, unknown>): unknown {
    const calls: (() => void)[] = [];
    const draft = new Map<string, unknown>();
    const removed = new Set<string>();
    const look = (key: string) => (removed.has(key) ? undefined : draft.has(key) ? draft.get(key) : disk.get(key));
    const request = (result: () => unknown) => {
      const one: Record<string, unknown> = {};
      calls.push(() => {
        one["result"] = result();
        (one["onsuccess"] as (() => void) | undefined)?.();
      });
      return one;
    };
    const store = {
      get: (key: string) => request(() => look(key)),
      put: (text: unknown, key: string) => request(() => void (removed.delete(key), draft.set(key, text))),
      delete: (key: string) => request(() => void (draft.delete(key), removed.add(key))),
      getAll: () => request(() => [...disk.values()]),
      getAllKeys: () => request(() => [...disk.keys()]),
    };
    const transaction: Record<string, unknown> = { error: new Error("aborted"), objectStore: () => store };
    const call = (on: string) => (transaction[on] as (() => void) | undefined)?.();
    this.later(page, "transaction", () => {
      for (let next = calls.shift(); next; next = calls.shift()) next();
      for (const key of removed) disk.delete(key);
      for (const [key, text] of draft) disk.set(key, text);
      this.later(page, "complete", () => call("oncomplete"), () => call("onabort"));
    }, () => call("onabort"));
    return transaction;
  }
}

/** A clock whose timers ring when told. */
export class FakeTimers implements Clock {
  private timers: (() => void)[] = [];
  now(): Date {
    return new Date(0);
  }
  after(_milliseconds: number, run: () => void): () => void {
    this.timers.push(run);
    return () => void (this.timers = this.timers.filter((one) => one !== run));
  }
  ring(): void {
    const { timers } = this;
    this.timers = [];
    for (const run of timers) run();
  }
}

/** Lets all promises that can be kept be kept. */
export function promises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Marks in order: a, b, c … so that tests can name keys. */
export function countingMarks(prefix = ""): () => string {
  let n = 0;
  return () => prefix + (n++).toString(36);
}
