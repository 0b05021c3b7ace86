import assert from "node:assert/strict";
import test from "node:test";
import type { Value } from "../answers/cell";
import { Former, FormerIds } from "./former";
import { unchanged } from "./reading";

function ids(): FormerIds {
  const ids = new FormerIds();
  ids.questions.add("ark", "maal", "formaal hensigt");
  ids.tables.add("ark", "bud", "gaet");
  ids.rows.add("ark.bud", "ledelse", "chef");
  ids.questions.add("ark.bud", "trin", "niveau");
  ids.questions.add("liste", "farve", "status");
  ids.options.add("liste.farve", "groen", "gron");
  return ids;
}

const cases: { name: string; stored: Record<string, Value>; read: Record<string, Value> }[] = [
  { name: "a field is answered by its first former id that was", stored: { "ark.hensigt": "b", "ark.formaal": "a" }, read: { "ark.maal": "a" } },
  { name: "its own answer goes before, also one taken back", stored: { "ark.formaal": "a", "ark.maal": null }, read: { "ark.maal": null } },
  { name: "table, row and column together, and in a copy", stored: { "ark#k1.gaet/chef.niveau": "3" }, read: { "ark#k1.bud/ledelse.trin": "3" } },
  { name: "some of them renamed", stored: { "ark.bud/chef.trin": "2", "ark.gaet/x7.trin": "4" }, read: { "ark.bud/ledelse.trin": "2", "ark.bud/x7.trin": "4" } },
  { name: "notes about the rows of a table follow it", stored: { "ark.gaet/x7._pos": 2 }, read: { "ark.bud/x7._pos": 2 } },
  { name: "a list's column and its option", stored: { "liste/T-1.status": "gron", "liste/T-2.farve": ["gron", "gul"] }, read: { "liste/T-1.farve": "groen", "liste/T-2.farve": ["groen", "gul"] } },
  { name: "what has not changed is as it stands", stored: { "andet.formaal": "a", "forløb.navn": "Fjordby" }, read: { "andet.formaal": "a", "forløb.navn": "Fjordby" } },
];

test("[S8] what a question was called before answers it while it has no answer of its own", () => {
  for (const { name, stored, read } of cases) {
    assert.deepEqual(Object.fromEntries(new Former(ids(), new Map(Object.entries(stored))).answers), read, name);
  }
});

test("[S8] a change of a former answer is a change of the question's, and the other way round", () => {
  const stored = new Map<string, Value>([["ark.formaal", "a"]]);
  const former = new Former(ids(), stored);
  stored.set("ark.formaal", "b");
  assert.deepEqual([...former.changed(["ark.formaal"])], ["ark.maal"]);
  assert.equal(former.get("ark.maal"), "b");
  stored.set("ark.maal", "c");
  assert.deepEqual([...former.changed(["ark.maal"])], ["ark.maal"]);
  assert.equal(former.get("ark.maal"), "c");
  stored.delete("ark.maal");
  stored.delete("ark.formaal");
  former.changed(["ark.formaal"]);
  assert.equal(former.get("ark.maal"), undefined);
});

test("[S8] where no id has changed, the stored answers are read as they are", () => {
  const stored = new Map<string, Value>([["ark.maal", "a"]]);
  const reading = unchanged(stored);
  assert.equal(reading.answers, stored);
  assert.deepEqual([...reading.changed(["ark.maal"])], ["ark.maal"]);
  assert.equal(reading.get("ark.maal"), "a");
});
