// A bar for each value, or for each row.
import { facts, groupsOf, isIn, mark, numberOf, rowsOf, shape, show, sorted, wordsOf, type Chart, type Drawn, type Option } from "./chart";

interface Bar {
  readonly label: string;
  readonly number: number | null;
  readonly words: string;
  readonly low: number;
  readonly high: number;
  readonly group?: Option | undefined;
}

const lineHeight = 46; // as in internal/figure

function bars(chart: Chart): Bar[] {
  const { values, parts } = chart.data;
  if (values) return values.map((value) => ({ label: value.label, number: numberOf(chart, value), words: wordsOf(chart, value), low: value.low ?? 0, high: value.high ?? 0 }));
  const { label, x, group } = parts as Readonly<Record<string, Drawn>> & { label: Drawn; x: Drawn };
  const rows = sorted(chart, rowsOf(chart));
  const groups = group ? groupsOf(chart, group, rows) : [];
  return rows.map((row) => ({
    label: wordsOf(chart, label, row),
    number: numberOf(chart, x, row),
    words: wordsOf(chart, x, row),
    low: x.low ?? 0,
    high: x.high ?? 0,
    group: group && groups.find(({ id }) => isIn(chart, group, row, id)),
  }));
}

export function draw(chart: Chart): void {
  const all = bars(chart);
  // Without a range of its own a bar is measured by the longest.
  const most = Math.max(1, ...all.map(({ number }) => number ?? 0));
  const layer = all.flatMap(({ label, number, words, low, high, group }, i) => {
    const y = i * lineHeight;
    const foot = low === 1 ? 0 : low;
    const share = number === null ? 0 : Math.max(0, Math.min(1, (number - foot) / ((high > foot ? high : most) - foot)));
    const bar = shape("rect", { class: "bar", x: 0, y: y + 22, width: `${share * 100}%`, height: 16, ...(group?.colour ? { "data-colour": group.colour } : {}) });
    const result = shape("text", { class: "bar-words", x: "100%", y: y + 15, "text-anchor": "end" }, words);
    // The names and the room of values were drawn by the build, which knows them.
    if (chart.data.values) return [result, bar];
    const name = shape("text", { x: group ? 22 : 0, y: y + 15 }, label);
    return [...(group ? [mark(group, 8, y + 9, 7)] : []), name, result, shape("rect", { class: "bar-room", x: 0, y: y + 22, width: "100%", height: 16 }), bar];
  });
  chart.element.querySelector("svg.chart")?.setAttribute("height", String(Math.max(24, all.length * lineHeight)));
  show(chart, layer, all.length === 0 ? "Ingen svar endnu." : all.map(({ label, words }) => `${label}: ${words}`).join(". "));
  const { parts } = chart.data;
  facts(chart, all.map(({ label, words, group }) => (parts?.["group"] ? [label, words, group?.label ?? "–"] : [label, words])));
}
