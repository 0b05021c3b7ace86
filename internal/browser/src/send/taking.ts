// The dialog that takes in what has come back: files are picked, what they would change is
// shown, and nothing is changed before the last button. [L37] [L38] [L42]

import { answers, type Value } from "../answers/cell";
import { momentWords } from "../answers/value";
import { isChosen, type Column } from "../exchange/column";
import { menu, question } from "../import/question";
import type { TablePlace } from "../import/place";
import { make, makeButton, setText } from "../sheet/build";
import { dayOf } from "../sheet/live";
import type { FilesHost } from "../sheet/opening";
import { Differences } from "./differences";
import { Frame } from "./frame";
import { addedOf, mergingEdits, planMerging, type Choices, type FileCounts, type Merging } from "./merging";
import { openReturned, type Opened } from "./opened";
import { homeOf } from "./outgoing";
import { entriesOf, noteOfRegister, registerWords, valueOfEntries, withBack } from "./register";
import type { Home, Returned } from "./returned";

/** What the button beside a table does; with files, those have been picked already. */
export function takeRows(button: HTMLElement, host: FilesHost, files: readonly File[] = []): void {
  const table = button.closest<HTMLElement>("[data-table]");
  if (table) new Taking(table, host).open(files);
}

/** What came back, and whether the reader wants it. */
interface Item {
  readonly returned: Returned;
  /** It was sent from another forløb than the one that is shown. */
  readonly isForeign: boolean;
  wanted: boolean;
}

// As many words as a reader looks at one by one.
const few = 12;
const mostFiles = 100;

class Taking {
  private readonly frame = new Frame();
  private readonly picker = make("input", { type: "file", multiple: "", accept: ".xlsx,.xlsm,.json,application/json", hidden: "", "aria-label": "Filer, der er kommet tilbage" });
  private readonly status = make("p", { role: "status" });
  private readonly list = make("div", { class: "bring-part" });
  private readonly questions = make("div", { class: "bring-part" });
  private readonly merge = makeButton("Flet ind", () => this.carryOut());
  private readonly differences: Differences;
  private place: TablePlace;
  private home: Home;
  private items: Item[] = [];
  private problems: { readonly file: string; readonly problem: string }[] = [];
  private readonly meanings = new Map<string, Map<string, string | null>>();
  private added: Choices["added"] = "new";
  private back = false;
  private plan: Merging | null = null;

  constructor(
    private readonly table: HTMLElement,
    private readonly host: FilesHost,
  ) {
    ({ place: this.place, home: this.home } = homeOf(table, host));
    this.differences = new Differences(table, () => this.showSum());
    this.picker.addEventListener("change", () => {
      const files = [...(this.picker.files ?? [])];
      this.picker.value = "";
      if (files.length > 0) void this.read(files);
    });
  }

  open(files: readonly File[]): void {
    this.showFirst();
    this.frame.open();
    if (files.length > 0) void this.read(files);
  }

  private showFirst(): void {
    this.frame.show("Hent rækker ind", [make("p", {}, "Vælg de filer, der er kommet tilbage, gerne alle på én gang: Excel-filer og filer, der ender på .redskab.json. I ser, hvad der er nyt, før noget bliver ændret."), ...registerWords(this.entries).map((words) => make("p", {}, words)), this.status, this.picker], [makeButton("Vælg filer", () => this.picker.click())]);
    setText(this.status, "");
  }

  private async read(files: readonly File[]): Promise<void> {
    if (files.length > mostFiles) return this.frame.say(`Vælg højst ${mostFiles} filer ad gangen.`);
    const opened: Opened[] = [];
    for (const [i, file] of files.entries()) {
      setText(this.status, `Læser fil ${i + 1} af ${files.length}.`);
      const one = await openReturned(file, this.home);
      if (!one || !this.frame.dialog.open) return setText(this.status, "");
      opened.push(one);
    }
    this.problems = opened.flatMap((one) => ("problem" in one ? [one] : []));
    this.items = opened.flatMap((one) => ("returned" in one ? one.returned : [])).map((returned) => {
      const from = returned.sending?.forloeb.id ?? "";
      const isForeign = from !== "" && from !== this.host.store.id;
      return { returned, isForeign, wanted: !isForeign };
    });
    this.meanings.clear();
    this.differences.forget();
    this.showPlan();
  }

  private get entries(): ReturnType<typeof entriesOf> {
    return entriesOf(this.host.get(noteOfRegister(this.host.sheet)));
  }

  // --- what will happen ---

  private showPlan(): void {
    this.frame.show("Hvad er der kommet?", [this.list, this.questions, this.differences.element, this.status], [this.merge, makeButton("Vælg andre filer", () => this.showFirst())]);
    this.planAgain();
  }

  private get wanted(): Item[] {
    return this.items.filter(({ wanted }) => wanted);
  }

  private planAgain(): void {
    const wanted = this.wanted;
    const plan = planMerging(wanted.map(({ returned }) => returned), this.place, this.meanings);
    this.plan = plan;
    this.list.replaceChildren(...this.problems.map(({ file, problem }) => make("section", {}, make("h3", {}, file), make("p", { class: "bring-problem" }, problem))), ...this.items.map((item) => this.fileView(item, plan, wanted.indexOf(item))));
    this.questions.replaceChildren(...this.strangeView(), ...this.addedView(plan));
    this.differences.show(plan, namesOf(wanted), this.place);
    this.showSum();
  }

  private fileView(item: Item, plan: Merging, at: number): HTMLElement {
    const { returned } = item;
    const sent = new Date(returned.sending?.at ?? "");
    const when = Number.isNaN(sent.getTime()) ? "" : `, sendt ${momentWords(sent)}`;
    const notes = [...returned.notes];
    if (item.isForeign) notes.unshift(this.foreignWords(returned));
    const again = plan.again.get(at);
    const other = again && this.wanted[again.of];
    if (again && other) notes.unshift(again.isSame ? `Den siger det samme som ${other.returned.file} og bliver kun talt med én gang.` : `Den svarer på det samme som ${other.returned.file}. Hvor de er uenige, vælger I.`);
    const counts = plan.files[at];
    const lines = counts ? countLines(counts, returned) : [];
    const take = make("input", { type: "checkbox" });
    take.checked = item.wanted;
    take.addEventListener("change", () => {
      item.wanted = take.checked;
      this.planAgain();
      // The list has been made anew, and with it the box.
      this.list.querySelectorAll<HTMLElement>("input[type=checkbox]")[this.items.indexOf(item)]?.focus();
    });
    const box = make("label", { class: "option" }, take, " ", make("span", {}, item.isForeign ? "Tag den med alligevel" : "Tag den med"));
    return make(
      "section",
      {},
      make("h3", {}, returned.whose || returned.file),
      make("p", {}, `${returned.file}${when}. ${rows(returned.rows.length)}.`),
      ...notes.map((note) => make("p", {}, note)),
      ...(lines.length > 0 ? [make("ul", {}, ...lines.map((line) => make("li", {}, line)))] : []),
      box,
    );
  }

  private foreignWords({ sending, rows: all }: Returned): string {
    const known = all.filter(({ id }) => this.place.rows.some((row) => row.id === id)).length;
    return `Filen er sendt fra et andet forløb, »${sending?.forloeb.name}«. Her er »${this.host.store.name}«, som kender ${known} af de ${all.length} rækker.`;
  }

  // --- what the reader is asked ---

  private strangeView(): HTMLElement[] {
    const found = new Map<string, { column: Column; text: string; n: number }>();
    for (const { returned } of this.wanted) {
      for (const [id, texts] of returned.strange) {
        const column = this.place.columns.find((one) => one.id === id);
        for (const [text, n] of column ? texts : []) found.set(`${id}\n${text}`, { column: column as Column, text, n: n + (found.get(`${id}\n${text}`)?.n ?? 0) });
      }
    }
    if (found.size === 0) return [];
    const menus = [...found.values()].slice(0, few).map(({ column, text, n }) => {
      const label = `»${text.length > 60 ? `${text.slice(0, 59)}…` : text}« under »${column.label}«${n > 1 ? ` (${n} gange)` : ""}`;
      const options = isChosen(column.kind) ? column.options.map((option) => [`=${option.id}`, option.label || option.id] as const) : [];
      const said = this.meanings.get(column.id);
      const picked = !said?.has(text) ? "keep" : said.get(text) === null ? "leave" : `=${said.get(text)}`;
      return menu(label, [["keep", "Behold det, som det er skrevet"], ["leave", "Lad det være"], ...options], picked, (value) => {
        const of = this.meanings.get(column.id) ?? new Map<string, string | null>();
        value === "keep" ? of.delete(text) : of.set(text, value === "leave" ? null : value.slice(1));
        this.meanings.set(column.id, of);
        this.replan();
      });
    });
    const more = found.size - menus.length;
    const rest = more > 0 ? [make("p", {}, `${more} andre er heller ikke forstået. De bliver, som de er skrevet, og kan rettes i arket.`)] : [];
    return [make("fieldset", { class: "bring-columns" }, make("legend", {}, "Det er ikke et af svarene. Hvad betyder det?"), ...menus, ...rest)];
  }

  private addedView(plan: Merging): HTMLElement[] {
    const { added, gone } = plan;
    const known = added.filter(({ isKnown }) => isKnown).length;
    const asked: HTMLElement[] = [];
    if (added.length > 0) {
      const options: (readonly [Choices["added"], string])[] = [
        ["new", known > 0 ? `Tag dem med, hvis nummer ikke findes her (${added.length - known})` : `Tag dem med (${added.length})`],
        ...(known > 0 ? [["all", `Tag alle med (${added.length})`] as const] : []),
        ["none", "Udelad dem"],
      ];
      asked.push(
        question(added.length === 1 ? "1 række findes kun i filen" : `${added.length} rækker findes kun i filerne`, options, this.added, (picked) => {
          this.added = picked;
          this.replan();
        }),
        this.addedTable(plan),
      );
    }
    if (gone.length > 0) {
      asked.push(
        question(`${rows(gone.length)} med noget nyt er fjernet her siden`, [["no", "Lad dem blive væk"], ["yes", "Hent dem tilbage"]], this.back ? "yes" : "no", (picked) => {
          this.back = picked === "yes";
          this.replan();
        }),
      );
    }
    return asked;
  }

  private addedTable({ added }: Merging): HTMLElement {
    const ids = new Set(added.slice(0, 6).flatMap(({ cells }) => [...cells.keys()]));
    const columns = this.place.columns.filter(({ id }) => ids.has(id));
    const head = make("tr", {}, ...columns.map(({ label }) => make("th", { scope: "col" }, label)));
    const body = added.slice(0, 6).map(({ cells }) => make("tr", {}, ...columns.map((column) => make("td", {}, wordsOf(this.place, column, cells.get(column.id))))));
    const table = make("table", {}, make("caption", {}, added.length > 6 ? "De første af dem" : "Her er de"), make("thead", {}, head), make("tbody", {}, ...body));
    return make("div", { class: "bring-preview", role: "region", "aria-label": "Rækker, der kun findes i filerne", tabindex: "0" }, table);
  }

  // The controls stay as they are, for the reader is in one of them.
  private replan(): void {
    this.plan = planMerging(this.wanted.map(({ returned }) => returned), this.place, this.meanings);
    this.differences.show(this.plan, namesOf(this.wanted), this.place);
    this.showSum();
  }

  // --- the end ---

  private get choices(): Choices {
    return { ...this.differences.choices, added: this.added, back: this.back };
  }

  private showSum(): void {
    if (!this.plan) return;
    const edits = mergingEdits(this.plan, this.choices, this.place);
    const n = countOf(edits);
    const open = this.differences.undecided;
    const parts = [n === 0 ? "Der er ikke noget nyt at flette ind." : `${n === 1 ? "1 svar" : `${n} svar`} bliver flettet ind.`];
    if (open > 0) parts.push(open === 1 ? "Ved 1 forskel bliver svaret her." : `Ved ${open} forskelle bliver svaret her.`);
    setText(this.status, parts.join(" "));
    setText(this.merge, n === 0 ? "Flet ind" : `Flet ${n} svar ind`);
  }

  private carryOut(): void {
    if (!this.plan) return;
    // Another window may have answered meanwhile; what was shown must be what is done.
    const shown = JSON.stringify(this.plan.offers);
    ({ place: this.place, home: this.home } = homeOf(this.table, this.host));
    this.replan();
    if (JSON.stringify(this.plan.offers) !== shown) return this.frame.say("Svarene her er ændret imens. Se det igennem igen.");
    const edits = mergingEdits(this.plan, this.choices, this.place);
    const n = countOf(edits);
    if (n === 0) return this.frame.say("Der er ikke noget nyt at flette ind.");
    const back = new Set(this.wanted.map(({ returned }) => returned.sending?.to ?? ""));
    if (this.entries.some(({ to }) => back.has(to))) edits.set(noteOfRegister(this.host.sheet), valueOfEntries(withBack(this.entries, back, dayOf(this.host.now()))));
    if (!this.host.changeMany("merged", edits)) return;
    this.frame.close();
    const files = new Set(this.wanted.map(({ returned }) => returned.file)).size;
    const added = addedOf(this.plan, this.choices).length;
    this.host.afterMany(`${n === 1 ? "1 svar" : `${n} svar`} fra ${files === 1 ? "1 fil" : `${files} filer`} er flettet ind${added > 0 ? `, ${rows(added)} er ny${added === 1 ? "" : "e"}` : ""}.`);
  }
}

function rows(n: number): string {
  return n === 1 ? "1 række" : `${n} rækker`;
}

// Answers, not the notes about rows that come along.
function countOf(edits: ReadonlyMap<string, Value>): number {
  return [...edits].filter(([path, value]) => answers(value) && !/\._[^.]*$/.test(path)).length;
}

// Two of one department are told apart by their files.
function namesOf(items: readonly Item[]): string[] {
  return items.map(({ returned: { whose, file } }) => (whose === "" ? file : items.filter((one) => one.returned.whose === whose).length > 1 ? `${whose} (${file})` : whose));
}

function wordsOf(place: TablePlace, column: Column, value: Value | undefined): string {
  return value === undefined || value === null ? "" : place.words(column, value);
}

function countLines(counts: FileCounts, { left }: Returned): string[] {
  const lines: [number, string][] = [
    [counts.touched, "Rækker med noget nyt"],
    [counts.same, "Rækker, der er, som de er her"],
    [counts.fresh, "Svar, hvor der ikke stod noget"],
    [counts.changed, "Svar, de har ændret, og som ingen har ændret her"],
    [counts.conflicts, "Svar, I skal vælge imellem"],
    [counts.strange, "Celler, der ikke er et af svarene"],
    [counts.added, "Rækker, der kun findes i filen"],
    [counts.strays, "Rækker, der kun findes i filen, og som ikke kan føjes til i dette ark"],
    [counts.gone, "Rækker, der er fjernet her siden"],
    [left, "Rækker, der blev sendt og ikke er i filen; de bliver her"],
    [counts.emptied, "Celler, der er tømt i filen; svarene her bliver"],
  ];
  return lines.filter(([n]) => n > 0).map(([n, words]) => `${words}: ${n}`);
}
