// The dialog that makes what can be sent: a workbook, a file of answers, a mail. Nothing is
// sent from here. [L40] [L41]

import type { Value } from "../answers/cell";
import { encodeFile } from "../answers/file";
import { momentWords } from "../answers/value";
import { menu } from "../import/question";
import { make, makeButton, setText } from "../sheet/build";
import { answersEnding, answersType, download, fileName } from "../sheet/download";
import { pageName } from "../sheet/excel";
import { dayOf } from "../sheet/live";
import type { FilesHost } from "../sheet/opening";
import { loadPart } from "../sheet/part";
import { keyOf } from "../expressions/program";
import { randomMark } from "../store/drawer";
import { aboutOf, bookOf, textOf } from "./book";
import { Frame } from "./frame";
import { dayWords, mailAddress, mailOf, type Mail } from "./mail";
import { cellsToSend, outgoing, type OutgoingTable } from "./outgoing";
import { entriesOf, noteOfRegister, registerWords, valueOfEntries, withSent } from "./register";
import { noteOfSending, noteText, type Sending } from "./sending";

/** What the button beside a table does. */
export function giveRows(button: HTMLElement, host: FilesHost): void {
  const table = button.closest<HTMLElement>("[data-table]");
  if (table) new Giving(table, host).open();
}

const bookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Choice {
  readonly label: string;
  /** Whose rows they are, in words; "" for everybody's. */
  readonly to: string;
  readonly rows: readonly string[];
  readonly mark: string;
}

class Giving {
  private readonly frame = new Frame();
  private readonly out: OutgoingTable;
  private readonly choices: readonly Choice[];
  private chosen: Choice;
  private readonly by = make("input", { type: "date", id: "send-by", autocomplete: "off" });
  private readonly from = make("input", { type: "text", id: "send-from", autocomplete: "off", maxlength: "80" });
  private readonly register = make("div", { class: "bring-part" });
  private readonly status = make("p", { role: "status" });
  private readonly text = make("textarea", { id: "send-mail", rows: "12", spellcheck: "false", autocomplete: "off" });
  private readonly mail = make("a", { hidden: "" }, "Åbn i mailprogram");

  constructor(
    private readonly table: HTMLElement,
    private readonly host: FilesHost,
  ) {
    this.out = outgoing(table, host);
    this.choices = this.choicesOf();
    this.chosen = this.choices[0] as Choice;
    for (const input of [this.by, this.from]) input.addEventListener("input", () => this.showMail());
  }

  open(): void {
    if (this.out.rows.size === 0) this.frame.show("Send til forvaltning", [make("p", {}, "Der er ingen rækker at sende endnu. Skriv dem først, eller indsæt jeres liste.")], []);
    else this.showAll();
    this.frame.open();
  }

  private choicesOf(): Choice[] {
    const { out } = this;
    const all = [...out.rows.keys()];
    const choice = (label: string, to: string, rows: readonly string[]): Choice => ({ label: `${label} (${rows.length})`, to, rows, mark: randomMark() });
    return [
      ...out.parts.map(({ id, label, rows }) => (id === "" ? choice(`»${out.whose}« er ikke udfyldt`, "", rows) : choice(label, label, rows))),
      choice("Alle rækker", "", all),
      ...(out.shown.length < all.length && out.shown.length > 0 ? [choice("De rækker, tabellen viser nu", "", out.shown)] : []),
    ];
  }

  private showAll(): void {
    const label = (id: string, words: string): HTMLElement => make("label", { for: id }, words);
    const options = this.choices.map((choice, i) => [String(i), choice.label] as const);
    this.frame.show(
      "Send til forvaltning",
      [
        make("p", {}, "Vælg, hvis rækker det er. Så får I en Excel-fil at sende og en mail at sende den med. Herfra bliver intet sendt."),
        this.register,
        menu("Hvis rækker?", options, "0", (picked) => {
          this.chosen = this.choices[Number(picked)] as Choice;
          this.showMail();
        }),
        make("div", { class: "bring-menu" }, label(this.by.id, "Svar senest"), this.by),
        make("div", { class: "bring-menu" }, label(this.from.id, "Hilsen fra (funktion eller navn)"), this.from),
        this.status,
        label(this.text.id, "Mailen. Ret den, som I vil"),
        this.text,
        make("p", {}, makeButton("Kopiér mailen", () => this.copy()), " ", this.mail),
        make("p", {}, make("strong", {}, "Har de selv værktøjskassen? "), "Så send dem i stedet filen til arket. De åbner den med »Åbn fil«, svarer og sender »Hent kopi« tilbage."),
        make("p", {}, "Når svarene er kommet, trykker I »Hent rækker ind« og vælger alle filerne på én gang."),
      ],
      [makeButton("Hent Excel-fil", () => void this.takeBook()), makeButton("Hent fil til arket", () => this.takeAnswers())],
    );
    this.showRegister();
    this.showMail();
  }

  private showRegister(): void {
    this.register.replaceChildren(...registerWords(this.entries).map((words) => make("p", {}, words)));
  }

  private get entries(): ReturnType<typeof entriesOf> {
    return entriesOf(this.host.get(noteOfRegister(this.host.sheet)));
  }

  // That the file was taken is all that can be known here; it is taken to be sent.
  private noteSent(): void {
    const { host, chosen } = this;
    if (chosen.to === "") return;
    host.edit(noteOfRegister(host.sheet), valueOfEntries(withSent(this.entries, chosen.to, dayOf(host.now()))));
    host.save();
    this.showRegister();
  }

  private showMail(): void {
    const { rows, to } = this.chosen;
    const asked = this.out.columns.filter(({ asks }) => asks).length;
    setText(this.status, `${rows.length === 1 ? "1 række" : `${rows.length} rækker`} med ${this.out.columns.length} kolonner, heraf ${asked} til at udfylde.`);
    const mail = mailOf({ title: this.title, to, rows: rows.length, file: this.nameOf("xlsx"), by: this.by.value, from: this.from.value.trim() });
    this.text.value = mail.text;
    this.offerMail(mail);
  }

  private offerMail(mail: Mail): void {
    const address = mailAddress(mail);
    this.mail.hidden = address === null;
    if (address !== null) this.mail.href = address;
  }

  private copy(): void {
    this.text.select();
    // The other way to the clipboard is there on secure pages alone.
    const isDone = document.execCommand("copy");
    setText(this.status, isDone ? "Mailen er kopieret." : "Mailen er markeret. Kopiér den med Ctrl+C.");
  }

  private get title(): string {
    return this.host.form.dataset["title"] ?? "";
  }

  private nameOf(ending: string): string {
    return fileName([this.host.sheet, this.chosen.to], this.host.now(), ending);
  }

  private sending<T>(cell: (column: OutgoingTable["columns"][number], value: Value | undefined) => T): Sending<T> {
    const { host, out, chosen } = this;
    const asked = out.columns.flatMap((column, i) => (column.asks ? [{ column, i }] : []));
    return {
      mark: chosen.mark,
      site: out.home.site,
      sheet: out.home.sheet,
      title: this.title,
      edition: out.home.edition,
      table: out.home.table,
      forloeb: { id: host.store.id ?? "", name: host.store.name },
      to: chosen.to,
      at: host.now().toISOString(),
      columns: asked.map(({ column: { id, label } }) => ({ id, label })),
      rows: new Map(chosen.rows.map((address) => [keyOf(address), new Map(asked.map(({ column, i }) => [column.id, cell(column, out.rows.get(address)?.[i])]))])),
    };
  }

  private async takeBook(): Promise<void> {
    const office = await loadPart("office");
    if (!office) return;
    const { out, chosen } = this;
    const sending = this.sending(({ asks }, value) => (asks ? textOf(asks, value) : ""));
    const book = bookOf({
      sending,
      name: pageName(this.table.querySelector(".table-label")?.textContent ?? "", new Set()),
      columns: out.columns,
      rows: chosen.rows.map((address) => ({ address, cells: out.rows.get(address) ?? [] })),
      about: aboutOf(sending, momentWords(this.host.now()), out.columns, this.by.value === "" ? "" : dayWords(this.by.value), out.place.adds),
    });
    download(this.nameOf("xlsx"), await office.writeBook(book), bookType);
    this.noteSent();
    setText(this.status, `Excel-filen er hentet. Vedhæft den i mailen${chosen.to === "" ? "" : ` til ${chosen.to}`}.`);
  }

  private takeAnswers(): void {
    const { host, out, chosen } = this;
    const sending = this.sending((_, value): Value => value ?? null);
    const cells = cellsToSend(this.table, host, out, chosen.rows);
    cells.set(noteOfSending(host.sheet), [noteText(sending), 1]);
    const name = chosen.to === "" ? host.store.name : `${host.store.name}: ${chosen.to}`;
    const file = encodeFile({ site: host.site, saved: host.now().toISOString(), editions: new Map([[host.sheet, Number(out.home.edition)]]), forloeb: [{ id: chosen.mark, name, cells, unread: new Map() }] });
    download(this.nameOf(answersEnding), file, answersType);
    this.noteSent();
    setText(this.status, "Filen til arket er hentet. Vedhæft den i mailen.");
  }
}
