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
import { AllForloeb, changedMark, type Contents } from "./forloeb";
import { Keys } from "./keys";
import { Mirror } from "./mirror";
import { temporaryMark } from "./standing";
import { purgeForloeb } from "./trash";

const minute = 60_000;

export class Stores {
  readonly keys: Keys;
  /** Whether answers are kept in this tab alone, and go with it. */
  readonly isTemporary: boolean;
  readonly mirror: Mirror;
  readonly clearing: Clearing;
  private stamped: { readonly forloeb: string; readonly at: Date } | null = null;

  constructor(
    site: string,
    private readonly lasting: Drawer,
    readonly tab: Drawer,
    private readonly database: Database,
    private readonly clock: Clock,
    readonly random: () => string,
  ) {
    this.keys = new Keys(site);
    this.isTemporary = this.temporary !== null;
    this.mirror = this.isTemporary ? new Mirror(tab, noDatabase, this.keys, random, clock) : this.lastingMirror();
    this.clearing = new Clearing(lasting, tab, database, this.keys, clock, random);
  }

  /** Keeps answers in the tab from the next page on; forloeb is to leave the browser's own stores. */
  async mark(forloeb: string | null): Promise<boolean> {
    if (!this.tab.write(this.key, forloeb ?? "nej")) return false;
    await this.finish();
    return true;
  }

  /** Whether another page cleared the computer: then this one lets go of all it knows, and opens anew. [L30] */
  isCleared(store: { abandon(): void } | null): boolean {
    if (!this.clearing.isNews) return false;
    store?.abandon();
    this.mirror.abandon();
    location.reload();
    return true;
  }

  /** Whether something that an earlier page began is to be finished before this one reads. */
  get isUnfinished(): boolean {
    return this.clearing.isUnfinished || (this.temporary ?? "nej") !== "nej";
  }

  async finish(): Promise<void> {
    if (this.clearing.isUnfinished) await this.clearing.run();
    if (this.temporary !== null && this.temporary !== "nej") await this.letGo(this.temporary);
  }

  /** Writes down when something in the forløb was last answered, for display. [L24] */
  stamp(forloeb: string): void {
    const at = this.clock.now();
    if (this.stamped?.forloeb === forloeb && at.getTime() - this.stamped.at.getTime() < minute) return;
    this.stamped = { forloeb, at };
    this.mirror.write(`${this.keys.prefix}${forloeb}/${changedMark}`, at.toISOString());
  }

  /** Answers are kept in the browser again, and those of this tab are gone. */
  end(): void {
    for (const key of this.tab.keys(this.keys.prefix) ?? []) if (key !== this.key) this.tab.remove(key);
    this.tab.remove(this.key);
  }

  // The browser's own stores forget a forløb, all but the mark that it is gone.
  private async letGo(id: string): Promise<void> {
    const mirror = this.isTemporary ? this.lastingMirror() : this.mirror;
    const left = () => (mirror.keys(`${this.keys.prefix}${id}/`) ?? []).length;
    // What the second store alone still had comes back when the two meet, and goes then.
    for (let round = 0; round < 3; round++) {
      const isGone = purgeForloeb(mirror, this.keys, this.random, id, this.clock.now()) && (await mirror.settle());
      if (isGone && left() <= 1) return void this.tab.write(this.key, "nej");
    }
  }

  private lastingMirror(): Mirror {
    return new Mirror(this.lasting, this.database, this.keys, this.random, this.clock);
  }

  private get temporary(): string | null {
    const read = this.tab.read(this.key);
    return read.ok ? read.text : null;
  }

  private get key(): string {
    return `${this.keys.prefix}${temporaryMark}`;
  }
}

/**
 * Keeps answers in this tab alone from the next page on. The forløb, if one is named, comes
 * along and leaves the browser's own stores. False, and nothing is changed, when the tab
 * does not take it.
 */
export async function beginTemporary(stores: Stores, forloeb: Contents | null): Promise<boolean> {
  stores.end(); // what a failed attempt left
  const isTaken = !forloeb || new AllForloeb(stores.tab, stores.keys, stores.random).fill(forloeb.name, forloeb) !== null;
  if (isTaken && (await stores.mark(forloeb?.id ?? null))) return true;
  stores.end();
  return false;
}

export function browserStores(site: string, clock: Clock): Stores {
  return new Stores(site, browserDrawer(), tabDrawer(), browserDatabase(site), clock, randomMark);
}
