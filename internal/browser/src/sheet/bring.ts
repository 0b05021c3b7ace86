// Rows that people have elsewhere, and rows that others fill in: the buttons beside a table,
// and what the parts that bring and send them may ask of the sheet.

import type { Value } from "../answers/cell";
import type { Before } from "../store/before";
import type { Addresses } from "./address";
import type { Live } from "./live";

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

/** Shows the buttons; what they do is a matter of the tools (tools.ts). */
export function offerBringing(form: HTMLElement): void {
  for (const button of form.querySelectorAll<HTMLElement>(bringing)) button.hidden = false;
}

export const bringing = "[data-bring-rows], [data-send-rows], [data-take-rows]";
