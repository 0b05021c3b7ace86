// A file out: this sheet's answers as they stand in the page, saved or not. It works with
// what the page has, whatever else fails; opening a file is a part (opening.ts).

import { encodeFile, partOf } from "../answers/file";
import { amounts, fileNote, noteOfFile, readNote } from "../answers/taken";
import { ownerOf } from "../answers/toolbox";
import { momentWords } from "../answers/value";
import type { Store } from "../store/store";
import { answersEnding, answersType, download, fileName } from "./download";

/**
 * Hands the reader a file of the sheet's answers, and notes that he has it. owners are the
 * sheet and the lists that it shows.
 */
export function takeFile(store: Store, site: string, sheet: string, owners: ReadonlySet<string>, at: Date): void {
  const forloeb = partOf({ id: store.id ?? "", name: store.name, cells: store.cells(""), unread: store.unreadable("") }, (path) => owners.has(ownerOf(path)));
  download(fileName([sheet, store.name], at, answersEnding), encodeFile({ site, saved: at.toISOString(), forloeb: [forloeb] }), answersType);
  const amount = amounts(store.cells("")).get(sheet);
  if (amount && amount.answered > 0) store.edit(noteOfFile(sheet), fileNote(at, amount));
}

/** When a file of the sheet was last taken, in words; "" for never. */
export function fileWords(store: Store, sheet: string): string {
  const taken = readNote(store.get(noteOfFile(sheet)), amounts(store.cells("")).get(sheet) ?? { given: 0, answered: 0 });
  return taken ? `Fil hentet ${momentWords(taken.at)}${taken.changed ? ", ændret siden" : ""}` : "";
}
