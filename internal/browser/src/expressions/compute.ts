// Comparing and counting, as rules [E5] to [E12] of SPEC.md say. Each step is the one that
// compute.go takes, so that both round alike.

import type { Result } from "./program";

const day = 86_400_000;
const minute = 60_000;
// More days than the calendar of four digits has.
const farDays = 4e6;

/** Whether two numbers differ by no more than arithmetic with fractions of ten may be wrong. */
function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Where one is several options, whether the other is among them. */
export function equal(a: Result, b: Result): boolean {
  if (a === null || b === null) return false;
  if (typeof a === "number") return close(a, b as number);
  if (Array.isArray(a)) return a.includes(b as string);
  if (Array.isArray(b)) return b.includes(a as string);
  return a === b;
}

export function less(a: Result, b: Result, orEqual: boolean): boolean {
  if (a === null || b === null) return false;
  return equal(a, b) ? orEqual : a < b;
}

/** + - * / with numbers, and + - with days and times of day. */
export function arithmetic(op: string, a: Result, b: Result): Result {
  if (a === null || b === null) return null;
  if (typeof a === "string") return calendar(op, a, b);
  const x = a as number;
  const y = b as number;
  return finite(op === "+" ? x + y : op === "-" ? x - y : op === "*" ? x * y : x / y);
}

function finite(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

/** A day or time of day as a moment of no zone; a time is one of a day long ago. */
function moment(text: string): number {
  return Date.parse(text.length === 5 ? `1970-01-01T${text}Z` : `${text}T00:00Z`);
}

function calendar(op: string, a: string, b: Result): Result {
  const time = a.length === 5;
  const unit = time ? minute : day;
  const from = moment(a);
  if (typeof b === "string") return (from - moment(b)) / unit;
  const n = Math.floor((op === "-" ? -(b as number) : (b as number)) + 0.5);
  if (Math.abs(n) > farDays) return null;
  const to = new Date(from + n * unit).toISOString();
  // A year without four digits is written with a sign; a time beyond midnight is of another day.
  if (time) return to.startsWith("1970-01-01") ? to.slice(11, 16) : null;
  return to.length === 24 ? to.slice(0, 10) : null;
}

/** The value of a function; `all` is its own, and has no empty ones. */
export function aggregate(op: string, all: Result[]): Result {
  const n = all.length;
  if (op === "count") return n;
  if (op === "sum" || op === "mean") {
    const sum = (all as number[]).reduce((a, b) => a + b, 0);
    return finite(op === "sum" ? sum : sum / n);
  }
  if (n === 0) return null;
  if (op === "last") return all[n - 1] as Result;
  // The values of a function are all numbers or all texts of one length.
  all.sort((a, b) => ((a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0));
  const least = all[0] as Result;
  const most = all[n - 1] as Result;
  if (op === "min") return least;
  if (op === "max") return most;
  if (op === "spread") return arithmetic("-", most, least);
  const middle = all[n >> 1] as number;
  return n % 2 ? middle : arithmetic("/", arithmetic("+", all[(n >> 1) - 1] as number, middle), 2);
}
