// How many rows stand at each meeting of two answers, or the sum of a number: the darker the
// more, and the number itself in every box.
import { chosen, cut, facts, groupsOf, lettersAcross, numberOf, rowsOf, setHeight, shape, show, wordsOf, type Chart, type Drawn, type Option } from "./chart";
import { setNames } from "./parts";
import { numberWords } from "../expressions/words";

const lineHeight = 50; // as in internal/figure

/** The letter above a column: A to Z, then AA. */
export function letter(i: number): string {
  return (i >= 26 ? letter(Math.floor(i / 26) - 1) : "") + String.fromCharCode(65 + (i % 26));
}

export function draw(chart: Chart): void {
  const { x, y, size } = chart.data.parts as Readonly<Record<string, Drawn>> & { x: Drawn; y: Drawn };
  const rows = rowsOf(chart);
  const weight = (row: string): number => (size ? (numberOf(chart, size, row) ?? 0) : 1);
  const [across, down] = [among(chart, x, rows), among(chart, y, rows)];
  const sums = new Map<string, number>();
  for (const row of rows) {
    for (const b of idsOf(chart, y, row)) for (const a of idsOf(chart, x, row)) sums.set(`${b}\n${a}`, (sums.get(`${b}\n${a}`) ?? 0) + weight(row));
  }
  const lines = down.map((one) => ({ one, counts: across.map(({ id }) => sums.get(`${one.id}\n${id}`) ?? 0) }));
  const most = Math.max(1, ...lines.flatMap(({ counts }) => counts));
  const filled = lines.flatMap(({ one, counts }) => counts.flatMap((n, k) => (n > 0 ? [{ y: one.label, x: across[k]?.label ?? "", n }] : [])));
  facts(chart, filled.map((one) => [one.y, one.x, numberWords(one.n)]));
  if (filled.length === 0) {
    setHeight(chart, null);
    setNames(chart, []);
    return show(chart, [], "Ingen svar endnu.");
  }
  const [wide, room] = [100 / across.length, lettersAcross(chart)];
  // Heads that would stand on each other are letters, which the list below explains.
  const short = across.every(({ label }) => label.length <= room / across.length - 1);
  const layer: Node[] = across.map((one, k) => shape("text", { class: "head", x: `${(k + 0.5) * wide}%`, y: 18, "text-anchor": "middle" }, short ? one.label : x.kind === "scale" && !one.aside ? one.id : letter(k)));
  lines.forEach(({ one, counts }, i) => {
    const top = i * lineHeight + 28;
    layer.push(shape("text", { x: 0, y: top + 16 }, cut(one.label, room)));
    counts.forEach((n, k) => {
      const box = shape("svg", { x: `${k * wide}%`, y: top + 22, width: `${wide}%`, height: 26 });
      box.append(shape("rect", { class: "box", width: "100%", height: 26 }));
      if (n > 0) box.append(shape("rect", { class: "heat", width: "100%", height: 26, "fill-opacity": String(0.1 + (0.4 * n) / most) }), shape("text", { class: "heat-number", x: "50%", y: 18, "text-anchor": "middle" }, numberWords(n)));
      layer.push(box);
    });
  });
  setHeight(chart, lines.length * lineHeight + 34);
  const top = filled.reduce((a, b) => (b.n > a.n ? b : a));
  show(chart, layer, `Flest ved ${top.y} og ${top.x}: ${numberWords(top.n)}.`);
  setNames(chart, short ? [] : across.map((one, k) => ({ number: x.kind === "scale" && !one.aside ? one.id : letter(k), label: one.label })));
}

// The options or rows of a choice, those aside only when they are chosen; of a text, what was written.
function among(chart: Chart, drawn: Drawn, rows: readonly string[]): Option[] {
  const found = new Set(rows.flatMap((row) => idsOf(chart, drawn, row)));
  if (drawn.kind === "text") return [...found].map((id) => ({ id, label: id }));
  return groupsOf(chart, drawn, rows).filter(({ id, aside }) => !aside || found.has(id));
}

function idsOf(chart: Chart, drawn: Drawn, row: string): readonly string[] {
  if (drawn.kind !== "text") return chosen(chart, drawn, row);
  return [wordsOf(chart, drawn, row)].filter((words) => words !== "–");
}
