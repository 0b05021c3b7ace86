// The figures of a document: the empty drawing that the build made, and the answers drawn in by
// the same parts as on the sheets. One without answers is left out.

import type { FigureOf } from "../catalogue/catalogue";
import { mark, shape } from "../figures/chart";
import { make } from "../sheet/build";
import { loadPart } from "../sheet/part";
import type { Said } from "./said";

export class Drawings {
  private readonly waiting: { figure: FigureOf; row: string; element: HTMLElement }[] = [];

  constructor(private readonly said: Said) {}

  /** A figure in its place, empty until draw is called. */
  place(figure: FigureOf, row: string): HTMLElement | null {
    const svg = new DOMParser().parseFromString(figure.drawing, "text/html").querySelector("svg");
    if (!svg) return null;
    // The names in a drawing are of its own page.
    for (const named of svg.querySelectorAll("[id]")) named.removeAttribute("id");
    svg.removeAttribute("aria-labelledby");
    svg.setAttribute("aria-label", figure.title);
    const key = (figure.key ?? []).map(({ number, label, colour, shape: kind }) =>
      make("li", colour === undefined ? {} : { "data-colour": colour }, ...(number === undefined ? [] : [make("b", {}, number)]), ...(kind === undefined ? [] : [sign(kind)]), ` ${label}`),
    );
    const element = make(
      "figure",
      { class: `figure figure-${figure.data.kind}` },
      make("figcaption", {}, figure.title),
      document.importNode(svg, true),
      ...(key.length > 0 ? [make("ul", { class: "chart-key" }, ...key)] : []),
      ...(figure.names ? [make("ol", { class: "chart-names", hidden: "" })] : []),
      make("div", { class: "chart-facts" }, make("table", {}, make("thead", {}, make("tr", {}, ...figure.heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody"))),
    );
    this.waiting.push({ figure, row, element });
    return element;
  }

  /** Draws them all, once they stand in the page: how wide that is decides what there is room for. */
  async draw(): Promise<void> {
    const { values, catalogue } = this.said;
    for (const { figure, row, element } of this.waiting.splice(0)) {
      const draw = await loadPart(`figure-${figure.data.kind}`, true);
      // Without its part a figure is not drawn; what it is of stands in the document as words.
      if (!draw || !element.isConnected) element.remove();
      else draw({ data: figure.data, element, values, program: catalogue.program, row });
      const said = [...element.querySelectorAll(".chart-facts td")].map((cell) => cell.textContent ?? "");
      if (said.every((text) => text === "–" || text === "0")) element.remove();
    }
  }
}

function sign(kind: string): SVGElement {
  return shape("svg", { class: "mark", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, mark({ id: "", label: "", shape: kind }, 8, 8, 6.5));
}
