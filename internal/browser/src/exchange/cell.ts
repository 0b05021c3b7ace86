// What a text from elsewhere says as the answer to a question, by the kinds of SPEC.md.

import type { Value } from "../answers/cell";
import { fits, inOrder, readMonth, readNumber } from "../answers/value";
import { fold, isChosen, type Column, type Option } from "./column";

export interface Read {
  /** null for an empty cell. What is not understood is kept as the text it is. [S16] */
  readonly value: Value;
  /** Whether all of it answers the question. */
  readonly known: boolean;
  /** What was not understood: no option, no number, no day. */
  readonly strange: readonly string[];
}

/** What a reader said of texts that were not understood. */
export interface Meanings {
  /** The option a text means; null leaves it out. */
  readonly of: ReadonlyMap<string, string | null>;
  /** Whether all others are left out, and not kept as the texts they are. */
  readonly leaveRest: boolean;
}

const keepAll: Meanings = { of: new Map(), leaveRest: false };

export function readCell(column: Column, cell: string, meanings: Meanings = keepAll): Read {
  const text = tidy(cell, column.kind === "longtext" || column.kind === "choices");
  if (text === "") return { value: null, known: true, strange: [] };
  if (column.kind === "choices") return readSeveral(column.options, text, meanings);
  const read = isChosen(column.kind) ? optionOf(column.options, text) : readTyped(column.kind, text);
  if (read !== null && (isChosen(column.kind) || fits(column.kind, read, []))) return { value: read, known: true, strange: [] };
  const meant = meaning(meanings, text);
  return { value: meant === undefined ? text : meant, known: meant !== undefined, strange: [text] };
}

// The option meant, null for none, undefined where the text is kept.
function meaning(meanings: Meanings, text: string): string | null | undefined {
  const meant = meanings.of.get(text);
  return meant === undefined && meanings.leaveRest ? null : meant;
}

// What separates lines where a text has only one is a space.
function tidy(cell: string, isLong: boolean): string {
  const lines = cell.replace(/\r\n?|[\u2028\u2029]/g, "\n").trim();
  return isLong ? lines : lines.replace(/\s*\n\s*/g, " ");
}

function readTyped(kind: Column["kind"], text: string): Value {
  switch (kind) {
    case "number":
      return readNumber(text);
    case "date":
      return readDay(text) ?? text;
    case "month":
      return monthOf(text);
    case "time":
      return readTime(text);
    default:
      return text;
  }
}

function readSeveral(options: readonly Option[], text: string, meanings: Meanings): Read {
  const whole = optionOf(options, text);
  const parts = whole !== null ? [text] : text.split(/[;\n]/).flatMap((part) => (optionOf(options, part) !== null ? [part] : part.split(/[,/]/)));
  const chosen: string[] = [];
  const kept: string[] = [];
  const strange: string[] = [];
  for (const part of parts.map((one) => one.trim()).filter((one) => one !== "")) {
    const id = optionOf(options, part);
    const meant = id ?? meaning(meanings, part);
    if (id === null) strange.push(part);
    if (meant === undefined) kept.push(part);
    else if (meant !== null) chosen.push(meant);
  }
  const value = [...inOrder(options.map(({ id }) => id), chosen), ...new Set(kept)];
  return { value: value.length > 0 ? value : null, known: kept.length === 0, strange };
}

/**
 * The option that a text names: by id, label or another name, letter by letter, or else
 * whatever its case, accents and punctuation, if only one is so. "3 – Ofte" names 3, too.
 */
export function optionOf(options: readonly Option[], text: string): string | null {
  let index = indexes.get(options);
  if (!index) indexes.set(options, (index = indexOf(options)));
  return index.exact.get(text) ?? index.folded.get(fold(text)) ?? null;
}

interface Index {
  readonly exact: ReadonlyMap<string, string>;
  /** null where several options are called so. */
  readonly folded: ReadonlyMap<string, string | null>;
}

const indexes = new WeakMap<readonly Option[], Index>();

function indexOf(options: readonly Option[]): Index {
  const exact = new Map<string, string>();
  const folded = new Map<string, string | null>();
  for (const { id, label, also } of options) {
    for (const name of [id, label, ...also]) if (!exact.has(name)) exact.set(name, id);
    for (const name of [id, label, `${id} ${label}`, ...also].map(fold)) {
      const other = folded.get(name);
      folded.set(name, other === undefined || other === id ? id : null);
    }
  }
  folded.delete("");
  return { exact, folded };
}

const months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const monthNames = "januar februar marts april maj juni juli august september oktober november december".split(" ");

function monthNumber(word: string): number {
  const said = word.toLowerCase().replace(/\.$/, "");
  const at = monthNames.indexOf(said);
  return (at >= 0 ? at : months.indexOf(said.slice(0, 3) === said || said === "sept" ? said.slice(0, 3) : "")) + 1;
}

/** A day: 2026-11-21, 21-11-2026, 21.11.26, 21/11 2026, 21. november 2026, with or without a clock behind it. */
function readDay(typed: string): string | null {
  const text = typed.replace(/(?:T|\s+|\s*kl\.?\s*)\d{1,2}[.:]\d\d(?:[.:]\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/, "").trim();
  let m = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (m) return day(Number(m[1]), Number(m[2]), Number(m[3]));
  m = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d\d)$/.exec(text);
  if (m) return day(year(m[3] as string), Number(m[2]), Number(m[1]));
  m = /^(?:den )?(\d{1,2})[.\- ]+(\p{L}+)[.,\- ]+(\d{4}|\d\d)$/u.exec(text);
  return m ? day(year(m[3] as string), monthNumber(m[2] as string), Number(m[1])) : null;
}

function year(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function day(y: number, m: number, d: number): string | null {
  const two = (n: number) => String(n).padStart(2, "0");
  const text = `${String(y).padStart(4, "0")}-${two(m)}-${two(d)}`;
  return fits("date", text, []) ? text : null;
}

// A month; its first day is how Excel keeps one.
function monthOf(text: string): Value {
  const read = readMonth(text);
  if (typeof read === "string" && fits("month", read, [])) return read;
  const first = readDay(text);
  if (first?.endsWith("-01")) return first.slice(0, 7);
  const m = /^(\p{L}+)[.,\- ]+(\d{4}|\d\d)$/u.exec(text);
  const n = m ? monthNumber(m[1] as string) : 0;
  return m && n > 0 ? `${year(m[2] as string)}-${String(n).padStart(2, "0")}` : text;
}

function readTime(text: string): string {
  const m = /^(?:kl\.?\s*)?(\d{1,2})[.:](\d\d)(?:[.:]00)?$/i.exec(text);
  const time = m ? `${(m[1] as string).padStart(2, "0")}:${m[2]}` : text;
  return fits("time", time, []) ? time : text;
}
