// The stores that a page uses: the browser's two, or those of this tab alone, where the
// reader has said that the computer is not his own. [L31]
//
//	redskab1/<site>/~midlertidig   in the tab's drawer: answers are kept there, and nowhere
//	                               else; its text is the forløb that is still to leave the
//	                               browser's own stores, or "nej"

import { Clearing } from "./clear";
import type { Clock } from "./clock";
import { browserDatabase, noDatabase, type Database } from "./database";
import { browserDrawer, randomMark, tabDrawer, type Drawer } from "./drawer";
import { changedMark } from "./forloeb";
import { Keys } from "./keys";
import { Mirror } from "./mirror";
import { temporaryMark } from "./standing";

const minute = 60_000;

export class Stores {
  readonly keys: Keys;
  /** Whether answers are kept in this tab alone, and go with it. */
  readonly isTemporary: boolean;
  readonly mirror: Mirror;
  readonly clearing: Clearing;
  #stamped: { readonly forloeb: string; readonly at: Date } | null = null;

  constructor(
    site: string,
    private readonly lasting: Drawer,
    readonly tab: Drawer,
    private readonly database: Database,
    readonly clock: Clock,
    readonly random: () => string,
  ) {
    this.keys = new Keys(site);
    this.isTemporary = this.#temporary !== null;
    this.mirror = this.isTemporary ? new Mirror(tab, noDatabase, this.keys, random, clock) : this.lastingMirror();
    this.clearing = new Clearing(lasting, tab, database, this.keys, clock, random);
  }

  /** Whether another page cleared the computer: then this one lets go of all it knows, and opens anew. [L30] */
  isCleared(store: { abandon(): void } | null): boolean {
    if (!this.clearing.isNews) return false;
    store?.abandon();
    this.mirror.abandon();
    location.reload();
    return true;
  }

  /** Whether something that an earlier page began is to be finished before this one reads (finish.ts). */
  get isUnfinished(): boolean {
    return this.clearing.isUnfinished || this.leaving !== null;
  }

  /** The forløb that is still to leave the browser's own stores. */
  get leaving(): string | null {
    const text = this.#temporary;
    return text === "nej" ? null : text;
  }

  /** Writes down when something in the forløb was last answered, for display. [L24] */
  stamp(forloeb: string): void {
    const at = this.clock.now();
    if (this.#stamped?.forloeb === forloeb && at.getTime() - this.#stamped.at.getTime() < minute) return;
    this.#stamped = { forloeb, at };
    this.mirror.write(`${this.keys.prefix}${forloeb}/${changedMark}`, at.toISOString());
  }

  lastingMirror(): Mirror {
    return new Mirror(this.lasting, this.database, this.keys, this.random, this.clock);
  }

  get temporaryKey(): string {
    return `${this.keys.prefix}${temporaryMark}`;
  }

  get #temporary(): string | null {
    const read = this.tab.read(this.temporaryKey);
    return read.ok ? read.text : null;
  }
}

export function browserStores(site: string, clock: Clock): Stores {
  return new Stores(site, browserDrawer(), tabDrawer(), browserDatabase(site), clock, randomMark);
}
