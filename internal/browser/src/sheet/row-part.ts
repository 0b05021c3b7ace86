// What js/rows.js has: the rows of tables, and options that are rows. It is a script of its
// own, for many sheets have questions alone.

import { RowOptions } from "./options";
import { OwnRows } from "./own";
import type { Rows, RowsHost } from "./rows";
import { ViewRows } from "./view";

export interface RowPart {
  /** The rows of a table as they are to stand in the page. */
  rows(table: HTMLElement, host: RowsHost): Rows;
  options(form: HTMLElement, host: RowsHost): RowOptions;
}

export const rowPart: RowPart = {
  rows: (table, host) => (table.dataset["rows"] === "view" ? new ViewRows(table, host) : new OwnRows(table, host)),
  options: (form, host) => new RowOptions(form, host),
};
