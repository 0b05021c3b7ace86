// What is said of the answers, in words. Pure, so that it is tried without a page.

import { words, type Kind } from "../answers/value";
import type { Value } from "../answers/cell";
import { numberWords } from "../expressions/words";
import type { Asked, Form } from "./form";
import type { Response } from "./response";
import { hasOrder, valueOf, type Summary } from "./spread";

/** A place on the line of a question, in words. */
export function amount(asked: Asked, n: number): string {
  const value = valueOf(asked.kind, n);
  return typeof value === "number" ? measured(asked, value) : words(asked.kind, value, String);
}

// A share is shown times 100; other units are said once, where there is one number. [S20]
function measured({ unit }: Asked, n: number): string {
  return unit === "%" ? `${numberWords(n * 100)} %` : numberWords(n);
}

/** One answer in words: a step of a scale by its number, and by its words where it has some. */
export function answerWords(asked: Asked, value: Value): string {
  if (typeof value === "number") return asked.unit === "" || asked.unit === "%" ? measured(asked, value) : `${numberWords(value)} ${asked.unit}`;
  return words(asked.kind as Kind, value, (id) => {
    const option = asked.options.find((one) => one.id === id);
    if (!option) return id;
    return asked.kind === "scale" && !option.aside && option.label !== "" && option.label !== id ? `${id} (${option.label})` : option.label || id;
  });
}

/** All that is to be said of the answers to a question. */
export function summaryWords(asked: Asked, summary: Summary): string[] {
  const said = hasOrder(asked.kind) ? reachWords(asked, summary) : choiceWords(summary);
  if (hasOrder(asked.kind)) for (const [option, count] of summary.counts) if (option.aside && count > 0) said.push(`${count} svarer »${option.label}«.`);
  if (summary.strange.length > 0) said.push(`${summary.strange.length} svar kan ikke tælles: ${summary.strange.slice(0, 3).map((text) => `»${text.slice(0, 80)}«`).join(", ")}${summary.strange.length > 3 ? " …" : ""}.`);
  if (summary.empty > 0) said.push(summary.empty === 1 ? "1 har ikke svaret." : `${summary.empty} har ikke svaret.`);
  return said;
}

function reachWords(asked: Asked, { reach }: Summary): string[] {
  if (!reach) return [];
  const [low, high] = [amount(asked, reach.low), amount(asked, reach.high)];
  const n = reach.points.length;
  const verb = asked.derived ? "får" : "svarer";
  if (n === 1) return [asked.derived ? `Én får ${low}.` : `Én har svaret ${low}.`];
  if (reach.low === reach.high) return [`${n === 2 ? "Begge" : `Alle ${n}`} ${verb} ${low}.`];
  const steps = asked.kind === "scale" ? ` Der er ${reach.high - reach.low} trin imellem.` : "";
  return [`Fra ${low} til ${high}, median ${amount(asked, reach.median)}.${steps}`];
}

function choiceWords({ counts, answered }: Summary): string[] {
  const all = counts.find(([, count]) => count === answered);
  return all && answered > 1 ? [`${answered === 2 ? "Begge" : `Alle ${answered}`} svarer »${all[0].label}«.`] : [];
}

/** How many chose each step of a scale, for those who do not see the dots. */
export function countWords({ counts }: Summary): string {
  return counts.filter(([, count]) => count > 0).map(([option, count]) => `${option.id}: ${count === 1 ? "1 svar" : `${count} svar`}`).join(", ");
}

/** How the median has moved from the first round to the second; "" where one of them has none. */
export function movedWords(asked: Asked, [before, after]: readonly Summary[]): string {
  if (!before?.reach || !after?.reach) return "";
  const [from, to] = [amount(asked, before.reach.median), amount(asked, after.reach.median)];
  return from === to ? `Medianen er ${to} i begge runder.` : `Medianen er gået fra ${from} til ${to}.`;
}

/** What respondents are called: by their forløb, their file, an answer of theirs, or not at all. */
export type Naming = "forloeb" | "file" | "hidden" | `field:${string}`;

/** The name of each response, no two alike; null for all when names are hidden. */
export function namesOf(responses: readonly Response[], naming: Naming): (string | null)[] {
  if (naming === "hidden") return responses.map(() => null);
  const copies = new Map<string, number>();
  for (const { source } of responses) copies.set(source.key, (copies.get(source.key) ?? 0) + 1);
  const taken = new Map<string, number>();
  return responses.map((response) => {
    const { source } = response;
    const file = source.file.replace(/(\.redskab)?\.json$/i, "");
    const field = naming.startsWith("field:") ? response.fields.get(naming.slice(6)) : undefined;
    const base = typeof field === "string" && field.trim() !== "" ? field.trim() : naming === "file" && file !== "" ? file : source.name || file || "Uden navn";
    const whole = naming.startsWith("field:") || (copies.get(source.key) ?? 0) < 2 || response.copyName === "" ? base : `${base}, ${response.copyName}`;
    const n = (taken.get(whole) ?? 0) + 1;
    taken.set(whole, n);
    return n === 1 ? whole : `${whole} (${n})`;
  });
}

/** Whether the forløb tell respondents apart; where most bear the first name that a forløb gets, files do. */
export function bestNaming(responses: readonly Response[], firstName: string): Naming {
  const names = new Set(responses.map(({ source }) => source.name).filter((name) => name !== "" && name !== firstName));
  const sources = new Set(responses.map(({ source }) => source.key));
  return names.size < sources.size && responses.every(({ source }) => source.file !== "") ? "file" : "forloeb";
}

/** What the reader must know of the responses before he believes what they show. [L45] [L49] */
export function warnings(responses: readonly Response[], form: Pick<Form, "id" | "edition">): string[] {
  const said: string[] = [];
  const edition = ({ source }: Response) => source.editions.get(form.id) ?? form.edition;
  const other = responses.filter((response) => edition(response) !== form.edition);
  if (other.length > 0) said.push(`${other.length === 1 ? "1 besvarelse er" : `${other.length} besvarelser er`} lavet med en anden udgave af arket end den, der er her (udgave ${form.edition}). Spørgsmål kan have skiftet mening.`);
  const unknown = new Set(responses.flatMap((response) => response.unknown));
  if (unknown.size > 0) said.push(`${unknown.size === 1 ? "Ét spørgsmål" : `${unknown.size} spørgsmål`} i besvarelserne er ikke på arket her, og svarene på ${unknown.size === 1 ? "det" : "dem"} er ikke vist: ${[...unknown].slice(0, 5).join(", ")}${unknown.size > 5 ? " …" : ""}.`);
  return said;
}

/** A guess at two rounds: what is from before the longest pause is the first. The reader may say otherwise. [L48] */
export function guessRounds(responses: readonly Response[]): number[] {
  const moments = responses.map(({ source }) => source.at?.getTime() ?? null);
  const sorted = moments.filter((moment) => moment !== null).sort((a, b) => a - b);
  let [longest, from] = [0, -Infinity];
  sorted.forEach((moment, i) => {
    const pause = moment - (sorted[i - 1] ?? moment);
    if (pause > longest) [longest, from] = [pause, moment];
  });
  return moments.map((moment) => (moment !== null && moment < from ? 0 : 1));
}
