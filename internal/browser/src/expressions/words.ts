// Values in words, the Danish way, in the `say` and `help` of a sheet. [E16] [E17]

import { words, type Kind } from "../answers/value";
import { isAddress, type Values } from "./values";
import { keyOf, type CellOf, type Program, type Result, type Tree } from "./program";

/**
 * A text with expressions in it: words as they are; a kind, a tree and, where its value is
 * an option or a row, the set and the cell that have the words.
 */
export type Sentence = readonly (string | Part)[];
type Part = readonly [kind: Kind, tree: Tree, set?: string | null, label?: string];

export function print(sentence: Sentence, values: Values, program: Program, row = ""): string {
  return sentence.map((part) => (typeof part === "string" ? part : valueWords(part, values.evaluate(part[1], row), values, program))).join("");
}

/** The expressions in a sentence, for Values.affected: the labels of chosen rows too. */
export function treesOf(sentence: Sentence): Tree {
  return sentence.map((part) => (typeof part === "string" ? null : [null, part[1], part[3] === undefined ? null : ["via", null, part[3]]]));
}

/** What a cell is in a row, in words. */
export function cellWords(id: string, values: Values, program: Program, row = ""): string {
  const { kind, set, label } = program.cells[id] as CellOf;
  const part: Part = label === undefined ? [kind, null, set ?? null] : [kind, null, set ?? null, label];
  return valueWords(part, values.cell(id, row), values, program);
}

function valueWords([kind, , set, label]: Part, value: Result, values: Values, program: Program): string {
  if (value === null || typeof value === "boolean") return "–";
  if (typeof value === "number") return numberWords(value);
  const option = (id: string): string => {
    if (!isAddress(id)) return program.sets[set ?? ""]?.find((o) => o[0] === id)?.[1] ?? id;
    return label === undefined || !program.cells[label] ? keyOf(id) : cellWords(label, values, program, id);
  };
  return words(kind, value, option);
}

/** A number with at most one decimal, and points between thousands from 10.000 on. */
export function numberWords(n: number): string {
  const tenths = Math.floor(Math.abs(n) * 10 + 0.5);
  if (!Number.isFinite(tenths)) return "–";
  const digits = BigInt(tenths).toString().padStart(2, "0");
  const whole = digits.slice(0, -1);
  const decimal = digits.slice(-1);
  return (n < 0 && tenths > 0 ? "−" : "") + (whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ".") : whole) + (decimal === "0" ? "" : `,${decimal}`);
}
