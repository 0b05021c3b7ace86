// Folder expressions: what follows from the answers. Its two nouns are Tree, an expression
// that the build has checked, and Values, what cells are now, answered or worked out.
//
// Rules of the folder (the law is internal/worksheet/SPEC.md, section Expressions; what
// each operation of a tree means stands in the package comment of internal/expression):
//   - Pure: no DOM, no storage, no clock. Answers and the day are handed in.
//   - The build checks. Here nothing is parsed and no type is questioned; a tree comes from
//     the page that the build made, and never from a reader.
//   - Go works out the same trees. Both run the cases of internal/expression/testdata.
//   - What did not change is not worked out again.

import type { Kind } from "../answers/value";
import type { Value } from "../answers/cell";

/** A checked expression: a number, a text, null, or an operation and what it works with. */
export type Tree = number | string | null | readonly Tree[];

/** What an expression gives. A chosen row is its address; null is empty. */
export type Result = Value | boolean;

/** A question or value of the site. Its key in a Program is its path without rows and copies. */
export interface CellOf {
  readonly kind: Kind;
  readonly set?: string;
  /** The rows that can be chosen, and what an answer lacks to be the address of one. */
  readonly rows?: Tree;
  readonly to?: string;
  /** The cell whose words stand for a chosen row. */
  readonly label?: string;
  /** Where the answers stand, when it is not with the others of the row. */
  readonly at?: string;
  /** What the author gave, by the row's key. */
  readonly given?: Readonly<Record<string, Value>>;
  /** Conditions (null holds always) and values; the first that holds counts. */
  readonly rules?: readonly (readonly [Tree, Tree])[];
  /** 1: never answered. 2: an answer goes before the rules. */
  readonly derived?: 1 | 2;
}

export interface RowsOf {
  /** What addresses have before the row's key; of a table in copies, after the copy's address. */
  readonly at?: string;
  /** Keys of the author's rows. */
  readonly fixed?: readonly string[];
  readonly view?: Tree;
  readonly where?: Tree;
}

export type OptionOf = readonly [id: string, label: string, aside?: 1];

/** All that the expressions of a page look at. */
export interface Program {
  readonly cells: Readonly<Record<string, CellOf>>;
  readonly rows: Readonly<Record<string, RowsOf>>;
  readonly sets: Readonly<Record<string, readonly OptionOf[]>>;
}

/** What is answered, wherever it is kept. */
export interface Answers {
  /** What is stored at a path; undefined where nothing ever was. */
  value(path: string): Value | undefined;
  /** The addresses of the rows that count, in their order. [E3] */
  rows(at: string): readonly string[];
}

/** The part of an address that tells a row from its neighbours. */
export function keyOf(address: string): string {
  return address.slice(Math.max(address.lastIndexOf("/"), address.lastIndexOf("#")) + 1);
}

/** The copy that a row of one of its tables stands in. Other rows are themselves. */
export function copyOf(address: string): string {
  const dot = address.indexOf(".");
  return dot < 0 ? address : address.slice(0, dot);
}

/** The last id of a path, with the dot before it. */
export function columnOf(path: string): string {
  return path.slice(path.lastIndexOf("."));
}

/** A path, or what addresses have before the key, without rows and copies: "ark.bud.trin". */
export function withoutRows(path: string): string {
  return path.replace(/[#/][^.]*/g, "");
}

/** What the addresses of the rows and copies that a path goes through have before the key. */
export function around(path: string): string[] {
  const all: string[] = [];
  for (let i = 0; i < path.length; i++) {
    if (path[i] === "/" || path[i] === "#") all.push(path.slice(0, i + 1));
  }
  return all;
}
