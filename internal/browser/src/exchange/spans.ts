// Tables whose cells are merged: what Word and Excel put on the clipboard as HTML.

import { maxColumns, maxRows, tableOf, type Reading } from "./table";

/** A cell, and how many columns and rows it covers. */
export interface Spanning {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Gives each cell its place. One that covers several rows holds for all of them, and stands
 * in each; one that covers several columns stands in the first, for it is a heading more
 * often than an answer to all.
 */
export function spread(source: Iterable<readonly Spanning[]>): Reading {
  const rows: string[][] = [];
  const covered: { text: string; rows: number }[] = []; // by column: what reaches down from above
  let merged = 0;
  for (const cells of source) {
    const row: string[] = [];
    let column = 0;
    const fromAbove = () => {
      for (let above = covered[column]; above && above.rows > 0; above = covered[column]) {
        above.rows--;
        row[column++] = above.text;
      }
    };
    for (const cell of cells) {
      fromAbove();
      const down = Math.min(Math.max(1, cell.rows), maxRows);
      const across = Math.min(Math.max(1, cell.columns), maxColumns + 1);
      if (down > 1 && cell.text.trim() !== "") merged++;
      for (let i = 0; i < across; i++, column++) {
        row[column] = i === 0 ? cell.text : "";
        covered[column] = { text: row[column] ?? "", rows: down - 1 };
      }
      if (column > 20 * maxColumns) break;
    }
    while (column < covered.length) {
      fromAbove();
      if (column < covered.length) row[column++] = ""; // a gap, beyond which more may reach down
    }
    rows.push(Array.from(row, (text) => text ?? ""));
    if (rows.length > 2 * maxRows) break;
  }
  return tableOf(rows, merged);
}
