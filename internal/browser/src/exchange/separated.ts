// Text whose cells stand between separators: what Excel copies (tabs), and csv.

import { isBinary, maxColumns, maxRows, tableOf, type Reading, type Work } from "./table";

export type Separator = "\t" | ";" | ",";

/**
 * The cells of a text. A cell in quotation marks may hold separators, line breaks and, as
 * two, quotation marks; a mark that no other closes is a mark like any. Reading ends soon
 * after the limits are passed.
 */
export function* cellsOf(text: string, separator: Separator): Work<string[][]> {
  const rows: string[][] = [];
  let row: string[] = [];
  let i = 0;
  let filled = 0;
  while (i < text.length && filled <= maxRows + 1) {
    const end = text[i] === '"' ? closing(text, i, separator) : -1;
    let stop: number;
    if (end > 0) {
      row.push(text.slice(i + 1, end).replace(/""/g, '"'));
      stop = end + 1;
    } else {
      stop = endOfCell(text, i, separator);
      row.push(text.slice(i, stop));
    }
    const at = text[stop];
    i = stop + (at === "\r" && text[stop + 1] === "\n" ? 2 : 1);
    if (at === separator) {
      // A separator at the very end has an empty cell behind it.
      if (i >= text.length) row.push("");
      else if (row.length <= 20 * maxColumns) continue;
    }
    rows.push(row);
    if (row.some((cell) => cell.trim() !== "")) filled++;
    row = [];
    if (rows.length % 200 === 0) yield i / text.length;
  }
  return rows;
}

function endOfCell(text: string, from: number, separator: Separator): number {
  const stop = separator.charCodeAt(0);
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === stop || c === 10 || c === 13) return i;
  }
  return text.length;
}

// The mark that closes the cell whose opening one is given, or -1. A mark within must be
// two; the search ends at the first that is not, so a text is gone through twice at most.
function closing(text: string, open: number, separator: Separator): number {
  for (let i = text.indexOf('"', open + 1); i > 0; i = text.indexOf('"', i + 2)) {
    const next = text[i + 1];
    if (next === '"') continue;
    return next === undefined || next === separator || next === "\n" || next === "\r" ? i : -1;
  }
  return -1;
}

/**
 * The separator that gives most rows the same number of cells, above one; null when none
 * does, and each line is a row. In a csv file a comma needs less proof than in a paste,
 * where it may belong to a sentence.
 */
export function guessSeparator(text: string, isFile: boolean): Separator | null {
  const sample = text.slice(0, 64_000);
  const cut = sample.length < text.length ? sample.slice(0, Math.max(sample.lastIndexOf("\n"), 0) || sample.length) : sample;
  let best: Separator | null = null;
  let most = 0;
  for (const [separator, enough] of [["\t", 0.3], [";", 0.6], [",", isFile ? 0.6 : 0.9]] as const) {
    const share = sameWidth(cut, separator);
    if (share >= enough && share > most) [best, most] = [separator, share];
  }
  return best;
}

// The share of rows that have the commonest number of cells, not counting rows of one cell
// for it; ends of rows may be empty.
function sameWidth(sample: string, separator: Separator): number {
  const widths = new Map<number, number>();
  let rows = 0;
  for (const row of finish(cellsOf(sample, separator))) {
    if (row.every((cell) => cell.trim() === "")) continue;
    rows++;
    if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  }
  return rows === 0 ? 0 : Math.max(0, ...widths.values()) / rows;
}

/** A table in a text with separators. */
export function* readSeparated(text: string, separator: Separator): Work<Reading> {
  if (isBinary(text)) return { error: "binary" };
  // Excel writes the separator into the first line of some csv files.
  const rows = yield* cellsOf(text.replace(/^"?sep=.("|)\r?\n/, ""), separator);
  return tableOf(rows);
}

/** Does all of a work at once. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
