// How many rows have each answer, side by side in one bar, and one
// such bar for each group of rows. Never an average of colours: each is counted.
import { facts, groupsOf, isIn, mark, numberOf, rowsOf, shape, show, type Chart, type Drawn, type Option } from "./chart";
import { numberWords } from "../expressions/words";

const lineHeight = 54;

export function draw(chart: Chart): void {
  const { group, x, size } = chart.data.parts as Readonly<Record<string, Drawn>> & { group: Drawn };
  const rows = rowsOf(chart);
  const groups = groupsOf(chart, group, rows).filter((one) => !one.aside || rows.some((row) => isIn(chart, group, row, one.id)));
  const weight = (row: string): number => (size ? (numberOf(chart, size, row) ?? 0) : 1);
  const count = (of: readonly string[], id: string): number => of.filter((row) => isIn(chart, group, row, id)).reduce((sum, row) => sum + weight(row), 0);
  const every: Option = { id: "", label: "Alle" };
  const lines = (x ? groupsOf(chart, x, rows) : [every])
    .map((one) => ({ one, of: x ? rows.filter((row) => isIn(chart, x, row, one.id)) : rows }))
    .filter(({ of }) => of.length > 0)
    .map(({ one, of }) => ({ label: one.label, counts: groups.map((each) => count(of, each.id)) }));
  const layer = lines.flatMap(({ label, counts }, i) => [shape("text", { x: 0, y: i * lineHeight + 16 }, `${label} (${numberWords(sum(counts))})`), ...bar(groups, counts, i * lineHeight + 24)]);
  chart.element.querySelector("svg.chart")?.setAttribute("height", String(Math.max(24, lines.length * lineHeight)));
  const say = (counts: readonly number[]): string => groups.map((one, i) => `${one.label} ${numberWords(counts[i] ?? 0)}`).join(", ");
  show(chart, layer, lines.length === 0 ? "Ingen svar endnu." : lines.map(({ label, counts }) => `${label}: ${say(counts)}`).join(". "));
  const all = groupsOf(chart, group, rows);
  facts(chart, lines.map(({ label, counts }) => [label, ...all.map((one) => numberWords(counts[groups.findIndex((g) => g.id === one.id)] ?? 0)), numberWords(sum(counts))]));
}

function bar(groups: readonly Option[], counts: readonly number[], y: number): Node[] {
  const all = sum(counts);
  let from = 0;
  return groups.flatMap((one, i) => {
    const n = counts[i] ?? 0;
    if (n === 0 || all === 0) return [];
    const share = n / all;
    const at = from;
    from += share;
    // A part of its own lets its mark and number stand at its left end, however wide it is.
    const part = shape("svg", { x: `${at * 100}%`, y, width: `${share * 100}%`, height: 24 });
    part.append(shape("rect", { class: "segment", width: "100%", height: 24, ...(one.colour ? { "data-colour": one.colour } : { "data-nth": i % 4 }) }));
    part.append(mark({ ...one, colour: "paper" }, 11, 12, 5), shape("text", { class: "segment-number", x: 21, y: 17 }, numberWords(n)));
    return [part];
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
