// Between what people type and what is kept, and back to words.
//
// Nothing typed is ever dropped: what cannot be read as a number or a month is kept as the
// text it is. [S…] are rules of internal/worksheet/SPEC.md.

import { sameValue, type Value } from "./cell";

export type Kind = "text" | "longtext" | "number" | "date" | "month" | "time" | "choice" | "choices" | "scale";

const months = "januar februar marts april maj juni juli august september oktober november december".split(" ");

// 3,5 · 3.5 · 1.250 · 1.250,75 · −4. Leading zeros belong to codes, not to numbers.
const grouped = /^[-−]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/;
const plain = /^[-−]?(?:0|[1-9]\d*)(?:[.,]\d+)?$/;

/** A number typed the Danish way; text that is no number, or too long to keep exactly, stays text. */
export function readNumber(typed: string): Value {
  const text = typed.trim();
  if (text === "") return null;
  if (text.replace(/\D/g, "").length > 15) return typed;
  const digits = text.replace("−", "-");
  if (grouped.test(text)) return Number(digits.replace(/\./g, "").replace(",", "."));
  return plain.test(text) ? Number(digits.replace(",", ".")) : typed;
}

/** A month, which some browsers let people type freely: 2026-11, 11/2026, 11.2026. */
export function readMonth(typed: string): Value {
  const text = typed.trim();
  if (text === "") return null;
  const m = /^(?:(\d{4})-(\d{1,2})|(\d{1,2})\s*[-/.]\s*(\d{4}))$/.exec(text);
  const month = Number(m?.[2] ?? m?.[3] ?? 0);
  if (!m || month < 1 || month > 12) return typed;
  return `${m[1] ?? m[4]}-${String(month).padStart(2, "0")}`;
}

/** Whether the value has the form of its kind, and so answers the question; options by id. [S10]–[S16] */
export function fits(kind: Kind, value: Value, options: readonly string[]): boolean {
  switch (kind) {
    case "number":
      return typeof value === "number";
    case "choices":
      return Array.isArray(value) && value.length > 0 && sameValue(value, inOrder(options, value as readonly string[]));
    default:
      break;
  }
  if (typeof value !== "string") return false;
  switch (kind) {
    case "date":
      return isDay(value);
    case "month":
      return /^\d{4}-\d\d$/.test(value) && isDay(`${value}-01`);
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
    case "choice":
    case "scale":
      return options.includes(value);
    default:
      return value !== "";
  }
}

/** The chosen ids in the order of the options, each once. */
export function inOrder(options: readonly string[], chosen: readonly string[]): string[] {
  return options.filter((id) => chosen.includes(id));
}

// The calendar alone is asked; the day has no hour, so no zone can move it.
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The value as it stands in a text control. */
export function typedText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  return typeof value === "string" ? value : value.join(", ");
}

/** The value in words, for paper and for choosing between versions. Options are known by label. */
export function words(kind: Kind, value: Value, label: (option: string) => string): string {
  if (typeof value === "string") {
    switch (kind) {
      case "date":
        return value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, (_, y: string, m: string, d: string) => `${Number(d)}. ${month(m)} ${y}`);
      case "month":
        return value.replace(/^(\d{4})-(\d\d)$/, (_, y: string, m: string) => `${month(m)} ${y}`);
      case "time":
        return value.replace(/^(\d\d):(\d\d)$/, "$1.$2");
      case "choice":
      case "scale":
      case "choices":
        return label(value);
      default:
        return value;
    }
  }
  return Array.isArray(value) ? value.map(label).join(", ") : typedText(value);
}

function month(number: string): string {
  return months[Number(number) - 1] ?? number;
}

/** A moment in words: "21. november 2026 kl. 14.32", as the reader's own clock says it. */
export function momentWords(at: Date): string {
  return `${dayWords(at)} kl. ${clockWords(at)}`;
}

/** The day of a moment in words. */
export function dayWords(at: Date): string {
  return `${at.getDate()}. ${months[at.getMonth()]} ${at.getFullYear()}`;
}

export function clockWords(at: Date): string {
  return `${at.getHours()}.${String(at.getMinutes()).padStart(2, "0")}`;
}
