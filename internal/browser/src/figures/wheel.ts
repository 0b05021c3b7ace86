// The year as a wheel: each row a mark with its number in its month, the names in a list below.
import { groupsOf, isIn, mark, measure, rowsOf, shape, show, wordsOf, type Chart, type Drawn, type Option } from "./chart";
import { rowFacts, setNames } from "./parts";
import type { Place } from "./places";

/** The places within one part of a wheel, from its rim inwards, each as wide as a mark with its number. */
export function placesIn(part: number, parts: number, radius: number, hub: number): Place[] {
  const places: Place[] = [];
  const angle = (2 * Math.PI) / parts;
  for (let far = radius - 26; far > hub + 12; far -= 36) {
    const many = Math.max(1, Math.floor((far * angle) / 38));
    for (let k = 0; k < many; k++) {
      const a = part * angle + (angle * (k + 0.5)) / many - Math.PI / 2;
      places.push({ x: far * Math.cos(a), y: far * Math.sin(a) });
    }
  }
  return places;
}

export function draw(chart: Chart): void {
  const { month, status } = chart.data.parts as Readonly<Record<string, Drawn>> & { month: Drawn; label: Drawn };
  const { label } = chart.data.parts as { label: Drawn };
  const [cx, cy, r, hub, parts] = ["cx", "cy", "r", "hub", "parts"].map((name) => measure(chart, name)) as [number, number, number, number, number];
  const rows = rowsOf(chart);
  const options = (month.options ?? []).filter((option) => !option.aside);
  const partOf = (row: string): number => {
    if (month.kind === "choice") return options.findIndex(({ id }) => isIn(chart, month, row, id));
    const value = chart.values.cell(month.cell, row);
    return typeof value === "string" ? Number(value.slice(5, 7)) - 1 : -1;
  };
  const groups = status ? groupsOf(chart, status, rows) : [];
  const optionOf = (row: string): Option | undefined => status && groups.find(({ id }) => isIn(chart, status, row, id));
  const known = rows.map((row) => ({ row, part: partOf(row) })).filter(({ part }) => part >= 0 && part < parts).sort((a, b) => a.part - b.part);
  const layer: Node[] = [];
  for (let part = 0; part < parts; part++) {
    const [on, places] = [known.filter((one) => one.part === part), placesIn(part, parts, r, hub)];
    // The last place tells of those that there is no room for.
    const shown = on.length > places.length ? places.length - 1 : on.length;
    on.slice(0, shown).forEach((one, k) => {
      const { x, y } = places[k] as Place;
      layer.push(mark(optionOf(one.row), cx + x - 10, cy + y, 7), shape("text", { class: "point-number", x: cx + x, y: cy + y + 6 }, String(known.indexOf(one) + 1)));
    });
    const rest = places[shown];
    if (on.length > shown && rest) layer.push(shape("text", { class: "point-number", x: cx + rest.x, y: cy + rest.y + 6, "text-anchor": "middle" }, `+${on.length - shown}`));
  }
  const full = new Map<number, number>();
  for (const { part } of known) full.set(part, (full.get(part) ?? 0) + 1);
  const most = [...full].sort((a, b) => b[1] - a[1])[0];
  const first = most && known.find(({ part }) => part === most[0]);
  const name = first ? (month.kind === "choice" ? wordsOf(chart, month, first.row) : (monthNames[first.part] ?? "")) : "";
  show(chart, layer, most ? `${known.length} ${known.length === 1 ? "punkt" : "punkter"} i året. Flest i ${name.toLowerCase()}: ${most[1]}.` : "Ingen svar endnu.");
  setNames(chart, known.map(({ row }, i) => ({ number: String(i + 1), label: `${wordsOf(chart, label, row)}, ${wordsOf(chart, month, row)}`, option: optionOf(row) })));
  rowFacts(chart, rows);
}

const monthNames = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];
