// One question in the form: its controls on one side, its value on the other.

import { answers, type Value } from "../answers/cell";
import { fits, readMonth, readNumber, typedText, words, type Kind } from "../answers/value";
import { labelText, make, setText } from "./build";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What rows are called that can be chosen, and which there are. */
export interface RowLabels {
  label(id: string): string;
  counts(id: string): boolean;
}

export class Field {
  /** Of a choice of rows. */
  rows: RowLabels | null = null;
  readonly kind: Kind;
  #found: readonly Control[] | null = null;
  #note: HTMLElement | null = null;

  constructor(
    readonly element: HTMLElement,
    readonly path: string,
  ) {
    this.kind = (element.dataset["kind"] ?? "text") as Kind;
  }

  /** Looked for when they are wanted: most of hundreds of rows are never touched. */
  get controls(): readonly Control[] {
    // Boxes for rows come and go.
    if (this.rows) return [...this.element.querySelectorAll<Control>("input, textarea, select")];
    return (this.#found ??= [...this.element.querySelectorAll<Control>("input, textarea, select")]);
  }

  /** Whether it is answered at one stroke; else it is typed. */
  get isPicked(): boolean {
    return this.kind === "choice" || this.kind === "choices" || this.kind === "scale";
  }

  get label(): string {
    return labelText(this.element.querySelector(":scope > label, :scope > legend"));
  }

  /** The label among the labels of a whole sheet: a cell's row belongs to it. */
  get fullLabel(): string {
    const row = labelText(this.element.closest("[data-row]")?.querySelector(":scope > legend"));
    return row === "" ? this.label : `${row}: ${this.label}`;
  }

  /** Whether the answer is worked out until the reader sets another. [E13] */
  get isOverride(): boolean {
    return this.element.dataset["override"] !== undefined;
  }

  /** Whether the reader changed it before this script ran. */
  get changedEarly(): boolean {
    return this.controls.some((c) => (isBox(c) ? c.checked !== c.defaultChecked : isMenu(c) ? !startOption(c).selected : c.value !== c.defaultValue));
  }

  /** What the controls say; undefined while there is half a date, which is no answer and takes none away. */
  read(): Value | undefined {
    const control = this.controls[0];
    if (this.isPicked) {
      const picked = control && isMenu(control) ? (control.value === "" ? [] : [control.value]) : this.#boxes.filter((box) => box.checked).map((box) => box.value);
      if (this.kind !== "choices") return picked[0] ?? null;
      return picked.length > 0 ? picked : null;
    }
    if (!control || control.validity.badInput) return undefined;
    if (this.kind === "number") return readNumber(control.value);
    if (this.kind === "month") return readMonth(control.value);
    return control.value === "" ? null : control.value; // [S11]
  }

  /** A text of one line stays one, though what wraps it takes more: what was pasted runs on. */
  keepLine(): void {
    const area = this.controls[0];
    if (this.kind === "text" && area instanceof HTMLTextAreaElement && /[\r\n]/.test(area.value)) area.value = area.value.trim().replace(/\s*[\r\n]+\s*/g, " ");
  }

  /**
   * Shows the answer; undefined is never answered, and shows what the sheet starts with or
   * what is worked out in its place.
   */
  paint(value: Value | undefined, worked?: Value): void {
    const stands = this.isOverride ? answers(value) : value !== undefined;
    const shown = stands ? value : worked === undefined ? undefined : worked;
    for (const control of this.controls) {
      if (isBox(control)) {
        const checked = shown === undefined ? control.defaultChecked : shown === control.value || (Array.isArray(shown) && shown.includes(control.value));
        if (control.checked !== checked) control.checked = checked;
      } else if (isMenu(control)) {
        paintMenu(control, shown, this.rows);
      } else {
        const text = shown === undefined ? control.defaultValue : typedText(shown);
        if (control.value !== text) control.value = text;
      }
    }
    this.showAround(value);
    if (!stands && answers(worked)) this.#from?.removeAttribute("hidden");
    this.#say(this.#misfit(shown));
    if (this.isOverride) this.element.toggleAttribute("data-overridden", stands);
  }

  /** An aside option ("Ved ikke") stands alone among boxes to tick. */
  tidyAside(ticked: EventTarget | null): void {
    if (this.kind !== "choices" || !(ticked instanceof HTMLInputElement) || !ticked.checked) return;
    const aside = (box: Control) => box.closest("[data-aside]") !== null;
    for (const box of this.#boxes) if (box !== ticked && (aside(ticked) || aside(box))) box.checked = false;
  }

  /** What stands around the controls: the counter, the button that clears, where the answer comes from. */
  showAround(value: Value | undefined): void {
    this.#from?.setAttribute("hidden", "");
    const clear = this.element.querySelector<HTMLElement>("[data-clear]");
    if (clear) clear.hidden = !answers(value) && (this.isOverride || !this.#boxes.some((box) => box.checked));
    this.#count();
  }

  /** The reader is done with it: says what of his answer is not as it looks. */
  sayLeft(value: Value | undefined): void {
    const half = this.controls[0]?.validity.badInput === true;
    this.#say(half ? "Ikke skrevet helt færdig, så det er ikke med endnu." : this.#misfit(value));
  }

  words(value: Value): string {
    return words(this.kind, value, (option) => this.#optionLabel(option));
  }

  /** The label of an option, as the reader sees it, and its drawn shape. */
  option(id: string): { label: string; mark: Node | null; colour: string | undefined } {
    if (this.rows?.counts(id)) return { label: this.rows.label(id), mark: null, colour: undefined };
    const menu = this.controls[0];
    if (menu && isMenu(menu)) return { label: [...menu.options].find((one) => one.value === id)?.text ?? id, mark: null, colour: undefined };
    const label = this.#boxes.find((box) => box.value === id)?.closest("label");
    const step = label?.querySelector(".step")?.textContent;
    const word = label?.querySelector(":scope > span")?.textContent?.trim();
    return {
      label: [step, word].filter(Boolean).join(" – ") || id,
      mark: label?.querySelector(".mark")?.cloneNode(true) ?? null,
      colour: label?.dataset["colour"],
    };
  }

  /** The labels of the options that can be chosen, in their order. */
  optionLabels(): string[] {
    const menu = this.controls[0];
    const ids = menu && isMenu(menu) ? [...menu.options].filter((one) => one.value !== "" && !one.hasAttribute("data-lost")).map((one) => one.value) : this.#boxes.filter((box) => !box.closest("[data-retired]")).map((box) => box.value);
    return ids.map((id) => this.#optionLabel(id));
  }

  #optionLabel(id: string): string {
    return this.option(id).label;
  }

  get #from(): Element | null {
    return this.element.querySelector(":scope > [data-from]");
  }

  get #boxes(): HTMLInputElement[] {
    return this.controls.filter(isBox);
  }

  #unknownOptions(value: Value | undefined): string[] {
    const menu = this.controls[0];
    const known = menu && isMenu(menu) ? [...menu.options].filter((one) => !one.hasAttribute("data-lost")).map((one) => one.value) : this.#boxes.map((box) => box.value);
    const chosen = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
    return chosen.filter((id) => !known.includes(id) && !this.rows?.counts(id));
  }

  // A value that the controls cannot show: an option that is no more, words where a date is asked.
  #misfit(value: Value | undefined): string {
    if (!answers(value)) return "";
    if (this.isPicked) {
      const unknown = typeof value === "number" ? [String(value)] : this.#unknownOptions(value);
      return unknown.length === 0 ? "" : `Svaret »${unknown.map((id) => this.rows?.label(id) ?? id).join(", ")}« kan ikke vælges her. Det er stadig gemt, til I svarer igen.`;
    }
    const control = this.controls[0];
    if (control?.validity.badInput) return "";
    if (control?.value === typedText(value as Value)) {
      return fits(this.kind, value as Value, []) ? "" : "Det er gemt, som det er skrevet, men kan ikke regnes med.";
    }
    return `Svaret »${typedText(value as Value)}« kan ikke vises i feltet. Det er stadig gemt, til I svarer igen.`;
  }

  #say(text: string): void {
    if (text === "" && !this.#note) return;
    if (!this.#note) {
      this.#note = make("p", { class: "help" });
      this.element.append(this.#note);
    }
    this.#note.hidden = text === "";
    setText(this.#note, text);
  }

  #count(): void {
    if (this.element.dataset["max"] === undefined) return;
    const count = this.element.querySelector<HTMLElement>("[data-count]");
    const control = this.controls[0];
    if (!count || !control) return;
    const max = Number(this.element.dataset["max"]);
    const length = [...control.value].length;
    count.hidden = length < 0.8 * max; // far from the limit it is noise
    count.toggleAttribute("data-over", length > max);
    setText(count, length > max ? `${length - max} tegn for meget (højst ${max})` : `${length} af ${max} tegn`);
  }
}

// A menu shows an option that it no longer has as a line of its own: else it would show
// the first of those it has, as if somebody had chosen that. A row may be chosen though it
// is not offered (any more, or before the reader comes to the menu).
function paintMenu(menu: HTMLSelectElement, value: Value | undefined, rows: RowLabels | null): void {
  const id = value === undefined ? startOption(menu).value : typeof value === "string" ? value : "";
  for (const lost of menu.querySelectorAll<HTMLOptionElement>("[data-lost]")) if (lost.value !== id) lost.remove();
  if (menu.value === id) return;
  if (![...menu.options].some((one) => one.value === id)) {
    const option = rows?.counts(id) ? make("option", { value: id, "data-row-option": "" }, rows.label(id)) : make("option", { value: id, "data-lost": "" }, `${rows?.label(id) ?? id} (ikke på listen)`);
    menu.append(option);
  }
  menu.value = id;
}

function startOption(menu: HTMLSelectElement): HTMLOptionElement {
  return ([...menu.options].find((one) => one.defaultSelected) ?? menu.options[0]) as HTMLOptionElement;
}

/**
 * Gives textareas the height of their text in browsers whose stylesheet cannot. They are
 * measured together, for each measuring after a change lays out the whole page.
 */
export function grow(fields: Iterable<Field>): void {
  if (CSS.supports("field-sizing", "content")) return;
  const areas = [...fields].map((field) => field.controls[0]).filter((c) => c instanceof HTMLTextAreaElement && c.scrollHeight > c.clientHeight);
  const heights = areas.map((area) => (area ? area.scrollHeight + area.offsetHeight - area.clientHeight : 0));
  areas.forEach((area, i) => {
    if (area) area.style.height = `${heights[i]}px`;
  });
}

function isBox(control: Control): control is HTMLInputElement {
  return control.type === "radio" || control.type === "checkbox";
}

function isMenu(control: Control): control is HTMLSelectElement {
  return control instanceof HTMLSelectElement;
}
