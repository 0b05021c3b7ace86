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
import { AllForloeb, type Contents } from "./forloeb";
import { Keys } from "./keys";
import { Mirror } from "./mirror";
import { Trash } from "./trash";

export class Stores {
  readonly keys: Keys;
  /** Whether answers are kept in this tab alone, and go with it. */
  readonly isTemporary: boolean;
  readonly mirror: Mirror;
  readonly clearing: Clearing;
  readonly all: AllForloeb;
  readonly trash: Trash;

  constructor(
    site: string,
    private readonly lasting: Drawer,
    private readonly tab: Drawer,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly random: () => string,
  ) {
    this.keys = new Keys(site);
    this.isTemporary = this.temporary !== null;
    this.mirror = this.isTemporary ? new Mirror(tab, noDatabase, this.keys, random, clock) : this.lastingMirror();
    this.clearing = new Clearing(lasting, tab, database, this.keys, clock, random);
    this.all = new AllForloeb(this.mirror, this.keys, random);
    this.trash = new Trash(this.all, clock);
  }

  /**
   * Keeps answers in this tab alone from the next page on. The forløb, if one is named,
   * comes along and leaves the browser's own stores. False, and nothing is changed, when the
   * tab does not take it.
   */
  async begin(forloeb: Contents | null): Promise<boolean> {
    this.end(); // what a failed attempt left
    const tab = new AllForloeb(this.tab, this.keys, this.random);
    if (forloeb && tab.fill(forloeb.name, forloeb) === null) return false;
    if (!this.tab.write(this.key, forloeb?.id ?? "nej")) {
      this.end();
      return false;
    }
    if (forloeb) await this.letGo(forloeb.id);
    return true;
  }

  /** Finishes what begin was doing when the page was cut. */
  async finish(): Promise<void> {
    if (this.temporary !== null && this.temporary !== "nej") await this.letGo(this.temporary);
  }

  /** Answers are kept in the browser again, and those of this tab are gone. */
  end(): void {
    for (const key of this.tab.keys(this.keys.prefix) ?? []) if (key !== this.key) this.tab.remove(key);
    this.tab.remove(this.key);
  }

  // The browser's own stores forget a forløb, all but the mark that it is gone.
  private async letGo(id: string): Promise<void> {
    const mirror = this.isTemporary ? this.lastingMirror() : this.mirror;
    const lasting = new AllForloeb(mirror, this.keys, this.random);
    const left = () => (mirror.keys(`${this.keys.prefix}${id}/`) ?? []).length;
    // What the second store alone still had comes back when the two meet, and goes then.
    for (let round = 0; round < 3; round++) {
      const isGone = new Trash(lasting, this.clock).purge(id) && (await mirror.settle());
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
    return `${this.keys.prefix}~midlertidig`;
  }
}

export function browserStores(site: string, clock: Clock): Stores {
  return new Stores(site, browserDrawer(), tabDrawer(), browserDatabase(site), clock, randomMark);
}
