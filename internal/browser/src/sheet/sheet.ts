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
import type { Program } from "../expressions/program";
import { browserClock } from "../store/clock";
import { onOtherPages } from "../store/drawer";
import { Saving, type State } from "../store/saving";
import { Store } from "../store/store";
import { browserStores, type Stores } from "../store/stores";
import { Addresses } from "./address";
import { Bar } from "./bar";
import { bringing, offerBringing } from "./bring";
import type { Copies } from "./copies";
import { whenEmptied } from "./emptied";
import { grow, type Field } from "./field";
import { Fields, questions } from "./fields";
import { hasFormer, unchanged, type Reading } from "./reading";
import { asStored, cellTree, dayOf, Live } from "./live";
import { loadPart, type Parts } from "./part";
import type { RowTables } from "./row-tables";
import type { Tools, ToolsHost } from "./tools";

// When the page has been painted.
const painted = 50;

/** What not every sheet has. */
export interface Kinds {
  readonly rows?: typeof RowTables;
  readonly copies?: typeof Copies;
}

export function startSheet(form: HTMLElement, kinds: Kinds): void {
  void startWith(form, kinds);
}

async function startWith(form: HTMLElement, kinds: Kinds): Promise<void> {
  const open = (): Stores => browserStores(form.dataset["site"] ?? "", browserClock);
  let kept = open();
  // Which answers are shown cannot be told without these, so the sheet waits.
  if (kept.isUnfinished) {
    const files = await loadPart("files");
    if (!files) return;
    await files.finish(kept);
    kept = open(); // the tab may have been cleared too, and answers are kept elsewhere now
  }
  const renamed = hasFormer(form);
  const former = renamed ? await loadPart("former") : null;
  if (renamed === (former !== null)) new Sheet(form, kept, kinds, former).start();
}

class Sheet implements ToolsHost {
  readonly sheet: string;
  readonly addresses: Addresses;
  readonly live: Live;
  readonly site: string;
  readonly clock = browserClock;
  readonly #stores: Stores["mirror"];
  readonly store: Store;
  readonly #former: Reading;
  readonly #saving: Saving;
  readonly bar: Bar | null;
  readonly #rows: RowTables | null;
  readonly #copies: Copies | null;
  readonly #fields: Fields;
  #tools: Tools | null = null;
  #isStarted = false;
  /** Whether there have been answers to choose between. */
  #isContested = false;
  #stopShow: (() => void) | null = null;

  constructor(
    readonly form: HTMLElement,
    readonly kept: Stores,
    { rows, copies }: Kinds,
    former: Parts["former"] | null,
  ) {
    this.sheet = form.dataset["sheet"] ?? "";
    this.site = form.dataset["site"] ?? "";
    const program = JSON.parse(form.dataset["program"] ?? '{"cells":{},"rows":{},"sets":{}}') as Program;
    this.addresses = new Addresses(this.sheet, program);
    this.#fields = new Fields(this.addresses);
    this.#stores = kept.mirror;
    this.store = new Store(this.site, this.#stores, kept.random, this, this.#stores);
    this.#former = former ? former(form, this.addresses, this.store.answers) : unchanged(this.store.answers);
    this.live = new Live(program, this.addresses, this.#former.answers, dayOf(this.clock.now()));
    this.#saving = new Saving(this.store, this.clock, (state) => this.#tell(state));
    this.#copies = copies ? new copies(form, this) : null;
    this.#rows = rows ? new rows(form, this) : null;
    const bar = document.querySelector<HTMLElement>("[data-sheet-bar]");
    this.bar = bar && new Bar(bar, this);
  }

  start(): void {
    this.#takeEarly();
    const read = this.store.load();
    this.#known(this.store.answers.keys());
    this.#copies?.sync();
    this.#isStarted = true;
    this.#rows?.takeEarly();
    this.#takeIn([this.form]);
    this.paint(this.#fields.paths());
    this.#rows?.sync();
    this.#listen();
    document.documentElement.classList.add("is-ready");
    this.#saving.loaded(!read ? "blocked" : this.isAnswered() ? "answers" : "nothing");
    this.#show();
    if (this.store.dirty) this.#saving.flush();
    this.#stores.changed = () => this.#lookAgain();
    this.#stores.open();
    // Asked for while the page still loads: once it has, a page asks for nothing.
    void this.#getTools(true);
  }

  // --- what rows, bar and tools ask for ---

  readonly soon = (run: () => void): unknown => this.clock.after(painted, run);

  withTools(act: (tools: Tools) => unknown): void {
    this.save();
    void this.#getTools(false).then((tools) => tools && act(tools));
  }

  async #getTools(unasked: boolean): Promise<Tools | null> {
    const part = await loadPart("tools", unasked);
    if (!part || this.#tools) return this.#tools;
    this.#tools = new part(this);
    this.paint(this.store.contested());
    this.#show();
    return this.#tools;
  }

  get answers(): ReadonlyMap<string, Value> {
    return this.#former.answers;
  }

  get state(): State {
    return this.#saving.state;
  }

  get(path: string): Value | undefined {
    return this.#former.get(path);
  }

  others(path: string): readonly Value[] {
    return this.store.others(path);
  }

  values(prefix: string): Map<string, Value> {
    return new Map([...this.#former.answers].filter(([path]) => path.startsWith(prefix)));
  }

  edit(path: string, value: Value): void {
    this.store.edit(path, value);
    this.#known([path]);
  }

  fieldOf(element: HTMLElement): Field {
    return this.#fields.of(element);
  }

  get name(): string {
    return this.store.name;
  }

  readonly now = (): Date => this.clock.now();

  copyChanged(): void {
    if (!this.#isStarted) return;
    this.#rows?.forget();
    this.#fields.clear();
    this.live.forget();
    this.#takeIn([this.form]);
    this.#tools?.bind();
    this.#rows?.sync();
    this.paint(this.#fields.paths(), true);
  }

  save(): void {
    this.#saving.flush();
  }

  say(text: string): void {
    this.bar?.say(text);
  }

  rowsChanged(added: readonly HTMLElement[]): void {
    this.#fields.prune();
    // What nobody has answered stands there as it was made.
    this.paint(this.#takeIn(added).filter((path) => this.get(path) !== undefined || this.others(path).length > 0));
  }

  owners(): ReadonlySet<string> {
    return this.#fields.owners(this.sheet);
  }

  readonly fieldAt = (path: string): Field | null => this.#fields.get(path);

  removals(): [path: string, value: Value][] {
    return this.#rows?.removals() ?? [];
  }

  editMany(edits: ReadonlyMap<string, Value>, isInCopy: boolean): void {
    if (isInCopy) this.#copies?.touch();
    for (const [path, value] of edits) this.store.edit(path, value);
    this.#known(edits.keys());
  }

  turnTo(forloeb: string): void {
    this.#saving.flush();
    if (!this.store.turnTo(forloeb)) return this.say("Forløbet kan først skiftes, når svarene er gemt.");
    this.afterMany(`Nu viser arket forløbet »${this.store.name}«.`);
  }

  // --- the reader answers ---

  #listen(): void {
    const { form } = this;
    form.addEventListener("input", (event) => this.#answered(event, "soon"));
    form.addEventListener("change", (event) => this.#answered(event, "now"));
    form.addEventListener("beforeinput", (event) => {
      // Enter breaks no line where the answer is one line.
      if (/^insert(LineBreak|Paragraph)$/.test(event.inputType) && this.#fields.around(event.target)?.kind === "text") event.preventDefault();
    });
    form.addEventListener("focusout", (event) => {
      const field = this.#fields.around(event.target);
      if (!field) return;
      field.sayLeft(this.store.get(field.path));
      this.#saving.flush();
      this.store.release(field.path);
    });
    form.addEventListener("click", (event) => this.#pressed(event.target));
    offerBringing(form);
    onOtherPages((key, text) => {
      if (key === null) this.#stores.open();
      else if (text !== null) this.#stores.hear(key, text);
      this.store.hear(key, text);
      if (this.store.dirty) this.#saving.flush();
      this.#showSoon();
    });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#saving.flush() : this.#lookAgain()));
    window.addEventListener("pagehide", () => this.#saving.flush());
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.#lookAgain();
    });
    whenEmptied(form, () => this.paint(this.#fields.paths(), true));
  }

  #answered(event: Event, when: "now" | "soon"): void {
    const field = this.#fields.around(event.target);
    if (!field) return;
    field.tidyAside(event.target);
    field.keepLine();
    const value = field.read();
    if (value === undefined) return;
    this.#give(field, value);
    this.#saving.edited(field.isPicked ? "now" : when);
  }

  #give(field: Field, value: Value): void {
    if (!sameValue(this.get(field.path), value)) {
      this.#copies?.touch();
      this.#rows?.touch(field.element);
    }
    this.edit(field.path, value);
    for (const other of this.#fields.at(field.path)) if (other !== field) this.#paintField(other);
    field.showAround(value);
    if (field.isOverride) this.paint([field.path]);
    grow([field]);
  }

  #pressed(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (button.matches(bringing)) return this.withTools((tools) => tools.bring(button));
    if (this.#rows?.press(button)) return;
    const field = this.#fields.around(button);
    if (!field || !button.matches("[data-clear]")) return;
    this.#give(field, null);
    this.paint([field.path]);
    this.#saving.edited("now");
    field.controls[0]?.focus();
  }

  choose(field: Field, value: Value): void {
    this.store.choose(field.path, value);
    this.#known([field.path]);
    this.#saving.flush();
    this.paint([field.path], true);
    field.controls[0]?.focus();
  }

  // What stood in the form before the script ran was typed by the reader: the browser
  // restores nothing of its own here, for the form says autocomplete="off".
  #takeEarly(): void {
    const early = (): Field[] => questions([this.form]).map((element) => this.fieldOf(element)).filter((field) => field.changedEarly);
    // What had been typed in a sheet that repeats is of a copy of its own.
    if (this.#copies && early().length > 0) this.#copies.startDraft();
    for (const field of early()) {
      const value = field.read();
      if (value !== undefined) this.#give(field, value);
    }
  }

  // --- other pages, and coming back ---

  readonly isCleared = (): boolean => this.kept.isCleared(this.store);
  readonly wrote = (forloeb: string): void => this.kept.stamp(forloeb);
  readonly left = (): void => this.afterMany("Forløbet er slettet for altid i et andet vindue.");

  busy(path: string): boolean {
    const active = document.activeElement;
    const field = this.#fields.around(active);
    return document.hasFocus() && field?.path === path && !field.isPicked && field.controls.some((control) => control === active);
  }

  #lookAgain(): void {
    this.store.refresh();
    if (this.store.dirty) this.#saving.flush();
    else if (this.state.kind === "unsaved" && this.store.isRead) this.#saving.loaded(this.isAnswered() ? "answers" : "nothing");
    this.#showSoon();
  }

  changed(paths: ReadonlySet<string>): void {
    if (!this.#isStarted) return; // start paints all
    const own = this.#known(paths);
    this.#copies?.sync();
    if ([...own].some((path) => splitRow(path))) this.#rows?.sync();
    this.paint(own);
    this.#showSoon();
  }

  // Whatever follows from these answers is worked out and painted anew.
  #known(paths: Iterable<string>): ReadonlySet<string> {
    const own = this.#former.changed(paths);
    const changes = this.live.changed(own);
    this.#rows?.changed(changes);
    return own;
  }

  // --- showing ---

  // evenBusy: the controls do not show what the store holds, whoever is in them.
  paint(paths: Iterable<string>, evenBusy = false): void {
    const painted: Field[] = [];
    for (const field of [...paths].flatMap((path) => this.#fields.at(path))) {
      if (evenBusy || !this.busy(field.path) || !field.element.contains(document.activeElement)) this.#paintField(field);
      this.#showVersions(field);
      painted.push(field);
    }
    grow(painted);
  }

  #paintField(field: Field): void {
    const cell = this.addresses.cellOf(field.element);
    const worked = this.live.program.cells[cell]?.rules;
    field.paint(this.get(field.path), worked && asStored(this.live.values.cell(cell, this.addresses.rowOf(field.element))));
    const reason = field.isOverride ? field.element.parentElement?.querySelector<HTMLElement>(`:scope > [data-field="${field.element.dataset["override"]}"]`) : null;
    if (reason) reason.hidden = !field.element.hasAttribute("data-overridden");
  }

  #showVersions(field: Field): void {
    const others = this.store.others(field.path);
    this.#isContested ||= others.length > 0;
    if (this.#isContested) this.#tools?.showVersions(field, others);
  }

  #tell(state: State): void {
    if (state.kind === "unsaved" && this.store.dirty) window.addEventListener("beforeunload", keepOpen);
    else window.removeEventListener("beforeunload", keepOpen);
    this.bar?.showState(state, this.isAnswered());
    if (state.kind === "saving") return;
    for (const path of this.store.contested()) this.paint([path]);
    this.#showSoon();
  }

  #showSoon(): void {
    this.#stopShow ??= this.clock.after(50, () => this.#show());
  }

  #show(): void {
    this.#stopShow?.();
    this.#stopShow = null;
    const answered = this.isAnswered();
    this.bar?.show({
      state: this.state,
      answered,
      temporary: this.kept.isTemporary,
      forloeb: { id: this.store.id, name: this.store.name, all: this.store.all() },
    });
    this.#tools?.show(answered);
  }

  // The page asks for it, or would if its row had not been removed or its copy were shown.
  isAsked(path: string): boolean {
    return this.#fields.has(path) || this.#copies?.isOther(path) === true || this.#rows?.isRemoved(path) === true;
  }

  isAnswered(): boolean {
    for (const path of this.#fields.paths()) if (answers(this.get(path))) return true;
    return false;
  }

  // --- many at once ---

  afterMany(words: string): void {
    this.#copies?.sync();
    this.#rows?.sync();
    this.paint(this.#fields.paths(), true);
    this.#saving.flush();
    this.#show();
    this.say(words);
  }

  /** Takes the answers out of the form for the blank print, or puts them back. */
  showBlank(blank: boolean): void {
    this.live.showBlank(blank);
    this.#rows?.showBlank(blank);
    if (blank) for (const field of this.#fields.all()) field.paint(undefined);
    else this.paint(this.#fields.paths(), true);
  }

  // --- the form ---

  // What the paths of the whole sheet begin with, all copies of it.
  get prefix(): string {
    return this.#copies ? `${this.sheet}#` : `${this.sheet}.`;
  }

  #takeIn(parts: readonly HTMLElement[]): string[] {
    const found = this.#fields.add(parts);
    this.#rows?.bind(found);
    for (const field of found) this.#follow(field);
    for (const part of parts) this.live.bind(part);
    return found.map((field) => field.path);
  }

  // A question whose answer follows from others until it has its own.
  #follow(field: Field): void {
    const cell = this.addresses.cellOf(field.element);
    if (!this.live.program.cells[cell]?.rules) return;
    const row = this.addresses.rowOf(field.element);
    this.live.watch(cellTree(cell, row), field.element, () => this.busy(field.path) || this.#paintField(field), row);
  }
}

// Asks before leaving a page whose answers are in memory alone.
function keepOpen(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
