// Deleting a forløb. One mark puts it into the trash and takes it out again; deleting for
// good changes the mark first, and the mark outlives what it speaks of, so that no page and
// no store that still knows the answers brings them back. [L26] [L28]

import type { Clock } from "./clock";
import type { Drawer } from "./drawer";
import { removeForloeb, writeNote, type AllForloeb, type Contents } from "./forloeb";
import type { Keys } from "./keys";
import { deletedForloeb } from "./standing";

/** How many days a forløb lies in the trash, and the mark of one that is gone stays. */
export const trashDays = 30;

// An act of a page takes one task; what is still unfinished then never will be.
const unfinished = 10_000;

/** Deletes for good. [L28] */
export function purgeForloeb(drawer: Drawer, keys: Keys, random: () => string, id: string, at: Date): boolean {
  return writeNote(drawer, keys, random, id, deletedForloeb, ["vaek", at.toISOString()]) && removeForloeb(drawer, keys, id, [deletedForloeb]);
}

export class Trash {
  constructor(
    private readonly all: AllForloeb,
    private readonly clock: Clock,
  ) {}

  delete(id: string): boolean {
    return this.all.note(id, deletedForloeb, ["papirkurv", this.clock.now().toISOString()]);
  }

  restore(id: string): boolean {
    return this.all.note(id, deletedForloeb, null);
  }

  purge(id: string): boolean {
    return purgeForloeb(this.all.drawer, this.all.keys, this.all.random, id, this.clock.now());
  }

  /** How many days are left before it is deleted for good. */
  daysLeft(one: Contents): number {
    const since = one.deleted ? this.clock.now().getTime() - one.deleted.getTime() : 0;
    return Math.ceil(trashDays - since / 86_400_000);
  }

  /**
   * Finishes what was cut short, and deletes what has lain its time. A forløb that is not
   * sealed may just be on its way, so it is looked at again later. [L28] [L29]
   */
  tidy(): void {
    const found = this.all.read() ?? [];
    for (const one of found) {
      const isOld = one.deleted !== null && this.daysLeft(one) <= 0;
      if (one.standing === "trash" && isOld) this.purge(one.id);
      else if (one.standing === "gone") this.all.remove(one.id, isOld ? [] : [deletedForloeb]);
    }
    const open = found.filter((one) => one.standing === "unsealed").map((one) => one.id);
    if (open.length === 0) return;
    this.clock.after(unfinished, () => {
      for (const one of this.all.read() ?? []) if (one.standing === "unsealed" && open.includes(one.id)) this.all.remove(one.id);
    });
  }
}
