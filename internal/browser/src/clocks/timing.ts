// Folder clocks: the time of a meeting. Its nouns are Countdown, minutes that run out,
// agenda, points with the time of day at which each begins, and rounds, who has which role when.
//
// Rules of the folder:
//   - Pure: the moment is handed in. What is left is worked out from it, never counted in
//     ticks, for a page in the background is given few.
//   - Nothing is stored: a clock is of the meeting, not of the answers.

/** Minutes that run out. Times are milliseconds. */
export class Countdown {
  /** When it ends, while it runs. */
  private end: number | null = null;
  private kept: number;

  constructor(private readonly length: number) {
    this.kept = length;
  }

  get isRunning(): boolean {
    return this.end !== null;
  }

  /** How much is left; never below 0. */
  left(now: number): number {
    return Math.max(0, this.end === null ? this.kept : this.end - now);
  }

  /** How much is over the end, while it runs on. */
  over(now: number): number {
    return this.end === null ? 0 : Math.max(0, now - this.end);
  }

  start(now: number): void {
    if (this.end === null) this.end = now + this.kept;
  }

  pause(now: number): void {
    this.kept = this.left(now);
    this.end = null;
  }

  reset(): void {
    this.kept = this.length;
    this.end = null;
  }
}

/** What the face of a clock shows: "29.05", and over the end "+0.12". The second under way is counted in full. */
export function faceWords(left: number, over: number): string {
  const seconds = over > 0 ? Math.floor(over / 1000) : Math.ceil(left / 1000);
  return `${over >= 1000 ? "+" : ""}${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`;
}

export interface Point {
  readonly label: string;
  readonly minutes: number | null;
}

/** The lines of an agenda: from when to when, what, and its minutes. */
export function agendaLines(start: string | null, points: readonly Point[]): [when: string, what: string, minutes: string][] {
  let at = minutesOf(start);
  return points.map(({ label, minutes }) => {
    const from = at;
    const to = from === null || minutes === null ? null : from + minutes;
    // After a point without minutes nobody knows when the next begins.
    at = to;
    const when = from === null ? "" : to === null ? `fra ${timeWords(from)}` : `${timeWords(from)}–${timeWords(to)}`;
    return [when, label, minutes === null ? "–" : numberWords(minutes)];
  });
}

/** What the points take, and how that fits the meeting. */
export function sumWords(points: readonly Point[], length: number | null): string {
  const sum = points.reduce((all, { minutes }) => all + (minutes ?? 0), 0);
  if (points.length === 0) return "";
  const all = `I alt ${numberWords(sum)} minutter.`;
  const missing = points.filter(({ minutes }) => minutes === null).length;
  const open = missing === 0 ? "" : missing === 1 ? " Ét punkt har ingen tid endnu." : ` ${missing} punkter har ingen tid endnu.`;
  if (length === null) return all + open;
  const left = length - sum;
  const fit = left === 0 ? "Det passer med mødets længde." : left > 0 ? `Der er ${numberWords(left)} minutter tilbage af mødets ${numberWords(length)}.` : `Det er ${numberWords(-left)} minutter mere end mødets ${numberWords(length)}.`;
  return `${all} ${fit}${open}`;
}

/**
 * Who has which role in each round: each is first in one of them. Where there are more
 * people than roles, the rest share the last; where there are fewer, a role is empty.
 */
export function rounds(people: readonly string[], roles: readonly string[]): string[][] {
  return people.map((_, round) => {
    const turned = [...people.slice(round), ...people.slice(0, round)];
    return roles.map((_, i) => (i < roles.length - 1 ? (turned[i] ?? "–") : turned.slice(i).join(", ") || "–"));
  });
}

function minutesOf(time: string | null): number | null {
  const m = /^(\d\d):(\d\d)$/.exec(time ?? "");
  return m ? Number(m[1]) * 60 + Number(m[2]) : null;
}

function timeWords(minutes: number): string {
  const inDay = ((Math.round(minutes) % 1440) + 1440) % 1440;
  return `${Math.floor(inDay / 60)}.${String(inDay % 60).padStart(2, "0")}`;
}

function numberWords(n: number): string {
  return String(Math.round(n * 10) / 10).replace(".", ",");
}
