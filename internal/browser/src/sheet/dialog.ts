// A question that must be answered before anything happens. Escape is always "no".

import { make, makeButton, type Child } from "./build";

export interface Answer<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly main?: boolean;
}

let count = 0;

/** Asks, and gives the value of the button pressed; null when the reader turned away. */
export function ask<T extends string>(title: string, body: readonly Child[], buttons: readonly Answer<T>[]): Promise<T | null> {
  return new Promise((resolve) => {
    const id = `dialog-${++count}`;
    let answer: T | null = null;
    const dialog = make("dialog", { "aria-labelledby": id }, make("h2", { id }, title), ...body);
    const acts = buttons.map(({ label, value, main }) => {
      const button = makeButton(label, () => {
        answer = value;
        dialog.close();
      });
      button.className = main ? "main-act" : "";
      return button;
    });
    dialog.append(make("div", { class: "dialog-acts" }, ...acts));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
