// The answers as text for paper: words, not controls, for a control prints no more of its
// text than it shows. The stylesheet prints this in the place of the form when something
// is answered. What is not shown on the screen, since its condition does not hold, is not
// printed either.

import { answers, type Value } from "../answers/cell";
import { momentWords } from "../answers/value";
import { labelText, make } from "./build";
import type { Field } from "./field";

export interface Answered {
  fieldOf(element: HTMLElement): Field;
  get(path: string): Value | undefined;
  others(path: string): readonly Value[];
}

/** Everything that goes on paper: the form's headings and its questions, each with its answer. */
export function printView(form: HTMLElement, forloeb: string, at: Date, sheet: Answered): Node[] {
  const nodes: Node[] = [make("p", { class: "answers-about" }, `${forloeb}. Udskrevet ${momentWords(at)}.`)];
  let headings: HTMLElement[] = [];
  for (const element of form.querySelectorAll<HTMLElement>("h2, h3, h4, [data-path], [data-table], [data-value], [data-outcome], [data-figure], [data-clock]")) {
    if (element.parentElement?.closest("[data-table], [data-clock], [hidden]") || element.hidden || element.dataset["print"] === "no") continue;
    if (/^H\d$/.test(element.tagName)) {
      // A heading goes on paper when a question follows it.
      headings = [...headings.filter((one) => one.tagName < element.tagName), element];
      continue;
    }
    const times = element.querySelector(".clock-table");
    if (element.dataset["clock"] !== undefined && !times) continue; // minutes that run out leave nothing
    nodes.push(...headings.map((one) => make(one.tagName.toLowerCase() as "h2", {}, one.textContent?.trim() ?? "")));
    headings = [];
    if (element.dataset["table"] !== undefined) nodes.push(...tableNodes(element, sheet));
    else if (times) nodes.push(make("h3", {}, element.querySelector(".clock-label")?.textContent ?? ""), times.cloneNode(true), make("p", {}, element.querySelector(".clock-sum")?.textContent ?? ""));
    else if (element.dataset["figure"] !== undefined) nodes.push(drawing(element));
    else if (element.dataset["outcome"] !== undefined) nodes.push(...advice(element));
    else if (element.dataset["value"] !== undefined) nodes.push(make("dl", {}, make("dt", {}, labelText(element.querySelector(".value-label"))), make("dd", {}, ...workedNodes(element))));
    else nodes.push(list([element], sheet));
  }
  return nodes;
}

function tableNodes(table: HTMLElement, sheet: Answered): Node[] {
  const heading = make("h3", {}, labelText(table.querySelector(".table-label")));
  const rows = [...table.querySelectorAll<HTMLElement>(".rows [data-row]:not([data-blank])")].filter((row) => !row.hidden && (!isOpen(table) || hasAnswer(row, sheet)));
  if (rows.length === 0) return [heading, make("p", {}, "–")];
  if (table.dataset["as"] !== "cards") return [heading, grid(table, rows, sheet)];
  return [heading, ...rows.flatMap((row) => [...groupHeading(row), make("h4", {}, legend(row)), list(cells(row), sheet)])];
}

function grid(table: HTMLElement, rows: readonly HTMLElement[], sheet: Answered): HTMLElement {
  const heads = [...table.querySelectorAll(".head-row > *")];
  const columns = heads.map((head) => head.textContent?.trim() ?? "");
  // The columns of a view say what its rows are, as they do on the screen.
  const names = table.dataset["rows"] === "view" ? 0 : 1;
  const body = make("tbody");
  for (const row of rows) {
    for (const group of groupHeading(row)) {
      body.append(make("tr", {}, make("th", { colspan: String(columns.length + names), scope: "rowgroup" }, group.textContent ?? "")));
    }
    // A row may leave out a given column, so cells meet their columns by label.
    const byLabel = new Map(cells(row).map((cell) => [cellLabel(cell, sheet), cell]));
    const tr = make("tr", {}, ...(names > 0 ? [make("th", { scope: "row" }, legend(row))] : []));
    for (const [i, column] of columns.entries()) {
      const cell = byLabel.get(column);
      // A number of a few letters is one word, whatever stands in it.
      tr.append(make("td", heads[i]?.matches(".is-short:not(.ask-choices)") ? { class: "is-short" } : {}, ...(cell ? cellNodes(cell, sheet) : [])));
    }
    body.append(tr);
  }
  const head = make("tr", {}, ...(names > 0 ? [make("td")] : []), ...columns.map((column) => make("th", { scope: "col" }, column)));
  return make("table", {}, make("thead", {}, head), body);
}

function list(elements: readonly HTMLElement[], sheet: Answered): HTMLElement {
  return make("dl", {}, ...elements.flatMap((element) => [make("dt", {}, cellLabel(element, sheet)), make("dd", {}, ...cellNodes(element, sheet))]));
}

/** The heading of the row's group, before the first row of it. */
function groupHeading(row: HTMLElement): HTMLElement[] {
  const group = row.closest(".group");
  // A heading of the reader's grouping has a number beside its words.
  const title = (group?.querySelector(".group-title > span:first-child") ?? group?.querySelector(".group-title"))?.textContent?.trim();
  return title && group?.querySelector("[data-row]") === row ? [make("h4", {}, title)] : [];
}

function cells(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(".cells > [data-path], .cells > .with-reason > :first-child, .cells > .given")].filter((cell) => !cell.hidden && cell.dataset["print"] !== "no");
}

function cellLabel(cell: HTMLElement, sheet: Answered): string {
  return cell.matches(".given") ? labelText(cell.querySelector(".given-label")) : sheet.fieldOf(cell).label;
}

function cellNodes(cell: HTMLElement, sheet: Answered): Node[] {
  if (cell.matches(".given")) {
    if (cell.querySelector("output")) return workedNodes(cell);
    const label = cell.querySelector(".given-label");
    return [...cell.childNodes].filter((node) => node !== label).map((node) => node.cloneNode(true));
  }
  const field = sheet.fieldOf(cell);
  const value = sheet.get(field.path) ?? field.read() ?? null;
  const others = sheet.others(field.path).map((other) => make("div", {}, "Anden version: ", ...valueNodes(field, other)));
  return [...valueNodes(field, value), ...others, ...reasonNodes(cell, sheet)];
}

/** Why a cell was set by hand stands with it. */
function reasonNodes(cell: HTMLElement, sheet: Answered): Node[] {
  const reason = cell.parentElement?.matches(".with-reason") && cell.nextElementSibling instanceof HTMLElement ? sheet.fieldOf(cell.nextElementSibling) : null;
  const value = reason && sheet.get(reason.path);
  return reason && value !== undefined && answers(value) ? [make("div", {}, `${reason.label} `, ...lines(reason.words(value as Value)))] : [];
}

/** What is worked out, with the shape of its option. */
function workedNodes(element: HTMLElement): Node[] {
  const mark = element.querySelector<HTMLElement>("[data-option]:not([hidden])");
  const unit = element.querySelector(".unit")?.textContent;
  const words = `${element.querySelector("output")?.textContent ?? ""}${unit ? ` ${unit}` : ""}`;
  const colour = mark?.dataset["colour"];
  return [make("div", colour === undefined ? {} : { "data-colour": colour }, ...(mark ? [...mark.childNodes].map((node) => node.cloneNode(true)) : []), words)];
}

/** The drawing as it stands, with what its signs and numbers mean. Its table says the same, and is not printed besides. */
function drawing(element: HTMLElement): HTMLElement {
  const figure = make("figure", { class: element.className }, make("figcaption", {}, element.querySelector("figcaption")?.textContent ?? ""));
  const svg = element.querySelector("svg.chart")?.cloneNode(true) as SVGElement | undefined;
  if (svg) {
    // The names of a drawing in the page are its own.
    svg.removeAttribute("aria-labelledby");
    svg.setAttribute("aria-label", svg.querySelector("title")?.textContent ?? "");
    for (const named of svg.querySelectorAll("title, desc")) named.remove();
    figure.append(svg);
  }
  for (const list of element.querySelectorAll(".chart-key, .chart-names:not([hidden])")) figure.append(list.cloneNode(true));
  return figure;
}

function advice(element: HTMLElement): Node[] {
  return [...element.querySelectorAll<HTMLElement>("li:not([hidden]) .say")].map((say) => make("p", { class: "answers-advice" }, say.textContent ?? ""));
}

function valueNodes(field: Field, value: Value): Node[] {
  if (!answers(value)) return [document.createTextNode("–")];
  if (!field.isPicked) return lines(field.words(value));
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  return chosen.map((id) => {
    const { label, mark, colour } = field.option(id);
    return make("div", colour === undefined ? {} : { "data-colour": colour }, ...(mark ? [mark] : []), label);
  });
}

function lines(text: string): Node[] {
  return text.split("\n").flatMap((line, i) => (i === 0 ? [document.createTextNode(line)] : [make("br"), document.createTextNode(line)]));
}

function legend(row: HTMLElement): string {
  return labelText(row.querySelector(":scope > legend"));
}

function hasAnswer(row: HTMLElement, sheet: Answered): boolean {
  return cells(row).some((cell) => cell.dataset["path"] !== undefined && answers(sheet.get(sheet.fieldOf(cell).path)));
}

// Rows that the reader may add print only when something is in them.
function isOpen(table: HTMLElement): boolean {
  return table.dataset["rows"] === "open";
}
