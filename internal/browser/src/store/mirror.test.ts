// Longer than other files, since the one property at its end needs the whole model of a
// computer (two stores, pages, kills, damage) that the cases before it are told with.

import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { answers, sameValue, type Value } from "../answers/cell";
import { databaseOf } from "./database";
import { drawerOf, type Shelf } from "./drawer";
import { FakeBrowser, FakeDatabases, FakeTimers, countingMarks, promises, type Fate, type FakeTab } from "./fake";
import { Keys } from "./keys";
import { Mirror } from "./mirror";
import { Store, type Outcome } from "./store";

const name = "redskab1/site";
const paths = ["ark.maal", "ark.linjer/a.navn"];

// A computer with both stores, and the pages that are open on it.
class Computer {
  readonly shelves = new FakeBrowser(false);
  readonly databases = new FakeDatabases();
  pages: Page[] = [];
  private opened = 0;

  get texts(): Map<string, string> {
    return this.shelves.disk;
  }

  get second(): Map<string, unknown> {
    return this.databases.disk.get(name) ?? new Map();
  }

  /** Opens a page; its database has not answered yet. */
  open(shelf?: () => Shelf): Page {
    const page = new Page(this, this.shelves.open(), `p${this.opened++}x`, shelf);
    this.pages.push(page);
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

  kill(page: Page): void {
    page.alive = false;
    this.databases.end(page);
    this.pages = this.pages.filter((one) => one !== page);
    this.shelves.tabs.splice(this.shelves.tabs.indexOf(page.tab), 1);
  }

  killAll(): void {
    for (const page of this.pages) this.kill(page);
  }
}

class Page {
  alive = true;
  readonly timers = new FakeTimers();
  readonly mirror: Mirror;
  readonly store: Store;

  constructor(computer: Computer, readonly tab: FakeTab, mark: string, shelf: () => Shelf = () => tab) {
    const random = countingMarks(mark);
    const living = () => {
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

const blocked = (): Shelf => {
  throw new Error("SecurityError");
};

async function answered(computer: Computer, value = "Færre ryger"): Promise<Page> {
  const page = await computer.visit();
  page.store.edit("ark.maal", value);
  const saved = page.save();
  await computer.settle();
  assert.equal(saved.said, "saved");
  return page;
}

test("[L19] what is written stands in both stores under the same keys, one transaction a task", async () => {
  const computer = new Computer();
  let transactions = 0;
  const page = await computer.visit();
  computer.databases.fate = (operation) => (operation === "transaction" && transactions++, "ok");
  for (const path of paths) page.store.edit(path, "a");
  void page.save();
  await computer.settle();
  assert.equal(transactions, 1);
  assert.equal(computer.texts.size, 3);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L19] what is removed from the one is removed from the other", async () => {
  const computer = new Computer();
  const page = await answered(computer);
  page.store.addOther("ark.maal", "andet");
  page.save();
  await computer.settle();
  assert.equal(computer.second.size, 3);
  page.store.choose("ark.maal", "andet");
  page.save();
  await computer.settle();
  assert.equal(computer.second.size, 2);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L20] saved is said when the transaction is complete, not before", async () => {
  const computer = new Computer();
  const page = await computer.visit();
  page.store.edit("ark.maal", "a");
  const saved = page.save();
  await promises();
  assert.equal(saved.said, null);
  while (saved.said === null) {
    const complete = computer.second.size > 0;
    assert.ok(await computer.step());
    assert.ok(saved.said === null || complete);
  }
  assert.equal(saved.said, "saved");
  assert.equal(page.mirror.single, false);
});

test("[L20] a transaction that is refused, at once or late, is not saved, and the next try is", async () => {
  for (const fate of ["throw", "fail"] as const) {
    const computer = new Computer();
    const page = await answered(computer);
    computer.databases.fate = (operation) => (operation === "transaction" ? fate : "ok");
    page.store.edit("ark.maal", "nyt");
    const first = page.save();
    await promises();
    await computer.step();
    assert.equal(first.said, "failed", fate);
    assert.ok(page.store.dirty);
    computer.databases.fate = () => "ok";
    const second = page.save();
    await computer.settle();
    assert.equal(second.said, "saved");
    assert.deepEqual(computer.second, computer.texts);
  }
});

test("[L20] a browser without the second store saves in the one it has, and says so", async () => {
  for (const fate of ["throw", "fail"] as const) {
    const computer = new Computer();
    computer.databases.fate = (operation) => (operation === "open" || operation === "databases" ? fate : "ok");
    const page = await answered(computer);
    assert.ok(page.mirror.single);
    assert.equal(page.store.dirty, false);
  }
});

test("[L20] a database that never answers is gone on without after five seconds; when it answers all goes in", async () => {
  const hangs: ("databases" | "open" | "transaction")[] = ["databases", "open", "transaction"];
  for (const hang of hangs) {
    const computer = new Computer();
    computer.databases.fate = (operation) => (operation === hang ? "hang" : "ok");
    const page = await computer.visit();
    page.store.edit("ark.maal", "a");
    const saved = page.save();
    await computer.settle();
    assert.equal(saved.said, null, hang);
    page.timers.ring();
    await computer.settle();
    assert.equal(saved.said, "saved", hang);
    assert.ok(page.mirror.single);
    page.store.edit("ark.maal", "b");
    const next = page.save();
    await promises();
    assert.equal(next.said, "saved", hang); // nobody waits five seconds twice

    computer.databases.fate = () => "ok";
    const later = await computer.visit();
    assert.equal(later.mirror.single, false);
    assert.deepEqual(computer.second, computer.texts);
  }
});

test("[L21] either store emptied, deleted or filled with garbage between two visits: the other gives all back", async () => {
  const damages: [string, (computer: Computer) => void][] = [
    ["first emptied", ({ texts }) => texts.clear()],
    ["first garbled", ({ texts }) => texts.forEach((_, key) => texts.set(key, "{"))],
    ["second deleted", ({ databases }) => databases.disk.clear()],
    ["second emptied", ({ second }) => second.clear()],
    ["second garbled", ({ second }) => second.forEach((_, key) => second.set(key, "{"))],
    ["second holds what is no text", ({ second }) => second.forEach((_, key) => second.set(key, 7))],
  ];
  for (const [damage, harm] of damages) {
    const computer = new Computer();
    await answered(computer);
    computer.killAll();
    harm(computer);
    const page = await computer.visit();
    assert.equal(page.store.get("ark.maal"), "Færre ryger", damage);
    assert.equal(page.store.name, "Mit forløb");
    assert.equal(page.mirror.emptied, damage === "first emptied");
    assert.deepEqual(computer.second, computer.texts, damage);
  }
});

test("[L21] a first store that cannot be named leaves the second, which is then enough", async () => {
  const computer = new Computer();
  await answered(computer);
  computer.killAll();
  const page = await computer.visit(blocked);
  assert.equal(page.store.get("ark.maal"), "Færre ryger");
  page.store.edit("ark.maal", "nyt");
  const saved = page.save();
  await promises();
  assert.equal(saved.said, null);
  await computer.settle();
  assert.equal(saved.said, "saved");
  computer.killAll();
  assert.equal((await computer.visit(blocked)).store.get("ark.maal"), "nyt");
  computer.killAll();
  assert.equal((await computer.visit()).store.get("ark.maal"), "nyt");
});

test("[L21] a reader whose first store cannot be named begins in the second", async () => {
  const computer = new Computer();
  const page = await computer.visit(blocked);
  assert.equal(computer.databases.disk.size, 0);
  page.store.edit("ark.maal", "a");
  const saved = page.save();
  await computer.settle();
  assert.equal(saved.said, "saved");
  assert.equal(computer.texts.size, 0);
  computer.killAll();
  assert.equal((await computer.visit(blocked)).store.get("ark.maal"), "a");
});

test("[L21] when the second store alone is there and does not answer, nothing is called saved", async () => {
  const computer = new Computer();
  const page = await computer.visit(blocked);
  for (const fate of ["hang", "fail", "throw"] as const) {
    computer.databases.fate = () => fate;
    page.store.edit("ark.maal", fate);
    const saved = page.save();
    await computer.settle();
    page.timers.ring();
    await computer.settle();
    assert.equal(saved.said, "failed", fate);
    assert.ok(page.store.dirty);
  }
});

test("[L21] without either store nothing is called saved, and memory has the answers", async () => {
  for (const fate of ["throw", "fail", "hang"] as const) {
    const computer = new Computer();
    computer.databases.fate = () => fate;
    const page = await computer.visit(blocked);
    page.store.edit("ark.maal", "a");
    const saved = page.save();
    await computer.settle();
    page.timers.ring();
    await computer.settle();
    assert.equal(saved.said, "blocked");
    assert.deepEqual(page.store.cells("ark."), new Map([["ark.maal", ["a", 1]]]));
  }
});

test("[L19] of two cells the higher count wins; as high and different, both are kept", async () => {
  for (const [mine, theirs, shown] of [
    ['["a",3]', '["b",2]', ["a"]],
    ['["a",2]', '["b",3]', ["b"]],
    ['["a",2]', '["b",2]', ["a", "b"]],
    ['["a",2]', "[null,2]", ["a"]],
    ['["a",2]', '["a",5]', ["a"]],
  ] as const) {
    const computer = new Computer();
    computer.texts.set(`${name}/f1/ark.maal`, mine);
    computer.databases.disk.set(name, new Map([[`${name}/f1/ark.maal`, theirs]]));
    assert.deepEqual((await computer.visit()).sees("ark.maal"), shown);
    assert.deepEqual(computer.second, computer.texts);
    computer.killAll();
    assert.deepEqual((await computer.visit()).sees("ark.maal"), shown);
  }
});

test("[L19] what was typed before the second store had answered stands beside what it had", async () => {
  const computer = new Computer();
  computer.texts.set(`${name}/f1/ark.maal`, '["a",2]');
  computer.databases.disk.set(name, new Map([[`${name}/f1/ark.maal`, '["b",5]']]));
  const page = computer.open();
  page.store.edit("ark.maal", "c");
  page.save();
  await computer.settle();
  assert.deepEqual(page.sees("ark.maal"), ["c", "b"]);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L22] reading opens no database and makes none, whether the browser can list them or not", async () => {
  for (const canList of [true, false]) {
    const computer = new Computer();
    computer.databases.canList = canList;
    let opened = 0;
    computer.databases.fate = (operation) => (operation === "open" && opened++, "ok");
    const page = await computer.visit();
    page.store.refresh();
    page.mirror.open();
    await computer.settle();
    assert.equal(computer.databases.disk.size, 0);
    assert.equal(opened === 0, canList);
    assert.equal(computer.texts.size, 0);
    page.store.edit("ark.maal", "a");
    page.save();
    await computer.settle();
    assert.equal(computer.second.size, 2);
  }
});

test("[L22] what is no answer is kept once: the reader's colours make no database", async () => {
  const computer = new Computer();
  computer.texts.set(`${name}/~farver`, "dark");
  computer.texts.set("redskab1/havneby/f1/ark.maal", '["x",1]');
  const page = await computer.visit();
  page.mirror.write(`${name}/~farver`, "light");
  await computer.settle();
  assert.equal(computer.databases.disk.size, 0);
});

test("[L23] a database deleted or emptied under the page gets all that the first store has", async () => {
  for (const emptied of [false, true]) {
    const computer = new Computer();
    const page = await answered(computer);
    if (emptied) {
      computer.second.clear();
      computer.databases.fate = (operation) => (operation === "transaction" ? "fail" : "ok");
    } else computer.databases.disk.clear();
    page.store.edit("ark.linjer/a.navn", "nyt");
    const first = page.save();
    for (let i = 0; i < 3; i++) await computer.step();
    computer.databases.fate = () => "ok";
    await computer.settle();
    assert.equal(first.said, "failed");
    page.save();
    await computer.settle();
    assert.equal(computer.second.size, 3);
    assert.deepEqual(computer.second, computer.texts);
  }
});

test("[L23] pages whose first stores do not meet keep each other's answers in the second", async () => {
  const computer = new Computer();
  await answered(computer);
  computer.killAll();
  const pages = [await computer.visit(deadShelf()), await computer.visit(deadShelf()), await computer.visit(deadShelf())];
  for (const [i, page] of pages.entries()) {
    for (const value of [`a${i}`, `b${i}`]) {
      assert.notEqual(page.store.get("ark.maal"), undefined);
      page.store.edit("ark.maal", value);
      const saved = page.save();
      await computer.settle();
      assert.equal(saved.said, "saved");
    }
  }
  computer.killAll();
  assert.deepEqual((await computer.visit()).sees("ark.maal").sort(), ["b0", "b1", "b2"]);
});

// A localStorage that takes all and keeps nothing beyond the page, as Chromium's has been
// seen to be from disk.
function deadShelf(): () => Shelf {
  const tab = new FakeBrowser(false).open();
  return () => tab;
}

// --- whatever the browser does ---

type Damage = "none" | "first emptied" | "first older" | "first garbled" | "second deleted" | "second emptied" | "second garbled";
const damage = fc.constantFrom<Damage>("none", "first emptied", "first older", "first garbled", "second deleted", "second emptied", "second garbled");
type Command =
  | { do: "edit" | "choose"; page: number; path: number }
  | { do: "save" | "news" | "ring" | "refresh" | "kill"; page: number }
  | { do: "step" | "snapshot" | "open" }
  | { do: "fate"; fate: Fate }
  | { do: "restart"; damage: Damage };
const page = fc.nat(2);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom("edit" as const, "edit" as const, "choose" as const), page, path: fc.nat(1) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("save" as const, "save" as const, "news" as const, "ring" as const, "refresh" as const), page }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom("step" as const, "step" as const, "step" as const, "snapshot" as const, "open" as const) }) },
  fc.record({ do: fc.constant("kill" as const), page }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant("fate" as const), fate: fc.constantFrom<Fate>("ok", "ok", "throw", "fail", "hang") }) },
  fc.record({ do: fc.constant("restart" as const), damage }),
);

interface Edit {
  path: string;
  value: string;
  replaces: readonly Value[];
  /** What was said of it: that it is kept, and whether by the first store alone. */
  said: "" | "one" | "both";
}

async function run(commands: readonly Command[], last: Damage): Promise<string[]> {
  const computer = new Computer();
  const edits: (Edit & { page: Page })[] = [];
  let older = new Map<string, string>();
  let count = 0;
  await answered(computer, "først");

  const restart = async (damage: Damage) => {
    computer.databases.fate = () => "ok";
    computer.killAll();
    const { texts, second } = computer;
    if (damage.startsWith("first")) for (const edit of edits) if (edit.said === "one") edit.said = "";
    if (damage === "first emptied") texts.clear();
    if (damage === "first garbled") texts.forEach((_, key) => texts.set(key, "{"));
    if (damage === "first older") {
      texts.clear();
      older.forEach((text, key) => texts.set(key, text));
    }
    if (damage === "second deleted") computer.databases.disk.clear();
    if (damage === "second emptied") second.clear();
    if (damage === "second garbled") second.forEach((_, key) => second.set(key, "{"));
    const page = await computer.visit();
    page.save();
    await computer.settle();
    older = new Map(texts); // what was on the disk before is there to stay
    return page;
  };
  const save = (page: Page) => {
    const mine = edits.filter((one) => one.page === page);
    void page.store.save().then((outcome) => {
      if (outcome !== "saved" || !page.alive) return;
      for (const one of mine) if (one.said !== "both") one.said = page.mirror.single ? "one" : "both";
      if (page.mirror.single || page.store.dirty) return;
      // What is called saved in both is there in both.
      for (const [key, text] of computer.texts) {
        const last = mine.filter((one) => key.endsWith(`/${one.path}`)).pop();
        if (last && text.startsWith(JSON.stringify([last.value]).slice(0, -1))) assert.ok([...computer.second.values()].some((there) => String(there).includes(`"${last.value}"`)), key);
      }
    });
  };

  for (const one of commands) {
    if (computer.pages.length === 0) computer.open();
    const page = computer.pages[("page" in one ? one.page : 0) % computer.pages.length] as Page;
    const path = "path" in one ? (paths[one.path] as string) : "";
    if (one.do === "edit") {
      const value = `v${count++}.`;
      edits.push({ page, path, value, replaces: [page.store.get(path) ?? null], said: "" });
      page.store.edit(path, value);
    } else if (one.do === "choose") {
      const seen = page.sees(path);
      if (seen.length < 2) continue;
      const value = seen[1] as string;
      edits.push({ page, path, value, replaces: seen, said: "" });
      page.store.choose(path, value);
    } else if (one.do === "save") save(page);
    else if (one.do === "news") {
      computer.shelves.step(page.tab);
      for (const { tab } of computer.pages) tab.deliver();
    } else if (one.do === "ring") page.timers.ring();
    else if (one.do === "refresh") page.store.refresh();
    else if (one.do === "kill") computer.kill(page);
    else if (one.do === "step") await computer.step();
    else if (one.do === "snapshot") older = new Map([...older, ...computer.texts].filter(([key]) => computer.texts.has(key)));
    else if (one.do === "open" && computer.pages.length < 3) computer.open();
    else if (one.do === "fate") computer.databases.fate = () => one.fate;
    else if (one.do === "restart") await restart(one.damage);
    await promises();
  }
  const later = await restart(last);
  const forloeb = later.store.all().map(({ id }) => id);
  const seen = new Map<string, Value[]>();
  for (const id of forloeb) {
    later.store.turnTo(id);
    for (const path of paths) seen.set(path, [...(seen.get(path) ?? []), ...later.sees(path)]);
    later.save();
    await computer.settle();
  }
  const there = (edit: Edit, from = 0): boolean =>
    (seen.get(edit.path) ?? []).some((value) => sameValue(value, edit.value)) ||
    edits.some((other, i) => i >= from && other !== edit && other.path === edit.path && other.replaces.includes(edit.value) && there(other, i + 1));
  return edits.filter((edit, i) => edit.said !== "" && answers(edit.value) && !there(edit, i + 1)).map(({ value, said }) => `${value} ${said}`);
}

test("[L19] [L20] [L21] [L23] whatever pages, stores and the one who kills them do, nothing that was called saved is lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 60, size: "max" }), damage, async (commands, last) => {
      assert.deepEqual(await run(commands, last), []);
    }),
    { numRuns: 300 },
  );
});
