// A file out: this sheet's answers as they stand in the page, saved or not. It works with
// what the page has, whatever else fails; opening a file is a part (opening.ts).

import { encodeFile, partOf } from "../answers/file";
import { amounts, fileNote, noteOfFile, takenOf } from "../answers/taken";
import { ownerOf } from "../answers/toolbox";
import { momentWords } from "../answers/value";
import type { Cells } from "../answers/cell";
import type { Store } from "../store/store";
import { answersEnding, answersType, download, fileName } from "./download";

// When a file is called for: after as many answers as take about a quarter of an hour to
// give again, or a few days before Safari forgets a site that nobody visits (seven).
const many = 15;
const days = 5;

/**
 * Hands the reader a file of the sheet's answers, and notes that he has it. owners are the
 * sheet and the lists that it shows.
 */
export function takeFile(store: Store, site: string, sheet: string, edition: number, owners: ReadonlySet<string>, at: Date): void {
  const forloeb = partOf({ id: store.id ?? "", name: store.name, cells: store.cells(""), unread: store.unreadable("") }, (path) => owners.has(ownerOf(path)));
  download(fileName([sheet, store.name], at, answersEnding), encodeFile({ site, saved: at.toISOString(), editions: new Map([[sheet, edition]]), forloeb: [forloeb] }), answersType);
  for (const [owner, amount] of amounts(forloeb.cells)) if (amount.answered > 0) store.edit(noteOfFile(owner), fileNote(at, amount));
}

/** Whether each copy of the sheet is about a colleague, and its file goes to somebody who keeps it. [L53] */
export function isHandedOver(form: HTMLElement): boolean {
  return form.dataset["personal"] !== undefined && form.dataset["repeat"] !== undefined;
}

export interface FileNews {
  /** When a file was last taken, in words; "" for never. */
  readonly words: string;
  /** Why it is time to take one; "" when it is not. */
  readonly remind: string;
}

export function fileNews(store: Store, owners: ReadonlySet<string>, now: Date): FileNews {
  const cells: Cells = new Map([...store.cells("")].filter(([path]) => owners.has(ownerOf(path))));
  return newsOf(cells, now);
}

export function newsOf(cells: Cells, now: Date): FileNews {
  const taken = takenOf(cells);
  const more = taken?.more ?? [...amounts(cells).values()].reduce((sum, { answered }) => sum + answered, 0);
  const since = taken ? Math.floor((now.getTime() - taken.at.getTime()) / 86_400_000) : 0;
  let remind = "";
  if (more >= many) remind = taken ? `Der er ${more} svar, som ikke er med i jeres fil. Hent en ny kopi.` : `Der er ${more} svar her, og de står kun i denne browser. Hent en kopi, så har I dem også som fil.`;
  else if (taken?.changed && since >= days) remind = `Det er ${since} dage siden, I hentede en fil, og der er svaret siden. Hent en ny kopi.`;
  return { words: taken ? `Fil hentet ${momentWords(taken.at)}${taken.changed ? ", ændret siden" : ""}` : "", remind };
}
