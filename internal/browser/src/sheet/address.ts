// Where the answers of a form stand: from an element of the page to the path of its answer
// and the address of its row. [S3] [S23] [S25]

import { columnOf, keyOf, withoutRows, type Program } from "../expressions/program";

export class Addresses {
  /** The copy that is shown, in a sheet that repeats; "" in every other. */
  copy = "";

  constructor(
    readonly sheet: string,
    private readonly program: Program,
  ) {}

  /** What the paths of the sheet begin with. */
  get prefix(): string {
    return `${this.around}.`;
  }

  /** The sheet or the copy of it. */
  get around(): string {
    return this.copy === "" ? this.sheet : `${this.sheet}#${this.copy}`;
  }

  /** The address of the row that the element stands in: where there is none that of the copy, or "". */
  rowOf(element: Element): string {
    const row = element.closest<HTMLElement>("[data-row]");
    if (!row) return this.copy === "" ? "" : this.around;
    // The rows of a view are not those of its own table.
    const own = row.dataset["address"];
    return own ?? `${this.prefix}${row.closest<HTMLElement>("[data-table]")?.dataset["table"] ?? ""}/${row.dataset["row"] ?? ""}`;
  }

  /** The path of the answer that a question's element asks for. */
  pathOf(element: HTMLElement): string {
    const id = element.dataset["cell"];
    const row = id === undefined ? "" : this.rowOf(element);
    if (id === undefined || row === "") return `${this.prefix}${element.dataset["path"] ?? ""}`;
    const at = this.program.cells[id]?.at;
    return (at === undefined ? row : at + keyOf(row)) + columnOf(id);
  }

  /** What a program calls the cell of an element: what it says itself, or its path without rows and copies. */
  cellOf(element: HTMLElement, name: "path" | "derived" | "value" = "path"): string {
    return element.dataset["cell"] ?? withoutRows(`${this.sheet}.${element.dataset[name] ?? ""}`);
  }
}
