// Controls of the dialog, each with the words that belong to it.

import { make } from "../sheet/build";

let count = 0;

/** A choice between a few: the first of each pair is its value. */
export function question<T extends string>(legend: string, options: readonly (readonly [T, string])[], picked: T, pick: (value: T) => void): HTMLElement {
  const name = `bring-${++count}`;
  const labels = options.map(([value, label]) => {
    const input = make("input", { type: "radio", name, value, ...(value === picked ? { checked: "" } : {}) });
    input.addEventListener("change", () => pick(value));
    return make("label", { class: "option" }, input, " ", make("span", {}, label));
  });
  return make("fieldset", { class: "bring-question" }, make("legend", {}, legend), ...labels);
}

/** A choice between many. */
export function menu(label: string, options: readonly (readonly [string, string])[], picked: string, pick: (value: string) => void): HTMLElement {
  const id = `bring-${++count}`;
  const select = make("select", { id, autocomplete: "off" }, ...options.map(([value, text]) => make("option", { value, ...(value === picked ? { selected: "" } : {}) }, text)));
  select.addEventListener("change", () => pick(select.value));
  return make("div", { class: "bring-menu" }, make("label", { for: id }, label), select);
}
