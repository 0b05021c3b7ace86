// The questions of a form by the path of their answer, as they stand in the page now.

import type { Addresses } from "./address";
import { Field } from "./field";

export class Fields {
  private readonly byPath = new Map<string, Field>();

  constructor(private readonly addresses: Addresses) {}

  get(path: string): Field | null {
    return this.byPath.get(path) ?? null;
  }

  has(path: string): boolean {
    return this.byPath.has(path);
  }

  paths(): IterableIterator<string> {
    return this.byPath.keys();
  }

  all(): IterableIterator<Field> {
    return this.byPath.values();
  }

  /** The question of an element, which may not be known yet. */
  of(element: HTMLElement): Field {
    const path = this.addresses.pathOf(element);
    return this.byPath.get(path) ?? new Field(element, path);
  }

  /** The question that something in the page belongs to. */
  around(target: EventTarget | null): Field | null {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-path]") : null;
    return element && this.get(this.addresses.pathOf(element));
  }

  /** Takes in the questions of parts of the page, and gives them. */
  add(parts: Iterable<ParentNode>): Field[] {
    const found = questions(parts).map((element) => new Field(element, this.addresses.pathOf(element)));
    for (const field of found) this.byPath.set(field.path, field);
    return found;
  }

  /** Forgets those that have left the page. */
  prune(): void {
    for (const [path, field] of this.byPath) if (!field.element.isConnected) this.byPath.delete(path);
  }

  clear(): void {
    this.byPath.clear();
  }
}

/** The elements that ask, but those of blank rows, which are for paper. */
export function questions(parts: Iterable<ParentNode>): HTMLElement[] {
  return [...parts].flatMap((part) => [...part.querySelectorAll<HTMLElement>("[data-path]")]).filter((element) => !element.closest("[data-blank]"));
}
