import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { answers, type Value } from "../answers/cell";
import { isPath } from "../answers/path";
import type { Column } from "./column";
import { editsOf, planOffer, planRows, type Choices, type Here, type Place } from "./plan";
import { finish } from "./separated";

const columns: readonly Column[] = [
  { id: "nr", label: "Nr.", kind: "text", options: [], headers: [] },
  { id: "navn", label: "Navn", kind: "text", options: [], headers: [] },
  { id: "farve", label: "Farve", kind: "choice", options: [{ id: "roed", label: "Rød", also: [] }, { id: "gul", label: "Gul", also: [] }], headers: [] },
];
const here = (id: string, cells: Record<string, Value>, isRemoved = false): Here => ({ id, isRemoved, get: (column) => cells[column], answered: (column) => answers(cells[column]) });
const place = (...rows: Here[]): Place => ({ columns, key: ["nr"], rows });
const choices: Choices = { header: -1, columns: ["nr", "navn", "farve"], meanings: new Map(), twins: "each", headings: "take", again: "leave" };
const plan = (rows: readonly string[][], into: Place, more: Partial<Choices> = {}) => finish(planRows({ rows, merged: 0 }, into, { ...choices, ...more }));
const fates = (p: ReturnType<typeof plan>) => p.rows.map(({ fate }) => fate);
let marks = 0;
const carrying = () => ({ path: (row: string, column: string) => `liste/${row}.${column}`, newID: () => `mark${++marks}`, last: 7, given: new Map<string, Value>() });

test("[S27] rows meet by their key, whatever its case and spaces; what is equal changes nothing", () => {
  const p = plan([["tob-01 ", "Røgfri", "gul"], ["TOB-02", "Ny", ""], ["TOB  03", "Ens", "Rød"]], place(here("TOB-01", { nr: "TOB-01", navn: "Røgfri" }), here("x", { nr: "tob 03", navn: "Ens", farve: "roed" })));
  assert.deepEqual(fates(p), ["meets", "new", "same"]);
  assert.deepEqual([...editsOf(p, "mine", carrying())], [
    ["liste/TOB-01.farve", "gul"],
    ["liste/TOB-02._pos", 8],
    ["liste/TOB-02.nr", "TOB-02"],
    ["liste/TOB-02.navn", "Ny"],
  ]);
});

test("[S28] where both have an answer the reader says whose is kept; an empty cell takes none away", () => {
  const into = place(here("1", { nr: "1", navn: "Vores", farve: "gul" }));
  const p = plan([["1", "Deres", ""]], into);
  assert.deepEqual(p.rows[0]?.conflicts, ["navn"]);
  assert.deepEqual([...editsOf(p, "mine", carrying())], []);
  assert.deepEqual([...editsOf(p, "theirs", carrying())], [["liste/1.navn", "Deres"]]);
});

test("[S28] what only the site says of a row gives way to what people bring", () => {
  const start: Here = { id: "1", isRemoved: false, get: (column) => ({ nr: "1", navn: "Vores", farve: "gul" })[column], answered: () => false };
  const p = plan([["1", "Deres", "gul"]], place(start));
  assert.deepEqual([p.rows[0]?.conflicts, [...editsOf(p, "mine", carrying())]], [[], [["liste/1.navn", "Deres"]]]);
});

test("[S28] several rows with one key are shown and never merged; one that is like another is left out", () => {
  const rows = [["1", "Først", ""], ["1", "Så", ""], ["1", "Først", ""]];
  const each = plan(rows, place());
  assert.deepEqual(fates(each), ["new", "new", "copy"]);
  assert.deepEqual([...each.twins], [["1", [0, 1]]]);
  assert.equal(new Set(each.rows.map(({ id }) => id)).size, 2);
  assert.deepEqual(fates(plan(rows, place(), { twins: "first" })), ["new", "twin", "copy"]);
});

test("[S28] a key that several rows here have is named, and the first is met", () => {
  const p = plan([["1", "x", ""]], place(here("a", { nr: "1" }), here("b", { nr: "1" })));
  assert.deepEqual([p.severalHere, p.rows[0]?.id], [["1"], "a"]);
});

test("[S29] a new row stands by its key; where a row that bears another key by now stands so, by a random id", () => {
  const p = plan([["ÆLD/1", "x", ""], ["1", "y", ""], ["", "uden", ""]], place(here("1", { nr: "2" })));
  assert.deepEqual(p.rows.map(({ id }) => id), ["%C3%86LD%2F1", null, null]);
  assert.equal(p.withoutKey, 1);
});

test("[S29] a key too long for a path leaves the row to a random id", () => {
  assert.equal(plan([["x".repeat(201), "y", ""]], place()).rows[0]?.id, null);
});

test("[S29] a row that was removed comes back with its answers", () => {
  const p = plan([["1", "Ny", "gul"]], place(here("1", { nr: "1", navn: "Gammel" }, true)));
  assert.deepEqual(fates(p), ["back"]);
  assert.deepEqual([...editsOf(p, "mine", carrying())], [["liste/1._gone", null], ["liste/1.farve", "gul"]]);
});

test("a row that stands here is met before one that was removed", () => {
  assert.equal(plan([["1", "x", ""]], place(here("a", { nr: "1" }, true), here("b", { nr: "1" }))).rows[0]?.id, "b");
});

test("rows with nothing but a key may be headings, and the reader says", () => {
  const rows = [["Tobak", "", ""], ["1", "x", ""]];
  assert.equal(plan(rows, place()).headings, 1);
  assert.deepEqual(fates(plan(rows, place(), { headings: "leave" })), ["heading", "new"]);
  assert.deepEqual(fates(plan(rows, place(here("t", { nr: "tobak" })), { headings: "leave" })), ["same", "new"]);
});

test("[S27] without a key no rows meet; one like a row here is left out unless the reader wants it", () => {
  const into: Place = { ...place(here("a", { nr: "1", navn: "x" })), key: [] };
  const rows = [["1", "x", ""], ["1", "y", ""]];
  assert.deepEqual(fates(plan(rows, into)), ["same", "new"]);
  assert.deepEqual(fates(plan(rows, into, { again: "take" })), ["new", "new"]);
});

test("what was not understood is counted by column", () => {
  const p = plan([["1", "x", "blå"], ["2", "y", "blå"], ["3", "z", "rød"]], place());
  assert.deepEqual([...(p.strange.get("farve") ?? [])], [["blå", 2]]);
});

test("a new row gets what a row added here gets, unless it says otherwise itself", () => {
  const p = plan([["1", "", ""], ["2", "", "gul"]], place());
  const edits = editsOf(p, "mine", { ...carrying(), given: new Map([["farve", "roed"]]) });
  assert.deepEqual([edits.get("liste/1.farve"), edits.get("liste/2.farve")], ["roed", "gul"]);
});

test("[S31] rows that are offered come as they are, and meet those that are there", () => {
  const p = planOffer([{ nr: "T-1", farve: "gul" }, { nr: "T-2", navn: "x", andet: ["a", "b"] }], place(here("T-1", { nr: "t-1", farve: "roed" })));
  assert.deepEqual(fates(p), ["meets", "new"]);
  assert.deepEqual([...editsOf(p, "mine", carrying())], [
    ["liste/T-2._pos", 8],
    ["liste/T-2.nr", "T-2"],
    ["liste/T-2.navn", "x"],
    ["liste/T-2.andet", ["a", "b"]],
  ]);
});

test("a thousand rows are handed over in pieces", () => {
  const rows = Array.from({ length: 1000 }, (_, i) => [`N-${i}`, `Anbefaling ${i}`, "gul"]);
  let pieces = 0;
  for (const work = planRows({ rows, merged: 0 }, place(), choices); !work.next().done; ) pieces++;
  assert.equal(pieces, 20);
});

test("[S28] bringing in takes no answer away, and bringing the same in again changes nothing", () => {
  const cell = fc.constantFrom("", "1", "2", "A 1", "a  1", "rød", "blå", "__proto__", "/", "%");
  const row = fc.tuple(cell, cell, cell);
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.array(row, { maxLength: 8 }), fc.constantFrom("each" as const, "first" as const), (first, second, twins) => {
      const cells = new Map<string, Value>();
      const rowsHere = (): Here[] => {
        const ids = new Set([...cells.keys()].map((path) => path.slice(6, path.lastIndexOf("."))));
        return [...ids].map((id) => ({ id, isRemoved: answers(cells.get(`liste/${id}._gone`)), get: (column) => cells.get(`liste/${id}.${column}`), answered: (column) => answers(cells.get(`liste/${id}.${column}`)) }));
      };
      const bring = (rows: readonly (readonly string[])[]) => {
        const edits = editsOf(finish(planRows({ rows, merged: 0 }, place(...rowsHere()), { ...choices, twins })), "mine", carrying());
        for (const [path, value] of edits) {
          assert.ok(isPath(path), path);
          assert.ok(path.endsWith("._gone") || !answers(cells.get(path)) || path.endsWith("._pos"));
          cells.set(path, value);
        }
        return edits.size;
      };
      bring(first);
      bring(second);
      const keys = second.map(([nr]) => nr.trim().toLowerCase().replace(/\s+/g, " "));
      if (twins === "first" && keys.every((key) => key !== "")) assert.equal(bring(second), 0);
    }),
  );
});
