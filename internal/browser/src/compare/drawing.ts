// How answers are drawn: a bar for each option, and dots on a line. Every fact of a drawing
// stands beside it in words.

import { mark, shape } from "../figures/chart";
import { make } from "../sheet/build";
import type { Asked, Option } from "./form";
import type { Summary } from "./spread";
import { amount, countWords } from "./words";

/** Bars with counts: one for each option, or in two rounds one for each round. */
export function bars({ summaries }: { readonly summaries: readonly Summary[] }, rounds: readonly string[]): HTMLElement {
  const options = (summaries[0]?.counts ?? []).map(([option]) => option).filter((option, i) => !option.aside || summaries.some(({ counts }) => (counts[i]?.[1] ?? 0) > 0));
  const list = make("ul", { class: "compare-bars" });
  for (const option of options) {
    const item = make("li", {}, make("span", { class: "compare-option" }, ...sign(option), option.label || option.id));
    summaries.forEach((summary, round) => {
      const count = summary.counts.find(([one]) => one.id === option.id)?.[1] ?? 0;
      const words = `${count} af ${summary.answered}`;
      item.append(bar(option, count, summary.answered), make("span", { class: "compare-count" }, summaries.length > 1 ? `${rounds[round] ?? ""} ${words}` : words));
    });
    list.append(item);
  }
  return list;
}

function sign(option: Option): (Node | string)[] {
  if (option.shape === undefined) return [];
  return [shape("svg", { class: "chart compare-sign", width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true", focusable: "false" }, mark(signOf(option), 9, 9, 6)), " "];
}

// The drawing's options have no former ids.
function signOf({ id, label, colour, shape: form }: Option): Parameters<typeof mark>[0] {
  return { id, label, ...(colour !== undefined && { colour }), ...(form !== undefined && { shape: form }) };
}

function bar(option: Option, count: number, of: number): SVGElement {
  const share = of === 0 ? 0 : (100 * count) / of;
  const colour = option.aside ? "grey" : option.colour;
  return shape("svg", { class: "chart compare-bar", width: "100%", height: 14, "aria-hidden": "true", focusable: "false" }, shape("rect", { class: "bar-room", width: "100%", height: 14 }), shape("rect", { class: "bar", width: `${share}%`, height: 14, ...(colour !== undefined && { "data-colour": colour }) }));
}

// The line, in parts of the width, and how dots stand on it.
const [left, across] = [7, 86];
const [radius, step, mostDots] = [6, 14, 7];

/** Dots on a line with its range and median, one line for each round. */
export function lines(asked: Asked, summaries: readonly Summary[], rounds: readonly string[]): HTMLElement {
  const { low, high, ticks } = endsOf(asked, summaries);
  const at = (n: number) => left + (across * (n - low)) / (high - low);
  const all = make("div", { class: "compare-lines" });
  summaries.forEach((summary, round) => {
    if (summaries.length > 1) all.append(make("p", { class: "compare-round" }, rounds[round] ?? ""));
    all.append(line(summary, at, ticks));
    if (summary.counts.length > 0) all.append(make("p", { class: "visually-hidden" }, countWords(summary)));
  });
  const steps = asked.options.filter((option) => !option.aside);
  const ends = [steps[0], steps[steps.length - 1]].flatMap((option) => (option && option.label !== "" && option.label !== option.id ? [`${option.id}: ${option.label}`] : []));
  if (ends.length > 0) all.append(make("p", { class: "compare-ends" }, ...ends.map((end) => make("span", {}, end))));
  return all;
}

interface Ends {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly (readonly [at: number, words: string])[];
}

function endsOf(asked: Asked, summaries: readonly Summary[]): Ends {
  const steps = asked.options.filter((option) => asked.kind === "scale" && !option.aside).map(({ id }) => Number(id));
  const points = summaries.flatMap(({ reach }) => reach?.points ?? []);
  const ends = asked.range ?? (steps.length > 0 ? [Math.min(...steps), Math.max(...steps)] : [Math.min(...points), Math.max(...points)]);
  // All alike: the one place stands in the middle.
  const [low, high] = ends[0] === ends[1] ? [ends[0] - 1, ends[1] + 1] : ends;
  const ticks = steps.length > 0 ? steps : [...new Set(ends)];
  return { low, high, ticks: ticks.map((n) => [n, amount(asked, n)] as const) };
}

function line({ reach }: Summary, at: (n: number) => number, ticks: Ends["ticks"]): SVGElement {
  // Answers so near each other that their dots would meet stand on one place.
  const stacks = new Map<number, { place: number; count: number }>();
  for (const point of reach?.points ?? []) {
    const stack = stacks.get(Math.round(at(point) / 2)) ?? { place: at(point), count: 0 };
    stack.count++;
    stacks.set(Math.round(at(point) / 2), stack);
  }
  const most = Math.max(1, ...[...stacks.values()].map(({ count }) => count));
  const asDots = most <= mostDots;
  const base = asDots ? most * step + 10 : 46;
  const parts: Node[] = [shape("line", { class: "compare-axis", x1: `${left}%`, x2: `${left + across}%`, y1: base, y2: base })];
  for (const [n, words] of ticks) {
    parts.push(shape("line", { class: "compare-axis", x1: `${at(n)}%`, x2: `${at(n)}%`, y1: base - 4, y2: base + 4 }), shape("text", { class: "tick", x: `${at(n)}%`, y: base + 24, "text-anchor": "middle" }, words));
  }
  if (reach) parts.push(shape("line", { class: "compare-range", x1: `${at(reach.low)}%`, x2: `${at(reach.high)}%`, y1: base, y2: base }));
  for (const { place, count } of stacks.values()) {
    if (asDots) for (let i = 0; i < count; i++) parts.push(shape("circle", { class: "compare-dot", cx: `${place}%`, cy: base - 12 - i * step, r: radius }));
    else parts.push(shape("circle", { class: "compare-dot", cx: `${place}%`, cy: 22, r: Math.min(18, 8 + Math.sqrt(count)) }), shape("text", { class: "compare-many", x: `${place}%`, y: 27, "text-anchor": "middle" }, String(count)));
  }
  if (reach) parts.push(shape("svg", { class: "at", x: `${at(reach.median)}%`, y: base }, shape("path", { class: "compare-median", d: "M0 -8 7 0 0 8 -7 0z" })));
  return shape("svg", { class: "chart compare-line", width: "100%", height: base + 32, "aria-hidden": "true", focusable: "false" }, ...parts);
}
