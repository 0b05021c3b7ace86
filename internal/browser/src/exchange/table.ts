// Folder exchange: rows that somebody wrote elsewhere, on their way into a table of a sheet.
// Its two nouns are Table, rows of texts as they came (from a paste, a csv file, the text of
// a PDF), and Column, a question of the sheet that they may answer.
//
// Rules of the folder (the law is internal/worksheet/SPEC.md, section Rows from elsewhere):
//   - Pure: no DOM, no storage, no clock, no chance. What reads HTML hands over cells.
//   - What comes in is text and stays text: nothing is worked out, no formula, no HTML.
//   - Guess, and let the reader see the guess and change it. Nothing is dropped or merged
//     that he has not been shown.
//   - Anything may come in. Reading never throws; each way to fail has one error and one
//     Danish sentence, and what is too much ends before it is read to its end.
//   - What may take long is Work: it hands back control many times a second.

/** A table as it came. No row is empty, no cell but the last of a row is missing. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  /** Cells that had been merged over several rows and stand in each of them now. */
  readonly merged: number;
}

export type Reading = { readonly table: Table } | { readonly error: ReadError };

/** Work hands over how much of it is done, from 0 to 1, again and again until it is. */
export type Work<T> = Generator<number, T, void>;

export const maxRows = 5_000;
export const maxColumns = 60;
export const maxBytes = 20_000_000;

export type ReadError = "nothing" | "too-large" | "too-many-rows" | "too-many-columns" | "only-headers" | "binary" | "locked" | "pdf" | "document";

const copy = "Åbn den, markér rækkerne, kopiér dem, og indsæt dem her.";

/** One clear sentence for each. */
export const readErrorWords: Readonly<Record<ReadError, string>> = {
  nothing: "Der er ikke noget at indsætte. Kopiér rækkerne, hvor de står, og indsæt dem her.",
  "too-large": "Det er mere end 20 MB. Del listen, og indsæt den i flere omgange.",
  "too-many-rows": "Der er flere end 5.000 rækker. Del listen, og indsæt den i flere omgange.",
  "too-many-columns": "Der er flere end 60 kolonner. Kopiér kun dem, I skal bruge.",
  "only-headers": "Der er kun overskrifter og ingen rækker under dem. Tag rækkerne med, når I kopierer.",
  binary: "Det er ikke tekst. Åbn filen i det program, den er lavet i, kopiér rækkerne, og indsæt dem her.",
  locked: `Filen er en gammel Excel-fil, eller den har en adgangskode, så den kan ikke læses her. ${copy}`,
  pdf: `Filen er en PDF og ikke en csv-fil. ${copy}`,
  document: `Filen er et dokument og ikke en csv-fil. ${copy}`,
};

/** The table of some rows: empty rows and empty ends are left out, and limits hold. */
export function tableOf(rows: Iterable<readonly string[]>, merged = 0): Reading {
  const kept: (readonly string[])[] = [];
  for (const row of rows) {
    let width = row.length;
    while (width > 0 && (row[width - 1] ?? "").trim() === "") width--;
    if (width === 0) continue;
    if (width > maxColumns) return { error: "too-many-columns" };
    if (kept.length > maxRows) return { error: "too-many-rows" }; // one above: the headers
    kept.push(width === row.length ? row : row.slice(0, width));
  }
  return kept.length === 0 ? { error: "nothing" } : { table: { rows: kept, merged } };
}

/** Whether it is no text that a person could have written. */
export function isBinary(text: string): boolean {
  if (text.includes("\0")) return true;
  const sample = text.slice(0, 4_000);
  let odd = 0;
  for (const c of sample) if (c === "\uFFFD" || (c < " " && c !== "\t" && c !== "\n" && c !== "\r")) odd++;
  return odd > sample.length / 50;
}
