// The questions of a form by the path of their answer, as they stand in the page now.

import { ownerOf } from "../answers/toolbox";
import type { Addresses } from "./address";
import { Field } from "./field";

export class Fields {
  /** In the order of the page; one answer may be asked for in several tables. */
  readonly #byPath = new Map<string, Field[]>();
  #byElement = new WeakMap<Element, Field>();

  constructor(private readonly addresses: Addresses) {}

  /** The first question whose answer has that path. */
  get(path: string): Field | null {
    return this.#byPath.get(path)?.[0] ?? null;
  }

  /** All of them. */
  at(path: string): readonly Field[] {
    return this.#byPath.get(path) ?? [];
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  paths(): IterableIterator<string> {
    return this.#byPath.keys();
  }

  *all(): IterableIterator<Field> {
    for (const fields of this.#byPath.values()) yield* fields;
  }

  /** The sheet, and the lists whose rows it shows. */
  owners(sheet: string): ReadonlySet<string> {
    const owners = new Set([sheet]);
    for (const path of this.#byPath.keys()) owners.add(ownerOf(path));
    return owners;
  }

  /** The question of an element, which may not be known yet. */
  of(element: HTMLElement): Field {
    return this.#byElement.get(element) ?? new Field(element, this.addresses.pathOf(element));
  }

  /** The question that something in the page belongs to. */
  around(target: EventTarget | null): Field | null {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-path]") : null;
    return (element && this.#byElement.get(element)) ?? null;
  }

  /** Takes in the questions of parts of the page, and gives them. */
  add(parts: Iterable<ParentNode>): Field[] {
    const found = questions(parts).map((element) => new Field(element, this.addresses.pathOf(element)));
    for (const field of found) {
      const same = this.#byPath.get(field.path);
      if (same) same.push(field);
      else this.#byPath.set(field.path, [field]);
      this.#byElement.set(field.element, field);
    }
    return found;
  }

  /** Forgets those that have left the page. */
  prune(): void {
    for (const [path, fields] of this.#byPath) {
      if (fields.every((field) => field.element.isConnected)) continue;
      const here = fields.filter((field) => field.element.isConnected);
      if (here.length > 0) this.#byPath.set(path, here);
      else this.#byPath.delete(path);
    }
  }

  clear(): void {
    this.#byPath.clear();
    this.#byElement = new WeakMap();
  }
}

/** The elements that ask, but those of blank rows, which are for paper. */
export function questions(parts: Iterable<ParentNode>): HTMLElement[] {
  return [...parts].flatMap((part) => {
    const found = [...part.querySelectorAll<HTMLElement>("[data-path]")];
    return part instanceof Element && part.matches("[data-address]") ? found : found.filter((element) => !element.closest("[data-blank]"));
  });
}
