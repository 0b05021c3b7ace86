// Paths: the address of a question within a forløb.
//
//	sheet.field              roller-og-ansvar.maal
//	sheet.table/row.column   roller-og-ansvar.linjer/samlet.navn
//	sheet#copy.field         a sheet that is filled many times
//	list/row.column          a row of a list that sheets share
//	forløb.navn              about the forløb itself
//
// Ids are [a-z][a-z0-9-]*. The key of a row or a copy may be anything a person wrote, and
// is percent-encoded until only letters, digits, `-`, `_` and `%` are left. A column that
// starts with `_` is the script's own note about a row; no author can name one.

const id = "[a-z][a-z0-9-]*";
const key = "[A-Za-z0-9_%-]+";
const path = new RegExp(`^(?:forløb|${id})(?:#${key})?(?:\\.${id})?(?:/${key})?\\._?${id}$`);
const rowPath = new RegExp(`^(.+)/(${key})\\.(_?${id})$`);

// No path is longer; what is longer was not made by us.
const longest = 400;

export function isPath(text: string): boolean {
  return text.length <= longest && path.test(text);
}

/** A row's or copy's key as it stands in a path. */
export function encodeRow(text: string): string {
  // encodeURIComponent throws at half a surrogate pair and leaves some marks that paths use.
  const whole = Array.from(text, (c) => (c >= "\uD800" && c <= "\uDFFF" && c.length === 1 ? "\uFFFD" : c)).join("");
  return encodeURIComponent(whole).replace(/[.!~*'()]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
}

/** What encodeRow was given, or null when the text is not one of its results. */
export function decodeRow(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The parts of a path to a cell of a row; null when the path leads to no row. */
export function splitRow(text: string): { table: string; row: string; column: string } | null {
  const m = rowPath.exec(text);
  return m && { table: m[1] as string, row: m[2] as string, column: m[3] as string };
}
