// What the reader chooses to see of a table, and in what order: its groups, filters and
// sorting. [S24] [S38]
//
// Rows are arranged when the page is opened and when the reader asks. Until then a row
// stands where it stands, whatever is answered in it; one that is new comes last in its
// group and is shown, whatever the filter. Nothing of this is stored.

import { keyOf } from "../expressions/program";
import type { Changes } from "../expressions/values";
import { counts, grouped, groupOf, isWanted, nothing, sorted, type Column, type Wish } from "./arrange";
import { make, setText } from "./build";
import { cellIn, columnOf } from "./columns";
import { placeBefore, type ArrangedTable, type Arranger } from "./order";

const notFilled = "Ikke udfyldt";

/** Rows that stand together: under a heading, or in the table itself. */
interface Section {
  readonly key: string;
  readonly rows: string[];
}

export class Toolbar implements Arranger {
  readonly #bar: HTMLElement;
  readonly #menus: readonly HTMLSelectElement[];
  readonly #sort: readonly string[];
  #top: number;
  #sections: Section[] = [];
  readonly #hidden = new Set<string>();
  /** Where the rows of a heading stand, by its key. */
  readonly #places = new Map<string, HTMLElement>();
  /** The author's own headings, by the row's id. */
  readonly #authors = new Map<string, string>();
  readonly #columns = new Map<string, Column | null>();

  constructor(private readonly rows: ArrangedTable) {
    const { table } = rows;
    this.#bar = table.querySelector<HTMLElement>("[data-arrange]") as HTMLElement;
    this.#menus = [...this.#bar.querySelectorAll<HTMLSelectElement>("[data-filter-by]")];
    this.#sort = (table.dataset["sort"] ?? "").split(" ").filter(Boolean);
    this.#top = Number(table.dataset["top"] ?? Infinity);
    this.#bar.addEventListener("change", (event) => this.#chosen(event.target as HTMLSelectElement));
    this.#bar.addEventListener("click", (event) => this.#pressed(event.target as Element));
    const details = this.#bar.querySelector("details");
    if (details) details.open = matchMedia("(min-width: 48rem)").matches;
    const menu = this.#bar.querySelector<HTMLSelectElement>("[data-sort-by]");
    if (menu && menu.options.length < 2 && menu.parentElement) menu.parentElement.hidden = true;
    this.#bar.hidden = false;
  }

  readonly isOffered = true;

  /** Whether rows stand in another order than the one they have of themselves. */
  get isOrdered(): boolean {
    return this.#sort.length > 0 || this.#groupBy !== "";
  }

  get order(): string[] {
    return this.#sections.flatMap(({ rows }) => rows);
  }

  takeFixed(id: string, element: HTMLElement): void {
    const group = element.closest<HTMLElement>(".group");
    const key = group ? `§${[...this.rows.place.children].indexOf(group)}` : "";
    if (group) this.#places.set(key, group);
    this.#authors.set(id, key);
  }

  arrange(rows: readonly string[]): void {
    this.#columns.clear();
    const keys = this.#sortKeys();
    const ordered = keys.length > 0 ? sorted(rows, keys) : rows;
    const by = this.#column(this.#groupBy);
    this.#sections = by ? grouped(ordered, by).map(({ key, title, rows: own }) => ({ key: this.#head(key, title), rows: own })) : this.#ofAuthor(ordered);
    this.#hidden.clear();
    const wishes = this.#wishes();
    let shown = 0;
    for (const row of this.order) if (!isWanted(row, wishes) || ++shown > this.#top) this.#hidden.add(row);
  }

  follow(rows: readonly string[]): void {
    this.#columns.clear();
    if (!this.isOrdered) {
      this.#sections = this.#ofAuthor(rows);
      return;
    }
    const here = new Set(rows);
    const known = new Set(this.order);
    this.#sections = this.#sections.map(({ key, rows: own }) => ({ key, rows: own.filter((row) => here.has(row)) }));
    const by = this.#column(this.#groupBy);
    for (const row of rows) {
      if (known.has(row)) continue;
      const group = by && groupOf(by, row);
      const at = group ? group.key || nothing : this.#authors.get(keyOf(row)) ?? "";
      if (put(this.#sections, at, row) && group) this.#head(group.key, group.title);
    }
  }

  show(): void {
    const { place } = this.rows;
    let next: Element | null = null;
    for (const { key, rows } of [...this.#sections].reverse()) {
      const elements = rows.flatMap((row) => this.rows.elementOf(row) ?? []);
      rows.forEach((row) => this.rows.elementOf(row)?.classList.toggle("is-filtered", this.#hidden.has(row)));
      const home = this.#places.get(key);
      if (home) placeBefore(home, elements, null);
      next = placeBefore(place, home ? [home] : elements, next);
    }
    const used = new Set(this.#sections.filter(({ rows }) => rows.length > 0).map(({ key }) => key));
    for (const [key, home] of this.#places) if (!used.has(key)) home.remove();
    this.count();
  }

  isCounting(changes: Changes): boolean {
    return this.#menus.some((menu) => {
      const column = this.#column(menu.dataset["filterBy"] ?? "");
      return column !== null && changes.has(column.cell);
    });
  }

  /** Says how many rows there are, are shown, and would be by each filter. */
  count(): void {
    const rows = this.order;
    const shown = rows.filter((row) => !this.#hidden.has(row)).length;
    setText(this.#bar.querySelector("[data-shown-count]") as Element, shown === rows.length ? `I alt ${rows.length}` : `Viser ${shown} af ${rows.length}`);
    (this.#bar.querySelector("[data-show-all]") as HTMLElement).hidden = shown === rows.length;
    for (const section of this.#sections) {
      const home = this.#places.get(section.key);
      const own = section.rows.filter((row) => !this.#hidden.has(row)).length;
      home?.classList.toggle("is-filtered", own === 0);
      const number = home?.querySelector(":scope > .group-title > .group-count");
      if (number) setText(number, String(own));
    }
    const wishes = this.#wishes();
    wishes.forEach((wish, i) => fill(this.#menus[i] as HTMLSelectElement, wish, counts(rows, wishes, wish)));
  }

  get #groupBy(): string {
    return this.#bar.querySelector<HTMLSelectElement>("[data-group-by]")?.value ?? "";
  }

  #wishes(): Wish[] {
    return this.#menus.flatMap((menu) => {
      const column = this.#column(menu.dataset["filterBy"] ?? "");
      return column ? [{ column, wanted: menu.value }] : [];
    });
  }

  // The reader's choice first, and then what the author says; a column that comes again decides nothing.
  #sortKeys(): { column: Column; falling: boolean }[] {
    const first = this.#bar.querySelector<HTMLSelectElement>("[data-sort-by]")?.value;
    return [first ?? "", ...this.#sort].flatMap((id) => {
      const column = this.#column(id.replace(/^-/, ""));
      return column ? [{ column, falling: id.startsWith("-") }] : [];
    });
  }

  #column(id: string): Column | null {
    if (id === "") return null;
    let column = this.#columns.get(id);
    if (column === undefined) {
      const { host, around } = this.rows;
      const cell = cellIn(host.live, this.rows.id, id);
      this.#columns.set(id, (column = cell === null ? null : columnOf(host.live, id, cell, around)));
    }
    return column;
  }

  #ofAuthor(rows: readonly string[]): Section[] {
    const sections: Section[] = [];
    for (const row of rows) put(sections, this.#authors.get(keyOf(row)) ?? "", row);
    return sections;
  }

  /** Writes the heading of a group; gives its key. */
  #head(key: string, title: string): string {
    const at = key || nothing;
    const words = title || notFilled;
    const home = this.#places.get(at);
    if (!home) {
      const level = Number(this.rows.table.querySelector(".table-label")?.tagName[1] ?? 3) + 1;
      const heading = make(`h${Math.min(level, 6)}` as "h4", { class: "group-title" }, make("span", {}, words), " ", make("span", { class: "group-count" }));
      this.#places.set(at, make("div", { class: "group" }, heading));
    } else setText(home.querySelector(".group-title > span") as Element, words);
    return at;
  }

  #chosen(menu: HTMLSelectElement): void {
    const word = menu.selectedOptions[0]?.text ?? "";
    this.rows.arrangeAgain(() =>
      menu.matches("[data-filter-by]") ? this.#shownWords() : menu.matches("[data-sort-by]") ? `Sorteret efter ${word}.` : menu.value === "" ? "Uden grupper." : `Grupperet efter ${word}.`,
    );
  }

  #pressed(target: Element): void {
    if (target.matches("[data-sort-again]")) this.rows.arrangeAgain(() => "Sorteret igen.");
    if (!target.matches("[data-show-all]")) return;
    for (const menu of this.#menus) menu.value = "";
    this.#top = Infinity;
    this.rows.arrangeAgain(() => this.#shownWords());
    // The button goes away with what it was for.
    const controls = [...this.#bar.querySelectorAll<HTMLElement>("summary, select, button")];
    controls.find((one) => one.getClientRects().length > 0)?.focus();
  }

  #shownWords(): string {
    return `${this.#bar.querySelector("[data-shown-count]")?.textContent}.`;
  }
}

/** Puts a row last in its section; says whether that is a new one. */
function put(sections: Section[], key: string, row: string): boolean {
  const section = sections.find((one) => one.key === key);
  if (section) section.rows.push(row);
  else sections.push({ key, rows: [row] });
  return !section;
}

/** Writes the options of a filter with their numbers; what is chosen stays chosen. */
function fill(menu: HTMLSelectElement, { column, wanted }: Wish, numbers: ReadonlyMap<string, number>): void {
  const options = [{ id: "", label: "Alle" }, ...column.options, { id: nothing, label: notFilled }];
  const same = menu.options.length === options.length && options.every(({ id }, i) => menu.options[i]?.value === id);
  if (!same) {
    menu.replaceChildren(...options.map(({ id }) => make("option", { value: id })));
    menu.value = options.some(({ id }) => id === wanted) ? wanted : "";
  }
  options.forEach(({ id, label }, i) => setText(menu.options[i] as Element, `${label} (${numbers.get(id) ?? 0})`));
}
