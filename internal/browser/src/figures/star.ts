// A star whose points are questions: a point is filled when its question is answered, and
// bears the mark of the answer. In the middle is what they all point at.
import { facts, mark, measure, shape, show, wordsOf, type Chart, type Option } from "./chart";
import { answeredOption } from "./answered";

export function draw(chart: Chart): void {
  const values = chart.data.values ?? [];
  const [cx, cy, r, inner] = ["cx", "cy", "r", "inner"].map((name) => measure(chart, name)) as [number, number, number, number];
  const middle = chart.data.mark;
  const all = values.map((value) => ({ value, words: wordsOf(chart, value), option: answeredOption(chart, value) }));
  const layer = all.flatMap(({ option }, i) => {
    if (!option) return [];
    const angle = (2 * Math.PI * i) / values.length - Math.PI / 2;
    const half = Math.PI / values.length;
    const at = (a: number, far: number): string => `${cx + far * Math.cos(a)} ${cy + far * Math.sin(a)}`;
    return [
      shape("path", { class: "star-point is-answered", d: `M${cx} ${cy}L${at(angle - half, inner)}L${at(angle, r)}L${at(angle + half, inner)}z` }),
      mark(option, cx + 58 * Math.cos(angle), cy + 58 * Math.sin(angle), 9),
    ];
  });
  if (middle && answeredOption(chart, middle)) layer.push(mark({ id: "", label: "", shape: "circle" } satisfies Option, cx, cy, 15));
  const lines = [...values, ...(middle ? [middle] : [])].map((value) => [value.label, wordsOf(chart, value)]);
  const answered = all.filter(({ option }) => option).length;
  show(chart, layer, answered === 0 ? "Ingen svar endnu." : `${answered} af ${values.length} er besvaret. ${lines.map((line) => line.join(": ")).join(". ")}`);
  facts(chart, lines);
}
