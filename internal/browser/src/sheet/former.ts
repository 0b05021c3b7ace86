// Former ids: answers that were given to a question, a table, a row or an option while it
// had another id. They are read where the page asks now, and left where they stand. [S8]

import type { Value } from "../answers/cell";
import { splitRow } from "../answers/path";
import { withoutRows } from "../expressions/program";
import type { Addresses } from "./address";
import type { Reading } from "./reading";

/** A path taken apart: "ark#k1.bud/r.trin" is a row's cell, "ark#k1.maal" is a field. */
interface Parts {
  readonly owner: string; // "ark#k1"
  readonly table: string; // "bud"; "" for a field, and for a list, whose path begins with it
  readonly row: string;
  readonly id: string;
}

/** One level of ids: what each was called before, by where it stands. */
export class Ids {
  private readonly own = new Map<string, string>();
  private readonly former = new Map<string, string[]>();

  add(where: string, id: string, was: string | undefined): void {
    if (was === undefined) return;
    this.former.set(`${where} ${id}`, was.split(" "));
    for (const one of was.split(" ")) this.own.set(`${where} ${one}`, id);
  }

  now(where: string, id: string): string {
    return this.own.get(`${where} ${id}`) ?? id;
  }

  /** The id and all that it was before. */
  all(where: string, id: string): readonly string[] {
    return [id, ...(this.former.get(`${where} ${id}`) ?? [])];
  }
}

/** All that the elements of a form say of former ids. */
export class FormerIds {
  readonly tables = new Ids();
  readonly rows = new Ids();
  readonly questions = new Ids();
  readonly options = new Ids();
}

/** Reads them from the form, templates of rows among it. */
export function formerIds(form: HTMLElement, addresses: Addresses): FormerIds {
  const ids = new FormerIds();
  index(form, addresses, ids, "");
  for (const template of form.querySelectorAll("template")) index(template.content, addresses, ids, template.closest<HTMLElement>("[data-table]")?.dataset["table"] ?? "");
  return ids;
}

function index(part: ParentNode, addresses: Addresses, ids: FormerIds, inside: string): void {
  for (const element of part.querySelectorAll<HTMLElement>("[data-was]")) {
    const { was, table, row, field } = element.dataset;
    const question = element.closest<HTMLElement>("[data-path]");
    if (table !== undefined) ids.tables.add(addresses.sheet, table, was);
    else if (row !== undefined) ids.rows.add(`${addresses.sheet}.${element.closest<HTMLElement>("[data-table]")?.dataset["table"] ?? inside}`, row, was);
    else if (question && field !== undefined) ids.questions.add(addresses.cellOf(question).replace(/\.[^.]*$/, ""), field, was);
    else if (question) ids.options.add(addresses.cellOf(question), element.querySelector("input")?.value ?? (element as HTMLOptionElement).value, was);
  }
}

/** The answers as the page asks for them now. */
export class Former implements Reading {
  readonly answers: ReadonlyMap<string, Value>;
  private readonly read = new Map<string, Value>();

  constructor(
    private readonly ids: FormerIds,
    private readonly stored: ReadonlyMap<string, Value>,
  ) {
    this.answers = this.read;
    this.changed(stored.keys());
  }

  get(path: string): Value | undefined {
    return this.answers.get(path);
  }

  /** Takes note that these stored answers changed, and says which answers of the page that are. */
  changed(paths: Iterable<string>): Set<string> {
    const changed = new Set<string>();
    for (const path of paths) {
      const own = this.own(path);
      changed.add(own);
      const from = this.places(own).find((one) => this.stored.has(one));
      if (from === undefined) this.read.delete(own);
      else this.read.set(own, this.value(own, this.stored.get(from) as Value));
    }
    return changed;
  }

  /** The path that the page has for a stored one. */
  own(path: string): string {
    const parts = apart(path);
    const at = this.ids.tables.now(withoutRows(parts.owner), parts.table);
    const where = whereOf(parts.owner, at);
    return together({ ...parts, table: at, row: this.ids.rows.now(where, parts.row), id: this.ids.questions.now(where, parts.id) });
  }

  // Where the answer to a question may stand, the question's own path first.
  private places(own: string): string[] {
    const parts = apart(own);
    const where = whereOf(parts.owner, parts.table);
    const places: string[] = [];
    for (const table of this.ids.tables.all(withoutRows(parts.owner), parts.table)) {
      for (const row of this.ids.rows.all(where, parts.row)) for (const id of this.ids.questions.all(where, parts.id)) places.push(together({ ...parts, table, row, id }));
    }
    return places;
  }

  private value(own: string, value: Value): Value {
    const cell = withoutRows(own);
    if (Array.isArray(value)) return (value as readonly string[]).map((id) => this.ids.options.now(cell, id));
    return typeof value === "string" ? this.ids.options.now(cell, value) : value;
  }
}

// Where the ids of a table's rows and columns, or of a sheet's fields, are told apart.
function whereOf(owner: string, table: string): string {
  return withoutRows(table === "" ? owner : `${owner}.${table}`);
}

function apart(path: string): Parts {
  const row = splitRow(path);
  const at = row?.table ?? path;
  const dot = at.indexOf(".");
  if (!row) return { owner: at.slice(0, dot), table: "", row: "", id: at.slice(dot + 1) };
  return { owner: dot < 0 ? at : at.slice(0, dot), table: dot < 0 ? "" : at.slice(dot + 1), row: row.row, id: row.column };
}

function together({ owner, table, row, id }: Parts): string {
  return `${owner}${table === "" ? "" : `.${table}`}${row === "" ? "" : `/${row}`}.${id}`;
}
