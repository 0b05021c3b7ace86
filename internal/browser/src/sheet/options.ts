// Options that are rows: of a choice a menu, of choices boxes to tick, of a text suggestions.
// [S17] [S22]
//
// Most options do not depend on the row that asks. They stand in the template, so that
// rows come with them. A menu of hundreds of options, or of others in each row, is
// filled when the reader comes to it; until then it has the one that is chosen.

import { decodeRow } from "../answers/path";
import { keyOf, type Tree } from "../expressions/program";
import { reads, type Changes } from "../expressions/values";
import type { Option } from "./arrange";
import { make } from "./build";
import { optionOfRow } from "./columns";
import type { Field, RowLabels } from "./field";
import type { RowsHost } from "./rows";

// So many options in each of hundreds of rows would be felt.
const fewOptions = 30;

/** What one column of questions offers. */
interface Offer {
  readonly from: Tree;
  readonly where: Tree | null;
  /** What addresses have before the row's id. */
  readonly to: string;
  readonly label: string | undefined;
  readonly reads: ReadonlySet<string>;
  /** Whether each row that asks has options of its own. */
  readonly isOfRow: boolean;
  /** null when they are to be worked out anew. */
  known: readonly Option[] | null;
}

export class RowOptions {
  readonly #offers = new Map<string, Offer>();
  /** The questions in templates, whose options new rows come with. */
  readonly #models = new Set<HTMLElement>();

  constructor(
    private readonly form: HTMLElement,
    private readonly host: RowsHost,
  ) {
    const come = (event: Event): void => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-options-from]") : null;
      if (element && !element.closest("[data-blank]") && element.dataset["kind"] !== "choices") this.#fill(element, this.#optionsAt(element));
    };
    // The pointer comes before the focus that opens a menu.
    for (const name of ["pointerdown", "focusin"]) form.addEventListener(name, come);
  }

  /** Takes in the questions of a row that is copied. */
  model(row: HTMLElement): void {
    for (const element of row.querySelectorAll<HTMLElement>("[data-options-from]")) {
      this.#models.add(element);
      this.#fillNow(element);
    }
  }

  /** Takes in questions of the page; those that are copied have their options. */
  bind(fields: readonly Field[]): void {
    for (const field of fields) {
      if (field.element.dataset["optionsFrom"] === undefined) continue;
      if (!field.element.closest("[data-address]") || this.#offerOf(field.element).isOfRow) this.#fillNow(field.element);
      field.rows = this.#labels(field);
    }
  }

  /** These cells, rows and views are not what they were. Says whether templates were changed. */
  changed(changes: Changes): boolean {
    const stale = [...this.#offers.values()].filter((offer) => [...offer.reads].some((id) => changes.has(id)));
    if (stale.length === 0) return false;
    for (const offer of stale) offer.known = null;
    const isStale = (element: HTMLElement): boolean => stale.includes(this.#offerOf(element));
    for (const element of this.#models) if (isStale(element)) this.#fillNow(element);
    for (const element of this.form.querySelectorAll<HTMLElement>("[data-options-from]")) {
      if (element.closest("[data-blank]") || !isStale(element)) continue;
      this.#fillNow(element);
      this.host.paint([this.host.fieldOf(element).path]);
    }
    return true;
  }

  #labels(field: Field): RowLabels {
    return {
      label: (id) => this.#label(this.#offerOf(field.element), id),
      counts: (id) => this.#isRow(field.element, id),
    };
  }

  #label(offer: Offer, id: string): string {
    const words = offer.label === undefined ? "–" : this.host.live.words(offer.label, offer.to + id);
    return words === "–" ? (decodeRow(id) ?? id) : words;
  }

  /** Whether that row can be chosen somewhere, whatever the condition. */
  #isRow(element: HTMLElement, id: string): boolean {
    return this.host.live.values.rows(this.#offerOf(element).from, this.#rowOf(element)).some((row) => keyOf(row) === id);
  }

  #rowOf(element: HTMLElement): string {
    const { copy, around } = this.host.addresses;
    return element.isConnected ? this.host.addresses.rowOf(element) : copy === "" ? "" : around;
  }

  #offerOf(element: HTMLElement): Offer {
    const { optionsFrom, optionsWhere } = element.dataset;
    const { live, addresses } = this.host;
    const cell = element.dataset["cell"] ?? addresses.cellOf(element);
    const key = `${cell} ${optionsFrom} ${optionsWhere}`;
    let offer = this.#offers.get(key);
    if (!offer) {
      const from = JSON.parse(optionsFrom ?? "null") as Tree;
      const where = optionsWhere === undefined ? null : (JSON.parse(optionsWhere) as Tree);
      const { label, to } = live.program.cells[cell] ?? {};
      const ids = new Set<string>();
      let isOfRow = false;
      reads([null, from, where, label === undefined ? null : ["via", null, label]], (id, own) => {
        ids.add(id);
        isOfRow ||= own;
        return false;
      });
      this.#offers.set(key, (offer = { from, where, label, to: to ?? "", reads: ids, isOfRow, known: null }));
    }
    return offer;
  }

  #optionsAt(element: HTMLElement): readonly Option[] {
    const offer = this.#offerOf(element);
    if (offer.known) return offer.known;
    const row = this.#rowOf(element);
    const rows = this.host.live.values.those(offer.from, offer.where, row);
    const options = rows.map((one) => optionOfRow(this.host.live, offer.label, one)).filter(({ label }) => label !== "–");
    if (!offer.isOfRow) offer.known = options;
    return options;
  }

  // What can stand there before the reader comes.
  #fillNow(element: HTMLElement): void {
    const options = this.#optionsAt(element);
    const { kind } = element.dataset;
    this.#fill(element, kind === "choices" || (kind === "choice" && options.length <= fewOptions) ? options : []);
  }

  #fill(element: HTMLElement, options: readonly Option[]): void {
    const kind = element.dataset["kind"];
    if (kind === "choice") fillMenu(element.querySelector("select") as HTMLSelectElement, options, (id) => this.#isRow(element, id));
    else if (kind === "choices") fillBoxes(element, options);
    else fillSuggestions(element.querySelector("datalist") as HTMLDataListElement, options);
  }
}

/** The options of rows that stand there; null when they are these. */
function oldOnes(place: HTMLElement, options: readonly Option[]): HTMLElement[] | null {
  const old = [...place.querySelectorAll<HTMLElement>("[data-row-option]")];
  const isSame = ({ id, label }: Option, i: number): boolean => (old[i]?.querySelector("input") ?? (old[i] as HTMLOptionElement)).value === id && old[i]?.textContent?.trim() === label;
  return old.length === options.length && options.every(isSame) ? null : old;
}

/** A row that is chosen stays so while there is one, whether it is offered any more or not. */
function fillMenu(menu: HTMLSelectElement, options: readonly Option[], counts: (id: string) => boolean): void {
  const old = oldOnes(menu, options);
  if (!old) return;
  const chosen = menu.selectedOptions[0];
  const kept = chosen?.matches("[data-row-option]") && !options.some(({ id }) => id === chosen.value) && counts(chosen.value) ? chosen : null;
  const value = menu.value;
  for (const option of old) if (option !== kept) option.remove();
  menu.options[0]?.after(...options.map(({ id, label }) => make("option", { value: id, "data-row-option": "" }, label)));
  menu.value = value;
}

function fillBoxes(element: HTMLElement, options: readonly Option[]): void {
  const place = element.querySelector(".options") as HTMLElement;
  const old = oldOnes(place, options);
  if (!old) return;
  const name = element.dataset["path"] ?? "";
  for (const label of old) label.remove();
  place.prepend(
    ...options.map(({ id, label }) =>
      make("label", { class: "option", "data-row-option": "" }, make("input", { type: "checkbox", name, value: id, autocomplete: "off" }), " ", make("span", {}, label)),
    ),
  );
}

// Suggestions are words, each once; what is typed is the answer.
function fillSuggestions(list: HTMLDataListElement, options: readonly Option[]): void {
  for (const option of list.querySelectorAll("[data-row-option]")) option.remove();
  list.prepend(...[...new Set(options.map(({ label }) => label))].map((label) => make("option", { value: label, "data-row-option": "" })));
}
