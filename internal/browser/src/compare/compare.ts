// The page: it gathers answers, lets the reader say what of them to compare, and shows it.
//
//	<div data-module="compare" data-site="SITEID" data-part-catalogue="URL" hidden><svg class="chart"></svg></div>
//
// The address may name the sheet: ?ark=kapacitetsvurdering.

import { answers } from "../answers/cell";
import { isNote } from "../answers/plan";
import { ownerOf } from "../answers/toolbox";
import { Catalogue, rootOf, type SheetOf } from "../catalogue/catalogue";
import type { Work } from "../exchange/table";
import { doWork } from "../import/work";
import { make, makeButton, setText } from "../sheet/build";
import { loadPart } from "../sheet/part";
import { browserClock } from "../store/clock";
import { onOtherPages } from "../store/drawer";
import { finish } from "../store/finish";
import { AllForloeb, countAnswers, valuesOf, type Contents } from "../store/forloeb";
import { firstName } from "../store/standing";
import { browserStores } from "../store/stores";
import { Choices } from "./choices";
import { formOf, type Form } from "./form";
import { inOrder, itemsOf, type Item } from "./item";
import { readFiles, type ReadFiles } from "./reading";
import { allResponses, twice, type Response, type Source } from "./response";
import { itemElement, type Showing } from "./show";
import { writeTogether } from "./together";
import { askTwice } from "./twice";
import { bestNaming, guessRounds, namesOf } from "./words";
import { Worked, withRows } from "./worked";

export function startCompare(element: HTMLElement): void {
  void new Compare(element).start();
}

// As many items as a page shows at once.
const page = 40;
const rounds = ["Før", "Efter"];

export class Compare {
  private readonly site: string;
  private readonly clock = browserClock;
  private readonly stores;
  private readonly forloeb: AllForloeb;
  private catalogue: Catalogue | null = null;
  private readonly files: Source[] = [];
  private here: readonly Contents[] = [];
  private readonly chosen = new Set<string>();
  private form: Form | null = null;
  private worked: Worked | null = null;
  private responses: readonly Response[] = [];
  private items: readonly Item[] = [];
  private readonly decided = new Set<string>();
  private shown = 0;
  private read = 0;
  private isStopped = false;
  private stopWork: () => void = () => {};

  private readonly said = make("p", { role: "status" });
  private readonly after = make("span");
  private readonly refused = make("ul", { class: "compare-refused" });
  private readonly hereList = make("fieldset", { class: "compare-here", hidden: "" });
  private readonly bar = make("progress", { max: "1", "aria-label": "Så langt er læsningen" });
  private readonly barWords = make("span");
  private readonly progress = make("div", { class: "compare-progress", hidden: "" });
  private readonly choices: Choices;
  private readonly title = make("h2", { id: "sammenlignet", tabindex: "-1" });
  private readonly facts = make("p", { class: "compare-facts" });
  private readonly list = make("div", { class: "compare-items" });
  private readonly more = makeButton("Vis flere", () => this.showMore());
  private readonly results = make("section", { class: "compare-results", "aria-labelledby": "sammenlignet", hidden: "" });

  constructor(private readonly element: HTMLElement) {
    this.site = element.dataset["site"] ?? "";
    this.stores = browserStores(this.site, this.clock);
    this.forloeb = new AllForloeb(this.stores.mirror, this.stores.keys, this.stores.random);
    this.choices = new Choices({
      sheet: () => void this.gather(),
      responses: () => this.compare(),
      looks: () => this.show(),
    });
  }

  async start(): Promise<void> {
    await finish(this.stores);
    this.build();
    this.stores.mirror.changed = () => this.showHere();
    onOtherPages(() => this.stores.isCleared(null) || this.showHere());
    this.showHere();
    this.stores.mirror.open();
  }

  private build(): void {
    const picker = make("input", { type: "file", name: "filer", accept: ".json,application/json", multiple: "", hidden: "", "aria-label": "Filer med svar" });
    picker.addEventListener("change", () => {
      const files = [...(picker.files ?? [])];
      picker.value = ""; // so that the same files can be chosen again
      void this.open(files);
    });
    const drop = make("div", { class: "compare-drop" }, make("p", {}, "Træk filerne hertil, eller vælg dem. I kan tage mange på én gang."), makeButton("Vælg filer", () => picker.click()), picker);
    this.listenForFiles(drop);
    this.progress.append(this.bar, this.barWords, makeButton("Stop", () => this.stop()));
    const get = make("section", { class: "compare-get", "aria-labelledby": "besvarelser" }, make("h2", { id: "besvarelser" }, "Besvarelser"), drop, this.hereList, this.progress);
    const write = makeButton("Skriv jeres fælles svar", () => void this.together());
    write.className = "main-act";
    const acts = make("div", { class: "compare-acts" }, write, makeButton("Udskriv", () => this.print()));
    this.results.append(this.title, this.facts, acts, this.list, this.more);
    this.element.append(get, make("div", { class: "compare-said" }, this.said, this.after), this.refused, this.choices.element, this.results);
    this.element.hidden = false;
    document.documentElement.classList.add("is-ready");
  }

  // A file that is dropped beside its place would take the reader away from the page.
  private listenForFiles(drop: HTMLElement): void {
    const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    for (const kind of ["dragenter", "dragover"] as const) {
      document.addEventListener(kind, (event) => {
        if (!isFiles(event)) return;
        event.preventDefault();
        drop.classList.add("is-over");
      });
    }
    document.addEventListener("dragleave", (event) => event.relatedTarget === null && drop.classList.remove("is-over"));
    document.addEventListener("drop", (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      drop.classList.remove("is-over");
      void this.open([...(event.dataTransfer?.files ?? [])]);
    });
  }

  // --- what there is ---

  private get sources(): Source[] {
    const here = this.here.filter(({ id }) => this.chosen.has(id)).map((one): Source => ({ key: `her.${one.id}`, file: "", at: one.changed, id: one.id, name: one.name, cells: one.cells, editions: new Map() }));
    return [...this.files, ...here];
  }

  private showHere(): void {
    const all = (this.forloeb.read() ?? []).filter((one) => one.standing === "here" && countAnswers(valuesOf(one.cells)) > 0);
    this.here = all.sort((a, b) => a.name.localeCompare(b.name, "da"));
    const words = JSON.stringify(this.here.map(({ id, name }) => [id, name]));
    this.hereList.hidden = this.here.length === 0;
    if (this.hereList.dataset["of"] === words) return;
    this.hereList.dataset["of"] = words;
    const boxes = this.here.map(({ id, name }) => {
      const box = make("input", { type: "checkbox", name: "her", value: id });
      box.checked = this.chosen.has(id);
      box.addEventListener("change", () => {
        if (box.checked) this.chosen.add(id);
        else this.chosen.delete(id);
        void this.gather();
      });
      return make("label", { class: "option" }, box, " ", make("span", {}, name));
    });
    this.hereList.replaceChildren(make("legend", {}, "Forløb i denne browser"), make("div", { class: "options" }, ...boxes));
  }

  private async open(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.begin();
    const first = this.read;
    this.read += files.length;
    const read = await readFiles(files, this.site, (n) => `fil${first + n}`, {
      pause: (done) => {
        this.tell(done / files.length, `${done} af ${files.length} filer er læst`);
        return new Promise((go) => this.clock.after(0, () => go(this.isStopped)));
      },
    });
    this.progress.hidden = true;
    if (!read) return this.say("Stoppet. Ingen af filerne er kommet med.");
    this.files.push(...read.sources);
    this.showRefused(read);
    if (read.sources.length === 0) return this.say(files.length === 1 ? "Filen er ikke kommet med." : "Ingen af filerne er kommet med.");
    await this.gather(this.form ? undefined : askedFor());
  }

  private showRefused({ refused, lost }: ReadFiles): void {
    const lines = refused.map(({ name, words }) => make("li", {}, make("b", {}, name), ` ${words}`));
    if (lost > 0) lines.push(make("li", {}, `${lost} svar i filerne kunne ikke læses og er udeladt.`));
    this.refused.replaceChildren(...lines);
  }

  // --- what of it is compared ---

  /** Finds the responses to the sheet that is chosen, or to the one asked for. */
  private async gather(wanted?: string): Promise<void> {
    const data = this.catalogue ? this.catalogue.data : await loadPart("catalogue");
    if (!data) return;
    this.catalogue ??= new Catalogue(data);
    const { catalogue, sources } = this;
    this.after.replaceChildren();
    const offered = sheetsOf(sources, catalogue);
    const sheet = this.choices.offer(offered, wanted);
    this.results.hidden = true;
    if (sheet === null) {
      this.responses = [];
      return this.say(sources.length === 0 ? "" : "Der er ingen svar på arkene her i det, I har valgt.");
    }
    const asked = formOf(sheet, catalogue);
    const worked = new Worked(catalogue, asked, dayOf(this.clock.now()));
    this.work(gathered(asked, sources, worked), ({ form, responses }) => {
      [this.form, this.responses, this.worked] = [form, responses, worked];
      void this.ready(form);
    });
  }

  private async ready(form: Form): Promise<void> {
    const { responses } = this;
    const groups = twice(responses).filter((group) => !this.decided.has(keyOf(group)));
    for (const group of groups) this.decided.add(keyOf(group));
    const decision = groups.length > 0 ? await askTwice(groups) : null;
    if (this.responses !== responses) return; // others have been chosen meanwhile
    this.choices.setResponses(form, responses, bestNaming(responses, firstName), guessRounds(responses));
    if (decision) this.choices.decide(decision);
    this.compare();
  }

  private compare(): void {
    const { form, worked } = this;
    if (!form || !worked) return;
    const responses = this.choices.included(this.responses);
    const roundOf = this.choices.roundsOf(responses);
    const count = this.choices.hasRounds ? 2 : 1;
    this.work(itemsOf(form, responses, { of: roundOf, count }, (cell, response, row) => worked.value(cell, response, row)), (items) => {
      this.items = items;
      this.show();
    });
  }

  // --- showing ---

  private show(): void {
    const { form } = this;
    if (!form) return;
    const responses = this.choices.included(this.responses);
    const sorted = inOrder(this.items, this.choices.order);
    setText(this.title, form.title);
    const first = sorted.find(({ spread }) => spread !== null && spread > 0);
    const words = `${responses.length === 1 ? "1 besvarelse" : `${responses.length} besvarelser`} og ${sorted.length === 1 ? "1 punkt" : `${sorted.length} punkter`}.`;
    const tell = responses.length < 2 ? " Der skal to til for at sammenligne." : first && this.choices.order === "spread" ? ` I er længst fra hinanden ved »${first.label.replace(/\.$/, "")}«.` : "";
    setText(this.facts, words + tell);
    this.say(responses.length === 0 ? "Ingen besvarelser er valgt." : `${responses.length === 1 ? "1 besvarelse er" : `${responses.length} besvarelser er`} lagt ved siden af hinanden.`);
    this.list.replaceChildren();
    this.shown = 0;
    this.results.hidden = responses.length === 0;
    this.append(sorted, page);
  }

  private append(sorted: readonly Item[], upTo: number): void {
    const responses = this.choices.included(this.responses);
    const showing: Showing = { names: namesOf(responses, this.choices.naming), rounds: this.choices.hasRounds ? rounds : [""], roundOf: this.choices.roundsOf(responses) };
    const next = sorted.slice(this.shown, upTo);
    this.list.append(...next.map((item, i) => itemElement(item, showing, this.shown + i)));
    this.shown += next.length;
    this.more.hidden = this.shown >= sorted.length;
    setText(this.more, `Vis ${Math.min(page, sorted.length - this.shown)} mere af ${sorted.length}`);
  }

  private showMore(): void {
    const from = this.shown;
    this.append(inOrder(this.items, this.choices.order), from + page);
    const heading = this.list.children[from]?.querySelector<HTMLElement>("h3");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  }

  private print(): void {
    this.append(inOrder(this.items, this.choices.order), this.items.length);
    window.print();
  }

  private async together(): Promise<void> {
    const { form } = this;
    if (!form) return;
    const included = this.choices.included(this.responses);
    const roundOf = this.choices.roundsOf(included);
    // Of two rounds people agree on what they say now.
    const responses = this.choices.hasRounds ? included.filter((_, i) => roundOf[i] === 1) : included;
    const made = await writeTogether({
      form,
      responses,
      names: namesOf(responses, this.choices.naming),
      forloeb: this.forloeb,
      clock: this.clock,
      sheetAt: (copy) => `${rootOf(this.element.dataset["partCatalogue"] ?? "")}${form.url}${copy === "" ? "" : `#kopi-${copy}`}`,
    });
    if (!made) return;
    this.showHere();
    this.say(made.words);
    const link = make("a", { href: made.url }, "Åbn arket");
    const undo = makeButton("Fortryd", () => {
      this.after.replaceChildren();
      this.say(made.undo() ? "Det fælles svar er lagt i papirkurven." : "Browseren tog ikke imod det. Prøv igen på Mine forløb.");
      this.showHere();
    });
    this.after.replaceChildren(link, undo);
    link.focus();
  }

  // --- work that may take long ---

  private work<T>(work: Work<T>, done: (result: T) => void): void {
    this.stopWork();
    this.begin();
    this.stopWork = doWork(
      work,
      (result) => {
        this.progress.hidden = true;
        done(result);
      },
      (share) => this.tell(share, "Svarene bliver lagt ved siden af hinanden"),
    );
  }

  private begin(): void {
    this.isStopped = false;
    this.bar.value = 0;
  }

  private tell(share: number, words: string): void {
    this.progress.hidden = false;
    this.bar.value = share;
    setText(this.barWords, words);
  }

  private stop(): void {
    this.isStopped = true;
    this.stopWork();
    this.progress.hidden = true;
    this.say("Stoppet.");
    if (this.sources.length === 0) return;
    const again = makeButton("Sammenlign", () => void this.gather());
    this.after.replaceChildren(again);
    again.focus();
  }

  private say(words: string): void {
    setText(this.said, words);
  }
}

function* gathered(form: Form, sources: readonly Source[], worked: Worked): Work<{ form: Form; responses: Response[] }> {
  const responses = yield* allResponses(sources, form);
  return { form: yield* withRows(form, responses, worked), responses };
}

/** The sheets that somebody has answered, with how many have. */
function sheetsOf(sources: readonly Source[], catalogue: Catalogue): [SheetOf, number][] {
  const owners = sources.map(({ cells }) => {
    const found = new Set<string>();
    for (const [path, [value]] of cells) if (answers(value) && !isNote(path)) found.add(ownerOf(path));
    return found;
  });
  return catalogue.data.sheets.flatMap((sheet): [SheetOf, number][] => {
    // A sheet answers a list where it asks for one of its columns.
    const lists = new Set(sheet.parts.flatMap((part) => (part.is === "table" && part.list !== undefined && catalogue.columns(sheet, part).some(({ shown }) => !shown) ? [part.list] : [])));
    const count = owners.filter((found) => found.has(sheet.id) || [...lists].some((list) => found.has(list))).length;
    return count > 0 ? [[sheet, count]] : [];
  });
}

function askedFor(): string | undefined {
  return /[?&]ark=([a-z0-9-]+)/.exec(location.search)?.[1];
}

function keyOf(group: readonly Response[]): string {
  return group.map(({ key }) => key).sort().join(" ");
}

/** The day of a moment in the form of an answer, as the reader's own clock says it. */
function dayOf(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
