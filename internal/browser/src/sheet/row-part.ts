// What js/rows.js has: the rows of tables. It is a script of its own, for many sheets have
// questions alone.

import { OwnRows } from "./own";
import type { Rows, RowsHost } from "./rows";
import { ViewRows } from "./view";

/** The rows of a table as they are to stand in the page. */
export function rowsOf(table: HTMLElement, host: RowsHost): Rows {
  return table.dataset["rows"] === "view" ? new ViewRows(table, host) : new OwnRows(table, host);
}
