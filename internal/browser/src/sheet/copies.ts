// The copies of a sheet that repeats: meetings, interviews, partners. One is shown at a
// time; which one, the address says after "#kopi-", for that is no answer. [S25]
//
// Like a row, a copy is real once something in it has been answered. Where copies stand
// for rows, there is one for each, and nothing is added or removed here.

import { answers, type Value } from "../answers/cell";
import { byPosition, nextRemoval } from "../answers/rows";
import { keyOf, type Tree } from "../expressions/program";
import { cellWords } from "../expressions/words";
import { randomMark } from "../store/drawer";
import type { Addresses } from "./address";
import { make, makeButton, setText } from "./build";
import type { Live } from "./live";

/** What the copies ask of their sheet. */
export interface CopiesHost {
  readonly addresses: Addresses;
  readonly live: Live;
  values(prefix: string): Map<string, Value>;
  edit(path: string, value: Value): void;
  save(): void;
  say(text: string): void;
  /** Another copy is to be shown: every path of the form is another. */
  copyChanged(): void;
}

interface Copy {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly removal: number;
  readonly answered: boolean;
}

const hash = "#kopi-";

export class Copies {
  private readonly label: string;
  private readonly of: Tree | null;
  private readonly where: Tree | null;
  private readonly menu = make("select", { name: "kopi", autocomplete: "off" });
  private readonly name = make("input", { type: "text", name: "kopi-navn", autocomplete: "off" });
  private readonly tools = make("p", { class: "copies-tools" });
  private readonly undo: HTMLButtonElement;
  private readonly none = make("p", { class: "copies-none", hidden: "" });
  private draft = "";

  constructor(
    private readonly form: HTMLElement,
    private readonly host: CopiesHost,
  ) {
    const { repeat, repeatOf, repeatWhere } = form.dataset;
    this.label = repeat ?? "";
    this.of = repeatOf === undefined ? null : (JSON.parse(repeatOf) as Tree);
    this.where = repeatWhere === undefined ? null : (JSON.parse(repeatWhere) as Tree);
    const word = this.word;
    this.undo = makeButton(`Hent fjernet ${word} tilbage`, () => this.bringBack());
    this.tools.append(makeButton(`Tilføj ${word}`, () => this.add()), " ", makeButton(`Fjern ${word}`, () => this.remove()), " ", this.undo);
    this.menu.addEventListener("change", () => this.turnTo(this.menu.value));
    this.name.addEventListener("change", () => this.rename());
    const bar = make("div", { class: "copies", role: "group", "aria-label": this.label }, make("label", {}, this.label, this.menu));
    if (!this.of) bar.append(make("label", {}, "Navn", this.name), this.tools);
    form.before(bar, this.none);
    window.addEventListener("hashchange", () => this.fromAddress());
  }

  private get word(): string {
    return this.label.toLowerCase();
  }

  /** A copy for what was typed before the script ran: nobody had seen the others. */
  startDraft(): void {
    if (!this.of) this.host.addresses.copy = this.draft = randomMark();
  }

  /** Shows the copies that there are, and keeps to the one that is shown while it is there. */
  sync(): void {
    const copies = this.copies();
    const shown = this.host.addresses.copy;
    const asked = decodeURIComponent(location.hash).startsWith(hash) ? location.hash.slice(hash.length) : "";
    const found = [shown, asked].find((id) => id !== "" && copies.some((copy) => copy.id === id)) ?? copies[copies.length - (this.of ? copies.length : 1)]?.id;
    if (found === undefined && !this.of) {
      this.draft = randomMark();
      copies.push(this.draftCopy(copies));
    }
    const next = found ?? this.draft;
    this.paint(copies, next);
    if (next === shown) return;
    this.host.addresses.copy = next;
    this.host.copyChanged();
  }

  /** Something in the copy is about to be answered: it becomes real. */
  touch(): void {
    const { copy } = this.host.addresses;
    if (this.of || copy !== this.draft) return;
    const { position, name } = this.draftCopy(this.alive());
    this.draft = "";
    this.note(copy, "_pos", position);
    this.note(copy, "_name", name);
  }

  /** Whether the answers at a path are another copy's, shown when that is. */
  isOther(path: string): boolean {
    const { sheet, prefix } = this.host.addresses;
    return path.startsWith(`${sheet}#`) && !path.startsWith(prefix);
  }

  private copies(): Copy[] {
    if (!this.of) {
      const copies = this.alive();
      if (this.draft !== "" && !copies.some((copy) => copy.id === this.draft)) copies.push(this.draftCopy(copies));
      return copies;
    }
    const { live } = this.host;
    return live.values.rows(this.of, "", this.where).map((row, i) => ({ id: keyOf(row), name: this.rowName(row), position: i, removal: 0, answered: true }));
  }

  private rowName(row: string): string {
    const cell = this.form.dataset["repeatName"];
    const { values, program } = this.host.live;
    return cell !== undefined && program.cells[cell] ? cellWords(cell, values, program, row) : keyOf(row);
  }

  private all(): Copy[] {
    const prefix = `${this.host.addresses.sheet}#`;
    const copies = new Map<string, { name: string; position: number; removal: number; answered: boolean }>();
    for (const [path, value] of this.host.values(prefix)) {
      const id = path.slice(prefix.length, path.indexOf("."));
      const copy = copies.get(id) ?? { name: "", position: 0, removal: 0, answered: false };
      const rest = path.slice(prefix.length + id.length + 1);
      if (rest === "_pos" && typeof value === "number") copy.position = value;
      else if (rest === "_gone") copy.removal = typeof value === "number" ? value : 0;
      else if (rest === "_name") copy.name = typeof value === "string" ? value : "";
      else if (answers(value) && !rest.includes("._")) copy.answered = true;
      copies.set(id, copy);
    }
    return [...copies].map(([id, copy]) => ({ id, ...copy })).sort(byPosition);
  }

  private alive(): Copy[] {
    return this.all().filter((copy) => copy.removal === 0 && copy.answered);
  }

  private draftCopy(others: readonly Copy[]): Copy {
    const position = Math.max(0, ...this.all().map((copy) => copy.position)) + 1;
    return { id: this.draft, name: `${this.label} ${others.filter((copy) => copy.id !== this.draft).length + 1}`, position, removal: 0, answered: false };
  }

  private paint(copies: readonly Copy[], shown: string): void {
    const options = copies.map(({ id, name }) => make("option", { value: id }, name === "" ? id : name));
    if ([...this.menu.options].map((o) => `${o.value} ${o.text}`).join("\n") !== options.map((o) => `${o.value} ${o.text}`).join("\n")) this.menu.replaceChildren(...options);
    this.menu.value = shown;
    const name = copies.find((copy) => copy.id === shown)?.name ?? "";
    if (document.activeElement !== this.name) this.name.value = name;
    this.undo.hidden = !this.all().some((copy) => copy.removal > 0 && copy.answered);
    this.none.hidden = copies.length > 0;
    this.form.inert = copies.length === 0;
    setText(this.none, "Her kommer et ark for hver række, når der er nogen.");
  }

  private turnTo(id: string): void {
    this.host.save();
    this.host.addresses.copy = id;
    history.replaceState(null, "", `${hash}${id}`);
    this.host.copyChanged();
    this.sync();
    this.host.say(`Nu vises ${this.menu.selectedOptions[0]?.text ?? ""}.`);
  }

  private fromAddress(): void {
    const id = location.hash.startsWith(hash) ? location.hash.slice(hash.length) : "";
    if (id !== "" && id !== this.host.addresses.copy && this.copies().some((copy) => copy.id === id)) this.turnTo(id);
  }

  private add(): void {
    this.draft ||= randomMark();
    this.turnTo(this.draft);
    this.form.querySelector<HTMLElement>("input, textarea, select")?.focus();
  }

  private rename(): void {
    const { copy } = this.host.addresses;
    this.touch();
    this.note(copy, "_name", this.name.value.trim() === "" ? null : this.name.value.trim());
    this.host.save();
    this.sync();
  }

  private remove(): void {
    const { copy } = this.host.addresses;
    const name = this.menu.selectedOptions[0]?.text ?? "";
    if (copy === this.draft) this.draft = "";
    else this.note(copy, "_gone", nextRemoval(this.all()));
    this.host.save();
    this.sync();
    this.host.say(`${name} er fjernet.`);
    (this.undo.hidden ? this.menu : this.undo).focus();
  }

  private bringBack(): void {
    const last = this.all().filter((copy) => copy.removal > 0 && copy.answered).sort((a, b) => b.removal - a.removal)[0];
    if (!last) return;
    this.note(last.id, "_gone", null);
    this.host.save();
    this.turnTo(last.id);
  }

  private note(copy: string, name: string, value: Value): void {
    this.host.edit(`${this.host.addresses.sheet}#${copy}.${name}`, value);
  }
}
