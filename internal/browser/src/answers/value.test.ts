import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import fc from "fast-check";
import type { Value } from "./cell";
import { clockWords, fits, inOrder, momentWords, readMonth, readNumber, typedText, words, type Kind } from "./value";

// The same file says to Go and to us what answers a question and what does not.
const shared = JSON.parse(readFileSync("../worksheet/testdata/values.json", "utf8")) as {
  options: string[];
  steps: string[];
  cases: { rule: string; name: string; kind: Kind; value: Value; answers: boolean }[];
};

test("[S10] [S11] [S12] [S13] [S14] [S15] [S16] what answers a question, as the shared cases say", () => {
  assert.ok(shared.cases.length > 20);
  for (const { rule, name, kind, value, answers } of shared.cases) {
    assert.equal(fits(kind, value, kind === "scale" ? shared.steps : shared.options), answers, `[${rule}] ${name}`);
  }
});

test("[S15] choices stand in the order of the options", () => {
  assert.deepEqual(inOrder(["ja", "nej", "måske"], ["måske", "ja", "ja", "andet"]), ["ja", "måske"]);
});

test("[S12] [S16] numbers are read the Danish way, and what is no number stays what was typed", () => {
  const cases: [string, unknown][] = [
    ["", null],
    ["  ", null],
    ["3", 3],
    [" 3,5 ", 3.5],
    ["3.5", 3.5],
    ["1.250", 1250],
    ["1.250.000,75", 1250000.75],
    ["-4", -4],
    ["−4,5", -4.5],
    ["0,5", 0.5],
    ["0", 0],
    ["007", "007"],
    ["12 mio.", "12 mio."],
    ["ca. 3", "ca. 3"],
    ["1.25.000", "1.25.000"],
    ["3,", "3,"],
    ["1e5", "1e5"],
    ["12345678901234567890", "12345678901234567890"],
  ];
  for (const [typed, want] of cases) assert.equal(readNumber(typed), want, typed);
});

test("a number shown and read again is the same number", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(999), (whole, part) => {
      const n = Number(`${whole}.${part}`);
      const back = readNumber(typedText(n));
      assert.ok(back === n || typedText(back) === typedText(n));
    }),
  );
});

test("[S13] [S16] months are read as the picker and as people write them", () => {
  const cases: [string, unknown][] = [
    ["", null],
    ["2026-11", "2026-11"],
    ["2026-1", "2026-01"],
    ["11/2026", "2026-11"],
    ["1.2027", "2027-01"],
    ["11 - 2026", "2026-11"],
    ["13/2026", "13/2026"],
    ["0/2026", "0/2026"],
    ["november", "november"],
  ];
  for (const [typed, want] of cases) assert.equal(readMonth(typed), want, typed);
});

test("answers in words", () => {
  const label = (id: string) => ({ roed: "Rød", groen: "Grøn" })[id] ?? id;
  assert.equal(words("date", "2026-11-02", label), "2. november 2026");
  assert.equal(words("month", "2026-03", label), "marts 2026");
  assert.equal(words("time", "09:30", label), "09.30");
  assert.equal(words("choice", "roed", label), "Rød");
  assert.equal(words("choices", ["roed", "groen", "væk"], label), "Rød, Grøn, væk");
  assert.equal(words("number", 3.5, label), "3,5");
  assert.equal(words("text", "roed", label), "roed");
  assert.equal(words("date", "engang til foråret", label), "engang til foråret");
  assert.equal(words("text", null, label), "");
});

test("moments in words, as the reader's clock says them", () => {
  assert.equal(momentWords(new Date(2026, 10, 21, 14, 2)), "21. november 2026 kl. 14.02");
  assert.equal(clockWords(new Date(2026, 0, 1, 9, 30)), "9.30");
});
