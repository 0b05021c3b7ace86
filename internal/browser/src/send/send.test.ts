import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import { answers, sameValue, type Cells, type Value } from "../answers/cell";
import { decodeFile, encodeFile } from "../answers/file";
import type { Column } from "../exchange/column";
import type { Carrying, Here } from "../exchange/plan";
import { readBook } from "../office/read";
import type { Table, Workbook } from "../office/workbook";
import { writeBook } from "../office/write";
import { unzip, zip } from "../office/zip";
import { aboutOf, bookOf, textOf, type Outgoing } from "./book";
import { mailAddress, mailOf } from "./mail";
import { mergingEdits, planMerging, type Choices, type Target } from "./merging";
import { partsOf } from "./parts";
import { entriesOf, registerWords, valueOfEntries, withBack, withSent } from "./register";
import { ofAnswers, ofBook, returnErrorWords, type Home, type Returned } from "./returned";
import { linesOf, noteOfSending, noteSending, noteText, sendingOf, type Sending } from "./sending";

const options = (...labels: string[]): Column["options"] => labels.map((label) => ({ id: label.toLowerCase().replace(/\W/g, "x"), label, also: [] }));
const columns: readonly Column[] = [
  { id: "nr", label: "Nr.", kind: "text", options: [], headers: [] },
  { id: "status", label: "Farve", kind: "choice", options: options("Gul", "Grøn", "Ikke set"), headers: [] },
  { id: "i-dag", label: "Det gør vi i dag", kind: "longtext", options: [], headers: [] },
  { id: "hvem", label: "Hvem, altså", kind: "choices", options: options("Skoler, dagtilbud", "Ældre", "IT"), headers: [] },
  { id: "antal", label: "Antal", kind: "number", options: [], headers: [] },
  { id: "dato", label: "Drøftet", kind: "date", options: [], headers: [] },
  { id: "start", label: "Start", kind: "month", options: [], headers: [] },
];
const outgoing: readonly Outgoing[] = [
  ...columns.map((asks) => ({ id: asks.id, label: asks.label, asks, offers: asks.options.map(({ label }) => label) })),
  { id: "sum", label: "Regnet ud", asks: null, offers: [] },
];
const home: Home = { site: "sund", sheet: "kort", table: "kort", edition: "1", columns, at: "liste/", path: (row, column) => `liste/${row}.${column}` };

type Model = Map<string, Map<string, Value>>;
const model = (rows: Record<string, Record<string, Value>>): Model => new Map(Object.entries(rows).map(([id, cells]) => [id, new Map(Object.entries(cells))]));
function placeOf(rows: Model, removed: readonly string[] = [], adds = true): Target & Carrying {
  let marks = 0;
  const here = ([id, cells]: readonly [string, Map<string, Value>]): Here => ({ id, isRemoved: removed.includes(id), get: (column) => cells.get(column), answered: (column) => answers(cells.get(column)) });
  return { adds, columns, key: ["nr"], rows: [...rows].map(here), path: home.path, newID: () => `ny${++marks}`, last: rows.size, given: new Map() };
}

const known = (mark = "m1", to = "Skole"): Omit<Sending<never>, "rows"> => ({ mark, site: "sund", sheet: "kort", title: "Kortlægning", edition: "1", table: "kort", forloeb: { id: "f1", name: "Fjordby" }, to, at: "2026-11-22T10:00:00.000Z", columns: columns.map(({ id, label }) => ({ id, label })) });

async function sent(rows: Model, mark?: string, to?: string): Promise<Uint8Array<ArrayBuffer>> {
  const texts = new Map([...rows].map(([id, cells]) => [id, new Map(columns.map((column) => [column.id, textOf(column, cells.get(column.id))]))]));
  const sending: Sending<string> = { ...known(mark, to), rows: texts };
  const about = aboutOf(sending, "i dag", outgoing, "4. december 2026", true);
  return writeBook(bookOf({ sending, name: "Hvor langt & »nu«", columns: outgoing, about, rows: [...rows].map(([id, cells]) => ({ address: `liste/${id}`, cells: [...columns.map((column) => cells.get(column.id)), "noget regnet"] })) }));
}

async function opened(bytes: Uint8Array<ArrayBuffer>): Promise<Workbook> {
  const book = await readBook(bytes);
  assert.ok(typeof book !== "string", String(book));
  return book;
}

function returned(book: Workbook, file = "svar.xlsx"): Returned {
  const read = ofBook(file, book, home);
  assert.ok(typeof read !== "string", String(read));
  return read;
}

const edited = (book: Workbook, edit: (rows: string[][]) => readonly (readonly string[])[], more: Partial<Workbook> = {}, table: Partial<Table> = {}): Workbook => ({
  ...book,
  ...more,
  tables: book.tables.map((one, i) => (i === 0 ? { ...one, ...table, rows: edit(one.rows.map((row) => [...row])) } : one)),
});

const takeAll: Choices = { picked: new Map(), rule: 0, added: "all", back: false };
const keepMine: Choices = { ...takeAll, rule: "mine" };
const fjordby = model({
  "T-1": { nr: "T-1", status: "gul", "i-dag": "Noget", dato: "2026-11-20", antal: 2.5 },
  "T-2": { nr: "T-2" },
  "k%2F3": { nr: "k/3", status: "violet", hvem: ["skolerxxdagtilbud", "it"], start: "2026-11" },
});

test("[L35] what is sent and comes back untouched changes nothing, and says whose it is", async () => {
  const back = returned(await opened(await sent(fjordby)));
  const plan = planMerging([back], placeOf(fjordby));
  assert.deepEqual([plan.offers, plan.added, plan.files[0]?.same, back.whose, back.left, back.notes], [[], [], 3, "Skole", 0, []]);
  assert.equal(back.strange.size, 0); // »violet« was so when it was sent
  assert.deepEqual(back.rows[2]?.cells.get("hvem"), ["skolerxxdagtilbud", "it"]);
});

test("[L35] a sending is told again from its hidden page and from its note, whatever is written in it", () => {
  const sending: Sending<string> = { ...known(), to: "Børn & unge", rows: new Map([["__proto__", new Map([["nr", "=1"], ["status", ""]])]]) };
  const read = sendingOf(linesOf(sending));
  assert.deepEqual({ ...read, rows: [...(read?.rows ?? [])].map(([id, cells]) => [id, cells.get("nr")]) }, { ...sending, rows: [["__proto__", "=1"]] });
  const values: Sending<Value> = { ...known(), rows: new Map([["__proto__", new Map<string, Value>([["hvem", ["it"]], ["antal", 2]])]]) };
  assert.deepEqual(noteSending(noteText(values)), values);
  for (const text of ["", "{}", "[1,2,3]", "[{},[],[[1,2]]]", "[null,[],[]]", null, 3, ["a"]]) assert.ok((noteSending(text)?.rows.size ?? 0) === 0, String(text));
  assert.equal(sendingOf([["noget"]]), null);
});

test("[L36] rows meet by id: sorted, filtered, columns moved, renamed, gone or added, lines above and a column in front", async () => {
  const book = await opened(await sent(fjordby));
  const back = returned(
    edited(
      book,
      (rows) => {
        const [head, first, second, third] = rows as [string[], string[], string[], string[]];
        (first[2] as string) = "Grøn";
        (second[3] as string) = "Vi går";
        // The column of days is gone, the two first have changed places, one is called something else.
        const moved = [head, third, first, second].map((row) => ["x", row[0], row[2], row[1], "ny", ...row.slice(3, 6), ...row.slice(7)].map((cell) => cell ?? ""));
        (moved[0] as string[])[5] = "Hvad sker der?";
        return [["Fra Skole"], ...moved];
      },
      { names: new Map([...book.names, ["redskab_i.dag", "'Hvor langt & »nu«'!$F$2"], ["redskab__8", "'HVOR LANGT & »nu«'!J2"], ["redskab_dato", "#REF!"]]) },
    ),
  );
  const plan = planMerging([back], placeOf(fjordby));
  assert.deepEqual([...mergingEdits(plan, takeAll, placeOf(fjordby))], [["liste/T-1.status", "grxn"], ["liste/T-2.i-dag", "Vi går"]]);
  assert.deepEqual(back.notes, ["Filen mangler »Drøftet«. Svarene her bliver, som de er.", "»x« og »ny« er ikke blandt arkets kolonner og er udeladt."]);
});

test("[L36] a name that was left behind with another column is not believed", async () => {
  const book = await opened(await sent(fjordby));
  const swapped = edited(book, (rows) => rows.map((row) => [row[0], row[3], row[2], row[1], ...row.slice(4)].map((cell) => cell ?? "")));
  assert.deepEqual(planMerging([returned(swapped)], placeOf(fjordby)).offers, []);
});

test("[L36] rows without an id are new, a copied row is new too, rows that were deleted stay here", async () => {
  const book = await opened(await sent(fjordby));
  const back = returned(edited(book, (rows) => [...rows.slice(0, 2), ["", "T-9", "Gul"], ["", "", ""], [...(rows[1] as string[]).slice(0, 2), "", "Kopi"], [" ", "t-2", "", "Findes"]]));
  const plan = planMerging([back], placeOf(fjordby));
  assert.equal(back.left, 2);
  assert.deepEqual(plan.added.map(({ cells, isKnown }) => [[...cells.values()], isKnown]), [[["T-9", "gul"], false], [["T-1", "Kopi"], true], [["t-2", "Findes"], true]]);
  assert.deepEqual([...mergingEdits(plan, { ...takeAll, added: "new" }, placeOf(fjordby))], [["liste/T-9._pos", 4], ["liste/T-9.nr", "T-9"], ["liste/T-9.status", "gul"]]);
  assert.equal([...mergingEdits(plan, takeAll, placeOf(fjordby)).keys()].filter((path) => path.endsWith("._pos")).length, 3);
  assert.equal(mergingEdits(plan, { ...takeAll, added: "none" }, placeOf(fjordby)).size, 0);
  // Where the table takes no rows they are counted, and nothing else.
  const fixed = planMerging([back], placeOf(fjordby, [], false));
  assert.deepEqual([fixed.added, fixed.files[0]?.strays], [[], 3]);
});

test("[L37] formulas, macros, merged cells, several pages and numbers that were days are read, and it is said", async () => {
  const book = await opened(await sent(fjordby));
  const copy = { ...(book.tables[0] as Table), name: "Kopi" };
  const odd = edited(book, (rows) => rows.map((row, i) => (i === 2 ? [...row.slice(0, 5), "1.250,5", "46348", "46327"] : row)), { hasMacros: true }, { formulas: 1, merged: 2 });
  const back = ofBook("svar.xlsx", { ...odd, tables: [...odd.tables, copy] }, { ...home, edition: "2" });
  assert.ok(typeof back !== "string");
  assert.deepEqual(back.notes, [
    "Filen er lavet med en anden udgave af arket. Det, der stadig bliver spurgt om, er læst.",
    "Rækkerne står på flere ark i filen. Kun »Hvor langt & »nu«« er læst.",
    "Filen har makroer. De er hverken læst eller kørt; kun cellerne er med.",
    "1 celle er en formel. Den er læst som det, den sidst viste i regnearket.",
    "2 celler var flettet med den over. Det, der stod, gælder nu for begge rækker.",
  ]);
  assert.deepEqual([...mergingEdits(planMerging([back], placeOf(fjordby)), takeAll, placeOf(fjordby))], [["liste/T-2.antal", 1250.5], ["liste/T-2.dato", "2026-11-22"], ["liste/T-2.start", "2026-11"]]);
});

test("[L37] each way to be no file of ours has one sentence", async () => {
  const book = await opened(await sent(fjordby));
  const mark = (text: string): Workbook => edited(book, (rows) => rows.map((row, i) => (i === 0 ? [text, ...row.slice(1)] : row)));
  const cases: [name: string, book: Workbook, error: string][] = [
    ["a workbook of somebody", { tables: [{ name: "Ark1", rows: [["Nr.", "Farve"]], merged: 0, formulas: 0, isCut: false, hidden: false }], names: new Map(), hasMacros: false }, "not-sent"],
    ["another toolbox", mark("redskab:andet/kort.kort"), "other-site"],
    ["another sheet", mark("redskab:sund/sorter.kort"), "other-sheet"],
    ["another table of the sheet", mark("redskab:sund/kort.mere"), "other-sheet"],
    ["the hidden column is gone", edited(book, (rows) => rows.map((row) => row.slice(1))), "no-ids"],
    ["more than is read", edited(book, (rows) => rows, {}, { isCut: true }), "too-many"],
  ];
  for (const [name, one, error] of cases) assert.equal(ofBook("x.xlsx", one, home), error, name);
  assert.deepEqual([...new Set(cases.map(([, , error]) => error))].sort(), Object.keys(returnErrorWords).sort());
});

test("[L37] a copy of the page without the hidden pages is known by its ids, and everything in it may differ", async () => {
  const book = await opened(await sent(fjordby));
  const bare = edited({ ...book, tables: book.tables.slice(0, 1), names: new Map() }, (rows) => rows.map((row, i) => (i === 1 ? [...row.slice(0, 3), "Andet"] : row)));
  const plan = planMerging([returned(bare)], placeOf(fjordby));
  assert.deepEqual(plan.offers.map(({ row, column, kind }) => [row, column, kind]), [["T-1", "i-dag", "conflict"]]);
});

test("[L38] what was answered since it was sent is asked about, and what is as it was then is taken; empty cells take nothing away", async () => {
  const book = await opened(await sent(fjordby));
  const back = returned(edited(book, (rows) => rows.map((row, i) => (i === 1 ? [...row.slice(0, 2), "Grøn", "Meget", "", "", ""] : row))));
  const since = model({ "T-1": { nr: "T-1", status: "ikkexset", "i-dag": "Noget", dato: "2026-11-20", antal: 2.5 }, "T-2": { nr: "T-2" } });
  const plan = planMerging([back], placeOf(since));
  assert.deepEqual(plan.offers.map(({ column, mine, theirs, kind }) => [column, mine, theirs[0]?.value, kind]), [["status", "ikkexset", "grxn", "conflict"], ["i-dag", "Noget", "Meget", "changed"]]);
  assert.deepEqual([...mergingEdits(plan, keepMine, placeOf(since))], [["liste/T-1.i-dag", "Meget"]]);
  assert.deepEqual([...mergingEdits(plan, { ...keepMine, picked: new Map([["T-1/status", 0]]) }, placeOf(since))], [["liste/T-1.status", "grxn"], ["liste/T-1.i-dag", "Meget"]]);
  assert.deepEqual([plan.files[0]?.emptied, plan.files[0]?.conflicts, plan.files[0]?.changed, plan.files[0]?.touched], [2, 1, 1, 1]);
});

test("[L38] two files that disagree are shown side by side, and nobody wins by himself", async () => {
  const bytes = await sent(fjordby);
  const say = async (status: string, file: string): Promise<Returned> => returned(edited(await opened(bytes), (rows) => rows.map((row, i) => (i === 2 ? [...row.slice(0, 2), status] : row))), file);
  const files = [await say("Gul", "a.xlsx"), await say("Grøn", "b.xlsx"), await say("Gul", "c.xlsx")];
  const plan = planMerging(files, placeOf(fjordby));
  assert.deepEqual(plan.offers.map(({ kind, mine, theirs }) => [kind, mine, theirs]), [["conflict", null, [{ files: [0], value: "gul" }, { files: [1], value: "grxn" }]]]);
  assert.equal(mergingEdits(plan, keepMine, placeOf(fjordby)).size, 0);
  assert.deepEqual([...mergingEdits(plan, { ...keepMine, rule: 1 }, placeOf(fjordby))], [["liste/T-2.status", "grxn"]]);
  // The third says what the first says: it is the same file, and is told so.
  assert.deepEqual([...plan.again], [[1, { of: 0, isSame: false }], [2, { of: 0, isSame: true }]]);
});

test("[L38] a row that was removed here comes back only when the reader wants it", async () => {
  const book = await opened(await sent(fjordby));
  const back = returned(edited(book, (rows) => rows.map((row, i) => (i === 2 ? [...row.slice(0, 3), "Nyt"] : row))));
  const plan = planMerging([back], placeOf(fjordby, ["T-2"]));
  assert.deepEqual([plan.offers, plan.files[0]?.gone], [[], 1]);
  assert.equal(mergingEdits(plan, takeAll, placeOf(fjordby, ["T-2"])).size, 0);
  assert.deepEqual([...mergingEdits(plan, { ...takeAll, back: true }, placeOf(fjordby, ["T-2"]))], [["liste/T-2._gone", null], ["liste/T-2.i-dag", "Nyt"]]);
});

test("[L38] words that are no answer are told, and get the meaning that the reader gives them", async () => {
  const book = await opened(await sent(fjordby));
  const back = returned(edited(book, (rows) => rows.map((row, i) => (i === 2 ? [...row.slice(0, 2), "grønlig", "", "Ældre; hjemme"] : row))));
  assert.deepEqual([...back.strange].map(([column, texts]) => [column, [...texts]]), [["status", [["grønlig", 1]]], ["hvem", [["hjemme", 1]]]]);
  const edits = (meanings?: Parameters<typeof planMerging>[2]) => [...mergingEdits(planMerging([back], placeOf(fjordby), meanings), takeAll, placeOf(fjordby)).values()];
  assert.deepEqual(edits(), ["grønlig", ["xldre", "hjemme"]]);
  const said: Parameters<typeof planMerging>[2] = new Map<string, Map<string, string | null>>([["status", new Map([["grønlig", "grxn"]])], ["hvem", new Map([["hjemme", null]])]]);
  assert.deepEqual(edits(said), ["grxn", ["xldre"]]);
  assert.deepEqual(edits(new Map([["status", new Map([["grønlig", null]])]])), [["xldre", "hjemme"]]);
});

test("[L39] a file of answers meets by id as well, with what it was when it was sent", () => {
  const sending: Sending<Value> = { ...known(), rows: fjordby };
  const cells: Cells = new Map([...fjordby].flatMap(([id, row]) => [...row].map(([column, value]) => [`liste/${id}.${column}`, [value, 1]] as const)));
  cells.set(noteOfSending("kort"), [noteText(sending), 1]);
  cells.set("liste/T-1.status", ["grxn", 2]);
  cells.set("liste/T-1.antal", [null, 2]);
  cells.set("liste/ny.nr", ["T-9", 1]);
  cells.set("liste/ny._pos", [9, 1]);
  cells.set("liste/k%2F3._gone", [1, 1]);
  const file = decodeFile(encodeFile({ site: "sund", saved: "", forloeb: [{ id: "x", name: "Kollega", cells, unread: new Map() }] }), "sund");
  assert.ok("file" in file);
  const back = ofAnswers("svar.redskab.json", file.file, home);
  const plan = planMerging(back, placeOf(fjordby));
  assert.deepEqual([back[0]?.whose, back[0]?.left, plan.offers.map(({ kind }) => kind), plan.files[0]?.emptied], ["Skole", 1, ["changed"], 1]);
  assert.deepEqual([...mergingEdits(plan, takeAll, placeOf(fjordby))], [["liste/T-1.status", "grxn"], ["liste/ny._pos", 4], ["liste/ny.nr", "T-9"]]);
});

const text = fc.oneof(fc.constantFrom("", "=1+1", "Grøn", " to  rum ", "a\nb", "46348", "2026-11-22", "1,5"), fc.string({ unit: "grapheme", maxLength: 12 }).map((one) => one.replace(/[\u0000-\u001F\uFFFE\uFFFF\u2028\u2029]|[\uD800-\uDFFF]/gu, "")));
const answer: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  status: fc.constantFrom("gul", "grxn", "ikkexset", "violet"),
  "i-dag": text.filter((one) => one.trim() !== "").map((one) => one.trim()),
  hvem: fc.subarray(["skolerxxdagtilbud", "xldre", "it"], { minLength: 1 }),
  antal: fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 4),
  dato: fc.constantFrom("2026-11-22", "1999-01-01"),
  start: fc.constantFrom("2026-11", "2027-02"),
};
const cellsOf = fc.record(Object.fromEntries(Object.entries(answer).map(([id, one]) => [id, fc.option(one, { nil: null })])) as Record<string, fc.Arbitrary<Value>>);
const rowsOf = fc.array(cellsOf, { minLength: 1, maxLength: 6 });

test("[L36] [L38] sent, put in another order, edited, brought home: the edits are there, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Object.keys(answer)), fc.nat()), { maxLength: 5 }), fc.nat(), fc.infiniteStream(cellsOf), async (all, wanted, turn, stream) => {
      const rows: Model = new Map(all.map((cells, i) => [`r${i}`, new Map<string, Value>([["nr", `Nr ${i}`], ...Object.entries(cells)])]));
      const book = await opened(await sent(rows));
      const want = new Map<string, Value>();
      const texts = new Map<string, string>();
      for (const [n, column] of wanted) {
        const id = `r${n % rows.size}`;
        const value = (stream.next().value as Record<string, Value>)[column] ?? null;
        if (!answers(value) || texts.has(`${id}.${column}`)) continue;
        texts.set(`${id}.${column}`, textOf(columns.find((one) => one.id === column) as Column, value));
        if (!sameValue(rows.get(id)?.get(column) ?? null, value)) want.set(`liste/${id}.${column}`, value);
      }
      const at = turn % all.length;
      const back = returned(
        edited(book, ([head, ...lines]) => {
          const changed = lines.map((line) => line.map((cell, i) => texts.get(`${(line[0] ?? "").slice(6)}.${columns[i - 1]?.id}`) ?? cell));
          for (const line of changed) for (let i = line.length; i <= columns.length; i++) line.push(texts.get(`${(line[0] ?? "").slice(6)}.${columns[i - 1]?.id}`) ?? "");
          return [head as string[], ...changed.slice(at), ...changed.slice(0, at)];
        }),
      );
      const got = mergingEdits(planMerging([back], placeOf(rows)), takeAll, placeOf(rows));
      assert.deepEqual([...got].sort(), [...want].sort());
    }),
    { numRuns: 60 },
  );
});

test("[L40] rows are parted by whose they are, and what nobody has is named last", () => {
  const values: Record<string, Value> = { a: "it", b: ["it", "skole"], c: null, d: "Andet" };
  const parts = partsOf(["a", "b", "c", "d"], { options: [{ id: "skole", label: "Skole" }, { id: "it", label: "IT" }, { id: "ingen", label: "Ingen" }], value: (row) => values[row] ?? null });
  assert.deepEqual(parts.map(({ label, rows }) => [label, rows.join()]), [["Skole", "b"], ["IT", "a,b"], ["Andet", "d"], ["", "c"]]);
});

test("[L40] the mail says what, how many, how and by when, and opens in a mail program where that takes it", () => {
  const facts = { title: "Kortlægning", to: "Børn og unge", rows: 41, file: "kort-boern.xlsx", by: "2026-12-04", from: "Sundhed" };
  const mail = mailOf(facts);
  assert.equal(mail.subject, "Kortlægning: 41 rækker til Børn og unge");
  for (const part of ["Kære alle i Børn og unge\n", "41 rækker hører til hos jer", "kort-boern.xlsx", "senest 4. december 2026.", "\nSundhed"]) assert.ok(mail.text.includes(part), part);
  assert.match(mailAddress(mail) ?? "", /^mailto:\?subject=Kortl%C3%A6gning/);
  assert.equal(mailAddress({ ...mail, text: "æ".repeat(400) }), null);
  assert.ok(!mailOf({ ...facts, by: "", from: "", to: "" }).text.includes("senest"));
  assert.ok(mailOf({ ...facts, rows: 1 }).text.includes("1 række hører til hos jer. Den har jeg lagt"));
});

test("[L43] whom rows were sent to is remembered, and who has answered", () => {
  let entries = withSent(withSent(withSent([], "Skole", "2026-11-20"), "Ældre", "2026-11-20"), "", "2026-11-20");
  entries = withBack(entriesOf(valueOfEntries(entries)), new Set(["Ældre", "Andre"]), "2026-11-22");
  assert.deepEqual(registerWords(entries), ["Sendt, og endnu ikke flettet ind: Skole (20. november 2026).", "Flettet ind: Ældre (22. november 2026)."]);
  assert.deepEqual(registerWords(withSent(entries, "Ældre", "2026-11-23")), ["Sendt, og endnu ikke flettet ind: Skole (20. november 2026), Ældre (23. november 2026)."]);
  for (const value of [undefined, null, 3, "x", [], ["", "\n\n"]] as const) assert.deepEqual(entriesOf(value as Value), []);
});

// What a program does that opens, sorts, edits and saves: the page is changed as one would
// change it there, and LibreOffice writes it anew.
async function resaved(bytes: Uint8Array<ArrayBuffer>, through: "xlsx" | "ods", edit: (xml: string) => string): Promise<Uint8Array<ArrayBuffer>> {
  const files = await unzip(bytes, () => true, 1e8);
  assert.ok(typeof files !== "string");
  const sheet = "xl/worksheets/sheet1.xml";
  files.set(sheet, new TextEncoder().encode(edit(new TextDecoder().decode(files.get(sheet)))));
  const folder = mkdtempSync(join(tmpdir(), "redskab-"));
  const convert = (to: string, from: string): void => void execFileSync("soffice", ["--headless", `-env:UserInstallation=file://${folder}/profil`, "--convert-to", to, "--outdir", join(folder, "ud"), from], { stdio: "pipe" });
  try {
    writeFileSync(join(folder, "svar.xlsx"), await zip(files));
    if (through === "ods") convert("ods", join(folder, "svar.xlsx"));
    convert("xlsx:Calc MS Excel 2007 XML", through === "ods" ? join(folder, "ud", "svar.ods") : join(folder, "svar.xlsx"));
    return new Uint8Array(readFileSync(join(folder, "ud", "svar.xlsx")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const through of ["xlsx", "ods"] as const) {
  test(`[L36] sorted and edited in LibreOffice and saved by it (${through}), the rows find home with their edits alone`, async () => {
    const bytes = await resaved(await sent(fjordby), through, (xml) => {
      const rows = [...xml.matchAll(/<row r="\d+"[^>]*>.*?<\/row>/gs)].map(([row]) => row);
      const say = (cell: string, text: string) => (row: string) => row.replace(new RegExp(`<c r="${cell}"[^>]*?(?:/>|>.*?</c>)`), `<c r="${cell}" t="inlineStr"><is><t>${text}</t></is></c>`);
      const [head, first, second, third] = rows as [string, string, string, string];
      const placed = [head, say("D3", "=SUM(A1)")(say("C3", "Grøn")(second)), third, say("C2", "Grøn")(first)].map((row, i) => row.replace(/(<row r="|<c r="[A-Z]+)\d+/g, `$1${i + 1}`));
      return xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${placed.join("")}<row r="5"><c r="B5" t="inlineStr"><is><t>T-9</t></is></c></row></sheetData>`);
    });
    const book = await opened(bytes);
    const back = returned(book);
    assert.ok(book.names.has("redskab_i.dag"), "names are kept");
    assert.deepEqual([back.whose, back.left, back.notes], ["Skole", 0, []]);
    assert.deepEqual([...mergingEdits(planMerging([back], placeOf(fjordby)), takeAll, placeOf(fjordby))], [
      ["liste/T-2.status", "grxn"],
      ["liste/T-2.i-dag", "=SUM(A1)"],
      ["liste/T-1.status", "grxn"],
      ["liste/T-9._pos", 4],
      ["liste/T-9.nr", "T-9"],
    ]);
  });
}
