// Whom rows were sent to, and who has answered: a note in the forløb, so that nobody is
// forgotten. It is an aid to memory and decides nothing. [L43]

import type { Value } from "../answers/cell";
import { dayWords } from "./mail";

export interface Entry {
  readonly to: string;
  /** Days yyyy-mm-dd; back is "" until an answer has been merged. */
  readonly sent: string;
  readonly back: string;
}

/** The sheet's note. */
export function noteOfRegister(sheet: string): string {
  return `${sheet}._sendt-til`;
}

export function entriesOf(value: Value | undefined): Entry[] {
  const lines = Array.isArray(value) ? (value as readonly string[]) : [];
  return lines.flatMap((line) => {
    const [to, sent, back] = line.split("\n");
    return to && sent ? [{ to, sent, back: back ?? "" }] : [];
  });
}

export function valueOfEntries(entries: readonly Entry[]): Value {
  return entries.map(({ to, sent, back }) => [to, sent, back].join("\n"));
}

/** Sent anew, somebody is waited for anew. */
export function withSent(entries: readonly Entry[], to: string, day: string): Entry[] {
  return to === "" ? [...entries] : [...entries.filter((one) => one.to !== to), { to, sent: day, back: "" }];
}

export function withBack(entries: readonly Entry[], to: ReadonlySet<string>, day: string): Entry[] {
  return entries.map((one) => (to.has(one.to) ? { ...one, back: day } : one));
}

/** Who is waited for and who has answered, in sentences. */
export function registerWords(entries: readonly Entry[]): string[] {
  const named = (wanted: readonly Entry[], day: (one: Entry) => string): string => wanted.map((one) => `${one.to} (${dayWords(day(one))})`).join(", ");
  const [waiting, back] = [entries.filter((one) => one.back === ""), entries.filter((one) => one.back !== "")];
  return [
    ...(waiting.length > 0 ? [`Sendt, og endnu ikke flettet ind: ${named(waiting, ({ sent }) => sent)}.`] : []),
    ...(back.length > 0 ? [`Flettet ind: ${named(back, (one) => one.back)}.`] : []),
  ];
}
