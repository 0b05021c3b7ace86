// The document in the page: a cover, what is in it, and a section for each sheet. Text is only
// ever text.

import { momentWords } from "../answers/value";
import { make } from "../sheet/build";
import { mark, shape } from "../figures/chart";
import type { Block, Document, Pair, Section, TableRow } from "./document";
import type { Word } from "./said";

export interface Cover {
  readonly name: string;
  readonly site: string;
  readonly at: Date;
}

/** Draws a figure in its place, or leaves the words to do it. */
export type DrawFigure = (block: Extract<Block, { is: "figure" }>) => HTMLElement | null;

export function pageOf(document: Document, cover: Cover, steps: ReadonlyMap<string, string>, draw: DrawFigure): HTMLElement[] {
  const { sections, lost } = document;
  const front = make(
    "header",
    { class: "document-cover" },
    make("p", { class: "document-site" }, cover.site),
    make("h1", { class: "document-name" }, cover.name),
    ...(document.about.length > 0 ? [pairsOf(document.about)] : []),
    make("p", { class: "document-date" }, `Udskrevet ${momentWords(cover.at)}`),
    make("h2", {}, "Indhold"),
    contents(sections, steps, lost.length > 0),
  );
  const last = make("section", { class: "document-sheet is-first", id: "svar-uden-plads" }, make("h2", {}, "Svar, som arkene ikke viser nu"), make("p", {}, "Spørgsmålet er væk, eller det gælder ikke længere efter jeres andre svar. Svarene er bevaret."), pairsOf(lost));
  return [front, ...sections.map((section, i) => sectionOf(section, idOf(section, i), i === 0 || section.sheet.step !== sections[i - 1]?.sheet.step, steps, draw)), ...(lost.length > 0 ? [last] : [])];
}

/** What a section is called. */
function titleOf({ sheet, copy }: Section): string {
  return copy === "" || copy === sheet.title ? sheet.title : `${sheet.title}: ${copy}`;
}

function contents(sections: readonly Section[], steps: ReadonlyMap<string, string>, hasLost: boolean): HTMLElement {
  const list = make("ul", { class: "document-contents" });
  let step: string | null = null;
  for (const [i, section] of sections.entries()) {
    const title = steps.get(section.sheet.step ?? "") ?? "Før I går i gang";
    if (title !== step) list.append(make("li", { class: "document-step" }, title));
    step = title;
    list.append(make("li", {}, make("a", { href: `#${idOf(section, i)}` }, titleOf(section))));
  }
  if (hasLost) list.append(make("li", { class: "document-step" }, make("a", { href: "#svar-uden-plads" }, "Svar, som arkene ikke viser nu")));
  return list;
}

function sectionOf(section: Section, id: string, isFirst: boolean, steps: ReadonlyMap<string, string>, draw: DrawFigure): HTMLElement {
  const step = steps.get(section.sheet.step ?? "");
  return make("section", { class: isFirst ? "document-sheet is-first" : "document-sheet", id }, ...(step === undefined ? [] : [make("p", { class: "document-of" }, step)]), make("h2", {}, titleOf(section)), ...blocksOf(section.blocks, draw), ...left(section));
}

function left({ open, openRows }: Section): HTMLElement[] {
  const parts = [open === 1 ? "1 spørgsmål" : open > 1 ? `${open} spørgsmål` : "", openRows === 1 ? "1 række" : openRows > 1 ? `${openRows} rækker` : ""].filter((part) => part !== "");
  return parts.length > 0 ? [make("p", { class: "document-left" }, `Uden svar, og derfor ikke med: ${parts.join(" og ")}.`)] : [];
}

function blocksOf(blocks: readonly Block[], draw: DrawFigure): Node[] {
  let level = 2;
  return blocks.flatMap((block) => {
    // No level is skipped, whatever was left out between.
    if (block.is === "heading") level = Math.min(block.level + 1, level + 1, 5);
    return blockOf(block, level, draw);
  });
}

const headings = ["h2", "h3", "h4", "h5", "h6"] as const;

function blockOf(block: Block, level: number, draw: DrawFigure): Node[] {
  switch (block.is) {
    case "heading":
      return [make(headings[level - 2] ?? "h5", {}, block.text)];
    case "pairs":
      return [pairsOf(block.pairs)];
    case "advice":
      return block.texts.map((text) => make("p", { class: "document-advice" }, text));
    case "figure": {
      const drawn = draw(block);
      return drawn ? [drawn] : [];
    }
    default:
      return [make(headings[level - 1] ?? "h6", { class: "document-table" }, block.label), ...(block.as === "grid" ? [grid(block)] : block.groups.flatMap(({ title, rows }) => [...(title === "" ? [] : [make("p", { class: "document-group" }, title)]), ...rows.map((row) => card(row, block.heads))]))];
  }
}

function grid({ heads, named, groups }: Extract<Block, { is: "table" }>): HTMLElement {
  const head = make("tr", {}, ...(named ? [make("td")] : []), ...heads.map((label) => make("th", { scope: "col" }, label)));
  const bodies = groups.map(({ title, rows }) =>
    make(
      "tbody",
      {},
      ...(title === "" ? [] : [make("tr", { class: "document-group" }, make("th", { colspan: String(heads.length + (named ? 1 : 0)), scope: "rowgroup" }, title))]),
      ...rows.map(({ name, cells }) => make("tr", {}, ...(named ? [name === "" ? make("td") : make("th", { scope: "row" }, name)] : []), ...cells.map((words) => make("td", {}, ...(words.length > 0 ? words.map(wordOf) : ["–"]))))),
    ),
  );
  return make("table", {}, make("thead", {}, head), ...bodies);
}

function card({ name, cells }: TableRow, heads: readonly string[]): HTMLElement {
  const pairs = cells.flatMap((words, i) => (words.length > 0 ? [{ label: heads[i] ?? "", words }] : []));
  return make("div", { class: "document-row" }, ...(name === "" ? [] : [make("p", { class: "document-row-name" }, name)]), pairsOf(pairs));
}

export function pairsOf(pairs: readonly Pair[]): HTMLElement {
  return make("dl", {}, ...pairs.map(({ label, words }) => make("div", {}, make("dt", {}, label), make("dd", {}, ...words.map(wordOf)))));
}

/** An answer, with the shape of its option: a colour is never alone. */
export function wordOf({ text, colour, shape: kind }: Word): HTMLElement {
  const sign = kind === undefined ? [] : [shape("svg", { class: "mark", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, mark({ id: "", label: text, shape: kind }, 8, 8, 6.5))];
  return make("div", colour === undefined ? {} : { "data-colour": colour }, ...sign, text);
}

function idOf({ sheet }: Section, place: number): string {
  return `ark-${place + 1}-${sheet.id}`;
}
