import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Cell, Value } from "../answers/cell";
import { isPath } from "../answers/path";
import type { Work } from "../exchange/table";
import { agreementOf } from "./agree";
import type { Asked, Form, FormTable } from "./form";
import { inOrder, itemsOf, type Item, type Rounds } from "./item";
import { allResponses, responsesOf, rowsAt, twice, type Response, type Source } from "./response";

const asked = (cell: string, kind: Asked["kind"], options: readonly string[] = []): Asked => ({ id: cell.slice(cell.lastIndexOf(".") + 1), cell, label: cell, kind, options: options.map((id) => ({ id, label: id })), ofRows: false, derived: false, unit: "", range: null });
const table = (id: string, more: Partial<FormTable>): FormTable => ({ id, label: id, at: `ark.${id}`, rows: [], columns: [], key: [], name: "", open: false, ...more });
const steps = ["1", "2", "3", "4", "5"];

const statements = table("udsagn", {
  rows: [{ id: "a", label: "Udsagn a", group: "Først" }, { id: "b", label: "Udsagn b", group: "" }],
  columns: [asked("ark.udsagn.score", "scale", steps), asked("ark.udsagn.note", "text")],
});
const own = table("egne", { open: true, columns: [asked("ark.egne.hvad", "text"), asked("ark.egne.trin", "scale", steps)] });
const list = table("kort", { at: "sager", open: true, key: ["nr"], name: "navn", columns: [asked("sager.nr", "text"), asked("sager.navn", "text"), asked("sager.farve", "choice", ["roed", "gul", "groen"])] });
const form: Form = { id: "ark", title: "Arket", url: "ark/", edition: 1, repeats: "", perRow: false, former: new Map([["ark.gammelt", "ark.trin"], ["ark.udsagn/gl", "ark.udsagn/b"]]), blocks: [{ field: asked("ark.trin", "scale", steps) }, { field: asked("ark.hvorfor", "longtext") }, { table: statements }, { table: own }, { table: list }] };
const often: Form = { ...form, repeats: "Runde", blocks: form.blocks.slice(0, 3) };

let made = 0;
function source(cells: Record<string, Value>, more: Partial<Source> = {}): Source {
  const key = `k${made++}`;
  return { key, file: `${key}.redskab.json`, at: null, id: key, name: key, editions: new Map(), cells: new Map(Object.entries(cells).map(([path, value]): [string, Cell] => [path, [value, 1]])), ...more };
}
function done<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    assert.ok(step.value >= 0 && step.value <= 1);
  }
}
const responses = (...sources: Source[]): Response[] => done(allResponses(sources, form));
const items = (all: readonly Response[], rounds: Rounds = { of: all.map(() => 0), count: 1 }, of = form): Item[] => done(itemsOf(of, all, rounds, () => null));
const byId = (all: readonly Item[], id: string): Item => all.find((one) => one.id === id) as Item;

test("[L45] a forløb is one response, and each copy of a sheet that repeats is one", () => {
  assert.equal(responses(source({ "ark.trin": "3" })).length, 1);
  const copies = responsesOf(source({ "ark#k1.trin": "3", "ark#k1._name": "Før sommer", "ark#k2.trin": "4", "ark#k3.trin": "5", "ark#k3._gone": 1, "ark.trin": "1" }), often);
  assert.deepEqual(copies.map(({ copy, copyName, fields }) => [copy, copyName, fields.get("trin")]), [["k1", "Før sommer", "3"], ["k2", "", "4"]]);
});

test("[L45] a copy that stands for a row is called by the row", () => {
  const copies = responsesOf(source({ "ark#TOB%2D1.trin": "3" }), { ...often, perRow: true });
  assert.deepEqual(copies.map(({ copyName }) => copyName), ["TOB-1"]);
});

test("[L45] who has answered nothing on the sheet is no response, and what the sheet does not ask is named", () => {
  assert.deepEqual(responses(source({ "andet.trin": "3" }), source({ "ark.trin": null, "ark._fil": ["x"] })), []);
  const [one] = responses(source({ "ark.trin": "3", "ark.vaek": "ja", "ark.udsagn/a.vaek": "ja" }));
  assert.deepEqual([one?.answered, one?.unknown], [1, ["ark.vaek", "ark.udsagn.vaek"]]);
});

test("[L45] removed rows are not compared, and versions are one answer", () => {
  const [one] = responses(source({ "ark.egne/r1.hvad": "x", "ark.egne/r1._gone": 1, "ark.egne/r2.hvad": "y", "ark.trin~1": "2", "ark.trin~2": "2" }));
  assert.deepEqual([...rowsAt(one as Response, "ark.egne").keys()], ["r2"]);
  assert.equal(one?.fields.get("trin"), "2");
});

test("[L45] an answer under a former id answers the question that it is now", () => {
  const [one, both] = responses(source({ "ark.gammelt": "3", "ark.udsagn/gl.score": "4" }), source({ "ark.trin": "1", "ark.gammelt": "3" }));
  assert.deepEqual([one?.fields.get("trin"), rowsAt(one as Response, "ark.udsagn").get("b")?.cells.get("score"), one?.unknown], ["3", "4", []]);
  assert.equal(both?.fields.get("trin"), "1");
});

test("[L46] the biggest spread comes first, what cannot be measured stands as on the sheet", () => {
  const all = responses(source({ "ark.trin": "3", "ark.hvorfor": "derfor", "ark.udsagn/a.score": "1", "ark.udsagn/b.score": "2" }), source({ "ark.trin": "3", "ark.udsagn/a.score": "5", "ark.udsagn/b.score": "3" }));
  assert.deepEqual(inOrder(items(all), "spread").map(({ id }) => id), ["udsagn/a", "udsagn/b", "trin", "hvorfor"]);
  assert.deepEqual(inOrder(items(all), "sheet").map(({ id }) => id), ["trin", "hvorfor", "udsagn/a", "udsagn/b"]);
});

test("[L45] rows of a list meet by their number, written one way or another, and a row says who has it", () => {
  const all = responses(source({ "sager/T1.nr": "T 1", "sager/T1.navn": "Rygning", "sager/T1.farve": "roed" }), source({ "sager/xyz.nr": "t  1", "sager/xyz.farve": "groen", "sager/q.nr": "T2", "sager/q.farve": "gul" }));
  const found = items(all);
  assert.deepEqual(found.map(({ id, label, has }) => [id, label, has]), [["kort/t 1", "T 1 Rygning", [true, true]], ["kort/t2", "T2", [false, true]]]);
  assert.deepEqual(found[0]?.compared[0]?.values, ["roed", "groen"]);
  assert.deepEqual(found[0]?.compared[0]?.summaries[0]?.counts.map(([{ id }, n]) => [id, n]), [["roed", 1], ["gul", 0], ["groen", 1]]);
});

test("[L45] rows that one alone has made are shown as they stand, and one that several have is compared", () => {
  const shared = { "ark.egne/s.hvad": "fælles" };
  const all = responses(source({ ...shared, "ark.egne/s.trin": "1", "ark.egne/m.hvad": "min" }), source({ ...shared, "ark.egne/s.trin": "4" }));
  const found = items(all);
  assert.deepEqual(byId(found, "egne/s").compared.find(({ asked: { id } }) => id === "trin")?.values, ["1", "4"]);
  assert.deepEqual(byId(found, "egne/").own, [{ response: 0, values: ["min", undefined] }]);
});

test("[L48] of two rounds each has its counts, and what is in one of them only says so", () => {
  const all = responses(source({ "ark.trin": "2", "ark.udsagn/a.score": "1" }), source({ "ark.trin": "4", "ark.udsagn/b.score": "1" }), source({ "ark.trin": "4" }));
  const found = items(all, { of: [0, 1, 1], count: 2 });
  assert.deepEqual(byId(found, "trin").compared[0]?.summaries.map(({ reach }) => reach?.points), [[2], [4, 4]]);
  assert.deepEqual(["trin", "udsagn/a", "udsagn/b"].map((id) => byId(found, id).onlyIn), [null, 0, 1]);
  // When all are of one round, that is no news of any question.
  assert.equal(byId(items(all, { of: [1, 1, 1], count: 2 }), "trin").onlyIn, null);
});

test("[L47] the same forløb in two files, and answers alike in everything, are noticed; a few alike answers are not", () => {
  const many = { "ark.trin": "3", "ark.hvorfor": "derfor", "ark.udsagn/a.score": "1", "ark.udsagn/b.score": "2", "ark.udsagn/b.note": "x" };
  const old = source({ "ark.trin": "2" }, { id: "abc", at: new Date(2026, 1, 1) });
  const now = source({ "ark.trin": "3" }, { id: "abc", at: new Date(2026, 5, 1) });
  const all = responses(old, source(many), now, source({ "ark.trin": "2" }), source(many));
  assert.deepEqual(twice(all).map((group) => group.map(({ source: { key } }) => all.findIndex((one) => one.source.key === key))), [[2, 0], [1, 4]]);
});

test("[L47] two copies of one forløb are two responses", () => {
  assert.deepEqual(twice(responsesOf(source({ "ark#k1.trin": "3", "ark#k2.trin": "3" }), often)), []);
});

test("[L50] a forløb of what all agree on has that, and rows that everybody has, and nothing else", () => {
  const all = responses(
    source({ "ark.trin": "3", "ark.hvorfor": "derfor", "ark.udsagn/a.score": "1", "ark.egne/m.hvad": "min", "sager/T1.nr": "T1", "sager/T1.navn": "Rygning", "sager/T1.farve": "gul", "sager/T2.nr": "T2", "sager/T2.farve": "gul" }),
    source({ "ark.trin": "3", "ark.udsagn/a.score": "2", "sager/T1.nr": "T1", "sager/T1.farve": "gul" }),
  );
  const agreement = agreementOf(form, all, "");
  assert.deepEqual([...agreement.cells].map(([path, [value]]) => [path, value]), [["ark.trin", "3"], ["sager/T1._pos", 1], ["sager/T1.nr", "T1"], ["sager/T1.navn", "Rygning"], ["sager/T1.farve", "gul"], ["sager/T2._pos", 2], ["sager/T2.nr", "T2"]]);
  assert.deepEqual([agreement.alike, agreement.of], [2, 5]);
});

test("[L50] in a sheet that repeats what all agree on stands in a copy of its own", () => {
  const all = [...responsesOf(source({ "ark#k1.trin": "3", "ark#k1.udsagn/a.score": "1" }), often), ...responsesOf(source({ "ark#x.trin": "3", "ark#x.udsagn/a.score": "1" }), often)];
  assert.deepEqual([...agreementOf(often, all, "faelles").cells.keys()], ["ark#faelles.trin", "ark#faelles.udsagn/a.score"]);
});

test("[L45] whatever stands in a file, nobody is lost, and what they agree on has paths that are paths", () => {
  const word = fc.constantFrom<Value>("1", "5", "roed", "<img src=x>", "=1+1", "__proto__", null, 7, ["1"], "");
  const path = fc.constantFrom("ark.trin", "ark.hvorfor", "ark.udsagn/a.score", "ark.udsagn/__proto__.score", "ark.egne/r1.hvad", "ark.egne/r2.trin", "sager/T1.nr", "sager/T1.farve", "sager/T2.nr", "ark.andet", "ark.egne/r1._gone");
  fc.assert(
    fc.property(fc.array(fc.dictionary(path, word, { maxKeys: 8 }), { minLength: 1, maxLength: 6 }), (files) => {
      const sources = files.map((cells) => source(cells));
      const all = responses(...sources);
      const found = items(all);
      for (const item of found) for (const { values } of item.compared) assert.ok(values.length === all.length || item.own.length > 0);
      const said = new Set(found.flatMap((item) => item.compared.flatMap(({ values }) => values)).concat(found.flatMap((item) => item.own.flatMap(({ values }) => values))));
      for (const one of all) for (const value of one.fields.values()) if (one.answered > 0 && value !== null && value !== "" && !(one.unknown.length > 0)) assert.ok([...said].some((other) => other === value || JSON.stringify(other) === JSON.stringify(value)));
      for (const key of agreementOf(form, all, "").cells.keys()) assert.ok(isPath(key), key);
    }),
  );
});
