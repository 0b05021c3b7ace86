// A table of rows that are its own: the author's, and those that the reader adds, removes
// and moves. [L17]

import type { Value } from "../answers/cell";
import { byPosition, nextRemoval, placeBetween, type Row } from "../answers/rows";
import { keyOf } from "../expressions/program";
import type { Changes } from "../expressions/values";
import { randomMark } from "../store/drawer";
import { Rows, type RowsHost } from "./rows";

export class OwnRows extends Rows {
  /** The draft that an open table without rows shows; it goes when there are others. */
  #starter = "";

  constructor(table: HTMLElement, host: RowsHost) {
    super(table, host);
    const fixed = [...this.place.querySelectorAll<HTMLElement>("[data-row]:not([data-blank])")];
    this.fixed = new Map(fixed.map((row) => [row.dataset["row"] ?? "", row]));
    for (const [id, row] of this.fixed) this.arranger.takeFixed(id, row);
  }

  protected get at(): string {
    return `${this.host.addresses.prefix}${this.table.dataset["table"] ?? ""}/`;
  }

  override elementOf(row: string): HTMLElement | undefined {
    return super.elementOf(row) ?? this.fixed.get(keyOf(row));
  }

  protected members(): string[] {
    const rows = new Set(this.all().filter((row) => row.removal === 0).map((row) => this.at + row.id));
    if (rows.size > 0 && !rows.has(this.#starter) && !this.elements.get(this.#starter)?.contains(document.activeElement)) this.drafts.delete(this.#starter);
    for (const row of this.drafts.keys()) rows.add(row);
    if (rows.size === 0 && this.table.dataset["rows"] === "open") {
      this.#starter = this.at + randomMark();
      this.drafts.set(this.#starter, 1);
      rows.add(this.#starter);
    }
    const author = this.arranger.isOffered ? [...this.fixed.keys()].map((id) => this.at + id) : [];
    return [...author, ...rows];
  }

  protected inOrder(rows: readonly string[]): string[] {
    const isAuthors = (row: string): boolean => this.fixed.has(keyOf(row));
    const own = rows.filter((row) => !isAuthors(row)).map((id) => ({ id, position: this.position(id) }));
    return [...rows.filter(isAuthors), ...own.sort(byPosition).map(({ id }) => id)];
  }

  protected stays(): boolean {
    return false;
  }

  protected name(row: string, i: number): string {
    return this.fixed.has(keyOf(row)) ? "" : `Række ${(this.arranger.isOffered ? 0 : this.fixed.size) + i + 1}`;
  }

  touch(element: HTMLElement): void {
    const row = element.dataset["address"];
    if (row === undefined) return; // the author's
    const draft = this.drafts.get(row);
    if (draft !== undefined) this.host.edit(`${row}._pos`, draft);
    this.drafts.delete(row);
    this.revive(row);
  }

  protected follow(changes: Changes): void {
    this.countSoon(changes);
  }

  protected isKept(row: Row): boolean {
    return row.answered;
  }

  removeAll(): [path: string, value: Value][] {
    const rows = this.all();
    const first = nextRemoval(rows);
    return rows.filter((row) => row.removal === 0).map(({ id }, i) => [`${this.at}${id}._gone`, first + i]);
  }

  isRemoved(id: string): boolean {
    return this.note(this.at + id, "_gone") !== undefined && !this.elements.has(this.at + id);
  }

  override press(button: Element): void {
    if (button.matches("[data-remove]")) return super.press(button);
    this.#move(button.closest<HTMLElement>("[data-row]")?.dataset["address"] ?? "", button.matches("[data-up]") ? -1 : 1, button);
  }

  // Moving is offered where the order is the reader's own.
  #move(row: string, by: -1 | 1, button: Element): void {
    const rows = this.arranger.order.filter((one) => this.elements.has(one));
    const from = rows.indexOf(row);
    if (from < 0 || from + by < 0 || from + by >= rows.length) return;
    rows.splice(from, 1);
    rows.splice(from + by, 0, row);
    const [before, after] = [rows[from + by - 1], rows[from + by + 1]].map((one) => (one === undefined ? undefined : this.position(one)));
    const place = placeBetween(before, after);
    if (place !== null) this.#stand(row, place);
    else rows.forEach((one, i) => this.#stand(one, i + 1));
    this.sync();
    this.host.save();
    // At the end of its way a button is disabled and drops the keyboard.
    if (button instanceof HTMLButtonElement) {
      const other = button.parentElement?.querySelector<HTMLElement>(by < 0 ? "[data-down]" : "[data-up]");
      (button.disabled ? other : button)?.focus();
    }
    this.host.say(`Rækken er nu nummer ${from + by + 1} af ${rows.length}.`);
  }

  #stand(row: string, position: number): void {
    if (this.drafts.has(row)) this.drafts.set(row, position);
    else this.host.edit(`${row}._pos`, position);
  }
}
