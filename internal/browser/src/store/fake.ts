// Test doubles: a browser whose tabs each have their own, late view of the store, as
// Chromium's have; and a Storage that fails on demand.

import type { Shelf } from "./drawer";

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

export class FakeTab implements Shelf {
  readonly sent: Mutation[] = [];
  readonly inbox: Mutation[] = [];
  hear: (key: string, text: string | null) => void = () => {};
  // Own mutations on their way: until they are back, news of their keys is not taken in.
  private readonly underWay = new Map<string, number>();

  constructor(
    readonly browser: FakeBrowser,
    private readonly cache: Map<string, string>,
  ) {}

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
    if (own === 0 && this.cache !== this.browser.disk) put(this.cache, key, text);
    this.hear(key, text);
    return true;
  }

  get length(): number {
    return this.cache.size;
  }
  key(i: number): string | null {
    return [...this.cache.keys()][i] ?? null;
  }
  getItem(key: string): string | null {
    return this.cache.get(key) ?? null;
  }
  setItem(key: string, text: string): void {
    this.send(key, text);
  }
  removeItem(key: string): void {
    this.send(key, null);
  }

  private send(key: string, text: string | null): void {
    put(this.cache, key, text);
    this.underWay.set(key, (this.underWay.get(key) ?? 0) + 1);
    this.sent.push({ from: this, key, text });
  }
}

function put(map: Map<string, string>, key: string, text: string | null): void {
  if (text === null) map.delete(key);
  else map.set(key, text);
}

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
    if (stored !== null) this.map.set(key, stored);
  }
  removeItem(key: string): void {
    this.before("remove", key);
    this.map.delete(key);
  }
}

/** Marks in order: a, b, c … so that tests can name keys. */
export function countingMarks(prefix = ""): () => string {
  let n = 0;
  return () => prefix + (n++).toString(36);
}
