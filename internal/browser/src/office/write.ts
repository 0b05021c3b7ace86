// A Book as a workbook. Strings stand in their cells, so that a part can be written without
// knowing the others.

import { dayNumber } from "./day";
import type { Book, Column, Page } from "./workbook";
import { escape } from "./xml";
import { zip } from "./zip";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const types = "http://schemas.openxmlformats.org/package/2006";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

// Styles by their place in cellXfs.
const style = { plain: 0, head: 1, text: 2, number: 3, date: 4, given: 5, title: 6 };

export async function writeBook(book: Book): Promise<Uint8Array<ArrayBuffer>> {
  const lists = [...new Map(book.pages.flatMap((page) => page.columns).flatMap(({ options }) => (options ? [[options.join("\n"), options] as const] : []))).values()];
  const { hidden } = book;
  const sheets = [...book.pages.map((page) => pageXML(page, lists)), aboutXML(book), listsXML(lists), ...(hidden ? [textsXML(hidden.rows)] : [])];
  const names = [...book.pages.map((page) => page.name), "Om dette ark", "Valgmuligheder", ...(hidden ? [hidden.name] : [])];
  const files = new Map<string, string>([
    ["[Content_Types].xml", contentTypes(sheets.length)],
    ["_rels/.rels", relations([["officeDocument", "xl/workbook.xml"], ["../../package/2006/relationships/metadata/core-properties", "docProps/core.xml"]])],
    ["docProps/core.xml", core(book.title)],
    ["xl/workbook.xml", workbookXML(book.pages, names)],
    ["xl/_rels/workbook.xml.rels", relations([...sheets.map((_, i) => ["worksheet", `worksheets/sheet${i + 1}.xml`] as const), ["styles", "styles.xml"]])],
    ["xl/styles.xml", styles],
    ...sheets.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml] as const),
  ]);
  return zip(new Map([...files].map(([name, xml]) => [name, new TextEncoder().encode(head + xml)])));
}

function pageXML(page: Page, lists: readonly (readonly string[])[]): string {
  const { columns, rows, mark } = page;
  const last = letter(columns.length);
  const header = row(1, [cell(1, 1, mark, style.head), ...columns.map((column, i) => cell(1, i + 2, column.label, style.head))]);
  const widths = columns.map((column, i) => widthOf(column, rows.map(({ cells }) => cells[i])));
  const body = rows.map(({ id, cells }, n) => row(n + 2, [cell(n + 2, 1, id, style.text), ...columns.map((column, i) => typedCell(n + 2, i + 2, column, cells[i] ?? null))], Math.max(...widths.map((width, i) => linesOf(cells[i], width)))));
  const wide = widths.map((width, i) => `<col min="${i + 2}" max="${i + 2}" width="${width}" customWidth="1"/>`).join("");
  const end = Math.max(2, rows.length + 1);
  // Rows that somebody adds below have the same lists to choose from.
  const checks = columns.flatMap(({ options }, i) => {
    const at = options ? lists.findIndex((list) => list.join("\n") === options.join("\n")) : -1;
    if (at < 0 || !options) return [];
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letter(i + 1)}2:${letter(i + 1)}${end + 500}"><formula1>Valgmuligheder!$${letter(at)}$1:$${letter(at)}$${options.length}</formula1></dataValidation>`;
  });
  return (
    `<worksheet ${main}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="B2" sqref="B2"/></sheetView></sheetViews>' +
    `<cols><col min="1" max="1" width="2" hidden="1" customWidth="1"/>${wide}</cols>` +
    `<sheetData>${header}${body.join("")}</sheetData><autoFilter ref="A1:${last}${end}"/>` +
    (checks.length > 0 ? `<dataValidations count="${checks.length}">${checks.join("")}</dataValidations>` : "") +
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
  );
}

function typedCell(n: number, column: number, { kind, asked }: Column, value: string | number | null): string {
  const empty = asked === false ? style.given : kind === "number" ? style.number : kind === "date" ? style.date : style.text;
  if (value === null || value === "") return `<c r="${letter(column - 1)}${n}" s="${empty}"/>`;
  const number = typeof value === "number" ? value : kind === "date" ? dayNumber(value) : null;
  if (number === null) return cell(n, column, String(value), asked === false ? style.given : style.text);
  return `<c r="${letter(column - 1)}${n}" s="${kind === "date" ? style.date : empty}"><v>${number}</v></c>`;
}

function cell(n: number, column: number, text: string, styled: number): string {
  // A cell holds no more letters; Excel refuses the whole file.
  return `<c r="${letter(column - 1)}${n}" s="${styled}" t="inlineStr"><is><t xml:space="preserve">${escape(text.slice(0, 32_767))}</t></is></c>`;
}

// Not every program works out how high a row is whose text is broken. It is the height for
// now, and grows with what is written.
function row(n: number, cells: readonly string[], lines = 1): string {
  return `<row r="${n}"${lines > 1 ? ` ht="${Math.min(409, 15 * lines)}"` : ""}>${cells.join("")}</row>`;
}

/** How many lines a text takes in a column so wide. */
function linesOf(value: unknown, width: number): number {
  const text = String(value ?? "");
  return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

const aboutWidth = 72;

function aboutXML({ title, about }: Book): string {
  const lines = about.map((line, i) => (typeof line === "string" ? row(i + 2, [cell(i + 2, 1, line, style.text)], linesOf(line, aboutWidth)) : row(i + 2, [cell(i + 2, 1, line.heading, style.head)])));
  const rows = [row(1, [cell(1, 1, title, style.title)], 2), ...lines];
  return `<worksheet ${main}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols><col min="1" max="1" width="${aboutWidth}" customWidth="1"/></cols><sheetData>${rows.join("")}</sheetData><pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

function listsXML(lists: readonly (readonly string[])[]): string {
  const most = Math.max(0, ...lists.map((list) => list.length));
  const rows = Array.from({ length: most }, (_, n) => row(n + 1, lists.flatMap((list, i) => (list[n] === undefined ? [] : [cell(n + 1, i + 1, list[n], style.plain)]))));
  return `<worksheet ${main}><sheetData>${rows.join("")}</sheetData></worksheet>`;
}

function textsXML(texts: readonly (readonly string[])[]): string {
  const rows = texts.map((line, n) => row(n + 1, line.flatMap((text, i) => (text === "" ? [] : [cell(n + 1, i + 1, text, style.plain)]))));
  return `<worksheet ${main}><sheetData>${rows.join("")}</sheetData></worksheet>`;
}

function workbookXML(pages: readonly Page[], names: readonly string[]): string {
  // Behind the pages stand "Om dette ark", and then what nobody sees.
  const sheets = names.map((name, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}"${i > pages.length ? ' state="hidden"' : ""} r:id="rId${i + 1}"/>`);
  const quoted = (name: string) => `'${escape(name.replace(/'/g, "''"))}'`;
  const defined = pages.flatMap((page, i) => [
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${quoted(page.name)}!$A$1:$${letter(page.columns.length)}$${Math.max(2, page.rows.length + 1)}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quoted(page.name)}!$1:$1</definedName>`,
    ...(page.names ?? []).map((name, n) => `<definedName name="${escape(name)}" hidden="1">${quoted(page.name)}!$${letter(n + 1)}$1</definedName>`),
  ]);
  return `<workbook ${main} xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${sheets.join("")}</sheets><definedNames>${defined.join("")}</definedNames></workbook>`;
}

function relations(all: readonly (readonly [kind: string, target: string])[]): string {
  const lines = all.map(([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${kind.startsWith("..") ? `http://schemas.openxmlformats.org${kind.slice(5)}` : `${office}/${kind}`}" Target="${target}"/>`);
  return `<Relationships xmlns="${types}/relationships">${lines.join("")}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const over = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}"/>`;
  return (
    `<Types xmlns="${types}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
    over("xl/workbook.xml", `${sheetType}.sheet.main+xml`) +
    over("xl/styles.xml", `${sheetType}.styles+xml`) +
    over("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") +
    Array.from({ length: sheets }, (_, i) => over(`xl/worksheets/sheet${i + 1}.xml`, `${sheetType}.worksheet+xml`)).join("") +
    "</Types>"
  );
}

function core(title: string): string {
  return `<cp:coreProperties xmlns:cp="${types}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escape(title)}</dc:title><dc:language>da-DK</dc:language></cp:coreProperties>`;
}

const styles =
  `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>` +
  '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="16"/><name val="Calibri"/></font></fonts>' +
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDCE9E8"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F0EB"/></patternFill></fill></fills>' +
  '<borders count="2"><border/><border><left/><right/><top/><bottom style="thin"><color rgb="FFBBBBBB"/></bottom></border></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf/>' +
  xf(0, 1, 2) + // head
  xf(49, 0, 0) + // text: what is typed there later is text, too
  xf(0, 0, 0) +
  xf(164, 0, 0) +
  xf(49, 0, 3) + // not to be filled in
  xf(49, 2, 0) +
  "</cellXfs></styleSheet>";

function xf(format: number, font: number, fill: number): string {
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`;
}

// As wide as what stands in it, within reason: beyond that lines are broken.
function widthOf({ kind, label, options }: Column, cells: readonly unknown[]): number {
  if (kind === "longtext") return 44;
  if (kind === "date") return 13;
  const longest = cells.reduce((most: number, cell) => Math.max(most, String(cell ?? "").length), 0);
  return Math.min(44, Math.max(10, label.length + 4, longest + 2, ...(options ?? []).map((option) => option.length + 4)));
}

/** The letters of a column, from 0: A, B … AA. */
export function letter(n: number): string {
  return (n >= 26 ? letter(Math.floor(n / 26) - 1) : "") + String.fromCharCode(65 + (n % 26));
}
