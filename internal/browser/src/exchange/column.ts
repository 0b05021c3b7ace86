// The questions that rows from elsewhere may answer, as the page says they are.

import type { Kind } from "../answers/value";

export interface Option {
  readonly id: string;
  readonly label: string;
  /** What else it is called in other people's tables. */
  readonly also: readonly string[];
}

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  /** Of a choice all there are; of a text they are suggestions and recognise nothing. */
  readonly options: readonly Option[];
  /** What others call the column. */
  readonly headers: readonly string[];
}

/** A text without what people write differently: case, accents, spaces, punctuation, "&" for "og". */
export function fold(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/&/g, " og ");
  const letters = plain.replace(/[^\p{L}\p{N}+%]+/gu, " ").trim();
  return letters === "" ? plain.trim() : letters;
}

export function isChosen(kind: Kind): boolean {
  return kind === "choice" || kind === "choices" || kind === "scale";
}
