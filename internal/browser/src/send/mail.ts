// The mail that goes along with a file. The reader sends it himself, and may change every word.

import { words } from "../answers/value";

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

export interface MailFacts {
  readonly title: string;
  /** Whose rows they are; "" for everybody's. */
  readonly to: string;
  readonly rows: number;
  readonly file: string;
  /** A day yyyy-mm-dd, or "". */
  readonly by: string;
  readonly from: string;
}

export function mailOf({ title, to, rows, file, by, from }: MailFacts): Mail {
  const many = rows === 1 ? "1 række" : `${rows} rækker`;
  const lines = [
    `Kære ${to === "" ? "kolleger" : `alle i ${to}`}`,
    "",
    `Vi er ved at udfylde »${title}«, og ${many} hører til hos jer. ${rows === 1 ? "Den" : "Dem"} har jeg lagt i den vedhæftede fil, ${file}.`,
    "",
    "Sådan gør I:",
    "1. Åbn filen i Excel eller LibreOffice.",
    "2. Udfyld de hvide kolonner. Hvor der er faste svar, kan I vælge dem i cellen.",
    "3. Sortér og filtrér, som I vil. Lad den skjulte første kolonne være, og slet ingen rækker.",
    `4. Gem filen, og send den som svar på denne mail${by === "" ? "" : ` senest ${dayWords(by)}`}.`,
    "",
    "Det gør ikke noget, hvis I ikke kan svare på det hele. Er I i tvivl, så ring, og så tager vi det sammen.",
    "",
    "Tak for hjælpen",
    ...(from === "" ? [] : [from]),
  ];
  return { subject: `${title}: ${rows === 1 ? "en række" : many} til ${to === "" ? "jer" : to}`, text: lines.join("\n") };
}

export function dayWords(day: string): string {
  return words("date", day, (id) => id);
}

// What mail programs take on every system.
const longest = 1_900;

/** The address that opens the reader's own mail program; null when it would be too long. */
export function mailAddress({ subject, text }: Mail): string | null {
  const address = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replace(/\n/g, "\r\n"))}`;
  return address.length <= longest ? address : null;
}
