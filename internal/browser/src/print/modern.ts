// Answers under the ids of today: what is stored under a former id is read where the question
// stands now, and what stands under the question's own id goes before it. [S8]

import type { Cells, Value } from "../answers/cell";
import type { Asked, Catalogue } from "../catalogue/catalogue";
import { valuesOf } from "../store/forloeb";

export function modern(cells: Cells, catalogue: Catalogue): ReadonlyMap<string, Value> {
  const values = valuesOf(cells);
  const today = new Map<string, Value>();
  for (const [path, value] of values) {
    const asked = catalogue.place(path)?.asked;
    if (asked) today.set(path, catalogue.current(asked, value));
  }
  for (const [path, value] of values) {
    if (today.has(path)) continue;
    const now = path.includes("._") ? null : place(path, catalogue);
    if (!now) today.set(path, value);
    else if (!values.has(now.path)) today.set(now.path, catalogue.current(now.asked, value));
  }
  return today;
}

// Where a path of former ids leads: sheet.field, sheet.table/row.column, each with a copy or not.
function place(path: string, catalogue: Catalogue): { path: string; asked: Asked } | null {
  const [, id = "", copy = "", middle = "", last = ""] = /^([^.#/]+)(#[^.]*)?\.(?:(.+)\.)?([^.]+)$/.exec(path) ?? [];
  const sheet = catalogue.sheet(id);
  if (!sheet) return null;
  const is = (one: { readonly id: string; readonly was?: readonly string[] }, name: string): boolean => one.id === name || (one.was?.includes(name) ?? false);
  if (middle === "") {
    const asked = sheet.parts.find((part): part is Asked & typeof part => (part.is === "question" || part.is === "value") && is(part, last));
    return asked ? { path: `${id}${copy}.${asked.id}`, asked } : null;
  }
  const [name = "", key = ""] = middle.split("/");
  for (const part of sheet.parts) {
    if (part.is !== "table" || !is(part, name)) continue;
    const row = part.rows?.find((one) => is(one, key))?.id ?? key;
    const asked = catalogue.columns(sheet, part).find((column) => is(column, last));
    if (asked) return { path: `${id}${copy}.${part.id}/${row}.${asked.id}`, asked };
  }
  return null;
}
