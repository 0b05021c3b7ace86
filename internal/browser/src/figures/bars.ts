// A bar for each value, or for each row, and below it what it is compared with. A row that is
// compared is measured by itself, since rows may be counted in unlike things.
import { facts, groupsOf, inLines, isIn, lettersAcross, mark, nameAt, numberOf, rowsOf, setHeight, shape, show, sorted, wordsOf, type Chart, type Drawn, type Option } from "./chart";

interface Bar {
  readonly label: string;
  readonly number: number | null;
  readonly words: string;
  readonly low: number;
  readonly high: number;
  readonly group?: Option | undefined;
  readonly beside: readonly { readonly number: number | null; readonly words: string }[];
}

const [barHeight, laneHeight] = [46, 20]; // as in internal/figure
const shapes = ["diamond", "triangle", "square"]; // as in internal/site

function bars(chart: Chart): Bar[] {
  const { values, parts } = chart.data;
  const bar = (drawn: Drawn, row?: string) => ({ number: numberOf(chart, drawn, row), words: wordsOf(chart, drawn, row), low: drawn.low ?? 0, high: drawn.high ?? 0 });
  if (values) return values.map((value) => ({ label: value.label, ...bar(value), beside: [] }));
  const { label, x, group } = parts as Readonly<Record<string, Drawn>> & { label: Drawn; x: Drawn };
  const rows = sorted(chart, rowsOf(chart));
  const groups = group ? groupsOf(chart, group, rows) : [];
  return rows.map((row) => ({
    label: wordsOf(chart, label, row),
    ...bar(x, row),
    group: group && groups.find(({ id }) => isIn(chart, group, row, id)),
    beside: compared(chart).map((drawn) => bar(drawn, row)),
  }));
}

function compared({ data: { parts } }: Chart): Drawn[] {
  return ["compare", "compare-2", "compare-3"].flatMap((name) => parts?.[name] ?? []);
}

/** Where a bar begins and ends, as shares of its room: from its foot, or from zero where the scale goes to either side of it. */
export function extent(number: number, low: number, high: number): readonly [from: number, to: number] {
  const foot = low === 1 ? 0 : low;
  const at = (n: number): number => Math.max(0, Math.min(1, (n - foot) / (high - foot)));
  const [zero, end] = [low < 0 && high > 0 ? at(0) : 0, at(number)];
  return [Math.min(zero, end), Math.max(zero, end)];
}

export function draw(chart: Chart): void {
  const all = bars(chart);
  const ofRows = !chart.data.values;
  const lines = all.map(({ label, words, group, beside }) => [label, words, ...beside.map((one) => one.words), ...(chart.data.parts?.["group"] ? [group?.label ?? "–"] : [])]);
  facts(chart, lines);
  // Without a range of its own a bar is measured by the longest.
  const longest = Math.max(1, ...all.map(({ number }) => number ?? 0));
  if (ofRows && all.every(({ number, beside }) => number === null && beside.every((one) => one.number === null))) {
    setHeight(chart, null);
    return show(chart, [], "Ingen svar endnu.");
  }
  const room = lettersAcross(chart);
  let y = 0;
  const layer = all.flatMap((one) => {
    const { label, number, words, low, group, beside } = one;
    const high = one.high > low ? one.high : beside.length > 0 ? Math.max(1, number ?? 0, ...beside.map((other) => other.number ?? 0)) : longest;
    const names = ofRows ? inLines(label, room - words.length - (group ? 4 : 2)) : [label];
    const top = y + 22 + 18 * (names.length - 1);
    const [from, to] = number === null ? [0, 0] : extent(number, low, high);
    const bar = shape("rect", { class: "bar", x: `${from * 100}%`, y: top, width: `${(to - from) * 100}%`, height: 16, ...(group?.colour ? { "data-colour": group.colour } : {}) });
    const result = shape("text", { class: "bar-words", x: "100%", y: y + 15, "text-anchor": "end" }, words);
    const lanes = beside.flatMap((other, i) => lane(other, extent(other.number ?? 0, low, high)[1], top + 27 + i * laneHeight, shapes[i] ?? ""));
    y += barHeight + 18 * (names.length - 1) + laneHeight * beside.length;
    // The names and the room of values were drawn by the build, which knows them.
    if (!ofRows) return [result, bar];
    const sign = group ? [mark(group, 8, top - 13 - 18 * (names.length - 1), 7)] : [];
    return [...sign, ...nameAt(names, group ? 22 : 0, top - 7 - 18 * (names.length - 1)), result, shape("rect", { class: "bar-room", x: 0, y: top, width: "100%", height: 16 }), bar, ...middle(low, high, top), ...lanes];
  });
  if (ofRows) setHeight(chart, y);
  show(chart, layer, lines.map(([label, ...words]) => `${label ?? ""}: ${words.join(", ")}`).join(". "));
}

// Where a bar begins that goes to either side.
function middle(low: number, high: number, y: number): Node[] {
  if (low >= 0 || high <= 0) return [];
  const at = `${(-low / (high - low)) * 100}%`;
  return [shape("line", { class: "cross", x1: at, x2: at, y1: y - 3, y2: y + 19 })];
}

// What a bar is compared with: a line as long as it is, with its mark and number at the end.
function lane({ number, words }: { number: number | null; words: string }, share: number, y: number, form: string): Node[] {
  if (number === null) return [];
  const far = share > 0.7;
  return [
    shape("line", { class: "rail", x1: 0, x2: `${share * 100}%`, y1: y, y2: y }),
    shape("svg", { class: "at", x: `${share * 100}%`, y }, mark({ id: "", label: "", shape: form }, far ? -7 : 0, 0, 6), shape("text", { class: "tick", x: far ? -18 : 12, y: 5, "text-anchor": far ? "end" : "start" }, words)),
  ];
}
