// From where to where on one scale, a line for each row, or one from a question to another.
// A ring is the first, a diamond the second.
import { cut, facts, inLines, lettersAcross, mark, measure, nameAt, numberOf, rowsOf, setHeight, shape, show, wordsOf, type Chart, type Drawn } from "./chart";
import { rowFacts } from "./parts";

interface Line {
  readonly name: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly low?: string;
  readonly high?: string;
}

export function draw(chart: Chart): void {
  const { values, parts } = chart.data;
  const [from, to] = (values ?? [parts?.["from"], parts?.["to"]]) as [Drawn, Drawn];
  const steps = (from.options ?? []).filter((option) => !option.aside).map((option) => Number(option.id)).sort((a, b) => a - b);
  const at = (n: number): number => (steps.length < 2 ? 50 : 4 + (92 * steps.indexOf(n)) / (steps.length - 1)); // place in internal/figure
  const all = values ? [{ name: "", from: numberOf(chart, from), to: numberOf(chart, to) }] : linesOf(chart, from, to);
  if (values) facts(chart, values.map((value) => [value.label, wordsOf(chart, value)]));
  else rowFacts(chart, rowsOf(chart));
  if (all.every((one) => one.from === null && one.to === null)) {
    setHeight(chart, null);
    return show(chart, [], "Ingen svar endnu.");
  }
  const room = lettersAcross(chart);
  let y = measure(chart, "head");
  const layer = all.flatMap((one) => {
    const words = `${one.from ?? "–"} → ${one.to ?? "–"}`;
    const names = inLines(one.name, room - words.length - 2);
    const marks: Node[] = [...nameAt(names, 0, y + 18), shape("text", { class: "bar-words", x: "100%", y: y + 18, "text-anchor": "end" }, words)];
    y += 18 * (names.length - 1);
    marks.push(
      shape("line", { class: "rail", x1: "4%", x2: "96%", y1: y + 36, y2: y + 36 }),
      ...steps.map((step) => shape("circle", { class: "rung", cx: `${at(step)}%`, cy: y + 36, r: 4 })),
    );
    if (one.from !== null && one.to !== null && one.from !== one.to) marks.push(shape("line", { class: "move", x1: `${at(one.from)}%`, x2: `${at(one.to)}%`, y1: y + 36, y2: y + 36 }));
    if (one.to !== null) marks.push(shape("svg", { class: "at", x: `${at(one.to)}%`, y: y + 36 }, mark({ id: "", label: "", shape: "diamond" }, 0, 0, 11)));
    if (one.from !== null) marks.push(shape("svg", { class: "at", x: `${at(one.from)}%`, y: y + 36 }, mark({ id: "", label: "", shape: "circle", colour: "paper" }, 0, 0, 6)));
    if (one.low !== undefined) marks.push(shape("text", { class: "tick", x: 0, y: y + 60 }, cut(one.low, room / 2)));
    if (one.high !== undefined) marks.push(shape("text", { class: "tick", x: "100%", y: y + 60, "text-anchor": "end" }, cut(one.high, room / 2)));
    y += one.low !== undefined || one.high !== undefined ? 74 : 50;
    return marks;
  });
  setHeight(chart, y + 6);
  show(chart, layer, values ? `${from.label} ${wordsOf(chart, from)}. ${to.label} ${wordsOf(chart, to)}.` : compared(all, from, to));
}

function linesOf(chart: Chart, from: Drawn, to: Drawn): Line[] {
  const { label, low, high } = chart.data.parts as Readonly<Record<string, Drawn>> & { label: Drawn };
  return rowsOf(chart).map((row) => ({
    name: wordsOf(chart, label, row),
    from: numberOf(chart, from, row),
    to: numberOf(chart, to, row),
    ...(low ? { low: wordsOf(chart, low, row) } : {}),
    ...(high ? { high: wordsOf(chart, high, row) } : {}),
  }));
}

function compared(all: readonly Line[], from: Drawn, to: Drawn): string {
  const both = all.filter((one) => one.from !== null && one.to !== null);
  const [up, down] = [both.filter((one) => Number(one.to) > Number(one.from)).length, both.filter((one) => Number(one.to) < Number(one.from)).length];
  return `»${to.label}« over »${from.label}«: ${up}. Under: ${down}. Samme sted: ${both.length - up - down}. I alt: ${all.length}.`;
}
