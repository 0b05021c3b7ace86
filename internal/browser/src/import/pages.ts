// The pages of a workbook that may hold rows.

import type { Table } from "../office/workbook";
import { markBegin } from "../sheet/excel";

export interface Page {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly merged: number;
}

/** Those that are seen and have something in them; the hidden column of our own workbooks is left out. */
export function pagesOf(tables: readonly Table[]): Page[] {
  const filled = tables.filter(({ rows, hidden }) => !hidden && rows.some((row) => row.some((cell) => cell.trim() !== "")));
  const own = filled.filter(isOwn);
  return own.length > 0 ? own.map(({ name, rows, merged }) => ({ name, rows: rows.map((row) => row.slice(1)), merged })) : filled;
}

function isOwn({ rows }: Table): boolean {
  return rows[0]?.[0]?.startsWith(markBegin) === true;
}
