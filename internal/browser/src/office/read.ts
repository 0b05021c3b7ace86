// A workbook as Tables.

import { dayText } from "./day";
import { markBegin, mostColumns, mostRows, type BookError, type Table, type Workbook } from "./workbook";
import { walk } from "./xml";
import { unzip } from "./zip";

// More than any sheet of 20,000 rows needs, and less than a browser can hold.
const most = 100_000_000;

export async function readBook(bytes: Uint8Array<ArrayBuffer>): Promise<Workbook | BookError> {
  if (isOld(bytes)) return isEncrypted(bytes) ? "locked" : "old-format";
  let hasMacros = false;
  const files = await unzip(
    bytes,
    (name) => {
      if (/^\/?xl\/vbaProject\.bin$/.test(name)) hasMacros = true;
      return /^\/?xl\/.*\.(xml|rels)$/.test(name) && !/^\/?xl\/(media|drawings|theme)\//.test(name);
    },
    most,
  );
  if (files === "no-zip") return "no-workbook";
  if (typeof files === "string") return files;
  const text = (name: string): string | null => {
    const data = files.get(name) ?? files.get(`/${name}`);
    return data ? new TextDecoder().decode(data) : null;
  };
  const workbook = text("xl/workbook.xml");
  if (workbook === null) return "no-workbook";
  const targets = relations(text("xl/_rels/workbook.xml.rels") ?? "");
  const book = about(workbook);
  const shared = strings(text("xl/sharedStrings.xml") ?? "");
  const dates = dateStyles(text("xl/styles.xml") ?? "");
  const tables: Table[] = [];
  for (const { name, id, hidden } of book.sheets) {
    const target = targets.get(id) ?? "";
    const xml = text(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    if (xml === null) continue; // a chart has no cells
    tables.push({ name, hidden, ...sheet(xml, shared, dates, book.is1904) });
  }
  return tables.length === 0 ? "broken" : { tables, names: book.names, hasMacros };
}

// What Office wrote before 2007, and what it wraps a file with a password in.
function isOld(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, i) => bytes[i] === byte);
}

function isEncrypted(bytes: Uint8Array): boolean {
  // Its directory names the parts in UTF-16.
  const needle = Array.from("EncryptedPackage", (c) => [c.charCodeAt(0), 0]).flat();
  for (let i = 0; i + needle.length <= bytes.length; i++) if (needle.every((byte, k) => bytes[i + k] === byte)) return true;
  return false;
}

function relations(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  walk(xml, { open: (name, attribute) => void (name === "Relationship" && targets.set(attribute("Id") ?? "", attribute("Target") ?? "")) });
  return targets;
}

interface About {
  readonly sheets: readonly { readonly name: string; readonly id: string; readonly hidden: boolean }[];
  readonly names: ReadonlyMap<string, string>;
  readonly is1904: boolean;
}

function about(xml: string): About {
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  const names = new Map<string, string>();
  let is1904 = false;
  let defined = "";
  walk(xml, {
    open(name, attribute) {
      defined = name === "definedName" ? (attribute("name") ?? "") : "";
      if (name === "workbookPr") is1904 = /^(1|true)$/.test(attribute("date1904") ?? "");
      if (name === "sheet") sheets.push({ name: attribute("name") ?? "", id: attribute("id") ?? "", hidden: /hidden/i.test(attribute("state") ?? "") });
    },
    close: () => void (defined = ""),
    text: (text) => void (defined !== "" && names.set(defined, text)),
  });
  return { sheets, names, is1904 };
}

function strings(xml: string): string[] {
  const all: string[] = [];
  let text = "";
  let inText = false;
  let phonetic = 0;
  walk(xml, {
    open(name) {
      if (name === "si") text = "";
      if (name === "rPh") phonetic++;
      inText = name === "t" && phonetic === 0;
    },
    close(name) {
      if (name === "rPh") phonetic--;
      if (name === "si") all.push(text);
      inText = false;
    },
    text(part) {
      if (inText) text += part;
    },
  });
  return all;
}

// Which of the styles, by place, show a number as a day or a time.
function dateStyles(xml: string): boolean[] {
  const own = new Map<string, boolean>();
  const styles: boolean[] = [];
  let inStyles = false;
  walk(xml, {
    open(name, attribute) {
      if (name === "numFmt") own.set(attribute("numFmtId") ?? "", /[dmyhs]/i.test((attribute("formatCode") ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "")));
      if (name === "cellXfs") inStyles = true;
      if (name === "xf" && inStyles) {
        const format = attribute("numFmtId") ?? "0";
        const n = Number(format);
        styles.push(own.get(format) ?? ((n >= 14 && n <= 22) || (n >= 27 && n <= 36) || (n >= 45 && n <= 47) || (n >= 50 && n <= 58)));
      }
    },
    close(name) {
      if (name === "cellXfs") inStyles = false;
    },
  });
  return styles;
}

function sheet(xml: string, shared: readonly string[], dates: readonly boolean[], is1904: boolean): Omit<Table, "name" | "hidden"> {
  const rows: string[][] = [];
  const spans: string[] = [];
  let [n, column, type, styled, value, inValue, isFormula] = [0, 0, "n", 0, "", false, false];
  let [formulas, isCut] = [0, false];
  walk(xml, {
    open(name, attribute) {
      switch (name) {
        case "mergeCell":
          spans.push(attribute("ref") ?? "");
          break;
        case "row":
          n = Number(attribute("r") ?? n + 1);
          column = 0;
          break;
        case "c": {
          const at = attribute("r");
          column = at ? columnOf(at) : column + 1;
          [type, styled, value, isFormula] = [attribute("t") ?? "n", Number(attribute("s") ?? 0), "", false];
          break;
        }
        default:
          if (name === "f") isFormula = true;
          inValue = name === "v" || (name === "t" && type === "inlineStr");
      }
    },
    close(name) {
      inValue = false;
      if (name !== "c") return;
      if (isFormula) formulas++;
      if (value === "") return;
      if (n > mostRows || column > mostColumns) {
        isCut = true;
        return;
      }
      while (rows.length < n) rows.push([]);
      const row = rows[n - 1] as string[];
      while (row.length < column) row.push("");
      row[column - 1] = textOf(value, type, dates[styled] === true, shared, is1904);
    },
    text(part) {
      if (inValue) value += part;
    },
  });
  return { rows, formulas, isCut, merged: spans.reduce((sum, span) => sum + fillDown(rows, span), 0) };
}

// What was merged over several rows stands in each of them; over several columns it is one
// cell still. Gives how many cells were filled.
function fillDown(rows: string[][], span: string): number {
  const m = /^([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)$/.exec(span);
  if (!m) return 0;
  const [column, from, to] = [columnOf(m[1] as string), Number(m[2]), Math.min(Number(m[3]), rows.length)];
  const text = rows[from - 1]?.[column - 1] ?? "";
  if (text === "" || column > mostColumns || rows.some((row, n) => n < 20 && row[column - 1]?.startsWith(markBegin))) return 0; // an id is of one row
  let filled = 0;
  for (let n = from; n < to; n++, filled++) {
    const row = rows[n] as string[];
    while (row.length < column) row.push("");
    row[column - 1] = text;
  }
  return filled;
}

function textOf(value: string, type: string, isDate: boolean, shared: readonly string[], is1904: boolean): string {
  switch (type) {
    case "s":
      return shared[Number(value)] ?? "";
    case "b":
      return value === "1" ? "Ja" : "Nej";
    case "e":
      return ""; // what could not be worked out
    case "n":
      return isDate ? dayText(Number(value), is1904) : plain(value);
    default:
      return value;
  }
}

// A number as people write it: 0.1 + 0.2 is stored with all its digits.
function plain(value: string): string {
  const number = Number(value);
  return value === "" || Number.isNaN(number) ? value : String(Number(number.toPrecision(15))).replace(".", ",");
}

/** The number of a cell's column, from 1: of "AB12" it is 28. */
function columnOf(at: string): number {
  let n = 0;
  for (const c of at) {
    const code = c.toUpperCase().charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    n = n * 26 + code;
  }
  return n;
}
