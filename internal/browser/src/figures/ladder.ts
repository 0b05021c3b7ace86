// From where to where on one scale, a line for each row. A ring is now, a diamond is where
// it is to go.
import { cut, lettersAcross, mark, numberOf, rowsOf, setHeight, shape, show, wordsOf, type Chart, type Drawn } from "./chart";
import { rowFacts } from "./parts";

export function draw(chart: Chart): void {
  const { label, from, to, low, high } = chart.data.parts as Readonly<Record<string, Drawn>> & { label: Drawn; from: Drawn; to: Drawn };
  const steps = (from.options ?? []).filter((option) => !option.aside).map((option) => Number(option.id)).sort((a, b) => a - b);
  const at = (n: number): number => (steps.length < 2 ? 50 : 4 + (92 * steps.indexOf(n)) / (steps.length - 1)); // place in internal/figure
  const rows = rowsOf(chart);
  const all = rows.map((row) => ({ row, from: numberOf(chart, from, row), to: numberOf(chart, to, row) }));
  rowFacts(chart, rows);
  if (all.every((one) => one.from === null && one.to === null)) {
    setHeight(chart, null);
    return show(chart, [], "Ingen svar endnu.");
  }
  const [lineHeight, room] = [low || high ? 74 : 50, lettersAcross(chart)];
  const layer = all.flatMap((one, i) => {
    const y = i * lineHeight;
    const words = `${one.from ?? "–"} → ${one.to ?? "–"}`;
    const marks: Node[] = [
      shape("text", { x: 0, y: y + 18 }, cut(wordsOf(chart, label, one.row), room - words.length - 2)),
      shape("text", { class: "bar-words", x: "100%", y: y + 18, "text-anchor": "end" }, words),
      shape("line", { class: "rail", x1: "4%", x2: "96%", y1: y + 36, y2: y + 36 }),
      ...steps.map((step) => shape("circle", { class: "rung", cx: `${at(step)}%`, cy: y + 36, r: 4 })),
    ];
    if (one.from !== null && one.to !== null && one.from !== one.to) marks.push(shape("line", { class: "move", x1: `${at(one.from)}%`, x2: `${at(one.to)}%`, y1: y + 36, y2: y + 36 }));
    if (one.to !== null) marks.push(shape("svg", { class: "at", x: `${at(one.to)}%`, y: y + 36 }, mark({ id: "", label: "", shape: "diamond" }, 0, 0, 11)));
    if (one.from !== null) marks.push(shape("svg", { class: "at", x: `${at(one.from)}%`, y: y + 36 }, mark({ id: "", label: "", shape: "circle", colour: "paper" }, 0, 0, 6)));
    if (low) marks.push(shape("text", { class: "tick", x: 0, y: y + 60 }, cut(wordsOf(chart, low, one.row), room / 2)));
    if (high) marks.push(shape("text", { class: "tick", x: "100%", y: y + 60, "text-anchor": "end" }, cut(wordsOf(chart, high, one.row), room / 2)));
    return marks;
  });
  setHeight(chart, all.length * lineHeight + 6);
  const moved = all.filter((one) => one.from !== null && one.to !== null);
  const [up, down] = [moved.filter((one) => Number(one.to) > Number(one.from)).length, moved.filter((one) => Number(one.to) < Number(one.from)).length];
  show(chart, layer, `${up} op, ${down} ned, ${moved.length - up - down} som nu, af ${rows.length}.`);
}
