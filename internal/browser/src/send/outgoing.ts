// A table of the page as rows that can be sent: its columns, its rows as they stand, and
// whose they are.

import type { Cells, Value } from "../answers/cell";
import { splitRow } from "../answers/path";
import { isChosen } from "../exchange/column";
import type { Here } from "../exchange/plan";
import { keyOf } from "../expressions/program";
import { placeOf, type TablePlace } from "../import/place";
import { cellIn, columnOf, idOf } from "../sheet/columns";
import type { FilesHost } from "../sheet/opening";
import { tableOf } from "../sheet/tables";
import type { Outgoing } from "./book";
import { partsOf, type Part } from "./parts";
import type { Home } from "./returned";

export interface OutgoingTable {
  readonly place: TablePlace;
  readonly home: Home;
  readonly columns: readonly Outgoing[];
  /** By address, in the order of the page. */
  readonly rows: ReadonlyMap<string, readonly (Value | undefined)[]>;
  readonly parts: readonly Part[];
  /** What the column is called that says whose the rows are. */
  readonly whose: string;
  /** The rows that the reader has not filtered away. */
  readonly shown: readonly string[];
  here(address: string): Here | undefined;
}

export function homeOf(table: HTMLElement, host: FilesHost): { readonly place: TablePlace; readonly home: Home } {
  const place = placeOf(table, host);
  return { place, home: { site: host.site, sheet: host.sheet, table: table.dataset["table"] ?? "", edition: host.form.dataset["edition"] ?? "", columns: place.columns, at: place.at, path: place.path } };
}

export function outgoing(table: HTMLElement, host: FilesHost): OutgoingTable {
  const { place, home } = homeOf(table, host);
  const known = new Map(place.rows.map((row) => [row.id, row]));
  const here = (address: string): Here | undefined => known.get(keyOf(address));
  const shown = tableOf(table, { fieldOf: (element) => host.fieldOf(element), get: (path) => host.get(path), rowOf: (element) => host.addresses.rowOf(element) });
  const columns = shown.columns.map(({ id, label, asked }): Outgoing => {
    const asks = (asked && place.columns.find((column) => column.id === id)) || null;
    const retired = retiredIn(table, id);
    return { id, label, asks, offers: asks ? asks.options.filter((option) => !retired.has(option.id)).map((option) => option.label || option.id) : [] };
  });
  // A row that stands in the page alone, and holds nothing yet, is not sent.
  const rows = new Map(shown.rows.filter(({ id }) => here(id)).map(({ id, cells }) => [id, columns.map(({ id: column, asks }, i) => (asks ? here(id)?.get(column) : cells[i]))]));
  const filtered = new Set([...table.querySelectorAll<HTMLElement>(".rows [data-row].is-filtered")].map((row) => host.addresses.rowOf(row)));
  const whose = [...place.columns, ...columns].find(({ id }) => id === table.dataset["send"])?.label ?? "";
  return { place, home, columns, rows, here, whose, parts: partsIn(table, host, [...rows.keys()]), shown: [...rows.keys()].filter((row) => !filtered.has(row)) };
}

function partsIn(table: HTMLElement, host: FilesHost, rows: readonly string[]): Part[] {
  const { live, addresses } = host;
  const id = table.dataset["send"] ?? "";
  const cell = cellIn(live, `${host.sheet}.${table.dataset["table"] ?? ""}`, id);
  return cell === null ? [] : partsOf(rows, columnOf(live, id, cell, addresses.copy === "" ? "" : addresses.around));
}

// Options that are not to be chosen any more are not offered.
function retiredIn(table: HTMLElement, column: string): ReadonlySet<string> {
  const template = table.querySelector<HTMLTemplateElement>("template[data-row-template]")?.content;
  const found = template?.querySelectorAll<HTMLInputElement>(`[data-field="${column}"] [data-retired] input`) ?? [];
  return new Set([...found].map(({ value }) => value));
}

/** The words that a row is known by. */
export function rowName(table: HTMLElement, place: TablePlace, row: string): string {
  const here = place.rows.find(({ id }) => id === row);
  const ids = [...new Set([...place.key, ...(table.dataset["name"] ?? "").split(" ")])].filter((id) => id !== "");
  const first = place.columns.find(({ kind }) => kind === "text")?.id ?? "";
  const words = (ids.length > 0 ? ids : [first]).flatMap((id) => {
    const [column, value] = [place.columns.find((one) => one.id === id), here?.get(id)];
    return column && value !== undefined && value !== null ? place.words(column, value) : [];
  });
  return words.join(" ") || "Række uden navn";
}

/**
 * The stored answers that a colleague with the site needs: those of the rows, in the columns
 * that the table shows or is arranged by, and the rows that can be chosen there.
 */
export function cellsToSend(table: HTMLElement, host: FilesHost, out: OutgoingTable, addresses: readonly string[]): Cells {
  const arranged = [table.dataset["group"], table.dataset["filter"], table.dataset["key"], table.dataset["name"], table.dataset["send"]];
  const columns = new Set([...out.columns.map(({ id }) => id), ...arranged.flatMap((ids) => (ids ?? "").split(" ")), "_pos"]);
  const sent: Cells = new Map();
  const stored = host.store.cells("");
  for (const address of addresses) {
    for (const column of columns) {
      const path = column === "_pos" ? `${address}._pos` : out.place.path(keyOf(address), column);
      const cell = stored.get(path);
      if (cell) sent.set(path, cell);
    }
  }
  const lists = listsOf(host, out);
  for (const [path, cell] of stored) {
    const parts = splitRow(path);
    if (parts && lists.get(`${parts.table}/`)?.has(parts.column)) sent.set(path, cell);
  }
  return sent;
}

// Where the rows stand that are options of the columns, and what tells them apart there.
function listsOf({ live }: FilesHost, out: OutgoingTable): Map<string, Set<string>> {
  const lists = new Map<string, Set<string>>();
  for (const { id, asks } of out.columns) {
    const cell = asks && isChosen(asks.kind) ? live.program.cells[cellIn(live, `${out.home.sheet}.${out.home.table}`, id) ?? ""] : undefined;
    const at = live.program.rows[idOf(cell?.rows) ?? ""]?.at;
    if (at !== undefined) lists.set(at, (lists.get(at) ?? new Set(["_pos", "_gone"])).add(/[^.]*$/.exec(cell?.label ?? "")?.[0] ?? ""));
  }
  return lists;
}
