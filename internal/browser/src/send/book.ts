// The rows of a sending as a workbook, for a colleague who has no site open.

import type { Value } from "../answers/cell";
import { words } from "../answers/value";
import { isChosen, type Column } from "../exchange/column";
import { markBegin, type Book, type Column as BookColumn } from "../office/workbook";
import { hiddenName, linesOf, nameOf, type Sending } from "./sending";

/** A column as it is shown; what cannot be filled in has its words alone. */
export interface Outgoing {
  readonly id: string;
  readonly label: string;
  /** The question, where it is one; null for what is only to be read. */
  readonly asks: Column | null;
  /** The words one may choose between. */
  readonly offers: readonly string[];
}

/** The text of an answer in the workbook, such that reading it gives the answer again. */
export function textOf(column: Column, value: Value | undefined): string {
  if (value === undefined || value === null) return "";
  const label = (id: string): string => column.options.find((option) => option.id === id)?.label || id;
  if (column.kind === "date" && typeof value === "string") return value;
  // Labels have commas in them.
  return Array.isArray(value) ? value.map(label).join("; ") : words(column.kind, value, label);
}

export interface Sent {
  readonly sending: Sending<string>;
  /** The name of the page. */
  readonly name: string;
  readonly columns: readonly Outgoing[];
  /** By the row's address, and in the order of columns: an answer, or what is only to be read. */
  readonly rows: readonly { readonly address: string; readonly cells: readonly (Value | undefined)[] }[];
  readonly about: Book["about"];
}

export function bookOf({ sending, name, columns, rows, about }: Sent): Book {
  return {
    title: sending.title,
    about,
    hidden: { name: hiddenName, rows: linesOf(sending) },
    pages: [
      {
        name,
        mark: `${markBegin}${sending.site}/${sending.sheet}.${sending.table}`,
        columns: columns.map(bookColumn),
        names: columns.map(({ id, asks }, i) => (asks ? nameOf(id) : `${nameOf("")}_${i + 1}`)),
        rows: rows.map(({ address, cells }) => ({
          id: address,
          cells: columns.map(({ asks }, i) => {
            const value = cells[i];
            if (typeof value === "number") return value;
            return asks ? textOf(asks, value) : typeof value === "string" ? value : null;
          }),
        })),
      },
    ],
  };
}

function bookColumn({ label, asks, offers }: Outgoing): BookColumn {
  const kind = asks?.kind === "longtext" || asks?.kind === "number" || asks?.kind === "date" ? asks.kind : asks?.kind === "choices" ? "longtext" : "text";
  // A cell of several answers would be one with the list of a spreadsheet.
  const isOne = asks !== null && isChosen(asks.kind) && asks.kind !== "choices";
  return { label, kind, asked: asks !== null, ...(isOne && offers.length > 0 ? { options: offers } : {}) };
}

/** What the page "Om dette ark" says. */
export function aboutOf(sending: Pick<Sending<string>, "to" | "title" | "forloeb">, when: string, columns: readonly Outgoing[], by: string, adds: boolean): Book["about"] {
  const several = columns.flatMap(({ label, asks, offers }) => (asks?.kind === "choices" && offers.length > 0 ? [`»${label}«: skriv et eller flere af svarene med semikolon imellem: ${offers.join("; ")}.`] : []));
  return [
    `Rækkerne er fra arket »${sending.title}« i »${sending.forloeb.name}«. ${sending.to === "" ? "" : `De er til ${sending.to}. `}Hentet ${when}.`,
    { heading: "Sådan udfylder I" },
    "De hvide kolonner er til at udfylde, de grå er til at læse. Hvor der er faste svar, kan I vælge dem i cellen.",
    ...several,
    "Sortér og filtrér, som I vil. Er der noget, I ikke kan svare på, så lad det stå tomt.",
    ...(adds ? ["Mangler der noget, så skriv det i en ny række nederst."] : []),
    "Hører en række ikke til hos jer, så lad den stå, og sig det til os. Der skal ikke slettes noget.",
    "Den skjulte første kolonne viser vej hjem for hver række. Lad den stå.",
    { heading: "Sådan sender I retur" },
    `Gem filen som Excel-fil (.xlsx) uden adgangskode, og send den som svar på den mail, I fik.${by === "" ? "" : ` Gerne senest ${by}.`}`,
    "Hos os bliver intet ændret, før vi har set, hvad I har skrevet.",
  ];
}
