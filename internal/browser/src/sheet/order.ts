// In what order rows stand in the page. Where the reader can choose, the toolbar says so
// (toolbar.ts); everywhere else they stand in the order that they have of themselves.

import type { Changes } from "../expressions/values";
import type { RowsHost } from "./rows";

/** What an Arranger asks of the rows that it arranges. */
export interface ArrangedTable {
  readonly table: HTMLElement;
  readonly place: HTMLElement;
  readonly host: RowsHost;
  /** What the program calls the rows. */
  readonly id: string;
  /** The address of the copy that the table stands in; "" where the sheet has none. */
  readonly around: string;
  elementOf(row: string): HTMLElement | undefined;
  /** The reader wants the rows another way; words say which. */
  arrangeAgain(words: () => string): void;
}

/** In what order rows stand in the page, under which headings, and which are shown. */
export interface Arranger {
  /** Whether the reader can choose. */
  readonly isOffered: boolean;
  /** The rows in the order of the page. */
  readonly order: readonly string[];
  /** Takes a row of the author's, which may stand under a heading of his. */
  takeFixed(id: string, element: HTMLElement): void;
  /** Puts all rows in order anew. */
  arrange(rows: readonly string[]): void;
  /** Takes in rows that have come, and lets go of those that have left; the others stay. */
  follow(rows: readonly string[]): void;
  /** Puts the elements of the rows where they belong. */
  show(): void;
  /** Whether these changes may change a number that is shown. */
  isCounting(changes: Changes): boolean;
  count(): void;
}

/** Rows in the order that they have of themselves. */
export class PlainOrder implements Arranger {
  readonly isOffered = false;
  order: readonly string[] = [];

  constructor(private readonly rows: ArrangedTable) {}

  takeFixed(): void {}

  arrange(rows: readonly string[]): void {
    this.order = rows;
  }

  follow(rows: readonly string[]): void {
    this.order = rows;
  }

  show(): void {
    placeBefore(this.rows.place, this.order.flatMap((row) => this.rows.elementOf(row) ?? []), null);
  }

  isCounting(): boolean {
    return false;
  }

  count(): void {}
}

/** Puts the elements before another, one after the other; gives the first. */
export function placeBefore(home: Element, elements: readonly Element[], before: Element | null): Element | null {
  let next = before;
  let come: Element[] = []; // those that are new come into the page together
  const enter = (): void => {
    if (come.length === 0) return;
    const all = document.createDocumentFragment();
    all.append(...come.reverse());
    home.insertBefore(all, next);
    next = come[0] ?? next;
    come = [];
  };
  for (const element of [...elements].reverse()) {
    if (!element.parentNode) {
      come.push(element);
      continue;
    }
    enter();
    if (element.parentNode !== home || element.nextElementSibling !== next) home.insertBefore(element, next);
    next = element;
  }
  enter();
  return next;
}
