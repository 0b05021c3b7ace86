// The text of a file, in whichever way it was written down.

import { isBinary, maxBytes, type ReadError } from "./table";

/** "workbook" is no error: another part reads those. */
export function textOf(bytes: Uint8Array): { readonly text: string } | { readonly error: ReadError | "workbook" } {
  if (bytes.length > maxBytes) return { error: "too-large" };
  for (const [start, error] of kinds) if (start.every((byte, i) => bytes[i] === byte)) return { error };
  const text = decode(bytes);
  if (text.trim() === "") return { error: "nothing" };
  return isBinary(text) ? { error: "binary" } : { text };
}

const kinds: readonly (readonly [readonly number[], ReadError | "workbook"])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "workbook"], // a zip: xlsx, docx, ods
  [[0xd0, 0xcf, 0x11, 0xe0], "locked"], // what Office wrote before, and wraps what is encrypted in
  [[0x25, 0x50, 0x44, 0x46], "pdf"],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], "document"], // {\rtf
];

// What says what it is is believed; else it is UTF-8 when it can be, and what Excel on a
// Danish Windows writes when it cannot.
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes); // drops a BOM
  } catch {
    // Some decoders call Latin-1 so, which lacks the dashes and the euro.
    return new TextDecoder("windows-1252").decode(bytes).replace(/[\x80-\x9F]/g, (c) => windows[c.charCodeAt(0) - 0x80] ?? c);
  }
}

// What stands at 80 to 9F in Windows-1252; five places are free.
const windows = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ";
