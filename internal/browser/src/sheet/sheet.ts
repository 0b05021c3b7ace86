// Folder sheet: a form, its answers and its store, made one. The only folder that knows
// all three. Its two nouns are Field, one question of the form, and Sheet, the form.
//
// Rules of the folder:
//   - The form is the schema: paths, kinds, options, labels come from its data attributes.
//   - What a control says reaches the store in the event that changed it; from then on the
//     store is the truth, and controls are painted from it, never read to learn of it.
//   - A control in which someone writes is never painted.
//   - Reading changes nothing: no key is written before the first edit.
//   - No innerHTML, no style attribute. What people wrote is only ever text.

import { answers, sameValue, type Value } from "../answers/cell";
import { splitRow } from "../answers/path";
import { isNote } from "../answers/plan";
import { momentWords } from "../answers/value";
import { Undo, type Before } from "../store/before";
import { browserClock } from "../store/clock";
import { browserDatabase } from "../store/database";
import { browserDrawer, onOtherPages, randomMark } from "../store/drawer";
import { Keys } from "../store/keys";
import { Mirror } from "../store/mirror";
import { Saving, type State } from "../store/saving";
import { Store } from "../store/store";
import { Bar } from "./bar";
import { make } from "./build";
import { ask } from "./dialog";
import { Field, grow } from "./field";
import { noteOfFile, openFile, takeFile } from "./files";
import { printView } from "./print";
import { Rows } from "./rows";
import { showVersions } from "./versions";

export function startSheet(form: HTMLElement): void {
  new Sheet(form).start();
}

class Sheet {
  readonly sheet: string;
  private readonly site: string;
  private readonly clock = browserClock;
  private readonly stores: Mirror;
  private readonly store: Store;
  private readonly saving: Saving;
  private readonly undo: Undo;
  private readonly bar: Bar | null;
  private readonly rows: Rows[];
  private readonly fields = new Map<string, Field>();
  private readonly paper = make("div", { class: "answers", "data-print-view": "" });
  private stopPaper = (): void => {};
  private wantsBlank = false;
  private isBlank = false;
  private isStarted = false;
  private stopShow: (() => void) | null = null;

  constructor(private readonly form: HTMLElement) {
    this.sheet = form.dataset["sheet"] ?? "";
    this.site = form.dataset["site"] ?? "";
    this.stores = new Mirror(browserDrawer(), browserDatabase(this.site), new Keys(this.site), randomMark, this.clock);
    this.store = new Store(this.site, this.stores, randomMark, { busy: (path) => this.isBusy(path), changed: (paths) => this.takeOver(paths) }, this.stores);
    this.undo = new Undo(this.store, this.stores);
    this.saving = new Saving(this.store, this.clock, (state) => this.tell(state));
    this.index([form]);
    this.rows = [...form.querySelectorAll<HTMLElement>("[data-table]")].filter((table) => table.querySelector("[data-row-template]")).map((table) => new Rows(table, this));
    const bar = document.querySelector<HTMLElement>("[data-sheet-bar]");
    this.bar = bar && new Bar(bar, this);
  }

  start(): void {
    this.takeEarly();
    const read = this.store.load();
    this.isStarted = true;
    for (const rows of this.rows) rows.takeEarly();
    for (const rows of this.rows) rows.sync();
    this.paint(this.store.values(this.prefix).keys());
    for (const field of this.fields.values()) if (field.element.querySelector("[data-count]")) field.showAround(this.store.get(field.path));
    this.form.after(this.paper);
    this.listen();
    document.documentElement.classList.add("is-ready");
    this.saving.loaded(!read ? "blocked" : this.isAnswered() ? "answers" : "nothing");
    this.show();
    if (this.store.dirty) this.saving.flush();
    this.stores.changed = () => this.lookAgain();
    this.stores.open();
  }

  // --- what rows and bar ask for ---

  get(path: string): Value | undefined {
    return this.store.get(path);
  }

  values(prefix: string): Map<string, Value> {
    return this.store.values(prefix);
  }

  edit(path: string, value: Value): void {
    this.store.edit(path, value);
  }

  save(): void {
    this.saving.flush();
  }

  say(text: string): void {
    this.bar?.say(text);
  }

  rowsChanged(added: readonly HTMLElement[]): void {
    for (const [path, field] of this.fields) if (!field.element.isConnected) this.fields.delete(path);
    this.paint(this.index(added));
  }

  takeFile(): void {
    this.saving.flush();
    const at = this.clock.now();
    takeFile(this.store, this.site, this.sheet, at);
    if (!this.isAnswered()) return;
    this.store.edit(noteOfFile(this.sheet), [at.toISOString(), String(this.count())]);
    this.saving.flush();
  }

  openFile(file: File): void {
    void openFile(file, this.store, this.site, (path) => this.fields.get(path) ?? null).then((merge) => {
      if (!merge) return;
      if (!this.changeMany("merged", merge.edits)) return;
      for (const { path, file: value } of merge.versions) this.store.addOther(path, value);
      this.afterMany(`Filen er flettet ind: ${merge.edits.size} svar.`);
    });
  }

  print(): void {
    if (!this.isAnswered()) return window.print();
    const body = [make("p", {}, "Et udfyldt ark har jeres svar i ord. Et tomt har linjer og felter til at skrive i.")];
    void ask("Udskriv", body, [
      { label: "Udskriv udfyldt", value: "filled", main: true },
      { label: "Udskriv tomt", value: "blank" },
    ]).then((choice) => {
      if (!choice) return;
      this.wantsBlank = choice === "blank";
      window.print();
    });
  }

  clear(): void {
    if (!this.isAnswered()) return this.say("Der er ikke noget at rydde.");
    const body = [make("p", {}, "Alle svar på dette ark ryddes; svar på andre ark bliver. I kan fortryde bagefter, så de ryddede svar ligger stadig i browseren.")];
    void ask("Ryd arket?", body, [
      { label: "Ryd arket", value: "clear", main: true },
      { label: "Lad være", value: "leave" },
    ]).then((choice) => {
      if (choice !== "clear") return;
      const edits = new Map<string, Value>();
      for (const [path, value] of this.store.values(this.prefix)) if (answers(value) && !isNote(path)) edits.set(path, null);
      for (const rows of this.rows) for (const [path, value] of rows.removeAll()) edits.set(path, value);
      if (this.changeMany("cleared", edits)) this.afterMany("Arket er ryddet.");
    });
  }

  undoLast(): void {
    const before = this.undo.last(this.sheet);
    for (const [path, was, became] of before?.cells ?? []) {
      // What has been answered since is not taken away.
      if (sameValue(this.store.get(path), became)) this.store.edit(path, was);
    }
    this.undo.forget();
    this.afterMany("Det er fortrudt.");
  }

  turnTo(forloeb: string): void {
    this.saving.flush();
    if (!this.store.turnTo(forloeb)) return this.say("Forløbet kan først skiftes, når svarene er gemt.");
    this.afterMany(`Nu er det forløbet ${this.store.name}.`);
  }

  // --- the reader answers ---

  private listen(): void {
    const { form } = this;
    form.addEventListener("input", (event) => this.answered(event, "soon"));
    form.addEventListener("change", (event) => this.answered(event, "now"));
    form.addEventListener("focusout", (event) => {
      const field = this.fieldAround(event.target);
      if (!field) return;
      field.sayLeft(this.store.get(field.path));
      this.saving.flush();
      this.store.release(field.path);
    });
    form.addEventListener("click", (event) => this.pressed(event.target));
    onOtherPages((key, text) => {
      if (key === null) this.stores.open();
      else if (text !== null) this.stores.hear(key, text);
      this.store.hear(key, text);
      if (this.store.dirty) this.saving.flush();
      this.showSoon();
    });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.saving.flush() : this.lookAgain()));
    window.addEventListener("pagehide", () => this.saving.flush());
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.lookAgain();
      // WebKit empties the controls after this event, and sends none for it.
      setTimeout(() => this.paint(this.fields.keys(), true));
    });
    window.addEventListener("beforeprint", () => this.toPaper());
    window.addEventListener("afterprint", () => this.fromPaper());
    // Where no event says that printing is over, the next touch of the page does.
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => this.fromPaper(), true);
  }

  private answered(event: Event, when: "now" | "soon"): void {
    const field = this.fieldAround(event.target);
    if (!field) return;
    field.tidyAside(event.target);
    const value = field.read();
    if (value === undefined) return;
    this.give(field, value);
    this.saving.edited(field.isPicked ? "now" : when);
  }

  private give(field: Field, value: Value): void {
    const known = this.store.get(field.path);
    if (!sameValue(known, value)) {
      const row = field.element.closest<HTMLElement>("[data-row]");
      if (row) for (const rows of this.rows) if (row.closest("[data-table]") === rows.table) rows.touch(row.dataset["row"] ?? "");
    }
    this.store.edit(field.path, value);
    field.showAround(value);
    grow([field]);
  }

  private pressed(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (button.matches("[data-up], [data-down], [data-remove]")) {
      this.rows.find((rows) => rows.table.contains(button))?.press(button);
      return;
    }
    const field = this.fieldAround(button);
    if (!field || !button.matches("[data-clear]")) return;
    this.give(field, null);
    field.paint(null);
    this.saving.edited("now");
    field.controls[0]?.focus();
  }

  private choose(field: Field, value: Value): void {
    this.store.choose(field.path, value);
    field.paint(value);
    this.saving.flush();
    this.showVersions(field);
    field.controls[0]?.focus();
  }

  // What stood in the form before the script ran was typed by the reader: the browser
  // restores nothing of its own here, for the form says autocomplete="off".
  private takeEarly(): void {
    for (const field of this.fields.values()) {
      const value = field.changedEarly ? field.read() : undefined;
      if (value !== undefined) this.store.edit(field.path, value);
    }
  }

  // --- other pages, and coming back ---

  private isBusy(path: string): boolean {
    const active = document.activeElement;
    const field = this.fieldAround(active);
    return document.hasFocus() && field?.path === path && !field.isPicked && field.controls.some((control) => control === active);
  }

  private lookAgain(): void {
    this.store.refresh();
    if (this.store.dirty) this.saving.flush();
    else if (this.saving.state.kind === "unsaved" && this.store.isRead) this.saving.loaded(this.isAnswered() ? "answers" : "nothing");
    this.showSoon();
  }

  private takeOver(paths: ReadonlySet<string>): void {
    if (!this.isStarted) return; // start paints all
    if (this.rows.length > 0 && [...paths].some((path) => splitRow(path))) for (const rows of this.rows) rows.sync();
    this.paint(paths);
    this.showSoon();
  }

  // --- showing ---

  // evenBusy: the controls do not show what the store holds, whoever is in them.
  private paint(paths: Iterable<string>, evenBusy = false): void {
    const painted: Field[] = [];
    for (const path of paths) {
      const field = this.fields.get(path);
      if (!field) continue;
      if (evenBusy || !this.isBusy(path)) field.paint(this.store.get(path));
      this.showVersions(field);
      painted.push(field);
    }
    grow(painted);
  }

  private showVersions(field: Field): void {
    const others = this.store.others(field.path);
    const news = showVersions(field, this.store.get(field.path) ?? null, others, (value) => this.choose(field, value));
    if (news) this.say(`${field.label}: der er to versioner. Vælg den, der gælder.`);
  }

  private tell(state: State): void {
    if (state.kind === "unsaved" && this.store.dirty) window.addEventListener("beforeunload", keepOpen);
    else window.removeEventListener("beforeunload", keepOpen);
    this.bar?.showState(state, this.isAnswered());
    if (state.kind === "saving") return;
    for (const path of this.store.contested()) this.paint([path]);
    this.showSoon();
  }

  private showSoon(): void {
    this.stopShow ??= this.clock.after(50, () => this.show());
  }

  private show(): void {
    this.stopShow?.();
    this.stopShow = null;
    const answered = this.isAnswered();
    document.documentElement.classList.toggle("has-answers", answered);
    const before = this.undo.last(this.sheet);
    this.bar?.show({
      state: this.saving.state,
      answered,
      forloeb: { id: this.store.id, name: this.store.name, all: this.store.all() },
      file: this.fileWords(),
      notes: this.notes(),
      undo: before ? undoWords[before.what] : "",
    });
    this.stopPaper();
    if (answered) this.stopPaper = this.clock.after(1_000, () => this.fillPaper());
  }

  private notes(): string[] {
    const notes: string[] = [];
    if (location.protocol === "file:") {
      notes.push("Siden er åbnet fra en fil. Så kan svarene blive gemt for denne side alene, og nogle browsere glemmer dem. Hent en kopi, når I er færdige.");
    }
    if (this.stores.single && this.saving.state.kind === "saved" && this.isAnswered()) {
      notes.push("Browseren gemmer kun svarene ét sted, og går den ned, kan det seneste være væk. Hent en kopi, når I er færdige.");
    }
    if (this.store.emptied || this.stores.emptied) notes.push("Noget tømte browserens lager. Svarene på denne side er skrevet tilbage.");
    const unreadable = this.store.unreadable(this.prefix).size;
    if (unreadable > 0) notes.push(`${unreadable} gemte svar kan ikke læses. De er lagt til side og følger med i kopien.`);
    const lost = this.withoutQuestion();
    if (lost > 0) notes.push(`${lost} gemte svar hører til spørgsmål, som ikke længere er på arket. De er bevaret og følger med i kopien.`);
    return notes;
  }

  private withoutQuestion(): number {
    let count = 0;
    for (const [path, value] of this.store.values(this.prefix)) {
      if (!answers(value) || isNote(path) || this.fields.has(path)) continue;
      const row = splitRow(path);
      if (!row || !this.rows.some((rows) => row.table === `${this.prefix}${rows.table.dataset["table"]}` && rows.isRemoved(row.row))) count++;
    }
    return count;
  }

  private fileWords(): string {
    const note = this.store.get(noteOfFile(this.sheet));
    if (!Array.isArray(note)) return "";
    const at = new Date(String(note[0]));
    if (Number.isNaN(at.getTime())) return "";
    return `Fil hentet ${momentWords(at)}${note[1] === String(this.count()) ? "" : ", ændret siden"}`;
  }

  /** How many times something on the sheet has been answered. */
  private count(): number {
    let sum = 0;
    for (const [path, [, n]] of this.store.cells(this.prefix)) if (path !== noteOfFile(this.sheet)) sum += n;
    return sum;
  }

  private isAnswered(): boolean {
    for (const path of this.fields.keys()) if (answers(this.store.get(path))) return true;
    return false;
  }

  // --- many at once ---

  private changeMany(what: Before["what"], edits: ReadonlyMap<string, Value>): boolean {
    this.saving.flush();
    const cells = [...edits].map(([path, after]) => [path, this.store.get(path) ?? null, after] as const);
    if (!this.undo.keep({ what, sheet: this.sheet, cells })) {
      const words = "Browseren har ikke plads til at gemme, hvordan svarene er nu. Derfor er intet ændret. Hent en kopi, og ryd op i et andet ark først.";
      void ask("Det kan ikke lade sig gøre nu", [make("p", {}, words)], [{ label: "Luk", value: "close" }]);
      return false;
    }
    for (const [path, value] of edits) this.store.edit(path, value);
    return true;
  }

  private afterMany(words: string): void {
    for (const rows of this.rows) rows.sync();
    this.paint(this.fields.keys(), true);
    this.saving.flush();
    this.show();
    this.say(words);
  }

  // --- paper ---

  private fillPaper(): void {
    this.stopPaper();
    this.paper.replaceChildren(
      ...printView(this.form, this.store.name, this.clock.now(), {
        fieldOf: (element) => new Field(element, this.sheet),
        get: (path) => this.store.get(path),
        others: (path) => this.store.others(path),
      }),
    );
  }

  // A blank sheet is printed when nothing is answered, or when it was asked for.
  private toPaper(): void {
    if (this.isAnswered() && !this.wantsBlank) return this.fillPaper();
    this.isBlank = true;
    document.documentElement.classList.add("print-blank");
    for (const field of this.fields.values()) field.paint(undefined);
    for (const rows of this.rows) rows.showBlank(true);
  }

  private fromPaper(): void {
    this.wantsBlank = false;
    if (!this.isBlank) return;
    this.isBlank = false;
    document.documentElement.classList.remove("print-blank");
    for (const rows of this.rows) rows.showBlank(false);
    this.paint(this.fields.keys(), true);
  }

  // --- the form ---

  private get prefix(): string {
    return `${this.sheet}.`;
  }

  private index(parts: readonly HTMLElement[]): string[] {
    const found: string[] = [];
    for (const part of parts) {
      for (const element of part.querySelectorAll<HTMLElement>("[data-path]")) {
        if (element.closest("[data-blank]")) continue;
        const field = new Field(element, this.sheet);
        this.fields.set(field.path, field);
        found.push(field.path);
      }
    }
    return found;
  }

  private fieldAround(target: EventTarget | null): Field | null {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-path]") : null;
    return (element && this.fields.get(`${this.prefix}${element.dataset["path"]}`)) ?? null;
  }
}

const undoWords: Readonly<Record<Before["what"], string>> = { merged: "fletning", cleared: "rydning" };

// Asks before leaving a page whose answers are in memory alone.
function keepOpen(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
