// A table out of a text, in whichever way its cells are told apart.

import { readLines } from "./lines";
import { guessSeparator, readSeparated, type Separator } from "./separated";
import { maxBytes, type Reading, type Work } from "./table";

/** How cells are told apart: by a separator, or not at all, so that each line is a row. */
export type Way = Separator | "lines";

export function guessWay(text: string, isFile: boolean): Way {
  return guessSeparator(text, isFile) ?? "lines";
}

export function* readText(text: string, way: Way): Work<Reading> {
  if (text.length > maxBytes) return { error: "too-large" };
  if (text.trim() === "") return { error: "nothing" };
  return way === "lines" ? readLines(text) : yield* readSeparated(text, way);
}
