// Tables as csv, the way a Danish Excel reads it: UTF-8 with its mark, a semicolon between
// cells, a comma in numbers. Text stays text: what a spreadsheet would work out, since it
// begins like a formula, gets an apostrophe before it. [L34]

export type CsvCell = string | number | null;

export function encodeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(";")).join("\r\n")}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  const text = /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
