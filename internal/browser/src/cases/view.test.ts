import assert from "node:assert/strict";
import test from "node:test";
import type { Cell } from "../answers/cell";
import type { Toolbox } from "../answers/toolbox";
import type { Contents } from "../store/forloeb";
import { caseView, inOrder, privateTitles } from "./view";

const toolbox: Toolbox = {
  steps: [{ id: "mandat", number: 1, title: "Få mandat" }, { id: "koordinator", title: "Koordinatoren" }],
  sheets: [
    { id: "plan", title: "Planen", url: "../ark/plan/", step: "mandat", required: [["plan.maal", "text"], ["plan.titel", "text"]] },
    { id: "interview", title: "Interview", step: "koordinator", private: ["interview"] },
  ],
  lists: [{ id: "folk", title: "Folk", private: ["folk.navn"] }],
};

function one(cells: Record<string, Cell>, more: Partial<Contents> = {}): Contents {
  return { id: "a1", name: "Fjordby", standing: "here", used: 0, deleted: null, changed: null, cells: new Map(Object.entries(cells)), unread: new Map(), ...more };
}

test("[L32] a forløb says how much is answered, how far its steps are, and on which sheets", () => {
  const view = caseView(one({ "plan.maal": ["x", 1], "plan.note": ["y", 1] }, { changed: new Date(2026, 10, 21, 14, 32) }), true, toolbox);
  assert.deepEqual(view.facts, ["2 svar", "Sidst ændret 21. november 2026 kl. 14.32", "Ingen fil hentet"]);
  assert.deepEqual(view.steps, [{ number: 1, title: "Få mandat", state: "begun" }]);
  assert.deepEqual(view.sheets, [{ title: "Planen", url: "../ark/plan/", state: "begun", words: "i gang, 1 af 2 svar, der skal med" }]);
  assert.deepEqual(view.notes, []);
});

test("a side track is named when it has been begun, and a sheet without required answers is never called filled", () => {
  const view = caseView(one({ "interview#k1.noter": ["x", 1] }), false, toolbox);
  assert.deepEqual(view.steps, [{ number: 1, title: "Få mandat", state: "untouched" }, { number: 0, title: "Koordinatoren", state: "begun" }]);
  assert.equal(view.sheets[0]?.words, "i gang");
});

test("[L7] [S9] what cannot be read, and what has lost its sheet, is told", () => {
  const view = caseView(one({ "gammelt.x": ["y", 1], "folk/r.navn": ["z", 1] }, { unread: new Map([["plan.maal", "["]]) }), false, toolbox);
  assert.equal(view.notes.length, 2);
  assert.match(view.notes[0] ?? "", /^1 gemt svar kan ikke læses/);
  assert.match(view.notes[1] ?? "", /^1 svar hører til ark, som ikke findes/);
});

test("when a file was taken, and whether something was answered since, is told", () => {
  const at = new Date(2026, 10, 20, 10, 5);
  const file = (given: string): Cell => [[at.toISOString(), given, "1"], 1];
  assert.equal(caseView(one({ "plan.maal": ["x", 1], "plan._fil": file("1") }), false, toolbox).facts[1], "Fil hentet 20. november 2026 kl. 10.05");
  assert.equal(caseView(one({ "plan.maal": ["x", 2], "plan._fil": file("1") }), false, toolbox).facts[1], "Fil hentet 20. november 2026 kl. 10.05, ændret siden");
});

test("[L25] only forløb that count are shown, the chosen one first, then by name in Danish order", () => {
  const named = (id: string, name: string, standing: Contents["standing"] = "here") => one({}, { id, name, standing });
  const all = [named("a", "Ærø"), named("b", "Bogense"), named("c", "Aabenraa"), named("d", "Væk", "gone"), named("e", "Kasseret", "trash"), named("f", "Halvt", "unsealed"), named("g", "Zebra")];
  assert.deepEqual(inOrder(all, "g").map((each) => each.id).slice(0, 2), ["g", "b"]);
  assert.equal(inOrder(all, null).length, 4);
});

test("[L51] a forløb that was made of several answers says of whose", () => {
  const made: Cell = [[new Date(2026, 10, 22, 9, 5).toISOString(), "plan", "Læge (20. november 2026)", "<b>Teamleder</b>"], 1];
  assert.deepEqual(caseView(one({ "plan.maal": ["x", 1], "forløb.kilder": made }), false, toolbox).notes, ["Fælles svar på »Planen«, begyndt 22. november 2026 kl. 9.05 ud fra 2 besvarelser: Læge (20. november 2026), <b>Teamleder</b>."]);
  for (const value of [null, "x", 3]) assert.deepEqual(caseView(one({ "forløb.kilder": [value, 1] }), false, toolbox).notes, []);
});

test("[L33] the sheets and lists with answers about colleagues are named", () => {
  assert.deepEqual(privateTitles([one({ "plan.maal": ["x", 1], "interview._fil": [["y"], 1], "folk/r.hvad": ["z", 1] })], toolbox), []);
  assert.deepEqual(privateTitles([one({ "interview#k1.noter": ["x", 1] }), one({ "folk/r.navn": ["y", 1] })], toolbox), ["Interview", "Folk"]);
});
