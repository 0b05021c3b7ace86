// The tables of a form whose rows come, go or are arranged, and the options that are rows:
// what the sheet asks of all of them.

import type { Value } from "../answers/cell";
import { splitRow } from "../answers/path";
import type { Changes } from "../expressions/values";
import type { Field } from "./field";
import { RowOptions } from "./options";
import { OwnRows } from "./own";
import type { Rows, RowsHost } from "./rows";
import { ViewRows } from "./view";

export class RowTables {
  readonly #tables: readonly Rows[];
  readonly #options: RowOptions;
  #isStarted = false;

  constructor(
    form: HTMLElement,
    private readonly host: RowsHost,
  ) {
    const found = [...form.querySelectorAll<HTMLElement>("[data-table]")].filter((table) => table.querySelector("[data-row-template], [data-arrange]"));
    this.#tables = found.map((table) => (table.dataset["rows"] === "view" ? new ViewRows(table, host) : new OwnRows(table, host)));
    this.#options = new RowOptions(form, host);
  }

  /** Once the answers are known: what was typed in blank rows before the script ran becomes rows. */
  takeEarly(): void {
    this.#isStarted = true;
    for (const rows of this.#tables) if (rows.template) this.#options.model(rows.template.row);
    for (const rows of this.#tables) rows.takeEarly();
  }

  /** Makes the rows of the page those of the answers. */
  sync(): void {
    for (const rows of this.#tables) rows.sync();
  }

  /** Takes in questions that have come into the page. */
  bind(fields: readonly Field[]): void {
    if (this.#isStarted) this.#options.bind(fields);
  }

  changed(changes: Changes): void {
    if (!this.#isStarted) return;
    if (this.#options.changed(changes)) for (const rows of this.#tables) rows.template?.changed();
    for (const rows of this.#tables) rows.changed(changes);
  }

  /** A cell of the row is about to be answered. */
  touch(cell: Element): void {
    const row = cell.closest<HTMLElement>("[data-row]");
    const table = row?.closest("[data-table]");
    if (row) this.#tables.find((rows) => rows.table === table)?.touch(row);
  }

  /** One of a row's own buttons was pressed; false where the button is none. */
  press(button: Element): boolean {
    if (!button.matches("[data-up], [data-down], [data-remove]")) return false;
    this.#tables.find((rows) => rows.table.contains(button))?.press(button);
    return true;
  }

  forget(): void {
    for (const rows of this.#tables) rows.forget();
  }

  showBlank(blank: boolean): void {
    for (const rows of this.#tables) rows.showBlank(blank);
  }

  /** The notes that remove every row, for clearing the sheet. */
  removals(): [path: string, value: Value][] {
    return this.#tables.flatMap((rows) => rows.removeAll());
  }

  /** Whether the answer is of a row that is not shown: it is kept, and not lost. */
  isRemoved(path: string): boolean {
    const row = splitRow(path);
    return row !== null && this.#tables.some((rows) => row.table === `${this.host.addresses.prefix}${rows.table.dataset["table"]}` && rows.isRemoved(row.row));
  }
}
