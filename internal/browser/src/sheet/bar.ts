// The bar of a sheet: which forløb, whether the answers are saved, when a file was last
// taken, and the buttons. It is told what is so, and changes what is not shown yet.
//
// It speaks once for each change between saved and not saved, never while one types: what
// is seen (.sheet-state) is no live region, what is heard stands beside it.

import { clockWords } from "../answers/value";
import type { State } from "../store/saving";
import { make, makeButton, setText } from "./build";
import type { FilesHost } from "./opening";
import type { Parts } from "./part";

export interface BarView {
  readonly state: State;
  readonly answered: boolean;
  /** The answers go when the tab is closed. [L31] */
  readonly temporary: boolean;
  readonly forloeb: { readonly id: string | null; readonly name: string; readonly all: readonly { readonly id: string; readonly name: string }[] };
  /** When a file was last taken, in words; "" for never. */
  readonly file: string;
  /** Sentences that are true of this sheet now. */
  readonly notes: readonly string[];
  /** What can be undone, in words; "" for nothing. */
  readonly undo: string;
}

export interface BarActs {
  takeFile(): void;
  /** Does what few readers ask for, by a part of the script. */
  withFiles(act: (files: Parts["files"], host: FilesHost) => void): void;
  print(): void;
  clear(): void;
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
  private readonly undo: HTMLButtonElement;
  private spoken: State["kind"] = "idle";
  private isTemporary = false;

  constructor(
    element: HTMLElement,
    private readonly acts: BarActs,
  ) {
    const picker = make("input", { type: "file", accept: ".json,application/json", hidden: "", "aria-label": "Fil med svar" });
    picker.addEventListener("change", () => {
      const file = picker.files?.[0];
      picker.value = ""; // so that the same file can be opened again
      if (file) this.acts.withFiles((files, host) => void files.openFile(file, host));
    });
    this.trouble.append(makeButton("Hent en kopi nu", () => acts.takeFile()));
    this.undo = makeButton("Fortryd", () => acts.undoLast());
    this.undo.hidden = true;
    element.append(
      make("div", { class: "sheet-saved" }, this.name, this.state, this.file),
      make(
        "div",
        { class: "sheet-acts" },
        this.undo,
        makeButton("Hent kopi", () => acts.takeFile()),
        makeButton("Åbn fil", () => picker.click()),
        picker,
        makeButton("Udskriv", () => acts.print()),
        makeButton("Ryd arket", () => acts.clear()),
      ),
      this.trouble,
      this.notes,
      this.heard,
    );
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", "Svar på arket");
    element.hidden = false;
  }

  show(view: BarView): void {
    this.isTemporary = view.temporary;
    this.showForloeb(view);
    this.showState(view.state, view.answered);
    this.file.hidden = !view.answered;
    setText(this.file, view.file === "" ? "Ingen fil hentet" : view.file);
    setText(this.undo, `Fortryd ${view.undo}`);
    this.undo.hidden = view.undo === "";
    this.notes.hidden = view.notes.length === 0;
    if ([...this.notes.children].map((p) => p.textContent).join("\n") !== view.notes.join("\n")) {
      this.notes.replaceChildren(...view.notes.map((note) => make("p", {}, note)));
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
    this.name.hidden = !answered && forloeb.all.length < 2;
    const shown = [forloeb.id, forloeb.name, ...forloeb.all.flatMap((one) => [one.id, one.name])].join("\n");
    if (this.name.dataset["of"] === shown) return;
    this.name.dataset["of"] = shown;
    if (forloeb.all.length < 2) {
      this.name.replaceChildren(forloeb.name);
      return;
    }
    const select = make("select", { "aria-label": "Forløb" });
    forloeb.all.forEach(({ id, name }, i) => {
      const before = forloeb.all.slice(0, i).filter((one) => one.name === name).length;
      const option = make("option", { value: id }, before === 0 ? name : `${name} (${before + 1})`);
      option.selected = id === forloeb.id;
      select.append(option);
    });
    select.addEventListener("change", () => this.acts.turnTo(select.value));
    this.name.replaceChildren(select);
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
