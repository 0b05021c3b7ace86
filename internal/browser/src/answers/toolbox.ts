// The toolbox: which steps, sheets and lists the site has, as far as a page must know that
// does not hold them. The build writes it (internal/site/toolbox.go).
//
// In a path that is required `*` stands for any row, `#*` for any copy. [L32]

export interface Toolbox {
  readonly steps?: readonly StepFacts[];
  readonly sheets: readonly SheetFacts[];
  readonly lists?: readonly ListFacts[];
}

export interface StepFacts {
  readonly id: string;
  readonly number?: number;
  readonly title: string;
  readonly url?: string;
}

export interface SheetFacts {
  readonly id: string;
  readonly title?: string;
  readonly url?: string;
  readonly step?: string;
  /** Of a board it is not said. */
  readonly edition?: number;
  readonly required?: readonly (readonly [path: string, kind: string, ...options: string[]])[];
  /** What the sheet asks for and a list holds. */
  readonly also?: readonly string[];
  readonly private?: readonly string[];
}

export interface ListFacts {
  readonly id: string;
  readonly title?: string;
  /** The rows that come with the site. */
  readonly rows?: readonly string[];
  /** The columns that the site answers in all of these rows. */
  readonly given?: readonly string[];
  readonly private?: readonly string[];
}

/** The edition of each sheet, for a file. [L49] */
export function editionsOf({ sheets }: Toolbox): Map<string, number> {
  return new Map(sheets.flatMap(({ id, edition }): [string, number][] => (edition === undefined ? [] : [[id, edition]])));
}

/** The id of the sheet or list that a path begins with. */
export function ownerOf(path: string): string {
  return path.slice(0, path.search(/[.#/]|$/));
}

/** Whether a cell is about identifiable colleagues, as the sheets and lists say. [L33] */
export function isPrivate(path: string, toolbox: Toolbox): boolean {
  const address = addressOf(path);
  return [...toolbox.sheets, ...(toolbox.lists ?? [])].some((one) => (one.private ?? []).some((within) => address === within || address.startsWith(`${within}.`)));
}

// sheet#copy.table/row.column is asked about as sheet.table.column.
function addressOf(path: string): string {
  return path.replace(/~.*$/, "").replace(/#[^.]*/, "").replace(/\/[^.]*/, "");
}
