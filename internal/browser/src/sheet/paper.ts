// Printing: the answers as words beside the form, and the blank sheet, which is the form
// with nothing in it. The words are made by a part of the script that comes when there is
// something to print; a page that has not got it prints its form, with what stands there.

import type { Value } from "../answers/cell";
import { make } from "./build";
import { loadPart, type Parts } from "./part";
import type { Answered } from "./print";

export interface PaperHost extends Answered {
  readonly form: HTMLElement;
  /** The forløb's name. */
  readonly name: string;
  now(): Date;
  isAnswered(): boolean;
  readonly store: { readonly answers: ReadonlyMap<string, Value> };
  readonly addresses: { readonly sheet: string; readonly copy: string };
  /** Takes the answers out of the form, or puts them back. */
  showBlank(blank: boolean): void;
}

export class Paper {
  private readonly words = make("div", { class: "answers", "data-print-view": "" });
  private part: Parts["paper"] | null = null;
  private wantsBlank = false;
  private isBlank = false;
  /** Another way to print than as the sheet stands is on its way to the paper. */
  private isOther = false;

  constructor(private readonly host: PaperHost) {
    host.form.after(this.words);
    window.addEventListener("beforeprint", () => this.begin());
    window.addEventListener("afterprint", () => this.end());
    // Where no event says that printing is over, the next touch of the page does.
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => this.end(), true);
  }

  /** Asks which, where there is something to ask, and prints. */
  async print(): Promise<void> {
    const { host } = this;
    if (!host.isAnswered() && host.form.dataset["papers"] === undefined) return window.print();
    const choice = (await this.load(false)) && (await this.part?.choosePaper(host, this.words));
    if (!choice) return;
    this.wantsBlank = choice === "blank";
    this.markOther(choice === "other");
    window.print();
  }

  /** Writes the answers down, for browsers that print without saying so first. */
  async fill(): Promise<void> {
    if (await this.load(true)) this.write();
  }

  /** Gets what it takes to print, as soon as there is something to print. */
  async load(unasked: boolean): Promise<boolean> {
    this.part ??= await loadPart("paper", unasked);
    return this.part !== null;
  }

  private markOther(isOther: boolean): void {
    this.isOther = isOther;
    document.documentElement.classList.toggle("prints-other", isOther);
  }

  private write(): void {
    const { form, name } = this.host;
    const answered = this.host.isAnswered();
    if (answered && this.part) this.words.replaceChildren(...this.part.printView(form, name, this.host.now(), this.host));
    document.documentElement.classList.toggle("has-words", answered && this.part !== null);
  }

  // A blank sheet is printed when nothing is answered, or when it was asked for.
  private begin(): void {
    if (this.isOther) return;
    if (this.host.isAnswered() && !this.wantsBlank) return this.write();
    this.isBlank = true;
    document.documentElement.classList.add("print-blank");
    this.host.showBlank(true);
  }

  private end(): void {
    this.wantsBlank = false;
    if (this.isOther) {
      this.markOther(false);
      this.write();
    }
    if (!this.isBlank) return;
    this.isBlank = false;
    document.documentElement.classList.remove("print-blank");
    this.host.showBlank(false);
  }
}
