// Reading many files, one after the other, so that the page goes on answering and the reader
// can stop. A file that cannot be read is said so of, and the others are read. [L45]

import { decodeFile, fileErrorWords, isTooLarge } from "../answers/file";
import type { Source } from "./response";

/** A file as the browser hands it over. */
export interface GivenFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

export interface Refused {
  readonly name: string;
  readonly words: string;
}

export interface ReadFiles {
  readonly sources: readonly Source[];
  readonly refused: readonly Refused[];
  /** How many answers could not be read and were left out. */
  readonly lost: number;
}

/** More than a region has people in its leadership; a folder chosen by mistake has more. */
export const mostFiles = 500;

export interface Hand {
  /** Lets the page go on, and says whether the reader has stopped it. */
  pause(done: number): Promise<boolean>;
}

/** Reads the files; null when the reader stopped it, and then nothing of them is kept. */
export async function readFiles(files: readonly GivenFile[], site: string, key: (n: number) => string, hand: Hand): Promise<ReadFiles | null> {
  const sources: Source[] = [];
  const refused: Refused[] = files.length > mostFiles ? [{ name: `${files.length - mostFiles} filer`, words: `Der kan være ${mostFiles} filer ad gangen. Resten er ikke læst.` }] : [];
  let lost = 0;
  for (const [i, file] of files.slice(0, mostFiles).entries()) {
    if (await hand.pause(i)) return null;
    const opened = isTooLarge(file.size) ? { error: "too-large" as const } : await contents(file, site);
    if ("error" in opened) {
      refused.push({ name: file.name, words: opened.error === "gone" ? "Filen kunne ikke læses. Den er måske flyttet eller slettet." : fileErrorWords[opened.error] });
      continue;
    }
    const { forloeb, saved, editions } = opened.file;
    const at = new Date(saved);
    lost += opened.file.refused;
    forloeb.forEach((one, j) => sources.push({ key: `${key(i)}.${j}`, file: file.name, at: Number.isNaN(at.getTime()) ? null : at, id: one.id, name: one.name, cells: one.cells, editions }));
  }
  return (await hand.pause(files.length)) ? null : { sources, refused, lost };
}

async function contents(file: GivenFile, site: string): Promise<ReturnType<typeof decodeFile> | { readonly error: "gone" }> {
  try {
    return decodeFile(await file.text(), site);
  } catch {
    return { error: "gone" };
  }
}
