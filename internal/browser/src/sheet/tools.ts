// A part of the sheet's script, which comes after the sheet can be answered: what a reader may
// do with a sheet besides answering it, and what else there is to say about it. Until it is
// there the bar tells what is saved, and its buttons wait for it.

import { answers, type Value } from "../answers/cell";
import { isNote, type Difference } from "../answers/plan";
import { undone, Undo, type Before } from "../store/before";
import type { Clock } from "../store/clock";
import type { State } from "../store/saving";
import type { Bar } from "./bar";
import { make, setText } from "./build";
import { wantsClear } from "./clearing";
import { tell } from "./dialog";
import type { Field } from "./field";
import { fileNews, isHandedOver, takeFile } from "./files";
import { bindClocks, bindFigures } from "./figures";
import { countLost, noteSentences } from "./notes";
import type { FilesHost } from "./opening";
import { Paper, type PaperHost } from "./paper";
import { loadPart, type Parts } from "./part";
import { showVersions } from "./versions";

/** The sheet, as its tools see it. */
export interface ToolsHost extends Omit<PaperHost, "addresses" | "store">, Omit<FilesHost, "undo" | "merge" | "changeMany"> {
  readonly form: HTMLElement;
  readonly bar: Bar | null;
  /** What the paths of the whole sheet begin with, all copies of it. */
  readonly prefix: string;
  readonly clock: Clock;
  /** How it stands with the saving. */
  readonly state: State;
  /** The answers as the page asks for them. */
  readonly answers: ReadonlyMap<string, Value>;
  now(): Date;
  get(path: string): Value | undefined;
  fieldOf(element: HTMLElement): Field;
  save(): void;
  /** The sheet, and the lists whose rows it shows. */
  owners(): ReadonlySet<string>;
  /** Whether the page asks for it. */
  isAsked(path: string): boolean;
  isAnswered(): boolean;
  /** The notes that remove every row. */
  removals(): [path: string, value: Value][];
  /** Gives many answers; they may make the copy that is shown a real one. */
  editMany(edits: ReadonlyMap<string, Value>, isInCopy: boolean): void;
  choose(field: Field, value: Value): void;
}

/** What the buttons of the bar do (data-act), but for opening a file. */
export type Act = "undo" | "take" | "print" | "elsewhere" | "clear" | "temporary" | "forloeb";

const undoWords: Readonly<Record<Before["what"], string>> = { merged: "fletning", cleared: "rydning", imported: "indsætning" };

// So long nobody has answered when all answers are looked at: who types does not wait for it.
const pause = 300;

export class Tools {
  readonly acts: Readonly<Record<Act, () => unknown>> = {
    undo: () => this.undoLast(),
    take: () => this.takeFile(),
    print: () => this.paper.print(),
    elsewhere: () => this.withFiles((files) => files.takeElsewhere(this.parts)),
    clear: () => this.clear(),
    temporary: () => this.withFiles((files) => files.goTemporary(this.parts)),
    forloeb: () => this.withFiles((files) => files.newForloeb(this.parts)),
  };
  private readonly undo: Undo;
  /** The sheet, as parts see it that files and buttons lead to. */
  private readonly parts: FilesHost;
  private readonly paper: Paper;
  private stopPaper = (): void => {};
  private stopNews = (): void => {};
  private isNew = true;

  constructor(private readonly host: ToolsHost) {
    this.undo = new Undo(host.store, host.kept.mirror);
    this.paper = new Paper(host);
    const { form, addresses, live, site, store, kept, sheet } = host;
    this.parts = {
      ...{ form, addresses, live, site, store, kept, sheet, undo: this.undo },
      get: (path) => host.get(path),
      values: (prefix) => host.values(prefix),
      fieldOf: (element) => host.fieldOf(element),
      fieldAt: (path) => host.fieldAt(path),
      now: () => host.now(),
      say: (words) => host.say(words),
      edit: (path, value) => host.edit(path, value),
      save: () => host.save(),
      turnTo: (forloeb) => host.turnTo(forloeb),
      changed: (paths) => host.changed(paths),
      afterMany: (words) => host.afterMany(words),
      changeMany: (what, edits) => this.changeMany(what, edits),
      merge: (edits, others) => this.merge(edits, others),
    };
    this.bind();
  }

  /** Keeps figures drawn and clocks running, as when another copy is shown. */
  bind(): void {
    const { form, live, addresses } = this.host;
    bindFigures(form, live, addresses);
    bindClocks(form, this.host);
  }

  /** Shows what is so now, beside what the bar shows itself. */
  show(answered: boolean): void {
    const { host } = this;
    if (!answered) document.documentElement.classList.remove("has-words");
    if (host.bar) this.showIn(host.bar);
    this.stopPaper();
    if (answered) void this.paper.load(true);
    if (answered) this.stopPaper = host.clock.after(1_000, () => void this.paper.fill());
  }

  private showIn(bar: Bar): void {
    const { host } = this;
    const cases = host.form.dataset["cases"] !== undefined;
    const before = this.undo.last(host.sheet);
    const undo = bar.find("[data-act=undo]");
    undo.hidden = before === null;
    if (before) setText(undo, `Fortryd ${undoWords[before.what]}`);
    this.stopNews();
    if (this.isNew) this.showNews(bar, cases);
    else this.stopNews = host.clock.after(pause, () => this.showNews(bar, cases));
    this.isNew = false;
  }

  // What takes a look at every answer there is.
  private showNews(bar: Bar, cases: boolean): void {
    const { host } = this;
    const news = fileNews(host.store, host.owners(), host.now());
    setText(bar.find(".sheet-file"), news.words === "" ? "Ingen fil hentet" : news.words);
    const notes = cases && news.remind !== "" ? [...this.notes(), news.remind] : this.notes();
    const place = bar.find(".sheet-notes");
    place.hidden = notes.length === 0;
    if ([...place.children].map((p) => p.textContent).join("\n") !== notes.join("\n")) place.replaceChildren(...notes.map((note) => make("p", {}, note)));
  }

  private notes(): string[] {
    const { store, kept, sheet, state } = this.host;
    return noteSentences({
      fromDisk: location.protocol === "file:",
      single: kept.mirror.single && state.kind === "saved" && this.host.isAnswered(),
      emptied: store.emptied || kept.mirror.emptied,
      trashed: store.isTrashed,
      unreadable: store.unreadable(this.host.prefix).size,
      lost: countLost(this.host.answers, sheet, (path) => this.host.isAsked(path)),
    });
  }

  /** Shows the answers to choose between, and says so when they are new. */
  showVersions(field: Field, others: readonly Value[]): void {
    const news = showVersions(field, this.host.get(field.path) ?? null, others, (value) => this.host.choose(field, value));
    if (news) this.host.say(`${field.label}: der er to versioner. Vælg den, der gælder.`);
  }

  private takeFile(): void {
    const { host } = this;
    takeFile(host.store, host.site, host.sheet, Number(host.form.dataset["edition"]), host.owners(), host.now());
    host.save();
    if (isHandedOver(host.form) && host.isAnswered() && host.state.kind !== "unsaved") this.withFiles((files) => files.handOver(this.parts));
  }

  /** A button was pressed that brings rows, or sends them. */
  async bring(button: HTMLElement): Promise<void> {
    (await loadPart(button.matches("[data-bring-rows]") ? "import" : "send"))?.(button, this.parts);
  }

  openFiles(picked: readonly File[]): void {
    this.withFiles((files) => files.openFiles(picked, this.parts));
  }

  private withFiles(act: (files: Parts["files"]) => unknown): void {
    void loadPart("files").then((files) => files && act(files));
  }

  // --- many answers at once ---

  private changeMany(what: Before["what"], edits: ReadonlyMap<string, Value>): boolean {
    const { host } = this;
    host.save();
    const cells = [...edits].map(([path, after]) => [path, host.store.get(path) ?? null, after] as const);
    if (!this.undo.keep({ what, sheet: host.sheet, cells })) {
      void tell("Det kan ikke lade sig gøre nu", "Browseren har ikke plads til at gemme, hvordan svarene er nu. Derfor er intet ændret. Hent en kopi, og ryd op i et andet ark først.");
      return false;
    }
    host.editMany(edits, what === "imported"); // rows come into the copy that is shown
    return true;
  }

  private merge(edits: ReadonlyMap<string, Value>, others: readonly Difference[]): void {
    if (!this.changeMany("merged", edits)) return;
    for (const { path, file } of others) this.host.store.addOther(path, file);
    this.host.afterMany(`Filen er flettet ind: ${edits.size} svar.`);
  }

  private async clear(): Promise<void> {
    const shared = this.host.form.querySelector("[data-of]") !== null && this.host.isAnswered();
    if ((await wantsClear(this.cleared().size > 0, shared)) && this.changeMany("cleared", this.cleared())) this.host.afterMany("Arket er ryddet.");
  }

  private cleared(): Map<string, Value> {
    const { host } = this;
    const edits = new Map<string, Value>();
    for (const [path, value] of host.store.values(host.prefix)) if (answers(value) && !isNote(path)) edits.set(path, null);
    for (const [path, value] of host.removals()) edits.set(path, value);
    return edits;
  }

  private undoLast(): void {
    const before = this.undo.last(this.host.sheet);
    const back = before ? undone(before, this.host.store.values("")) : new Map<string, Value>();
    this.host.editMany(back, false);
    this.undo.forget();
    this.host.afterMany("Det er fortrudt.");
  }
}
