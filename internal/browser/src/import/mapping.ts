// The second step: what the columns are, what strange words mean, and what will happen. The
// controls stand still while the reader uses them; what follows from them is made anew.

import type { Meanings } from "../exchange/cell";
import { isChosen, type Column } from "../exchange/column";
import { guessColumns, guessHeader } from "../exchange/guess";
import { planRows, type Choices, type Plan } from "../exchange/plan";
import type { Way } from "../exchange/read";
import { readErrorWords, type Table, type Work } from "../exchange/table";
import { make, setText } from "../sheet/build";
import type { TablePlace } from "./place";
import { countsOf, countWords, previewOf, rows } from "./preview";
import { menu, question } from "./question";

const ways: readonly (readonly [Way, string])[] = [
  ["\t", "Tabulator (Excel og Word)"],
  [";", "Semikolon"],
  [",", "Komma"],
  ["lines", "Intet: hver linje er en række"],
];

// Words that are asked about one by one; the rest share one answer.
const asked = 12;

export class Mapping {
  readonly element = make("div", { class: "bring-mapping" });
  planned: Plan | null = null;
  rule: "mine" | "theirs" = "mine";
  /** Called when a control has changed, so that there is to be another plan. */
  changed = (): void => {};
  wayChanged = (_way: Way): void => {};

  private readonly columnBox = make("fieldset", { class: "bring-columns" });
  private readonly strangeBox = make("div", { class: "bring-part" });
  private readonly questionBox = make("div", { class: "bring-part" });
  private readonly status = make("p", { role: "status" });
  private readonly result = make("div", { class: "bring-part" });
  private readonly meanings = new Map<string, { of: Map<string, string | null>; leaveRest: boolean }>();
  private readonly made = new Map<HTMLElement, string>();
  private header: number;
  private columns: (string | null)[] = [];
  private twins: Choices["twins"] = "each";
  private headings: Choices["headings"] = "take";
  private again: Choices["again"] = "leave";

  constructor(
    private readonly table: Table,
    private readonly place: TablePlace,
    way: Way | null,
    said: readonly string[],
  ) {
    this.header = guessHeader(table.rows, place.columns);
    this.element.append(
      ...[...this.notes(), ...said].map((text) => make("p", {}, text)),
      ...(way === null ? [] : [menu("Mellem kolonnerne står", ways, way, (picked) => this.wayChanged(picked as Way))]),
      menu("Overskrifterne står i", this.headerOptions(), String(this.header), (picked) => {
        this.header = Number(picked);
        this.guess();
        this.changed();
      }),
      this.columnBox,
      this.strangeBox,
      this.questionBox,
      this.status,
      this.result,
    );
    this.guess();
  }

  *plan(): Work<Plan> {
    this.planned = null;
    const { header, columns, meanings, twins, headings, again } = this;
    this.planned = yield* planRows(this.table, this.place, { header, columns, meanings: meanings as ReadonlyMap<string, Meanings>, twins, headings, again });
    return this.planned;
  }

  show(plan: Plan): void {
    this.remake(this.strangeBox, JSON.stringify([...plan.strange].map(([id, texts]) => [id, [...texts]])), () => this.strange(plan));
    const questions = this.questions(plan);
    this.remake(this.questionBox, JSON.stringify(questions.map(([words]) => words)), () => questions.map(([, build]) => build()));
    setText(this.status, this.complaint() || countWords(plan));
    this.result.replaceChildren(...countsOf(plan), ...this.twinsOf(plan), previewOf(plan, this.place, this.rule));
  }

  /** What keeps the rows from being brought in, in a sentence. */
  complaint(): string {
    if (this.header + 1 >= this.table.rows.length) return readErrorWords["only-headers"];
    const taken = this.columns.filter((id) => id !== null);
    if (taken.length === 0) return "Vælg, hvad mindst én af kolonnerne er.";
    const twice = taken.find((id, i) => taken.indexOf(id) < i);
    return twice === undefined ? "" : `To kolonner er valgt som »${this.labelOf(twice)}«. Vælg en af dem fra.`;
  }

  private notes(): string[] {
    const { rows: all, merged } = this.table;
    const width = all.reduce((most, row) => Math.max(most, row.length), 0);
    const notes = [`${all.length === 1 ? "1 linje" : `${all.length} linjer`} og ${width === 1 ? "1 kolonne" : `${width} kolonner`} er fundet. Se efter, at hver kolonne er den rigtige.`];
    if (width === 1) notes.push("Der er kun én kolonne. Står der flere ting i hver linje, så kopiér rækkerne fra en tabel, eller vælg, hvad der står mellem kolonnerne.");
    if (merged > 0) notes.push(`${merged === 1 ? "1 flettet celle gik" : `${merged} flettede celler gik`} over flere rækker. Indholdet står nu i hver af dem.`);
    if (this.place.key.length > 0 && this.place.rows.length > 0) notes.push(`Står et ${this.keyWords()} her i forvejen, kommer det nye ind i den række.`);
    return notes;
  }

  private headerOptions(): (readonly [string, string])[] {
    const options = this.table.rows.slice(0, 10).map((row, i) => [String(i), `Linje ${i + 1}: ${cut(row.filter((cell) => cell.trim() !== "").join(" | "), 60)}`] as const);
    return [["-1", "Der er ingen"], ...options];
  }

  // --- the columns ---

  private guess(): void {
    this.columns = guessColumns(this.table.rows, this.header, this.place.columns, this.place.key);
    const options: (readonly [string, string])[] = [["", "Tag den ikke med"], ...this.place.columns.map((column) => [column.id, column.label] as const)];
    const menus = this.columns.map((id, at) =>
      menu(this.columnName(at), options, id ?? "", (picked) => {
        this.columns[at] = picked === "" ? null : picked;
        this.changed();
      }),
    );
    this.columnBox.replaceChildren(make("legend", {}, "Kolonnerne"), ...menus);
  }

  private columnName(at: number): string {
    const { rows: all } = this.table;
    const header = all[this.header]?.[at]?.trim() ?? "";
    const samples = all.slice(this.header + 1, this.header + 50).map((row) => row[at]?.trim() ?? "").filter((cell) => cell !== "");
    const name = header === "" ? `Kolonne ${at + 1}` : `»${cut(header, 40)}«`;
    return samples.length === 0 ? name : `${name}, for eksempel ${cut(samples[0] as string, 50)}`;
  }

  // --- what was not understood ---

  private strange(plan: Plan): HTMLElement[] {
    return [...plan.strange].flatMap(([id, texts]) => {
      const column = this.place.columns.find((one) => one.id === id);
      return column ? [this.strangeIn(column, texts)] : [];
    });
  }

  private strangeIn(column: Column, texts: ReadonlyMap<string, number>): HTMLElement {
    const meanings = this.meanings.get(column.id) ?? { of: new Map<string, string | null>(), leaveRest: false };
    const often = [...texts].sort((a, b) => b[1] - a[1]);
    const options: (readonly [string, string])[] = [["keep", "Behold det, som det står"], ["leave", "Tag det ikke med"], ...column.options.map(({ id, label }) => [`=${id}`, label] as const)];
    const menus = often.slice(0, asked).map(([text, n]) => {
      const meant = meanings.of.get(text);
      return menu(`»${cut(text, 60)}« i ${rows(n)}`, options, meant === undefined ? "keep" : meant === null ? "leave" : `=${meant}`, (picked) => {
        if (picked === "keep") meanings.of.delete(text);
        else meanings.of.set(text, picked === "leave" ? null : picked.slice(1));
        this.mean(column.id, meanings);
      });
    });
    const rest = often.length - menus.length;
    const others = menu(`De ${rest} andre`, options.slice(0, 2), meanings.leaveRest ? "leave" : "keep", (picked) => {
      meanings.leaveRest = picked === "leave";
      this.mean(column.id, meanings);
    });
    const what = isChosen(column.kind) ? "er ikke blandt svarene på" : "kan ikke læses som svar på";
    const legend = `${often.length === 1 ? "Ét ord" : `${often.length} ord`} ${what} »${column.label}«. Hvad skal der ske?`;
    return make("fieldset", { class: "bring-columns" }, make("legend", {}, legend), ...menus, ...(rest > 0 ? [others] : []));
  }

  private mean(column: string, meanings: { of: Map<string, string | null>; leaveRest: boolean }): void {
    this.meanings.set(column, meanings);
    this.changed();
  }

  // --- what the reader decides about the rows ---

  private questions(plan: Plan): (readonly [string, () => HTMLElement])[] {
    const asks: (readonly [string, () => HTMLElement])[] = [];
    const conflicts = plan.rows.filter((row) => row.conflicts.length > 0).length;
    if (conflicts > 0) {
      const words = `${rows(conflicts)} har allerede et andet svar her. Hvilket gælder?`;
      asks.push([words, () => question(words, [["mine", "Svaret her"], ["theirs", "Det, I indsætter"]], this.rule, (picked) => this.set(() => (this.rule = picked)))]);
    }
    if (plan.twins.size > 0) {
      const words = `${plan.twins.size === 1 ? "Ét nummer" : `${plan.twins.size} numre`} står ved flere rækker, der er forskellige. Hvad skal med?`;
      asks.push([words, () => question(words, [["each", "Alle rækkerne, hver for sig"], ["first", "Kun den første af dem"]], this.twins, (picked) => this.set(() => (this.twins = picked)))]);
    }
    if (plan.headings > 0) {
      const words = `${rows(plan.headings)} har kun udfyldt ${this.keyWords()}. Er det mellemoverskrifter?`;
      asks.push([words, () => question(words, [["take", "Nej, tag dem med"], ["leave", "Ja, udelad dem"]], this.headings, (picked) => this.set(() => (this.headings = picked)))]);
    }
    if (plan.again > 0) {
      const words = `${rows(plan.again)} er magen til en række, der er her. Skal de med?`;
      asks.push([words, () => question(words, [["leave", "Nej"], ["take", "Ja, indsæt dem igen"]], this.again, (picked) => this.set(() => (this.again = picked)))]);
    }
    return asks;
  }

  private set(change: () => void): void {
    change();
    this.changed();
  }

  private twinsOf(plan: Plan): HTMLElement[] {
    const lines = [...plan.twins].slice(0, asked).map(([key, at]) => make("li", {}, `${key}: linje ${at.map((row) => row + 1).join(", ")}`));
    const more = plan.twins.size - lines.length;
    if (more > 0) lines.push(make("li", {}, `og ${more} til`));
    const several = plan.severalHere.length === 0 ? [] : [make("p", {}, `Her på arket står samme ${this.keyWords()} ved flere rækker: ${cut(plan.severalHere.join(", "), 200)}. Den første af dem får det nye.`)];
    return [...(lines.length === 0 ? [] : [make("p", {}, `Samme ${this.keyWords()} i flere linjer:`), make("ul", {}, ...lines)]), ...several];
  }

  private keyWords(): string {
    return this.place.key.map((id) => `»${this.labelOf(id)}«`).join(" og ");
  }

  private labelOf(id: string | null): string {
    return this.place.columns.find((column) => column.id === id)?.label ?? "";
  }

  // Makes what stands in a box anew when it says something else, and not otherwise, so that
  // the control in use stays.
  private remake(box: HTMLElement, now: string, build: () => readonly HTMLElement[]): void {
    if (this.made.get(box) === now) return;
    this.made.set(box, now);
    box.replaceChildren(...build());
  }
}

function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
