// Two answers to one question, given without knowing of each other: both are shown until
// the reader has chosen.

import type { Value } from "../answers/cell";
import { make, makeButton } from "./build";
import type { Field } from "./field";

/**
 * Shows the answers to choose between at the field, or nothing when there are no others.
 * Reports whether the reader sees them for the first time.
 */
export function showVersions(field: Field, mine: Value, others: readonly Value[], choose: (value: Value) => void): boolean {
  const shown = field.element.querySelector(":scope > .versions");
  const texts = others.map((value) => field.words(value));
  const all = [field.words(mine), ...texts].join("\n");
  if (shown instanceof HTMLElement && shown.dataset["of"] === all) return false;
  shown?.remove();
  if (others.length === 0) return false;

  const id = `v-${field.path.replace(/[^a-z0-9-]/gi, "-")}`;
  const item = (value: Value, text: string, i: number): HTMLElement => {
    const button = makeButton(i === 0 ? "Behold" : "Vælg denne", () => choose(value));
    button.setAttribute("aria-describedby", `${id}-${i}`);
    return make("li", {}, make("span", { id: `${id}-${i}` }, text === "" ? "(intet svar)" : `»${text}«`), button);
  };
  const title = others.length === 1 ? "To versioner – vælg" : "Flere versioner – vælg";
  field.element.append(
    make(
      "div",
      { class: "versions", role: "group", "aria-labelledby": id, "data-of": all },
      make("p", { class: "versions-title", id }, title),
      make("ul", {}, item(mine, field.words(mine), 0), ...others.map((value, i) => item(value, texts[i] ?? "", i + 1))),
    ),
  );
  return shown === null;
}
