import assert from "node:assert/strict";
import test from "node:test";
import { undone, Undo, type Before } from "./before";
import { drawerOf } from "./drawer";
import { FakeShelf, countingMarks } from "./fake";
import { Store } from "./store";

const cleared: Before = { what: "cleared", sheet: "plan", cells: [["plan.maal", "a", null]] };
const key = "redskab1/fjordby/f1/~before";

function open(shelf: FakeShelf): { store: Store; undo: Undo } {
  const drawer = drawerOf(() => shelf);
  const store = new Store("fjordby", drawer, countingMarks(), { busy: () => false, changed: () => {} });
  store.load();
  return { store, undo: new Undo(store, drawer) };
}

const answered = () => new FakeShelf(new Map([["redskab1/fjordby/f1/plan.maal", '["a",1]']]));

test("[L13] how it was before is kept in the store, and there after a reload", () => {
  const shelf = answered();
  assert.ok(open(shelf).undo.keep(cleared));
  assert.deepEqual(open(shelf).undo.last("plan"), cleared);
  assert.equal(open(shelf).undo.last("another-sheet"), null);
});

test("[L13] what was kept is no answer and not unreadable", () => {
  const shelf = answered();
  open(shelf).undo.keep(cleared);
  const { store } = open(shelf);
  assert.deepEqual([...store.values("").keys()], ["plan.maal"]);
  assert.equal(store.unreadable("").size, 0);
});

test("[L13] when it cannot be kept although answers are stored, nothing may be changed", () => {
  const shelf = answered();
  const { undo } = open(shelf);
  shelf.damage = () => null;
  assert.equal(undo.keep(cleared), false);
  assert.equal(undo.last("plan"), null);
});

test("[L13] where nothing is stored, memory is enough", () => {
  const shelf = new FakeShelf();
  const { undo } = open(shelf);
  assert.ok(undo.keep(cleared));
  assert.deepEqual(undo.last("plan"), cleared);
  assert.equal(shelf.map.size, 0);
});

test("[L13] once undone it is forgotten", () => {
  const shelf = answered();
  const { undo } = open(shelf);
  undo.keep(cleared);
  undo.forget();
  assert.equal(undo.last("plan"), null);
  assert.equal(shelf.map.has(key), false);
});

test("[L13] what cannot be read is not undone", () => {
  for (const text of ["", "{", "null", "[]", '{"what":"cleared"}', '{"what":"cleared","sheet":"plan","cells":[["__proto__",1,2]]}', '{"what":"cleared","sheet":"plan","cells":[["plan.maal",{},2]]}', '{"what":"x","sheet":"plan","cells":[]}']) {
    const shelf = answered();
    shelf.map.set(key, text);
    assert.equal(open(shelf).undo.last("plan"), null, text);
  }
});

const imported: Before = {
  what: "imported",
  sheet: "kort",
  cells: [
    ["liste/a._pos", null, 1],
    ["liste/a.navn", null, "ny"],
    ["liste/b._pos", null, 2],
    ["liste/b.navn", null, "også"],
    ["liste/c.farve", null, "gul"],
  ],
};
const after = (...more: [string, string | number][]) => new Map<string, string | number>([...imported.cells.map(([path, , value]): [string, string | number] => [path, value as string | number]), ...more]);

test("[L13] what was kept before there was a forløb is there after a reload once there is one", () => {
  const shelf = new FakeShelf(new Map());
  const { store, undo } = open(shelf);
  assert.ok(undo.keep(imported));
  assert.equal(shelf.length, 0);
  store.edit("liste/a.navn", "ny");
  store.save();
  assert.deepEqual(undo.last("kort"), imported);
  assert.deepEqual(open(shelf).undo.last("kort"), imported);
});

test("[S30] rows that were brought in are gone when it is undone, and what they filled is empty", () => {
  assert.deepEqual([...undone(imported, after())], imported.cells.map(([path]) => [path, null]));
});

test("[S30] a row in which something has been answered since stays as it is", () => {
  const rest = [["liste/b._pos", null], ["liste/b.navn", null], ["liste/c.farve", null]];
  assert.deepEqual([...undone(imported, after(["liste/a.farve", "roed"]))], rest);
  assert.deepEqual([...undone(imported, after(["liste/a.navn", "rettet"]))], rest);
  assert.deepEqual([...undone(imported, after(["kort.visning/a.note", "vores egen"]))], rest);
  assert.equal(undone(imported, after(["anden.tabel/a.note", "en anden række"])).size, 5);
});

test("[L13] what has been answered since is not taken away", () => {
  assert.equal(undone(cleared, new Map([["plan.maal", "b"]])).size, 0);
  assert.deepEqual([...undone(cleared, new Map([["plan.maal", null]]))], [["plan.maal", "a"]]);
});
