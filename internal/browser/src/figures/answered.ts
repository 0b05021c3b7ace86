// Whether a question is answered, and by which mark a drawing shows it.
import type { Chart, Drawn, Option } from "./chart";

/** The chosen option; for another kind of answer, a plain one. Null when it is empty. */
export function answeredOption(chart: Chart, drawn: Drawn): Option | null {
  const result = chart.values.cell(drawn.cell, chart.row);
  if (result === null || result === "" || (Array.isArray(result) && result.length === 0)) return null;
  return drawn.options?.find(({ id }) => id === result) ?? { id: "", label: "" };
}
