// Handing the reader a file.

import { make } from "./build";

export function download(name: string, data: string | Uint8Array<ArrayBuffer>, type: string): void {
  const url = URL.createObjectURL(new Blob([data], { type }));
  const link = make("a", { href: url, download: name, hidden: "" });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser may still be asking where to put it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Names a file by what is in it, whose it is, and the day; empty parts are left out. */
export function fileName(parts: readonly string[], at: Date, ending: string): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const names = parts.map((part) => part.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60));
  return `${[...names, at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].filter((part) => part !== "").join("-")}.${ending}`;
}

export const answersEnding = "redskab.json";
export const answersType = "application/json";
