// The tables of a sheet as a workbook. Each row bears its address in a hidden column, whose
// head says which sheet and table it is of, so that what comes back can be told.

import { markBegin, type Column } from "../office/workbook";
import { writeBook } from "../office/write";
import type { ShownColumn, ShownTable } from "./tables";

export function excelOf(title: string, site: string, sheet: string, forloeb: string, at: string, tables: readonly ShownTable[]): Promise<Uint8Array<ArrayBuffer>> {
  const names = new Set<string>();
  return writeBook({
    title,
    pages: tables.map((table) => ({ name: pageName(table.label, names), mark: `${markBegin}${site}/${sheet}.${table.id}`, columns: table.columns.map(columnOf), rows: table.rows })),
    about: [
      `Fra forløbet »${forloeb}«, hentet ${at}.`,
      "De hvide kolonner er til at udfylde, de grå er til at læse. I må gerne sortere og filtrere.",
      "Den skjulte første kolonne har rækkernes kendetegn. Lad den stå.",
      "Hvor arket har knappen »Indsæt rækker«, kan I åbne filen igen. Rækkerne mødes på deres nummer, og I ser, hvad der er nyt, før noget bliver ændret.",
    ],
  });
}

function columnOf({ label, kind, options, asked }: ShownColumn): Column {
  return options ? { label, kind, options, asked } : { label, kind, asked };
}

/** Excel takes 31 letters, some signs not at all, and no name twice. */
export function pageName(label: string, taken: Set<string>): string {
  const name = label.replace(/[[\]:*?/\\]/g, " ").replace(/\s+/g, " ").replace(/^[' ]+|[' ]+$/g, "").slice(0, 27) || "Tabel";
  let unique = name;
  for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${name} ${n}`;
  taken.add(unique.toLowerCase());
  return unique;
}
