import assert from "node:assert/strict";
import test from "node:test";
import { AllForloeb } from "./forloeb";
import { databaseOf, type Database } from "./database";
import { drawerOf, type Drawer } from "./drawer";
import { FakeDatabases, FakeShelf, FakeTimers, countingMarks, promises } from "./fake";
import { Keys } from "./keys";
import { beginTemporary, clearComputer, endTemporary, finish } from "./finish";
import { Stores } from "./stores";
import { Trash } from "./trash";
import { Store } from "./store";

const forloeb = "redskab1/site/f1/";
const mark = "redskab1/site/~ryddet";

// A computer: both stores, and pages with their tabs, each of which may die.
class Computer {
  readonly map = new Map([[`${forloeb}plan.maal`, '["a",1]'], [`${forloeb}~before`, "{}"], ["redskab1/site/~farver", "dark"], ["redskab1/nabo/x/a.b", '["nabo",1]'], ["andet", "x"]]);
  readonly databases = new FakeDatabases();
  private pages = 0;

  constructor() {
    this.databases.disk.set("redskab1/site", new Map([[`${forloeb}plan.maal`, '["a",1]']]));
  }

  get mine(): string[] {
    return [...this.map.keys()].filter((key) => key.startsWith("redskab1/site/"));
  }

  get second(): string[] {
    return [...(this.databases.disk.get("redskab1/site")?.keys() ?? [])];
  }

  open(tab = new Map<string, string>(), calls = Infinity): Page {
    return new Page(this, tab, calls, `p${this.pages++}`);
  }

  /** Lets everything happen that is under way. */
  async settle(...pages: Page[]): Promise<void> {
    for (let idle = 0; idle < 3; idle++) {
      await promises();
      while (this.databases.step()) await promises();
      for (const page of pages) page.timers.ring();
      await promises();
    }
  }
}

class Page {
  readonly timers = new FakeTimers();
  readonly stores: Stores;
  readonly store: Store;

  constructor(computer: Computer, readonly tab: Map<string, string>, calls: number, name: string) {
    let left = calls;
    const living = (drawer: Drawer): Drawer => {
      // A dead page gets no answers: what it waits for never comes.
      const call = <T>(run: () => T, otherwise: T): T => (left-- > 0 ? run() : otherwise);
      return {
        keys: (prefix) => call(() => drawer.keys(prefix), null),
        read: (key) => call(() => drawer.read(key), { ok: false }),
        write: (key, text) => call(() => drawer.write(key, text), false),
        remove: (key) => call(() => drawer.remove(key), false),
      };
    };
    const database = databaseOf(() => computer.databases.of(this), "redskab1/site");
    const alive = <T>(run: () => Promise<T>): Promise<T> => (left-- > 0 ? run() : new Promise(() => {}));
    const mortal: Database = { read: () => alive(() => database.read()), write: (texts, meet) => alive(() => database.write(texts, meet)), remove: () => alive(() => database.remove()) };
    const drawer = living(drawerOf(() => new FakeShelf(computer.map)));
    this.stores = new Stores("site", drawer, living(drawerOf(() => new FakeShelf(tab))), mortal, this.timers, countingMarks(name));
    this.store = new Store("site", this.stores.mirror, countingMarks(`${name}s`), { busy: () => false, changed: () => {} }, this.stores.mirror);
    this.store.load();
  }
}

const all = (computer: Computer) => new AllForloeb(drawerOf(() => new FakeShelf(computer.map)), new Keys("site"), countingMarks()).read()?.[0] ?? null;

test("[L30] clearing leaves nothing of the site in either store or in the tab but the mark, and nothing else is touched", async () => {
  const computer = new Computer();
  const page = computer.open(new Map([["redskab1/site/x1/plan.maal", '["her",1]'], ["nabo", "y"]]));
  let done: boolean | null = null;
  void clearComputer(page.stores.clearing).then((all) => (done = all));
  await computer.settle(page);
  assert.equal(done, true);
  assert.deepEqual(computer.mine, [mark]);
  assert.deepEqual(computer.second, []);
  assert.equal(computer.databases.disk.size, 0);
  assert.deepEqual([...page.tab.keys()], ["nabo"]);
  assert.deepEqual([...computer.map.keys()].filter((key) => key !== mark), ["redskab1/nabo/x/a.b", "andet"]);
  assert.equal(page.stores.clearing.isNews, false);
  assert.equal(page.stores.clearing.isUnfinished, false);
});

test("[L30] cut after any of its calls, clearing has not begun, or the next page sees it and ends it", async () => {
  for (let calls = 0; ; calls++) {
    const computer = new Computer();
    const dying = computer.open(new Map(), calls + 3); // three calls open the page
    let done = false;
    void clearComputer(dying.stores.clearing).then((all) => (done = all));
    await computer.settle(dying);
    computer.databases.end(dying);
    const next = computer.open(new Map());
    const at = `cut after ${calls} calls`;
    if (next.stores.clearing.isUnfinished) {
      void clearComputer(next.stores.clearing);
      await computer.settle(next);
      assert.deepEqual([computer.mine, computer.second], [[mark], []], at);
    } else if (computer.map.has(mark)) {
      assert.deepEqual([computer.mine, computer.second], [[mark], []], at);
    } else {
      assert.ok(computer.map.has(`${forloeb}plan.maal`), at);
    }
    if (done) break;
    assert.ok(calls < 200);
  }
});

test("[L10] [L30] a page that is open does not bring back what was cleared, however late it hears", async () => {
  const computer = new Computer();
  const asleep = computer.open();
  const clearing = computer.open();
  void clearComputer(clearing.stores.clearing);
  await computer.settle(clearing);
  // As a sheet does whenever it looks or hears.
  assert.ok(asleep.stores.clearing.isNews);
  asleep.store.abandon();
  asleep.stores.mirror.abandon();
  asleep.store.edit("plan.maal", "b");
  assert.equal(asleep.store.dirty, false);
  await asleep.store.save();
  await computer.settle(asleep);
  assert.deepEqual([computer.mine, computer.second], [[mark], []]);
  // A page opened since is a page like any other.
  const fresh = computer.open();
  assert.equal(fresh.stores.clearing.isNews, false);
  fresh.store.edit("plan.maal", "c");
  void fresh.store.save();
  await computer.settle(fresh);
  assert.equal(computer.mine.length, 3);
});

test("[L30] what another page was writing meanwhile goes as well", async () => {
  const computer = new Computer();
  const page = computer.open();
  void clearComputer(page.stores.clearing);
  await promises();
  while (computer.databases.step()) await promises();
  computer.map.set(`${forloeb}plan.titel`, '["sent",1]');
  computer.databases.disk.set("redskab1/site", new Map([[`${forloeb}plan.titel`, '["sent",1]']]));
  await computer.settle(page);
  assert.deepEqual([computer.mine, computer.second], [[mark], []]);
});

test("[L30] what cannot be cleared is not called cleared", async () => {
  const computer = new Computer();
  computer.databases.fate = () => "fail";
  const page = computer.open();
  let done: boolean | null = null;
  void clearComputer(page.stores.clearing).then((all) => (done = all));
  for (let i = 0; i < 6; i++) await computer.settle(page);
  assert.equal(done, false);
  assert.ok(page.stores.clearing.isUnfinished);
});

test("[L21] [L28] a forløb deleted for good does not come back from the second store, wherever the page was cut", async () => {
  for (let calls = 0; calls < 40; calls++) {
    const computer = new Computer();
    const dying = computer.open(new Map(), calls + 3);
    const purged = new Trash(new AllForloeb(dying.stores.mirror, new Keys("site"), countingMarks("d")), dying.timers).purge("f1");
    computer.databases.end(dying); // before the database has heard of it
    const next = computer.open();
    next.stores.mirror.open();
    await computer.settle(next);
    const trash = new Trash(new AllForloeb(next.stores.mirror, new Keys("site"), countingMarks("n")), next.timers);
    trash.tidy();
    await computer.settle(next);
    const at = `cut after ${calls} calls`;
    const [marked, answered] = [computer.map.has(`${forloeb}forløb.slettet`), computer.map.has(`${forloeb}plan.maal`)];
    assert.equal(answered, !marked, at);
    assert.equal(computer.second.includes(`${forloeb}plan.maal`), !marked, at);
    if (purged) assert.ok(marked, at);
  }
});

test("[L31] temporary answers stand in the tab alone", async () => {
  const computer = new Computer();
  const before = new Map(computer.map);
  const tab = new Map<string, string>();
  assert.ok(await beginTemporary(computer.open(tab).stores, null));
  const page = computer.open(tab);
  assert.ok(page.stores.isTemporary);
  assert.equal(page.store.get("plan.maal"), undefined); // what is kept in the browser is somebody else's
  page.store.edit("plan.maal", "her");
  let said: string | null = null;
  void page.store.save().then((outcome) => (said = outcome));
  await computer.settle(page);
  assert.equal(said, "saved");
  assert.deepEqual(computer.map, before);
  assert.deepEqual(computer.second, [`${forloeb}plan.maal`]);
  assert.equal(computer.open(tab).store.get("plan.maal"), "her");
  assert.equal(computer.open().store.get("plan.maal"), "a"); // another tab
  endTemporary(page.stores);
  assert.deepEqual([...tab], []);
  assert.equal(computer.open(tab).store.get("plan.maal"), "a");
});

test("[L31] what was answered already comes along, and leaves the browser's stores", async () => {
  const computer = new Computer();
  const tab = new Map<string, string>();
  const page = computer.open(tab);
  const one = all(computer);
  let begun = false;
  void beginTemporary(page.stores, one).then((done) => (begun = done));
  await computer.settle(page);
  assert.ok(begun);
  assert.equal(computer.open(tab).store.get("plan.maal"), "a");
  for (const key of [...computer.mine, ...computer.second]) assert.ok(key.includes("~") || key.endsWith("forløb.slettet"), key);
});

test("[L31] when the tab does not take the answers they stay where they were", async () => {
  const computer = new Computer();
  const before = new Map(computer.map);
  const page = computer.open();
  const full = new FakeShelf();
  full.before = (operation) => {
    if (operation === "set") throw new Error("full");
  };
  const stores = new Stores("site", drawerOf(() => new FakeShelf(computer.map)), drawerOf(() => full), databaseOf(() => computer.databases.of(page), "redskab1/site"), page.timers, countingMarks());
  assert.equal(await beginTemporary(stores, all(computer)), false);
  assert.deepEqual(computer.map, before);
});

test("[L31] cut after any of its calls, moving to the tab has lost nothing, and the next page ends it", async () => {
  for (let calls = 0; ; calls++) {
    const computer = new Computer();
    const tab = new Map<string, string>();
    const dying = computer.open(tab, calls + 3);
    const one = all(computer);
    let done = false;
    void beginTemporary(dying.stores, one).then((all) => (done = all));
    await computer.settle(dying);
    computer.databases.end(dying);
    const next = computer.open(tab);
    void finish(next.stores);
    await computer.settle(next);
    const at = `cut after ${calls} calls`;
    assert.equal(next.store.get("plan.maal"), "a", at);
    if (next.stores.isTemporary) {
      assert.equal(computer.map.has(`${forloeb}plan.maal`), false, at);
      assert.equal(computer.second.includes(`${forloeb}plan.maal`), false, at);
    }
    if (done && calls > 60) break;
    assert.ok(calls < 200);
  }
});

test("[L30] [L31] what was still to leave the browser's stores is not written down again once all is cleared", async () => {
  const computer = new Computer();
  const tab = new Map<string, string>();
  // The tab took the forløb along, and was cut; then another page was cut while it cleared.
  assert.ok(computer.open(tab).stores.tab.write("redskab1/site/~midlertidig", "f1"));
  computer.map.set(mark, "i gang x");
  const next = computer.open(tab);
  let done = false;
  void finish(next.stores).then(() => (done = true));
  await computer.settle(next);
  assert.ok(done);
  assert.deepEqual(computer.mine, [mark]);
  assert.deepEqual(computer.second, []);
  assert.deepEqual([...tab], []);
});
