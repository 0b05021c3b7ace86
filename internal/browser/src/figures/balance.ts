// Two values against each other: the heavier pan hangs lower.
import { facts, measure, numberOf, round, shape, show, wordsOf, type Chart, type Drawn } from "./chart";

/** How far the beam leans, in radians: towards the second when it is the heavier, a sixth of a turn of a clock's hand at most. */
export function lean(first: number, second: number): number {
  const all = Math.abs(first) + Math.abs(second);
  return all === 0 ? 0 : ((second - first) / all) * 0.25;
}

export function draw(chart: Chart): void {
  const [first, second] = chart.data.values as [Drawn, Drawn];
  const [cx, top, arm, drop] = ["cx", "top", "arm", "drop"].map((name) => measure(chart, name)) as [number, number, number, number];
  const numbers = [numberOf(chart, first), numberOf(chart, second)] as const;
  const lines = [first, second].map((value) => [value.label, wordsOf(chart, value)]);
  facts(chart, lines);
  if (!numbers[0] && !numbers[1]) return show(chart, [], "Ingen svar endnu.");
  const angle = lean(numbers[0] ?? 0, numbers[1] ?? 0);
  const layer: Node[] = [];
  const ends = [-1, 1].map((side) => [round(cx + side * arm * Math.cos(angle)), round(top + side * arm * Math.sin(angle))] as const);
  layer.push(shape("path", { class: "beam", d: `M${ends.map((end) => end.join(" ")).join("L")}` }));
  ends.forEach(([x, y], i) => {
    layer.push(
      shape("path", { class: "spoke", d: `M${x} ${y}l-56 ${drop}M${x} ${y}l56 ${drop}` }),
      shape("path", { class: "pan", d: `M${x - 60} ${y + drop}h120q-8 30-60 30t-60-30z` }),
      shape("text", { class: "pan-number", x, y: y + drop - 8, "text-anchor": "middle" }, lines[i]?.[1] ?? ""),
    );
  });
  const heavier = angle === 0 ? "Der er lige meget på hver side." : `Det tungeste er: ${(angle > 0 ? second : first).label}.`;
  show(chart, layer, `${lines.map((line) => line.join(": ")).join(". ")}. ${heavier}`);
}
