import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import { dayNumber, dayText } from "./day";
import { readBook } from "./read";
import { mostRows, type Book, type Table } from "./workbook";
import { letter, writeBook } from "./write";
import { checksum, unzip, zip } from "./zip";

const colours = ["Rød", "Gul", "Grøn"];
const book = (rows: Book["pages"][number]["rows"]): Book => ({
  title: "Kortlægning & sortering",
  about: ["Gem filen, og send den tilbage.", "=1+1 er tekst"],
  pages: [
    {
      name: "Kortlægning",
      mark: "redskab:sundhed/anbefalinger",
      columns: [
        { label: "Nr.", kind: "text", asked: false },
        { label: "Farve", kind: "text", options: colours },
        { label: "Bemærkning", kind: "longtext" },
        { label: "Antal", kind: "number" },
        { label: "Dato", kind: "date" },
      ],
      rows,
    },
  ],
});
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function read(data: Uint8Array<ArrayBuffer>): Promise<readonly [Table, ...Table[]]> {
  const tables = await readBook(data);
  assert.ok(typeof tables !== "string", String(tables));
  return tables.tables as [Table, ...Table[]];
}

test("what is written is read again: text is text, days are days, the id stands first", async () => {
  const rows = [
    { id: "T-01", cells: ["001", "Rød", "=1+1\n»Ja« & <nej>", 2.5, "2026-11-22"] },
    { id: "k3x", cells: [null, "Lilla", "  to mellemrum  ", -3, "en dag i maj"] },
  ];
  const [table, about, lists] = await read(await writeBook(book(rows)));
  assert.deepEqual(table.rows, [
    ["redskab:sundhed/anbefalinger", "Nr.", "Farve", "Bemærkning", "Antal", "Dato"],
    ["T-01", "001", "Rød", "=1+1\n»Ja« & <nej>", "2,5", "2026-11-22"],
    ["k3x", "", "Lilla", "  to mellemrum  ", "-3", "en dag i maj"],
  ]);
  assert.equal(table.name, "Kortlægning");
  assert.deepEqual(about?.rows.map((row) => row[0]), ["Kortlægning & sortering", "Gem filen, og send den tilbage.", "=1+1 er tekst"]);
  assert.equal(lists?.hidden, true);
});

test("the head stays in sight, and stands on every page of paper", async () => {
  const files = await unzip(await writeBook(book([])), () => true, 1e6);
  assert.ok(typeof files !== "string");
  const part = (name: string) => new TextDecoder().decode(files.get(name));
  assert.match(part("xl/worksheets/sheet1.xml"), /<pane ySplit="1" .* state="frozen"/);
  assert.match(part("xl/workbook.xml"), /_xlnm.Print_Titles" localSheetId="0">'Kortlægning'!\$1:\$1</);
  assert.match(part("docProps/core.xml"), /<dc:language>da-DK</);
});

test("the same book gives the same bytes", async () => {
  const one = book([{ id: "a", cells: ["1", "Rød", "x", 1, null] }]);
  assert.deepEqual(await writeBook(one), await writeBook(one));
});

test("any text comes back as it was, but for letters that no XML can hold", async () => {
  const text = fc.string({ unit: "binary", maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (cells) => {
      const [table] = await read(await writeBook(book(cells.map((cell, i) => ({ id: `r${i}`, cells: [cell] })))));
      const clean = cells.map((cell) => Array.from(cell, (c) => (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|^[\uD800-\uDFFF]$/.test(c) ? "" : c)).join(""));
      assert.deepEqual(cells.map((_, i) => table.rows[i + 1]?.[1] ?? ""), clean);
    }),
    { numRuns: 50 },
  );
});

test("5,000 rows are written and read; what is beyond 20,000 is left out, and that is told", async () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => ({ id: `r${i}`, cells: [String(i), colours[i % 3] ?? null, `Række ${i}`, i, "2026-01-01"] }));
  const [table] = await read(await writeBook(book(rows)));
  assert.deepEqual([table.rows.length, table.isCut], [5_001, false]);
  assert.deepEqual(table.rows[5_000], ["r4999", "4999", "Gul", "Række 4999", "4999", "2026-01-01"]);
  const many = await read(await writeBook(book(Array.from({ length: mostRows + 5 }, (_, i) => ({ id: `r${i}`, cells: [] })))));
  assert.deepEqual([many[0].rows.length, many[0].isCut], [mostRows, true]);
});

const rels = (target: string) => `<Relationships><Relationship Id="rId1" Target="${target}"/></Relationships>`;
const other = (sheet: string, more: Record<string, string> = {}) =>
  zip(
    new Map(
      Object.entries({
        "xl/workbook.xml": '<x:workbook xmlns:x="m"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="Ark1" r:id="rId1"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": rels("/xl/worksheets/a.xml"),
        "xl/worksheets/a.xml": sheet,
        ...more,
      }).map(([name, text]) => [name, bytes(text)]),
    ),
  );

test("workbooks of other programs: prefixes, shared strings, formulas, merged cells, dates from 1904, cells without addresses", async () => {
  const styles = '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="&quot;dag&quot; 0"/><numFmt numFmtId="171" formatCode="d/m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>';
  const sheet =
    "<x:worksheet><x:sheetData><x:row><x:c t='s'><x:v>0</x:v></x:c><x:c t='s'><x:v>1</x:v></x:c></x:row>" +
    '<row r="3"><c r="A3" t="str"><f>A1&amp;"x"</f><v>R&#248;dx</v></c><c r="C3" s="1"><f>1+1</f><v>1</v></c><c r="D3" s="2"><v>0.30000000000000004</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#REF!</v></c><c r="G3" s="3"><v>0.5</v></c></row>' +
    "</x:sheetData><mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='Z9:Z9999999'/></mergeCells></x:worksheet>";
  const [table] = await read(await other(sheet, { "xl/styles.xml": styles, "xl/sharedStrings.xml": "<sst><si><r><t>Rø</t></r><r><t>d</t></r><rPh><t>?</t></rPh></si><si><t/></si></sst>" }));
  assert.deepEqual(table.rows, [["Rød", ""], ["Rød"], ["Rødx", "", "1904-01-02", "0,3", "Ja", "", "12:00"]]);
  assert.deepEqual([table.merged, table.formulas, table.isCut], [1, 2, false]);
});

test("names point at the heads of columns, in a workbook of ours and in one of others; macros are seen and not read", async () => {
  const ours = book([{ id: "a", cells: ["1"] }]);
  const hidden = { name: "Redskab", rows: [["ark", "kortlaegning"], ["", "=1+1"]] };
  const written = await readBook(await writeBook({ ...ours, hidden, pages: ours.pages.map((page) => ({ ...page, names: ["redskab_nr", "redskab_det.er"] })) }));
  assert.ok(typeof written !== "string");
  assert.deepEqual([written.names.get("redskab_nr"), written.names.get("redskab_det.er"), written.hasMacros], ["'Kortlægning'!$B$1", "'Kortlægning'!$C$1", false]);
  assert.deepEqual(written.tables.map(({ name, hidden: isHidden }) => [name, isHidden]), [["Kortlægning", false], ["Om dette ark", false], ["Valgmuligheder", true], ["Redskab", true]]);
  assert.deepEqual(written.tables[3]?.rows, [["ark", "kortlaegning"], ["", "=1+1"]]);
  const theirs = await readBook(await other("<worksheet><sheetData><row><c t='str'><v>x</v></c></row></sheetData></worksheet>", { "xl/vbaProject.bin": "Sub Auto_Open()" }));
  assert.ok(typeof theirs !== "string");
  assert.deepEqual([theirs.hasMacros, theirs.names.size], [true, 0]);
});

test("the id of a row is not that of the next, though somebody merged the cells", async () => {
  const page = '<worksheet><sheetData><row><c t="str"><v>redskab:s/a.t</v></c><c t="str"><v>Nr.</v></c></row><row><c t="str"><v>a</v></c><c t="str"><v>1</v></c></row><row><c/><c/><c t="str"><v>x</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells></worksheet>';
  const [table] = await read(await other(page));
  assert.deepEqual(table.rows, [["redskab:s/a.t", "Nr."], ["a", "1"], ["", "1", "x"]]);
});

test("what is no workbook is told apart, and nothing throws", async () => {
  const cases: [name: string, data: Uint8Array<ArrayBuffer>, error: string][] = [
    ["nothing", bytes(""), "no-workbook"],
    ["text", bytes("Nr;Farve\n1;Rød"), "no-workbook"],
    ["a zip of something else", await zip(new Map([["hej.txt", bytes("hej")]])), "no-workbook"],
    ["Excel before 2007", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), "old-format"],
    ["a password", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array.from("EncryptedPackage", (c) => [c.charCodeAt(0), 0]).flat()]), "locked"],
    ["no sheets in it", await zip(new Map([["xl/workbook.xml", bytes("<workbook/>")]])), "broken"],
  ];
  for (const [name, data, error] of cases) assert.equal(await readBook(data), error, name);
});

test("an archive that swells is not unpacked further than it may be", async () => {
  const bomb = await zip(new Map([["xl/workbook.xml", new Uint8Array(3_000_000)]]));
  assert.ok(bomb.length < 10_000);
  assert.equal(await unzip(bomb, () => true, 1_000_000), "too-large");
});

test("a workbook with bytes changed or cut off is read or refused, and nothing throws", async () => {
  const good = await writeBook(book([{ id: "a", cells: ["1", "Rød", "Noget", 1, "2026-01-01"] }]));
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), async (at, byte, length) => {
      const data = good.slice(0, Math.max(at, length));
      data[at] = byte;
      const got = await readBook(data);
      assert.ok(typeof got === "string" || got.tables.length > 0);
    }),
    { numRuns: 200 },
  );
});

test("a checksum is the one that archives have", () => {
  assert.equal(checksum(bytes("123456789")), 0xcbf43926);
});

test("days are counted as workbooks count them", () => {
  assert.equal(dayNumber("1900-03-01"), 61);
  assert.equal(dayNumber("2026-11-22"), 46_348);
  for (const none of ["", "2026-13-01", "i maj", "1900-01-01"]) assert.equal(dayNumber(none), null, none);
  assert.equal(dayText(46_348, false), "2026-11-22");
  assert.equal(dayText(46_348.99999, false), "2026-11-22");
  assert.equal(dayText(0.25, false), "06:00");
  assert.equal(dayText(-1, false), "-1");
  assert.deepEqual([0, 25, 26, 701, 702].map(letter), ["A", "Z", "AA", "ZZ", "AAA"]);
});

test("LibreOffice opens it, sorts nothing away, and what it saves is read again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "redskab-"));
  try {
    const rows = [
      { id: "T-01", cells: ["001", "Rød", "=1+1\nto linjer", 2.5, "2026-11-22"] },
      { id: "T-02", cells: ["002", null, "»æøå«", null, null] },
    ];
    const file = join(folder, "ud.xlsx");
    writeFileSync(file, await writeBook(book(rows)));
    execFileSync("soffice", ["--headless", `-env:UserInstallation=file://${folder}/profil`, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", join(folder, "ind"), file], { stdio: "pipe" });
    const saved = new Uint8Array(readFileSync(join(folder, "ind", "ud.xlsx")));
    const [table, , lists] = await read(saved);
    assert.deepEqual(table.rows.map((row) => row.slice(0, 6)), [
      ["redskab:sundhed/anbefalinger", "Nr.", "Farve", "Bemærkning", "Antal", "Dato"],
      ["T-01", "001", "Rød", "=1+1\nto linjer", "2,5", "2026-11-22"],
      ["T-02", "002", "", "»æøå«", ...(table.rows[2]?.slice(4, 6) ?? [])],
    ]);
    assert.equal(lists?.hidden, true);
    const files = await unzip(saved, (name) => name.endsWith("sheet1.xml"), 1e7);
    assert.ok(typeof files !== "string");
    const xml = new TextDecoder().decode([...files.values()][0] as Uint8Array);
    // How far a sheet is scrolled and frozen is of the window, and without one it is not saved.
    for (const kept of ['type="list"', "autoFilter", 'hidden="true"']) assert.ok(xml.includes(kept), kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
