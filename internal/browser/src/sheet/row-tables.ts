// The tables of a form whose rows come, go or are arranged. What they do is js/rows.js's.

import { make } from "./build";
import { partHere } from "./part";
import type { Rows, RowsHost } from "./rows";

export function rowTables(form: HTMLElement, host: RowsHost): Rows[] {
  const found = [...form.querySelectorAll<HTMLElement>("[data-table]")].filter((table) => table.querySelector("[data-row-template], [data-arrange]"));
  const rows = partHere("rows");
  if (rows) return found.map((table) => rows(table, host));
  const words = "Rækkerne kan ikke vises, for en del af siden kunne ikke hentes. Jeres svar er, som de var. Åbn siden igen.";
  for (const table of found) table.append(make("p", { class: "help" }, words));
  return [];
}
