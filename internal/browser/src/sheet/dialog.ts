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
    // In a line of text Enter says what the main button says. At its keydown the focus would
    // go back before the key is done, and press the button that opened the dialog.
    dialog.addEventListener("keypress", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || event.target.type !== "text") return;
      event.preventDefault();
      dialog.querySelector<HTMLButtonElement>(".main-act")?.click();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Asks for a line of text; null when the reader turned away or left nothing. */
export async function askText(title: string, label: string, text: string, act: string): Promise<string | null> {
  const input = make("input", { type: "text", id: `dialog-text-${count + 1}`, autocomplete: "off", maxlength: "120" });
  input.value = text;
  const answer = ask(title, [make("label", { for: input.id }, label), input], [
    { label: act, value: "yes", main: true },
    { label: "Lad være", value: "no" },
  ]);
  input.select();
  return (await answer) === "yes" && input.value.trim() !== "" ? input.value.trim() : null;
}

/** Tells something that has to be known. */
export async function tell(title: string, ...words: readonly string[]): Promise<void> {
  await ask(title, words.map((one) => make("p", {}, one)), [{ label: "Luk", value: "close" }]);
}
