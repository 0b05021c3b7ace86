import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { answers, decodeCell, encodeCell, mergeCells, nextCount, sameValue, type Cell, type Value } from "./cell";

const value: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: "binary" }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.string(), { maxLength: 4 }),
);
const cell: fc.Arbitrary<Cell> = fc.tuple(value, fc.integer({ min: 1, max: 5 }));
const cells = fc.array(cell, { minLength: 1, maxLength: 6 });

test("[L2] a cell that is written reads the same", () => {
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 1e9 }), (v, n) => {
      const back = decodeCell(encodeCell([v, n]));
      assert.ok(back !== null);
      assert.ok(sameValue(back[0], v) || (v === 0 && back[0] === 0));
      assert.equal(back[1], n);
    }),
  );
});

test("[L7] what is no cell is never read as one", () => {
  const broken: Record<string, string> = {
    "nothing": "",
    "a brace": "{",
    "half a cell": '["Fjord',
    "null": "null",
    "an object": "{}",
    "an empty array": "[]",
    "a value alone": '["ja"]',
    "three parts": '["ja",1,"w"]',
    "a count below 1": '["ja",0]',
    "a count that is no whole number": '["ja",1.5]',
    "a count that nobody counted to": '["ja",9007199254740991]',
    "a count in quotation marks": '["ja","1"]',
    "a value that is an object": '[{"__proto__":1},1]',
    "a value that is too large a number": "[1e999,1]",
    "a list of more than texts": '[["ja",1],1]',
    "true": "[true,1]",
    "a tower of brackets": "[".repeat(100_000) + "]".repeat(100_000),
  };
  for (const [name, text] of Object.entries(broken)) assert.equal(decodeCell(text), null, name);
});

test("[L7] any text at all either is a cell or is not, without an exception", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void decodeCell(text)));
});

test("[L3] merging is the same in any order, and again", () => {
  fc.assert(
    fc.property(cells, cells, cells, (a, b, c) => {
      assert.deepEqual(mergeCells([...a, ...b]), mergeCells([...b, ...a]));
      assert.deepEqual(mergeCells([...mergeCells([...a, ...b]), ...c]), mergeCells([...a, ...mergeCells([...b, ...c])]));
      assert.deepEqual(mergeCells(mergeCells(a)), mergeCells(a));
    }),
  );
});

test("[L3] the higher count wins; equal counts with different answers are both kept", () => {
  assert.deepEqual(mergeCells([["gammel", 1], ["ny", 2]]), [["ny", 2]]);
  assert.deepEqual(mergeCells([["b", 2], ["a", 2], ["gammel", 1], ["a", 2]]), [["a", 2], ["b", 2]]);
  assert.deepEqual(mergeCells([]), []);
});

test("[L2] [S10] cleared, empty and never answered hold nothing, 0 and text do", () => {
  for (const v of [undefined, null, [], ""]) assert.equal(answers(v as Value), false);
  for (const v of [0, " ", "nej", ["a"]]) assert.equal(answers(v), true);
});

test("[L2] counting stops before it can no longer be read", () => {
  assert.equal(nextCount(1), 2);
  assert.ok(decodeCell(encodeCell(["ja", nextCount(1e9)])) !== null);
});
