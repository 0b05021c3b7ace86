// The note of when a file was last taken of a sheet or list, and how much had been answered
// then: `id._fil` is [moment, answers given, questions answered].

import { answers, type Cells, type Value } from "./cell";
import { isNote } from "./plan";
import { ownerOf } from "./toolbox";

/** Where the note of a sheet's or a list's file stands. */
export const noteOfFile = (owner: string): string => `${owner}._fil`;

export interface Amount {
  /** How many times something has been answered. */
  readonly given: number;
  /** How many questions are answered. */
  readonly answered: number;
}

/** How much has been answered, by sheet or list. */
export function amounts(cells: Cells): Map<string, Amount> {
  const found = new Map<string, Amount>();
  for (const [path, [value, n]] of cells) {
    const owner = ownerOf(path);
    if (owner === "forløb" || path === noteOfFile(owner)) continue;
    const { given, answered } = found.get(owner) ?? { given: 0, answered: 0 };
    found.set(owner, { given: given + n, answered: answered + (answers(value) && !isNote(path) && !path.includes("~") ? 1 : 0) });
  }
  return found;
}

export function fileNote(at: Date, amount: Amount): readonly string[] {
  return [at.toISOString(), String(amount.given), String(amount.answered)];
}

export interface Taken {
  readonly at: Date;
  /** Whether something has been answered since. */
  readonly changed: boolean;
  /** How many more questions are answered than then. */
  readonly more: number;
}

export function readNote(note: Value | undefined, amount: Amount): Taken | null {
  if (!Array.isArray(note)) return null;
  const [moment, given, answered] = note as readonly string[];
  const at = new Date(moment ?? "");
  if (Number.isNaN(at.getTime())) return null;
  return { at, changed: given !== String(amount.given), more: Math.max(0, amount.answered - (Number(answered) || 0)) };
}

/** Of a whole forløb: the last file of any part, and what has been answered since the file of each. */
export function takenOf(cells: Cells): Taken | null {
  let last: Date | null = null;
  let [changed, more] = [false, 0];
  for (const [owner, amount] of amounts(cells)) {
    const taken = readNote(cells.get(noteOfFile(owner))?.[0], amount);
    if (taken && (!last || taken.at > last)) last = taken.at;
    changed ||= taken?.changed ?? amount.answered > 0;
    more += taken?.more ?? amount.answered;
  }
  return last && { at: last, changed, more };
}
