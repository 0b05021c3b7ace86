// A filled sheet as a document for Word: what goes on paper, with headings that are
// headings. A figure is there as the table that says the same.

import { writeDocument, type Block, type Run } from "../office/document";
import { printView, type Answered } from "./print";

export async function wordOf(form: HTMLElement, title: string, forloeb: string, at: Date, sheet: Answered): Promise<Uint8Array<ArrayBuffer>> {
  const figures = [...form.querySelectorAll<HTMLElement>("[data-figure]")].filter((figure) => !figure.closest("[hidden]"));
  const blocks = printView(form, forloeb, at, sheet).flatMap((node) => (node instanceof HTMLElement ? blocksOf(node, figures) : []));
  return writeDocument(title, blocks);
}

function blocksOf(element: HTMLElement, figures: HTMLElement[]): Block[] {
  switch (element.tagName) {
    case "H2":
    case "H3":
    case "H4":
      return [{ kind: "heading", level: (Number(element.tagName[1]) - 1) as 1 | 2 | 3, text: wordsOf(element) }];
    case "DL":
      return pairs(element);
    case "TABLE":
      return [tableOf(element as HTMLTableElement)];
    case "FIGURE": {
      const table = figures.shift()?.querySelector<HTMLTableElement>(".chart-facts table");
      return [{ kind: "heading", level: 3, text: wordsOf(element.querySelector("figcaption")) }, ...(table ? [tableOf(table)] : [])];
    }
    default:
      return [{ kind: "text", runs: [{ text: wordsOf(element) }] }];
  }
}

function pairs(list: HTMLElement): Block[] {
  const blocks: Block[] = [];
  let label = "";
  for (const child of list.children) {
    if (child.tagName === "DT") {
      label = wordsOf(child);
      continue;
    }
    const runs: Run[] = [{ text: `${label.replace(/[:?]$/, (end) => (end === "?" ? "?" : ""))}${label.endsWith("?") ? "" : ":"} `, bold: true }, { text: wordsOf(child) }];
    blocks.push({ kind: "text", runs });
  }
  return blocks;
}

function tableOf(table: HTMLTableElement): Block {
  const head = [...(table.tHead?.rows[0]?.cells ?? [])].map(wordsOf);
  return { kind: "table", head, rows: [...(table.tBodies[0]?.rows ?? [])].map((row) => [...row.cells].map(wordsOf)) };
}

// The text of an element, each of its blocks and breaks on a line of its own.
function wordsOf(element: Element | null): string {
  if (!element) return "";
  let text = "";
  for (const node of element.childNodes) {
    if (node instanceof HTMLBRElement) text += "\n";
    else if (node instanceof HTMLDivElement) text += `${text === "" || text.endsWith("\n") ? "" : "\n"}${wordsOf(node)}\n`;
    else text += node instanceof Element ? wordsOf(node) : (node.textContent ?? "");
  }
  return text.replace(/\n$/, "");
}
