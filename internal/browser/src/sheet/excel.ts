// The tables of a sheet as a workbook, which finds home again: each row bears its address,
// and the head of that hidden column says which sheet and table it is of.

import type { Column } from "../office/workbook";
import { writeBook } from "../office/write";
import type { ShownColumn, ShownTable } from "./tables";

/** What the hidden head of a page begins with. */
export const markBegin = "redskab:";

export function excelOf(title: string, site: string, sheet: string, forloeb: string, at: string, tables: readonly ShownTable[]): Promise<Uint8Array<ArrayBuffer>> {
  const names = new Set<string>();
  return writeBook({
    title,
    pages: tables.map((table) => ({ name: pageName(table.label, names), mark: `${markBegin}${site}/${sheet}.${table.id}`, columns: table.columns.map(columnOf), rows: table.rows })),
    about: [
      `Fra forløbet »${forloeb}«, hentet ${at}.`,
      "De hvide kolonner er til at udfylde. De grå er til at læse.",
      "I må gerne sortere og filtrere. Hver række har et skjult kendetegn i første kolonne, så svarene finder hjem igen. Slet ikke den kolonne.",
      "Gem filen som .xlsx, når I er færdige, og send den tilbage.",
    ],
  });
}

function columnOf({ label, kind, options, asked }: ShownColumn): Column {
  return options ? { label, kind, options, asked } : { label, kind, asked };
}

// Excel takes 31 letters, some signs not at all, and no name twice.
function pageName(label: string, taken: Set<string>): string {
  const name = label.replace(/[[\]:*?/\\]/g, " ").replace(/\s+/g, " ").replace(/^[' ]+|[' ]+$/g, "").slice(0, 27) || "Tabel";
  let unique = name;
  for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${name} ${n}`;
  taken.add(unique.toLowerCase());
  return unique;
}
