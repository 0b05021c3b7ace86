// Folder office: files for Excel and Word. Its nouns are Book, what goes into a workbook,
// Table, what was read out of one, and Block, a part of a document.
//
// Rules of the folder (the standard is ECMA-376):
//   - Pure: no DOM, no storage. Bytes in, bytes out.
//   - No library: what is written here is a small part of the standard, and the browser
//     itself compresses. A workbook library of the usual kind hangs under the site's policy
//     from 1,000 rows, and a document library is many times as long as document.ts.
//   - Text is text. What begins with = is no formula, and a formula that is read is the
//     value that the other program worked out last.
//   - What is read may be anything. A gate answers with tables or with one of a closed set
//     of errors; what an archive says of its own size is not believed.
//   - The first column of a table, hidden, has the row's id, so that rows find home again
//     however they were sorted. Its head says what the workbook is of.
//   - A column is known by a name of the workbook (names) that points at its head: programs
//     take such a name along when the column is moved, and leave it when the head is renamed.

/** A column of a Book. */
export interface Column {
  readonly label: string;
  readonly kind: "text" | "longtext" | "number" | "date";
  /** The words one may choose between, offered as a list; other words can still be written. */
  readonly options?: readonly string[];
  /** Whether it is to be filled in; the others are grey. */
  readonly asked?: boolean;
}

/** A row with its id, and a cell for each column: a date as yyyy-mm-dd. */
export interface Row {
  readonly id: string;
  readonly cells: readonly (string | number | null)[];
}

export interface Page {
  /** At most 31 letters, none of []:*?/\ */
  readonly name: string;
  /** What the page is of, in the hidden head of its first column. */
  readonly mark: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** For each column a name of the workbook that points at its head. */
  readonly names?: readonly string[];
}

export interface Book {
  readonly title: string;
  readonly pages: readonly Page[];
  /** Lines of the page "Om dette ark". */
  readonly about: readonly (string | { readonly heading: string })[];
  /** A page that nobody sees, of texts: what the script wants to find again. */
  readonly hidden?: { readonly name: string; readonly rows: readonly (readonly string[])[] };
}

/** What the hidden head of a page begins with. */
export const markBegin = "redskab:";

/** A page as it was read: every cell as text, a date in a cell that says so as yyyy-mm-dd. */
export interface Table {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** How many cells had been merged with one above, and have its text now. */
  readonly merged: number;
  /** How many cells are formulas, and have the value that was worked out last. */
  readonly formulas: number;
  /** Whether there is more below mostRows or beyond mostColumns that was not read. */
  readonly isCut: boolean;
  readonly hidden: boolean;
}

/** A workbook as it was read. */
export interface Workbook {
  readonly tables: readonly Table[];
  /** The cells that names point at: 'Ark 1'!$B$1. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether it has macros, which are not read. */
  readonly hasMacros: boolean;
}

export type BookError = "no-workbook" | "locked" | "old-format" | "too-large" | "broken";

/** What is said of each. */
export const bookErrorWords: Readonly<Record<BookError, string>> = {
  "no-workbook": "Filen er ikke en Excel-projektmappe (.xlsx).",
  locked: "Filen er låst med en adgangskode. Gem den uden adgangskode i Excel, og åbn den igen.",
  "old-format": "Filen er i Excels gamle format (.xls). Gem den som .xlsx i Excel, og åbn den igen.",
  "too-large": "Filen er for stor til at åbne her. Gem kun det ark, I skal bruge, i en fil for sig.",
  broken: "Filen er beskadiget og kan ikke læses. Hent den igen, eller gem den på ny i Excel.",
};

/** Rows and columns beyond these are not read: 20,000 rows, and their head. */
export const mostRows = 20_001;
export const mostColumns = 200;
