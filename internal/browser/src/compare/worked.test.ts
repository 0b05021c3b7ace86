import assert from "node:assert/strict";
import test from "node:test";
import type { Cell, Value } from "../answers/cell";
import { Catalogue, type CatalogueData } from "../catalogue/catalogue";
import type { Work } from "../exchange/table";
import { formOf, type Form } from "./form";
import { itemsOf } from "./item";
import { allResponses, type Source } from "./response";
import { Worked, withRows } from "./worked";

// A sheet that repeats, with a value, a choice of the author's rows, and a view of a list.
const data: CatalogueData = {
  site: "x",
  steps: [],
  sheets: [
    {
      id: "ark",
      title: "Arket",
      url: "ark/",
      edition: 2,
      repeat: { label: "Runde" },
      parts: [
        { is: "table", id: "dele", label: "Dele", as: "grid", rows: [{ id: "a", label: "Den første del", was: ["gl"] }, { id: "b", label: "Den anden del" }], columns: [{ id: "score", label: "Score", kind: "scale", set: "trin" }, { id: "fra", label: "Fra", kind: "number", given: true }] },
        { is: "value", id: "snit", label: "Snit", kind: "number", unit: "af 3", range: [1, 3] },
        { is: "question", id: "bedst", label: "Hvad er bedst?", kind: "choice" },
        { is: "question", id: "hvor", label: "Hvor?", kind: "choice" },
        { is: "table", id: "kort", label: "Kort", as: "grid", of: ["rows", "sag"], list: "sag", columns: [{ id: "navn", cell: "sag.navn", shown: true }, { id: "farve", cell: "sag.farve" }] },
        { is: "table", id: "mere", label: "Mere", as: "grid", of: ["rows", "sag"], list: "sag", columns: [{ id: "farve", cell: "sag.farve" }, { id: "note", cell: "sag.note" }] },
      ],
    },
  ],
  lists: [{ id: "sag", label: "Sager", row: "sag", name: "navn", key: ["navn"], columns: [{ id: "navn", label: "Navn", kind: "text" }, { id: "farve", label: "Farve", kind: "choice", set: "farver" }, { id: "note", label: "Note", kind: "text" }] }],
  sets: { trin: [{ id: "1", label: "Lidt" }, { id: "2", label: "" }, { id: "3", label: "Helt" }], farver: [{ id: "roed", label: "Rød", colour: "red", shape: "square", was: ["rod"] }] },
  program: {
    cells: {
      "ark.dele.score": { kind: "scale", set: "trin" },
      "ark.snit": { kind: "number", derived: 1, rules: [[null, ["mean", ["each", 1, ["rows", "ark.dele", 0], null, ["number", ["get", "ark.dele.score", 1]]]]]] },
      "ark.bedst": { kind: "choice", rows: ["rows", "ark.dele"], to: "ark.dele/" },
      "ark.hvor": { kind: "choice", rows: ["rows", "sag"], to: "sag/", label: "sag.navn" },
      "sag.navn": { kind: "text" },
      "sag.farve": { kind: "choice", set: "farver" },
    },
    rows: { ark: { at: "ark#" }, "ark.dele": { at: ".dele/", fixed: ["a", "b"] }, sag: { at: "sag/" } },
  },
};
const catalogue = new Catalogue(data);

function source(key: string, cells: Record<string, Value>): Source {
  return { key, file: key, at: null, id: key, name: key, editions: new Map(), cells: new Map(Object.entries(cells).map(([path, value]): [string, Cell] => [path, [value, 1]])) };
}
function done<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

test("what a sheet asks is found in the catalogue: the rows of a list once, nothing that is given, read here or answered elsewhere", () => {
  const form = formOf(data.sheets[0] as (typeof data.sheets)[0], catalogue);
  const tables = form.blocks.flatMap((block) => ("table" in block ? [[block.table.at, block.table.columns.map(({ cell }) => cell), block.table.key, block.table.open]] : []));
  assert.deepEqual(tables, [["ark.dele", ["ark.dele.score"], [], false], ["sag", ["sag.farve", "sag.note"], ["navn"], true]]);
  assert.deepEqual([...form.former], [["ark.dele/gl", "ark.dele/a"]]);
  assert.deepEqual([form.edition, form.repeats], [2, "Runde"]);
});

test("[L46] a value is worked out for each copy of each respondent, and chosen rows have their words", () => {
  const sources = [
    source("k1", { "ark#r1.dele/gl.score": "1", "ark#r1.dele/b.score": "2", "ark#r2.dele/b.score": "3", "ark#r1.bedst": "b", "ark#r1.hvor": "s1", "sag/s1.navn": "Skolen", "sag/s1.farve": "rod" }),
    source("k2", { "ark#x.dele/a.score": "3", "ark#x.dele/b.score": "3", "ark#x.bedst": "a", "ark#x.hvor": "væk%20nu", "sag/s1.navn": "Et andet sted" }),
  ];
  const asked: Form = formOf(data.sheets[0] as (typeof data.sheets)[0], catalogue);
  const worked = new Worked(catalogue, asked, "2026-11-22");
  const responses = done(allResponses(sources, asked));
  assert.deepEqual(responses.map(({ key }) => key), ["k1#r1", "k1#r2", "k2#x"]);
  const form = done(withRows(asked, responses, worked));
  const items = done(itemsOf(form, responses, { of: [0, 0, 0], count: 1 }, (cell, response, row) => worked.value(cell, response, row)));
  const found = (id: string) => items.find((one) => one.id === id)?.compared[0];
  assert.deepEqual(found("=snit")?.values, [1.5, 3, 3]);
  assert.equal(found("=snit")?.summaries[0]?.spread, 0.75);
  assert.deepEqual(found("bedst")?.asked.options.map(({ id, label }) => [id, label]), [["b", "Den anden del"], ["a", "Den første del"]]);
  assert.deepEqual(found("hvor")?.asked.options.map(({ id, label }) => [id, label]), [["s1", "Skolen"], ["væk%20nu", "væk nu"]]);
  assert.deepEqual(items.find(({ label }) => label === "Skolen")?.compared[0]?.values, ["roed", "roed", undefined]);
});
