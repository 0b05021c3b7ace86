// Printing: the answers as words beside the form, and the blank sheet, which is the form
// with nothing in it. The words are made by a part of the script that comes when there is
// something to print; a page that has not got it prints its form, with what stands there.

import { make } from "./build";
import { ask } from "./dialog";
import { loadPart, type Parts } from "./part";
import type { Answered } from "./print";

export interface PaperHost extends Answered {
  readonly form: HTMLElement;
  /** The forløb's name. */
  readonly name: string;
  now(): Date;
  isAnswered(): boolean;
  /** Takes the answers out of the form, or puts them back. */
  showBlank(blank: boolean): void;
}

export class Paper {
  private readonly words = make("div", { class: "answers", "data-print-view": "" });
  private printView: Parts["paper"] | null = null;
  private wantsBlank = false;
  private isBlank = false;

  constructor(private readonly host: PaperHost) {
    host.form.after(this.words);
    window.addEventListener("beforeprint", () => this.begin());
    window.addEventListener("afterprint", () => this.end());
    // Where no event says that printing is over, the next touch of the page does.
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => this.end(), true);
  }

  /** Asks which, where there is something to ask, and prints. */
  async print(): Promise<void> {
    if (!this.host.isAnswered()) return window.print();
    const body = [make("p", {}, "Et udfyldt ark har jeres svar i ord. Et tomt har linjer og felter til at skrive i.")];
    const choice = await ask("Udskriv", body, [
      { label: "Udskriv udfyldt", value: "filled", main: true },
      { label: "Udskriv tomt", value: "blank" },
    ]);
    if (!choice || (choice === "filled" && !(await this.load(false)))) return;
    this.wantsBlank = choice === "blank";
    window.print();
  }

  /** Writes the answers down, for browsers that print without saying so first. */
  async fill(): Promise<void> {
    if (await this.load(true)) this.write();
  }

  /** Gets what it takes to print, as soon as there is something to print. */
  async load(unasked: boolean): Promise<boolean> {
    this.printView ??= await loadPart("paper", unasked);
    return this.printView !== null;
  }

  private write(): void {
    const { form, name } = this.host;
    const answered = this.host.isAnswered();
    if (answered && this.printView) this.words.replaceChildren(...this.printView(form, name, this.host.now(), this.host));
    document.documentElement.classList.toggle("has-words", answered && this.printView !== null);
  }

  // A blank sheet is printed when nothing is answered, or when it was asked for.
  private begin(): void {
    if (this.host.isAnswered() && !this.wantsBlank) return this.write();
    this.isBlank = true;
    document.documentElement.classList.add("print-blank");
    this.host.showBlank(true);
  }

  private end(): void {
    this.wantsBlank = false;
    if (!this.isBlank) return;
    this.isBlank = false;
    document.documentElement.classList.remove("print-blank");
    this.host.showBlank(false);
  }
}
