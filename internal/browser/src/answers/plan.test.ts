import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { answers, sameValue, type Cell, type Cells, type Value } from "./cell";
import { isNote, mergeEdits, planMerge } from "./plan";

const map = (cells: Record<string, Value>) => new Map(Object.entries(cells));
const file = (cells: Record<string, Value>): Cells => new Map(Object.entries(cells).map(([path, value]): [string, Cell] => [path, [value, 7]]));

test("[L16] a plan counts new, changed, same and only here", () => {
  const plan = planMerge(map({ "a.same": "x", "a.changed": "mit", "a.mine": "y", "a.cleared": null }), file({ "a.same": "x", "a.changed": "dit", "a.new": "z", "a.cleared": "w", "a.empty": null }));
  assert.deepEqual(plan.fresh.map((d) => d.path), ["a.new", "a.cleared"]);
  assert.deepEqual(plan.changed, [{ path: "a.changed", mine: "mit", file: "dit" }]);
  assert.equal(plan.same, 1);
  assert.equal(plan.onlyHere, 1);
});

test("[L16] where both have an answer, the rule says whose is taken", () => {
  const plan = planMerge(map({ "a.x": "mit" }), file({ "a.x": "dit", "a.y": "nyt" }));
  assert.deepEqual([...mergeEdits(plan, "mine")], [["a.y", "nyt"]]);
  assert.deepEqual([...mergeEdits(plan, "file")], [["a.y", "nyt"], ["a.x", "dit"]]);
});

test("[L16] merging takes no answer away, whatever the file holds", () => {
  const values = fc.dictionary(fc.constantFrom("a.b", "a.c", "a.t/r.x", "a.t/r._pos", "a.t/r._gone", "a.b~1"), fc.oneof(fc.constantFrom("x", "y", "z"), fc.constant(null), fc.constantFrom(1, 2)));
  fc.assert(
    fc.property(values, values, fc.constantFrom("mine" as const, "file" as const), (here, there, rule) => {
      const mine = map(here as Record<string, Value>);
      const plan = planMerge(mine, file(there as Record<string, Value>));
      for (const [path, value] of mergeEdits(plan, rule)) {
        if (isNote(path)) continue;
        assert.ok(answers(value));
        if (rule === "mine") assert.ok(!answers(mine.get(path)) || sameValue(mine.get(path), value));
      }
    }),
  );
});

test("[L16] a row that is only in the file comes with its place; one that is here keeps its own", () => {
  const plan = planMerge(map({ "a.t/r1._pos": 5, "a.t/r1.x": "her" }), file({ "a.t/r1._pos": 1, "a.t/r1.x": "her", "a.t/r2._pos": 2, "a.t/r2.x": "ny" }));
  assert.deepEqual(mergeEdits(plan, "file"), map({ "a.t/r2._pos": 2, "a.t/r2.x": "ny" }));
});

test("[L16] a row removed here comes back when something of it is taken, and only then", () => {
  const here = map({ "a.t/r._pos": 1, "a.t/r._gone": 1, "a.t/r.x": "mit" });
  assert.deepEqual(mergeEdits(planMerge(here, file({ "a.t/r.x": "dit" })), "file"), map({ "a.t/r._gone": null, "a.t/r.x": "dit" }));
  assert.deepEqual(mergeEdits(planMerge(here, file({ "a.t/r.x": "dit" })), "mine"), map({}));
  assert.deepEqual(mergeEdits(planMerge(here, file({ "a.t/r.x": "mit" })), "file"), map({}));
});

test("[L16] versions in a file that nobody has chosen between come along as versions", () => {
  const plan = planMerge(map({ "a.b": "her" }), file({ "a.b": "her", "a.b~1": "den anden", "a.b~2": "her", "a.b~3": null }));
  assert.deepEqual(plan.versions, [{ path: "a.b", mine: "her", file: "den anden" }]);
  assert.equal(plan.changed.length, 0);
});

test("[S5] [L16] notes and the forløb's name are no answers, and a file does not change them", () => {
  for (const path of ["a._fil", "a.t/r._pos", "a.t/r._gone", "forløb.navn"]) assert.ok(isNote(path), path);
  for (const path of ["a.fil", "a.t/r.pos"]) assert.ok(!isNote(path), path);
  const plan = planMerge(map({ "forløb.navn": "Mit forløb" }), file({ "forløb.navn": "Fjordby", "a._fil": ["2026", "3"] }));
  assert.equal(plan.fresh.length + plan.changed.length + plan.notes.length + plan.onlyHere, 0);
});
