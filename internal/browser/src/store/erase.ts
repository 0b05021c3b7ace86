// Erasing answers: what a reader has handed over is to be nowhere here, at once. [L53]
//
// Nothing is removed: a cell that vanishes is written back by every page that knows it
// ([L10]), and by the other store ([L21]). Null with a higher count goes before it instead.

import { answers } from "../answers/cell";
import { amounts, noteOfFile, readNote } from "../answers/taken";
import { ownerOf } from "../answers/toolbox";
import type { Undo } from "./before";
import type { Drawer } from "./drawer";
import type { Store } from "./store";

/** Whether nothing of the sheet has been answered, here or by another page, since its file was taken. */
export function isInFile(store: Store, sheet: string): boolean {
  const amount = amounts(store.cells("")).get(sheet);
  return amount !== undefined && readNote(store.get(noteOfFile(sheet)), amount)?.changed === false;
}

/**
 * Replaces every answer whose path begins so, and names that people gave, by null, and lets
 * go of all that could bring one back. They are gone once the store has saved. Gives their paths.
 */
export function eraseAnswers(store: Store, undo: Undo, drawer: Drawer, prefix: string): string[] {
  const places = /\._(pos|gone)$/;
  const known = [...store.values(prefix)].flatMap(([path, value]) => (answers(value) && !places.test(path) && path !== noteOfFile(ownerOf(path)) ? [path] : []));
  const paths = [...new Set([...known, ...store.contested().filter((path) => path.startsWith(prefix))])];
  for (const path of paths) store.choose(path, null);
  const here = `${store.keys.prefix}${store.id}/`;
  for (const path of store.unreadable(prefix).keys()) drawer.remove(here + path);
  // How something was before a change of many may hold them as they were.
  const before = drawer.read(`${here}~before`);
  if (!before.ok || before.text === null || before.text.includes(JSON.stringify(prefix).slice(0, -1))) undo.forget();
  return paths;
}
