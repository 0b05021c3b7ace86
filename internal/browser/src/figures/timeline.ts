// Rows along time: a bar from start to end, or a mark on a day. Rows of one name stand on one
// line, so a thing that was looked at often shows its colours one after the other.
import { chosen, cut, groupsOf, lettersAcross, mark, round, rowsOf, setHeight, shape, show, widthOf, wordsOf, type Chart, type Drawn, type Option } from "./chart";
import { dayOf, spanOf } from "./days";
import { rowFacts } from "./parts";

const lineHeight = 50; // as in internal/figure

interface Stretch {
  readonly row: string;
  readonly from: number;
  readonly to: number | null;
}

export function draw(chart: Chart): void {
  const { label, lane, status, mark: kind, after } = chart.data.parts as Readonly<Record<string, Drawn>> & { label: Drawn };
  const { values } = chart;
  const rows = rowsOf(chart);
  const lanes = lane ? groupsOf(chart, lane, rows).map((one) => one.id) : [];
  const laneOf = (row: string): number => (lane ? lanes.indexOf(chosen(chart, lane, row)[0] ?? "") : 0);
  const stretches = stretchesOf(chart, rows).sort((a, b) => laneOf(a.row) - laneOf(b.row) || a.from - b.from);
  rowFacts(chart, rows);
  if (stretches.length === 0) {
    setHeight(chart, null);
    return show(chart, [], rows.length === 0 ? "Ingen svar endnu." : "Ingen datoer endnu.");
  }
  const span = spanOf(stretches.flatMap(({ from, to }) => [from, to ?? from]));
  const at = (n: number): number => ((n - span.from) / (span.to - span.from)) * 100;
  const pick = (drawn: Drawn | undefined, row: string): Option | undefined => drawn?.options?.find(({ id }) => id === chosen(chart, drawn, row)[0]);
  const names = new Map<string, Stretch[]>();
  for (const one of stretches) {
    const name = `${laneOf(one.row)} ${wordsOf(chart, label, one.row)}`;
    names.set(name, [...(names.get(name) ?? []), one]);
  }
  const room = lettersAcross(chart);
  const [marks, ends] = [[] as Node[], new Map<string, { x: number; begin: number; y: number }>()];
  let [y, last] = [26, ""];
  for (const on of names.values()) {
    const [first] = on as [Stretch];
    const heading = lane ? wordsOf(chart, lane, first.row) : "";
    if (heading !== last) {
      marks.push(shape("text", { class: "lane", x: 0, y: y + 24 }, cut(heading, room)));
      y += 34;
    }
    last = heading;
    const state = status && on.length === 1 ? wordsOf(chart, status, first.row) : "";
    marks.push(shape("text", { x: 0, y: y + 18 }, cut(wordsOf(chart, label, first.row), room - state.length - 2)));
    if (state) marks.push(shape("text", { class: "bar-words", x: "100%", y: y + 18, "text-anchor": "end" }, state));
    marks.push(shape("line", { class: "ring", x1: 0, x2: "100%", y1: y + 34, y2: y + 34 }));
    for (const { row, from, to } of on) {
      const colour = pick(status, row);
      const sign: Option = { id: "", label: "", ...colour, ...(kind ? { shape: pick(kind, row)?.shape ?? "" } : {}) };
      if (to !== null) marks.push(shape("rect", { class: "bar", x: `${at(from)}%`, y: y + 28, width: `${Math.max(0.5, at(to + 1) - at(from))}%`, height: 12, ...(colour?.colour ? { "data-colour": colour.colour } : {}) }));
      marks.push(shape("svg", { class: "at", x: `${at(from)}%`, y: y + 34 }, mark(sign, 0, 0, 7)));
      ends.set(row, { x: at(to === null ? from : to + 1), begin: at(from), y: y + 34 });
    }
    y += lineHeight;
  }
  const today = dayOf(values.evaluate(["today"], chart.row)) ?? 0;
  // The name of a month stands behind its line, where there is room for it.
  const axis = span.ticks.flatMap((tick) => [
    shape("line", { class: "ring", x1: `${at(tick.at)}%`, x2: `${at(tick.at)}%`, y1: 22, y2: y }),
    ...(at(tick.at) / 100 + tick.words.length / room < 1.05 ? [shape("text", { class: "tick", x: `${at(tick.at)}%`, y: 14 }, tick.words)] : []),
  ]);
  if (today >= span.from && today < span.to) axis.push(shape("line", { class: "today", x1: `${at(today)}%`, x2: `${at(today)}%`, y1: 22, y2: y }));
  setHeight(chart, y + 6);
  const undated = rows.length - stretches.length;
  const late = stretches.map(({ from, to }) => to ?? from).reduce((a, b) => Math.max(a, b));
  const date = (n: number): string => new Date(n * 86_400_000).toLocaleDateString("da", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const words = `Fra ${date(stretches.reduce((a, { from }) => Math.min(a, from), Infinity))} til ${date(late)}: ${stretches.length} ${stretches.length === 1 ? "linje" : "linjer"}${undated > 0 ? `, og ${undated} uden dato` : ""}.`;
  show(chart, [...axis, ...(after ? arrows(chart, after, stretches, ends) : []), ...marks], words);
}

// The rows that have a day. One that ends before it begins is the day it begins, one that
// says only when it ends is that day.
function stretchesOf({ data, values }: Chart, rows: readonly string[]): Stretch[] {
  const { start, end } = data.parts as Readonly<Record<string, Drawn>> & { start: Drawn };
  return rows.flatMap((row): Stretch[] => {
    const from = dayOf(values.cell(start.cell, row));
    const to = end ? dayOf(values.cell(end.cell, row), true) : null;
    return from !== null ? [{ row, from, to: to !== null && to >= from ? to : null }] : to !== null ? [{ row, from: to, to: null }] : [];
  });
}

// An arrow from what comes first to what waits for it.
function arrows(chart: Chart, after: Drawn, stretches: readonly Stretch[], ends: ReadonlyMap<string, { x: number; begin: number; y: number }>): Node[] {
  const width = widthOf(chart.element);
  return stretches.flatMap(({ row }) =>
    chosen(chart, after, row).flatMap((other) => {
      const [from, to] = [ends.get(other), ends.get(row)];
      if (!from || !to || other === row) return [];
      const turn = round((Math.atan2(to.y - from.y, ((to.begin - from.x) / 100) * width) * 180) / Math.PI);
      const head = shape("svg", { class: "at", x: `${to.begin}%`, y: to.y }, shape("path", { class: "arrow-head", d: "M-8 0l-9 -5v10z", transform: `rotate(${turn})` }));
      return [shape("line", { class: "arrow", x1: `${from.x}%`, y1: from.y, x2: `${to.begin}%`, y2: to.y }), head];
    }),
  );
}
