// How many rows have each answer, side by side in one bar, and one such bar for each group of
// rows; last those that have none yet. Never an average of colours: each is counted.
import { chosen, facts, groupsOf, inLines, lettersAcross, mark, nameAt, numberOf, rowsOf, setHeight, shape, show, type Chart, type Drawn, type Option } from "./chart";
import { numberWords } from "../expressions/words";

const lineHeight = 54; // as in internal/figure
const none: Option = { id: "", label: "intet svar" };

export function draw(chart: Chart): void {
  const { group, x, size } = chart.data.parts as Readonly<Record<string, Drawn>> & { group: Drawn };
  const rows = rowsOf(chart);
  const all = groupsOf(chart, group, rows);
  // Each row is asked once: there are hundreds, and a bar for each of a dozen topics.
  const cells = rows.map((row) => ({ in: x ? chosen(chart, x, row) : [""], answers: chosen(chart, group, row), weight: size ? (numberOf(chart, size, row) ?? 0) : 1 }));
  const count = (of: typeof cells, one: Option): number => sum(of.filter((cell) => (one === none ? cell.answers.length === 0 : cell.answers.includes(one.id))).map(({ weight }) => weight));
  const answers = [...all, none];
  const lines = (x ? groupsOf(chart, x, rows) : [{ id: "", label: "Alle" }])
    .map((one) => ({ label: one.label, of: cells.filter((cell) => cell.in.includes(one.id)) }))
    .map(({ label, of }) => ({ label, counts: answers.map((each) => count(of, each)) }))
    .filter(({ counts }) => sum(counts) > 0);
  const answered = lines.some(({ counts }) => sum(counts.slice(0, -1)) > 0);
  facts(chart, answered ? lines.map(({ label, counts }) => [label, ...counts.map(numberWords), numberWords(sum(counts))]) : []);
  if (!answered) {
    setHeight(chart, null);
    return show(chart, [], "Ingen svar endnu.");
  }
  const room = lettersAcross(chart);
  let y = 0;
  const layer = lines.flatMap(({ label, counts }) => {
    const names = inLines(`${label} (${numberWords(sum(counts))})`, room);
    const top = y + 24 + 18 * (names.length - 1);
    const nodes = [...nameAt(names, 0, y + 16), ...bar(answers, counts, top, room)];
    y = top + lineHeight - 24;
    return nodes;
  });
  setHeight(chart, y);
  const say = (counts: readonly number[]): string => answers.map((one, i) => ({ one, n: counts[i] ?? 0 })).filter(({ one, n }) => n > 0 || !(one.aside || one === none)).map(({ one, n }) => `${one.label} ${numberWords(n)}`).join(", ");
  show(chart, layer, lines.map(({ label, counts }) => `${label}: ${say(counts)}`).join(". "));
}

function bar(answers: readonly Option[], counts: readonly number[], y: number, room: number): Node[] {
  const all = sum(counts);
  let from = 0;
  return answers.flatMap((one, i) => {
    const n = counts[i] ?? 0;
    if (n === 0) return [];
    const share = n / all;
    const at = from;
    from += share;
    // A part of its own lets its mark and number stand at its left end, however wide it is.
    const part = shape("svg", { x: `${at * 100}%`, y, width: `${share * 100}%`, height: 24 });
    const look = one === none ? { class: "bar-room" } : { class: "segment", ...(one.colour ? { "data-colour": one.colour } : { "data-nth": i % 4 }) };
    part.append(shape("rect", { width: "100%", height: 24, ...look }));
    if (one === none) part.append(shape("text", { class: "tick", x: 7, y: 17 }, share * room > 12 ? `${numberWords(n)} uden svar` : numberWords(n)));
    else part.append(mark({ ...one, colour: "paper" }, 11, 12, 5), shape("text", { class: "segment-number", x: 21, y: 17 }, numberWords(n)));
    return [part];
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
