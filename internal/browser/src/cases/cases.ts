// Folder cases: the page Mine forløb. Its two nouns are Cases, the page, and card, one
// forløb on it.
//
// Rules of the folder:
//   - What is shown is what stands in the stores now: after each act, and when other pages
//     act, all is read again. Nothing is written by looking.
//   - Each act is one of store/'s, which are safe wherever they are cut; here is only what
//     is asked before it and said after it.
//   - What cannot be undone is asked about first; what can be is done at once.
//
//	<div data-module="cases" data-site="SITEID" data-toolbox="JSON" data-sheets="URL" hidden></div>

import type { Toolbox } from "../answers/toolbox";
import { make, makeButton, setText } from "../sheet/build";
import { ask, askText, tell } from "../sheet/dialog";
import { loadPart } from "../sheet/part";
import { browserClock } from "../store/clock";
import { onOtherPages } from "../store/drawer";
import { finish } from "../store/finish";
import { AllForloeb, freeName, type Contents } from "../store/forloeb";
import { chosenAmong, forloebAmong } from "../store/standing";
import { browserStores } from "../store/stores";
import { Trash, trashDays } from "../store/trash";
import { card, type CardActs } from "./card";
import { openFiles, takeFiles, undoMerge, hasMerge } from "./files";
import { computerSection } from "./computer";
import { caseView, inOrder } from "./view";

export function startCases(element: HTMLElement): void {
  void new Cases(element).start();
}

const refused = "Browseren tog ikke imod ændringen. Den er måske fuld, eller den gemmer ikke noget. Intet er ændret.";

export class Cases implements CardActs {
  readonly site: string;
  readonly toolbox: Toolbox;
  readonly clock = browserClock;
  readonly stores;
  readonly forloeb: AllForloeb;
  readonly trash: Trash;
  private all: readonly Contents[] = [];
  private readonly said = make("p", { role: "status" });
  private readonly undo = make("span");
  private readonly trouble = make("p", { class: "cases-trouble", role: "alert", hidden: "" });
  private readonly list = make("div", { class: "cases-list" });
  private readonly bin = make("div");
  private readonly takeAll = makeButton("Hent alle i én fil", () => void this.take(this.here));
  private readonly shown = new Map<string, { words: string; element: HTMLElement }>();
  private stopRender: (() => void) | null = null;

  constructor(private readonly element: HTMLElement) {
    this.site = element.dataset["site"] ?? "";
    this.toolbox = JSON.parse(element.dataset["toolbox"] ?? '{"sheets":[]}') as Toolbox;
    this.stores = browserStores(this.site, this.clock);
    this.forloeb = new AllForloeb(this.stores.mirror, this.stores.keys, this.stores.random);
    this.trash = new Trash(this.forloeb, this.clock);
  }

  async start(): Promise<void> {
    await finish(this.stores);
    this.build();
    this.trash.tidy();
    this.render();
    this.listen();
    this.stores.mirror.open();
    this.greet();
  }

  // Where a page has opened a forløb and sent the reader here, that is said, and can be undone.
  private greet(): void {
    const id = /^#aabnet-([a-z0-9]+)$/.exec(location.hash)?.[1];
    if (id === undefined || !this.here.some((one) => one.id === id)) return;
    this.say(`»${this.nameOf(id)}« er åbnet, og arkene viser det nu. Jeres egne forløb er, som de var.`, { label: "Fortryd", press: () => this.delete(id) });
    this.focusOn(id);
  }

  get here(): Contents[] {
    return inOrder(this.all, this.chosen);
  }

  say(words: string, undo?: { label: string; press: () => void }): void {
    // The same words twice would not be heard twice.
    this.said.textContent = this.said.textContent === words ? `${words}\u00A0` : words;
    this.undo.replaceChildren(...(undo ? [makeButton(undo.label, undo.press)] : []));
  }

  // --- what a card asks for ---

  open(id: string): void {
    if (!this.did(this.forloeb.use(id))) return;
    this.say(`Nu viser arkene »${this.nameOf(id)}«.`);
    this.focusOn(id);
  }

  takeFile(id: string): void {
    const one = this.all.find((other) => other.id === id);
    if (one) void this.take([one]);
  }

  print(id: string): void {
    void Promise.all([loadPart("catalogue"), loadPart("document")]).then(([data, show]) => {
      const one = this.all.find((other) => other.id === id);
      if (!data || !show || !one) return;
      show({ name: one.name, cells: one.cells, toolbox: this.toolbox, at: this.clock.now(), beside: this.element, closed: () => this.focusOn(id, "Udskriv") }, data);
    });
  }

  rename(id: string): void {
    void askText("Omdøb forløbet", "Navn", this.nameOf(id), "Omdøb").then((name) => {
      if (name !== null && this.did(this.forloeb.rename(id, name))) this.say(`Forløbet hedder nu »${name}«.`);
      this.focusOn(id);
    });
  }

  copy(id: string): void {
    const name = freeName(`${this.nameOf(id)} – kopi`, this.names);
    const copy = this.forloeb.copy(id, name);
    if (!this.did(copy !== null)) return;
    this.say(`»${name}« er lavet. Arkene viser stadig »${this.nameOf(this.chosen ?? id)}«.`);
    this.focusOn(copy ?? id);
  }

  delete(id: string): void {
    const name = this.nameOf(id);
    if (!this.did(this.trash.delete(id))) return;
    this.say(`»${name}« ligger i papirkurven i ${trashDays} dage.`, { label: "Fortryd", press: () => this.restore(id) });
    this.undo.querySelector("button")?.focus();
  }

  restore(id: string): void {
    if (!this.did(this.trash.restore(id))) return;
    this.say(`»${this.nameOf(id)}« er tilbage.`);
    this.focusOn(id);
  }

  // --- the rest of the page ---

  private build(): void {
    const picker = make("input", { type: "file", name: "filer", accept: ".json,application/json", multiple: "", hidden: "", "aria-label": "Filer med svar" });
    picker.addEventListener("change", () => {
      const files = [...(picker.files ?? [])];
      picker.value = ""; // so that the same file can be opened again
      void openFiles(files, this).then(() => this.render());
    });
    const { compare } = this.element.dataset;
    this.element.append(
      make(
        "div",
        { class: "cases-acts" },
        makeButton("Nyt forløb", () => this.make()),
        makeButton("Åbn fil", () => picker.click()),
        picker,
        this.takeAll,
        ...(compare === undefined ? [] : [make("a", { href: compare, class: "cases-link" }, "Sammenlign svar")]),
      ),
      make("div", { class: "cases-said" }, this.said, this.undo),
      this.trouble,
      this.list,
      this.bin,
      computerSection(this),
    );
    this.element.hidden = false;
    document.documentElement.classList.add("is-ready");
  }

  private listen(): void {
    this.stores.mirror.changed = () => {
      this.trash.tidy();
      this.renderSoon();
    };
    onOtherPages((key, text) => {
      if (this.stores.isCleared(null)) return;
      if (key === null) this.stores.mirror.open();
      else if (text !== null) this.stores.mirror.hear(key, text);
      this.renderSoon();
    });
    document.addEventListener("visibilitychange", () => document.hidden || this.stores.isCleared(null) || this.render());
    window.addEventListener("pageshow", (event) => !event.persisted || this.stores.isCleared(null) || this.render());
  }

  private make(): void {
    void askText("Nyt forløb", "Hvad skal det hedde? For eksempel kommunen og året, eller det område, det gælder.", "", "Lav forløbet").then((typed) => {
      if (typed === null) return;
      const name = freeName(typed, this.names);
      const id = this.forloeb.make(name);
      if (!this.did(id !== null)) return;
      this.say(`»${name}« er lavet, og arkene viser det nu.`);
      this.focusOn(id ?? "");
    });
  }

  private async take(some: readonly Contents[]): Promise<void> {
    const words = await takeFiles(some, this);
    this.render();
    if (words !== "") this.say(words);
  }

  private purge(one: Contents): void {
    const words = `Alle svar i »${one.name}« forsvinder fra browseren, og det kan ikke fortrydes. Filer, I har hentet, bliver liggende, hvor I har lagt dem.`;
    void ask("Slet for altid?", [make("p", {}, words)], [
      { label: "Slet for altid", value: "purge", main: true },
      { label: "Lad være", value: "leave" },
    ]).then((answer) => {
      if (answer === "purge" && this.did(this.trash.purge(one.id))) this.say(`»${one.name}« er slettet.`);
    });
  }

  takeEverything(): void {
    void this.take(this.all.filter((one) => one.standing === "here" || one.standing === "trash"));
  }

  /** Shows what an act has changed; says so when the browser did not take it. */
  did(taken: boolean): boolean {
    this.render();
    if (!taken) void tell("Det kan ikke lade sig gøre nu", refused);
    return taken;
  }

  // --- showing ---

  renderSoon(): void {
    this.stopRender ??= this.clock.after(50, () => this.render());
  }

  render(): void {
    this.stopRender?.();
    this.stopRender = null;
    const all = this.forloeb.read();
    this.trouble.hidden = all !== null;
    setText(this.trouble, all ? "" : "Denne browser gemmer ikke svar, eller den lader os ikke se dem. Svar fra en fil kan åbnes på et ark, og de er der, så længe siden er åben.");
    this.all = all ?? [];
    const { here } = this;
    this.takeAll.hidden = here.length < 2;
    const cards = here.map((one) => this.cardOf(one));
    if (cards.length === 0) cards.push(make("p", { class: "cases-none" }, "Her er ingen forløb endnu. Det første bliver til af sig selv, når I svarer på et ark."));
    if (cards.some((one, i) => one !== this.list.children[i]) || cards.length !== this.list.children.length) this.list.replaceChildren(...cards);
    this.renderTrash(this.all.filter((one) => one.standing === "trash"));
  }

  // A card that says the same stays as it is, and so does the focus in it.
  private cardOf(one: Contents): HTMLElement {
    const view = caseView(one, one.id === this.chosen, this.toolbox);
    const canUndo = hasMerge(one, this);
    const words = JSON.stringify([view, canUndo]);
    const known = this.shown.get(one.id);
    if (known?.words === words) return known.element;
    const element = card(view, this.element.dataset["sheets"] ?? "", this);
    if (canUndo) element.querySelector(".case-acts")?.prepend(makeButton("Fortryd fletning", () => void undoMerge(one, this).then((said) => (this.render(), this.say(said)))));
    const isOpen = known?.element.querySelector("details")?.open ?? false;
    for (const details of element.querySelectorAll("details")) details.open = isOpen || view.isChosen;
    this.shown.set(one.id, { words, element });
    return element;
  }

  private renderTrash(trashed: readonly Contents[]): void {
    const wasOpen = this.bin.querySelector("details")?.open ?? false;
    const item = (one: Contents): HTMLElement => {
      const days = this.trash.daysLeft(one);
      const named = (label: string, press: () => void): HTMLElement => {
        const button = makeButton(label, press);
        button.append(make("span", { class: "visually-hidden" }, ` ${one.name}`));
        return button;
      };
      return make("li", {}, make("span", {}, make("b", {}, one.name), ` slettes om ${days === 1 ? "1 dag" : `${days} dage`}`), make("span", { class: "case-acts" }, named("Hent tilbage", () => this.restore(one.id)), named("Slet for altid", () => this.purge(one))));
    };
    const details = make("details", { class: "cases-trash" }, make("summary", {}, `Papirkurv (${trashed.length})`), make("ul", {}, ...trashed.map(item)));
    details.open = wasOpen;
    const words = JSON.stringify(trashed.map((one) => [one.id, one.name, this.trash.daysLeft(one)]));
    if (this.bin.dataset["of"] === words) return;
    this.bin.dataset["of"] = words;
    this.bin.replaceChildren(...(trashed.length > 0 ? [details] : []));
  }

  private focusOn(id: string, act = ""): void {
    const buttons = [...this.list.querySelectorAll<HTMLElement>(`[data-case="${id}"] button`)];
    (buttons.find((button) => button.textContent?.startsWith(act)) ?? buttons[0])?.focus();
  }

  /** The forløb that the sheets show. */
  get chosen(): string | null {
    const { drawer, keys } = this.forloeb;
    return chosenAmong(forloebAmong(drawer.keys(keys.prefix) ?? [], drawer, keys));
  }

  get names(): string[] {
    return this.all.filter((one) => one.standing === "here").map((one) => one.name);
  }

  private nameOf(id: string): string {
    return this.all.find((one) => one.id === id)?.name ?? "";
  }
}
