// The rows that the reader adds, removes and moves in one table. A row is real once one of
// its cells has been answered; until then it is a draft that stands in the page alone.

import type { Value } from "../answers/cell";
import { byPosition, nextRemoval, placeBetween, rowsOf, type Row } from "../answers/rows";
import { randomMark } from "../store/drawer";
import type { Addresses } from "./address";
import { makeButton } from "./build";
import type { Field } from "./field";

/** What a table asks of its sheet. */
export interface RowsHost {
  readonly addresses: Addresses;
  fieldOf(element: HTMLElement): Field;
  get(path: string): Value | undefined;
  values(prefix: string): Map<string, Value>;
  /** Stores an answer; save writes all that was stored. */
  edit(path: string, value: Value): void;
  save(): void;
  say(text: string): void;
  /** Rows have come into the page or gone out of it. */
  rowsChanged(added: readonly HTMLElement[]): void;
}

export class Rows {
  private readonly place: HTMLElement;
  private readonly template: HTMLTemplateElement;
  private readonly fixed: ReadonlySet<string>;
  private readonly undo: HTMLButtonElement;
  private readonly elements = new Map<string, HTMLElement>();
  /** Rows that stand in the page only: id → position. */
  private readonly drafts = new Map<string, number>();
  private readonly blanks: HTMLElement[];
  /** The draft that an open table without rows shows; it goes when there are others. */
  private starter = "";

  constructor(
    readonly table: HTMLElement,
    private readonly host: RowsHost,
  ) {
    this.place = table.querySelector<HTMLElement>(".rows") as HTMLElement;
    this.template = table.querySelector<HTMLTemplateElement>("template[data-row-template]") as HTMLTemplateElement;
    this.blanks = [...this.place.querySelectorAll<HTMLElement>("[data-blank]")];
    const fixed = [...this.place.querySelectorAll<HTMLElement>("[data-row]:not([data-blank])")];
    this.fixed = new Set(fixed.map((row) => row.dataset["row"] ?? ""));
    this.undo = makeButton("Hent fjernet række tilbage", () => this.bringBack());
    this.undo.hidden = true;
    const add = table.querySelector<HTMLButtonElement>("[data-add-row]");
    add?.addEventListener("click", () => this.add());
    add?.after(" ", this.undo);
    if (add) add.hidden = false;
  }

  private get prefix(): string {
    return `${this.host.addresses.prefix}${this.table.dataset["table"] ?? ""}/`;
  }

  /**
   * Makes rows of the blank ones that the reader wrote in before the script ran. They
   * follow the rows that the answers have, so those must have been loaded.
   */
  takeEarly(): void {
    let last = Math.max(0, ...this.all().map((row) => row.position));
    for (const blank of this.blanks) {
      const early = this.fieldsOf(blank).filter((field) => field.changedEarly || field.element.contains(document.activeElement));
      if (early.length === 0) continue;
      const row = this.make(randomMark());
      this.drafts.set(row.dataset["row"] ?? "", ++last);
      this.place.insertBefore(row, blank);
      for (const field of early) this.takeField(field, row);
    }
    for (const blank of this.blanks) blank.remove();
  }

  private takeField(field: Field, row: HTMLElement): void {
    const same = this.fieldsOf(row).find((one) => one.element.dataset["field"] === field.element.dataset["field"]);
    if (!same) return;
    const value = field.read();
    if (field.changedEarly && value !== undefined) {
      same.paint(value);
      this.touch(row.dataset["row"] ?? "");
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
  }

  /** Makes the rows of the page those of the answers. */
  sync(): void {
    const focused = document.activeElement;
    const rows = new Map(this.alive().map((row) => [row.id, row.position]));
    const first = this.elements.get(this.starter);
    if (rows.size > 0 && !rows.has(this.starter) && !first?.contains(focused)) this.drafts.delete(this.starter);
    for (const [id, position] of this.drafts) if (!rows.has(id)) rows.set(id, position);
    for (const [id, element] of this.elements) {
      if (rows.has(id)) continue;
      // Removed elsewhere while the reader writes in it: it stays until he leaves the page,
      // and his next answer makes it real again.
      if (document.hasFocus() && element.contains(focused) && focused?.matches("input, textarea, select")) {
        rows.set(id, this.position(id));
        this.drafts.set(id, this.position(id));
        continue;
      }
      element.remove();
      this.elements.delete(id);
    }
    if (rows.size === 0 && this.table.dataset["rows"] === "open") {
      this.starter = randomMark();
      this.drafts.set(this.starter, 1);
      rows.set(this.starter, 1);
    }
    const added = [...rows.keys()].filter((id) => !this.elements.has(id)).map((id) => this.make(id));
    this.arrange([...rows].map(([id, position]) => ({ id, position })).sort(byPosition).map(({ id }) => id));
    this.host.rowsChanged(added);
    if (focused instanceof HTMLElement && focused.isConnected && document.activeElement !== focused && this.place.contains(focused)) focused.focus();
  }

  private arrange(ids: readonly string[]): void {
    let next: Element | null = null;
    ids
      .map((id) => this.elements.get(id) as HTMLElement)
      .reverse()
      .forEach((row) => {
        if (row.parentNode !== this.place || row.nextElementSibling !== next) this.place.insertBefore(row, next);
        next = row;
      });
    ids.forEach((id, i) => this.number(this.elements.get(id) as HTMLElement, i, ids.length));
    this.undo.hidden = this.removed().length === 0;
  }

  private number(row: HTMLElement, i: number, of: number): void {
    const name = `Række ${this.fixed.size + i + 1}`;
    const legend = row.querySelector(":scope > legend");
    if (!legend || (legend.textContent === name && row.dataset["of"] === String(of))) return;
    legend.textContent = name;
    row.dataset["of"] = String(of);
    for (const button of row.querySelectorAll<HTMLButtonElement>(".row-tools button")) {
      button.setAttribute("aria-label", `${button.textContent}: ${name.toLowerCase()}`);
      button.disabled = (button.matches("[data-up]") && i === 0) || (button.matches("[data-down]") && i === of - 1);
    }
  }

  /** A cell of the row is about to be answered: the row becomes real, or comes back. */
  touch(id: string): void {
    const draft = this.drafts.get(id);
    if (draft !== undefined) this.host.edit(`${this.prefix}${id}._pos`, draft);
    this.drafts.delete(id);
    if (this.note(id, "_gone") !== 0) this.host.edit(`${this.prefix}${id}._gone`, null);
  }

  add(): void {
    const id = randomMark();
    this.drafts.set(id, Math.max(0, ...this.order().map((one) => this.position(one))) + 1);
    this.sync();
    this.focus(id);
    this.host.say("En ny række er klar.");
  }

  /** One of a row's own buttons was pressed. */
  press(button: Element): void {
    const id = button.closest<HTMLElement>("[data-row]")?.dataset["row"] ?? "";
    if (button.matches("[data-remove]")) this.remove(id);
    else this.move(id, button.matches("[data-up]") ? -1 : 1, button);
  }

  private remove(id: string): void {
    const name = this.elements.get(id)?.querySelector("legend")?.textContent ?? "Rækken";
    const ids = this.order();
    const next = ids[ids.indexOf(id) + 1] ?? ids[ids.indexOf(id) - 1];
    if (!this.drafts.delete(id)) this.host.edit(`${this.prefix}${id}._gone`, nextRemoval(this.all()));
    this.elements.get(id)?.remove();
    this.elements.delete(id);
    this.sync();
    this.host.save();
    if (!this.undo.hidden) this.undo.focus();
    else this.focus(next ?? this.order()[0] ?? "");
    this.host.say(`${name} er fjernet.`);
  }

  private bringBack(): void {
    const last = this.removed().sort((a, b) => b.removal - a.removal)[0];
    if (!last) return;
    this.host.edit(`${this.prefix}${last.id}._gone`, null);
    this.sync();
    this.host.save();
    this.focus(last.id);
    this.host.say("Rækken er tilbage.");
  }

  private move(id: string, by: -1 | 1, button: Element): void {
    const ids = this.order();
    const from = ids.indexOf(id);
    if (from < 0 || from + by < 0 || from + by >= ids.length) return;
    ids.splice(from, 1);
    ids.splice(from + by, 0, id);
    const [before, after] = [ids[from + by - 1], ids[from + by + 1]].map((one) => (one === undefined ? undefined : this.position(one)));
    const place = placeBetween(before, after);
    if (place !== null) this.stand(id, place);
    else ids.forEach((one, i) => this.stand(one, i + 1));
    this.sync();
    this.host.save();
    // At the end of its way a button is disabled and drops the keyboard.
    if (button instanceof HTMLButtonElement) {
      const other = button.parentElement?.querySelector<HTMLElement>(by < 0 ? "[data-down]" : "[data-up]");
      (button.disabled ? other : button)?.focus();
    }
    this.host.say(`Rækken er nu nummer ${from + by + 1} af ${ids.length}.`);
  }

  private stand(id: string, position: number): void {
    if (this.drafts.has(id)) this.drafts.set(id, position);
    else this.host.edit(`${this.prefix}${id}._pos`, position);
  }

  /** The notes that remove every row, for clearing the sheet. */
  removeAll(): [path: string, value: Value][] {
    const first = nextRemoval(this.all());
    return this.alive().map(({ id }, i) => [`${this.prefix}${id}._gone`, first + i]);
  }

  /** Puts the blank rows in the place of the reader's own, or takes them out again. */
  showBlank(blank: boolean): void {
    for (const row of this.elements.values()) row.hidden = blank;
    if (blank) this.place.append(...this.blanks);
    else for (const row of this.blanks) row.remove();
  }

  /** Ids of the reader's rows in the order of the page. */
  order(): string[] {
    return [...this.place.children].map((row) => (row as HTMLElement).dataset["row"] ?? "").filter((id) => this.elements.has(id));
  }

  /** Whether the row was removed: its answers are kept, and shown nowhere. */
  isRemoved(id: string): boolean {
    return this.note(id, "_gone") !== 0 && !this.elements.has(id);
  }

  private alive(): Row[] {
    return this.all().filter((row) => row.removal === 0);
  }

  private removed(): Row[] {
    return this.all().filter((row) => row.removal > 0 && row.answered && !this.elements.has(row.id));
  }

  private all(): Row[] {
    return rowsOf(this.host.values(this.prefix), this.prefix.slice(0, -1), this.fixed);
  }

  private position(id: string): number {
    return this.drafts.get(id) ?? this.note(id, "_pos");
  }

  private note(id: string, name: "_pos" | "_gone"): number {
    const value = this.host.get(`${this.prefix}${id}.${name}`);
    return typeof value === "number" ? value : 0;
  }

  private make(id: string): HTMLElement {
    const row = (this.template.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>(".row") as HTMLElement;
    row.dataset["row"] = id;
    // A percent sign may stand in a row's id, not in what labels and helps refer by.
    const domID = id.replace(/%/g, "_");
    for (const element of row.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes("ROW")) element.setAttribute(name, value.replace("/ROW.", `/${id}.`).replace(/-ROW-/g, `-${domID}-`));
      }
    }
    this.elements.set(id, row);
    return row;
  }

  private fieldsOf(row: HTMLElement): Field[] {
    return [...row.querySelectorAll<HTMLElement>("[data-path]")].map((element) => this.host.fieldOf(element));
  }

  private focus(id: string): void {
    this.elements.get(id)?.querySelector<HTMLElement>("input, textarea, select")?.focus();
  }
}
