// Folder figures: drawings of the answers. Its two nouns are Chart, a figure in the page
// with what it is of, and Draw, which draws one kind.
//
// Rules of the folder:
//   - What is known before anybody answers was drawn by the build (internal/figure), which
//     says in data attributes where things are. Here only g.layer is drawn, and the table.
//   - One file per kind, a part of the script of its own, loaded where it is used.
//   - The table has every fact of the drawing; the description says the most in a sentence.
//   - Colour is never the only sign: a mark has the shape of its option, or its word.
//   - A drawing is made anew each time: it is small, and nothing in it can be focused.

import type { Value } from "../answers/cell";
import { keyOf, type Program, type Result, type Tree } from "../expressions/program";
import type { Values } from "../expressions/values";
import { cellWords } from "../expressions/words";

/** An option as the drawing needs it. */
export interface Option {
  readonly id: string;
  readonly label: string;
  readonly colour?: string;
  readonly shape?: string;
  readonly aside?: boolean;
}

/** An answer or value that is drawn; low and high are the ends of its range. */
export interface Drawn {
  readonly cell: string;
  readonly label: string;
  readonly kind: string;
  readonly low?: number;
  readonly high?: number;
  readonly unit?: string;
  readonly options?: readonly Option[];
}

/** What a figure is of, as the build wrote it. */
export interface FigureData {
  readonly kind: string;
  readonly values?: readonly Drawn[];
  readonly rows?: Tree;
  readonly where?: Tree;
  readonly parts?: Readonly<Record<string, Drawn>>;
  readonly mark?: Drawn;
  readonly sort?: string;
  readonly mid?: number;
  readonly corners?: readonly Option[];
}

/** A figure in the page. */
export interface Chart {
  readonly data: FigureData;
  readonly element: HTMLElement;
  readonly values: Values;
  readonly program: Program;
  /** The address of the row or copy it stands in, "" for none. */
  readonly row: string;
}

export type Draw = (chart: Chart) => void;

/** Draws anew when the figure becomes wider or narrower: what stands beside each other depends on it. */
export function fitted(draw: Draw): Draw {
  const drawn = new WeakMap<HTMLElement, Chart>();
  return (chart) => {
    const { element } = chart;
    if (!drawn.has(element)) {
      new ResizeObserver(() => {
        const [before, latest] = [widthOf(element), drawn.get(element)];
        widths.delete(element);
        if (before !== widthOf(element) && latest) draw(latest);
      }).observe(element);
    }
    drawn.set(element, chart);
    draw(chart);
  };
}

type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element. */
export function shape(tag: string, attributes: Attributes = {}, ...children: readonly (Node | string)[]): SVGElement {
  // The namespace is that of a drawing which stands in the page: a script that names no address is easily checked.
  const element = document.createElementNS(document.querySelector("svg")?.namespaceURI ?? null, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  element.append(...children);
  return element;
}

/** The number that the build wrote on the drawing. */
export function measure(chart: Chart, name: string): number {
  return Number(chart.element.querySelector<SVGElement>("svg.chart")?.dataset[name] ?? 0);
}

/** Puts the drawing in its place, and says what it shows. */
export function show(chart: Chart, layer: readonly Node[], description: string): void {
  const svg = chart.element.querySelector("svg.chart");
  svg?.querySelector(".layer")?.replaceChildren(...layer);
  const text = svg?.querySelector("desc");
  if (text && text.textContent !== description) text.textContent = description;
}

const heights = new Map<Element, string>();

/** How high a drawing as wide as the page is; null for what it was while it was empty, as it is on blank paper. */
export function setHeight(chart: Chart, height: number | null): void {
  const svg = chart.element.querySelector("svg.chart");
  if (!svg) return;
  const empty = String(measure(chart, "empty"));
  if (!heights.has(svg)) {
    addEventListener("beforeprint", () => document.documentElement.classList.contains("print-blank") && svg.setAttribute("height", empty));
    addEventListener("afterprint", () => svg.setAttribute("height", heights.get(svg) ?? empty));
  }
  heights.set(svg, height === null ? empty : String(height));
  svg.setAttribute("height", heights.get(svg) ?? empty);
}

/** Words cut to the room that there is for letters in a drawing as wide as the page; the table has them whole. */
export function cut(words: string, room: number): string {
  return words.length > room ? `${words.slice(0, Math.max(1, room - 1)).trimEnd()}…` : words;
}

/** Words in one line or two, each of so many letters; the table has them whole. */
export function inLines(words: string, room: number): string[] {
  if (words.length <= room) return [words];
  const space = words.lastIndexOf(" ", room);
  return space < 1 ? [cut(words, room)] : [words.slice(0, space), cut(words.slice(space + 1), room)];
}

/** A name above what is drawn of it, in its lines. */
export function nameAt(lines: readonly string[], x: number, y: number): Node[] {
  return lines.map((line, i) => shape("text", { x, y: y + 18 * i }, line));
}

/** How many letters stand beside each other in a drawing as wide as the page. */
export function lettersAcross(chart: Chart): number {
  return Math.floor((widthOf(chart.element) || 288) / 8.5);
}

// To ask how wide something is makes the browser lay out the page, which an answer has just
// changed: so it is asked once, and then when it becomes another.
const widths = new WeakMap<HTMLElement, number>();

/** How wide the drawing is. */
export function widthOf(element: HTMLElement): number {
  const known = widths.get(element);
  if (known !== undefined) return known;
  const width = element.querySelector("svg.chart")?.clientWidth ?? 0;
  widths.set(element, width);
  return width;
}

/** Fills the table: for each row its head, and its cells. What says the same already is left alone: most rows do. */
export function facts(chart: Chart, rows: readonly (readonly string[])[]): void {
  const body = chart.element.querySelector<HTMLTableSectionElement>(".chart-facts tbody");
  if (!body) return;
  const columns = chart.element.querySelectorAll(".chart-facts th[scope=col]").length;
  const lines = rows.length > 0 ? rows : [["Ingen svar endnu"]];
  const old = [...body.rows];
  lines.forEach((cells, i) => {
    const row = old[i];
    const same = row?.cells.length === cells.length;
    if (!same) return row ? row.replaceWith(line(cells, columns)) : body.append(line(cells, columns));
    cells.forEach((words, k) => {
      const cell = row.cells[k];
      if (cell && cell.textContent !== words) cell.textContent = words;
    });
  });
  old.slice(lines.length).forEach((row) => row.remove());
}

function line(cells: readonly string[], columns: number): HTMLElement {
  const tr = document.createElement("tr");
  cells.forEach((words, i) => {
    const element = document.createElement(i === 0 ? "th" : "td");
    if (i === 0) element.setAttribute("scope", "row");
    if (cells.length < columns) element.setAttribute("colspan", String(columns));
    element.textContent = words;
    tr.append(element);
  });
  return tr;
}

/** The rows that the figure is of. */
export function rowsOf({ data, values, row }: Chart): readonly string[] {
  return values.rows(data.rows as Tree, row, data.where ?? null);
}

/** What a cell is, as a number; null when it is empty, or an option aside. */
export function numberOf(chart: Chart, drawn: Drawn, row = chart.row): number | null {
  const result = chart.values.cell(drawn.cell, row);
  if (typeof result === "string" && drawn.options?.some((option) => option.id === result && option.aside)) return null;
  return result === null || result === "" || Array.isArray(result) || Number.isNaN(Number(result)) ? null : Number(result);
}

/** What a cell is in words; "–" when it is empty. */
export function wordsOf(chart: Chart, drawn: Drawn, row = chart.row): string {
  const words = cellWords(drawn.cell, chart.values, chart.program, row);
  return drawn.unit && words !== "–" ? `${words} ${drawn.unit}` : words;
}

/** The options or rows among which an answer is, in their order: those of the page, then chosen rows. */
export function groupsOf(chart: Chart, drawn: Drawn, rows: readonly string[]): Option[] {
  const groups = new Map((drawn.options ?? []).map((option) => [option.id, option]));
  for (const row of rows) {
    for (const id of chosen(chart, drawn, row)) {
      if (!groups.has(id)) groups.set(id, { id, label: labelOf(chart, drawn, id) });
    }
  }
  return [...groups.values()];
}

/** Whether the row's answer is, or has among its answers, this one. */
export function isIn(chart: Chart, drawn: Drawn, row: string, id: string): boolean {
  return chosen(chart, drawn, row).includes(id);
}

/** What is chosen in a cell: none, one, or several. */
export function chosen(chart: Chart, drawn: Drawn, row: string): readonly string[] {
  return list(chart.values.cell(drawn.cell, row));
}

function list(result: Result): readonly string[] {
  return Array.isArray(result) ? (result as readonly string[]) : result === null || result === "" ? [] : [String(result)];
}

function labelOf(chart: Chart, drawn: Drawn, address: string): string {
  const label = chart.program.cells[drawn.cell]?.label;
  return label !== undefined && /[/#]/.test(address) ? cellWords(label, chart.values, chart.program, address) : keyOf(address);
}

/** The shape of an option, as beside its word, around the place x, y. */
export function mark(option: Option | undefined, x: number, y: number, size = 8): SVGElement {
  const s = size;
  const paths: Readonly<Record<string, string>> = {
    square: `M${-s} ${-s}h${2 * s}v${2 * s}h${-2 * s}z`,
    triangle: `M0 ${-s}L${s} ${s}H${-s}z`,
    diamond: `M0 ${-s}L${s} 0 0 ${s} ${-s} 0z`,
    cross: `M${-s} ${-s}L${s} ${s}M${s} ${-s}L${-s} ${s}`,
    bar: `M${-s} ${-s / 2.5}h${2 * s}v${s / 1.25}h${-2 * s}z`,
  };
  const path = paths[option?.shape ?? ""] ?? `M${-s} 0a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0z`;
  const attributes: Record<string, string> = { class: "chart-mark", d: path, transform: `translate(${round(x)} ${round(y)})` };
  if (option?.colour) attributes["data-colour"] = option.colour;
  return shape("path", attributes);
}

export function round(n: number): number {
  return Math.round(n * 10) / 10;
}

/** Rows in the order that the author asked for: a cell, with a hyphen for the highest first; empty ones last. */
export function sorted(chart: Chart, rows: readonly string[]): readonly string[] {
  const { sort } = chart.data;
  if (sort === undefined) return rows;
  const down = sort.startsWith("-");
  const cell = down ? sort.slice(1) : sort;
  const order = chart.program.sets[chart.program.cells[cell]?.set ?? ""]?.map(([id]) => id);
  const place = (row: string): Value => {
    const result = chart.values.cell(cell, row) as Value;
    return order && typeof result === "string" ? order.indexOf(result) : result;
  };
  return [...rows].sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const by = typeof x === "string" ? x.localeCompare(String(y), "da") : Number(x) - Number(y);
    return down ? -by : by;
  });
}
