// Rows as most drawings of rows tell of them: each with a number and its name in a list
// below, so that names never stand on each other, and each part a cell of the table.
import { facts, mark, shape, wordsOf, type Chart, type Option } from "./chart";

/** One line of the list below a drawing. */
export interface Named {
  readonly number: string;
  readonly label: string;
  readonly option?: Option | undefined;
}

/** Writes what the numbers in a drawing stand for. */
export function setNames(chart: Chart, all: readonly Named[]): void {
  const list = chart.element.querySelector<HTMLElement>(".chart-names");
  if (!list) return;
  list.hidden = all.length === 0;
  list.replaceChildren(
    ...all.map(({ number, label, option }) => {
      const [item, sign] = [document.createElement("li"), document.createElement("b")];
      sign.textContent = number;
      item.append(sign, " ");
      if (option) item.append(shape("svg", { class: "chart", viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" }, mark(option, 9, 9, 7)), " ");
      item.append(label);
      return item;
    }),
  );
}

const order = ["label", "from", "to", "x", "y", "month", "start", "end", "lane", "group", "status", "size", "mark", "after", "low", "high"]; // as in internal/site

/** Fills the table with a line for each row: its parts, in their order. */
export function rowFacts(chart: Chart, rows: readonly string[]): void {
  const parts = order.flatMap((name) => chart.data.parts?.[name] ?? []);
  facts(chart, rows.map((row) => parts.map((drawn) => wordsOf(chart, drawn, row))));
}
