// How far a sheet and a step are, told from the answers alone: the questions are on other
// pages. A sheet is filled when its required answers are there, a step when one of its
// sheets is. [L32]

import { answers, type Value } from "./cell";
import { splitRow } from "./path";
import { isNote } from "./plan";
import { rowsOf } from "./rows";
import type { SheetFacts, Toolbox } from "./toolbox";
import { fits, type Kind } from "./value";

export interface Progress {
  readonly state: "untouched" | "begun" | "filled";
  /** How many of the required answers are there, and how many are required. */
  readonly done: number;
  readonly of: number;
}

export type Values = ReadonlyMap<string, Value>;

export function progressOf(sheet: SheetFacts, values: Values, toolbox: Toolbox): Progress {
  const begun = isBegun(sheet, values);
  let best: Progress = { state: begun ? "begun" : "untouched", done: 0, of: 0 };
  for (const copy of copiesOf(sheet, values)) {
    const asked = (sheet.required ?? []).flatMap(([path, kind, ...options]) => {
      const paths = path.includes("/*.") ? inRows(path.replace("#*", copy), values, toolbox) : [path.replace("#*", copy)];
      return paths.map((one) => isAnswer(kind, options, values.get(one) ?? null));
    });
    const done = asked.filter(Boolean).length;
    if (best.of > 0 && done * best.of <= best.done * asked.length) continue;
    best = { state: begun && asked.length > 0 && done === asked.length ? "filled" : best.state, done, of: asked.length };
  }
  return best;
}

/** How far a step is: as far as the sheet that is furthest. */
export function stepState(step: string, values: Values, toolbox: Toolbox): Progress["state"] {
  const states = toolbox.sheets.filter((sheet) => sheet.step === step).map((sheet) => progressOf(sheet, values, toolbox).state);
  return states.includes("filled") ? "filled" : states.includes("begun") ? "begun" : "untouched";
}

function isBegun(sheet: SheetFacts, values: Values): boolean {
  const heads = [`${sheet.id}.`, `${sheet.id}#`];
  const also = sheet.also ?? [];
  for (const [path, value] of values) {
    if (!answers(value) || isNote(path)) continue;
    if (heads.some((head) => path.startsWith(head))) return true;
    const row = also.length > 0 ? splitRow(path) : null;
    if (row && also.includes(`${row.table}/*.${row.column}`)) return true;
  }
  return false;
}

// The copies of a sheet that repeats, as they stand in its paths; of others itself.
function copiesOf({ id }: SheetFacts, values: Values): Set<string> {
  const copies = new Set<string>([""]);
  for (const path of values.keys()) {
    const copy = path.startsWith(`${id}#`) ? /^[^.#]*(#[^.]*)/.exec(path)?.[1] : undefined;
    if (copy !== undefined) copies.add(copy);
  }
  return copies;
}

// A column is asked for in each row that is there, and in one at least.
function inRows(pattern: string, values: Values, toolbox: Toolbox): string[] {
  const [table, column] = pattern.split("/*.") as [string, string];
  const list = toolbox.lists?.find((one) => one.id === table);
  const own = list?.rows ?? [];
  const rows = rowsOf(values, table, new Set());
  const removed = new Set(rows.filter((row) => row.removal > 0).map((row) => row.id));
  const ids = new Set([...own, ...rows.filter((row) => row.answered).map((row) => row.id)].filter((id) => !removed.has(id)));
  // In the rows that come with the site, it may be the site that answers.
  if (list?.given?.includes(column)) {
    for (const id of own) ids.delete(id);
    if (ids.size === 0 && own.some((id) => !removed.has(id))) return [];
  }
  return ids.size === 0 ? [pattern] : [...ids].map((id) => `${table}/${id}.${column}`);
}

function isAnswer(kind: string, options: readonly string[], value: Value): boolean {
  return kind === "row" ? answers(value) : fits(kind as Kind, value, options);
}
