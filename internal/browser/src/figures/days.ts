// Dates as days, and what stands along an axis of time. Pure.

const day = 86_400_000;
const shortMonths = ["jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."];

/** A date or a month as a day: the first of the month or, as an end, its last; null when it is neither. */
export function dayOf(value: unknown, end = false): number | null {
  const found = typeof value === "string" ? /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(value) : null;
  if (!found) return null;
  const [year, month] = [Number(found[1]), Number(found[2])];
  return Date.UTC(year, found[3] ? month - 1 : end ? month : month - 1, found[3] ? Number(found[3]) : end ? 0 : 1) / day;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly { readonly at: number; readonly words: string }[];
}

/** Whole months around days, with at most four of them named. */
export function spanOf(days: readonly number[]): Span {
  const [first, last] = [new Date(days.reduce((a, b) => Math.min(a, b)) * day), new Date(days.reduce((a, b) => Math.max(a, b)) * day)];
  const from = first.getUTCFullYear() * 12 + first.getUTCMonth();
  const to = last.getUTCFullYear() * 12 + last.getUTCMonth() + 1;
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((months) => (to - from) / months <= 4) ?? Math.ceil((to - from) / 4);
  const at = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1) / day;
  const ticks = [];
  for (let month = from; month < to; month += step) ticks.push({ at: at(month), words: `${shortMonths[month % 12] ?? ""} ${Math.floor(month / 12)}` });
  return { from: at(from), to: at(to), ticks };
}
