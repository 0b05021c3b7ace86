// The rows of one table as they stand in the page, named by their addresses. What rows
// there are, and where their notes (_pos, _gone) stand, a table of its own rows (own.ts)
// and a view (view.ts) each know for themselves; how they come, go and are arranged is
// alike. A row is real once one of its cells has been answered; until then it is a draft,
// which stands in the page alone.

import type { Value } from "../answers/cell";
import { nextRemoval, rowsOf, type Row } from "../answers/rows";
import type { Changes } from "../expressions/values";
import { keyOf } from "../expressions/program";
import { randomMark } from "../store/drawer";
import type { Addresses } from "./address";
import { makeButton, setText } from "./build";
import type { Field } from "./field";
import type { Live } from "./live";
import { PlainOrder, type ArrangedTable, type Arranger } from "./order";
import { RowTemplate } from "./template";
import { Toolbar } from "./toolbar";

/** What a table asks of its sheet. */
export interface RowsHost {
  readonly addresses: Addresses;
  readonly live: Live;
  fieldOf(element: HTMLElement): Field;
  get(path: string): Value | undefined;
  values(prefix: string): Map<string, Value>;
  /** Stores an answer; save writes all that was stored. */
  edit(path: string, value: Value): void;
  save(): void;
  say(text: string): void;
  /** Rows have come into the page or gone out of it. */
  rowsChanged(added: readonly HTMLElement[]): void;
  /** Shows answers that the reader did not give in their questions. */
  paint(paths: Iterable<string>): void;
  /** Runs soon, when the page has been painted. */
  soon(run: () => void): unknown;
}

const controls = "input, textarea, select";

// More than are in view.
const nearRows = 40;

export abstract class Rows implements ArrangedTable {
  readonly place: HTMLElement;
  readonly template: RowTemplate | null;
  protected readonly undo: HTMLButtonElement;
  protected readonly elements = new Map<string, HTMLElement>();
  /** The author's rows, by id. Where nothing is arranged they are left alone. */
  protected fixed: ReadonlyMap<string, HTMLElement> = new Map();
  /** Rows that stand in the page only, and where they are to stand. */
  protected readonly drafts = new Map<string, number>();
  protected readonly blanks: HTMLElement[];
  protected readonly arranger: Arranger;
  readonly #near: HTMLElement[] = [];
  #isArranged = false;
  #isCounting = false;

  constructor(
    readonly table: HTMLElement,
    readonly host: RowsHost,
  ) {
    this.place = table.querySelector<HTMLElement>(".rows") as HTMLElement;
    const template = table.querySelector<HTMLTemplateElement>("template[data-row-template]");
    this.template = template && new RowTemplate(template);
    this.blanks = [...this.place.querySelectorAll<HTMLElement>("[data-blank]")];
    this.undo = makeButton("Hent fjernet række tilbage", () => this.#bringBack());
    this.undo.hidden = true;
    const add = table.querySelector<HTMLButtonElement>("[data-add-row]");
    add?.addEventListener("click", () => this.add());
    add?.after(" ", this.undo);
    if (add) add.hidden = false;
    for (const name of ["pointerdown", "focusin"]) this.place.addEventListener(name, (event) => this.#comeNear((event.target as Element).closest<HTMLElement>(".row")));
    this.arranger = table.querySelector("[data-arrange]") ? new Toolbar(this) : new PlainOrder(this);
  }

  /** What the program calls the rows. */
  get id(): string {
    return `${this.host.addresses.sheet}.${this.table.dataset["table"] ?? ""}`;
  }

  /** The address of the copy that the table stands in; "" where the sheet has none. */
  get around(): string {
    const { copy, around } = this.host.addresses;
    return copy === "" ? "" : around;
  }

  /** What the addresses of new rows begin with. */
  protected abstract get at(): string;

  /** The rows there are, drafts among them. */
  protected abstract members(): string[];

  /** Rows in the order they have of themselves. */
  protected abstract inOrder(rows: readonly string[]): string[];

  /** Whether a row that is no member stays in the page all the same. */
  protected abstract stays(row: string): boolean;

  /** What a row is called; i is where it stands. */
  protected abstract name(row: string, i: number): string;

  /** A cell of the row is about to be answered: the row becomes real, or comes back. */
  abstract touch(element: HTMLElement): void;

  /** These cells, rows and views are not what they were. */
  changed(changes: Changes): void {
    if (this.#isArranged) this.follow(changes);
  }

  protected abstract follow(changes: Changes): void;

  /** Whether a row that was removed may be brought back. */
  protected abstract isKept(row: Row): boolean;

  /** The notes that remove every row, for clearing the sheet. */
  abstract removeAll(): [path: string, value: Value][];

  /** Whether answers by this row's id are kept though no row shows them. */
  abstract isRemoved(id: string): boolean;

  // --- what the toolbar asks ---

  elementOf(row: string): HTMLElement | undefined {
    return this.elements.get(row);
  }

  arrangeAgain(words: () => string): void {
    this.#isArranged = false;
    this.sync();
    this.host.say(words());
  }

  // --- rows come and go ---

  /**
   * Makes rows of the blank ones that the reader wrote in before the script ran. They
   * follow the rows that the answers have, so those must have been loaded.
   */
  takeEarly(): void {
    for (const blank of this.table.querySelector("[data-add-row]") ? this.blanks : []) {
      const early = this.#fieldsOf(blank).filter((field) => field.changedEarly || field.element.contains(document.activeElement));
      if (early.length === 0) continue;
      const element = this.make(this.draft());
      this.place.insertBefore(element, blank);
      for (const field of early) this.#takeField(field, element);
    }
    for (const blank of this.blanks) blank.remove();
  }

  #takeField(field: Field, row: HTMLElement): void {
    const same = this.#fieldsOf(row).find((one) => one.element.dataset["field"] === field.element.dataset["field"]);
    if (!same) return;
    const value = field.read();
    if (field.changedEarly && value !== undefined) {
      same.paint(value);
      this.touch(row);
      this.host.edit(same.path, value);
    }
    const focused = field.controls.findIndex((control) => control === document.activeElement);
    if (focused < 0) return;
    const [from, to] = [field.controls[focused], same.controls[focused]];
    to?.focus();
    // Only text controls have a selection; the others answer null.
    if (from instanceof HTMLInputElement && to instanceof HTMLInputElement && from.selectionStart !== null) to.setSelectionRange(from.selectionStart, from.selectionEnd);
  }

  /** Takes the reader's rows out of the page, as when it is to show another copy's. */
  forget(): void {
    for (const row of this.elements.values()) row.remove();
    this.elements.clear();
    this.drafts.clear();
    this.#isArranged = false;
  }

  /** Makes the rows of the page those of the answers. */
  sync(): void {
    const focused = document.activeElement;
    const members = this.members();
    const here = new Set(members);
    const rows = [...members];
    for (const [row, element] of this.elements) {
      if (here.has(row)) continue;
      // Removed elsewhere while the reader writes in it: it stays until he leaves the page,
      // and his next answer makes it real again.
      const isBusy = document.hasFocus() && element.contains(focused) && focused?.matches(controls) === true;
      if (isBusy || (this.#isArranged && this.stays(row))) {
        if (isBusy) this.drafts.set(row, this.position(row));
        rows.push(row);
        continue;
      }
      element.remove();
      this.elements.delete(row);
    }
    const added = rows.filter((row) => !this.elementOf(row)).map((row) => this.make(row));
    const ordered = this.inOrder(rows);
    if (this.#isArranged) this.arranger.follow(ordered);
    else this.arranger.arrange(ordered);
    this.#isArranged = true;
    this.nameAll(); // while they are not in the page, where each change would be looked at
    this.arranger.show();
    this.undo.hidden = this.#removed().length === 0;
    this.mark(here);
    this.host.rowsChanged(added);
    if (focused instanceof HTMLElement && focused.isConnected && document.activeElement !== focused && this.place.contains(focused)) focused.focus();
  }

  /** Marks the rows that stay without being members. */
  protected mark(_members: ReadonlySet<string>): void {}

  protected make(row: string): HTMLElement {
    const element = (this.template as RowTemplate).make(keyOf(row), row);
    this.elements.set(row, element);
    return element;
  }

  /** A new row, which stands in the page alone, and last. */
  protected draft(): string {
    const row = this.at + randomMark();
    this.drafts.set(row, Math.max(0, ...this.members().map((one) => this.position(one))) + 1);
    return row;
  }

  protected nameAll(): void {
    const order = this.arranger.order;
    order.forEach((row, i) => this.call(row, i, order.length));
  }

  /** Writes the row's name where it is seen and heard. */
  protected call(row: string, i: number, of: number): void {
    const element = this.elements.get(row);
    const legend = element?.querySelector(":scope > legend");
    const name = this.name(row, i);
    if (!element || !legend || (legend.textContent === name && element.dataset["of"] === String(of))) return;
    setText(legend, name);
    element.dataset["of"] = String(of);
    for (const button of element.querySelectorAll<HTMLButtonElement>(".row-tools button")) {
      button.setAttribute("aria-label", `${button.textContent}: ${name}`);
      button.disabled = (button.matches("[data-up]") && i === 0) || (button.matches("[data-down]") && i === of - 1);
    }
  }

  /** Numbers that are shown follow the answers, when the page has been painted. */
  protected countSoon(changes: Changes): void {
    if (this.#isCounting || !this.arranger.isCounting(changes)) return;
    this.#isCounting = true;
    this.host.soon(() => {
      this.#isCounting = false;
      this.arranger.count();
    });
  }

  add(): void {
    const row = this.draft();
    this.sync();
    this.#comeNear(this.elements.get(row));
    this.focus(row);
    this.host.say("En ny række er klar.");
  }

  /** One of a row's own buttons was pressed. */
  press(button: Element): void {
    const row = button.closest<HTMLElement>("[data-row]")?.dataset["address"] ?? "";
    if (button.matches("[data-remove]")) this.#remove(row);
  }

  #remove(row: string): void {
    const order = this.order();
    const name = this.elements.get(row)?.querySelector("legend")?.textContent ?? "Rækken";
    const next = order[order.indexOf(row) + 1] ?? order[order.indexOf(row) - 1];
    if (!this.drafts.delete(row) || this.note(row, "_pos") !== undefined) this.host.edit(`${row}._gone`, nextRemoval(this.all()));
    this.elements.get(row)?.remove();
    this.elements.delete(row);
    this.sync();
    this.host.save();
    if (!this.undo.hidden) this.undo.focus();
    else this.focus(next ?? this.order()[0] ?? "");
    this.host.say(`${name} er fjernet.`);
  }

  // A row that the reader comes to is laid out and stays so: one that the browser leaves out
  // and takes in again while it is answered would move, and in a new one nothing could be
  // written. The last ones are enough: what is out of sight may be left out again.
  #comeNear(row: HTMLElement | null | undefined): void {
    if (!row || row.classList.contains("is-near")) return;
    row.classList.add("is-near");
    this.#near.push(row);
    if (this.#near.length > nearRows) this.#near.shift()?.classList.remove("is-near");
  }

  #bringBack(): void {
    const last = this.#removed().sort((a, b) => b.removal - a.removal)[0];
    if (!last) return;
    const row = this.at + last.id;
    this.revive(row);
    this.sync();
    this.host.save();
    this.focus(row);
    this.host.say("Rækken er tilbage.");
  }

  protected revive(row: string): void {
    if (this.note(row, "_gone")) this.host.edit(`${row}._gone`, null);
  }

  /** The rows that the answers tell of, those that were removed among them. */
  protected all(): Row[] {
    return rowsOf(this.host.values(this.at), this.at.slice(0, -1), new Set(this.fixed.keys()));
  }

  #removed(): Row[] {
    return this.all().filter((row) => row.removal > 0 && this.isKept(row) && !this.elements.has(this.at + row.id));
  }

  /** Puts the blank rows in the place of the reader's own, or takes them out again. */
  showBlank(blank: boolean): void {
    for (const row of this.elements.values()) row.hidden = blank;
    if (blank) this.place.append(...this.blanks);
    else for (const row of this.blanks) row.remove();
  }

  /** The rows in the order of the page, those left out that the reader does not want to see. */
  protected order(): string[] {
    return this.arranger.order.filter((row) => this.elementOf(row)?.classList.contains("is-filtered") === false);
  }

  protected position(row: string): number {
    return this.drafts.get(row) ?? this.note(row, "_pos") ?? 0;
  }

  /** A note about the row; undefined where none says anything. */
  protected note(row: string, name: "_pos" | "_gone"): number | undefined {
    const value = this.host.get(`${row}.${name}`);
    return typeof value === "number" ? value : undefined;
  }

  #fieldsOf(row: HTMLElement): Field[] {
    return [...row.querySelectorAll<HTMLElement>("[data-path]")].map((element) => this.host.fieldOf(element));
  }

  protected focus(row: string): void {
    this.elements.get(row)?.querySelector<HTMLElement>(controls)?.focus();
  }
}
