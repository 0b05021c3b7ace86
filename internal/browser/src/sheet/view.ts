// A table whose rows stand in a list or in another table. What is answered, added and
// removed here is so there. [S23] [S38] [S39]

import type { Value } from "../answers/cell";
import { keyOf, type RowsOf, type Tree } from "../expressions/program";
import type { Changes } from "../expressions/values";
import { make } from "./build";
import { baseOf, cellIn, idOf } from "./columns";
import { demands } from "./demands";
import { Rows, type RowsHost } from "./rows";

export class ViewRows extends Rows {
  readonly #of: Tree;
  /** The cells that a row is called by, and those that tell rows apart. */
  readonly #naming: readonly string[];
  readonly #keys: readonly string[];
  #shown: readonly string[] = [];

  constructor(table: HTMLElement, host: RowsHost) {
    super(table, host);
    this.#of = JSON.parse(table.dataset["of"] ?? "null") as Tree;
    const cells = (ids: string | undefined): string[] => (ids ?? "").split(" ").flatMap((id) => cellIn(host.live, this.id, id) ?? []);
    this.#naming = cells(table.dataset["name"]);
    this.#keys = cells(table.dataset["key"]);
    if (this.#authors) table.dataset["named"] = "";
  }

  /** The table of this page whose rows the author wrote, if the view is of those: their labels stand there alone. */
  get #authors(): HTMLElement | null {
    const id = /\.([a-z][a-z0-9-]*)$/.exec(idOf(this.#base.tree) ?? "")?.[1];
    return id === undefined ? null : this.table.ownerDocument.querySelector(`[data-table="${id}"][data-rows="fixed"]`);
  }

  // In a sheet that repeats, a view is of the copy that is shown.
  get #tree(): Tree {
    return this.around === "" ? this.#of : [...(this.#of as readonly Tree[]), 0];
  }

  get #base(): { readonly tree: Tree; readonly rows: RowsOf | undefined } {
    const tree = baseOf(this.host.live, this.#tree);
    return { tree, rows: (tree as readonly Tree[])[0] === "rows" ? this.host.live.program.rows[idOf(tree) ?? ""] : undefined };
  }

  protected get at(): string {
    const at = this.#base.rows?.at ?? "";
    return at.startsWith(".") ? this.around + at : at;
  }

  protected members(): string[] {
    const rows = this.host.live.values.rows(this.#tree, this.around);
    for (const row of rows) this.drafts.delete(row);
    this.#shown = rows;
    return [...rows, ...this.drafts.keys()];
  }

  protected inOrder(rows: readonly string[]): string[] {
    const places = new Map(this.host.live.values.rows(this.#base.tree, this.around).map((row, i) => [row, i]));
    return [...rows].sort((a, b) => (places.get(a) ?? Infinity) - (places.get(b) ?? Infinity) || this.position(a) - this.position(b) || 0);
  }

  // A row that no longer meets the condition, or whose last answer was taken back, is still
  // a row of the list.
  protected stays(row: string): boolean {
    if (this.note(row, "_gone")) return false;
    return this.note(row, "_pos") !== undefined || this.host.live.values.rows(this.#base.tree, this.around).includes(row);
  }

  protected name(row: string): string {
    const label = this.#authors?.querySelector(`[data-row="${CSS.escape(keyOf(row))}"] > legend`)?.textContent?.trim();
    if (label) return label;
    const words = this.#naming.map((cell) => this.host.live.words(cell, row)).filter((one) => one !== "–");
    return words.length > 0 ? words.join(" ") : `Ny ${this.table.dataset["rowName"] ?? "række"}`;
  }

  touch(element: HTMLElement): void {
    const row = element.dataset["address"] ?? "";
    const draft = this.drafts.get(row);
    if (draft !== undefined && this.note(row, "_pos") === undefined) {
      this.host.edit(`${row}._pos`, draft);
      const given = [...demands(this.host.live, this.id, this.around)].filter(([column]) => this.host.get(row + column) === undefined);
      for (const [column, value] of given) this.host.edit(row + column, value);
      this.host.paint(given.map(([column]) => row + column));
    }
    this.revive(row);
  }

  protected follow(changes: Changes): void {
    if (changes.has(this.id)) {
      const rows = this.host.live.values.rows(this.#tree, this.around);
      if (rows.length !== this.#shown.length || rows.some((row, i) => row !== this.#shown[i])) return this.sync();
    }
    const named = this.#naming.map((cell) => changes.get(cell)).filter((row) => row !== undefined);
    if (named.includes(null)) this.nameAll();
    else for (const row of new Set(named)) this.call(row as string, 0, Number(this.elementOf(row as string)?.dataset["of"]));
    if (this.#keys.some((cell) => changes.has(cell))) this.host.soon(() => this.#markTwice());
    this.countSoon(changes);
  }

  protected override mark(members: ReadonlySet<string>): void {
    for (const [row, element] of this.elements) {
      const isOut = !members.has(row);
      if (element.classList.contains("is-out") === isOut) continue;
      element.classList.toggle("is-out", isOut);
      note(element, "row-out", isOut ? "Ikke længere med i tabellen. Rækken står her, til I åbner siden igen." : "");
    }
    this.#markTwice();
  }

  // Two rows of one key are shown, and each says so: nobody but the reader knows which is right.
  #markTwice(): void {
    if (this.#keys.length === 0) return;
    const rows = new Map<string, HTMLElement[]>();
    for (const [row, element] of this.elements) {
      const words = this.#keys.map((cell) => this.host.live.words(cell, row)).join(" ");
      if (words.includes("–")) note(element, "row-twice", "");
      else rows.set(words, [...(rows.get(words) ?? []), element]);
    }
    for (const [words, same] of rows) {
      for (const element of same) note(element, "row-twice", same.length > 1 ? `${words} står her ${same.length} gange.` : "");
    }
  }

  // The author's rows of a list are among them, answered or not.
  protected isKept(): boolean {
    return true;
  }

  // The rows are the list's, and stay there when this sheet is cleared.
  removeAll(): [path: string, value: Value][] {
    return [];
  }

  isRemoved(id: string): boolean {
    return ![...this.elements.keys()].some((row) => keyOf(row) === id);
  }
}

/** Says something of a row below its name, or no longer. */
function note(row: HTMLElement, name: string, text: string): void {
  const shown = row.querySelector(`:scope > .${name}`);
  if (text === "") return shown?.remove();
  if (shown) shown.textContent = text;
  else row.querySelector(":scope > legend")?.after(make("p", { class: name }, text));
}
