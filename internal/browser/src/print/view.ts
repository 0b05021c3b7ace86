// Folder print: a whole forløb on paper. Its two nouns are Document, what of a forløb goes on
// paper, and Said, the answers in words.
//
// Rules of the folder:
//   - What is shown is what is printed: the document stands on the screen, and the browser
//     prints it. Nothing is stored, nothing is written.
//   - Every answer of the sheets that the reader takes along is in it. What is about
//     colleagues comes along when the reader ticks it, and not before. [S51] [S52]
//   - Words, never controls. An empty answer is counted, not drawn.
//
// The script of the page Mine forløb loads this when a reader asks for it.

import { answers } from "../answers/cell";
import { isNote } from "../answers/plan";
import { isPrivate } from "../answers/toolbox";
import { Catalogue, type CatalogueData, type SheetOf } from "../catalogue/catalogue";
import { make, makeButton } from "../sheet/build";
import { dayOf } from "../sheet/live";
import type { DocumentHost } from "../sheet/part";
import { documentOf, sheetsWith } from "./document";
import { Drawings } from "./drawn";
import { pageOf } from "./page";

export function showDocument(host: DocumentHost, data: CatalogueData): void {
  new View(host, new Catalogue(data)).show();
}

class View {
  private readonly sheets: readonly SheetOf[];
  private readonly page = make("article", { class: "document", "aria-label": "Udskriften" });
  private readonly without: Set<string>;
  private personal = false;
  private readonly steps: ReadonlyMap<string, string>;
  private readonly root: HTMLElement;
  private drawn: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: DocumentHost,
    private readonly catalogue: Catalogue,
  ) {
    this.sheets = sheetsWith(host.cells, catalogue, host.toolbox);
    this.without = new Set(this.sheets.filter(({ personal }) => personal).map(({ id }) => id));
    this.steps = new Map(catalogue.data.steps.map(({ id, number, title }) => [id, number === undefined ? title : `Trin ${number}: ${title}`]));
    const heading = make("h2", { id: "udskriv-forloeb", tabindex: "-1" }, `Udskriv »${host.name}«`);
    this.root = make(
      "section",
      { class: "document-view", "aria-labelledby": heading.id },
      make(
        "div",
        { class: "document-tools" },
        heading,
        make("p", {}, "Her er det, der kommer på papiret. Det, ingen har svaret på, er talt og ikke skrevet ud."),
        make("div", { class: "cases-acts" }, this.printButton(), makeButton("Tilbage", () => this.close())),
        this.choices(),
      ),
      this.page,
    );
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  show(): void {
    this.host.beside.after(this.root);
    document.documentElement.classList.add("shows-document");
    this.render();
    window.scrollTo({ top: 0, behavior: "instant" });
    this.root.querySelector("h2")?.focus({ preventScroll: true });
  }

  private close(): void {
    this.root.remove();
    document.documentElement.classList.remove("shows-document");
    this.host.closed();
  }

  private printButton(): HTMLElement {
    const button = makeButton("Udskriv", () => void this.drawn.then(() => window.print()));
    button.className = "main-act";
    return button;
  }

  // Which sheets, and whether what is about colleagues comes along.
  private choices(): HTMLElement {
    const tick = (label: string, checked: boolean, change: (on: boolean) => void): HTMLElement => {
      const box = make("input", { type: "checkbox" });
      box.checked = checked;
      box.addEventListener("change", () => {
        change(box.checked);
        this.render();
      });
      return make("label", { class: "document-tick" }, box, ` ${label}`);
    };
    const ticks = this.sheets.map(({ id, title, personal }) => tick(personal ? `${title} (personligt)` : title, !this.without.has(id), (on) => (on ? this.without.delete(id) : this.without.add(id))));
    const elsewhere = this.hasPersonal() ? [tick("Svar om kolleger på de øvrige ark", false, (on) => (this.personal = on))] : [];
    const some = this.without.size > 0 || elsewhere.length > 0;
    return make(
      "details",
      some ? { open: "" } : {},
      make("summary", {}, "Vælg ark"),
      ...(some ? [make("p", {}, "Det personlige kommer kun med, når I selv sætter kryds.")] : []),
      make("fieldset", { class: "document-ticks" }, make("legend", { class: "visually-hidden" }, "Ark på udskriften"), ...ticks, ...elsewhere),
    );
  }

  // Whether a question about colleagues is answered on a sheet, or in a list, that is about more.
  private hasPersonal(): boolean {
    return [...this.host.cells].some(([path, [value]]) => answers(value) && !isNote(path) && isPrivate(path, this.host.toolbox) && !this.catalogue.place(path)?.sheet?.personal);
  }

  private render(): void {
    const { cells, toolbox, name, at } = this.host;
    const made = documentOf(cells, this.catalogue, toolbox, { without: this.without, personal: this.personal }, dayOf(at));
    const drawings = new Drawings(made.said);
    const site = document.querySelector(".brand-name")?.textContent ?? "";
    this.page.replaceChildren(...pageOf(made, { name, site, at }, this.steps, ({ figure, row }) => drawings.place(figure, row)));
    this.drawn = drawings.draw();
  }
}
