// Rows made of a table's template. What must differ from row to row (ids, names, paths)
// is found once, by its place in the template: looking through every attribute of every
// copy would be most of the work of showing hundreds of rows.

interface Spot {
  /** The how-many-eth element of the row. */
  readonly at: number;
  readonly name: string;
  /** What stands around the row's id. */
  readonly parts: readonly string[];
  readonly isPath: boolean;
}

export class RowTemplate {
  /** The row that is copied; what is changed in it, later copies have. */
  readonly row: HTMLElement;
  #spots: readonly Spot[] | null = null;

  constructor(template: HTMLTemplateElement) {
    this.row = template.content.querySelector<HTMLElement>(".row") as HTMLElement;
  }

  /** The row that is copied is another than it was. */
  changed(): void {
    this.#spots = null;
  }

  /** A row with that id, of the row at that address. */
  make(id: string, address: string): HTMLElement {
    this.#spots ??= spotsOf(this.row);
    const row = this.row.cloneNode(true) as HTMLElement;
    row.dataset["row"] = id;
    row.dataset["address"] = address;
    // A percent sign may stand in a row's id, not in what labels and helps refer by.
    const domID = id.replace(/%/g, "_");
    const all = row.querySelectorAll("*");
    for (const { at, name, parts, isPath } of this.#spots) all[at]?.setAttribute(name, parts.join(isPath ? `/${id}.` : `-${domID}-`));
    return row;
  }
}

function spotsOf(row: HTMLElement): Spot[] {
  const spots: Spot[] = [];
  row.querySelectorAll("*").forEach((element, at) => {
    for (const { name, value } of element.attributes) {
      const path = value.split("/ROW.");
      const parts = path.length > 1 ? path : value.split("-ROW-");
      if (parts.length > 1) spots.push({ at, name, parts, isPath: path.length > 1 });
    }
  });
  return spots;
}
