// Folder compare: the answers of several people to the same sheet, beside each other. Its
// two nouns are Response, what one person (or one meeting) answered, and Item, a question or
// a row with what all of them answered there.
//
// Rules of the folder (the law is internal/worksheet/SPEC.md, section Comparing):
//   - Comparing writes nothing. What is written is a forløb of its own, when the reader asks
//     for one, and then by the store's own acts.
//   - Counts, ranges and medians; never a mean, and never a colour made of several.
//   - Who did not answer is counted apart from who answered beside the scale; neither is
//     anywhere in a range.
//   - What may take long is Work, which can be stopped at any time.
//   - form.ts spread.ts response.ts item.ts agree.ts are pure; compare.ts and the files it
//     imports are the page.
//
// This file: what a sheet asks, as far as a comparison must know, made of the catalogue.

import type { Kind } from "../answers/value";
import type { Catalogue, Column, SheetOf, TableOf, Asked as Question } from "../catalogue/catalogue";

export interface Option {
  readonly id: string;
  readonly label: string;
  /** An answer, but no value. */
  readonly aside?: boolean | undefined;
  readonly colour?: string | undefined;
  readonly shape?: string | undefined;
  /** Former ids. [S8] */
  readonly was?: readonly string[] | undefined;
}

/** A question, a column, or a value that the sheet works out. */
export interface Asked {
  readonly id: string;
  /** Its cell in the program: `sheet.field`, `sheet.table.column`, `list.column`. */
  readonly cell: string;
  readonly label: string;
  readonly kind: Kind;
  readonly options: readonly Option[];
  /** Whether its options are rows: then those are found among the answers. */
  readonly ofRows: boolean;
  /** Whether it is worked out. */
  readonly derived: boolean;
  readonly unit: string;
  /** The ends between which a value lies, where the sheet says so. */
  readonly range: readonly [number, number] | null;
}

export interface FormRow {
  readonly id: string;
  readonly label: string;
  readonly group: string;
}

/** A table, whose rows are those of the author, of a list, or each respondent's own. */
export interface FormTable {
  readonly id: string;
  readonly label: string;
  /** Where its rows stand: `sheet.table`, or the id of the list that it shows. */
  readonly at: string;
  readonly rows: readonly FormRow[];
  readonly columns: readonly Asked[];
  /** Columns by which the rows of two files meet; none where they meet by their id. [S27] */
  readonly key: readonly string[];
  /** The column whose words stand for a row that bears no label. */
  readonly name: string;
  /** Whether rows of the respondents' own may be among them. */
  readonly open: boolean;
}

export type Block = { readonly field: Asked } | { readonly table: FormTable } | { readonly result: Asked };

export interface Form {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly edition: number;
  /** What a copy is called; "" of a sheet that has one only. */
  readonly repeats: string;
  /** Whether its copies stand for rows of another sheet or list. */
  readonly perRow: boolean;
  readonly blocks: readonly Block[];
  /** Former addresses of fields, tables, rows (`sheet.table/row`) and columns (`sheet.table.column`), by what they are now. [S8] */
  readonly former: ReadonlyMap<string, string>;
}

/** What a sheet asks. What is given, and what is read here and answered on other sheets, is not compared. */
export function formOf(sheet: SheetOf, catalogue: Catalogue): Form {
  const former = new Map<string, string>();
  const was = (before: string, one: { readonly id: string; readonly was?: readonly string[] }) => one.was?.forEach((old) => former.set(before + old, before + one.id));
  const tables = new Map<string, FormTable>();
  const blocks: Block[] = [];
  for (const part of sheet.parts) {
    if (part.is === "question" || part.is === "value") {
      const asked = askedOf(part, `${sheet.id}.${part.id}`, catalogue);
      was(`${sheet.id}.`, part);
      blocks.push(part.is === "value" ? { result: asked } : { field: asked });
    } else if (part.is === "table") {
      const table = tableOf(sheet, part, catalogue);
      was(`${sheet.id}.`, part);
      for (const row of part.rows ?? []) was(`${table.at}/`, row);
      for (const column of part.columns) if (!("cell" in column)) was(`${sheet.id}.${part.id}.`, column);
      const known = tables.get(table.at);
      // Two views of one list are its rows once, with the columns of both.
      if (known) (known.columns as Asked[]).push(...table.columns.filter(({ cell }) => !known.columns.some((column) => column.cell === cell)));
      else if (table.columns.length > 0) {
        tables.set(table.at, table);
        blocks.push({ table });
      }
    }
  }
  return { id: sheet.id, title: sheet.title, url: sheet.url, edition: sheet.edition, repeats: sheet.repeat?.label ?? "", perRow: sheet.repeat?.of !== undefined, blocks, former };
}

function askedOf(question: Question, cell: string, catalogue: Catalogue): Asked {
  const { id, label, kind, unit, derived, range } = question;
  // A share is shown times 100, and is between 0 and 1. [S20]
  const whole = unit === "%" ? 100 : 1;
  const options = catalogue.words(question).map((word): Option => ({ id: word.id, label: word.label, aside: word.aside, colour: word.colour, shape: word.shape, was: word.was }));
  return { id, cell, label, kind, options: kind === "text" ? [] : options, ofRows: catalogue.program.cells[cell]?.rows !== undefined && kind !== "text", derived: derived === true, unit: unit ?? "", range: range ? [range[0] / whole, range[1] / whole] : null };
}

function tableOf(sheet: SheetOf, table: TableOf, catalogue: Catalogue): FormTable {
  const list = catalogue.data.lists.find(({ id }) => id === table.list);
  const columns = catalogue.columns(sheet, table).filter((column) => isCompared(column, table));
  const asked = columns.map((column) => askedOf(column, column.cell, catalogue));
  const first = asked.find(({ kind }) => kind === "text");
  return {
    id: table.id,
    label: table.label,
    at: list ? list.id : table.of ? rowsOfView(columns, sheet, table) : `${sheet.id}.${table.id}`,
    rows: (table.rows ?? []).map(({ id, label, group }) => ({ id, label, group: group ?? "" })),
    columns: asked,
    key: list?.key ?? [],
    name: list ? list.name : table.rows ? "" : (first?.id ?? ""),
    open: table.open === true || table.add === true || list !== undefined || table.of !== undefined,
  };
}

// A view of another table shows rows that stand there.
function rowsOfView(columns: readonly Column[], sheet: SheetOf, table: TableOf): string {
  const elsewhere = columns.find(({ cell }) => !cell.startsWith(`${sheet.id}.${table.id}.`))?.cell;
  return elsewhere === undefined ? `${sheet.id}.${table.id}` : elsewhere.slice(0, elsewhere.lastIndexOf("."));
}

function isCompared(column: Column, table: TableOf): boolean {
  return !column.given && !(column.shown && table.of !== undefined && !column.derived);
}
