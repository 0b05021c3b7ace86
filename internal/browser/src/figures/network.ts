// Who is tied to whom: rings in a circle, each with a number and its name in the list below,
// and an arrow for each row.
import { chosen, groupsOf, mark, measure, round, rowsOf, shape, show, wordsOf, type Chart, type Drawn, type Option } from "./chart";
import { rowFacts, setNames } from "./parts";

export function draw(chart: Chart): void {
  const { from, to, mark: kind } = chart.data.parts as Readonly<Record<string, Drawn>> & { from: Drawn; to: Drawn };
  const [cx, cy, r] = ["cx", "cy", "r"].map((name) => measure(chart, name)) as [number, number, number];
  const rows = rowsOf(chart);
  const kinds = kind ? groupsOf(chart, kind, rows) : [];
  const [namesFrom, namesTo] = [namer(chart, from, rows), namer(chart, to, rows)];
  const ties = rows.flatMap((row) => namesFrom(row).flatMap((a) => namesTo(row).map((b) => ({ a, b, option: kind && kinds.find(({ id }) => id === chosen(chart, kind, row)[0]) }))));
  const names = [...new Set(ties.flatMap(({ a, b }) => [a, b]))];
  const size = Math.max(12, Math.min(24, (2 * Math.PI * r) / Math.max(1, names.length) / 2.4));
  const place = (name: string): readonly [number, number] => {
    const angle = (2 * Math.PI * names.indexOf(name)) / names.length - Math.PI / 2;
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  };
  const layer = ties.filter(({ a, b }) => a !== b).flatMap(({ a, b, option }) => tie(place(a), place(b), size, option));
  for (const [i, name] of names.entries()) {
    const [x, y] = place(name);
    layer.push(shape("circle", { class: "node", cx: x, cy: y, r: size }), shape("text", { class: "node-number", x, y: y + 6, "text-anchor": "middle" }, String(i + 1)));
  }
  const count = (name: string): number => ties.filter(({ a, b }) => a === name || b === name).length;
  const most = names.reduce((a, b) => (count(b) > count(a) ? b : a), names[0] ?? "");
  show(chart, layer, names.length === 0 ? "Ingen svar endnu." : `${names.length} er forbundet af ${ties.length} ${ties.length === 1 ? "pil" : "pile"}. Flest går til og fra ${most}: ${count(most)}.`);
  setNames(chart, names.map((label, i) => ({ number: String(i + 1), label })));
  rowFacts(chart, rows);
}

// A row may name one, or, where it chooses several, each of them.
function namer(chart: Chart, drawn: Drawn, rows: readonly string[]): (row: string) => readonly string[] {
  if (drawn.kind === "text") return (row) => [wordsOf(chart, drawn, row)].filter((words) => words !== "–");
  const labels = new Map(groupsOf(chart, drawn, rows).map(({ id, label }) => [id, label]));
  return (row) => chosen(chart, drawn, row).map((id) => labels.get(id) ?? id);
}

// An arrow from rim to rim, bent to one side so that the one that goes back stands beside it.
function tie([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number], size: number, option: Option | undefined): Node[] {
  const far = Math.hypot(bx - ax, by - ay);
  const [ux, uy] = [(bx - ax) / far, (by - ay) / far];
  const bend = 16;
  const [mx, my] = [(ax + bx) / 2 - uy * bend, (ay + by) / 2 + ux * bend];
  const [sx, sy, ex, ey] = [ax + ux * size, ay + uy * size, bx - ux * (size + 9), by - uy * (size + 9)];
  const turn = round((Math.atan2(ey - my, ex - mx) * 180) / Math.PI);
  const line = shape("path", { class: "arrow", d: `M${round(sx)} ${round(sy)}Q${round(mx)} ${round(my)} ${round(ex)} ${round(ey)}` });
  const head = shape("path", { class: "arrow-head", d: "M9 0L-3 -6V6z", transform: `translate(${round(ex)} ${round(ey)}) rotate(${turn})` });
  const [qx, qy] = [(sx + 2 * mx + ex) / 4, (sy + 2 * my + ey) / 4];
  return [line, head, ...(option ? [mark(option, qx, qy, 7)] : [])];
}
