// Which of the questions a column of a table seems to be: by what it is called, or else by
// what stands in it.

import { readCell } from "./cell";
import { fold, isChosen, type Column } from "./column";

const searched = 10;

/**
 * The row that holds the headers, -1 for none: the first rows are asked whose cells are
 * called as the columns are, for a list often has a title above. Without a single known
 * header the first row is one when it has words where the rows below have options, numbers
 * or dates.
 */
export function guessHeader(rows: readonly (readonly string[])[], columns: readonly Column[]): number {
  let best = -1;
  let most = 0;
  rows.slice(0, searched).forEach((row, i) => {
    const scores = row.map((cell) => Math.max(0, ...columns.map((column) => nameScore(cell, column))));
    const called = scores.filter((score) => score > 0).length;
    const enough = row.length > 2 ? 2 : 1;
    if (called >= enough && called > most && scores.some((score) => score >= exact)) [best, most] = [i, called];
  });
  if (best >= 0) return best;
  const [first, ...rest] = rows;
  if (!first || rest.length === 0 || first.some((cell) => cell.trim() === "" || /^\W*\d/.test(cell))) return -1;
  const differs = first.some((cell, at) => columns.some((column) => telling(column) && fits(column, [cell]) === 0 && fits(column, below(rest, at)) > 0.6));
  return differs ? 0 : -1;
}

/** The column that each of the table's columns seems to be, null where nothing says. No column is given twice. */
export function guessColumns(rows: readonly (readonly string[])[], header: number, columns: readonly Column[], key: readonly string[]): (string | null)[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const data = rows.slice(header + 1);
  const guesses: { at: number; id: string; score: number }[] = [];
  for (let at = 0; at < width; at++) {
    const cells = below(data, at);
    const named = columns.map((column) => ({ at, id: column.id, score: header < 0 ? 0 : nameScore(rows[header]?.[at] ?? "", column) }));
    guesses.push(...named.filter(({ score }) => score > 0));
    const full = cells.filter((cell) => cell.trim() !== "");
    const fitting = columns.filter((column) => telling(column) && fits(column, cells) > 0.6);
    // Several questions with the same answers cannot be told apart by them.
    if (fitting.length === 1 && full.length > 0) guesses.push({ at, id: (fitting[0] as Column).id, score: 30 });
    const first = key[0];
    if (first !== undefined && isKey(full)) guesses.push({ at, id: first, score: 20 - at / 100 });
  }
  const result = new Array<string | null>(width).fill(null);
  const give = (at: number, id: string) => {
    if (result[at] === null && !result.includes(id)) result[at] = id;
  };
  for (const { at, id } of guesses.sort((a, b) => b.score - a.score)) give(at, id);
  // The longest text that nothing is known of is what the rows are called.
  const name = columns.find((column) => column.kind === "text" && !key.includes(column.id));
  const free = result.map((id, at) => (id === null ? length(below(data, at)) : 0));
  const longest = free.indexOf(Math.max(0, ...free));
  if (name && header < 0 && (free[longest] ?? 0) > 0) give(longest, name.id);
  return result;
}

const exact = 80;

function nameScore(cell: string, column: Column): number {
  const said = fold(cell);
  if (said === "") return 0;
  const { headers, label, id } = namesOf(column);
  if (headers.includes(said)) return 100;
  if (label === said) return 90;
  if (id === said) return exact;
  if (said.length > 40) return 0; // a sentence holds any word
  const within = ` ${said} `;
  return [label, ...headers].some((name) => name.length > 2 && within.includes(` ${name} `)) ? 40 : 0;
}

// What a column is called, folded once: every cell of the first rows is asked whether it is one.
function namesOf(column: Column): { headers: readonly string[]; label: string; id: string } {
  let names = folded.get(column);
  if (!names) folded.set(column, (names = { headers: column.headers.map(fold), label: fold(column.label), id: fold(column.id) }));
  return names;
}

const folded = new WeakMap<Column, { headers: readonly string[]; label: string; id: string }>();

// Kinds whose answers tell which question they belong to.
function telling(column: Column): boolean {
  return column.kind === "date" || column.kind === "time" || (isChosen(column.kind) && column.options.length > 0);
}

// The share of the filled cells that answer the question. A sample is enough.
function fits(column: Column, cells: readonly string[]): number {
  const full = cells.filter((cell) => cell.trim() !== "").slice(0, 40);
  return full.length === 0 ? 0 : full.filter((cell) => readCell(column, cell).known).length / full.length;
}

// Short, each different, and most with a digit in it.
function isKey(cells: readonly string[]): boolean {
  const sample = cells.slice(0, 300);
  return sample.length > 1 && new Set(sample).size === sample.length && sample.every((cell) => cell.trim().length <= 15) && sample.filter((cell) => /\d/.test(cell)).length > sample.length * 0.8;
}

function below(rows: readonly (readonly string[])[], at: number): string[] {
  return rows.slice(0, 300).map((row) => row[at] ?? "");
}

function length(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.trim().length, 0);
}
