import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { textOf } from "./bytes";
import { guessWay, readText, type Way } from "./read";
import { cellsOf, finish, type Separator } from "./separated";
import { spread } from "./spans";
import { maxColumns, maxRows, readErrorWords, tableOf, type Reading } from "./table";

const read = (text: string, isFile = false): Reading => finish(readText(text, guessWay(text, isFile)));
const rows = (reading: Reading) => ("table" in reading ? reading.table.rows : reading.error);
const bytes = (...parts: (string | number[])[]) => new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...new TextEncoder().encode(part)] : part)));

test("[S32] a paste from Excel keeps what a cell in quotation marks holds", () => {
  const text = 'Nr.\tAnbefaling\r\nTOB-01\t"Røgfri skole,\nogså ""efter"" skoletid"\r\nTOB-02\tEn "god" start\r\n\r\n';
  assert.deepEqual(rows(read(text)), [
    ["Nr.", "Anbefaling"],
    ["TOB-01", 'Røgfri skole,\nogså "efter" skoletid'],
    ["TOB-02", 'En "god" start'],
  ]);
});

test("a quotation mark that none closes is a mark like any", () => {
  assert.deepEqual(rows(read('"Hej" sagde han\t2\nnæste\t"12\nsidste\t3')), [
    ['"Hej" sagde han', "2"],
    ["næste", '"12'],
    ["sidste", "3"],
  ]);
});

for (const [name, text, want] of [
  ["semicolons, as Danish Excel writes them", 'Nr;Tekst;Tal\r\n1;"a;b";2,5\r\n2;c;3,5\r\n', [["Nr", "Tekst", "Tal"], ["1", "a;b", "2,5"], ["2", "c", "3,5"]]],
  ["commas", "nr,tekst\n1,a\n2,b\n", [["nr", "tekst"], ["1", "a"], ["2", "b"]]],
  ["the separator in the first line", "sep=;\r\nnr;tekst\r\n1;a\r\n", [["nr", "tekst"], ["1", "a"]]],
  ["lines that end as on an old Mac", "nr;tekst\r1;a", [["nr", "tekst"], ["1", "a"]]],
  ["a formula stays text", 'nr;tekst\n1;=1+1\n2;"=HYPERLINK(""x"")"', [["nr", "tekst"], ["1", "=1+1"], ["2", '=HYPERLINK("x")']]],
] as const) {
  test(`[S32] a csv file with ${name}`, () => assert.deepEqual(rows(read(text, true)), want));
}

test("sentences with commas are no csv", () => {
  assert.deepEqual(rows(read("Røgfri skole, også om aftenen\nMad, der mætter, og frugt\nIdræt")), [["Røgfri skole, også om aftenen"], ["Mad, der mætter, og frugt"], ["Idræt"]]);
});

for (const [name, text, want] of [
  ["a number before each line", "1. Første\n2. Anden\n3. Tredje", [["1", "Første"], ["2", "Anden"], ["3", "Tredje"]]],
  ["lines that were wrapped", "TOB-01 Kommunen har en\nrøgfri skoletid\nTOB-02 Rådgivning til unge under\n18 år", [["TOB-01", "Kommunen har en røgfri skoletid"], ["TOB-02", "Rådgivning til unge under 18 år"]]],
  ["a bare number that goes on with a sentence", "1 Alle under\n18 år\n2 Skolen\n2018 eller senere\n3 Idræt", [["1", "Alle under 18 år"], ["2", "Skolen 2018 eller senere"], ["3", "Idræt"]]],
  ["words divided at the end of a line", "1. Fore-\nbyggelse og sundheds-\nog omsorgsplan\n2. To", [["1", "Forebyggelse og sundheds- og omsorgsplan"], ["2", "To"]]],
  ["a heading before the first number", "Anbefalinger om tobak\n1.1 Ét\n1.2 To", [["Anbefalinger om tobak"], ["1.1", "Ét"], ["1.2", "To"]]],
  ["numbers that were picked out of a list", "3) Tre\n17) Sytten\n120) Mange", [["3", "Tre"], ["17", "Sytten"], ["120", "Mange"]]],
] as const) {
  test(`[S32] the text of a PDF with ${name}`, () => assert.deepEqual(rows(read(text)), want));
}

test("[S32] merged cells: over rows the value is repeated and said, over columns it stands once", () => {
  const cell = (text: string, columns = 1, down = 1) => ({ text, columns, rows: down });
  const reading = spread([[cell("Tobak", 3)], [cell("Tobak", 1, 3), cell("1"), cell("Ét")], [cell("2"), cell("To", 1, 2)], [cell("3")]]);
  assert.deepEqual(rows(reading), [["Tobak"], ["Tobak", "1", "Ét"], ["Tobak", "2", "To"], ["Tobak", "3", "To"]]);
  assert.equal("table" in reading && reading.table.merged, 2);
});

test("merged cells of any size end somewhere", () => {
  const cell = fc.record({ text: fc.string({ maxLength: 3 }), columns: fc.integer({ min: -9, max: 70_000 }), rows: fc.integer({ min: -9, max: 70_000 }) });
  fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 30 }), (source) => void spread(source)), { numRuns: 50 });
});

for (const [name, text, error] of [
  ["nothing", " \n\t\n ", "nothing"],
  ["more than 5,000 rows", "1\ta\n".repeat(maxRows + 2), "too-many-rows"],
  ["more than 5,000 lines", "a\n".repeat(maxRows + 2), "too-many-rows"],
  ["more than 60 columns", Array.from({ length: maxColumns + 1 }, () => "x").join("\t") + "\n", "too-many-columns"],
  ["what is no text", "PK\u0003\u0004\0\0a\tb", "binary"],
  ["20 MB and more", "a\tb\n".repeat(5_000_001), "too-large"],
] as const) {
  test(`[S32] a paste of ${name} has one clear sentence`, () => {
    assert.equal(rows(read(text)), error);
    assert.match(readErrorWords[error], /^\p{Lu}.*\.$/u);
  });
}

test("5,000 rows and their headers are taken", () => {
  const reading = read("nr\ttekst\n" + "1\ta\n".repeat(maxRows));
  assert.equal(rows(reading).length, maxRows + 1);
});

for (const [name, file, want] of [
  ["UTF-8", bytes("æøå"), "æøå"],
  ["UTF-8 that says so", bytes([0xef, 0xbb, 0xbf], "æøå"), "æøå"],
  ["UTF-16 that says so", bytes([0xff, 0xfe, 0xe6, 0, 0xf8, 0, 0xe5, 0]), "æøå"],
  ["UTF-16 the other way round", bytes([0xfe, 0xff, 0, 0xe6, 0, 0xf8, 0, 0xe5]), "æøå"],
  ["Windows-1252", bytes([0xe6, 0xf8, 0xe5, 0x20, 0x96, 0x20, 0x80]), "æøå – €"],
] as const) {
  test(`[S32] a csv file in ${name} is read`, () => assert.deepEqual(textOf(file), { text: want }));
}

for (const [name, file, error] of [
  ["an empty file", bytes(), "nothing"],
  ["an Excel file with a password", bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "locked"],
  ["a PDF", bytes("%PDF-1.7"), "pdf"],
  ["a document in RTF", bytes("{\\rtf1\\ansi}"), "document"],
  ["a picture", bytes([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), "binary"],
  ["21 MB", new Uint8Array(21_000_000).fill(97), "too-large"],
] as const) {
  test(`[S32] ${name} opened as csv has one clear sentence`, () => {
    assert.deepEqual(textOf(file), { error });
    assert.match(readErrorWords[error], /^\p{Lu}.*\.$/u);
  });
}

test("an Excel file is no text, and is told apart", () => assert.deepEqual(textOf(bytes([0x50, 0x4b, 3, 4], "xl/workbook.xml")), { error: "workbook" }));

test("what is written with separators is read again the same", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "Æ", '"', "\t", ";", ",", "\n", "\r", " ", "=", "😀"), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }), fc.constantFrom<Separator>("\t", ";", ","), fc.boolean(), (table, separator, all) => {
      const write = (text: string) => (all || /["\t;,\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
      const text = table.map((row) => row.map(write).join(separator)).join("\n");
      const again = finish(cellsOf(text, separator));
      // An empty cell at the very end leaves nothing behind it.
      assert.deepEqual(tableOf(again), tableOf(table));
    }),
  );
});

test("whatever comes in is read or has an error, and never throws", () => {
  const odd = fc.string({ unit: fc.oneof(fc.constantFrom('"', "\t", ";", ",", "\n", "\r", "\0", "1", ".", "-", " ", "\u00AD", "\uD800", "a"), fc.string({ unit: "binary", maxLength: 1 })), maxLength: 300 });
  fc.assert(
    fc.property(odd, fc.constantFrom<Way>("\t", ";", ",", "lines"), fc.boolean(), (text, way, isFile) => {
      for (const reading of [finish(readText(text, way)), read(text, isFile)]) {
        if ("error" in reading) assert.ok(readErrorWords[reading.error]);
        else for (const row of reading.table.rows) assert.ok(row.length > 0 && row.length <= maxColumns);
      }
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (file) => void textOf(file)));
});

test("a text full of quotation marks is gone through a few times at most", () => {
  for (const line of ['"a\n', '""a\n', '"""""a\n', '"""\t""a\n', 'a\t"\n']) {
    let asked = 0;
    const text = line.repeat(20_000);
    for (const work = cellsOf(text, "\t"); !work.next().done; ) asked++;
    assert.ok(asked > 0 || text.length > 0);
  }
});
