// What people agree on, for the answer that they write together. [L50]

import { answers, sameValue, type Cells, type Value } from "../answers/cell";
import type { Form } from "./form";
import { meet } from "./item";
import { rowsAt, type Response } from "./response";

/** The answer that everybody gave; null when they differ, or when somebody did not answer. */
export function agreed(values: readonly (Value | undefined)[]): Value {
  const first = values[0];
  if (first === undefined || !answers(first)) return null;
  return values.every((value) => sameValue(value, first)) ? first : null;
}

export interface Agreement {
  /** What a forløb of the answer they write together begins with. */
  readonly cells: Cells;
  /** How many questions all answered alike, and how many anybody answered. */
  readonly alike: number;
  readonly of: number;
}

/**
 * What all responses agree on, as the cells of a forløb: in the copy of that id where the
 * sheet repeats; without answers only the rows to answer in. Rows of a list come along with what tells them apart, whoever has them; of
 * other rows those of the author, and those that everybody has.
 */
export function agreementOf(form: Form, responses: readonly Response[], copy: string, withAnswers = true): Agreement {
  const cells: Cells = new Map();
  let [alike, of] = [0, 0];
  const own = form.repeats === "" ? form.id : `${form.id}#${copy}`;
  const path = (address: string) => (address.startsWith(`${form.id}.`) ? own + address.slice(form.id.length) : address);
  const write = (address: string, values: readonly (Value | undefined)[]): void => {
    if (!values.some((value) => answers(value))) return;
    of++;
    const value = agreed(values);
    if (value === null) return;
    alike++;
    if (withAnswers) cells.set(path(address), [value, 1]);
  };
  for (const block of form.blocks) {
    if ("field" in block) write(block.field.cell, responses.map(({ fields }) => fields.get(block.field.id)));
    if (!("table" in block)) continue;
    const { table } = block;
    const authors = new Set(table.rows.map(({ id }) => id));
    let place = 0;
    for (const rows of meet(table, responses).values()) {
      const first = rows.find((row) => row !== undefined);
      const isList = table.key.length > 0;
      if (!first || (!authors.has(first.id) && !isList && rows.includes(undefined))) continue;
      if (!authors.has(first.id)) cells.set(path(`${table.at}/${first.id}._pos`), [++place, 1]);
      for (const id of isList ? new Set([...table.key, table.name]) : []) {
        const said = rows.map((row, i) => row && rowsAt(responses[i] as Response, table.at).get(row.id)?.cells.get(id)).find((value) => answers(value));
        if (said !== undefined) cells.set(path(`${table.at}/${first.id}.${id}`), [said, 1]);
      }
      for (const column of table.columns) {
        if (column.derived || (isList && (table.key.includes(column.id) || column.id === table.name))) continue;
        const at = column.cell.slice(0, column.cell.lastIndexOf("."));
        write(`${at}/${first.id}.${column.id}`, rows.map((row, i) => row && rowsAt(responses[i] as Response, at).get(row.id)?.cells.get(column.id)));
      }
    }
  }
  return { cells, alike, of };
}
