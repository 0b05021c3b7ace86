// Rows between two axes. Each is a mark with its number, the names in a list below; where
// several want one place they stand beside each other, but never across the axes.
import { groupsOf, isIn, mark, measure, numberOf, rowsOf, shape, show, wordsOf, type Chart, type Drawn, type Option } from "./chart";
import { rowFacts, setNames } from "./parts";
import { spread, type Place } from "./places";

/** The ends of an axis: as the build drew it (margins of internal/figure), or, where a question has no range, around its answers. */
export function axis(low: number, high: number, mid: number, numbers: readonly number[]): readonly [number, number] {
  if (high > low) return [low - (high - low) / 8, high + (high - low) / 8];
  if (mid > 0) {
    const far = Math.max(1, ...numbers.map((n) => Math.abs(n - mid))) * 1.1;
    return [mid - far, mid + far];
  }
  const [least, most] = [Math.min(0, ...numbers), Math.max(1, ...numbers)];
  return [least - (most - least) / 8, most + (most - least) / 8];
}

const mostNumbered = 60; // more, and the numbers stand closer than they can be read

export function draw(chart: Chart): void {
  const { x, y, label, group, size } = chart.data.parts as Readonly<Record<string, Drawn>> & { x: Drawn; y: Drawn; label: Drawn };
  const [left, right, top, foot, midX, midY] = ["left", "right", "top", "foot", "midX", "midY"].map((name) => measure(chart, name)) as [number, number, number, number, number, number];
  const rows = rowsOf(chart);
  const known = rows.flatMap((row) => {
    const [a, b] = [numberOf(chart, x, row), numberOf(chart, y, row)];
    return a === null || b === null ? [] : [{ row, a, b }];
  });
  const mid = chart.data.mid ?? 0;
  const [lowX, highX] = axis(x.low ?? 0, x.high ?? 0, mid, known.map(({ a }) => a));
  const [lowY, highY] = axis(y.low ?? 0, y.high ?? 0, mid, known.map(({ b }) => b));
  const wanted = known.map(({ a, b }) => ({ x: left + ((right - left) * (a - lowX)) / (highX - lowX), y: foot - ((foot - top) * (b - lowY)) / (highY - lowY) }));
  const side = (n: number, middle: number): number => (Math.abs(n - middle) < 1 ? 0 : Math.sign(n - middle));
  const may = (place: Place, want: Place): boolean =>
    (side(want.x, midX) === 0 || side(want.x, midX) === Math.sign(place.x - midX)) && (side(want.y, midY) === 0 || side(want.y, midY) === Math.sign(place.y - midY));
  const numbered = known.length <= mostNumbered;
  const places = spread(wanted, numbered ? 43.6 : 17, numbered ? 24 : 17, { left, right, top: top + 30, foot: foot - 30 }, may);
  const groups = group ? groupsOf(chart, group, rows) : [];
  const groupOf = (row: string): Option | undefined => group && groups.find(({ id }) => isIn(chart, group, row, id));
  const heaviest = Math.max(1, ...known.map(({ row }) => (size ? (numberOf(chart, size, row) ?? 0) : 1)));
  const layer = known.flatMap(({ row }, i) => {
    const place = places[i];
    if (!place) return [];
    const share = size ? Math.sqrt(Math.max(0, numberOf(chart, size, row) ?? 0) / heaviest) : 0.7;
    const sign = mark(groupOf(row), numbered ? place.x - 11 : place.x, place.y, numbered ? 4 + 5 * share : 6);
    return numbered ? [sign, shape("text", { class: "point-number", x: place.x, y: place.y + 6 }, String(i + 1))] : [sign];
  });
  const unknown = rows.length - known.length;
  const corners = chart.data.corners?.map((corner, k) => {
    const count = wanted.filter((place) => (place.x >= midX ? 1 : 0) + (place.y > midY ? 2 : 0) === k).length;
    return `${corner.label}: ${count}`;
  });
  show(chart, layer, known.length === 0 ? "Ingen svar endnu." : `${known.length} er sat ind${unknown > 0 ? `, og ${unknown} mangler et svar` : ""}.${corners ? ` ${corners.join(", ")}.` : ""}`);
  setNames(chart, numbered ? known.map(({ row }, i) => ({ number: String(i + 1), label: wordsOf(chart, label, row), option: groupOf(row) })) : []);
  rowFacts(chart, rows);
}
