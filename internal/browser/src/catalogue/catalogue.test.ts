import assert from "node:assert/strict";
import test from "node:test";
import { Catalogue, rootOf, type CatalogueData } from "./catalogue";

export const data: CatalogueData = {
  site: "x",
  steps: [{ id: "mandat", number: 1, title: "Få mandat" }],
  sheets: [
    {
      id: "plan",
      title: "Planen",
      url: "ark/plan/",
      step: "mandat",
      edition: 1,
      parts: [
        { is: "heading", level: 2, text: "Mål" },
        { is: "question", id: "maal", label: "Mål", kind: "text" },
        { is: "table", id: "trin", label: "Trin", as: "grid", rows: [{ id: "et", label: "Det første" }], columns: [{ id: "farve", label: "Farve", kind: "choice", set: "trafiklys" }] },
        { is: "table", id: "sager", label: "Sager", as: "grid", of: ["rows", "plan.sager"], list: "sag", naming: ["navn"], columns: [{ id: "farve", cell: "sag.farve", shown: true }], unshown: [{ id: "navn", cell: "sag.navn" }] },
      ],
    },
  ],
  lists: [{ id: "sag", label: "Sager", row: "sag", name: "navn", columns: [{ id: "navn", label: "Navn", kind: "text" }, { id: "farve", label: "Sagens farve", kind: "choice", set: "trafiklys" }] }],
  sets: { trafiklys: [{ id: "roed", label: "Rød", colour: "red", was: ["rod"] }, { id: "ved-ikke", label: "Ved ikke", aside: true }] },
  program: { cells: { "plan.maal": { kind: "text" } }, rows: {} },
};

const catalogue = new Catalogue(data);

test("[S50] what a path asks is found, in rows and copies too, and nothing where nobody asks", () => {
  assert.equal(catalogue.place("plan.maal")?.asked.label, "Mål");
  assert.equal(catalogue.place("plan#k1.maal")?.sheet?.title, "Planen");
  const cell = catalogue.place("plan.trin/et.farve");
  assert.deepEqual([cell?.table?.label, cell?.row?.label, cell?.asked.label], ["Trin", "Det første", "Farve"]);
  assert.equal(catalogue.place("plan.trin/nyt.farve")?.row, undefined);
  assert.deepEqual([catalogue.place("sag/a%20b.farve")?.list?.label, catalogue.place("sag/a%20b.farve")?.asked.label], ["Sager", "Sagens farve"]);
  for (const path of ["plan.vaek", "andet.maal", "plan.sager/a.farve", "__proto__.x"]) assert.equal(catalogue.place(path), null, path);
});

test("a column that a view shows is what its list asks", () => {
  const sheet = catalogue.sheet("plan");
  const table = sheet?.parts[3];
  assert.ok(sheet && table?.is === "table");
  assert.deepEqual(catalogue.columns(sheet, table, true).map(({ label, cell, shown }) => [label, cell, shown]), [["Sagens farve", "sag.farve", true], ["Navn", "sag.navn", false]]);
});

test("the program has the options of the sets, and an answer under a former id is the option of today", () => {
  assert.deepEqual(catalogue.program.sets["trafiklys"], [["roed", "Rød"], ["ved-ikke", "Ved ikke", 1]]);
  const farve = catalogue.place("sag/r.farve")?.asked;
  assert.ok(farve);
  assert.equal(catalogue.current(farve, "rod"), "roed");
  assert.deepEqual(catalogue.current(farve, ["rod", "mine"]), ["roed", "mine"]);
  assert.equal(catalogue.sheet("sag"), null);
});

test("the root of the site stands before the script", () => {
  assert.equal(rootOf("../js/catalogue.0a1b2c3d.js"), "../");
  assert.equal(rootOf("js/catalogue.0a1b2c3d.js"), "");
});
