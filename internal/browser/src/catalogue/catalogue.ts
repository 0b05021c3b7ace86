// Folder catalogue: what all sheets of the site ask, for pages that hold none of them. Its
// two nouns are CatalogueData, what js/catalogue.js hands over, and Catalogue, where
// everything in it can be found.
//
// Rules of the folder:
//   - The build writes the data (internal/site/catalogue.go) of the same sheets as the pages,
//     and a Go test holds the two together. Nothing of it comes from readers.
//   - js/catalogue.js is a part: a page that needs it has data-part-catalogue with its
//     address, and asks for it by loadPart("catalogue"). Sheets and pages of text never do.
//   - Pure: no DOM, no storage.
//   - Everything stands in the order of the sheet, the sheets in the order of the board.
//
// How much of what: 59 sheets, 900 questions, 260 kB, packed 67 kB.

import type { Value } from "../answers/cell";
import type { Kind } from "../answers/value";
import { withoutRows, type CellOf, type OptionOf, type Program, type RowsOf, type Tree } from "../expressions/program";
import type { Sentence } from "../expressions/words";
import type { FigureData } from "../figures/chart";

/** What js/catalogue.js hands over. What is false, empty or none is left out. */
export interface CatalogueData {
  /** The site's id, as in keys and files. */
  readonly site: string;
  /** The numbered steps in their order, then the side tracks, which have no number. */
  readonly steps: readonly { readonly id: string; readonly number?: number; readonly title: string }[];
  /** Those of no step first, then by step. Sheets for practice are not among them. */
  readonly sheets: readonly SheetOf[];
  readonly lists: readonly ListOf[];
  /** The options of questions, by the set that a question names. */
  readonly sets: Readonly<Record<string, readonly WordOf[]>>;
  /** All cells and rows, as a sheet's data-program has some: every question is a cell. */
  readonly program: { readonly cells: Readonly<Record<string, CellOf>>; readonly rows: Readonly<Record<string, RowsOf>> };
}

export interface SheetOf {
  readonly id: string;
  readonly title: string;
  /** From the root of the site: see rootOf. */
  readonly url: string;
  /** Of a step; none for a sheet before the board. */
  readonly step?: string;
  readonly edition: number;
  /** About identifiable colleagues, all of it. [L33] */
  readonly personal?: boolean;
  /** "alone": each fills it, and the files are compared. */
  readonly respond?: string;
  readonly repeat?: RepeatOf;
  /** Other ways to print it. */
  readonly papers?: readonly PaperOf[];
  readonly parts: readonly Part[];
}

/** A way to print a sheet; package worksheet says what each kind is. */
export interface PaperOf {
  readonly as: "decisions" | "groups" | "cards";
  readonly label: string;
  readonly help?: string;
  readonly fields?: readonly string[];
  readonly table?: string;
  readonly columns?: readonly string[];
  readonly tick?: string;
  readonly write?: readonly string[];
}

/** A sheet that is filled many times: answers have the paths sheet#copy.…, [S25]. */
export interface RepeatOf {
  /** What a copy is called: Møde. */
  readonly label: string;
  /** The rows that there is a copy for, by the key of the row; without them readers make and name copies. */
  readonly of?: Tree;
  readonly where?: Tree;
  /** The cell that names such a row. */
  readonly name?: string;
}

export type Part = HeadingOf | QuestionOf | TableOf | OutcomeOf | FigureOf | ClockOf;

/** A heading of the page, where a question follows it. */
export interface HeadingOf {
  readonly is: "heading";
  readonly level: number;
  readonly text: string;
}

/** A question, or a value, which is worked out. Its path is sheet.id, its cell in the program has the same name. */
export interface QuestionOf extends Asked {
  readonly is: "question" | "value";
}

/** What questions, values and columns have in common. */
export interface Asked {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  /** Of its options; none where they are rows alone, or suggestions. */
  readonly set?: string;
  readonly unit?: string;
  /** The ends between which a value lies, in the unit that it is shown in. */
  readonly range?: readonly [number, number];
  readonly required?: boolean;
  readonly personal?: boolean;
  /** The author's answer, never asked. */
  readonly given?: boolean;
  /** Worked out. */
  readonly derived?: boolean;
  /** Of what is worked out and may be set by hand: the column that asks why. */
  readonly override?: string;
  /** Former ids. [S8] */
  readonly was?: readonly string[];
  readonly print?: "filled" | "no";
  readonly show?: Tree;
}

/** Rows of questions. Paths are sheet.table/row.column, or of a view what the cell of the column says. */
export interface TableOf {
  readonly is: "table";
  readonly id: string;
  readonly label: string;
  readonly as: "grid" | "cards";
  /** Rows are the reader's own; else those below, or those of a view. */
  readonly open?: boolean;
  /** Readers may add to the rows. */
  readonly add?: boolean;
  /** The rows of a view, for Values.rows. */
  readonly of?: Tree;
  /** The list that a view's rows stand in, if they stand in one. */
  readonly list?: string;
  /** The columns that a view's rows are called by. */
  readonly naming?: readonly string[];
  readonly group?: readonly string[];
  /** A hyphen before an id puts the highest first. */
  readonly sort?: readonly string[];
  readonly personal?: boolean;
  readonly was?: readonly string[];
  readonly print?: "filled" | "no";
  readonly show?: Tree;
  /** The author's rows. */
  readonly rows?: readonly RowOf[];
  readonly columns: readonly (Asked | SeenColumn)[];
  /** Columns that a view's rows are named, grouped or sorted by, and that it does not show. */
  readonly unshown?: readonly (Asked | SeenColumn)[];
}

/** A column of a view that is asked elsewhere: what it is stands there. */
export interface SeenColumn {
  readonly id: string;
  /** Of the list or table that asks it: anbefalinger.navn. */
  readonly cell: string;
  /** To be read here, not answered. */
  readonly shown?: boolean;
}

export interface RowOf {
  readonly id: string;
  readonly label: string;
  /** The heading it stands under. */
  readonly group?: string;
  readonly was?: readonly string[];
  readonly show?: Tree;
}

export interface ListOf {
  readonly id: string;
  readonly label: string;
  /** What one of its rows is called: anbefaling. */
  readonly row: string;
  /** The column that stands for a row. */
  readonly name: string;
  readonly key?: readonly string[];
  readonly personal?: boolean;
  readonly columns: readonly Asked[];
}

export interface WordOf {
  readonly id: string;
  readonly label: string;
  readonly colour?: string;
  readonly shape?: string;
  /** An answer, but no value. */
  readonly aside?: boolean;
  /** Shown where it was chosen, never offered. */
  readonly retired?: boolean;
  readonly was?: readonly string[];
}

/** Advice: of the rules whose condition holds all are said, or the first; one without a condition when no other does. */
export interface OutcomeOf {
  readonly is: "outcome";
  readonly first?: boolean;
  readonly print?: "filled" | "no";
  readonly show?: Tree;
  readonly rules: readonly { readonly when?: Tree; readonly say: Sentence; readonly next?: string }[];
}

export interface FigureOf {
  readonly is: "figure";
  readonly title: string;
  readonly print?: "filled" | "no";
  readonly show?: Tree;
  /** The heads of the table with the same facts. */
  readonly heads: readonly string[];
  readonly key?: readonly { readonly number?: string; readonly label: string; readonly colour?: string; readonly shape?: string }[];
  /** Its marks are numbers, whose names are listed. */
  readonly names?: boolean;
  /** The drawing without answers, as HTML that the build wrote. */
  readonly drawing: string;
  readonly data: FigureData;
}

export interface ClockOf {
  readonly is: "clock";
  readonly label: string;
  readonly print?: "filled" | "no";
  readonly show?: Tree;
  readonly data: Tree;
}

/** A column with what it is, wherever that stands. */
export interface Column extends Asked {
  readonly cell: string;
  readonly shown: boolean;
}

/** What a path asks about. */
export interface Place {
  readonly sheet?: SheetOf;
  readonly list?: ListOf;
  readonly table?: TableOf;
  /** The author's row, if it is one of his. */
  readonly row?: RowOf;
  readonly asked: Asked;
}

/** The data with everything in it to be found. */
export class Catalogue {
  readonly program: Program;
  private readonly places = new Map<string, Place>();
  private readonly owners = new Map<string, SheetOf | ListOf>();

  constructor(readonly data: CatalogueData) {
    const sets = Object.entries(data.sets).map(([id, words]) => [id, words.map((word): OptionOf => (word.aside ? [word.id, word.label, 1] : [word.id, word.label]))] as const);
    this.program = { ...data.program, sets: Object.fromEntries(sets) };
    for (const list of data.lists) {
      this.owners.set(list.id, list);
      for (const asked of list.columns) this.places.set(`${list.id}.${asked.id}`, { list, asked });
    }
    for (const sheet of data.sheets) {
      this.owners.set(sheet.id, sheet);
      for (const part of sheet.parts) {
        if (part.is === "question" || part.is === "value") this.places.set(`${sheet.id}.${part.id}`, { sheet, asked: part });
        if (part.is !== "table") continue;
        for (const asked of part.columns) if (!isSeen(asked)) this.places.set(`${sheet.id}.${part.id}.${asked.id}`, { sheet, table: part, asked });
      }
    }
  }

  /** The sheet of an id. */
  sheet(id: string): SheetOf | null {
    const owner = this.owners.get(id);
    return owner && "parts" in owner ? owner : null;
  }

  /** What is asked at a path, also in a row or a copy; null when no sheet or list asks it (any more). */
  place(path: string): Place | null {
    const place = this.places.get(withoutRows(path));
    const key = /\/([^.]*)\./.exec(path)?.[1];
    const row = key === undefined ? undefined : place?.table?.rows?.find(({ id }) => id === key);
    return place && row ? { ...place, row } : (place ?? null);
  }

  /** The columns of a table of the sheet as it shows them. */
  columns(sheet: SheetOf, table: TableOf, also = false): Column[] {
    return [...table.columns, ...(also ? (table.unshown ?? []) : [])].flatMap((column) => {
      if (!isSeen(column)) return [{ ...column, cell: `${sheet.id}.${table.id}.${column.id}`, shown: false }];
      const place = this.places.get(column.cell);
      return place ? [{ ...place.asked, cell: column.cell, shown: column.shown === true }] : [];
    });
  }

  /** The options of a question that are not rows. */
  words(asked: Asked): readonly WordOf[] {
    return this.data.sets[asked.set ?? ""] ?? [];
  }

  /** An answer without its former ids: an option by the id that it has now. [S8] */
  current(asked: Asked, value: Value): Value {
    const words = this.words(asked);
    const now = (id: string): string => (words.some((word) => word.id === id) ? id : (words.find((word) => word.was?.includes(id))?.id ?? id));
    if (words.length === 0 || value === null || typeof value === "number") return value;
    return typeof value === "string" ? now(value) : value.map(now);
  }
}

function isSeen(column: Asked | SeenColumn): column is SeenColumn {
  return "cell" in column;
}

/** The root of the site, for the address of a sheet, from the address that the page has for the script. */
export function rootOf(address: string): string {
  return address.slice(0, address.lastIndexOf("js/"));
}
