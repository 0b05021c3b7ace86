// Files of answers, `.redskab.json`:
//
//	{"format": "redskab-answers", "version": 1, "site": "…", "saved": "2026-11-21T14:32:00.000Z", "editions": {"sheet": 1},
//	 "forloeb": [{"id": "…", "name": "…", "cells": {"path": [value, n]}, "unread": {"key": "text"}}]}
//
// A file is data from a stranger. It passes the gates in order (size, JSON, shape, format,
// version, upgrade, site, each cell), and what fails says so in one sentence.

import { isCell, type Cell, type Cells } from "./cell";
import { isPath } from "./path";

const format = "redskab-answers";
const version = 1;

// Ten forløb of a thousand rows are about 1 MB.
const largest = 20_000_000;

export interface Forloeb {
  readonly id: string;
  readonly name: string;
  readonly cells: Cells;
  /** Texts found in the browser that could not be read, kept as they were. */
  readonly unread: ReadonlyMap<string, string>;
}

export interface AnswerFile {
  readonly site: string;
  readonly saved: string;
  readonly forloeb: readonly Forloeb[];
  /** The edition of each sheet when the file was made; nothing of those it does not speak of. [L49] */
  readonly editions: ReadonlyMap<string, number>;
  /** How many cells could not be read and were left out. */
  readonly refused: number;
}

export type FileError = "too-large" | "empty" | "not-json" | "not-ours" | "newer" | "broken" | "other-site" | "no-answers";

/** What the reader is told: one sentence for each way a file can be wrong. */
export const fileErrorWords: Readonly<Record<FileError, string>> = {
  "too-large": "Filen er for stor til at være en fil med svar (over 20 MB).",
  empty: "Filen er tom.",
  "not-json": "Filen kan ikke læses. Den er måske ikke hentet helt, eller det er en anden slags fil.",
  "not-ours": "Filen er ikke en fil med svar fra et ark. Sådan en fil ender på .redskab.json.",
  newer: "Filen er lavet med en nyere udgave af arkene. Genindlæs siden, og prøv igen.",
  broken: "Filen er en fil med svar, men den er beskadiget og kan ikke læses.",
  "other-site": "Filen kommer fra et andet websted, og spørgsmålene er ikke de samme.",
  "no-answers": "Der er ingen svar i filen.",
};

export type Opened = { readonly file: AnswerFile } | { readonly error: FileError };

export function encodeFile(file: Omit<AnswerFile, "refused" | "editions"> & Partial<Pick<AnswerFile, "editions">>): string {
  const editions = file.editions && file.editions.size > 0 && { editions: Object.fromEntries(sorted(file.editions)) };
  const forloeb = file.forloeb.map(({ id, name, cells, unread }) => ({
    id,
    name,
    cells: Object.fromEntries(sorted(cells)),
    ...(unread.size > 0 && { unread: Object.fromEntries(sorted(unread)) }),
  }));
  return JSON.stringify({ format, version, site: file.site, saved: file.saved, ...editions, forloeb }, null, 1) + "\n";
}

/** Opens the text of a file that belongs to site; size is in bytes, and known before the text is. */
export function decodeFile(text: string, site: string): Opened {
  if (isTooLarge(text.length)) return { error: "too-large" };
  const json = text.replace(/^\uFEFF/, "");
  if (json.trim() === "") return { error: "empty" };
  const parsed = parse(json);
  if (parsed === undefined) return { error: "not-json" };
  if (!isRecord(parsed) || parsed["format"] !== format) return { error: "not-ours" };
  const v = parsed["version"];
  if (typeof v !== "number" || !Number.isInteger(v) || v < 1) return { error: "broken" };
  if (v > version) return { error: "newer" };
  return read(upgrade(parsed, v), site);
}

/** Whether a file of so many bytes need not be read at all. */
export function isTooLarge(bytes: number): boolean {
  return bytes > largest;
}

// upgrades[v-1] turns an envelope of version v into one of version v + 1. It is empty
// until there is a version 2; the files under testdata keep it honest.
const upgrades: readonly ((envelope: Record<string, unknown>) => Record<string, unknown>)[] = [];

function upgrade(envelope: Record<string, unknown>, from: number): Record<string, unknown> {
  return upgrades.slice(from - 1).reduce((e, step) => step(e), envelope);
}

function read(envelope: Record<string, unknown>, site: string): Opened {
  const { site: from, saved, forloeb } = envelope;
  if (typeof from !== "string" || !Array.isArray(forloeb)) return { error: "broken" };
  if (from !== site) return { error: "other-site" };
  const found: Forloeb[] = [];
  let refused = 0;
  for (const one of forloeb as unknown[]) {
    if (!isRecord(one) || !isRecord(one["cells"])) return { error: "broken" };
    const cells: Cells = new Map();
    for (const [key, cell] of Object.entries(one["cells"])) {
      // A version of an answer stands in the file as it does in the browser: path~mark.
      if (isPath(key.replace(/~[a-z0-9]+$/, "")) && isCell(cell)) cells.set(key, cell as Cell);
      else refused++;
    }
    const { id, name } = one;
    const unread = readTexts(one["unread"]);
    if (cells.size + unread.size > 0) found.push({ id: text(id), name: text(name), cells, unread });
  }
  if (found.length === 0) return { error: refused > 0 ? "broken" : "no-answers" };
  return { file: { site: from, saved: text(saved), forloeb: found, editions: readEditions(envelope["editions"]), refused } };
}

// Texts that a browser could not read stay texts: they are carried along, and nothing more.
function readTexts(unread: unknown): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, one] of Object.entries(isRecord(unread) ? unread : {})) {
    if (typeof one === "string" && /^[^~]{1,400}(~[a-z0-9]+)?$/.test(key)) texts.set(key, one);
  }
  return texts;
}

// What is no edition of a sheet says nothing, and is no reason to refuse the answers.
function readEditions(editions: unknown): Map<string, number> {
  const found = new Map<string, number>();
  for (const [sheet, edition] of Object.entries(isRecord(editions) ? editions : {})) {
    if (isPath(`${sheet}.x`) && typeof edition === "number" && Number.isInteger(edition) && edition >= 1) found.set(sheet, edition);
  }
  return found;
}

function text(x: unknown): string {
  return typeof x === "string" ? x : "";
}

/** What a file has of a forløb: its answers, what they were made of, and what could not be read, as far as they are kept. */
export function partOf(forloeb: Forloeb, keeps: (path: string) => boolean): Forloeb {
  const isKept = (key: string) => isCarried(key) && (key === madeOf || keeps(key));
  const only = <V>(map: ReadonlyMap<string, V>) => new Map([...map].filter(([key]) => isKept(key)));
  return { ...forloeb, cells: only(forloeb.cells), unread: only(forloeb.unread) };
}

/** Where a forløb says what its answers were made of: the moment, the sheet, and who had answered. [L51] */
export const madeOf = "forløb.kilder";

/** Whether a cell goes along when a forløb is copied or taken as a file: what is about this browser's forløb and files does not. [L24] [L29] */
export function isCarried(key: string): boolean {
  return key === madeOf || !/^forløb\.|\._fil(~|$)/.test(key);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(x: unknown): x is Record<string, unknown> {
  return typeof x === "object" && x !== null && !Array.isArray(x);
}

function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
