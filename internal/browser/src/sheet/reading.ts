// The answers as the page asks for them: what is stored, unless an id has changed, which is a
// part of its own (former.ts).

import type { Value } from "../answers/cell";

export interface Reading {
  readonly answers: ReadonlyMap<string, Value>;
  get(path: string): Value | undefined;
  /** Takes note that these stored answers changed, and says which answers of the page that are. */
  changed(paths: Iterable<string>): ReadonlySet<string>;
}

/** Reads what is stored as it is. */
export function unchanged(answers: ReadonlyMap<string, Value>): Reading {
  return { answers, get: (path) => answers.get(path), changed: (paths) => (paths instanceof Set ? (paths as Set<string>) : new Set(paths)) };
}

/** Whether something of the form had another id before. */
export function hasFormer(form: HTMLElement): boolean {
  return [form, ...[...form.querySelectorAll("template")].map((template) => template.content)].some((part) => part.querySelector("[data-was]"));
}
