// A dialog that stays open while the reader does one thing after the other in it.

import { make, makeButton, setText, type Child } from "../sheet/build";

let count = 0;

export class Frame {
  readonly dialog: HTMLDialogElement;
  private readonly title: HTMLElement;
  private readonly body = make("div", { class: "bring-body" });
  private readonly problem = make("p", { class: "bring-problem", role: "alert", hidden: "" });
  private readonly acts = make("div", { class: "dialog-acts" });

  constructor() {
    const id = `send-${++count}`;
    this.title = make("h2", { id, tabindex: "-1" });
    this.dialog = make("dialog", { class: "bring", "aria-labelledby": id }, this.title, this.body, make("div", { class: "bring-foot" }, this.problem, this.acts));
    this.dialog.addEventListener("close", () => this.dialog.remove());
    document.body.append(this.dialog);
  }

  open(): void {
    this.dialog.showModal();
    this.title.focus();
  }

  close(): void {
    this.dialog.close();
  }

  /** Shows another step; the first of its acts is the main one. */
  show(title: string, body: readonly Child[], acts: readonly HTMLElement[]): void {
    this.say("");
    setText(this.title, title);
    this.body.replaceChildren(...body);
    acts[0]?.classList.add("main-act");
    this.acts.replaceChildren(...acts, makeButton("Luk", () => this.close()));
    this.dialog.scrollTop = 0;
    if (this.dialog.open) this.title.focus();
  }

  /** Says why something cannot be done; "" takes it back. */
  say(problem: string): void {
    this.problem.hidden = problem === "";
    setText(this.problem, problem);
  }
}
