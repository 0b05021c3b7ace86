// Folder import: rows that people have elsewhere, brought into a table of the sheet. Its two
// nouns are Bringing, one dialog from the paste to the rows that stand in the sheet, and
// Mapping, its second step, where the reader says what is what and sees what will happen.
//
// Rules of the folder (the law is internal/worksheet/SPEC.md, section Rows from elsewhere):
//   - It is a part: loaded when a reader asks for it, knowing the sheet by BringHost alone.
//   - Nothing is changed before the last button, and then everything at once, to be undone.
//   - What cannot be read says so in one sentence, and the reader is where he was.
//   - What came in is text: in the preview, in selects, everywhere.

import type { Value } from "../answers/cell";
import { textOf } from "../exchange/bytes";
import { guessHeader } from "../exchange/guess";
import { editsOf, planOffer, type Plan } from "../exchange/plan";
import { guessWay, readText, type Way } from "../exchange/read";
import { maxBytes, readErrorWords, tableOf, type ReadError, type Reading } from "../exchange/table";
import { bookErrorWords } from "../office/workbook";
import type { BringHost } from "../sheet/bring";
import { make, makeButton, setText, type Child } from "../sheet/build";
import { loadPart } from "../sheet/part";
import { readHTML } from "./clipboard";
import { Mapping } from "./mapping";
import { placeOf, type TablePlace } from "./place";
import { bringLabel, brought, countsOf, countWords, previewOf } from "./preview";
import { question } from "./question";
import { notesOf, pagesOf, type Page } from "./pages";
import { doWork } from "./work";

/** What the button beside a table does. */
export function bringRows(button: HTMLElement, host: BringHost): void {
  const table = button.closest<HTMLElement>("[data-table]");
  if (table) new Bringing(button, table, host).open();
}

type Offer = readonly Readonly<Record<string, Value>>[];

class Bringing {
  private readonly title = make("h2", { id: "bring-title", tabindex: "-1" });
  private readonly body = make("div", { class: "bring-body" });
  private readonly problem = make("p", { class: "bring-problem", role: "alert", hidden: "" });
  private readonly waiting = make("progress", { max: "1", "aria-label": "Læser rækkerne", hidden: "" });
  private readonly acts = make("div", { class: "dialog-acts" });
  private readonly dialog = make("dialog", { class: "bring", "aria-labelledby": "bring-title" }, this.title, this.body, make("div", { class: "bring-foot" }, this.waiting, this.problem, this.acts));
  private readonly box = make("textarea", { id: "bring-box", rows: "8", spellcheck: "false", autocomplete: "off", "aria-describedby": "bring-help" });
  private readonly file = make("input", { type: "file", accept: ".xlsx,.xlsm,.csv,.txt,.tsv,text/csv,text/plain", hidden: "" });
  private readonly place: TablePlace;
  private stop = (): void => {};

  constructor(
    private readonly button: HTMLElement,
    table: HTMLElement,
    private readonly host: BringHost,
  ) {
    this.place = placeOf(table, host);
    this.box.addEventListener("paste", (event) => this.pasted(event));
    this.file.addEventListener("change", () => void this.opened());
    this.dialog.addEventListener("close", () => {
      this.stop();
      this.dialog.remove();
    });
  }

  open(): void {
    document.body.append(this.dialog);
    this.showFirst();
    this.dialog.showModal();
    this.box.focus();
  }

  // --- the first step: where the rows come from ---

  private showFirst(): void {
    const offered = this.button.dataset["offerLabel"];
    this.show("Indsæt rækker", [
      make("p", { id: "bring-help" }, "Markér rækkerne i Excel, Word eller en PDF, gerne med overskrifterne over. Kopiér dem, og indsæt dem i feltet. I ser, hvad der sker, før noget bliver gemt."),
      make("label", { for: "bring-box" }, "Rækkerne"),
      this.box,
      ...(offered === undefined ? [] : [make("p", {}, make("strong", {}, "Har I ingen liste? "), this.button.dataset["offerHelp"] ?? "")]),
      this.file,
    ]);
    this.showActs(
      this.act("Videre", () => this.read(this.box.value, guessWay(this.box.value, false)), true),
      this.act("Åbn Excel- eller csv-fil", () => this.file.click()),
      ...(offered === undefined ? [] : [this.act(offered, () => this.showOffer(JSON.parse(this.button.dataset["offer"] ?? "[]") as Offer))]),
      this.act("Luk", () => this.dialog.close()),
    );
  }

  // A paste of a table goes on by itself; what is typed or pasted besides waits for Videre.
  private pasted(event: ClipboardEvent): void {
    const html = readHTML(event.clipboardData?.getData("text/html") ?? "");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (html && !("error" in html && html.error === "nothing")) {
      event.preventDefault();
      this.took(html, null);
    } else if (text.length > 100_000 || text.includes("\t")) {
      event.preventDefault(); // a field of many thousand lines is slow to draw
      this.read(text, guessWay(text, false));
    }
  }

  private async opened(): Promise<void> {
    const file = this.file.files?.[0];
    this.file.value = "";
    if (!file) return;
    if (file.size > maxBytes) return this.fail("too-large");
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      return this.say("Filen kan ikke læses. Luk den i andre programmer, og prøv igen.");
    }
    const read = textOf(bytes);
    if ("text" in read) this.read(read.text, guessWay(read.text, true));
    else if (read.error === "workbook") await this.openedBook(bytes);
    else this.fail(read.error);
  }

  private async openedBook(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const office = await loadPart("office");
    if (!office || !this.dialog.open) return;
    const read = await office.readBook(bytes);
    if (typeof read === "string") return this.say(bookErrorWords[read]);
    const pages = pagesOf(read.tables);
    if (pages.length === 0) return this.fail("nothing");
    const take = (page: Page): void => this.took(tableOf(page.rows, page.merged), null, notesOf(read, page));
    if (pages.length === 1) return take(pages[0] as Page);
    // A page in front often says only what the file is.
    const first = Math.max(0, pages.findIndex(({ rows }) => guessHeader(rows, this.place.columns) >= 0));
    let chosen = pages[first] as Page;
    const names = pages.map(({ name }, i) => [String(i), name] as const);
    this.show("Hvilket ark i filen?", [question("Rækkerne står i", names, String(first), (picked) => (chosen = pages[Number(picked)] as Page))]);
    this.showActs(
      this.act("Videre", () => take(chosen), true),
      this.act("Tilbage", () => this.back()),
      this.act("Luk", () => this.dialog.close()),
    );
    this.title.focus();
  }

  private read(text: string, way: Way): void {
    this.work(readText(text, way), (reading) => this.took(reading, { text, way }));
  }

  private took(reading: Reading, source: { text: string; way: Way } | null, said: readonly string[] = []): void {
    if ("error" in reading) this.fail(reading.error);
    else this.showMapping(new Mapping(reading.table, this.place, source?.way ?? null, said), source?.text ?? "");
  }

  // --- the second step: what is what ---

  private showMapping(mapping: Mapping, text: string): void {
    const last = this.act("Indsæt", () => this.bring(mapping.planned, mapping.rule, mapping.complaint()), true);
    const plan = (): void => {
      this.say("");
      this.work(mapping.plan(), (made) => {
        mapping.show(made);
        setText(last, bringLabel(made));
      });
    };
    mapping.changed = plan;
    mapping.wayChanged = (way) => this.read(text, way);
    this.show("Hvad er hvad?", [mapping.element]);
    this.showActs(
      last,
      this.act("Tilbage", () => this.back()),
      this.act("Luk", () => this.dialog.close()),
    );
    this.title.focus();
    plan();
  }

  private showOffer(offer: Offer): void {
    const plan = planOffer(offer, this.place);
    let rule: "mine" | "theirs" = "mine";
    const preview = make("div", {}, previewOf(plan, this.place, rule));
    const rules = question("Hvor begge har et svar:", [["mine", "Behold svaret her"], ["theirs", "Tag det nye"]], rule, (picked) => {
      rule = picked;
      preview.replaceChildren(previewOf(plan, this.place, rule));
    });
    const conflicts = plan.rows.some((row) => row.conflicts.length > 0);
    this.show(this.button.dataset["offerLabel"] ?? "", [make("p", {}, this.button.dataset["offerHelp"] ?? ""), make("p", { role: "status" }, countWords(plan)), ...countsOf(plan), ...(conflicts ? [rules] : []), preview]);
    this.showActs(
      this.act(bringLabel(plan), () => this.bring(plan, rule, ""), true),
      this.act("Tilbage", () => this.back()),
      this.act("Luk", () => this.dialog.close()),
    );
    this.title.focus();
  }

  private back(): void {
    this.stop();
    this.showFirst();
    this.box.focus();
  }

  // --- the end ---

  private bring(plan: Plan | null, rule: "mine" | "theirs", complaint: string): void {
    if (complaint !== "") return this.say(complaint);
    if (!plan) return; // still at work, and the bar shows it
    const edits = editsOf(plan, rule, this.place);
    if (edits.size === 0) return this.say("Der er ikke noget nyt at indsætte.");
    if (!this.host.changeMany("imported", edits)) return;
    this.dialog.close();
    this.host.afterMany(brought(plan));
  }

  // --- the dialog ---

  private show(title: string, body: readonly Child[]): void {
    this.say("");
    setText(this.title, title);
    this.body.replaceChildren(...body);
    this.dialog.scrollTop = 0;
  }

  private showActs(...acts: readonly HTMLElement[]): void {
    this.acts.replaceChildren(...acts);
  }

  private act(label: string, press: () => void, isMain = false): HTMLElement {
    const button = makeButton(label, press);
    if (isMain) button.className = "main-act";
    return button;
  }

  private fail(error: ReadError): void {
    this.say(readErrorWords[error]);
  }

  private say(problem: string): void {
    this.problem.hidden = problem === "";
    setText(this.problem, problem);
  }

  private work<T>(work: Generator<number, T, void>, done: (result: T) => void): void {
    this.stop();
    this.stop = doWork(
      work,
      (result) => {
        this.waiting.hidden = true;
        done(result);
      },
      (share) => {
        this.waiting.hidden = false;
        this.waiting.value = share;
      },
    );
  }
}

