// What people paste. Word and Excel put a table on the clipboard as HTML, too, which is the
// only place where merged cells are told apart from empty ones. It is read in a document
// that is not shown, runs nothing and loads nothing, and leaves nothing but text behind.

import { spread, type Spanning } from "../exchange/spans";
import { maxBytes, type Reading } from "../exchange/table";

/** The tables in a piece of HTML; null when there is none, and the text is to be taken. */
export function readHTML(html: string): Reading | null {
  if (!/<table/i.test(html)) return null;
  if (html.length > maxBytes) return { error: "too-large" };
  const tables = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("table")];
  const outer = tables.filter((table) => !table.parentElement?.closest("table"));
  return outer.length === 0 ? null : spread(outer.flatMap((table) => [...table.rows].map(cellsOf)));
}

function cellsOf(row: HTMLTableRowElement): Spanning[] {
  return [...row.cells].map((cell) => ({ text: textOf(cell), columns: cell.colSpan, rows: cell.rowSpan }));
}

// Line breaks in the source mean nothing; those in the cell are elements.
function textOf(node: Node): string {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += (child.nodeValue ?? "").replace(/[\t\n\r ]+/g, " ");
    else if (child instanceof Element) {
      const name = child.localName;
      if (name === "br") text += "\n";
      else if (name !== "style" && name !== "script") text += /^(?:p|div|li|h\d|tr)$/.test(name) ? `\n${textOf(child)}\n` : textOf(child);
    }
  }
  return text.replace(/ *\n[ \n]*/g, "\n");
}
