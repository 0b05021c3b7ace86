// A forløb as one document, still without a page: what of each sheet goes on paper. [S51] [S52]
//
// What nobody answered is left out and counted, question by question and row by row. What is
// answered and stands on no sheet, since its condition holds no more or its question is gone,
// comes last. So every answer is in the document.

import type { Cells } from "../answers/cell";
import { progressOf } from "../answers/progress";
import { isPrivate, type Toolbox } from "../answers/toolbox";
import type { Asked, Catalogue, Column, FigureOf, RepeatOf, SheetOf, TableOf } from "../catalogue/catalogue";
import { keyOf, withoutRows, type Tree } from "../expressions/program";
import { cellWords } from "../expressions/words";
import { valuesOf } from "../store/forloeb";
import { arranged, type Shown } from "./arranged";
import { Said, type Word } from "./said";

export interface Pair {
  readonly label: string;
  readonly words: readonly Word[];
}

export interface TableRow {
  readonly name: string;
  readonly cells: readonly (readonly Word[])[];
}

export type Block =
  | { readonly is: "heading"; readonly level: number; readonly text: string }
  | { readonly is: "pairs"; readonly pairs: readonly Pair[] }
  | { readonly is: "table"; readonly label: string; readonly as: "grid" | "cards"; readonly heads: readonly string[]; readonly named: boolean; readonly groups: readonly { readonly title: string; readonly rows: readonly TableRow[] }[] }
  | { readonly is: "advice"; readonly texts: readonly string[] }
  | { readonly is: "figure"; readonly figure: FigureOf; readonly place: string; readonly row: string };

/** A sheet, or one of its copies. */
export interface Section {
  readonly sheet: SheetOf;
  /** What the copy is called. */
  readonly copy: string;
  readonly blocks: readonly Block[];
  /** How many questions nobody answered, and how many rows. */
  readonly open: number;
  readonly openRows: number;
}

export interface Document {
  /** Who it is about, as the sheets before the board say. */
  readonly about: readonly Pair[];
  readonly sections: readonly Section[];
  /** Answers that no sheet shows now. */
  readonly lost: readonly Pair[];
  readonly said: Said;
}

export interface Choice {
  /** Ids of the sheets that are left out. */
  readonly without: ReadonlySet<string>;
  /** Whether questions about colleagues on sheets that are about more are taken along. */
  readonly personal: boolean;
}

/** The sheets of a forløb on which something is answered, in the order of the board. */
export function sheetsWith(cells: Cells, catalogue: Catalogue, toolbox: Toolbox): SheetOf[] {
  const values = valuesOf(cells);
  const begun = new Set(toolbox.sheets.filter((sheet) => progressOf(sheet, values, toolbox).state !== "untouched").map(({ id }) => id));
  return catalogue.data.sheets.filter(({ id }) => begun.has(id));
}

export function documentOf(cells: Cells, catalogue: Catalogue, toolbox: Toolbox, choice: Choice, today: string): Document {
  const said = new Said(catalogue, cells, today);
  const maker = new Maker(said, choice.personal);
  const sheets = sheetsWith(cells, catalogue, toolbox);
  const about = sheets.filter((sheet) => sheet.step === undefined && !sheet.repeat && !sheet.personal).flatMap((sheet) => maker.about(sheet));
  const sections = sheets.filter((sheet) => !choice.without.has(sheet.id)).flatMap((sheet) => maker.sections(sheet));
  const seen = new Set(catalogue.data.sheets.filter(({ id }) => choice.without.has(id)).flatMap((sheet) => sheet.parts.flatMap((part) => (part.is === "table" ? catalogue.columns(sheet, part, true).map(({ cell }) => cell) : []))));
  // What a sheet would show that the reader leaves out is left out with it.
  const left = (path: string): boolean => {
    const sheet = catalogue.place(path)?.sheet;
    if (sheet ? choice.without.has(sheet.id) : seen.has(withoutRows(path))) return true;
    return !choice.personal && !sheet?.personal && isPrivate(path, toolbox);
  };
  const lost = said.untold(left).map(([path, value]): Pair => {
    const place = catalogue.place(path);
    const labels = [(place?.sheet?.title ?? place?.list?.label), place?.row?.label, place?.asked.label].filter((label) => label !== undefined);
    return { label: labels.length > 0 ? labels.join(", ") : path, words: said.raw(place?.asked ?? null, value) };
  });
  return { about, sections, lost, said };
}

class Maker {
  constructor(
    private readonly said: Said,
    private readonly personal: boolean,
  ) {}

  /** What a sheet before the board must be told in a line: who it is about. */
  about(sheet: SheetOf): Pair[] {
    return sheet.parts.flatMap((part) => {
      if (part.is !== "question" || !part.required || part.kind !== "text" || part.personal) return [];
      const words = this.said.words(part, `${sheet.id}.${part.id}`, "");
      return words.length > 0 ? [{ label: part.label, words }] : [];
    });
  }

  sections(sheet: SheetOf): Section[] {
    if (!sheet.repeat) return [this.section(sheet, "", "")];
    const copies = this.copies(sheet, sheet.repeat);
    return copies.map((row, i) => this.section(sheet, row, this.copyName(sheet, sheet.repeat as RepeatOf, row) || (copies.length > 1 ? `${sheet.repeat?.label ?? ""} ${i + 1}` : "")));
  }

  // Copies in the order of the rows that they stand for, then those whose row is gone.
  private copies(sheet: SheetOf, repeat: RepeatOf): string[] {
    const answered = this.said.answered.rows(`${sheet.id}#`);
    const ordered = repeat.of === undefined ? [] : this.said.values.rows(repeat.of, "", repeat.where ?? null).map((row) => `${sheet.id}#${keyOf(row)}`);
    return [...ordered.filter((row) => answered.includes(row)), ...answered.filter((row) => !ordered.includes(row))];
  }

  private copyName(sheet: SheetOf, repeat: RepeatOf, copy: string): string {
    const own = this.said.note(`${copy}._name`);
    if (own !== "" || repeat.of === undefined) return own;
    const row = this.said.values.rows(repeat.of).find((one) => keyOf(one) === keyOf(copy));
    if (row === undefined) return this.said.note(`${copy}._name`); // one that readers made besides
    const name = repeat.name === undefined ? "" : cellWords(repeat.name, this.said.values, this.said.catalogue.program, row);
    return name === "–" ? "" : name || sheet.title;
  }

  private section(sheet: SheetOf, row: string, copy: string): Section {
    const blocks: Block[] = [];
    let over: Block[] = [];
    const count = { open: 0, openRows: 0 };
    const add = (block: Block | null): void => {
      if (!block) return;
      blocks.push(...over, block);
      over = [];
    };
    for (const [i, part] of sheet.parts.entries()) {
      if (part.is === "heading") {
        // A heading goes on paper when an answer follows it.
        over = [...over.filter((one) => one.is === "heading" && one.level < part.level), part];
        continue;
      }
      if (part.print === "no" || !this.said.holds(part.show, row)) continue;
      if (part.is === "question" || part.is === "value") {
        const pair = this.pair(sheet, part, row);
        if (!pair && part.is === "question" && this.mayTell(part)) count.open++;
        const last = blocks[blocks.length - 1];
        if (pair && over.length === 0 && last?.is === "pairs") blocks[blocks.length - 1] = { is: "pairs", pairs: [...last.pairs, pair] };
        else add(pair && { is: "pairs", pairs: [pair] });
      } else if (part.is === "table") add(this.table(sheet, part, row, count));
      else if (part.is === "figure") add({ is: "figure", figure: part, place: `${sheet.id}/${i}`, row });
      else if (part.is === "outcome") {
        const held = part.rules.filter((rule) => rule.when !== undefined && this.said.values.holds(rule.when, row));
        const texts = (part.first ? held.slice(0, 1) : held).map((rule) => this.said.sentence(rule.say, row));
        add(texts.length > 0 ? { is: "advice", texts } : null);
      }
    }
    return { sheet, copy, blocks, ...count };
  }

  private pair(sheet: SheetOf, asked: Asked, row: string): Pair | null {
    if (!this.mayTell(asked)) return null;
    const words = this.said.words(asked, `${sheet.id}.${asked.id}`, row);
    return words.length > 0 ? { label: asked.label, words } : null;
  }

  private mayTell(asked: { readonly personal?: boolean }): boolean {
    return this.personal || !asked.personal;
  }

  private table(sheet: SheetOf, table: TableOf, copy: string, count: { openRows: number }): Block | null {
    const { said } = this;
    const list = said.catalogue.data.lists.find(({ id }) => id === table.list);
    if (!this.mayTell(table) || (list && !this.mayTell(list))) return null;
    const every = said.catalogue.columns(sheet, table, true);
    const shown = said.catalogue.columns(sheet, table).filter((column) => column.print !== "no" && this.mayTell(column));
    const asked = shown.filter((column) => !column.shown && !column.given && (!column.derived || column.override !== undefined));
    const reasons = new Set(shown.flatMap(({ override }) => override ?? []));
    const rows = said.values.rows(table.of ?? (["rows", `${sheet.id}.${table.id}`, ...(copy === "" ? [] : [0])] as Tree), copy);
    const kept: Shown[] = [];
    for (const row of rows) {
      const own = table.rows?.find(({ id }) => id === keyOf(row));
      if (own && !said.holds(own.show, row)) continue;
      // A view that asks nothing shows what others asked; of those that ask, rows that nobody touched are counted.
      if (asked.length > 0 && !asked.some((column) => said.isAnswered(column.cell, row))) {
        count.openRows++;
        continue;
      }
      const cells = new Map(shown.filter((column) => said.holds(column.show, row)).map((column) => [column.id, this.cell(column, every, row, reasons)]));
      const name = own?.label ?? (table.naming ?? []).map((id) => this.name(every, id, row)).filter((part) => part !== "").join(" ");
      kept.push({ row, name, group: own?.group ?? "", cells });
    }
    const filled = shown.filter((column) => !(reasons.has(column.id) && shown.some(({ override }) => override === column.id)) && !(table.naming ?? []).includes(column.id) && kept.some(({ cells }) => (cells.get(column.id) ?? []).length > 0));
    if (kept.length === 0) return null;
    const groups = arranged(kept, table, every, said).map(({ title, rows: inside }) => ({ title, rows: inside.map(({ name, cells }) => ({ name, cells: filled.map(({ id }) => cells.get(id) ?? []) })) }));
    const named = kept.some(({ name }) => name !== "");
    return { is: "table", label: table.label, as: room(filled.map(({ id }) => kept.map(({ cells }) => cells.get(id) ?? [])), named) > 12 ? "cards" : "grid", heads: filled.map(({ label }) => label), named, groups };
  }

  // Why a cell was set by hand stands with it.
  private cell(column: Column, every: readonly Column[], row: string, reasons: ReadonlySet<string>): Word[] {
    const words = this.said.words(column, column.cell, row);
    if (column.override === undefined || !reasons.has(column.override)) return words;
    const cell = column.cell.replace(/[^.]*$/, column.override);
    const why = every.find(({ id }) => id === column.override) ?? this.said.catalogue.place(cell)?.asked;
    const said = why ? this.said.words(why, cell, row) : [];
    return [...words, ...(why && said.length > 0 ? [{ text: `${why.label} ${said.map(({ text }) => text).join(", ")}` }] : [])];
  }

  private name(every: readonly Column[], id: string, row: string): string {
    const column = every.find((one) => one.id === id);
    return column ? this.said.words(column, column.cell, row).map(({ text }) => text).join(", ") : "";
  }
}

// How much room the columns of a table want, in parts of which a page has twelve.
function room(columns: readonly (readonly (readonly Word[])[])[], named: boolean): number {
  const wants = columns.map((cells) => {
    const longest = Math.max(...cells.map((words) => Math.max(0, ...words.map(({ text }) => text.length))));
    return longest > 90 ? 4 : longest > 30 ? 2.5 : longest > 12 ? 1.8 : 1.2;
  });
  return wants.reduce((sum, want) => sum + want, named ? 3 : 0);
}
