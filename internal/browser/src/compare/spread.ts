// What several answers to one question say together: how many gave which, from where to
// where they reach, and how far they are apart. The measures of spread are ours; each lies
// between 0 and 1, so that questions of different kinds can stand in one order. [L46]
//
//	scale             from the lowest to the highest, as a part of the scale
//	number, date …    from the lowest to the highest, as a part of the larger; of days a year
//	choice            the part that did not choose what most chose, of the most it can be
//	choices           for each option that anybody chose how evenly it parts them, on average
//	text              none: words are read, not measured
//
// Many answers reach from end to end. Then it counts how far they lie from the median.

import { answers, type Value } from "../answers/cell";
import { fits } from "../answers/value";
import { aggregate } from "../expressions/compute";
import type { Kind } from "../answers/value";
import type { Asked, Option } from "./form";

export type Question = Pick<Asked, "kind" | "options"> & Partial<Pick<Asked, "range">>;

/** From where to where answers with an order reach. */
export interface Reach {
  readonly low: number;
  readonly high: number;
  readonly median: number;
  /** The value of each, the lowest first. */
  readonly points: readonly number[];
}

export interface Summary {
  /** How many gave an answer that fits its kind, those beside the scale among them. */
  readonly answered: number;
  readonly empty: number;
  /** What was written and fits no kind. [S16] */
  readonly strange: readonly string[];
  /** How many chose each option, in the order of the options; none where the kind has none. */
  readonly counts: readonly (readonly [option: Option, count: number])[];
  readonly reach: Reach | null;
  /** null where there is nothing to measure: a text, or fewer than two who answered. */
  readonly spread: number | null;
  /** What decides between two that spread alike. */
  readonly next: number;
}

const yearDays = 365;
const dayMinutes = 24 * 60;
const dayLength = 86_400_000;

/** Whether answers of this kind lie on a line. */
export function hasOrder(kind: Kind): boolean {
  return kind === "scale" || kind === "number" || kind === "date" || kind === "month" || kind === "time";
}

export function summarise(question: Question, values: readonly (Value | undefined)[]): Summary {
  const ids = question.options.map((option) => option.id);
  const aside = new Set(question.options.filter((option) => option.aside).map((option) => option.id));
  const given: Value[] = [];
  const strange: string[] = [];
  let empty = 0;
  for (const value of values) {
    if (value === undefined || !answers(value)) empty++;
    else if (fits(question.kind, value, ids)) given.push(value);
    else strange.push(...(Array.isArray(value) ? (value as readonly string[]) : [String(value)]));
  }
  const counted = { answered: given.length, empty, strange };
  if (hasOrder(question.kind)) {
    const points = given.flatMap((value) => (typeof value === "string" && aside.has(value) ? [] : [numberOf(question.kind, value)]));
    return { ...counted, counts: question.kind === "scale" ? tally(question.options, given) : [], ...ordered(question, points) };
  }
  if (question.kind !== "choice" && question.kind !== "choices") return { ...counted, counts: [], reach: null, spread: null, next: 0 };
  const chosen = given.filter((value) => !(typeof value === "string" ? aside.has(value) : (value as readonly string[]).every((id) => aside.has(id))));
  const counts = tally(question.options, given);
  const shares = counts.filter(([option]) => !option.aside).map(([, count]) => (chosen.length === 0 ? 0 : count / chosen.length));
  const measured = question.kind === "choice" ? ofChoice(shares) : ofChoices(shares);
  return { ...counted, counts, reach: null, spread: chosen.length < 2 ? null : measured[0], next: chosen.length < 2 ? 0 : measured[1] };
}

function tally(options: readonly Option[], given: readonly Value[]): [Option, number][] {
  const counts = new Map<string, number>();
  for (const value of given) for (const id of Array.isArray(value) ? (value as readonly string[]) : [String(value)]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return options.map((option) => [option, counts.get(option.id) ?? 0]);
}

/** An answer as a number: days since 1970, months as their first day, minutes since midnight. */
export function numberOf(kind: Kind, value: Value): number {
  if (kind === "date" || kind === "month") return Date.parse(`${String(value)}${kind === "month" ? "-01" : ""}T00:00Z`) / dayLength;
  if (kind === "time") return Number(String(value).slice(0, 2)) * 60 + Number(String(value).slice(3));
  return Number(value);
}

/** The day, month or time that a number stands for, in the form of its kind. */
export function valueOf(kind: Kind, n: number): Value {
  if (kind === "date") return new Date(Math.round(n) * dayLength).toISOString().slice(0, 10);
  if (kind === "month") return new Date(Math.round(n) * dayLength).toISOString().slice(0, 7);
  if (kind === "time") return new Date(Math.round(n) * 60_000).toISOString().slice(11, 16);
  return n;
}

function ordered(question: Question, unsorted: number[]): Pick<Summary, "reach" | "spread" | "next"> {
  if (unsorted.length === 0) return { reach: null, spread: null, next: 0 };
  const median = aggregate("median", [...unsorted]) as number;
  const points = [...unsorted].sort((a, b) => a - b);
  const [low, high] = [points[0] as number, points[points.length - 1] as number];
  const reach = { low, high, median, points };
  if (points.length < 2) return { reach, spread: null, next: 0 };
  const whole = wholeOf(question, low, high);
  const away = points.reduce((sum, point) => sum + Math.abs(point - median), 0) / points.length;
  return { reach, spread: part(high - low, whole), next: part(2 * away, whole) };
}

// What counts as all there is between the ends.
function wholeOf({ kind, options, range }: Question, low: number, high: number): number {
  if (range) return range[1] - range[0];
  if (kind === "scale") {
    const steps = options.filter((option) => !option.aside).map((option) => Number(option.id));
    return Math.max(...steps) - Math.min(...steps);
  }
  if (kind === "time") return dayMinutes;
  return kind === "number" ? Math.max(Math.abs(low), Math.abs(high)) : yearDays;
}

function part(of: number, whole: number): number {
  return whole > 0 ? Math.min(1, of / whole) : 0;
}

// Freeman's variation ratio, and Gini and Simpson's index beside it, each as a part of the
// most it can be among so many options.
function ofChoice(shares: readonly number[]): readonly [number, number] {
  const most = 1 - 1 / Math.max(2, shares.length);
  return [part(1 - Math.max(0, ...shares), most), part(1 - shares.reduce((sum, share) => sum + share * share, 0), most)];
}

function ofChoices(shares: readonly number[]): readonly [number, number] {
  const some = shares.filter((share) => share > 0).map((share) => 4 * share * (1 - share));
  return [part(some.reduce((sum, one) => sum + one, 0), some.length), Math.max(0, ...some)];
}

/** Which of two stands first: the one that spreads more; what is not measured comes last. */
export function bySpread(a: Pick<Summary, "spread" | "next">, b: Pick<Summary, "spread" | "next">): number {
  return (b.spread ?? -1) - (a.spread ?? -1) || b.next - a.next;
}
