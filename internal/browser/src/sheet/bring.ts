// Rows that people have elsewhere: the button beside a table, and what the part that brings
// them in may ask of the sheet.

import type { Value } from "../answers/cell";
import type { Before } from "../store/before";
import type { Addresses } from "./address";
import type { Live } from "./live";
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

export function offerBringing(host: BringHost): void {
  for (const button of host.form.querySelectorAll<HTMLButtonElement>("[data-bring-rows]")) {
    button.hidden = false;
    button.addEventListener("click", async () => (await loadPart("import"))?.(button, host));
  }
}
