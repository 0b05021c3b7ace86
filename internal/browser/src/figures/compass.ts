// Four values, up, right, down and left: an arm as long as the value, against the range it has
// or the longest; what is no number is either there or not. Of rows, how many of them have each
// of four options. A flag stands where the marked question's answer points, its first option
// upwards.
import { facts, isIn, mark, measure, numberOf, rowsOf, shape, show, wordsOf, type Chart, type Drawn } from "./chart";
import { answeredOption } from "./answered";

interface Way {
  readonly label: string;
  readonly number: number | null;
  readonly words: string;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly value?: Drawn;
}

function ways(chart: Chart): Way[] {
  const group = chart.data.parts?.["group"];
  if (!group) return (chart.data.values ?? []).map((value) => ({ label: value.label, number: numberOf(chart, value), words: wordsOf(chart, value), low: value.low, high: value.high, value }));
  const rows = rowsOf(chart);
  const options = (group.options ?? []).filter(({ aside }) => !aside);
  return options.map(({ id, label }) => {
    const number = rows.filter((row) => isIn(chart, group, row, id)).length;
    return { label, number, words: String(number) };
  });
}

export function draw(chart: Chart): void {
  const values = ways(chart);
  const [cx, cy, r] = ["cx", "cy", "r"].map((name) => measure(chart, name)) as [number, number, number];
  const most = Math.max(1, ...values.map(({ number }) => number ?? 0));
  const layer: Node[] = values.flatMap(({ number, words, value, ...way }, i) => {
    const angle = (Math.PI * i) / 2 - Math.PI / 2;
    const answered = value ? answeredOption(chart, value) : null;
    const [low, high] = (way.high ?? 0) > (way.low ?? 0) ? [way.low === 1 ? 0 : (way.low ?? 0), way.high ?? 0] : [0, most];
    const share = number !== null ? Math.max(0, Math.min(1, (number - low) / (high - low))) : answered ? 1 : 0;
    if (share === 0) return [];
    // The rim is the flag's, and what stands beside the tip is not to stand on the label.
    const [x, y] = [cx + r * share * 0.8 * Math.cos(angle), cy + r * share * 0.8 * Math.sin(angle)];
    const sign = mark(answered ?? undefined, x, y, 8);
    const sum = number === null ? [] : [shape("text", { class: "point-number", x: x + (i % 2 ? 0 : 14), y: y + (i % 2 ? -14 : 6), "text-anchor": i % 2 ? "middle" : "start" }, words)];
    return [shape("path", { class: "arm", d: `M${cx} ${cy}L${x} ${y}` }), sign, ...sum];
  });
  const question = chart.data.mark;
  const place = question ? (question.options ?? []).findIndex(({ id }) => id === answeredOption(chart, question)?.id) : -1;
  if (place >= 0 && place < 4) {
    const angle = (Math.PI * place) / 2 - Math.PI / 2;
    const [x, y] = [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
    layer.push(shape("path", { class: "flag", d: "M0 -13L11 9H-11z", transform: `translate(${Math.round(x)} ${Math.round(y)}) rotate(${place * 90})` }));
  }
  const lines = [...values.map(({ label, words }) => [label, words]), ...(question ? [[question.label, wordsOf(chart, question)]] : [])];
  show(chart, layer, layer.length === 0 ? "Ingen svar endnu." : lines.map((line) => line.join(": ")).join(". "));
  facts(chart, lines);
}
