// The pages of a workbook that may hold rows, and what is to be said of the workbook.

import { markBegin, type Table, type Workbook } from "../office/workbook";

export type Page = Omit<Table, "hidden">;

/** Those that are seen and have something in them; the hidden column of our own workbooks is left out. */
export function pagesOf(tables: readonly Table[]): Page[] {
  const filled = tables.filter(({ rows, hidden }) => !hidden && rows.some((row) => row.some((cell) => cell.trim() !== "")));
  const own = filled.filter(isOwn);
  return own.length > 0 ? own.map((page) => ({ ...page, rows: page.rows.map((row) => row.slice(1)) })) : filled;
}

function isOwn({ rows }: Table): boolean {
  return rows[0]?.[0]?.startsWith(markBegin) === true;
}

/** What was read as something else than it is, in sentences. */
export function notesOf({ hasMacros }: Workbook, { formulas }: Pick<Table, "formulas">): string[] {
  return [
    ...(hasMacros ? ["Filen har makroer. De er hverken læst eller kørt; kun cellerne er med."] : []),
    ...(formulas === 1 ? ["1 celle er en formel. Den er læst som det, den sidst viste i regnearket."] : []),
    ...(formulas > 1 ? [`${formulas} celler er formler. De er læst som det, de sidst viste i regnearket.`] : []),
  ];
}
