// Building elements. Text is only ever text: nothing here reads HTML.

export type Child = Node | string;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function makeButton(label: string, press: () => void): HTMLButtonElement {
  const button = make("button", { type: "button" }, label);
  button.addEventListener("click", press);
  return button;
}

/** Sets the text only when it differs: a live region speaks whenever it is touched. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** The text of a label or legend, without the mark of a required question. */
export function labelText(element: Element | null | undefined): string {
  const parts = [...(element?.childNodes ?? [])].filter((node) => !(node instanceof Element && node.classList.contains("required")));
  return parts.map((node) => node.textContent ?? "").join("").trim();
}
