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
import { isNote, type Difference } from "../answers/plan";
import { undone, Undo, type Before } from "../store/before";
import type { Program } from "../expressions/program";
import { browserClock } from "../store/clock";
import { onOtherPages } from "../store/drawer";
import { Saving, type State } from "../store/saving";
import { Store } from "../store/store";
import { browserStores, type Stores } from "../store/stores";
import { Addresses } from "./address";
import { Bar } from "./bar";
import { offerBringing } from "./bring";
import { make } from "./build";
import { wantsClear } from "./clearing";
import type { Copies } from "./copies";
import { ask } from "./dialog";
import { whenEmptied } from "./emptied";
import { grow, type Field } from "./field";
import { Fields, questions } from "./fields";
import { fileNews, isHandedOver, takeFile } from "./files";
import { bindClocks, bindFigures } from "./figures";
import { hasFormer, unchanged, type Reading } from "./reading";
import { asStored, cellTree, dayOf, Live } from "./live";
import { countLost, noteSentences } from "./notes";
import type { FilesHost } from "./opening";
import { Paper } from "./paper";
import { loadPart, type Parts } from "./part";
import { RowTables } from "./row-tables";
import { showVersions } from "./versions";

export function startSheet(form: HTMLElement): void {
  void startWith(form, browserStores(form.dataset["site"] ?? "", browserClock));
}

async function startWith(form: HTMLElement, kept: Stores): Promise<void> {
  if (kept.isUnfinished) await kept.finish();
  // Whose answers are shown, and which, cannot be told without these, so the sheet waits.
  const [repeats, renamed] = [form.dataset["repeat"] !== undefined, hasFormer(form)];
  const copies = repeats ? await loadPart("copies") : null;
  const former = renamed ? await loadPart("former") : null;
  if (repeats === (copies !== null) && renamed === (former !== null)) new Sheet(form, kept, copies, former).start();
}

class Sheet {
  readonly sheet: string;
  readonly addresses: Addresses;
  readonly live: Live;
  readonly site: string;
  readonly clock = browserClock;
  private readonly stores: Stores["mirror"];
  readonly store: Store;
  private readonly former: Reading;
  private readonly saving: Saving;
  readonly undo: Undo;
  private readonly bar: Bar | null;
  private readonly rows: RowTables;
  private readonly copies: Copies | null;
  private readonly fields: Fields;
  private readonly paper: Paper;
  private stopPaper = (): void => {};
  private isStarted = false;
  private stopShow: (() => void) | null = null;

  constructor(
    readonly form: HTMLElement,
    readonly kept: Stores,
    copies: Parts["copies"] | null,
    former: Parts["former"] | null,
  ) {
    this.sheet = form.dataset["sheet"] ?? "";
    this.site = form.dataset["site"] ?? "";
    const program = JSON.parse(form.dataset["program"] ?? '{"cells":{},"rows":{},"sets":{}}') as Program;
    this.addresses = new Addresses(this.sheet, program);
    this.fields = new Fields(this.addresses);
    this.stores = kept.mirror;
    this.store = new Store(this.site, this.stores, kept.random, this, this.stores);
    this.former = former ? former(form, this.addresses, this.store.answers) : unchanged(this.store.answers);
    this.live = new Live(program, this.addresses, this.former.answers, dayOf(this.clock.now()));
    this.undo = new Undo(this.store, this.stores);
    this.saving = new Saving(this.store, this.clock, (state) => this.tell(state));
    this.copies = copies && new copies(form, this);
    this.rows = new RowTables(form, this);
    const bar = document.querySelector<HTMLElement>("[data-sheet-bar]");
    this.bar = bar && new Bar(bar, this);
    this.paper = new Paper(this);
  }

  start(): void {
    this.takeEarly();
    const read = this.store.load();
    this.known(this.store.answers.keys());
    this.copies?.sync();
    this.isStarted = true;
    this.rows.takeEarly();
    this.takeIn([this.form]);
    this.paint(this.fields.paths());
    this.rows.sync();
    this.listen();
    document.documentElement.classList.add("is-ready");
    this.saving.loaded(!read ? "blocked" : this.isAnswered() ? "answers" : "nothing");
    this.show();
    if (this.store.dirty) this.saving.flush();
    this.stores.changed = () => this.lookAgain();
    this.stores.open();
    offerBringing(this);
  }

  // --- what rows and bar ask for ---

  readonly soon = (run: () => void): unknown => this.clock.after(50, run);

  get(path: string): Value | undefined {
    return this.former.get(path);
  }

  others(path: string): readonly Value[] {
    return this.store.others(path);
  }

  values(prefix: string): Map<string, Value> {
    return new Map([...this.former.answers].filter(([path]) => path.startsWith(prefix)));
  }

  edit(path: string, value: Value): void {
    this.store.edit(path, value);
    this.known([path]);
  }

  fieldOf(element: HTMLElement): Field {
    return this.fields.of(element);
  }

  get name(): string {
    return this.store.name;
  }

  readonly now = (): Date => this.clock.now();

  copyChanged(): void {
    if (!this.isStarted) return;
    this.rows.forget();
    this.fields.clear();
    this.live.forget();
    this.takeIn([this.form]);
    this.rows.sync();
    this.paint(this.fields.paths(), true);
  }

  save(): void {
    this.saving.flush();
  }

  say(text: string): void {
    this.bar?.say(text);
  }

  rowsChanged(added: readonly HTMLElement[]): void {
    this.fields.prune();
    // What nobody has answered stands there as it was made.
    this.paint(this.takeIn(added).filter((path) => this.get(path) !== undefined || this.others(path).length > 0));
  }

  takeFile(): void {
    takeFile(this.store, this.site, this.sheet, Number(this.form.dataset["edition"]), this.fields.owners(this.sheet), this.clock.now());
    this.saving.flush();
    if (isHandedOver(this.form) && this.isAnswered() && this.saving.state.kind !== "unsaved") this.withFiles((files, host) => void files.handOver(host));
  }

  withFiles(act: (files: Parts["files"], host: FilesHost) => void): void {
    this.saving.flush();
    void loadPart("files").then((files) => files && act(files, this));
  }

  readonly fieldAt = (path: string): Field | null => this.fields.get(path);

  merge(edits: ReadonlyMap<string, Value>, others: readonly Difference[]): void {
    if (!this.changeMany("merged", edits)) return;
    for (const { path, file } of others) this.store.addOther(path, file);
    this.afterMany(`Filen er flettet ind: ${edits.size} svar.`);
  }

  print(): void {
    void this.paper.print();
  }

  async clear(): Promise<void> {
    const shared = this.form.querySelector("[data-of]") !== null && this.isAnswered();
    if ((await wantsClear(this.cleared().size > 0, shared)) && this.changeMany("cleared", this.cleared())) this.afterMany("Arket er ryddet.");
  }

  private cleared(): Map<string, Value> {
    const edits = new Map<string, Value>();
    for (const [path, value] of this.store.values(this.prefix)) if (answers(value) && !isNote(path)) edits.set(path, null);
    for (const [path, value] of this.rows.removals()) edits.set(path, value);
    return edits;
  }

  undoLast(): void {
    const before = this.undo.last(this.sheet);
    const back = before ? undone(before, this.store.values("")) : new Map<string, Value>();
    for (const [path, was] of back) this.store.edit(path, was);
    this.known(back.keys());
    this.undo.forget();
    this.afterMany("Det er fortrudt.");
  }

  turnTo(forloeb: string): void {
    this.saving.flush();
    if (!this.store.turnTo(forloeb)) return this.say("Forløbet kan først skiftes, når svarene er gemt.");
    this.afterMany(`Nu viser arket forløbet »${this.store.name}«.`);
  }

  // --- the reader answers ---

  private listen(): void {
    const { form } = this;
    form.addEventListener("input", (event) => this.answered(event, "soon"));
    form.addEventListener("change", (event) => this.answered(event, "now"));
    form.addEventListener("beforeinput", (event) => {
      // Enter breaks no line where the answer is one line.
      if (/^insert(LineBreak|Paragraph)$/.test(event.inputType) && this.fields.around(event.target)?.kind === "text") event.preventDefault();
    });
    form.addEventListener("focusout", (event) => {
      const field = this.fields.around(event.target);
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
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.lookAgain();
    });
    whenEmptied(form, () => this.paint(this.fields.paths(), true));
  }

  private answered(event: Event, when: "now" | "soon"): void {
    const field = this.fields.around(event.target);
    if (!field) return;
    field.tidyAside(event.target);
    field.keepLine();
    const value = field.read();
    if (value === undefined) return;
    this.give(field, value);
    this.saving.edited(field.isPicked ? "now" : when);
  }

  private give(field: Field, value: Value): void {
    if (!sameValue(this.get(field.path), value)) {
      this.copies?.touch();
      this.rows.touch(field.element);
    }
    this.edit(field.path, value);
    for (const other of this.fields.at(field.path)) if (other !== field) this.paintField(other);
    field.showAround(value);
    if (field.isOverride) this.paint([field.path]);
    grow([field]);
  }

  private pressed(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (this.rows.press(button)) return;
    const field = this.fields.around(button);
    if (!field || !button.matches("[data-clear]")) return;
    this.give(field, null);
    this.paint([field.path]);
    this.saving.edited("now");
    field.controls[0]?.focus();
  }

  private choose(field: Field, value: Value): void {
    this.store.choose(field.path, value);
    this.known([field.path]);
    this.saving.flush();
    this.paint([field.path], true);
    field.controls[0]?.focus();
  }

  // What stood in the form before the script ran was typed by the reader: the browser
  // restores nothing of its own here, for the form says autocomplete="off".
  private takeEarly(): void {
    const early = (): Field[] => questions([this.form]).map((element) => this.fieldOf(element)).filter((field) => field.changedEarly);
    // What had been typed in a sheet that repeats is of a copy of its own.
    if (this.copies && early().length > 0) this.copies.startDraft();
    for (const field of early()) {
      const value = field.read();
      if (value !== undefined) this.give(field, value);
    }
  }

  // --- other pages, and coming back ---

  readonly isCleared = (): boolean => this.kept.isCleared(this.store);
  readonly wrote = (forloeb: string): void => this.kept.stamp(forloeb);
  readonly left = (): void => this.afterMany("Forløbet er slettet for altid i et andet vindue.");

  busy(path: string): boolean {
    const active = document.activeElement;
    const field = this.fields.around(active);
    return document.hasFocus() && field?.path === path && !field.isPicked && field.controls.some((control) => control === active);
  }

  private lookAgain(): void {
    this.store.refresh();
    if (this.store.dirty) this.saving.flush();
    else if (this.saving.state.kind === "unsaved" && this.store.isRead) this.saving.loaded(this.isAnswered() ? "answers" : "nothing");
    this.showSoon();
  }

  changed(paths: ReadonlySet<string>): void {
    if (!this.isStarted) return; // start paints all
    const own = this.known(paths);
    this.copies?.sync();
    if ([...own].some((path) => splitRow(path))) this.rows.sync();
    this.paint(own);
    this.showSoon();
  }

  // Whatever follows from these answers is worked out and painted anew.
  private known(paths: Iterable<string>): ReadonlySet<string> {
    const own = this.former.changed(paths);
    const changes = this.live.changed(own);
    this.rows.changed(changes);
    return own;
  }

  // --- showing ---

  // evenBusy: the controls do not show what the store holds, whoever is in them.
  paint(paths: Iterable<string>, evenBusy = false): void {
    const painted: Field[] = [];
    for (const field of [...paths].flatMap((path) => this.fields.at(path))) {
      if (evenBusy || !this.busy(field.path) || !field.element.contains(document.activeElement)) this.paintField(field);
      this.showVersions(field);
      painted.push(field);
    }
    grow(painted);
  }

  private paintField(field: Field): void {
    const cell = this.addresses.cellOf(field.element);
    const worked = this.live.program.cells[cell]?.rules;
    field.paint(this.get(field.path), worked && asStored(this.live.values.cell(cell, this.addresses.rowOf(field.element))));
    const reason = field.isOverride ? field.element.parentElement?.querySelector<HTMLElement>(`:scope > [data-field="${field.element.dataset["override"]}"]`) : null;
    if (reason) reason.hidden = !field.element.hasAttribute("data-overridden");
  }

  private showVersions(field: Field): void {
    const others = this.store.others(field.path);
    const news = showVersions(field, this.get(field.path) ?? null, others, (value) => this.choose(field, value));
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
    if (!answered) document.documentElement.classList.remove("has-words");
    const before = this.undo.last(this.sheet);
    this.bar?.show({
      state: this.saving.state,
      answered,
      temporary: this.kept.isTemporary,
      forloeb: { id: this.store.id, name: this.store.name, all: this.store.all() },
      file: fileNews(this.store, this.fields.owners(this.sheet), this.clock.now()),
      notes: this.notes(),
      undo: before ? undoWords[before.what] : "",
    });
    this.stopPaper();
    if (answered) void this.paper.load(true);
    if (answered) this.stopPaper = this.clock.after(1_000, () => void this.paper.fill());
  }

  private notes(): string[] {
    return noteSentences({
      fromDisk: location.protocol === "file:",
      single: this.stores.single && this.saving.state.kind === "saved" && this.isAnswered(),
      emptied: this.store.emptied || this.stores.emptied,
      trashed: this.store.isTrashed,
      unreadable: this.store.unreadable(this.prefix).size,
      lost: countLost(this.former.answers, this.sheet, (path) => this.isAsked(path)),
    });
  }

  // The page asks for it, or would if its row had not been removed or its copy were shown.
  private isAsked(path: string): boolean {
    return this.fields.has(path) || this.copies?.isOther(path) === true || this.rows.isRemoved(path);
  }

  isAnswered(): boolean {
    for (const path of this.fields.paths()) if (answers(this.get(path))) return true;
    return false;
  }

  // --- many at once ---

  changeMany(what: Before["what"], edits: ReadonlyMap<string, Value>): boolean {
    this.saving.flush();
    const cells = [...edits].map(([path, after]) => [path, this.store.get(path) ?? null, after] as const);
    if (!this.undo.keep({ what, sheet: this.sheet, cells })) {
      const words = "Browseren har ikke plads til at gemme, hvordan svarene er nu. Derfor er intet ændret. Hent en kopi, og ryd op i et andet ark først.";
      void ask("Det kan ikke lade sig gøre nu", [make("p", {}, words)], [{ label: "Luk", value: "close" }]);
      return false;
    }
    if (what === "imported") this.copies?.touch(); // rows come into the copy that is shown
    for (const [path, value] of edits) this.store.edit(path, value);
    this.known(edits.keys());
    return true;
  }

  afterMany(words: string): void {
    this.copies?.sync();
    this.rows.sync();
    this.paint(this.fields.paths(), true);
    this.saving.flush();
    this.show();
    this.say(words);
  }

  /** Takes the answers out of the form for the blank print, or puts them back. */
  showBlank(blank: boolean): void {
    this.live.showBlank(blank);
    this.rows.showBlank(blank);
    if (blank) for (const field of this.fields.all()) field.paint(undefined);
    else this.paint(this.fields.paths(), true);
  }

  // --- the form ---

  // What the paths of the whole sheet begin with, all copies of it.
  private get prefix(): string {
    return this.copies ? `${this.sheet}#` : `${this.sheet}.`;
  }

  private takeIn(parts: readonly HTMLElement[]): string[] {
    const found = this.fields.add(parts);
    this.rows.bind(found);
    for (const field of found) this.follow(field);
    for (const part of parts) {
      this.live.bind(part);
      bindFigures(part, this.live, this.addresses);
      bindClocks(part, this);
    }
    return found.map((field) => field.path);
  }

  // A question whose answer follows from others until it has its own.
  private follow(field: Field): void {
    const cell = this.addresses.cellOf(field.element);
    if (!this.live.program.cells[cell]?.rules) return;
    const row = this.addresses.rowOf(field.element);
    this.live.watch(cellTree(cell, row), field.element, () => this.busy(field.path) || this.paintField(field), row);
  }
}

const undoWords: Readonly<Record<Before["what"], string>> = { merged: "fletning", cleared: "rydning", imported: "indsætning" };

// Asks before leaving a page whose answers are in memory alone.
function keepOpen(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
