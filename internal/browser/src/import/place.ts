// The table that rows are brought into: its questions as the row that is copied has them,
// its rows as the answers have them, and where new answers are stored. [S4] [S17] [S23]

import { answers, type Value } from "../answers/cell";
import { rowsOf } from "../answers/rows";
import { words, type Kind } from "../answers/value";
import { isChosen, type Column, type Option } from "../exchange/column";
import type { Carrying, Here, Place } from "../exchange/plan";
import { keyOf, type Program, type Tree } from "../expressions/program";
import { cellWords } from "../expressions/words";
import type { BringHost } from "../sheet/bring";
import { labelText } from "../sheet/build";
import { demands } from "../sheet/demands";
import { asStored } from "../sheet/live";
import { randomMark } from "../store/drawer";

/** All that a plan asks about, and what carries it out. */
export interface TablePlace extends Place, Carrying {
  readonly table: HTMLElement;
  /** What addresses of the rows begin with. */
  readonly at: string;
  /** Whether rows may be added here. */
  readonly adds: boolean;
  words(column: Column, value: Value): string;
}

export function placeOf(table: HTMLElement, host: BringHost): TablePlace {
  const { addresses, live, get } = { addresses: host.addresses, live: host.live, get: (path: string) => host.get(path) };
  const own = `${addresses.sheet}.${table.dataset["table"] ?? ""}`;
  const of = table.dataset["of"];
  const root = of === undefined ? own : rootOf(JSON.parse(of) as Tree, live.program);
  const at = of === undefined ? `${addresses.prefix}${table.dataset["table"] ?? ""}/` : (live.program.rows[root]?.at ?? `${root}/`);
  const cells = cellsOf(table, own);
  const path = (row: string, column: string): string => (live.program.cells[cells.get(column)?.id ?? ""]?.at ?? at) + `${row}.${column}`;
  const fixed = live.program.rows[root]?.fixed ?? fixedIn(table);
  const known = rowsOf(host.values(at), at.slice(0, -1), new Set(fixed));
  const answer = (row: string, column: string): Value | undefined => {
    const stored = get(path(row, column));
    const cell = cells.get(column)?.id ?? `${root}.${column}`;
    // What the site says of a row of its own is an answer too, until somebody gives another.
    return stored !== undefined || !live.program.cells[cell] ? stored : asStored(live.values.cell(cell, at + row));
  };
  const here = (id: string, isRemoved: boolean): Here => ({ id, isRemoved, get: (column) => answer(id, column), answered: (column) => answers(get(path(id, column))) });
  const demanded = of === undefined ? [] : [...demands(live, own, addresses.copy === "" ? "" : addresses.around)];
  const columns = [...cells].map(([id, { id: cell, element }]) => columnOf(id, cell, element, host));
  return {
    table,
    at,
    adds: table.dataset["add"] !== undefined || table.dataset["rows"] === "open",
    columns,
    key: (table.dataset["key"] ?? "").split(" ").filter((id) => id !== ""),
    rows: [...fixed.map((id) => here(id, answers(get(`${at}${id}._gone`)))), ...known.filter((row) => row.answered).map((row) => here(row.id, row.removal > 0))],
    path,
    newID: randomMark,
    last: Math.max(0, ...known.map(({ position }) => position)),
    given: new Map(demanded.map(([column, value]) => [column.slice(1), value])),
    words: (column, value) => words(column.kind, value, (id) => column.options.find((option) => option.id === id)?.label ?? id),
  };
}

interface Cell {
  /** What a program calls it. */
  readonly id: string;
  readonly element: HTMLElement;
}

// The questions of the row that is copied, by the id of their column, and what the list asks
// elsewhere, which stands in a template beside it.
function cellsOf(table: HTMLElement, own: string): Map<string, Cell> {
  const templates = [...table.querySelectorAll<HTMLTemplateElement>("template[data-row-template], template[data-more]")];
  const elements = templates.flatMap((template) => [...template.content.querySelectorAll<HTMLElement>("[data-path], [data-column]")]);
  return new Map(elements.map((element) => {
    const id = element.dataset["field"] ?? element.dataset["column"] ?? "";
    return [id, { id: element.dataset["cell"] ?? `${own}.${id}`, element }];
  }));
}

function columnOf(id: string, cell: string, element: HTMLElement, host: BringHost): Column {
  const kind = (element.dataset["kind"] ?? element.dataset["columnKind"] ?? "text") as Kind;
  return {
    id,
    label: labelText(element.querySelector("legend, label, b")),
    kind,
    options: isChosen(kind) ? optionsOf(cell, element, host) : [],
    headers: (element.dataset["headers"] ?? "").split("|").filter((header) => header !== ""),
  };
}

// Those that a program knows, the rows that can be chosen now among them, and those of the form.
function optionsOf(cell: string, element: HTMLElement, { live }: BringHost): Option[] {
  const also = JSON.parse(element.dataset["also"] ?? "{}") as Record<string, string[]>;
  const options = new Map<string, Option>();
  const { rows, label, set } = live.program.cells[cell] ?? {};
  for (const row of rows === undefined ? [] : live.values.rows(rows)) {
    const id = keyOf(row);
    options.set(id, { id, label: label === undefined ? id : cellWords(label, live.values, live.program, row), also: [] });
  }
  for (const [id, words] of live.program.sets[set ?? ""] ?? []) options.set(id, { id, label: words, also: also[id] ?? [] });
  for (const box of element.querySelectorAll<HTMLInputElement>("input")) {
    const shown = box.closest("label")?.querySelector(":scope > span")?.textContent?.trim();
    if (!options.has(box.value)) options.set(box.value, { id: box.value, label: shown || box.value, also: also[box.value] ?? [] });
  }
  for (const { value, text } of element.querySelectorAll("option")) {
    if (value !== "" && !options.has(value)) options.set(value, { id: value, label: text.trim(), also: also[value] ?? [] });
  }
  return [...options.values()];
}

function fixedIn(table: HTMLElement): string[] {
  const rows = [...table.querySelectorAll<HTMLElement>(".rows [data-row]:not([data-blank])")];
  return table.dataset["rows"] === "open" ? [] : rows.filter((row) => !row.querySelector("[data-remove]")).map((row) => row.dataset["row"] ?? "");
}

// The rows that a view shows are those of another view, or at last of a list or a table.
function rootOf(tree: Tree, program: Program): string {
  const id = Array.isArray(tree) ? String(tree[1]) : "";
  const view = program.rows[id]?.view;
  return view === undefined ? id : rootOf(view, program);
}
