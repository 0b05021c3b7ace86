import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { encodeCsv } from "./csv";

// Reads csv as spreadsheets do.
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/gy;
  cell.lastIndex = 1; // behind the mark
  while (cell.lastIndex < csv.length) {
    const [, quoted, plain, end] = cell.exec(csv) ?? [];
    rows[rows.length - 1]?.push(quoted === undefined ? (plain ?? "") : quoted.replace(/""/g, '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows;
}

test("[L34] a table is written the way a Danish Excel reads it", () => {
  assert.equal(encodeCsv([["Linje", "Antal", "Note"], ["Ærø", 2.5, null], ["a;b", -4, 'et "citat"\nto linjer']]), '\uFEFFLinje;Antal;Note\r\nÆrø;2,5;\r\n"a;b";-4;"et ""citat""\nto linjer"\r\n');
});

test("[L34] no text is a formula, whatever it begins with", () => {
  for (const text of ["=1+1", "+45 12 34 56 78", "-2", "@sum", "\t=1", " =1", "=cmd|' /C calc'!A0"]) assert.equal(read(encodeCsv([[text, "x"]]))[0]?.[0], `'${text}`, text);
  for (const text of ["1+1", "a=b", "'x"]) assert.equal(read(encodeCsv([[text, "x"]]))[0]?.[0], text);
});

test("[L34] every table comes out as it went in, but for the apostrophes", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom(";", '"', "\n", "\r\n", "a;b", '"a"', "=1", "æøå"));
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const bare = (table: readonly string[][]) => table.map((row) => row.map((one) => one.replace(/^'(?=\s*[=+\-@\t\r])/, "")));
      assert.deepEqual(bare(read(encodeCsv(rows)).slice(0, -1)), bare(rows));
    }),
  );
});
