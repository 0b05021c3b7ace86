import assert from "node:assert/strict";
import test from "node:test";
import type { Cell, Cells } from "../answers/cell";
import { newsOf } from "./files";

const now = new Date(2026, 10, 22, 12, 0);
const daysAgo = (days: number) => new Date(2026, 10, 22 - days, 10, 5);
const answered = (count: number, more: Record<string, Cell> = {}): Cells => new Map([...Array.from({ length: count }, (_, i): [string, Cell] => [`plan.felt${i}`, ["x", 1]]), ...Object.entries(more)]);
const file = (days: number, given: number, had: number): Record<string, Cell> => ({ "plan._fil": [[daysAgo(days).toISOString(), String(given), String(had)], 1] });

for (const [name, cells, words, remind] of [
  ["nothing answered", answered(0), /^$/, /^$/],
  ["a few answers and no file", answered(14), /^$/, /^$/],
  ["many answers and no file", answered(15), /^$/, /^Der er 15 svar her, og de står kun i denne browser/],
  ["a file of all that is there", answered(40, file(9, 40, 40)), /^Fil hentet 13. november 2026 kl. 10.05$/, /^$/],
  ["a few more than in the file", answered(42, file(1, 40, 40)), /, ændret siden$/, /^$/],
  ["many more than in the file", answered(60, file(1, 40, 40)), /, ændret siden$/, /^Der er 20 svar, som ikke er med i jeres fil/],
  ["one more, days ago", answered(41, file(5, 40, 40)), /, ændret siden$/, /^Det er 5 dage siden, I hentede en fil/],
] as const) {
  test(`a file is called for, or not: ${name}`, () => {
    const news = newsOf(cells, now);
    assert.match(news.words, words);
    assert.match(news.remind, remind);
  });
}
