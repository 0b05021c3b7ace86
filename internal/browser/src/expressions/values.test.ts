import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import fc from "fast-check";
import type { Value } from "../answers/cell";
import { Answered } from "./answered";
import type { Answers, Program, Result, Tree } from "./program";
import { Values, type Changes } from "./values";
import { print, treesOf, type Sentence } from "./words";

const read = (name: string): unknown => JSON.parse(readFileSync(`../expression/testdata/${name}`, "utf8"));
const shared = read("cases.json") as { today: string; answers: Record<string, Value>; cases: { in?: string; say?: string }[] };
const { program, trees } = read("trees.json") as { program: Program; trees: Tree[] };
const addresses = ["", "indsatser/T-01", "indsatser/T-02", "indsatser/T-04", "ark.bud/r1", "ark.forhold/maal", "moede#k1", "moede#k1.punkter/p1", "moede#k2", "proeve#T-01", "plan#T-01"];

/** All that the page could show: each tree where it stands, each cell in each row of its kind. */
function everything(values: Values, ask: (tree: Tree, at: string, get: () => unknown) => void): void {
  shared.cases.forEach((c, i) => {
    const tree = trees[i] as Tree;
    const at = c.in ?? "";
    if (c.say === undefined) ask(tree, at, () => values.evaluate(tree, at));
    else ask(treesOf(tree as Sentence), at, () => print(tree as Sentence, values, program, at));
  });
  for (const id of Object.keys(program.cells)) {
    const parent = id.slice(0, id.lastIndexOf("."));
    const rows = parent === "ark.sorter" ? "indsatser" : parent; // a view has the rows of its list
    for (const at of addresses) {
      if (at.replace(/[#/][^.]*/g, "") !== (program.rows[rows] ? rows : "")) continue;
      const tree = at === "" ? ["get", id] : ["get", id, 0];
      ask(tree, at, () => values.evaluate(tree, at));
    }
  }
}

const edited = fc.constantFrom(
  ...Object.keys(shared.answers),
  ...["ark.n", "ark.startet", "ark.hentet", "ark.bud/r4._gone", "ark.bud/r9.trin", "ark.bud/r9._pos", "indsatser/T-01._gone", "indsatser/T-07.status", "indsatser/T-01.let", "moede#k1._gone", "moede#k1.punkter/p2._gone", "moede#k4.dato", "plan#T-04.moden", "omraader/BOE._gone", "ark.egne/fast.forhold"],
);
const typed = fc.constantFrom<Value | undefined>(undefined, null, "", "roed", "gul", "ja", "T-01", "T-99", "0", "3", "9", "maal", "2012", "2026-11-21", "2027-01", "09:30", "Leder", 0, 1, 2.5, ["kompetencer"], ["T-01", "T-03"], ["egen"], []);
// What chance seldom finds together.
const likely = fc.constantFrom<[string, Value | undefined]>(
  ...(["T-01", "T-02", "T-03"].flatMap((row) => [1, null].map((gone) => [`indsatser/${row}._gone`, gone])) as [string, Value][]),
  ...(["x", null].map((note) => ["ark.sorter/T-01.note", note]) as [string, Value][]),
  ...([1, 100, null].flatMap((price) => ["T-01", "T-02"].map((row) => [`indsatser/${row}.pris`, price])) as [string, Value][]),
  ...(["roed", "groen"].flatMap((colour) => ["T-01", "T-02"].map((row) => [`indsatser/${row}.status`, colour])) as [string, Value][]),
);
const edits = fc.array(fc.array(fc.oneof(fc.tuple(edited, typed), likely), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 });

test("[E18] after any answers, what is remembered is what would be worked out anew, and what changed was told", () => {
  fc.assert(
    fc.property(edits, (all) => {
      const stored = new Map(Object.entries(shared.answers));
      const answered = new Answered(stored, program);
      const values = new Values(program, answered, shared.today);
      const seen: unknown[] = [];
      everything(values, (_tree, _at, get) => seen.push(get()));
      for (const step of all) {
        for (const [path, value] of step) {
          if (value === undefined) stored.delete(path);
          else stored.set(path, value);
          answered.changed(path);
        }
        const changes = values.changed(step.map(([path]) => path));
        const fresh = new Values(program, new Answered(new Map(stored), program), shared.today);
        const want: unknown[] = [];
        everything(fresh, (_tree, _at, get) => want.push(get()));
        let i = 0;
        everything(values, (tree, at, get) => {
          const got = get();
          assert.deepEqual(got, want[i], `${JSON.stringify(tree)} in ${at}`);
          if (JSON.stringify(got) !== JSON.stringify(seen[i])) assert.ok(values.affected(tree, changes, at), `nobody said that ${JSON.stringify(tree)} in ${at} changed`);
          seen[i++] = got;
        });
      }
    }),
    { numRuns: 150 },
  );
});

test("[E3] which rows count is known from changes as from the whole", () => {
  fc.assert(
    fc.property(edits, (all) => {
      const stored = new Map(Object.entries(shared.answers));
      const answered = new Answered(stored, program);
      const tables = ["ark.bud/", "ark.forhold/", "ark.egne/", "indsatser/", "omraader/", "moede#", "moede#k1.punkter/", "plan#"];
      for (const at of tables) answered.rows(at);
      for (const [path, value] of all.flat()) {
        if (value === undefined) stored.delete(path);
        else stored.set(path, value);
        answered.changed(path);
      }
      for (const at of tables) assert.deepEqual(answered.rows(at), new Answered(stored, program).rows(at), at);
    }),
  );
});

// 262 rows with ten columns that are worked out, and values that count them all.
const many = 262;
function workflow(): { program: Program; stored: Map<string, Value>; derived: string[]; totals: Tree[] } {
  const stored = new Map<string, Value>();
  const scale = ["a", "b", "c", "d"];
  for (let i = 0; i < many; i++) {
    stored.set(`liste/r${i}._pos`, i);
    scale.forEach((column, j) => stored.set(`liste/r${i}.${column}`, String((i + j) % 4)));
    stored.set(`liste/r${i}.status`, i % 3 ? "roed" : "gul");
  }
  for (let i = 0; i < 40; i++) {
    stored.set(`log/l${i}.indsats`, `r${i * 5}`);
    stored.set(`log/l${i}.status`, "gul");
  }
  const get = (column: string): Tree => ["get", `liste.${column}`, 0];
  const scales = scale.map((column): Tree => ["number", get(column)]);
  const rules: Record<string, readonly (readonly [Tree, Tree])[]> = {
    snit: [[null, ["mean", ...scales]]],
    sum: [[null, ["+", ["+", scales[0] as Tree, scales[1] as Tree], scales[2] as Tree]]],
    hoej: [[["<", 2, get("snit")], "ja"], [["answered", get("snit")], "nej"]],
    lav: [[["and", ["in", get("status"), "roed", "gul"], ["<", get("snit"), 1]], "ja"]],
    score: [[["answered", get("sum")], ["/", ["+", ["*", 2, get("snit")], get("sum")], 3]]],
    mest: [[null, ["max", ...scales]]],
    mindst: [[null, ["min", ...scales]]],
    spredning: [[null, ["-", get("mest"), get("mindst")]]],
    tegn: [[["<", 2, get("spredning")], "roed"], [["answered", get("spredning")], "gul"]],
    seneste: [[null, ["last", ["each", 1, ["rows", "log"], ["=", ["get", "log.indsats", 1], ["this"]], ["get", "log.status", 1]]]]],
  };
  const derived = Object.keys(rules);
  const cells: Record<string, Program["cells"][string]> = {
    "liste.status": { kind: "choice", set: "lys" },
    "log.status": { kind: "choice", set: "lys" },
    "log.indsats": { kind: "choice", rows: ["rows", "liste"], to: "liste/" },
  };
  for (const column of scale) cells[`liste.${column}`] = { kind: "scale", set: "grad" };
  for (const [column, all] of Object.entries(rules)) cells[`liste.${column}`] = { kind: "number", derived: 1, rules: all };
  const count = (where: Tree): Tree => ["count", ["each", 1, ["rows", "liste"], where, null]];
  return {
    program: { cells, rows: { liste: { at: "liste/" }, log: { at: "log/" } }, sets: { lys: [["roed", "Rød"], ["gul", "Gul"]], grad: ["0", "1", "2", "3"].map((id) => [id, id] as const) } },
    stored,
    derived,
    totals: [count(["in", ["get", "liste.hoej", 1], "ja"]), count(["in", ["get", "liste.tegn", 1], "gul"]), ["mean", ["each", 1, ["rows", "liste"], null, ["get", "liste.score", 1]]]],
  };
}

/** What a page does after a click: asks for what may have changed. */
function refresh(values: Values, derived: readonly string[], totals: readonly Tree[], changes: Changes | null): Result[] {
  const shown: Result[] = [];
  for (const column of derived) {
    const where = changes === null ? null : changes.get(`liste.${column}`);
    if (typeof where === "string") shown.push(values.cell(`liste.${column}`, where));
    else if (where === null) for (const row of values.rows(["rows", "liste"])) shown.push(values.cell(`liste.${column}`, row));
  }
  for (const tree of totals) if (changes === null || values.affected(tree, changes)) shown.push(values.evaluate(tree));
  return shown;
}

test("[E18] a click in one of 262 rows with ten derived columns asks for the answers of that row alone", () => {
  const { program: site, stored, derived, totals } = workflow();
  const answered = new Answered(stored, site);
  let asked: string[] = [];
  const counting: Answers = {
    value: (path) => {
      asked.push(path);
      return answered.value(path);
    },
    rows: (at) => answered.rows(at),
  };
  const values = new Values(site, counting, "2026-11-21");
  assert.equal(refresh(values, derived, totals, null).length, many * derived.length + totals.length);
  const change = (path: string, value: Value): Changes => {
    asked = [];
    stored.set(path, value);
    answered.changed(path);
    return values.changed([path]);
  };
  const shown = refresh(values, derived, totals, change("liste/r7.a", "0"));
  assert.equal(shown.length, 9 + totals.length, "all derived columns of the row but the one that the log makes");
  assert.deepEqual([...new Set(asked)], ["liste/r7.a"]);
  assert.equal(refresh(values, derived, totals, change("liste/r7.status", "gul")).length, 1);
  assert.deepEqual([...new Set(asked)], ["liste/r7.status"]);
  assert.equal(refresh(values, derived, totals, change("log/l3.status", "roed")).length, many, "the newest colour of each row");
  assert.deepEqual([...new Set(asked)], ["log/l3.status"]);
  assert.equal(refresh(values, derived, totals, change("liste/r7.bemaerkning", "x")).length, 0);
});

test("[S17] in a copy a row of the same copy is chosen by its key, and of another copy's none", () => {
  const small: Program = {
    cells: { "ark.trin.venter": { kind: "choice", rows: ["rows-of", ["rows", "ark"], "ark.trin"], to: "ark#" } },
    rows: { ark: { at: "ark#" }, "ark.trin": { at: ".trin/" } },
    sets: {},
  } as unknown as Program;
  const stored = new Map<string, Value>([["ark#k1._pos", 1], ["ark#k2._pos", 2], ["ark#k1.trin/a._pos", 1], ["ark#k1.trin/b._pos", 2], ["ark#k2.trin/c._pos", 1], ["ark#k1.trin/a.venter", "b"], ["ark#k1.trin/b.venter", "c"], ["ark#k2.trin/c.venter", "k1.trin/a"]]);
  const values = new Values(small, new Answered(stored, small), shared.today);
  const chosen = (row: string) => values.cell("ark.trin.venter", row);
  assert.deepEqual(["ark#k1.trin/a", "ark#k1.trin/b", "ark#k2.trin/c"].map(chosen), ["ark#k1.trin/b", null, "ark#k1.trin/a"]);
});
