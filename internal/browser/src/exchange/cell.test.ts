import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Value } from "../answers/cell";
import { fits, type Kind } from "../answers/value";
import { optionOf, readCell } from "./cell";
import { fold, type Column, type Option } from "./column";

const option = (id: string, label: string, ...also: string[]): Option => ({ id, label, also });
const colours = [option("roed", "Rød", "R", "ikke i gang"), option("gul", "Gul", "G"), option("groen", "Grøn", "på plads")];
const scale = [option("1", "Sjældent"), option("2", "2"), option("3", "Ofte"), option("ved-ikke", "Ved ikke")];
const column = (kind: Kind, options: readonly Option[] = []): Column => ({ id: "c", label: "C", kind, options, headers: [] });
const value = (kind: Kind, text: string, options?: readonly Option[]) => readCell(column(kind, options), text).value;

for (const [kind, text, want] of [
  ["text", "  En anbefaling \n i to linjer ", "En anbefaling i to linjer"],
  ["longtext", "Én linje\r\nto linjer\n", "Én linje\nto linjer"],
  ["text", "=1+1", "=1+1"],
  ["number", "1.250,5", 1250.5],
  ["number", "3.5", 3.5],
  ["number", "ca. 5", "ca. 5"],
  ["date", "2026-11-21", "2026-11-21"],
  ["date", "21-11-2026", "2026-11-21"],
  ["date", "1.2.26", "2026-02-01"],
  ["date", "21/11/2026 00:00", "2026-11-21"],
  ["date", "2026-11-21T00:00:00Z", "2026-11-21"],
  ["date", "21. november 2026", "2026-11-21"],
  ["date", "d. 3. okt. 2026", "d. 3. okt. 2026"],
  ["date", "3. okt. 2026", "2026-10-03"],
  ["date", "31-02-2026", "31-02-2026"],
  ["date", "11/21/2026", "11/21/2026"],
  ["date", "46347", "46347"],
  ["month", "11/2026", "2026-11"],
  ["month", "november 2026", "2026-11"],
  ["month", "nov-26", "2026-11"],
  ["month", "01-11-2026", "2026-11"],
  ["month", "21-11-2026", "21-11-2026"],
  ["time", "9.30", "09:30"],
  ["time", "kl. 14:05", "14:05"],
  ["time", "24:10", "24:10"],
] as const) {
  test(`[S16] [S26] "${text.trim()}" as ${kind} is ${JSON.stringify(want)}`, () => assert.equal(value(kind, text), want));
}

for (const [text, want] of [
  ["Rød", "roed"],
  ["roed", "roed"],
  ["RØD", "roed"],
  ["r", "roed"],
  ["Ikke i gang.", "roed"],
  ["paa plads", null],
  ["På  plads", "groen"],
  ["pa plads", "groen"],
  ["violet", null],
] as const) {
  test(`[S26] the option "${text}" is ${want}`, () => assert.equal(optionOf(colours, text), want));
}

test("[S26] and is written in two ways", () => {
  assert.equal(optionOf([option("b", "Børn og unge")], "Børn & unge"), "b");
});

test("[S26] a step of a scale is known by number, words, or both", () => {
  for (const text of ["3", "Ofte", "3 – Ofte", "3: ofte"]) assert.equal(value("scale", text, scale), "3");
  assert.equal(value("scale", "2", scale), "2");
  assert.equal(value("scale", "ved ikke", scale), "ved-ikke");
});

test("[S26] what two options are called alike is neither, unless it is one letter by letter", () => {
  const options = [option("a", "Skole"), option("b", "skolé")];
  assert.equal(optionOf(options, "SKOLE"), null);
  assert.equal(optionOf(options, "skolé"), "b");
});

test("[S15] [S26] several options stand in their own order, whatever stands between them; what is none is kept behind", () => {
  for (const text of ["Grøn, rød", "grøn; R", "grøn\nrød", "Grøn/Rød"]) assert.deepEqual(value("choices", text, colours), ["roed", "groen"]);
  assert.deepEqual(readCell(column("choices", colours), "grøn, blå"), { value: ["groen", "blå"], known: false, strange: ["blå"] });
  assert.deepEqual(value("choices", "Børn, unge", [option("b", "Børn, unge"), option("u", "Unge")]), ["b"]);
});

test("[S26] a reader says what a strange word means, or that it is left out", () => {
  const meanings = { of: new Map<string, string | null>([["begyndt", "gul"], ["?", null]]), leaveRest: false };
  const read = (text: string) => readCell(column("choice", colours), text, meanings).value;
  assert.deepEqual(["begyndt", "?", "blå"].map(read), ["gul", null, "blå"]);
  assert.equal(readCell(column("number"), "mange", { ...meanings, leaveRest: true }).value, null);
});

test("what a cell holds is an answer of its kind or the text it was", () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{1,4}[-./ ][0-9a-z]{1,9}[-./ ][0-9]{1,4}$/), fc.constantFrom("Rød", "3", "1.000,5"));
  fc.assert(
    fc.property(text, fc.constantFrom<Kind>("text", "longtext", "number", "date", "month", "time", "choice", "choices", "scale"), (typed, kind) => {
      const options = kind === "scale" ? scale : colours;
      const read = readCell(column(kind, options), typed);
      const known = (v: Value) => fits(kind, v, options.map(({ id }) => id));
      if (read.known) assert.ok(read.value === null || known(read.value));
      else assert.ok(typeof read.value === "string" ? typed.includes(read.value) || /\s/.test(typed) : Array.isArray(read.value));
    }),
  );
});

test("folding is the same twice", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => assert.equal(fold(fold(text)), fold(text))));
});
