// Which forløb there are in a drawer, and which of them is read. What is about the forløb
// itself stands in cells below `forløb`, which are no answers. [L24] [L25]
//
//	forløb.navn      what the reader calls it
//	forløb.brugt     the how-many-eth choice of a forløb in this browser
//	forløb.slettet   ["papirkurv", moment]: in the trash; ["vaek", moment]: its cells are gone, or going
//	forløb.kilder    what its answers were made of (answers/file.ts)
//	forløb.eksempel  of which example that comes with the site it is a copy
//	forløb.segl      "aaben" while it is filled from a file or another forløb, "lukket" when it is whole

import { decodeCell, type Value } from "../answers/cell";
import type { Drawer } from "./drawer";
import type { Keys } from "./keys";

export const nameOfForloeb = "forløb.navn";
export const usedForloeb = "forløb.brugt";
export const deletedForloeb = "forløb.slettet";
export const exampleOfForloeb = "forløb.eksempel";
export const sealOfForloeb = "forløb.segl";

export const firstName = "Mit forløb";

/** here: it counts; trash: it can be brought back; gone: it cannot; unsealed: it was never whole. */
export type Standing = "here" | "trash" | "gone" | "unsealed";

export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly used: number;
  /** How many keys it has. */
  readonly size: number;
}

export function standing(deleted: Value, seal: Value): Standing {
  const mark = Array.isArray(deleted) ? (deleted as readonly string[])[0] : deleted;
  if (mark === "vaek") return "gone";
  if (seal === "aaben") return "unsealed";
  return mark === "papirkurv" ? "trash" : "here";
}

/** The value of a cell as it stands in the drawer. */
export function valueAt(drawer: Drawer, key: string): Value {
  const read = drawer.read(key);
  return (read.ok && read.text !== null && decodeCell(read.text)?.[0]) || null;
}

export function standingIn(drawer: Drawer, keys: Keys, id: string): Standing {
  const value = (path: string) => valueAt(drawer, keys.of(id, path));
  return standing(value(deletedForloeb), value(sealOfForloeb));
}

/** The forløb that count, by id; all are the drawer's keys. */
export function forloebAmong(all: readonly string[], drawer: Drawer, keys: Keys): Listed[] {
  const sizes = new Map<string, number>();
  for (const key of all) {
    const id = keys.parse(key)?.forloeb;
    if (id !== undefined) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  }
  const ids = [...sizes.keys()].filter((id) => standingIn(drawer, keys, id) === "here");
  return ids.sort().map((id) => {
    const [name, used] = [valueAt(drawer, keys.of(id, nameOfForloeb)), valueAt(drawer, keys.of(id, usedForloeb))];
    return { id, name: typeof name === "string" ? name : firstName, used: typeof used === "number" ? used : 0, size: sizes.get(id) ?? 0 };
  });
}

/** The one that pages read: last chosen by the reader, else with most cells, else the first by id. [L4] */
export function chosenAmong(listed: readonly Listed[]): string | null {
  const first = listed[0];
  return first ? listed.reduce((best, one) => (one.used > best.used || (one.used === best.used && one.size > best.size) ? one : best), first).id : null;
}

/** In the tab's drawer: answers are kept there alone. [L31] */
export const temporaryMark = "~midlertidig";

/** The drawer that a page reads: the browser's, or the tab's where answers are temporary. */
export function drawerInUse(lasting: Drawer, tab: Drawer, keys: Keys): Drawer {
  const mark = tab.read(keys.prefix + temporaryMark);
  return mark.ok && mark.text !== null ? tab : lasting;
}
