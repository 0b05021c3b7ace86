// Four values, up, right, down and left: an arm as long as the value, against the range it has
// or the longest; what is no number is either there or not. A flag stands where the marked
// question's answer points, its first option upwards.
import { facts, mark, measure, numberOf, shape, show, wordsOf, type Chart } from "./chart";
import { answeredOption } from "./answered";

export function draw(chart: Chart): void {
  const values = chart.data.values ?? [];
  const [cx, cy, r] = ["cx", "cy", "r"].map((name) => measure(chart, name)) as [number, number, number];
  const numbers = values.map((value) => numberOf(chart, value));
  const most = Math.max(1, ...numbers.map((n) => n ?? 0));
  const layer: Node[] = values.flatMap((value, i) => {
    const angle = (Math.PI * i) / 2 - Math.PI / 2;
    const number = numbers[i] ?? null;
    const [low, high] = (value.high ?? 0) > (value.low ?? 0) ? [value.low === 1 ? 0 : (value.low ?? 0), value.high ?? 0] : [0, most];
    const share = number !== null ? Math.max(0, Math.min(1, (number - low) / (high - low))) : answeredOption(chart, value) ? 1 : 0;
    if (share === 0) return [];
    // The rim is the flag's, and what stands beside the tip is not to stand on the label.
    const [x, y] = [cx + r * share * 0.8 * Math.cos(angle), cy + r * share * 0.8 * Math.sin(angle)];
    const sign = mark(answeredOption(chart, value) ?? undefined, x, y, 8);
    const words = number === null ? [] : [shape("text", { class: "point-number", x: x + (i % 2 ? 0 : 14), y: y + (i % 2 ? -14 : 6), "text-anchor": i % 2 ? "middle" : "start" }, wordsOf(chart, value))];
    return [shape("path", { class: "arm", d: `M${cx} ${cy}L${x} ${y}` }), sign, ...words];
  });
  const question = chart.data.mark;
  const place = question ? (question.options ?? []).findIndex(({ id }) => id === answeredOption(chart, question)?.id) : -1;
  if (place >= 0 && place < 4) {
    const angle = (Math.PI * place) / 2 - Math.PI / 2;
    const [x, y] = [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
    layer.push(shape("path", { class: "flag", d: "M0 -13L11 9H-11z", transform: `translate(${Math.round(x)} ${Math.round(y)}) rotate(${place * 90})` }));
  }
  const lines = [...values, ...(question ? [question] : [])].map((value) => [value.label, wordsOf(chart, value)]);
  show(chart, layer, layer.length === 0 ? "Ingen svar endnu." : lines.map((line) => line.join(": ")).join(". "));
  facts(chart, lines);
}
