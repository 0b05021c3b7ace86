// The bar of a sheet: which forløb, whether the answers are saved, when a file was last
// taken, and the buttons. It is told what is so, and changes what is not shown yet.
//
// It speaks once for each change between saved and not saved, never while one types: what
// is seen (.sheet-state) is no live region, what is heard stands beside it.

import { clockWords } from "../answers/value";
import type { State } from "../store/saving";
import { make, makeButton, setText } from "./build";
import type { FileNews } from "./files";
import type { FilesHost } from "./opening";
import type { Parts } from "./part";

export interface BarView {
  readonly state: State;
  readonly answered: boolean;
  /** The answers go when the tab is closed. [L31] */
  readonly temporary: boolean;
  readonly forloeb: { readonly id: string | null; readonly name: string; readonly all: readonly { readonly id: string; readonly name: string }[] };
  readonly file: FileNews;
  /** Sentences that are true of this sheet now. */
  readonly notes: readonly string[];
  /** What can be undone, in words; "" for nothing. */
  readonly undo: string;
}

export interface BarActs {
  readonly form: HTMLElement;
  takeFile(): void;
  /** Does what few readers ask for, by a part of the script. */
  withFiles(act: (files: Parts["files"], host: FilesHost) => void): void;
  print(): void;
  clear(): Promise<void>;
  undoLast(): void;
  turnTo(forloeb: string): void;
}

const unsavedNow = "IKKE GEMT – hent en kopi nu";
const temporaryWords = "Midlertidigt – væk, når fanen lukkes";
const blockedWords = "Denne browser gemmer ikke svar. De er her, så længe siden er åben. Hent en kopi, før I lukker den.";
const unsavedWords = "Browseren tog ikke imod svarene. De er her, så længe siden er åben, og vi prøver igen. Hent en kopi, før I lukker den.";

export class Bar {
  private readonly name = make("p", { class: "sheet-case" });
  private readonly state = make("p", { class: "sheet-state" });
  private readonly file = make("p", { class: "sheet-file" });
  private readonly alert = make("p", { role: "alert" });
  private readonly trouble = make("div", { class: "sheet-alert", hidden: "" }, this.alert);
  private readonly heard = make("p", { class: "vh", role: "status" });
  private readonly notes = make("div", { class: "sheet-notes", hidden: "" });
  private readonly offer: HTMLButtonElement;
  private readonly undo: HTMLButtonElement;
  /** Where all forløb are shown; "" where there are none, as on a page to practise on. */
  private readonly cases: string;
  /** Whether this page has seen the browser without a forløb. */
  private wasEmpty = false;
  private spoken: State["kind"] = "idle";
  private isTemporary = false;

  constructor(
    element: HTMLElement,
    private readonly acts: BarActs,
  ) {
    const picker = make("input", { type: "file", name: "fil", accept: ".json,application/json", hidden: "", "aria-label": "Fil med svar" });
    // Rows that were sent come back in several files, workbooks among them.
    if (acts.form.querySelector("[data-take-rows]")) Object.assign(picker, { multiple: true, accept: `${picker.accept},.xlsx,.xlsm` });
    picker.addEventListener("change", () => {
      const picked = [...(picker.files ?? [])];
      picker.value = ""; // so that the same file can be opened again
      if (picked.length > 0) this.acts.withFiles((files, host) => void files.openFiles(picked, host));
    });
    this.trouble.append(makeButton("Hent en kopi nu", () => acts.takeFile()));
    this.offer = makeButton("Delt computer?", () => acts.withFiles((files, host) => void files.goTemporary(host)));
    this.offer.className = "sheet-offer";
    this.undo = makeButton("Fortryd", () => acts.undoLast());
    this.undo.hidden = true;
    element.append(
      make("div", { class: "sheet-saved" }, this.name, this.state, this.file, this.offer),
      make(
        "div",
        { class: "sheet-acts" },
        this.undo,
        makeButton("Hent kopi", () => acts.takeFile()),
        makeButton("Åbn fil", () => picker.click()),
        picker,
        makeButton("Udskriv", () => acts.print()),
        makeButton("Excel eller Word", () => acts.withFiles((files, host) => void files.takeElsewhere(host))),
        makeButton("Ryd arket", () => void acts.clear()),
      ),
      this.trouble,
      this.notes,
      this.heard,
    );
    this.cases = acts.form.dataset["cases"] ?? "";
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", "Svar på arket");
    element.hidden = false;
  }

  show(view: BarView): void {
    this.isTemporary = view.temporary;
    this.showForloeb(view);
    this.showState(view.state, view.answered);
    this.file.hidden = !view.answered;
    setText(this.file, view.file.words === "" ? "Ingen fil hentet" : view.file.words);
    // Quietly, while it matters: around the first answer that this browser keeps.
    this.wasEmpty ||= view.forloeb.id === null;
    this.offer.hidden = this.cases === "" || view.temporary || !this.wasEmpty || view.forloeb.all.length > 1;
    setText(this.undo, `Fortryd ${view.undo}`);
    this.undo.hidden = view.undo === "";
    const notes = view.file.remind === "" || this.cases === "" ? view.notes : [...view.notes, view.file.remind];
    this.notes.hidden = notes.length === 0;
    if ([...this.notes.children].map((p) => p.textContent).join("\n") !== notes.join("\n")) {
      this.notes.replaceChildren(...notes.map((note) => make("p", {}, note)));
    }
  }

  /** Shows the state of saving, which may never lag behind what is so. */
  showState(state: State, answered: boolean): void {
    this.state.dataset["state"] = stateName(state, answered);
    setText(this.state, this.isTemporary && state.kind === "saved" && answered ? temporaryWords : stateWords(state, answered));
    this.speak(state);
  }

  /** Says something to those who hear the page. */
  say(text: string): void {
    // The same words twice would not be heard twice.
    this.heard.textContent = this.heard.textContent === text ? `${text}\u00A0` : text;
  }

  private speak(state: State): void {
    const trouble = state.kind === "unsaved" ? (state.blocked ? blockedWords : unsavedWords) : "";
    this.trouble.hidden = trouble === "";
    setText(this.alert, trouble);
    if (state.kind === "saving" || state.kind === this.spoken) return;
    if (state.kind === "saved" && state.at) this.say(this.spoken === "unsaved" ? "Nu er svarene gemt i denne browser." : this.isTemporary ? temporaryWords : "Svarene bliver gemt i denne browser.");
    this.spoken = state.kind;
  }

  private showForloeb({ answered, forloeb }: BarView): void {
    this.name.hidden = forloeb.all.length === 0 && !answered;
    const shown = [forloeb.id, forloeb.name, ...forloeb.all.flatMap((one) => [one.id, one.name])].join("\n");
    if (this.name.dataset["of"] === shown) return;
    this.name.dataset["of"] = shown;
    if (this.cases === "" || forloeb.id === null) {
      this.name.replaceChildren(forloeb.name);
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
      this.acts.withFiles((files, host) => void files.newForloeb(host));
    });
    this.name.replaceChildren(select, " ", make("a", { href: this.cases }, "Mine forløb"));
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
