import assert from "node:assert/strict";
import test from "node:test";
import type { Cell } from "./cell";
import { amounts, fileNote, readNote, takenOf } from "./taken";

const at = new Date("2026-11-22T10:00:00.000Z");
const cells = (more: Record<string, Cell> = {}) => new Map<string, Cell>(Object.entries({ "plan.maal": ["a", 3] as Cell, "plan.tom": [null, 2] as Cell, "plan.t/r._pos": [1, 1] as Cell, "plan.maal~x": ["b", 1] as Cell, "liste/r.navn": ["c", 1] as Cell, "forløb.navn": ["F", 1] as Cell, ...more }));

test("how much is answered is counted by sheet and list, without what is about files and the forløb", () => {
  assert.deepEqual([...amounts(cells({ "plan._fil": [["x"], 9] }))], [["plan", { given: 7, answered: 1 }], ["liste", { given: 1, answered: 1 }]]);
});

test("a note says when a file was taken, and whether something was answered since", () => {
  const note = fileNote(at, { given: 7, answered: 1 });
  assert.deepEqual(readNote(note, { given: 7, answered: 1 }), { at, changed: false, more: 0 });
  assert.deepEqual(readNote(note, { given: 9, answered: 3 }), { at, changed: true, more: 2 });
  // A note of the first edition says nothing of how many were answered.
  assert.deepEqual(readNote([at.toISOString(), "7"], { given: 7, answered: 1 }), { at, changed: false, more: 1 });
  for (const none of [undefined, null, "2026", [], ["i går", "7"]]) assert.equal(readNote(none, { given: 7, answered: 1 }), null);
});

test("of a whole forløb the last file counts, and each part that has none or was answered since", () => {
  const plan: Cell = [fileNote(at, { given: 7, answered: 1 }), 1];
  assert.equal(takenOf(cells()), null);
  assert.deepEqual(takenOf(cells({ "plan._fil": plan })), { at, changed: true, more: 1 });
  const later = new Date("2026-11-23T10:00:00.000Z");
  assert.deepEqual(takenOf(cells({ "plan._fil": plan, "liste._fil": [fileNote(later, { given: 1, answered: 1 }), 1] })), { at: later, changed: false, more: 0 });
});
