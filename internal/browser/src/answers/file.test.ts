import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import fc from "fast-check";
import type { Cell, Cells } from "./cell";
import { decodeFile, encodeFile, fileErrorWords, isTooLarge, partOf, type AnswerFile, type FileError } from "./file";

const testdata = "testdata/answers/";

function opened(text: string, site = "fjordby"): AnswerFile {
  const result = decodeFile(text, site);
  assert.ok("file" in result, "error" in result ? result.error : "");
  return result.file;
}

function error(text: string, site = "fjordby"): FileError | "none" {
  const result = decodeFile(text, site);
  return "error" in result ? result.error : "none";
}

const envelope = (more: object) => JSON.stringify({ format: "redskab-answers", version: 1, site: "fjordby", saved: "2026-11-21T14:32:00.000Z", ...more });
const withCells = (cells: string) => `{"format":"redskab-answers","version":1,"site":"fjordby","saved":"","forloeb":[{"id":"a","name":"A","cells":${cells}}]}`;

test("[L14] files of every version ever released open, and come out and in again with equal cells", () => {
  const files = readdirSync(testdata).filter((name) => /^v\d+-.*\.json$/.test(name));
  assert.ok(files.length >= 2);
  for (const name of files) {
    const file = opened(readFileSync(testdata + name, "utf8"));
    assert.equal(file.refused, 0, name);
    assert.ok(file.forloeb.every((one) => one.cells.size > 0), name);
    assert.deepEqual(opened(encodeFile(file)), { ...file, forloeb: file.forloeb }, name);
  }
});

test("[L49] a file says the edition of its sheets, and one that says nonsense of them opens all the same", () => {
  const forloeb = [{ id: "a", name: "A", cells: { "plan.maal": ["x", 1] } }];
  const editions = (said: unknown) => [...opened(envelope({ forloeb, editions: said })).editions];
  assert.deepEqual(editions({ plan: 2, interview: 1 }), [["plan", 2], ["interview", 1]]);
  for (const said of [undefined, null, 3, "2", [2], { plan: "2" }, { plan: 0 }, { plan: 1.5 }, { "Plan!": 1 }]) assert.deepEqual(editions(said), []);
  const file = opened(envelope({ forloeb, editions: { plan: 2 } }));
  assert.deepEqual(opened(encodeFile(file)), file);
});

test("[L51] what a forløb was made of goes along in its file, and what is about this browser does not", () => {
  const cells: Cells = new Map(["plan.maal", "forløb.kilder", "forløb.navn", "forløb.brugt", "plan._fil"].map((path) => [path, ["x", 1]]));
  assert.deepEqual([...partOf({ id: "a", name: "A", cells, unread: new Map() }, (path) => path.startsWith("plan.")).cells.keys()], ["plan.maal", "forløb.kilder"]);
});

test("[L14] the file of version 1 says what it has always said", () => {
  const file = opened(readFileSync(testdata + "v1-alle-slags.json", "utf8"));
  const cells = file.forloeb[0]?.cells as Cells;
  assert.equal(file.forloeb[0]?.name, "Fjordby 2026");
  assert.deepEqual(cells.get("plan.titel"), ["Røgfri skoletid", 3]);
  assert.deepEqual(cells.get("plan.note"), ["Første linje\nanden linje", 1]);
  assert.deepEqual(cells.get("plan.budget"), [12.5, 2]);
  assert.deepEqual(cells.get("plan.pakker"), [["tobak", "mad"], 1]);
  assert.deepEqual(cells.get("plan.ryddet"), [null, 4]);
  assert.deepEqual(cells.get("plan.indsatser/k3f9.titel"), ["=1+1", 1]);
  assert.deepEqual(cells.get("plan.indsatser/k3f9._pos"), [1, 1]);
  assert.deepEqual(cells.get("plan.titel~1"), ["Røgfrit Fjordby", 2]);
});

test("[L14] what is written reads the same", () => {
  const cells = fc.dictionary(fc.constantFrom("a.b", "a.t/r1.c", "a.t/r%20x._pos", "forløb.navn", "a.b~1"), fc.tuple(fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.constant(null), fc.array(fc.string())), fc.integer({ min: 1, max: 1e9 })), { minKeys: 1 });
  fc.assert(
    fc.property(cells, fc.string(), (record, name) => {
      const file = { site: "fjordby", saved: "2026-11-21T14:32:00.000Z", forloeb: [{ id: "x", name, cells: new Map(Object.entries(record)) as Cells, unread: new Map() }] };
      const back = opened(encodeFile(file));
      assert.deepEqual(JSON.parse(encodeFile(back)), JSON.parse(encodeFile(file)));
      assert.equal(back.refused, 0);
    }),
  );
});

test("[L14] the same answers give the same bytes, in whatever order they were given", () => {
  const one: [string, Cell][] = [["a.b", ["x", 1]], ["a.a", ["y", 1]]];
  const file = (cells: [string, Cell][]) => encodeFile({ site: "s", saved: "", forloeb: [{ id: "", name: "", cells: new Map(cells), unread: new Map() }] });
  assert.equal(file(one), file([...one].reverse()));
});

test("[L15] each way a file can be wrong has its own error, in the order of the gates", () => {
  const cases: [string, string, FileError][] = [
    ["nothing at all", "", "empty"],
    ["a byte order mark and spaces", "\uFEFF  \n", "empty"],
    ["half a file", envelope({}).slice(0, 40), "not-json"],
    ["a picture", "\x89PNG\r\n", "not-json"],
    ["a list", "[]", "not-ours"],
    ["another program's file", '{"type":"excalidraw","version":2}', "not-ours"],
    ["null", "null", "not-ours"],
    ["a newer version", envelope({ version: 2, forloeb: [] }), "newer"],
    ["a version that is no number", envelope({ version: "1" }), "broken"],
    ["version 0", envelope({ version: 0 }), "broken"],
    ["no forløb", envelope({}), "broken"],
    ["a forløb that is a text", envelope({ forloeb: ["x"] }), "broken"],
    ["cells that are a list", envelope({ forloeb: [{ id: "a", name: "A", cells: [] }] }), "broken"],
    ["no site", envelope({ site: 1, forloeb: [] }), "broken"],
    ["another site", envelope({ site: "havneby", forloeb: [] }), "other-site"],
    ["no forløb in the list", envelope({ forloeb: [] }), "no-answers"],
    ["no cells", withCells("{}"), "no-answers"],
    ["cells that are all broken", withCells('{"a.b":1,"__proto__":["x",1]}'), "broken"],
  ];
  for (const [name, text, want] of cases) assert.equal(error(text), want, name);
});

test("[L15] every error has one Danish sentence of its own", () => {
  const sentences = Object.values(fileErrorWords);
  assert.equal(new Set(sentences).size, sentences.length);
  for (const sentence of sentences) assert.match(sentence, /^[A-ZÆØÅ].*\.$|^[A-ZÆØÅ].*\)\.$/);
});

test("[L15] a file too large is not read", () => {
  assert.ok(isTooLarge(50_000_000));
  assert.ok(!isTooLarge(1_000_000));
  assert.equal(error(" ".repeat(20_000_001)), "too-large");
});

test("[L15] a hostile file changes nothing but the cells it may name", () => {
  const file = opened(withCells('{"__proto__":["x",1],"constructor":["x",1],"a.b":["<img src=x onerror=alert(1)>",1],"a.c":[{"__proto__":{"polluted":1}},1],"a.d":["x",1e300],"../a.e":["x",1]}'));
  assert.deepEqual([...(file.forloeb[0]?.cells.keys() ?? [])], ["a.b"]);
  assert.equal(file.refused, 5);
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
});

test("[L14] texts that could not be read go out and come in again as they were", () => {
  const unread = new Map([["plan.maal", '["halv'], ["plan.note~x1", ""], ["hej med dig", "<b>"]]);
  const text = encodeFile({ site: "fjordby", saved: "", forloeb: [{ id: "a", name: "A", cells: new Map(), unread }] });
  assert.deepEqual(opened(text).forloeb[0]?.unread, unread);
  assert.equal(encodeFile(opened(text)), text);
});

test("[L15] what stands for a text that could not be read is one, or is left out", () => {
  const file = opened(`{"format":"redskab-answers","version":1,"site":"fjordby","saved":"","forloeb":[{"id":"a","name":"A","cells":{},"unread":{"a.b":"x","a.c":1,"a.d~~x":"y","":"z","__proto__":"w"}}]}`);
  assert.deepEqual([...(file.forloeb[0]?.unread ?? [])], [["a.b", "x"], ["__proto__", "w"]]);
  for (const unread of ["1", "[]", "null", '"x"']) assert.equal(error(`{"format":"redskab-answers","version":1,"site":"fjordby","saved":"","forloeb":[{"id":"a","name":"A","cells":{},"unread":${unread}}]}`), "no-answers", unread);
});

test("[L33] a file of a forløb holds the answers that are kept, and nothing about the forløb and its files", () => {
  const cells: Cells = new Map<string, Cell>([["plan.maal", ["a", 1]], ["plan.maal~x", ["b", 1]], ["plan._fil", [["x"], 1]], ["forløb.navn", ["F", 1]], ["interview.noter", ["n", 1]], ["plan.t/r._pos", [1, 1]]]);
  const part = partOf({ id: "a", name: "A", cells, unread: new Map([["interview.x", "["], ["plan.y", "["]]) }, (path) => !path.startsWith("interview."));
  assert.deepEqual([...part.cells.keys()], ["plan.maal", "plan.maal~x", "plan.t/r._pos"]);
  assert.deepEqual([...part.unread.keys()], ["plan.y"]);
});

test("[L15] any text at all opens or is refused, without an exception", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map((x) => `{"format":"redskab-answers","version":1,"site":"fjordby","forloeb":[{"cells":${x}}]}`)), (text) => void decodeFile(text, "fjordby")));
});
