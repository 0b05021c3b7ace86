import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Value } from "../answers/cell";
import { agreed } from "./agree";
import type { Option } from "./form";
import { bySpread, numberOf, summarise, valueOf, type Question } from "./spread";

const scale: Question = { kind: "scale", options: ["1", "2", "3", "4", "5"].map((id) => ({ id, label: id })).concat([{ id: "ved-ikke", label: "Ved ikke", aside: true } as Option]) };
const choice = (...ids: string[]): Question => ({ kind: "choice", options: ids.map((id) => ({ id, label: id })) });
const counts = (question: Question, values: (Value | undefined)[]) => Object.fromEntries(summarise(question, values).counts.map(([{ id }, n]) => [id, n]));

test("[L46] a scale is counted, and reaches from the lowest to the highest", () => {
  const all = summarise(scale, ["5", "2", "2", "ved-ikke", undefined, null, "måske"]);
  assert.deepEqual(counts(scale, ["5", "2", "2", "ved-ikke"]), { 1: 0, 2: 2, 3: 0, 4: 0, 5: 1, "ved-ikke": 1 });
  assert.deepEqual(all.reach, { low: 2, high: 5, median: 2, points: [2, 2, 5] });
  assert.deepEqual([all.answered, all.empty, all.strange], [4, 2, ["måske"]]);
  assert.equal(all.spread, 3 / 4);
});

test("[L46] an answer beside the scale is no value: alone it spreads nothing", () => {
  const all = summarise(scale, ["ved-ikke", "ved-ikke", "4"]);
  assert.equal(all.spread, null);
  assert.deepEqual(all.reach?.points, [4]);
});

test("[L46] of two that reach equally far the one whose answers lie farther from the middle comes first", () => {
  const apart = summarise(scale, ["1", "1", "5", "5"]);
  const alone = summarise(scale, ["1", "3", "3", "3", "5"]);
  assert.equal(apart.spread, alone.spread);
  assert.ok(bySpread(apart, alone) < 0);
});

test("[L46] choices spread by how many did not choose what most chose", () => {
  assert.equal(summarise(choice("ja", "nej"), ["ja", "nej"]).spread, 1);
  assert.equal(summarise(choice("ja", "nej"), ["ja", "ja"]).spread, 0);
  assert.ok(Math.abs((summarise(choice("a", "b", "c"), ["a", "a", "b"]).spread ?? 0) - 0.5) < 1e-9);
  assert.equal(summarise(choice("ja", "nej"), ["ja"]).spread, null);
});

test("[L46] several chosen options spread by how evenly each parts those who answered", () => {
  const several: Question = { ...choice("a", "b"), kind: "choices" };
  assert.equal(summarise(several, [["a"], ["a"]]).spread, 0);
  assert.equal(summarise(several, [["a"], ["b"]]).spread, 1);
  assert.equal(summarise(several, [["a", "b"], ["a"]]).spread, 0.5);
});

test("[L46] numbers, days, months and times have a range of their own", () => {
  assert.equal(summarise({ kind: "number", options: [] }, [50, 100]).spread, 0.5);
  assert.equal(summarise({ kind: "number", options: [] }, [0, 0]).spread, 0);
  assert.equal(summarise({ kind: "number", options: [], range: [1, 5] }, [1, 3]).spread, 0.5);
  assert.deepEqual(summarise({ kind: "date", options: [] }, ["2026-01-01", "2026-01-03"]).reach?.points.map((n) => valueOf("date", n)), ["2026-01-01", "2026-01-03"]);
  assert.equal(summarise({ kind: "time", options: [] }, ["06:00", "18:00"]).spread, 0.5);
  for (const [kind, value] of [["date", "2024-02-29"], ["month", "2026-11"], ["time", "23:59"]] as const) assert.equal(valueOf(kind, numberOf(kind, value)), value);
});

test("[L46] a text is not measured, and comes after all that is", () => {
  const text = summarise({ kind: "longtext", options: [] }, ["a", "b"]);
  assert.equal(text.spread, null);
  assert.ok(bySpread(text, summarise(scale, ["3", "3"])) > 0);
});

test("[L46] whatever is answered, everybody is counted once, nothing spreads beyond 1, and order does not matter", () => {
  const kinds = fc.constantFrom<Question>(scale, choice("1", "2", "x"), { ...choice("1", "2", "x"), kind: "choices" }, { kind: "number", options: [] }, { kind: "date", options: [] }, { kind: "text", options: [] });
  const value = fc.oneof(fc.constantFrom<Value | undefined>("1", "2", "5", "x", "ved-ikke", "2026-11-22", null, undefined, ["1", "x"], [], "__proto__"), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string());
  fc.assert(
    fc.property(kinds, fc.array(value, { maxLength: 40 }), (question, values) => {
      const all = summarise(question, values);
      const strange = values.filter((one) => one !== undefined && one !== null && one !== "" && !(Array.isArray(one) && one.length === 0)).length - all.answered;
      assert.equal(all.answered + all.empty + strange, values.length);
      assert.ok(strange >= 0 && (strange > 0) === all.strange.length > 0);
      assert.ok(all.spread === null || (all.spread >= 0 && all.spread <= 1));
      assert.ok(all.next >= 0 && all.next <= 1 + 1e-9);
      if (all.reach) assert.ok(all.reach.low <= all.reach.median && all.reach.median <= all.reach.high);
      const turned = summarise(question, [...values].reverse());
      assert.deepEqual([turned.reach, turned.spread, turned.counts], [all.reach, all.spread, all.counts]);
    }),
  );
});

test("[L46] who all answer alike spread nothing, and that is what they agree on", () => {
  fc.assert(
    fc.property(fc.constantFrom("1", "2", "5"), fc.integer({ min: 2, max: 30 }), (value, n) => {
      const values = Array.from({ length: n }, () => value);
      assert.equal(summarise(scale, values).spread, 0);
      assert.equal(agreed(values), value);
    }),
  );
});

test("[L50] people agree when everybody has given the same answer", () => {
  assert.equal(agreed(["ja", "ja"]), "ja");
  assert.deepEqual(agreed([["a", "b"], ["a", "b"]]), ["a", "b"]);
  for (const differ of [["ja", "nej"], ["ja", undefined], [undefined, "ja"], ["ja", null], [["a"], ["a", "b"]], []]) assert.equal(agreed(differ as Value[]), null);
});
