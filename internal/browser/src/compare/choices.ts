// What the reader chooses of a comparison: the sheet, whose answers, in what order, under
// what names, and in how many rounds. Nothing of it is stored.

import { momentWords } from "../answers/value";
import type { SheetOf } from "../catalogue/catalogue";
import { make, setText } from "../sheet/build";
import type { Form } from "./form";
import type { Response } from "./response";
import type { Decision } from "./twice";
import { namesOf, warnings, type Naming } from "./words";

export interface ChoicesHost {
  /** Another sheet. */
  sheet(): void;
  /** Other responses, or other rounds of them. */
  responses(): void;
  /** The same, in another order or under other names. */
  looks(): void;
}

export class Choices {
  private readonly sheets = make("select", { id: "compare-sheet" });
  private readonly namings = make("select", { id: "compare-names" });
  private readonly orders = make("select", { id: "compare-order" }, make("option", { value: "spread" }, "Størst spredning først"), make("option", { value: "sheet" }, "Som på arket"));
  private readonly two = make("input", { type: "checkbox", name: "runder" });
  private readonly summary = make("summary");
  private readonly list = make("ul", { class: "compare-responses" });
  private readonly folded = make("details", { class: "compare-more" }, this.summary, this.list);
  private readonly warned = make("ul", { class: "compare-warnings" });
  readonly element = make("section", { class: "compare-choices", "aria-labelledby": "valg", hidden: "" });
  private form: Form | null = null;
  private responses: readonly Response[] = [];
  private readonly out = new Set<string>();
  private readonly rounds = new Map<string, number>();
  private readonly told = new Map<string, number>();

  constructor(private readonly host: ChoicesHost) {
    this.sheets.addEventListener("change", () => host.sheet());
    this.namings.addEventListener("change", () => {
      this.paint();
      host.looks();
    });
    this.orders.addEventListener("change", () => host.looks());
    this.two.addEventListener("change", () => {
      this.paint();
      host.responses();
    });
    const line = (label: string, menu: HTMLSelectElement) => make("div", {}, make("label", { for: menu.id }, label), menu);
    this.element.append(
      make("h2", { id: "valg" }, "Det vil vi se"),
      make("div", { class: "compare-menus" }, line("Ark", this.sheets), line("Rækkefølge", this.orders), line("Hvem har svaret", this.namings)),
      make("label", { class: "option" }, this.two, " ", make("span", {}, "To runder: vis før og efter ved siden af hinanden")),
      this.warned,
      this.folded,
    );
  }

  /** Offers sheets with how many have answered each; gives the one that is chosen now. */
  offer(sheets: readonly (readonly [SheetOf, number])[], wanted?: string): SheetOf | null {
    const before = wanted ?? this.sheets.value;
    this.sheets.replaceChildren(...sheets.map(([sheet, count]) => make("option", { value: sheet.id }, `${sheet.title} (${count})`)));
    const most = [...sheets].sort(([a, n], [b, m]) => m - n || Number(b.respond === "alone") - Number(a.respond === "alone"))[0];
    const chosen = sheets.find(([{ id }]) => id === before) ?? most;
    this.element.hidden = !chosen;
    if (chosen) this.sheets.value = chosen[0].id;
    return chosen?.[0] ?? null;
  }

  /** Other responses are there; what was said of those that were there before stays. */
  setResponses(form: Form, responses: readonly Response[], naming: Naming, guess: readonly number[]): void {
    const isOther = form.id !== this.form?.id;
    [this.form, this.responses] = [form, responses];
    responses.forEach(({ key }, i) => this.rounds.set(key, this.told.get(key) ?? guess[i] ?? 1));
    const fields = form.blocks.flatMap((block) => ("field" in block && block.field.kind === "text" ? [block.field] : []));
    const options: [Naming, string][] = [["forloeb", "Forløbets navn"], ...(responses.some(({ source }) => source.file !== "") ? ([["file", "Filens navn"]] as [Naming, string][]) : []), ...fields.map(({ id, label }): [Naming, string] => [`field:${id}`, `Svaret på »${label}«`]), ["hidden", "Skjul, hvem der har svaret"]];
    const before = this.namings.value;
    this.namings.replaceChildren(...options.map(([value, label]) => make("option", { value }, label)));
    this.namings.value = !isOther && options.some(([value]) => value === before) ? before : naming;
    this.paint();
  }

  /** Takes what the reader has said of responses that are one person's. */
  decide({ out, before }: Decision): void {
    for (const key of out) this.out.add(key);
    if (before.size > 0) {
      this.two.checked = true;
      for (const { key } of this.responses) this.told.set(key, before.has(key) ? 0 : 1);
      for (const [key, round] of this.told) this.rounds.set(key, round);
    }
    this.paint();
  }

  included(responses: readonly Response[]): Response[] {
    return responses.filter(({ key }) => !this.out.has(key));
  }

  roundsOf(responses: readonly Response[]): number[] {
    return responses.map(({ key }) => (this.hasRounds ? (this.rounds.get(key) ?? 1) : 0));
  }

  get hasRounds(): boolean {
    return this.two.checked;
  }

  get order(): "spread" | "sheet" {
    return this.orders.value === "sheet" ? "sheet" : "spread";
  }

  get naming(): Naming {
    return (this.namings.value || "forloeb") as Naming;
  }

  private paint(): void {
    const names = namesOf(this.responses, this.naming);
    this.warn();
    this.list.replaceChildren(...this.responses.map((response, i) => this.line(response, names[i] ?? `Besvarelse ${i + 1}`)));
  }

  // How many are compared, and what the reader must know of them.
  private warn(): void {
    const included = this.included(this.responses);
    setText(this.summary, included.length === this.responses.length ? `Besvarelserne (${included.length})` : `Besvarelserne (${included.length} af ${this.responses.length})`);
    const said = this.form ? warnings(included, this.form) : [];
    if (this.hasRounds && included.length > 0 && new Set(this.roundsOf(included)).size < 2) {
      said.push("Alle besvarelser står i samme runde. Vælg ved hver af dem, om den er fra før eller efter.");
      this.folded.open = true;
    }
    this.warned.replaceChildren(...said.map((words) => make("li", {}, words)));
  }

  private line(response: Response, name: string): HTMLElement {
    const { key } = response;
    const box = make("input", { type: "checkbox", name: "med" });
    box.checked = !this.out.has(key);
    box.addEventListener("change", () => {
      if (box.checked) this.out.delete(key);
      else this.out.add(key);
      this.warn();
      this.host.responses();
    });
    const line = make("li", {}, make("label", { class: "option" }, box, " ", make("span", {}, name)), make("p", {}, facts(response, this.form, this.naming === "hidden").join(" · ")));
    if (this.hasRounds) line.append(...this.roundMenu(key, name));
    return line;
  }

  // On paper the round is a word.
  private roundMenu(key: string, name: string): HTMLElement[] {
    const paper = make("span", { class: "compare-paper" });
    const menu = make("select", { "aria-label": `Runde for ${name}` }, make("option", { value: "0" }, "Før"), make("option", { value: "1" }, "Efter"));
    menu.value = String(this.rounds.get(key) ?? 1);
    const write = () => setText(paper, menu.selectedOptions[0]?.text ?? "");
    write();
    menu.addEventListener("change", () => {
      write();
      this.rounds.set(key, Number(menu.value));
      this.told.set(key, Number(menu.value));
      this.warn();
      this.host.responses();
    });
    return [menu, paper];
  }
}

// Where it comes from, and what is not as it should be. [L45] [L49]
function facts({ source, answered, unknown }: Response, form: Form | null, isHidden: boolean): string[] {
  const edition = form && source.editions.get(form.id);
  return [
    ...(isHidden ? [] : [source.file === "" ? "Denne browser" : source.file]),
    ...(source.at ? [momentWords(source.at)] : []),
    answered === 1 ? "1 svar" : `${answered} svar`,
    ...(edition !== undefined && edition !== null && form && edition !== form.edition ? [`lavet med udgave ${edition} af arket, her er udgave ${form.edition}`] : []),
    ...(unknown.length > 0 ? [`${unknown.length === 1 ? "1 svar hører til et spørgsmål" : `${unknown.length} svar hører til spørgsmål`}, som arket ikke har: ${unknown.slice(0, 3).join(", ")}${unknown.length > 3 ? " …" : ""}`] : []),
  ];
}
