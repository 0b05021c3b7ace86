// Who stands on which step of a scale. The steps are drawn by the
// build; a row that stands on none is in the table alone.
import { facts, mark, measure, numberOf, rowsOf, shape, show, wordsOf, type Chart, type Drawn } from "./chart";

export function draw(chart: Chart): void {
  const { y, label } = chart.data.parts as Readonly<Record<string, Drawn>> & { y: Drawn };
  const [width, height, foot] = ["width", "height", "foot"].map((name) => measure(chart, name)) as [number, number, number];
  const steps = (y.options ?? []).filter((option) => !option.aside).map((option) => Number(option.id));
  const top = (step: number): number => foot - (steps.indexOf(step) + 1) * height;
  const rows = rowsOf(chart).map((row) => ({ row, step: numberOf(chart, y, row) }));
  const layer: Node[] = [];
  for (const [i, step] of steps.entries()) {
    const on = rows.filter((one) => one.step === step);
    // As many abreast as there is room for, the others above them; more than fit are counted.
    const abreast = Math.max(1, Math.floor((width - 6) / 16));
    const shown = on.slice(0, abreast * 4);
    shown.forEach((_, k) => layer.push(mark(undefined, i * width + 11 + (k % abreast) * 16, top(step) - 9 - Math.floor(k / abreast) * 16, 6)));
    if (on.length > shown.length) layer.push(shape("text", { x: i * width + width / 2, y: top(step) - 76, "text-anchor": "middle" }, `+${on.length - shown.length}`));
  }
  const agreed = chart.data.mark ? numberOf(chart, chart.data.mark) : null;
  if (agreed !== null && steps.includes(agreed)) {
    const x = (steps.indexOf(agreed) + 0.5) * width;
    layer.push(shape("path", { class: "flag", d: `M${x} ${top(agreed)}V${top(agreed) - 84}l26 9-26 9` }));
  }
  const counts = steps.map((step) => `trin ${step}: ${rows.filter((one) => one.step === step).length}`).join(", ");
  const together = chart.data.mark && agreed !== null ? ` ${chart.data.mark.label}: ${wordsOf(chart, chart.data.mark)}.` : "";
  show(chart, layer, rows.length === 0 ? `Ingen svar endnu.${together}` : `På ${counts}.${together}`);
  const lines = rows.map(({ row }, i) => (label ? [wordsOf(chart, label, row), wordsOf(chart, y, row)] : [`${i + 1}. ${wordsOf(chart, y, row)}`]));
  facts(chart, lines);
}
