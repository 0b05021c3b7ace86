// The bar of a sheet (layouts/sheet/bar.html): which forløb, whether the answers are saved,
// and the buttons. It is told what is so, and changes what is not shown yet. What else stands
// there comes with what the buttons do (tools.ts).
//
// It speaks once for each change between saved and not saved, never while one types.

import { clockWords } from "../answers/value";
import type { State } from "../store/saving";
import { make, setText } from "./build";
import type { Act, Tools } from "./tools";

export interface BarView {
  readonly state: State;
  readonly answered: boolean;
  /** The answers go when the tab is closed. [L31] */
  readonly temporary: boolean;
  readonly forloeb: { readonly id: string | null; readonly name: string; readonly all: readonly { readonly id: string; readonly name: string }[] };
}

export interface BarActs {
  readonly form: HTMLElement;
  /** Does what a reader asks for, by a part of the script. */
  withTools(act: (tools: Tools) => unknown): void;
  turnTo(forloeb: string): void;
}

const unsavedNow = "IKKE GEMT – hent en kopi nu";
const temporaryWords = "Midlertidigt – væk, når fanen lukkes";
const blockedWords = "Denne browser gemmer ikke svar. De er her, så længe siden er åben. Hent en kopi, før I lukker den.";
const unsavedWords = "Browseren tog ikke imod svarene. De er her, så længe siden er åben, og vi prøver igen. Hent en kopi, før I lukker den.";

export class Bar {
  readonly #name: HTMLElement;
  readonly #state: HTMLElement;
  readonly #alert: HTMLElement;
  readonly #trouble: HTMLElement;
  readonly #heard: HTMLElement;
  #spoken: State["kind"] = "idle";
  #isTemporary = false;
  /** Whether this page has seen the browser without a forløb. */
  #wasEmpty = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly acts: BarActs,
  ) {
    this.#name = this.find(".sheet-case");
    this.#state = this.find(".sheet-state");
    this.#alert = this.find("[role=alert]");
    this.#trouble = this.find(".sheet-alert");
    this.#heard = this.find("[role=status]");
    const picker = element.querySelector<HTMLInputElement>("[type=file]");
    // Rows that were sent come back in several files, workbooks among them.
    if (picker && acts.form.querySelector("[data-take-rows]")) Object.assign(picker, { multiple: true, accept: `${picker.accept},.xlsx,.xlsm` });
    picker?.addEventListener("change", () => {
      const picked = [...(picker.files ?? [])];
      picker.value = ""; // so that the same file can be opened again
      if (picked.length > 0) acts.withTools((tools) => tools.openFiles(picked));
    });
    element.addEventListener("click", ({ target }) => {
      const act = target instanceof Element && target.closest("button")?.dataset["act"];
      if (act === "open") picker?.click();
      else if (act) acts.withTools((tools) => tools.acts[act as Act]());
    });
    element.hidden = false;
  }

  /** A part of the bar. */
  find(selector: string): HTMLElement {
    return this.element.querySelector<HTMLElement>(selector) as HTMLElement;
  }

  show(view: BarView): void {
    this.#isTemporary = view.temporary;
    this.#showForloeb(view);
    this.showState(view.state, view.answered);
    this.find(".sheet-file").hidden = !view.answered;
    // Quietly, while it matters: around the first answer that this browser keeps.
    this.#wasEmpty ||= view.forloeb.id === null;
    this.find(".sheet-offer").hidden = !this.acts.form.dataset["cases"] || view.temporary || !this.#wasEmpty || view.forloeb.all.length > 1;
  }

  /** Shows the state of saving, which may never lag behind what is so. */
  showState(state: State, answered: boolean): void {
    this.#state.dataset["state"] = stateName(state, answered);
    setText(this.#state, this.#isTemporary && state.kind === "saved" && answered ? temporaryWords : stateWords(state, answered));
    this.#speak(state);
  }

  /** Says something to those who hear the page. */
  say(text: string): void {
    // The same words twice would not be heard twice.
    this.#heard.textContent = this.#heard.textContent === text ? `${text}\u00A0` : text;
  }

  #speak(state: State): void {
    const trouble = state.kind === "unsaved" ? (state.blocked ? blockedWords : unsavedWords) : "";
    this.#trouble.hidden = trouble === "";
    setText(this.#alert, trouble);
    if (state.kind === "saving" || state.kind === this.#spoken) return;
    if (state.kind === "saved" && state.at) this.say(this.#spoken === "unsaved" ? "Nu er svarene gemt i denne browser." : this.#isTemporary ? temporaryWords : "Svarene bliver gemt i denne browser.");
    this.#spoken = state.kind;
  }

  #showForloeb({ answered, forloeb }: BarView): void {
    const { cases } = this.acts.form.dataset;
    this.#name.hidden = forloeb.all.length === 0 && !answered;
    const shown = [forloeb.id, forloeb.name, ...forloeb.all.flatMap((one) => [one.id, one.name])].join("\n");
    if (this.#name.dataset["of"] === shown) return;
    this.#name.dataset["of"] = shown;
    if (!cases || forloeb.id === null) {
      this.#name.replaceChildren(forloeb.name);
      return;
    }
    const select = make("select", { name: "forloeb", "aria-label": "Forløb" });
    forloeb.all.forEach(({ id, name }, i) => {
      const before = forloeb.all.slice(0, i).filter((one) => one.name === name).length;
      const option = make("option", { value: id }, before === 0 ? name : `${name} (${before + 1})`);
      option.selected = id === forloeb.id;
      select.append(option);
    });
    select.append(make("option", { value: "" }, "Nyt forløb …"));
    select.addEventListener("change", () => {
      if (select.value !== "") return this.acts.turnTo(select.value);
      select.value = forloeb.id ?? "";
      this.acts.withTools((tools) => tools.acts.forloeb());
    });
    this.#name.replaceChildren(select, " ", make("a", { href: cases }, "Mine forløb"));
  }
}

function stateName(state: State, answered: boolean): string {
  return state.kind === "unsaved" || answered ? state.kind : state.kind === "saving" ? "saving" : "idle";
}

function stateWords(state: State, answered: boolean): string {
  switch (state.kind) {
    case "saving":
      return "Gemmer …";
    case "unsaved":
      return answered ? unsavedNow : "Denne browser gemmer ikke";
    case "idle":
      return "Intet svar endnu";
    case "saved":
      if (!answered) return "Intet svar endnu";
      return state.at ? `Gemt i denne browser kl. ${clockWords(state.at)}` : "Gemt i denne browser";
  }
}
