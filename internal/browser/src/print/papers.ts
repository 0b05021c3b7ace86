// Other ways to print a sheet than as it stands: what a meeting decides on one page across, a
// page for each group, cards for the pocket. What is answered stands there in words; where
// nothing is, there is room to write. [S53] [S54]

import { momentWords } from "../answers/value";
import { Catalogue, type Column, type PaperOf, type SheetOf, type TableOf } from "../catalogue/catalogue";
import { keyOf, type Tree } from "../expressions/program";
import { make } from "../sheet/build";
import { dayOf } from "../sheet/live";
import type { OtherPaper } from "../sheet/part";
import { arranged, type Shown } from "./arranged";
import { pairsOf, wordOf } from "./page";
import { Said } from "./said";

/** Cards on a page of A4, and lines for rows that are not there yet. */
const cardsOnPage = 8;
const blankRows = 6;

export function otherPaper({ data, sheet: id, copy, answers, name, at, place }: OtherPaper): Node[] {
  const catalogue = new Catalogue(data);
  const sheet = catalogue.sheet(id);
  const paper = sheet?.papers?.[place];
  if (!sheet || !paper) return [];
  const said = new Said(catalogue, new Map([...answers].map(([path, value]) => [path, [value, 1]])), dayOf(at));
  const row = copy === "" ? "" : `${id}#${copy}`;
  return new Paper(sheet, paper, said, row, `${name}. Udskrevet ${momentWords(at)}.`).nodes();
}

class Paper {
  private readonly table: TableOf | undefined;
  private readonly columns: readonly Column[];

  constructor(
    private readonly sheet: SheetOf,
    private readonly paper: PaperOf,
    private readonly said: Said,
    private readonly copy: string,
    private readonly about: string,
  ) {
    this.table = sheet.parts.find((part): part is TableOf => part.is === "table" && part.id === paper.table);
    this.columns = this.table ? said.catalogue.columns(sheet, this.table, true) : [];
  }

  nodes(): Node[] {
    const { as } = this.paper;
    return as === "decisions" ? this.decisions() : as === "groups" ? this.groups() : this.cards();
  }

  // --- what a meeting decides ---

  private decisions(): Node[] {
    const { columns: read = [], tick, write = [] } = this.paper;
    const found = (ids: readonly string[]): Column[] => ids.flatMap((id) => this.columns.find((column) => column.id === id) ?? []);
    const rows = this.table ? arranged(this.rows(), this.table, this.columns, this.said).flatMap((group) => group.rows) : [];
    // What can only be read takes no room where there is nothing to read.
    const told = found(read).filter((column) => rows.length === 0 || rows.some(({ row }) => this.said.words(column, column.cell, row).length > 0));
    const shown = [...told, ...found([...(tick === undefined ? [] : [tick]), ...write])];
    // Rows of the author's own are called by their labels; those of a view by its columns.
    const named = rows.some(({ name }) => name !== "");
    const head = make("tr", {}, ...(named ? [make("td", { class: "is-text" })] : []), ...shown.map(({ id, label }) => make("th", { scope: "col", class: this.wide(id) }, label)));
    const lines = rows.length > 0 ? rows : [...Array<null>(blankRows)].map(() => null);
    const body = lines.map((row) => make("tr", {}, ...(named ? [make("th", { scope: "row" }, row?.name ?? "")] : []), ...shown.map((column) => make("td", { class: this.wide(column.id) }, ...this.decided(column, row?.row ?? null)))));
    const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
    return [make("section", { class: "other-paper paper-decisions" }, ...this.head(), table, sign("Besluttet den"))];
  }

  private decided(column: Column, row: string | null): Node[] {
    const words = row === null ? [] : this.said.words(column, column.cell, row);
    if (column.id !== this.paper.tick) return words.length > 0 ? words.map(wordOf) : [make("span", { class: "paper-room" })];
    const options = this.said.catalogue.words(column).filter(({ retired }) => !retired);
    const ticks = options.map(({ label }) => make("div", { class: words.some(({ text }) => text === label) ? "paper-tick is-ticked" : "paper-tick" }, make("span", { class: "paper-box" }), label));
    return [make("div", { class: "paper-ticks" }, ...ticks)];
  }

  private wide(id: string): string {
    const column = this.columns.find((one) => one.id === id);
    if (id === this.paper.tick) return "is-ticks";
    if (this.paper.write?.includes(id)) return "is-written";
    const naming = this.table?.naming ?? [];
    // A row of a list is called by its number and its name.
    if (naming.includes(id)) return id === naming[naming.length - 1] ? "is-text is-name" : "is-number";
    return column?.kind === "text" || column?.kind === "longtext" ? "is-text" : "";
  }

  // --- a page for each group ---

  private groups(): Node[] {
    const { columns: read = [] } = this.paper;
    const shown = (read.length > 0 ? read : (this.table?.columns.map(({ id }) => id) ?? [])).flatMap((id) => this.columns.find((column) => column.id === id) ?? []);
    return this.grouped().map(({ title, rows }) => {
      const head = make("tr", {}, make("td"), ...shown.map(({ label }) => make("th", { scope: "col" }, label)));
      const body = rows.map(({ row, name }) =>
        make("tr", {}, make("th", { scope: "row" }, name), ...shown.map((column) => {
          const words = this.said.words(column, column.cell, row);
          return make("td", {}, ...(words.length > 0 ? words.map(wordOf) : [make("span", { class: "paper-room" })]));
        })),
      );
      return make("section", { class: "other-paper paper-group" }, ...this.head(title), make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)), sign("Aftalt den"));
    });
  }

  // --- cards for the pocket ---

  private cards(): Node[] {
    const card = (title: string, ...inside: readonly Node[]): HTMLElement => make("div", { class: "paper-card" }, make("p", { class: "paper-card-title" }, title), ...inside);
    const fields = this.fields();
    const title = this.paper.help ?? this.paper.label;
    const all =
      this.table === undefined
        ? [...Array<null>(cardsOnPage)].map(() => card(title, ...fields.map(({ label, words }) => make("p", {}, make("b", {}, `${label} `), ...(words.length > 0 ? words.map(({ text }) => text).join(", ").split("\n").join(" ") : [make("span", { class: "paper-room" })])))))
        : this.grouped().map((group) => card(group.title || title, make("ul", {}, ...group.rows.map(({ name }) => make("li", {}, name)))));
    return [make("section", { class: "other-paper paper-cards" }, ...all)];
  }

  // --- what they share ---

  private head(title = ""): Node[] {
    const { label, help } = this.paper;
    return [
      make("p", { class: "paper-about" }, this.about),
      make("h2", {}, title === "" ? label : title),
      ...(title === "" ? [] : [make("p", { class: "paper-of" }, this.sheet.title)]),
      ...(help === undefined ? [] : [make("p", { class: "paper-help" }, help)]),
      pairsOf(this.fields().filter(({ words }) => words.length > 0)),
    ];
  }

  private fields(): { label: string; words: ReturnType<Said["words"]> }[] {
    return (this.paper.fields ?? []).flatMap((id) => {
      const part = this.sheet.parts.find((one) => (one.is === "question" || one.is === "value") && one.id === id);
      return part?.is === "question" || part?.is === "value" ? [{ label: part.label, words: this.said.words(part, `${this.sheet.id}.${id}`, this.copy) }] : [];
    });
  }

  private rows(): Shown[] {
    const { table, said, copy } = this;
    if (!table) return [];
    const rows = said.values.rows(table.of ?? (["rows", `${this.sheet.id}.${table.id}`, ...(copy === "" ? [] : [0])] as Tree), copy);
    return rows.flatMap((row) => {
      const own = table.rows?.find(({ id }) => id === keyOf(row));
      return own && !said.holds(own.show, row) ? [] : [{ row, name: own?.label ?? "", group: own?.group ?? "", cells: new Map() }];
    });
  }

  // Rows that readers added stand in no group of the author's, and so on no page.
  private grouped(): { title: string; rows: readonly Shown[] }[] {
    return this.table ? arranged(this.rows().filter(({ name }) => name !== ""), this.table, this.columns, this.said) : [];
  }
}

function sign(when: string): HTMLElement {
  return make("p", { class: "paper-sign" }, when, make("span", { class: "paper-line" }), "Underskrift", make("span", { class: "paper-line is-long" }));
}
