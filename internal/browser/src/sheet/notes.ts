// Sentences that are true of a sheet now, for its bar.

import { answers, type Value } from "../answers/cell";
import { isNote } from "../answers/plan";

/** How many answers of a sheet the page does not ask for. */
export function countLost(all: ReadonlyMap<string, Value>, sheet: string, isAsked: (path: string) => boolean): number {
  let count = 0;
  for (const [path, value] of all) {
    if (path.startsWith(sheet) && /^[.#]/.test(path.slice(sheet.length)) && answers(value) && !isNote(path) && !isAsked(path)) count++;
  }
  return count;
}

export interface Facts {
  /** Opened from disk, where pages may not share what is stored. */
  readonly fromDisk: boolean;
  /** One of the two stores alone has the answers. */
  readonly single: boolean;
  /** Somebody emptied the browser's store. */
  readonly emptied: boolean;
  /** The forløb lies in the trash. */
  readonly trashed: boolean;
  /** How many stored answers cannot be read. */
  readonly unreadable: number;
  /** How many belong to questions that are no more. */
  readonly lost: number;
}

export function noteSentences({ fromDisk, single, emptied, trashed, unreadable, lost }: Facts): string[] {
  const notes: string[] = [];
  if (fromDisk) notes.push("Siden er åbnet fra en fil. Så kan svarene blive gemt for denne side alene, og nogle browsere glemmer dem. Hent en kopi, når I er færdige.");
  if (single) notes.push("Browseren gemmer kun svarene ét sted, og går den ned, kan det seneste være væk. Hent en kopi, når I er færdige.");
  if (emptied) notes.push("Noget tømte browserens lager. Svarene på denne side er skrevet tilbage.");
  if (trashed) notes.push("Forløbet ligger i papirkurven. Svarer I her, kommer det tilbage.");
  if (unreadable > 0) notes.push(`${unreadable === 1 ? "1 gemt" : `${unreadable} gemte`} svar kan ikke læses. ${unreadable === 1 ? "Det" : "De"} er lagt til side og følger med i kopien.`);
  if (lost > 0) notes.push(`${lost === 1 ? "1 gemt" : `${lost} gemte`} svar hører til spørgsmål, som ikke længere er på arket. ${lost === 1 ? "Det" : "De"} er bevaret og følger med i kopien.`);
  return notes;
}
