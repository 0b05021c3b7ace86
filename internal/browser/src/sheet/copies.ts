// The copies of a sheet that repeats: meetings, interviews, partners. One is shown at a
// time; which one, the address says after "#kopi-", for that is no answer. [S25]
//
// Like a row, a copy is real once something in it has been answered. Where copies stand
// for rows, there is one for each, and as long as something is answered in it also for one
// that is none of them any more. Beside these the reader makes copies of his own where the
// sheet says so, and they are the same in all sheets over the same rows. [S60] [S61]

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
  readonly #label: string;
  readonly #of: Tree | null;
  readonly #where: Tree | null;
  /** The reader makes copies: all, or some beside those that stand for rows. */
  readonly #makes: boolean;
  /** The other sheets that have the reader's own copies too. */
  readonly #beside: readonly string[];
  readonly #menu = make("select", { name: "kopi", autocomplete: "off" });
  readonly #name = make("input", { type: "text", name: "kopi-navn", autocomplete: "off" });
  readonly #naming = make("label", {}, "Navn", this.#name);
  readonly #removing: HTMLButtonElement;
  readonly #tools = make("p", { class: "copies-tools" });
  readonly #undo: HTMLButtonElement;
  readonly #none = make("p", { class: "copies-none", hidden: "" });
  #draft = "";
  /** The reader has asked for the draft. */
  #wanted = false;

  constructor(
    private readonly form: HTMLElement,
    private readonly host: CopiesHost,
  ) {
    const { repeat, repeatOf, repeatWhere, repeatAdd } = form.dataset;
    this.#label = repeat ?? "";
    this.#of = repeatOf === undefined ? null : (JSON.parse(repeatOf) as Tree);
    this.#where = repeatWhere === undefined ? null : (JSON.parse(repeatWhere) as Tree);
    this.#makes = repeatOf === undefined || repeatAdd !== undefined;
    this.#beside = repeatAdd?.split(" ").filter((sheet) => sheet !== "") ?? [];
    const word = this.#word;
    this.#undo = makeButton(`Hent fjernet ${word} tilbage`, () => this.#bringBack());
    this.#removing = makeButton(`Fjern ${word}`, () => this.#remove());
    this.#tools.append(makeButton(`Tilføj ${word}`, () => this.#add()), " ", this.#removing, " ", this.#undo);
    this.#menu.addEventListener("change", () => this.#turnTo(this.#menu.value));
    this.#name.addEventListener("change", () => this.#rename());
    const bar = make("div", { class: "copies", role: "group", "aria-label": this.#label }, make("label", {}, this.#label, this.#menu));
    if (this.#makes) bar.append(this.#naming, this.#tools);
    form.before(bar, this.#none);
    window.addEventListener("hashchange", () => this.#fromAddress());
  }

  get #word(): string {
    return this.#label.toLowerCase();
  }

  /** A copy for what was typed before the script ran: nobody had seen the others. */
  startDraft(): void {
    if (this.#makes) this.host.addresses.copy = this.#draft = randomMark();
  }

  /** Shows the copies that there are, and keeps to the one that is shown while it is there. */
  sync(): void {
    this.#letGo();
    const copies = this.#copies();
    const shown = this.host.addresses.copy;
    const asked = location.hash.startsWith(hash) ? location.hash.slice(hash.length) : "";
    const found = [shown, asked].find((id) => id !== "" && copies.some((copy) => copy.id === id)) ?? copies[copies.length - (this.#of ? copies.length : 1)]?.id;
    if (found === undefined && this.#makes) {
      this.#draft = randomMark();
      copies.push(this.#draftCopy(copies));
    }
    const next = found ?? this.#draft;
    this.#paint(copies, next);
    if (next === shown) return;
    this.host.addresses.copy = next;
    this.host.copyChanged();
  }

  #startOver(): void {
    this.#draft = "";
    this.#wanted = false;
  }

  // The first copy of a sheet is offered before all is known. When others turn up, it goes, unless the reader is in it
  // or names it: his name would be another's.
  #letGo(): void {
    if (this.#draft === "" || this.#wanted || this.form.contains(document.activeElement) || document.activeElement === this.#name) return;
    const { addresses } = this.host;
    const offered = this.#draft;
    this.#draft = "";
    if (this.#copies().length === 0) this.#draft = offered;
    else if (addresses.copy === offered) addresses.copy = "";
  }

  /** Something in the copy is about to be answered: it becomes real. */
  touch(): void {
    const { copy } = this.host.addresses;
    const other = this.#others().find(({ id }) => id === copy);
    if (copy !== this.#draft && !other) return;
    const { position, name } = this.#draftCopy(this.#alive());
    if (copy === this.#draft) this.#startOver();
    this.#note(copy, "_pos", position);
    this.#note(copy, "_name", other?.name ?? name);
  }

  /** Whether the answers at a path are another copy's, shown when that is. */
  isOther(path: string): boolean {
    const { sheet, prefix } = this.host.addresses;
    return path.startsWith(`${sheet}#`) && !path.startsWith(prefix);
  }

  #copies(): Copy[] {
    const { live } = this.host;
    const shown: Copy[] = this.#of ? live.values.rows(this.#of, "", this.#where).map((row, i) => ({ id: keyOf(row), name: this.#rowName(row), position: i, removal: 0, answered: true })) : [];
    const own = this.#alive().map((copy) => (copy.name !== "" || !this.#of ? copy : { ...copy, name: `${this.#rowName(this.#rowAt() + copy.id)} (ikke på listen)` }));
    for (const copy of [...own, ...this.#others()]) if (!shown.some(({ id }) => id === copy.id)) shown.push(copy);
    if (this.#draft !== "" && !shown.some((copy) => copy.id === this.#draft)) shown.push(this.#draftCopy(shown));
    return shown;
  }

  /** The reader's own copies in the other sheets over the same rows, those that are not here, nor were removed here. */
  #others(): Copy[] {
    const found = new Map<string, Copy>();
    for (const sheet of this.#beside) {
      const here = new Set(this.#all().filter((copy) => copy.answered || copy.removal > 0).map(({ id }) => id));
      for (const copy of this.#all(sheet)) if (copy.name !== "" && copy.answered && copy.removal === 0 && !here.has(copy.id)) found.set(copy.id, copy);
    }
    return [...found.values()].sort(byPosition);
  }

  /** What the addresses of the rows have before the key. */
  #rowAt(): string {
    const { rows } = this.host.live.program;
    let row = rows[(this.#of as readonly string[])[1] as string];
    while (row?.view !== undefined) row = rows[(row.view as readonly string[])[1] as string];
    return row?.at ?? "";
  }

  #rowName(row: string): string {
    const cell = this.form.dataset["repeatName"];
    const { values, program } = this.host.live;
    return cell !== undefined && program.cells[cell] ? cellWords(cell, values, program, row) : keyOf(row);
  }

  #all(sheet = this.host.addresses.sheet): Copy[] {
    const prefix = `${sheet}#`;
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

  #alive(): Copy[] {
    return this.#all().filter((copy) => copy.removal === 0 && copy.answered);
  }

  #draftCopy(others: readonly Copy[]): Copy {
    const position = Math.max(0, ...this.#all().map((copy) => copy.position)) + 1;
    const own = others.filter(({ id }) => id !== this.#draft && !this.#standsForRow(id));
    return { id: this.#draft, name: `${this.#label} ${own.length + 1}`, position, removal: 0, answered: false };
  }

  /** Whether a copy is a row's, and not the reader's own: only those have a name that stands with them. */
  #standsForRow(id: string): boolean {
    return this.#of !== null && id !== this.#draft && ![...this.#all(), ...this.#others()].some((copy) => copy.id === id && copy.name !== "");
  }

  #paint(copies: readonly Copy[], shown: string): void {
    const options = copies.map(({ id, name }) => make("option", { value: id }, name === "" ? id : name));
    if ([...this.#menu.options].map((o) => `${o.value} ${o.text}`).join("\n") !== options.map((o) => `${o.value} ${o.text}`).join("\n")) this.#menu.replaceChildren(...options);
    this.#menu.value = shown;
    const name = copies.find((copy) => copy.id === shown)?.name ?? "";
    if (document.activeElement !== this.#name || shown !== this.host.addresses.copy) this.#name.value = name;
    this.#naming.hidden = this.#removing.hidden = this.#standsForRow(shown);
    this.#undo.hidden = !this.#all().some((copy) => copy.removal > 0 && copy.answered);
    this.#none.hidden = copies.length > 0;
    this.form.inert = copies.length === 0;
    setText(this.#none, "Her kommer et ark for hver række, når der er nogen.");
  }

  #turnTo(id: string): void {
    this.host.save();
    this.host.addresses.copy = id;
    history.replaceState(null, "", `${hash}${id}`);
    this.host.copyChanged();
    this.sync();
    this.host.say(`Nu vises ${this.#menu.selectedOptions[0]?.text ?? ""}.`);
  }

  #fromAddress(): void {
    const id = location.hash.startsWith(hash) ? location.hash.slice(hash.length) : "";
    if (id !== "" && id !== this.host.addresses.copy && this.#copies().some((copy) => copy.id === id)) this.#turnTo(id);
  }

  #add(): void {
    this.#wanted = true;
    this.#draft ||= randomMark();
    this.#turnTo(this.#draft);
    this.form.querySelector<HTMLElement>("input, textarea, select")?.focus();
  }

  #rename(): void {
    const { copy, sheet } = this.host.addresses;
    this.touch();
    const name = this.#name.value.trim() || (this.#of ? this.#label : null);
    for (const one of [sheet, ...this.#beside]) if (one === sheet || this.#all(one).some(({ id }) => id === copy)) this.host.edit(`${one}#${copy}._name`, name);
    this.host.save();
    this.sync();
  }

  #remove(): void {
    const { copy } = this.host.addresses;
    const name = this.#menu.selectedOptions[0]?.text ?? "";
    if (copy === this.#draft) this.#startOver();
    else this.#note(copy, "_gone", nextRemoval(this.#all()));
    this.host.save();
    this.sync();
    this.host.say(`${name} er fjernet.`);
    (this.#undo.hidden ? this.#menu : this.#undo).focus();
  }

  #bringBack(): void {
    const last = this.#all().filter((copy) => copy.removal > 0 && copy.answered).sort((a, b) => b.removal - a.removal)[0];
    if (!last) return;
    this.#note(last.id, "_gone", null);
    this.host.save();
    this.#turnTo(last.id);
  }

  #note(copy: string, name: string, value: Value): void {
    this.host.edit(`${this.host.addresses.sheet}#${copy}.${name}`, value);
  }
}
