// Values of one range as a web, its rings drawn by the build.
import { facts, mark, measure, numberOf, round, shape, show, wordsOf, type Chart } from "./chart";

export function draw(chart: Chart): void {
  const values = chart.data.values ?? [];
  const [cx, cy, r, zero, high] = ["cx", "cy", "r", "zero", "high"].map((name) => measure(chart, name)) as [number, number, number, number, number];
  const points = values.map((value, i) => {
    const number = numberOf(chart, value);
    if (number === null) return null;
    const angle = (2 * Math.PI * i) / values.length - Math.PI / 2;
    const far = (r * (number - zero)) / (high - zero);
    return [round(cx + far * Math.cos(angle)), round(cy + far * Math.sin(angle))] as const;
  });
  const known = points.flatMap((point) => (point ? [point] : []));
  const layer: Node[] = [];
  // A web with a spoke missing would show a hole where nobody knows: then only its sides that are known.
  if (known.length === points.length) layer.push(shape("polygon", { class: "web", points: known.map((point) => point.join(",")).join(" ") }));
  else {
    points.forEach((point, i) => {
      const next = points[(i + 1) % points.length];
      if (point && next) layer.push(shape("path", { class: "web-side", d: `M${point.join(" ")}L${next.join(" ")}` }));
    });
  }
  layer.push(...known.map(([x, y]) => mark(undefined, x, y, 5)));
  show(chart, layer, values.map((value) => `${value.label}: ${wordsOf(chart, value)}`).join(". "));
  facts(chart, values.map((value) => [value.label, wordsOf(chart, value)]));
}
