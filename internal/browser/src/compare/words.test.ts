import assert from "node:assert/strict";
import test from "node:test";
import type { Value } from "../answers/cell";
import { readFiles, type GivenFile } from "./reading";
import type { Asked } from "./form";
import type { Response } from "./response";
import { summarise } from "./spread";
import { amount, answerWords, bestNaming, guessRounds, movedWords, namesOf, summaryWords, warnings } from "./words";

const asked = (kind: Asked["kind"], more: Partial<Asked> = {}): Asked => ({ id: "x", cell: "ark.x", label: "X", kind, options: [], ofRows: false, derived: false, unit: "", range: null, ...more });
const scale = asked("scale", { options: [{ id: "1", label: "Slet ikke" }, { id: "2", label: "2" }, { id: "3", label: "Helt" }, { id: "ved-ikke", label: "Ved ikke", aside: true }] });
const choice = asked("choice", { options: [{ id: "ja", label: "Ja" }, { id: "nej", label: "Nej" }] });
const said = (of: Asked, ...values: (Value | undefined)[]) => summaryWords(of, summarise(of, values)).join(" ");

function response(more: { name?: string; file?: string; at?: Date; copyName?: string; fields?: [string, Value][]; key?: string; editions?: [string, number][]; unknown?: string[] }): Response {
  const { name = "", file = "", at = null, copyName = "", fields = [], key = name + file, editions = [], unknown = [] } = more;
  return { key, source: { key, file, at, id: key, name, cells: new Map(), editions: new Map(editions) }, copy: "", copyName, fields: new Map(fields), rows: new Map(), answered: 1, unknown };
}

test("[L46] what is said of the answers, in each of the cases", () => {
  assert.equal(said(scale, "1", "3", "3"), "Fra 1 til 3, median 3. Der er 2 trin imellem.");
  assert.equal(said(scale, "2", "3"), "Fra 2 til 3, median 2,5. Der er 1 trin imellem.");
  assert.equal(said(scale, "2", "2"), "Begge svarer 2.");
  assert.equal(said(scale, "2", "2", "2", "ved-ikke", null), "Alle 3 svarer 2. 1 svarer »Ved ikke«. 1 har ikke svaret.");
  assert.equal(said(scale, "2"), "Én har svaret 2.");
  assert.equal(said(scale, undefined, undefined), "2 har ikke svaret.");
  assert.equal(said(scale, "ca. 2"), "1 svar kan ikke tælles: »ca. 2«.");
  assert.equal(said(choice, "ja", "ja"), "Begge svarer »Ja«.");
  assert.equal(said(choice, "ja", "nej"), "");
  assert.equal(said(asked("date"), "2026-03-01", "2026-05-01"), "Fra 1. marts 2026 til 1. maj 2026, median 1. april 2026.");
  assert.equal(said(asked("number", { derived: true, unit: "af 5" }), 2.7, 4.7), "Fra 2,7 til 4,7, median 3,7.");
  assert.equal(said(asked("number", { derived: true, unit: "%" }), 0.25, 0.5), "Fra 25 % til 50 %, median 37,5 %.");
});

test("[L46] an answer is said by its words, a step of a scale by its number too", () => {
  assert.deepEqual(["1", "2", "ved-ikke", "væk"].map((id) => answerWords(scale, id)), ["1 (Slet ikke)", "2", "Ved ikke", "væk"]);
  assert.equal(answerWords(asked("number", { unit: "af 5" }), 2.5), "2,5 af 5");
  assert.equal(answerWords(choice, "nej"), "Nej");
  assert.equal(amount(asked("time"), 14 * 60 + 30), "14.30");
});

test("[L48] how the median has moved, where both rounds have one", () => {
  const round = (...values: Value[]) => summarise(scale, values);
  assert.equal(movedWords(scale, [round("1"), round("3")]), "Medianen er gået fra 1 til 3.");
  assert.equal(movedWords(scale, [round("1"), round("1")]), "Medianen er 1 i begge runder.");
  assert.equal(movedWords(scale, [round("1"), round("ved-ikke")]), "");
});

test("[L48] rounds are guessed by the longest pause; what has no date is of the later one", () => {
  const at = (...days: (number | null)[]) => guessRounds(days.map((day) => response(day === null ? {} : { at: new Date(2026, 0, day) })));
  assert.deepEqual(at(1, 300, 2, 302), [0, 1, 0, 1]);
  assert.deepEqual(at(5, 5), [1, 1]);
  assert.deepEqual(at(null, 1, 9), [1, 0, 1]);
});

test("[L45] respondents are called by forløb, file, copy or answer, and no two alike", () => {
  const all = [response({ name: "Nord", file: "a.redskab.json", fields: [["svarer", "Chef"]] }), response({ name: "Nord", file: "b.json", fields: [["svarer", ""]] }), response({ name: "", file: "c.redskab.json" })];
  assert.deepEqual(namesOf(all, "forloeb"), ["Nord", "Nord (2)", "c"]);
  assert.deepEqual(namesOf(all, "file"), ["a", "b", "c"]);
  assert.deepEqual(namesOf(all, "field:svarer"), ["Chef", "Nord", "c"]);
  assert.deepEqual(namesOf(all, "hidden"), [null, null, null]);
  const copies = [response({ name: "Nord", key: "k", copyName: "Forår" }), response({ name: "Nord", key: "k", copyName: "Efterår" })];
  assert.deepEqual(namesOf(copies, "forloeb"), ["Nord, Forår", "Nord, Efterår"]);
  assert.equal(bestNaming(all, "Mit forløb"), "file");
  assert.equal(bestNaming([response({ name: "A", file: "a" }), response({ name: "B", file: "b" })], "Mit forløb"), "forloeb");
  assert.equal(bestNaming([response({ name: "Mit forløb" }), response({ name: "Mit forløb", file: "b" })], "Mit forløb"), "forloeb");
});

test("[L49] other editions and questions that the sheet does not have are said", () => {
  const form = { id: "ark", edition: 2 };
  assert.deepEqual(warnings([response({ editions: [["ark", 2]] }), response({})], form), []);
  assert.match(warnings([response({ editions: [["ark", 1]] }), response({})], form)[0] ?? "", /^1 besvarelse er lavet med en anden udgave af arket end den, der er her \(udgave 2\)\./);
  assert.match(warnings([response({ unknown: ["ark.a", "ark.b"] }), response({ unknown: ["ark.a"] })], form)[0] ?? "", /^2 spørgsmål .* ark\.a, ark\.b\.$/);
});

const given = (name: string, text: string, size = text.length): GivenFile => ({ name, size, text: () => Promise.resolve(text) });
const answersOf = (site: string) => JSON.stringify({ format: "redskab-answers", version: 1, site, saved: "2026-11-22T10:00:00Z", editions: { ark: 2 }, forloeb: [{ id: "a", name: "A", cells: { "ark.x": ["1", 1], "ark.y": "ikke en celle" } }, { id: "b", name: "B", cells: { "ark.x": ["2", 1] } }] });

test("[L15] [L45] each file that cannot be read has its sentence, and the others are read", async () => {
  const lost: GivenFile = { name: "væk.json", size: 3, text: () => Promise.reject(new Error("NotFoundError")) };
  const read = await readFiles([given("god.json", answersOf("site")), given("nabo.json", answersOf("nabo")), given("tom.json", ""), given("stor.json", "x", 30_000_000), given("ord.json", "[1"), lost], "site", (n) => `f${n}`, { pause: () => Promise.resolve(false) });
  assert.deepEqual(read?.sources.map(({ key, file, name, at, editions }) => [key, file, name, at?.toISOString(), editions.get("ark")]), [["f0.0", "god.json", "A", "2026-11-22T10:00:00.000Z", 2], ["f0.1", "god.json", "B", "2026-11-22T10:00:00.000Z", 2]]);
  assert.equal(read?.lost, 1);
  assert.deepEqual(read?.refused.map(({ name, words }) => [name, words.slice(0, 22)]), [["nabo.json", "Filen kommer fra et an"], ["tom.json", "Filen er tom."], ["stor.json", "Filen er for stor til "], ["ord.json", "Filen kan ikke læses. "], ["væk.json", "Filen kunne ikke læses"]]);
});

test("[L45] reading can be stopped at any file, and then nothing of them is kept", async () => {
  const files = Array.from({ length: 5 }, (_, i) => given(`${i}.json`, answersOf("site")));
  for (const at of [0, 3, 5]) {
    const told: number[] = [];
    assert.equal(await readFiles(files, "site", String, { pause: (done) => (told.push(done), Promise.resolve(done >= at)) }), null);
    assert.deepEqual(told, Array.from({ length: at + 1 }, (_, i) => i));
  }
});
