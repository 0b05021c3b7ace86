import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import type { Value } from "../answers/cell";
import { Answered } from "./answered";
import type { Program, Result, Tree } from "./program";
import { Values } from "./values";
import { print, type Sentence } from "./words";

// The same cases are Go's: internal/expression/cases_test.go.
const read = (name: string): unknown => JSON.parse(readFileSync(`../expression/testdata/${name}`, "utf8"));
const shared = read("cases.json") as {
  today: string;
  answers: Record<string, Value>;
  cases: { rule: string; in?: string; expr?: string; say?: string; why?: string; with?: Record<string, Value>; want: Result }[];
};
const { program, trees } = read("trees.json") as { program: Program; trees: Tree[] };

test("[E2] [E3] [E4] [E5] [E6] [E7] [E8] [E9] [E10] [E11] [E12] [E13] [E16] [E17] the shared cases, each with the rule it shows", () => {
  assert.ok(shared.cases.length > 150);
  assert.equal(trees.length, shared.cases.length);
  shared.cases.forEach((c, i) => {
    const answers = new Answered(new Map(Object.entries({ ...shared.answers, ...c.with })), program);
    const values = new Values(program, answers, shared.today);
    const tree = trees[i] as Tree;
    const got = c.say === undefined ? values.evaluate(tree, c.in) : print(tree as Sentence, values, program, c.in);
    assert.deepEqual(got, c.want, `[${c.rule}] ${c.in ?? ""} ${c.expr ?? c.say} ${c.why ?? ""}`);
  });
});

test("[E1] [E7] expressions made at random give what Go gives", () => {
  const random = read("random.json") as { answers: Record<string, Value>[]; cases: [at: string, set: number, tree: Tree, want: Result][] };
  assert.ok(random.cases.length >= 300);
  const answers = random.answers.map((changed) => new Map(Object.entries({ ...shared.answers, ...changed })));
  const all = answers.map((values) => new Values(program, new Answered(values, program), shared.today));
  for (const [at, set, tree, want] of random.cases) {
    assert.deepEqual((all[set] as Values).evaluate(tree, at), want, `${at} ${set} ${JSON.stringify(tree)}`);
  }
});
