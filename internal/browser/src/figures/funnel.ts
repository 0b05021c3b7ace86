// Values in order, each a bar in the middle: what is left of the first, and of the one before.
import { facts, numberOf, shape, show, wordsOf, type Chart } from "./chart";
import { numberWords } from "../expressions/words";

const lineHeight = 46; // as in internal/figure

export function draw(chart: Chart): void {
  const all = (chart.data.values ?? []).map((value) => ({ label: value.label, number: numberOf(chart, value), words: wordsOf(chart, value) }));
  const most = Math.max(0, ...all.map(({ number }) => number ?? 0));
  const lines = all.map(({ label, number, words }, i) => {
    const before = all[i - 1]?.number ?? 0;
    return { label, number, words: number !== null && before > 0 ? `${words} (${numberWords((100 * number) / before)} %)` : words };
  });
  const layer = lines.flatMap(({ number, words }, i) => {
    const share = most > 0 && number !== null ? Math.max(0, number / most) : 0;
    return [
      shape("text", { class: "bar-words", x: "100%", y: i * lineHeight + 15, "text-anchor": "end" }, words),
      shape("rect", { class: "bar", x: `${50 - share * 50}%`, y: i * lineHeight + 22, width: `${share * 100}%`, height: 16 }),
    ];
  });
  show(chart, layer, most === 0 ? "Ingen svar endnu." : lines.map(({ label, words }) => `${label}: ${words}`).join(". "));
  facts(chart, lines.map(({ label, words }) => [label, words]));
}
