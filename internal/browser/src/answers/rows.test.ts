import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Value } from "./cell";
import { byPosition, nextRemoval, placeBetween, rowsOf } from "./rows";

const map = (values: Record<string, Value>) => new Map(Object.entries(values));
const none = new Set<string>();

test("[L17] rows stand by their position, removed ones and empty ones are known", () => {
  const values = map({ "plan.linjer/b._pos": 2, "plan.linjer/b.navn": "B", "plan.linjer/a._pos": 3, "plan.linjer/a._gone": 1, "plan.linjer/a.navn": null, "plan.linjer/c._pos": 2.5, "plan.linjer/c._gone": null, "plan.andre/x._pos": 1, "plan.linjer": "x" });
  assert.deepEqual(rowsOf(values, "plan.linjer", none), [
    { id: "b", position: 2, removal: 0, answered: true },
    { id: "c", position: 2.5, removal: 0, answered: false },
    { id: "a", position: 3, removal: 1, answered: false },
  ]);
});

test("[L17] a row whose position got lost is still there", () => {
  assert.deepEqual(rowsOf(map({ "plan.linjer/b.navn": "B" }), "plan.linjer", none).map((row) => row.id), ["b"]);
});

test("[L17] beside an author's rows only rows with a position are the reader's", () => {
  const values = map({ "plan.linjer/valgt.navn": "A", "plan.linjer/udgaaet.navn": "B", "plan.linjer/k3._pos": 1, "plan.linjer/k3.navn": "C" });
  assert.deepEqual(rowsOf(values, "plan.linjer", new Set(["valgt"])).map((row) => row.id), ["k3"]);
});

test("[L17] however rows are moved, each lands where it was put, or all are placed anew", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 200 }), (moves) => {
      const rows = ["a", "b", "c", "d", "e", "f"].map((id, i) => ({ id, position: i + 1 }));
      for (const [from, to] of moves) {
        const wanted = [...rows].sort(byPosition);
        const [moved] = wanted.splice(from, 1);
        assert.ok(moved !== undefined);
        wanted.splice(to, 0, moved);
        const place = placeBetween(wanted[to - 1]?.position, wanted[to + 1]?.position);
        if (place === null) wanted.forEach((row, i) => (row.position = i + 1));
        else moved.position = place;
        assert.deepEqual([...rows].sort(byPosition), wanted);
      }
    }),
  );
});

test("[L17] two rows at one place have one order, and nothing fits between them", () => {
  assert.deepEqual([{ id: "b", position: 1 }, { id: "a", position: 1 }].sort(byPosition).map((row) => row.id), ["a", "b"]);
  assert.equal(placeBetween(1, 1), null);
  assert.equal(placeBetween(2, 1), null);
  assert.equal(placeBetween(1, 1 + Number.EPSILON), null);
  assert.equal(placeBetween(undefined, undefined), 1);
});

test("[L17] removals are counted, so that the last is undone first", () => {
  assert.equal(nextRemoval([]), 1);
  assert.equal(nextRemoval(rowsOf(map({ "a.t/x._gone": 4, "a.t/y._gone": 2 }), "a.t", none)), 5);
});

test("[S30] what has neither a place nor an answer any more is no row", () => {
  const values = new Map<string, Value>([["a.t/r1._pos", null], ["a.t/r1.x", null], ["a.t/r2._pos", 1], ["a.t/r2.x", null], ["a.t/r3.x", "y"]]);
  assert.deepEqual(rowsOf(values, "a.t", new Set()).map(({ id }) => id), ["r3", "r2"]);
});
