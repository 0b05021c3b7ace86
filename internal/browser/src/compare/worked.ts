// What the answers of each response give: the values that the sheet works out, and the words
// of rows that were chosen. All of a source is looked at, for a sheet reads from others.

import type { Value } from "../answers/cell";
import { decodeRow } from "../answers/path";
import { ownerOf } from "../answers/toolbox";
import type { Catalogue } from "../catalogue/catalogue";
import type { Work } from "../exchange/table";
import { Answered } from "../expressions/answered";
import { keyOf, type CellOf } from "../expressions/program";
import { isAddress, Values } from "../expressions/values";
import { cellWords } from "../expressions/words";
import type { Asked, Form, FormTable, Option } from "./form";
import { currentValues, rowsAt, type Response, type Source } from "./response";

export class Worked {
  private readonly known = new Map<Source, Values>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly form: Form,
    private readonly today: string,
  ) {}

  /** What a cell is for the response in the row with that address; chosen rows by their id. */
  value(cell: string, response: Response, row: string): Value {
    if (!this.catalogue.program.cells[cell]) return null;
    const result = this.values(response.source).cell(cell, row);
    if (typeof result === "boolean") return null;
    if (typeof result === "string") return isAddress(result) ? keyOf(result) : result;
    return Array.isArray(result) ? (result as readonly string[]).map((one) => (isAddress(one) ? keyOf(one) : one)) : result;
  }

  /** What the response calls a row that was chosen. */
  rowWords(asked: Asked, id: string, response: Response): string {
    const { to, label } = this.catalogue.program.cells[asked.cell] as CellOf;
    const author = this.authorRow(to ?? "", id);
    if (author !== undefined) return author;
    const named = label !== undefined && to !== undefined && this.catalogue.program.cells[label] ? cellWords(label, this.values(response.source), this.catalogue.program, to + id) : "–";
    return named === "–" ? (decodeRow(id) ?? id) : named;
  }

  // What the author calls a row of a table of his, by what its address has before its key.
  private authorRow(to: string, id: string): string | undefined {
    const table = this.catalogue.sheet(ownerOf(to))?.parts.find((part) => part.is === "table" && to === `${ownerOf(to)}.${part.id}/`);
    return table?.is === "table" ? table.rows?.find((row) => row.id === id)?.label : undefined;
  }

  private values(source: Source): Values {
    let values = this.known.get(source);
    if (!values) {
      const { program } = this.catalogue;
      this.known.set(source, (values = new Values(program, new Answered(currentValues(source, this.form), program), this.today)));
    }
    return values;
  }
}

/** The form with the rows that were chosen as the options of those questions that ask for rows. */
export function* withRows(form: Form, responses: readonly Response[], worked: Worked): Work<Form> {
  const filled = new Map<Asked, Asked>();
  const questions = form.blocks.flatMap((block): { asked: Asked; table: FormTable | null }[] => ("field" in block ? [{ asked: block.field, table: null }] : "table" in block ? block.table.columns.map((asked) => ({ asked, table: block.table })) : []));
  for (const [i, { asked, table }] of questions.entries()) {
    yield i / questions.length;
    if (asked.ofRows) filled.set(asked, { ...asked, options: [...asked.options, ...rowOptions(asked, table, responses, worked)] });
  }
  const now = (asked: Asked) => filled.get(asked) ?? asked;
  return { ...form, blocks: form.blocks.map((block) => ("field" in block ? { field: now(block.field) } : "table" in block ? { table: { ...block.table, columns: block.table.columns.map(now) } } : block)) };
}

function rowOptions(asked: Asked, table: FormTable | null, responses: readonly Response[], worked: Worked): Option[] {
  const found = new Map<string, Response>();
  const add = (value: Value | undefined, response: Response): void => {
    for (const id of typeof value === "string" ? [value] : Array.isArray(value) ? (value as readonly string[]) : []) if (!found.has(id)) found.set(id, response);
  };
  for (const response of responses) {
    if (!table) add(response.fields.get(asked.id), response);
    else for (const row of rowsAt(response, asked.cell.slice(0, asked.cell.lastIndexOf("."))).values()) add(row.cells.get(asked.id), response);
  }
  const known = new Set(asked.options.map(({ id }) => id));
  return [...found].filter(([id]) => !known.has(id)).map(([id, response]) => ({ id, label: worked.rowWords(asked, id, response) })).sort((a, b) => a.label.localeCompare(b.label, "da"));
}
