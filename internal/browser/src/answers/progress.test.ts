import assert from "node:assert/strict";
import test from "node:test";
import type { Value } from "./cell";
import { progressOf, stepState, type Progress } from "./progress";
import { isPrivate, ownerOf, type SheetFacts, type Toolbox } from "./toolbox";

const toolbox = (sheet: Partial<SheetFacts>): Toolbox => ({
  sheets: [{ id: "plan", step: "planlaegning", ...sheet }, { id: "planer", step: "planlaegning", required: [["planer.x", "text"]] }],
  lists: [{ id: "folk", rows: ["a", "b"], given: ["navn"] }],
});

test("[L32] a sheet is filled when its required answers are there and have the form of their kind", () => {
  const required: SheetFacts["required"] = [["plan.maal", "text"], ["plan.trin", "scale", "1", "2"], ["plan.antal", "number"]];
  const open: SheetFacts["required"] = [["plan.maal", "text"], ["plan.t/*.dato", "date"]];
  const list: SheetFacts["required"] = [["folk/*.svar", "choice", "ja", "nej"]];
  const cases: [string, Partial<SheetFacts>, Record<string, Value>, Progress["state"], number, number][] = [
    ["nothing answered", { required }, {}, "untouched", 0, 3],
    ["an answer taken back", { required }, { "plan.maal": null }, "untouched", 0, 3],
    ["a note alone", { required }, { "plan._fil": ["2026", "3"] }, "untouched", 0, 3],
    ["another sheet of nearly the same name", { required }, { "planer.x": "y" }, "untouched", 0, 3],
    ["one of three", { required }, { "plan.maal": "x" }, "begun", 1, 3],
    ["something that is not required", { required }, { "plan.andet": "x" }, "begun", 0, 3],
    ["all of them", { required }, { "plan.maal": "x", "plan.trin": "1", "plan.antal": 3 }, "filled", 3, 3],
    ["one that is no number", { required }, { "plan.maal": "x", "plan.trin": "1", "plan.antal": "ca. 3" }, "begun", 2, 3],
    ["one that is no option any more", { required }, { "plan.maal": "x", "plan.trin": "9", "plan.antal": 3 }, "begun", 2, 3],
    ["a sheet that requires nothing", {}, { "plan.maal": "x" }, "begun", 0, 0],
    ["a column without rows", { required: open }, { "plan.maal": "x" }, "begun", 1, 2],
    ["a column in two rows, one of them lacking", { required: open }, { "plan.maal": "x", "plan.t/r1.dato": "2026-11-22", "plan.t/r2.navn": "y" }, "begun", 2, 3],
    ["a column in two rows, one of them removed", { required: open }, { "plan.maal": "x", "plan.t/r1.dato": "2026-11-22", "plan.t/r2.navn": "y", "plan.t/r2._gone": 1 }, "filled", 2, 2],
    ["a column of a list, in one of its own rows", { required: list, also: ["folk/*.svar"] }, { "folk/a.svar": "ja" }, "begun", 1, 2],
    ["a column of a list, in all its rows", { required: list, also: ["folk/*.svar"] }, { "folk/a.svar": "ja", "folk/b.svar": "nej", "folk/c.svar": "ja" }, "filled", 3, 3],
    ["a row of a list that was removed", { required: list, also: ["folk/*.svar"] }, { "folk/a.svar": "ja", "folk/b._gone": 1 }, "filled", 1, 1],
    ["a column that the site answers in its own rows", { required: [["folk/*.navn", "text"], ["plan.maal", "text"]] }, { "plan.maal": "x", "folk/a.svar": "ja" }, "filled", 1, 1],
    ["such a column in a row of the reader's", { required: [["folk/*.navn", "text"], ["plan.maal", "text"]] }, { "plan.maal": "x", "folk/c.svar": "ja" }, "begun", 1, 2],
    ["such a column, the site's own rows removed", { required: [["folk/*.navn", "text"], ["plan.maal", "text"]] }, { "plan.maal": "x", "folk/a._gone": 1, "folk/b._gone": 1 }, "begun", 1, 2],
    ["another column of the list", { required: list, also: ["folk/*.svar"] }, { "folk/a.navn": "x" }, "untouched", 0, 2],
    ["copies, the best of which counts", { required: [["plan#*.maal", "text"], ["plan#*.dato", "date"]] }, { "plan#k1.maal": "x", "plan#k2.maal": "y", "plan#k2.dato": "2026-11-22" }, "filled", 2, 2],
    ["copies, none of them whole", { required: [["plan#*.maal", "text"], ["plan#*.dato", "date"]] }, { "plan#k1.maal": "x", "plan#k2.dato": "2026-11-22" }, "begun", 1, 2],
  ];
  for (const [name, sheet, answered, state, done, of] of cases) {
    const all = toolbox(sheet);
    assert.deepEqual(progressOf(all.sheets[0] as SheetFacts, new Map(Object.entries(answered)), all), { state, done, of }, name);
  }
});

test("[L32] a step is as far as the furthest of its sheets", () => {
  const all = toolbox({ required: [["plan.maal", "text"]] });
  const state = (answered: Record<string, Value>) => stepState("planlaegning", new Map(Object.entries(answered)), all);
  assert.equal(state({}), "untouched");
  assert.equal(state({ "plan.andet": "x" }), "begun");
  assert.equal(state({ "plan.andet": "x", "planer.x": "y" }), "filled");
  assert.equal(stepState("mandat", new Map([["plan.maal", "x"]]), all), "untouched");
});

test("[L33] what is about colleagues is told by the addresses of sheets, tables and columns", () => {
  const all: Toolbox = { sheets: [{ id: "interview", private: ["interview"] }, { id: "plan", private: ["plan.t.navn", "plan.folk"] }], lists: [{ id: "liste", private: ["liste.hvem"] }] };
  const cases: Record<string, boolean> = {
    "interview.noter": true, "interview#k1.t/r.x": true, "interview#k1._name": true, "interviewet.noter": false,
    "plan.t/r1.navn": true, "plan.t/r1.navn~v": true, "plan.t/r1.dato": false, "plan.t/r1._pos": false, "plan.folk/r1._pos": true, "plan.folk/r1.alt": true, "plan.folkeligt": false,
    "liste/r.hvem": true, "liste/r.hvad": false, "ukendt.x": false,
  };
  for (const [path, want] of Object.entries(cases)) assert.equal(isPrivate(path, all), want, path);
  assert.equal(ownerOf("plan#k.t/r.x"), "plan");
  assert.equal(ownerOf("liste/r.x"), "liste");
});
