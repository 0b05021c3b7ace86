import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Value } from "../answers/cell";
import { drawerOf } from "./drawer";
import { FakeShelf, countingMarks } from "./fake";
import { Store } from "./store";

const forloeb = "redskab1/fjordby/f1/";

interface Opened {
  store: Store;
  shelf: FakeShelf;
  changed: string[];
  busy: Set<string>;
}

function open(map = new Map<string, string>(), shelf = new FakeShelf(map)): Opened {
  const changed: string[] = [];
  const busy = new Set<string>();
  const store = new Store("fjordby", drawerOf(() => shelf), countingMarks("m"), { busy: (path) => busy.has(path), changed: (paths) => changed.push(...paths) });
  store.load();
  changed.length = 0;
  return { store, shelf, changed, busy };
}

const stored = (cells: Record<string, unknown>) => new Map(Object.entries(cells).map(([path, cell]) => [forloeb + path, typeof cell === "string" ? cell : JSON.stringify(cell)]));
const cellsOf = (shelf: FakeShelf) => Object.fromEntries([...shelf.map].map(([key, text]) => [key.replace(/^redskab1\/fjordby\/[a-z0-9]+\//, ""), JSON.parse(text) as unknown]));

test("[L1] [L4] the first edit makes a forløb, with the answer before the name", async () => {
  const { store, shelf } = open();
  store.edit("plan.maal", "Færre ryger");
  assert.equal(shelf.map.size, 0);
  assert.equal(await store.save(), "saved");
  assert.deepEqual([...shelf.map], [
    ["redskab1/fjordby/m0/plan.maal", '["Færre ryger",1]'],
    ["redskab1/fjordby/m0/forløb.navn", '["Mit forløb",1]'],
  ]);
  assert.equal(store.id, "m0");
});

test("[L2] each answer counts one up, null is stored, and what is not changed is not written", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 1] }));
  for (const value of ["b", null, "c"]) {
    store.edit("plan.maal", value);
    await store.save();
  }
  assert.deepEqual(cellsOf(shelf)["plan.maal"], ["c", 4]);
  store.edit("plan.maal", "d");
  store.edit("plan.maal", "c");
  assert.equal(store.dirty, false);
});

test("[L4] a page that finds another's forløb at its first edit uses that one", async () => {
  const { store, shelf } = open();
  store.edit("plan.maal", "mit");
  shelf.map.set(forloeb + "plan.titel", '["hendes",1]');
  shelf.map.set(forloeb + "forløb.navn", '["Fjordby 2026",1]');
  await store.save();
  assert.deepEqual(cellsOf(shelf), { "plan.titel": ["hendes", 1], "forløb.navn": ["Fjordby 2026", 1], "plan.maal": ["mit", 1] });
  assert.equal(store.name, "Fjordby 2026");
});

test("[L4] a page that proposed a forløb in vain uses another's, and its name", async () => {
  const { store, shelf } = open();
  shelf.before = (operation) => {
    if (operation === "set") throw new Error("full");
  };
  store.edit("plan.maal", "mit");
  assert.equal(await store.save(), "failed");
  shelf.before = () => {};
  shelf.map.set(forloeb + "plan.titel", '["hendes",1]');
  shelf.map.set(forloeb + "forløb.navn", '["Fjordby 2026",1]');
  store.hear(forloeb + "plan.titel", '["hendes",1]');
  await store.save();
  assert.equal(store.name, "Fjordby 2026");
  assert.deepEqual(cellsOf(shelf)["plan.maal"], ["mit", 1]);
});

test("[L4] of several forløb the one last chosen is read, else the one with most answers", () => {
  const two = new Map([
    ["redskab1/fjordby/a/plan.maal", '["a",1]'],
    ["redskab1/fjordby/b/plan.maal", '["b",1]'],
    ["redskab1/fjordby/b/plan.titel", '["b",1]'],
  ]);
  const { store } = open(two);
  assert.equal(store.get("plan.maal"), "b");
  assert.ok(store.turnTo("a"));
  assert.equal(store.get("plan.maal"), "a");
  assert.equal(store.get("plan.titel"), undefined);
  void store.save();
  assert.equal(open(two).store.get("plan.maal"), "a");
  assert.deepEqual(store.all().map(({ id }) => id), ["a", "b"]);
});

test("[L4] nothing is turned away from while it is not saved", () => {
  const { store } = open(stored({ "plan.maal": ["a", 1] }));
  store.edit("plan.maal", "b");
  assert.equal(store.turnTo("other"), false);
  assert.equal(store.get("plan.maal"), "b");
});

test("the answers of a forløb are one map, true after every change", async () => {
  const map = stored({ "plan.maal": ["a", 3], "plan.t/r.x": [["ja"], 1], "plan.note~1": ["kun her", 2] });
  map.set("redskab1/fjordby/f0/plan.titel", '["andet",1]');
  const { store, shelf, busy } = open(map);
  const { answers } = store;
  const are = (want: Record<string, Value>, after: string) => assert.deepEqual(Object.fromEntries(answers), want, after);
  are({ "plan.maal": "a", "plan.t/r.x": ["ja"], "plan.note": "kun her" }, "loading");
  store.edit("plan.maal", "b");
  store.edit("plan.t/r.x", null);
  are({ "plan.maal": "b", "plan.t/r.x": null, "plan.note": "kun her" }, "answering and taking back");
  store.edit("plan.maal", "a");
  are({ "plan.maal": "a", "plan.t/r.x": null, "plan.note": "kun her" }, "taking back what was typed");
  await store.save();
  busy.add("plan.maal");
  store.hear(forloeb + "plan.maal", '["c",9]');
  store.hear(forloeb + "plan.t/r.x", '["d",9]');
  are({ "plan.maal": "a", "plan.t/r.x": "d", "plan.note": "kun her" }, "hearing of others, one of them too early");
  store.release("plan.maal");
  store.choose("plan.t/r.x", "e");
  are({ "plan.maal": "c", "plan.t/r.x": "e", "plan.note": "kun her" }, "leaving the field, and choosing");
  await store.save();
  shelf.map.delete(forloeb + "plan.maal");
  store.refresh();
  await store.save();
  are({ "plan.maal": "c", "plan.t/r.x": "e", "plan.note": "kun her" }, "a cell that vanished");
  assert.ok(store.turnTo("f0"));
  are({ "plan.titel": "andet", "forløb.brugt": 1 }, "turning to another forløb");
  assert.deepEqual(store.values(""), answers);
});

test("[L5] reading writes nothing: not a key, whatever stands there", () => {
  const map = stored({ "plan.maal": ["a", 1], "plan.titel": "{", "plan.note~x": ["b", 1], "plan.note": ["c", 1] });
  const before = new Map(map);
  const { store, shelf } = open(map);
  shelf.before = (operation) => assert.ok(operation !== "set" && operation !== "remove");
  store.refresh();
  store.hear(forloeb + "plan.maal", '["ny",2]');
  store.release("plan.maal");
  assert.deepEqual(map, before);
});

test("[L5] what could not be read is not written over: saving loads first", async () => {
  const map = stored({ "plan.maal": ["gemt", 3] });
  const shelf = new FakeShelf(map);
  shelf.before = () => {
    throw new Error("SecurityError");
  };
  const { store } = open(map, shelf);
  store.edit("plan.maal", "skrevet");
  assert.equal(await store.save(), "blocked");
  assert.equal(store.get("plan.maal"), "skrevet");
  shelf.before = () => {};
  assert.equal(await store.save(), "saved");
  assert.deepEqual(cellsOf(shelf), { "plan.maal": ["skrevet", 4], "plan.maal~m0": ["gemt", 3] });
  assert.deepEqual(store.others("plan.maal"), ["gemt"]);
});

test("[L6] an answer typed before loading stands beside the one that was stored", async () => {
  const map = stored({ "plan.maal": ["gemt", 3], "plan.titel": ["ens", 1] });
  const shelf = new FakeShelf(map);
  const store = new Store("fjordby", drawerOf(() => shelf), countingMarks(), { busy: () => false, changed: () => {} });
  store.edit("plan.maal", "tastet");
  store.edit("plan.titel", "ens");
  store.load();
  await store.save();
  assert.deepEqual(cellsOf(shelf), { "plan.maal": ["tastet", 4], "plan.maal~0": ["gemt", 3], "plan.titel": ["ens", 2] });
});

test("[L6] what another page wrote since is kept as a version before the cell is written", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 1] }));
  shelf.map.set(forloeb + "plan.maal", '["b",2]');
  store.edit("plan.maal", "c");
  const order: string[] = [];
  shelf.before = (operation, key) => void (operation === "set" && order.push(key));
  await store.save();
  assert.deepEqual(order, [forloeb + "plan.maal~m0", forloeb + "plan.maal"]);
  assert.deepEqual(cellsOf(shelf), { "plan.maal": ["c", 3], "plan.maal~m0": ["b", 2] });
});

test("[L6] when the version cannot be kept, the cell is not written", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 1] }));
  shelf.map.set(forloeb + "plan.maal", '["b",2]');
  store.edit("plan.maal", "c");
  shelf.before = (operation, key) => {
    if (operation === "set" && key.includes("~")) throw new Error("QuotaExceededError");
  };
  assert.equal(await store.save(), "failed");
  assert.deepEqual(cellsOf(shelf)["plan.maal"], ["b", 2]);
  assert.equal(store.get("plan.maal"), "c");
});

test("[L6] a cleared answer that nobody has seen is no version: it holds nothing", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 1] }));
  shelf.map.set(forloeb + "plan.maal", "[null,2]");
  store.edit("plan.maal", "c");
  await store.save();
  assert.deepEqual(cellsOf(shelf), { "plan.maal": ["c", 3] });
});

const unreadable = ["", "{", "null", "[]", '["halv', '["ja",1,{}]', '{"__proto__":1}', "[[[[", '["ja",-1]'];

test("[L7] what cannot be read stays as it is, is counted, and the rest is there", () => {
  for (const text of unreadable) {
    const map = stored({ "plan.maal": text, "plan.titel": ["Røgfri", 1] });
    const { store } = open(map);
    assert.equal(store.get("plan.titel"), "Røgfri");
    assert.equal(store.get("plan.maal"), undefined);
    assert.deepEqual(store.unreadable("plan."), new Map([["plan.maal", text]]));
    assert.equal(map.get(forloeb + "plan.maal"), text);
  }
});

test("[L7] before its place is taken, what cannot be read gets a key of its own", async () => {
  for (const text of unreadable) {
    const map = stored({ "plan.maal": text });
    const { store } = open(map);
    store.edit("plan.maal", "nyt");
    assert.equal(await store.save(), "saved");
    assert.deepEqual([...map.values()].filter((one) => one === text), [text]);
    assert.equal(map.get(forloeb + "plan.maal"), '["nyt",1]');
    assert.deepEqual([...open(map).store.unreadable("plan.").values()], [text]);
  }
});

test("[L7] when it cannot get one, its place is not taken", async () => {
  const { store, shelf } = open(stored({ "plan.maal": "{" }));
  shelf.before = (operation, key) => {
    if (operation === "set" && key.includes("~")) throw new Error("full");
  };
  store.edit("plan.maal", "nyt");
  assert.equal(await store.save(), "failed");
  assert.equal(shelf.map.get(forloeb + "plan.maal"), "{");
});

test("[L7] [L9] a version is read where the cell itself cannot be", () => {
  const { store } = open(stored({ "plan.maal": "{", "plan.maal~x": ["b", 2], "plan.maal~y": ["a", 1] }));
  assert.equal(store.get("plan.maal"), "b");
  assert.deepEqual(store.others("plan.maal"), ["a"]);
});

test("[L8] another page's answer is taken over, and the page hears of it", () => {
  const { store, changed } = open(stored({ "plan.maal": ["a", 1] }));
  store.hear(forloeb + "plan.maal", '["b",2]');
  store.hear(forloeb + "plan.titel", '["ny",1]');
  assert.equal(store.get("plan.maal"), "b");
  assert.deepEqual(changed, ["plan.maal", "plan.titel"]);
});

test("[L8] under a reader who is typing nothing changes; when he leaves without typing it does", () => {
  const { store, busy, changed } = open(stored({ "plan.maal": ["a", 1] }));
  busy.add("plan.maal");
  store.hear(forloeb + "plan.maal", '["b",2]');
  assert.equal(store.get("plan.maal"), "a");
  assert.deepEqual(changed, []);
  store.release("plan.maal");
  assert.equal(store.get("plan.maal"), "b");
});

test("[L8] and when he did type, both answers are kept", async () => {
  const { store, busy, shelf } = open(stored({ "plan.maal": ["a", 1] }));
  busy.add("plan.maal");
  store.hear(forloeb + "plan.maal", '["b",2]');
  store.edit("plan.maal", "c");
  await store.save();
  assert.deepEqual(cellsOf(shelf), { "plan.maal": ["c", 3], "plan.maal~m0": ["b", 2] });
});

test("[L8] the same answer given anew beside one still to be saved is a version of its own", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 1] }));
  store.edit("plan.maal", "b");
  shelf.map.set(forloeb + "plan.maal", '["a",3]'); // another page chose it over a third
  store.refresh();
  await store.save();
  assert.deepEqual(cellsOf(shelf), { "plan.maal": ["b", 4], "plan.maal~m0": ["a", 3] });
});

test("[L8] a count as high as ours was written beside ours: both are kept", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 2] }));
  store.hear(forloeb + "plan.maal", '["b",2]');
  await store.save();
  assert.deepEqual(Object.values(cellsOf(shelf)), [["a", 2], ["b", 2], ["a", 2]]);
  assert.deepEqual(store.others("plan.maal"), ["b"]);
});

test("[L8] a lower count that stands at the key has taken ours away: both are kept", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 3] }));
  shelf.map.set(forloeb + "plan.maal", '["b",2]');
  store.refresh();
  await store.save();
  assert.deepEqual(Object.values(cellsOf(shelf)), [["b", 2], ["b", 2], ["a", 3]]);
});

test("[L8] a higher count over which ours was written is kept, and shown", async () => {
  const { store, shelf } = open(stored({ "plan.titel": ["x", 1] }));
  store.edit("plan.maal", "a");
  await store.save();
  store.hear(forloeb + "plan.maal", '["b",2]'); // and at the key still stands ours
  await store.save();
  assert.deepEqual(cellsOf(shelf), { "plan.titel": ["x", 1], "plan.maal": ["a", 1], "plan.maal~m0": ["b", 2] });
});

test("[L8] late news of what ours follows is no second version", async () => {
  const { store } = open(stored({ "plan.maal": ["a", 1] }));
  store.edit("plan.maal", "b");
  await store.save();
  store.hear(forloeb + "plan.maal", '["a",1]');
  store.hear(forloeb + "plan.maal", '["b",2]');
  assert.deepEqual(store.contested(), []);
  assert.equal(store.dirty, false);
});

test("[L8] keys of other sites, other forløb, other programs and newer formats are left alone", () => {
  const map = new Map([...stored({ "plan.maal": ["a", 1] }), ["redskab1/havneby/f1/plan.maal", '["x",9]'], ["redskab2/fjordby/f1/plan.maal", '["x",9,{}]'], ["theme", "dark"], ["redskab1/fjordby/~farver", "dark"]]);
  const before = new Map(map);
  const { store, changed } = open(map);
  store.hear("redskab1/havneby/f1/plan.maal", '["y",10]');
  store.hear("theme", "light");
  store.hear("redskab1/fjordby/~farver", "light");
  store.hear("redskab1/fjordby/f2/plan.maal", '["y",10]');
  store.hear(forloeb + "not a path", '["y",10]');
  assert.deepEqual(changed, []);
  assert.deepEqual(map, before);
  assert.equal(store.get("plan.maal"), "a");
});

test("[L9] versions are shown once each, never the answer itself, never an empty one", () => {
  const { store } = open(stored({ "plan.maal": ["a", 3], "plan.maal~1": ["b", 1], "plan.maal~2": ["b", 2], "plan.maal~3": ["a", 2], "plan.maal~4": [null, 2] }));
  assert.deepEqual(store.others("plan.maal"), ["b"]);
  assert.deepEqual(store.contested(), ["plan.maal"]);
  assert.deepEqual([...store.cells("plan.").keys()], ["plan.maal", "plan.maal~1", "plan.maal~2", "plan.maal~3", "plan.maal~4"]);
});

test("[L9] choosing writes the choice above all counts, and lets the versions go after it", async () => {
  for (const [choice, n, above] of [["a", 2, 4], ["b", 2, 4], ["a", 7, 8]] as const) {
    const { store, shelf } = open(stored({ "plan.maal": ["a", 3], "plan.maal~1": ["b", n] }));
    store.choose("plan.maal", choice);
    assert.deepEqual(store.others("plan.maal"), []);
    const order: string[] = [];
    shelf.before = (operation, key) => void ((operation === "set" || operation === "remove") && order.push(`${operation} ${key.slice(forloeb.length)}`));
    await store.save();
    assert.deepEqual(order, ["set plan.maal", "remove plan.maal~1"]);
    assert.deepEqual(cellsOf(shelf), { "plan.maal": [choice, above] });
  }
});

test("[L9] a version that came after the choice was shown stays", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 3], "plan.maal~1": ["b", 2] }));
  store.choose("plan.maal", "a");
  shelf.map.set(forloeb + "plan.maal~9", '["c",4]');
  store.hear(forloeb + "plan.maal~9", '["c",4]');
  await store.save();
  assert.deepEqual(cellsOf(shelf), { "plan.maal": ["a", 4], "plan.maal~9": ["c", 4] });
  assert.deepEqual(store.others("plan.maal"), ["c"]);
});

test("[L9] versions chosen between elsewhere are gone here too", () => {
  const { store, shelf, changed } = open(stored({ "plan.maal": ["a", 3], "plan.maal~1": ["b", 2] }));
  shelf.map.delete(forloeb + "plan.maal~1");
  store.hear(forloeb + "plan.maal~1", null);
  assert.deepEqual(store.others("plan.maal"), []);
  assert.deepEqual(changed, ["plan.maal"]);
});

test("[L10] a store emptied under us is written back from memory, versions too", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 3], "plan.maal~1": ["b", 2], "forløb.navn": ["Fjordby", 1] }));
  shelf.map.clear();
  store.hear(null, null);
  assert.ok(store.dirty);
  assert.equal(await store.save(), "saved");
  assert.deepEqual(cellsOf(shelf), { "plan.maal~m0": ["b", 2], "plan.maal": ["a", 4], "forløb.navn": ["Fjordby", 2] });
  assert.ok(store.emptied);
  assert.equal(open(shelf.map).store.get("plan.maal"), "a");
});

test("[L10] one key removed under us is written back, whether the page hears of it or finds it so when it wakes", async () => {
  for (const notice of [(store: Store) => store.hear(forloeb + "plan.maal", null), (store: Store) => store.refresh()]) {
    const { store, shelf } = open(stored({ "plan.maal": ["a", 3] }));
    shelf.map.delete(forloeb + "plan.maal");
    notice(store);
    await store.save();
    assert.deepEqual(cellsOf(shelf), { "plan.maal": ["a", 4] });
  }
});

test("[L12] a write that is dropped or cut short without a word is not called saved", async () => {
  const damages: [string, (text: string) => string | null][] = [
    ["dropped", () => null],
    ["cut short", (text) => text.slice(0, -1)],
    ["emptied", () => ""],
    ["changed", (text) => text.toUpperCase() + " "],
  ];
  for (const [name, damage] of damages) {
    const { store, shelf } = open(stored({ "plan.maal": ["a", 1] }));
    shelf.damage = damage;
    store.edit("plan.maal", "b");
    assert.equal(await store.save(), "failed", name);
    assert.equal(store.get("plan.maal"), "b", name);
    assert.ok(store.dirty, name);
    shelf.damage = (text) => text;
    assert.equal(await store.save(), "saved", name);
    assert.equal(open(shelf.map).store.get("plan.maal"), "b", name);
  }
});

test("[L12] a browser that throws when its store is named is blocked, and the answers are in memory", async () => {
  const store = new Store("fjordby", drawerOf(() => { throw new Error("SecurityError"); }), countingMarks(), { busy: () => false, changed: () => {} });
  assert.equal(store.load(), false);
  store.edit("plan.maal", "a");
  assert.equal(await store.save(), "blocked");
  assert.deepEqual(store.cells("plan."), new Map([["plan.maal", ["a", 1]]]));
});

const script = fc.array(fc.tuple(fc.constantFrom("plan.maal", "plan.titel", "plan.t/r.x"), fc.string({ minLength: 1, maxLength: 5 })), { minLength: 1, maxLength: 12 });

test("[L18] no key outside the forløb's own is written or removed, and nothing is cleared", async () => {
  await fc.assert(
    fc.asyncProperty(script, async (edits) => {
      const foreign = new Map([["redskab1/havneby/f1/plan.maal", '["x",9]'], ["andet", "x"], ["redskab1/fjordby/f2/plan.maal", '["x",1]']]);
      const map = new Map([...foreign, ...stored({ "plan.maal": ["a", 1], "plan.titel": "{" })]);
      const { store } = open(map);
      for (const [path, value] of edits) {
        store.edit(path, value);
        await store.save();
      }
      store.choose("plan.maal", "valgt");
      await store.save();
      for (const [key, text] of foreign) assert.equal(map.get(key), text);
      for (const key of map.keys()) assert.ok(foreign.has(key) || key.startsWith(forloeb), key);
    }),
    { numRuns: 100 },
  );
});

test("[L25] a forløb in the trash, gone for good or never sealed is not read", () => {
  const map = stored({ "plan.maal": ["a", 3], "forløb.slettet": [["papirkurv", "2026-11-22"], 1] });
  map.set("redskab1/fjordby/g1/plan.maal", '["b",1]').set("redskab1/fjordby/g1/forløb.slettet", '[["vaek","2026-11-22"],1]');
  map.set("redskab1/fjordby/h1/plan.maal", '["c",1]').set("redskab1/fjordby/h1/forløb.segl", '["aaben",1]');
  const { store } = open(map);
  assert.equal(store.id, null);
  assert.equal(store.get("plan.maal"), undefined);
  assert.deepEqual(store.all(), []);
});

test("[L27] an answer given in a deleted forløb brings it back, mark first", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 3] }));
  shelf.map.set(forloeb + "forløb.slettet", '[["papirkurv","2026-11-22"],1]');
  store.hear(forloeb + "forløb.slettet", '[["papirkurv","2026-11-22"],1]');
  assert.ok(store.isTrashed);
  assert.equal(store.get("plan.maal"), "a"); // the page goes on showing it
  const written: string[] = [];
  shelf.before = (operation, key) => {
    if (operation === "set") written.push(key);
  };
  store.edit("plan.maal", "b");
  assert.equal(await store.save(), "saved");
  assert.deepEqual(written, [forloeb + "forløb.slettet", forloeb + "plan.maal"]);
  assert.equal(shelf.map.get(forloeb + "forløb.slettet"), "[null,2]");
  assert.equal(store.isTrashed, false);
});

test("[L12] [L27] when the mark cannot be taken off nothing is written into the trash", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 3] }));
  shelf.map.set(forloeb + "forløb.slettet", '[["papirkurv","2026-11-22"],1]');
  shelf.before = (operation, key) => {
    if (operation === "set" && key.endsWith("slettet")) throw new Error("full");
  };
  store.edit("plan.maal", "b");
  assert.equal(await store.save(), "failed");
  assert.equal(shelf.map.get(forloeb + "plan.maal"), '["a",3]');
});

test("[L10] [L28] a page turns away from a forløb that another page deleted for good", () => {
  const map = stored({ "plan.maal": ["a", 3] });
  map.set("redskab1/fjordby/g1/plan.maal", '["b",1]');
  const { store, shelf, changed } = open(map);
  shelf.map.set(forloeb + "forløb.slettet", '[["vaek","2026-11-22"],1]');
  shelf.map.delete(forloeb + "plan.maal");
  store.hear(forloeb + "plan.maal", null);
  assert.equal(store.id, "g1");
  assert.equal(store.get("plan.maal"), "b");
  assert.ok(changed.includes("plan.maal"));
  assert.equal(store.dirty, false);
  assert.equal(shelf.map.has(forloeb + "plan.maal"), false);
});

test("[L27] [L28] what was being answered in a forløb that is gone for good brings back all that the page knows", async () => {
  const { store, shelf } = open(stored({ "plan.maal": ["a", 3], "plan.titel": ["t", 1] }));
  store.edit("plan.maal", "b");
  shelf.map.set(forloeb + "forløb.slettet", '[["vaek","2026-11-22"],1]');
  for (const path of ["plan.maal", "plan.titel"]) shelf.map.delete(forloeb + path);
  store.hear(forloeb + "plan.titel", null);
  assert.equal(await store.save(), "saved");
  assert.equal(shelf.map.get(forloeb + "forløb.slettet"), "[null,2]");
  assert.equal(shelf.map.get(forloeb + "plan.maal"), '["b",4]');
  assert.equal(shelf.map.get(forloeb + "plan.titel"), '["t",2]');
});
