// Text without cells: the lines of a PDF, or of a letter. A line that begins with a number
// begins a row, and lines without one go on with the row before.

import { isBinary, maxRows, tableOf, type Reading } from "./table";

// TOB-03, T 3, 3., 3), 1.2, § 4: letters that belong to a number, the number, what ends it.
const numbered = /^\s*(?:§\s*)?((?:\p{Lu}{1,6}[-. ]?)?\d{1,4}(?:[.-]\d{1,4}){0,3})([.):]|\s*[–-](?=\s))?\s+(?=\S)/u;

export function readLines(text: string): Reading {
  if (isBinary(text)) return { error: "binary" };
  const lines = text.split(/\r\n|[\n\r\u2028\u2029\f\v]/).map((line) => line.replace(/[\u00A0\t ]+/g, " ").trim());
  const full = lines.filter((line) => line !== "");
  if (full.length > 20 * maxRows) return { error: "too-many-rows" };
  const heads = full.map((line) => numbered.exec(line));
  const marked = heads.filter((head) => head?.[2]).length;
  const found = heads.filter((head) => head).length;
  // One number alone, or a few among many lines, is a number in a sentence.
  if (found < 2 || found < full.length / 12) return tableOf(full.map((line) => [line]));
  const rows: string[][] = [];
  let last = 0;
  full.forEach((line, i) => {
    const head = heads[i];
    const row = rows[rows.length - 1];
    if (head && begins(head, last, marked > found / 2)) {
      last = Number(/\d+$/.exec(head[1] ?? "")?.[0] ?? 0);
      rows.push([head[1] as string, line.slice(head[0].length)]);
    } else if (row) {
      const at = row.length - 1;
      row[at] = join(row[at] as string, line);
    } else {
      rows.push([line]);
    }
  });
  return tableOf(rows);
}

// "12 år" on a line of its own goes on with a sentence: a bare number begins a row only
// where counting could have come to it, and where most numbers have a mark, with one.
function begins(head: RegExpExecArray, last: number, marks: boolean): boolean {
  const number = head[1] ?? "";
  if (/\D/.test(number)) return true;
  if (marks && !head[2]) return false;
  const n = Number(number);
  return n === 1 || (n > last && (head[2] !== undefined || n <= last + 10));
}

// A word that was divided at the end of a line is one again, but not "sundheds- og …".
function join(before: string, after: string): string {
  if (before.endsWith("\u00AD")) return before.slice(0, -1) + after;
  if (/\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after) && !/^(?:og|eller|samt)\b/.test(after)) return before.slice(0, -1) + after;
  return `${before} ${after}`;
}
