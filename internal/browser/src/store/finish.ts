// What takes more than a task, and may have been cut short: clearing the computer, and moving
// to answers that go with the tab. The next page ends what another began. [L30] [L31]

import type { Clearing } from "./clear";
import type { Drawer } from "./drawer";
import { AllForloeb, type Contents } from "./forloeb";
import type { Stores } from "./stores";
import { purgeForloeb } from "./trash";

// An answer that another page was saving is there by then.
const echo = 300;
const rounds = 5;

/** Ends what an earlier page began. */
export async function finish(stores: Stores): Promise<void> {
  if (stores.clearing.isUnfinished) await clearComputer(stores.clearing);
  // Asked now: where all was cleared nothing is left to leave, and nothing may be written.
  const { leaving } = stores;
  if (leaving !== null) await letGo(stores, leaving);
}

/** Clears the computer, or finishes it. False when something is still there. */
export async function clearComputer(clearing: Clearing): Promise<boolean> {
  const { drawer, tab, database, key } = clearing;
  const mark = clearing.isUnfinished ? (clearing.mark as string) : clearing.random();
  clearing.known = mark;
  const write = (text: string): boolean => drawer.write(key, `${text} ${mark}`);
  const left = (one: Drawer): string[] => (one.keys(clearing.keys.prefix) ?? []).filter((other) => other !== key);
  let marked = write("i gang");
  for (let round = 1; round <= rounds; round++) {
    const second = await database.remove().then(
      () => true,
      () => false,
    );
    for (const one of [drawer, tab]) for (const other of left(one)) one.remove(other);
    marked ||= write("i gang"); // there is room for it now
    await new Promise<void>((resolve) => clearing.clock.after(echo, resolve));
    const there = await database.read().catch(() => new Map());
    if (second && there.size === 0 && left(drawer).length + left(tab).length === 0) return write("ryddet"), true;
  }
  return false;
}

/**
 * Keeps answers in this tab alone from the next page on. The forløb, if one is named, comes
 * along and leaves the browser's own stores. False, and nothing is changed, when the tab
 * does not take it.
 */
export async function beginTemporary(stores: Stores, forloeb: Contents | null): Promise<boolean> {
  endTemporary(stores); // what a failed attempt left
  const isTaken = !forloeb || new AllForloeb(stores.tab, stores.keys, stores.random).fill(forloeb.name, forloeb) !== null;
  if (isTaken && stores.tab.write(stores.temporaryKey, forloeb?.id ?? stays)) {
    await finish(stores);
    return true;
  }
  endTemporary(stores);
  return false;
}

/** Answers are kept in the browser again, and those of this tab are gone. */
export function endTemporary({ tab, keys, temporaryKey }: Stores): void {
  for (const key of tab.keys(keys.prefix) ?? []) if (key !== temporaryKey) tab.remove(key);
  tab.remove(temporaryKey);
}

/** In the place of the forløb that is to leave the browser's own stores: there is none. */
export const stays = "nej";

// The browser's own stores forget a forløb, all but the mark that it is gone.
async function letGo(stores: Stores, id: string): Promise<void> {
  const mirror = stores.isTemporary ? stores.lastingMirror() : stores.mirror;
  const left = () => (mirror.keys(`${stores.keys.prefix}${id}/`) ?? []).length;
  // What the second store alone still had comes back when the two meet, and goes then.
  for (let round = 0; round < 3; round++) {
    const isGone = purgeForloeb(mirror, stores.keys, stores.random, id, stores.clock.now()) && (await mirror.settle());
    if (isGone && left() <= 1) return void stores.tab.write(stores.temporaryKey, stays);
  }
}
