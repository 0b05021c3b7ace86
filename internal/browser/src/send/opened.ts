// A file that the reader picked, as what came back in it, or a sentence that says why not.

import { decodeFile, fileErrorWords, isTooLarge } from "../answers/file";
import { bookErrorWords } from "../office/workbook";
import { loadPart } from "../sheet/part";
import { ofAnswers, ofBook, returnErrorWords, type Home, type Returned } from "./returned";

export type Opened = { readonly file: string; readonly returned: readonly Returned[] } | { readonly file: string; readonly problem: string };

const words = {
  large: "Filen er større end 20 MB. Så store filer kan ikke læses her.",
  unread: "Filen kan ikke læses. Luk den i andre programmer, og prøv igen.",
  other: "Det er hverken en Excel-fil (.xlsx) eller en fil med svar (.redskab.json).",
};

export async function openReturned(file: File, home: Home): Promise<Opened | null> {
  const { name } = file;
  if (isTooLarge(file.size)) return { file: name, problem: words.large };
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { file: name, problem: words.unread };
  }
  if (isBook(bytes)) {
    const office = await loadPart("office");
    if (!office) return null;
    const book = await office.readBook(bytes);
    if (typeof book === "string") return { file: name, problem: bookErrorWords[book] };
    const returned = ofBook(name, book, home);
    return typeof returned === "string" ? { file: name, problem: returnErrorWords[returned] } : { file: name, returned: [returned] };
  }
  const opened = decodeFile(new TextDecoder().decode(bytes), home.site);
  if ("error" in opened) return { file: name, problem: opened.error === "not-json" || opened.error === "not-ours" ? words.other : opened.error === "other-site" ? returnErrorWords["other-site"] : fileErrorWords[opened.error] };
  const returned = ofAnswers(name, opened.file, home).filter(({ rows }) => rows.length > 0);
  return returned.length === 0 ? { file: name, problem: "Der er ingen rækker til denne tabel i filen." } : { file: name, returned };
}

// A zip, or what Office wrote before, and wraps what is encrypted in.
function isBook(bytes: Uint8Array): boolean {
  return [[0x50, 0x4b], [0xd0, 0xcf, 0x11, 0xe0]].some((start) => start.every((byte, i) => bytes[i] === byte));
}
