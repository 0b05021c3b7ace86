// The tables of a form as they stand, for workbooks and the like: words for options, numbers
// as numbers, days as days. What a filter hides is there too, for a file is no view.

import { answers, type Value } from "../answers/cell";
import { labelText } from "./build";
import type { Field } from "./field";

/** What it takes to read a table. */
export interface TablesHost {
  fieldOf(element: HTMLElement): Field;
  get(path: string): Value | undefined;
  rowOf(element: Element): string;
}

export interface ShownColumn {
  /** The author's id; "" for the words that stand for a fixed row. */
  readonly id: string;
  readonly label: string;
  readonly kind: "text" | "longtext" | "number" | "date";
  readonly options?: readonly string[];
  /** Whether it can be answered here. */
  readonly asked: boolean;
}

export interface ShownRow {
  /** The row's address. */
  readonly id: string;
  readonly cells: readonly (string | number | null)[];
}

export interface ShownTable {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly ShownColumn[];
  readonly rows: readonly ShownRow[];
}

export function tablesOf(form: HTMLElement, host: TablesHost): ShownTable[] {
  return [...form.querySelectorAll<HTMLElement>("[data-table]")].filter((table) => !table.hidden).map((table) => tableOf(table, host));
}

export function tableOf(table: HTMLElement, host: TablesHost): ShownTable {
  const rows = [...table.querySelectorAll<HTMLElement>(".rows [data-row]:not([data-blank])")];
  const template = table.querySelector<HTMLTemplateElement>("template[data-row-template]")?.content ?? null;
  const model = rows[0] ?? template?.querySelector<HTMLElement>(".row") ?? null;
  const isFixed = table.dataset["rows"] === "fixed";
  const columns = (model ? cellsOf(model) : []).map((cell) => columnOf(cell, host));
  const named: ShownColumn = { id: "", label: labelText(table.querySelector(".table-label")), kind: "text", asked: false };
  return {
    id: table.dataset["table"] ?? "",
    label: labelText(table.querySelector(".table-label")),
    columns: isFixed ? [named, ...columns] : columns,
    rows: rows.map((row) => {
      const byID = new Map(cellsOf(row).map((cell) => [idOf(cell), cell]));
      const cells = columns.map(({ id }) => {
        const cell = byID.get(id);
        return cell ? valueOf(cell, host) : null;
      });
      return { id: host.rowOf(row), cells: isFixed ? [labelText(row.querySelector(":scope > legend")), ...cells] : cells };
    }),
  };
}

function cellsOf(row: ParentNode): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(".cells > [data-path], .cells > .with-reason > [data-path], .cells > .given")];
}

// Given columns have no id in the page: their label tells them apart.
function idOf(cell: HTMLElement): string {
  const { field, shown, derived } = cell.dataset;
  return field ?? /[^.]*$/.exec(shown ?? derived ?? "")?.[0] ?? labelText(cell.querySelector(".given-label"));
}

function columnOf(cell: HTMLElement, host: TablesHost): ShownColumn {
  if (cell.dataset["path"] === undefined) return { id: idOf(cell) || labelText(cell.querySelector(".given-label")), label: labelText(cell.querySelector(".given-label")), kind: "text", asked: false };
  const field = host.fieldOf(cell);
  const kind = field.kind === "longtext" || field.kind === "number" || field.kind === "date" ? field.kind : "text";
  const options = field.kind === "choice" || field.kind === "scale" ? field.optionLabels() : [];
  const column: ShownColumn = { id: idOf(cell), label: field.label, kind, asked: true };
  return options.length > 0 ? { ...column, options } : column;
}

function valueOf(cell: HTMLElement, host: TablesHost): string | number | null {
  if (cell.dataset["path"] === undefined) {
    const output = cell.querySelector("output");
    const text = output ? (output.textContent ?? "") : [...cell.childNodes].filter((node) => !(node instanceof Element && node.matches(".given-label"))).map((node) => node.textContent ?? "").join("").trim();
    return text === "–" ? null : text;
  }
  const field = host.fieldOf(cell);
  // What is worked out until somebody answers stands in the controls.
  const value = host.get(field.path) ?? field.read() ?? null;
  if (!answers(value)) return null;
  return typeof value === "number" || (field.kind === "date" && typeof value === "string") ? value : field.words(value);
}
