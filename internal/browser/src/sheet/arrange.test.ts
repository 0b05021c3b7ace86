import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Value } from "../answers/cell";
import type { Kind } from "../answers/value";
import { counts, grouped, isWanted, nothing, sorted, type Column, type Wish } from "./arrange";

const options = [
  { id: "roed", label: "Rød" },
  { id: "gul", label: "Gul" },
  { id: "groen", label: "Grøn" },
  { id: "ved-ikke", label: "Ved ikke", aside: true },
];

function column(kind: Kind, values: Readonly<Record<string, Value>>): Column {
  return {
    id: kind,
    cell: kind,
    kind,
    options: kind === "choice" || kind === "choices" || kind === "scale" ? options : [],
    value: (row) => values[row] ?? null,
    words: (row) => [values[row] ?? ""].flat().map((id) => options.find((option) => option.id === id)?.label ?? String(id)).join(", "),
  };
}

const sort = (kind: Kind, values: Readonly<Record<string, Value>>, falling = false) => sorted(Object.keys(values), [{ column: column(kind, values), falling }]);

test("options stand in their order, asides behind them, empty ones last, whichever way [S24]", () => {
  const values = { a: null, b: "ved-ikke", c: "groen", d: "roed", e: "gul" };
  assert.deepEqual(sort("choice", values), ["d", "e", "c", "b", "a"]);
  assert.deepEqual(sort("choice", values, true), ["c", "e", "d", "b", "a"]);
});

test("an option that is no more is as good as empty", () => {
  assert.deepEqual(sort("choice", { a: "lilla", b: "gul" }), ["b", "a"]);
});

test("texts stand as a Danish reader looks for them, numbers in them as numbers", () => {
  assert.deepEqual(sort("text", { a: "TOB-10", b: "TOB-9", c: "Århus", d: "Zoo", e: "alkohol", f: "Ærø", g: "ALK-1" }), ["g", "e", "b", "a", "d", "f", "c"]);
});

test("numbers and days stand by size, highest first after a hyphen, empty ones last all the same [S24]", () => {
  assert.deepEqual(sort("number", { a: 10, b: 9, c: null, d: -1 }), ["d", "b", "a", "c"]);
  assert.deepEqual(sort("number", { a: 10, b: 9, c: null, d: -1 }, true), ["a", "b", "d", "c"]);
  assert.deepEqual(sort("date", { a: "2026-11-02", b: "2026-02-11", c: null }, true), ["a", "b", "c"]);
});

test("several options stand by the first, then by the next", () => {
  assert.deepEqual(sort("choices", { a: ["gul", "groen"], b: ["roed", "groen"], c: ["gul"], d: ["roed", "gul"], e: null }), ["d", "b", "c", "a", "e"]);
});

test("rows alike by one key stand by the next, and else as they stood", () => {
  const status = column("choice", { a: "gul", b: "roed", c: "gul", d: "roed" });
  const name = column("text", { a: "x", b: "x", c: "a", d: "x" });
  const keys = [status, name].map((one) => ({ column: one, falling: false }));
  assert.deepEqual(sorted(["d", "c", "b", "a"], keys), ["d", "b", "c", "a"]);
});

test("groups stand in the order of the options, those without an answer last, and only those with rows", () => {
  const status = column("choice", { a: null, b: "groen", c: "roed", d: "groen" });
  assert.deepEqual(
    grouped(["a", "b", "c", "d"], status).map(({ title, rows }) => [title, rows]),
    [
      ["Rød", ["c"]],
      ["Grøn", ["b", "d"]],
      ["", ["a"]],
    ],
  );
});

test("texts that differ in capitals or spaces are one group, several options one heading", () => {
  assert.deepEqual(
    grouped(["a", "b", "c"], column("text", { a: "Børn og unge", b: "børn og unge ", c: "Ældre" })).map(({ title, rows }) => [title, rows]),
    [
      ["Børn og unge", ["a", "b"]],
      ["Ældre", ["c"]],
    ],
  );
  assert.deepEqual(
    grouped(["a", "b"], column("choices", { a: ["roed", "gul"], b: ["roed"] })).map(({ title }) => title),
    ["Rød", "Rød, Gul"],
  );
});

test("a filter shows rows with the option, or those where nothing is; several filters agree", () => {
  const status = column("choice", { a: "roed", b: "gul", c: null });
  const marks = column("choices", { a: ["gul", "groen"], b: ["roed"], c: null });
  const shown = (...wishes: Wish[]) => ["a", "b", "c"].filter((row) => isWanted(row, wishes)).join("");
  assert.equal(shown({ column: status, wanted: "" }), "abc");
  assert.equal(shown({ column: status, wanted: "roed" }), "a");
  assert.equal(shown({ column: status, wanted: nothing }), "c");
  assert.equal(shown({ column: marks, wanted: "groen" }), "a");
  assert.equal(shown({ column: marks, wanted: "groen" }, { column: status, wanted: "gul" }), "");
});

test("the number at an option is how many rows it would show beside the other filters", () => {
  const status = { column: column("choice", { a: "roed", b: "gul", c: null, d: "roed" }), wanted: "gul" };
  const kind = { column: column("choice", { a: "groen", b: "groen", c: "groen", d: "gul" }), wanted: "groen" };
  assert.deepEqual([...counts(["a", "b", "c", "d"], [status, kind], status)].sort(), [["", 3], ["gul", 1], ["roed", 1], ["~", 1]]);
  assert.deepEqual([...counts(["a", "b", "c", "d"], [status, kind], kind)].sort(), [["", 1], ["groen", 1]]);
});

// Rows with anything in them, arranged by anything.
const value = fc.oneof(fc.constant(null), fc.constantFrom("roed", "gul", "groen", "ved-ikke", "lilla"), fc.string({ minLength: 1 }));
const values: fc.Arbitrary<Record<string, Value>> = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.oneof(value, fc.double({ noNaN: true }), fc.uniqueArray(fc.constantFrom("roed", "gul", "groen", "ved-ikke", "lilla"), { minLength: 1 })), { maxKeys: 30 });
const filters = fc.constantFrom<Kind>("choice", "choices", "scale");
const kinds = fc.constantFrom<Kind>("text", "number", "choice", "choices", "scale", "date");

test("sorting keeps every row, is the same when done again, and stands still for rows that are alike", () => {
  fc.assert(
    fc.property(values, kinds, fc.boolean(), (all, kind, falling) => {
      const keys = [{ column: column(kind, all), falling }];
      const once = sorted(Object.keys(all), keys);
      assert.deepEqual([...once].sort(), Object.keys(all).sort());
      assert.deepEqual(sorted(once, keys), once);
      assert.deepEqual(sorted(once, [{ column: column(kind, {}), falling }]), once);
    }),
  );
});

test("every row is in exactly one group, and within it in the order it had", () => {
  fc.assert(
    fc.property(values, kinds, (all, kind) => {
      const rows = Object.keys(all);
      const groups = grouped(rows, column(kind, all));
      assert.deepEqual(groups.flatMap((group) => group.rows).sort(), [...rows].sort());
      assert.equal(new Set(groups.map((group) => group.key)).size, groups.length);
      for (const group of groups) assert.deepEqual(group.rows, rows.filter((row) => group.rows.includes(row)));
    }),
  );
});

test("the numbers at a filter's options are what choosing them shows", () => {
  fc.assert(
    fc.property(values, filters, filters, fc.constantFrom("", "gul", nothing), (all, one, other, wanted) => {
      const rows = Object.keys(all);
      const fixed = { column: column(other, all), wanted };
      const own = { column: column(one, all), wanted: "" };
      for (const [id, n] of counts(rows, [fixed, own], own)) {
        assert.equal(rows.filter((row) => isWanted(row, [fixed, { ...own, wanted: id }])).length, n, id);
      }
    }),
  );
});
