// Where answers differ: what is here and what each file says, side by side. A choice that
// nobody has made keeps what is here.

import type { Value } from "../answers/cell";
import { menu } from "../import/question";
import type { TablePlace } from "../import/place";
import { make, makeButton, setText } from "../sheet/build";
import { offerKey, type Choices, type Merging, type Offer } from "./merging";
import { rowName } from "./outgoing";

// As many as are drawn at once.
const page = 20;

export class Differences {
  readonly element = make("div", { class: "bring-part" });
  private readonly picked = new Map<string, number | "mine">();
  private rule: number | "mine" = "mine";
  private conflicts: readonly Offer[] = [];
  private shownKey = "";
  private drawn = 0;

  constructor(
    private readonly table: HTMLElement,
    private readonly changed: () => void,
  ) {}

  get choices(): Pick<Choices, "picked" | "rule"> {
    return { picked: this.picked, rule: this.rule };
  }

  /** How many keep what is here. */
  get undecided(): number {
    return this.conflicts.filter((offer) => this.pickedOf(offer) === "mine").length;
  }

  forget(): void {
    this.picked.clear();
    this.rule = "mine";
    this.shownKey = "";
  }

  show(plan: Merging, names: readonly string[], place: TablePlace): void {
    const conflicts = plan.offers.filter(({ kind }) => kind === "conflict");
    const key = JSON.stringify([conflicts, names]);
    if (key === this.shownKey) return;
    // What was chosen of other answers is no choice between these.
    if (this.shownKey !== "") this.picked.clear();
    if (typeof this.rule === "number" && this.rule >= names.length) this.rule = "mine";
    this.shownKey = key;
    this.conflicts = conflicts;
    this.drawn = 0;
    const changes = plan.offers.filter(({ kind }) => kind === "changed");
    this.element.replaceChildren(...(changes.length > 0 ? [this.changesView(changes, place)] : []));
    if (conflicts.length === 0) return;
    const list = make("div", { class: "bring-part" });
    const more = makeButton("Vis flere", () => {
      const first = this.draw(list, names, place);
      more.hidden = this.drawn >= conflicts.length;
      first?.querySelector<HTMLElement>("input")?.focus();
    });
    const files = [...new Set(conflicts.flatMap(({ theirs }) => theirs.flatMap((one) => one.files)))].sort((a, b) => a - b);
    const rule = menu("For dem alle", [["mine", "Behold svaret her"], ...files.map((file) => [String(file), `Tag svaret fra ${names[file]}`] as const)], String(this.rule), (value) => {
      this.rule = value === "mine" ? "mine" : Number(value);
      this.picked.clear();
      for (const set of list.querySelectorAll<HTMLFieldSetElement>("fieldset")) this.check(set, conflicts[Number(set.dataset["at"])] as Offer);
      this.changed();
    });
    const words = conflicts.length === 1 ? "1 forskel, I skal se på" : `${conflicts.length} forskelle, I skal se på`;
    this.element.append(make("h3", {}, words), make("p", {}, "Svaret her er ændret, siden rækkerne blev sendt, eller to filer siger hver sit. Vælger I ikke noget, bliver svaret her."), rule, list, make("p", {}, more));
    this.draw(list, names, place);
    more.hidden = this.drawn >= conflicts.length;
  }

  // What they have changed and nobody here has: it is taken, and shown.
  private changesView(changes: readonly Offer[], place: TablePlace): HTMLElement {
    const head = make("tr", {}, ...["Rækken", "Spørgsmålet", "Før", "Nu"].map((text) => make("th", { scope: "col" }, text)));
    const body = changes.slice(0, 5 * page).map((offer) => make("tr", {}, make("th", { scope: "row" }, rowName(this.table, place, offer.row)), make("td", {}, labelOf(place, offer)), make("td", {}, wordsOf(place, offer, offer.mine)), make("td", {}, wordsOf(place, offer, offer.theirs[0]?.value ?? null))));
    const more = changes.length - body.length;
    const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
    const region = make("div", { class: "bring-preview", role: "region", "aria-label": "Svar, de har ændret", tabindex: "0" }, table);
    return make("details", {}, make("summary", {}, changes.length === 1 ? "Se det svar, der bliver ændret" : `Se de ${changes.length} svar, der bliver ændret`), region, ...(more > 0 ? [make("p", {}, `Og ${more} til.`)] : []));
  }

  private draw(list: HTMLElement, names: readonly string[], place: TablePlace): HTMLElement | undefined {
    const next = this.conflicts.slice(this.drawn, this.drawn + page).map((offer, i) => this.conflictView(offer, this.drawn + i, names, place));
    this.drawn += next.length;
    list.append(...next);
    return next[0];
  }

  private conflictView(offer: Offer, at: number, names: readonly string[], place: TablePlace): HTMLElement {
    const option = (value: string, words: string): HTMLElement => {
      const input = make("input", { type: "radio", name: `difference-${at}`, value });
      input.addEventListener("change", () => {
        this.picked.set(offerKey(offer), value === "mine" ? "mine" : Number(value));
        this.changed();
      });
      return make("label", { class: "option" }, input, " ", make("span", {}, words));
    };
    const theirs = offer.theirs.map(({ files, value }, i) => option(String(i), `${files.map((file) => names[file]).join(" og ")}: ${wordsOf(place, offer, value)}`));
    const set = make("fieldset", { class: "bring-question", "data-at": String(at) }, make("legend", {}), option("mine", `Her: ${wordsOf(place, offer, offer.mine)}`), ...theirs);
    setText(set.querySelector("legend") as Element, `${rowName(this.table, place, offer.row)}: ${labelOf(place, offer)}`);
    this.check(set, offer);
    return set;
  }

  private check(set: HTMLElement, offer: Offer): void {
    const picked = String(this.pickedOf(offer));
    for (const input of set.querySelectorAll<HTMLInputElement>("input")) input.checked = input.value === picked;
  }

  private pickedOf(offer: Offer): number | "mine" {
    const own = this.picked.get(offerKey(offer));
    if (own !== undefined || this.rule === "mine") return own ?? "mine";
    const rule = this.rule;
    const at = offer.theirs.findIndex(({ files }) => files.includes(rule));
    return at < 0 ? "mine" : at;
  }
}

function labelOf(place: TablePlace, { column }: Offer): string {
  return place.columns.find(({ id }) => id === column)?.label ?? column;
}

function wordsOf(place: TablePlace, { column }: Offer, value: Value): string {
  const of = place.columns.find(({ id }) => id === column);
  return value === null || !of ? "(tomt)" : place.words(of, value);
}
