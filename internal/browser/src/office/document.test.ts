import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { writeDocument, type Block } from "./document";
import { unzip } from "./zip";

const blocks: Block[] = [
  { kind: "heading", level: 2, text: "Aftalen & planen" },
  { kind: "text", runs: [{ text: "Mål: ", bold: true }, { text: "Børn går mere.\nOgså om vinteren <nok>." }] },
  { kind: "table", head: ["Hvad", "Hvem"], rows: [["=1+1", "Skolechef"], ["Æbler til alle", ""]] },
];

async function documentXML(blocks: readonly Block[], part = "word/document.xml"): Promise<string> {
  const files = await unzip(await writeDocument("Handleplan", blocks), () => true, 1e6);
  assert.ok(typeof files !== "string");
  return new TextDecoder().decode(files.get(part));
}

test("headings are headings, heads of tables stand on every page, the language is Danish", async () => {
  const xml = await documentXML(blocks);
  assert.match(xml, /<w:pStyle w:val="Heading2"\/><\/w:pPr><w:r><w:t xml:space="preserve">Aftalen &amp; planen</);
  assert.match(xml, /<w:tblHeader\/>/);
  assert.match(xml, /Børn går mere.<\/w:t><w:br\/><w:t xml:space="preserve">Også om vinteren &lt;nok&gt;/);
  assert.match(await documentXML(blocks, "word/styles.xml"), /<w:lang w:val="da-DK"\/>/);
});

test("a table of many columns lies across", async () => {
  const wide: Block = { kind: "table", head: ["1", "2", "3", "4", "5", "6", "7"], rows: [] };
  assert.ok(!(await documentXML(blocks)).includes("landscape"));
  assert.match(await documentXML([wide]), /w:orient="landscape"/);
});

test("LibreOffice opens it and finds every word", async () => {
  const folder = mkdtempSync(join(tmpdir(), "redskab-"));
  try {
    const file = join(folder, "ud.docx");
    writeFileSync(file, await writeDocument("Handleplan", blocks));
    execFileSync("soffice", ["--headless", `-env:UserInstallation=file://${folder}/profil`, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, file], { stdio: "pipe" });
    const text = readFileSync(join(folder, "ud.txt"), "utf8").replace(/^\uFEFF/, "");
    assert.deepEqual(text.split(/\s*\n\s*/).filter((line) => line !== ""), ["Handleplan", "Aftalen & planen", "Mål: Børn går mere.", "Også om vinteren <nok>.", "Hvad", "Hvem", "=1+1", "Skolechef", "Æbler til alle"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
