// What is to be printed of a sheet, where there is something to choose: as it stands, filled or
// blank, or in one of the other ways that its author named.

import { make } from "./build";
import { ask } from "./dialog";
import type { PaperHost } from "./paper";
import { loadPart } from "./part";

/** Asks, and writes what is printed in another way into `words`; null when nothing is to be printed. */
export async function choosePaper(host: PaperHost, words: HTMLElement): Promise<"filled" | "blank" | "other" | null> {
  const answered = host.isAnswered();
  const others = JSON.parse(host.form.dataset["papers"] ?? "[]") as string[];
  const body = [make("p", {}, "Et udfyldt ark har jeres svar i ord. Et tomt har linjer og felter til at skrive i.")];
  const choice = await ask<string>("Udskriv", body, [
    ...(answered ? [{ label: "Udskriv udfyldt", value: "filled", main: true }] : []),
    { label: "Udskriv tomt", value: "blank", main: !answered },
    ...others.map((label, place) => ({ label, value: String(place) })),
  ]);
  if (choice === null || choice === "filled" || choice === "blank") return choice;
  const [data, write] = await Promise.all([loadPart("catalogue"), loadPart("prints")]);
  if (!data || !write) return null;
  const { store, addresses, name } = host;
  words.replaceChildren(...write({ data, sheet: addresses.sheet, copy: addresses.copy, answers: store.answers, name, at: host.now(), place: Number(choice) }));
  return "other";
}
