// Rows that people have elsewhere, and rows that others fill in: the buttons beside a table,
// and what the parts that bring and send them may ask of the sheet.

import type { Value } from "../answers/cell";
import type { Before } from "../store/before";
import type { Addresses } from "./address";
import type { Live } from "./live";
import type { FilesHost } from "./opening";
import { loadPart } from "./part";

export interface BringHost {
  readonly form: HTMLElement;
  readonly addresses: Addresses;
  readonly live: Live;
  get(path: string): Value | undefined;
  values(prefix: string): Map<string, Value>;
  /** Changes many answers at once, so that it can be undone; false when nothing was changed. */
  changeMany(what: Before["what"], edits: ReadonlyMap<string, Value>): boolean;
  /** Shows what became of it, and says it. */
  afterMany(words: string): void;
}

export function offerBringing(host: FilesHost): void {
  for (const button of host.form.querySelectorAll<HTMLButtonElement>("[data-bring-rows], [data-send-rows], [data-take-rows]")) {
    button.hidden = false;
    button.addEventListener("click", async () => (await loadPart(button.matches("[data-bring-rows]") ? "import" : "send"))?.(button, host));
  }
}
