// What readers gave, in the model of a test, and what became of it.

import { answers, sameValue, type Value } from "../answers/cell";

export interface Given {
  readonly path: string;
  readonly value: Value;
  /** What its reader saw when he gave it: that he replaced. */
  readonly replaces: readonly Value[];
}

/**
 * Those of promised that are lost, of all that was given in this order: an answer is not
 * lost when it is shown, or when a reader who saw it has later replaced it by one that is
 * not lost.
 */
export function lost<G extends Given>(given: readonly G[], promised: (one: G) => boolean, shown: (path: string) => readonly Value[]): G[] {
  const kept = new Set<G>();
  for (const one of [...given].reverse()) {
    const isShown = shown(one.path).some((value) => sameValue(value, one.value));
    if (isShown || [...kept].some((other) => other.path === one.path && other.replaces.some((value) => sameValue(value, one.value)))) kept.add(one);
  }
  return given.filter((one) => promised(one) && answers(one.value) && !kept.has(one));
}
