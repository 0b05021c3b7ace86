// A part of the sheet's script: once a file of notes about a colleague has been taken, they
// can be erased here at once, so that they stand in the file alone. [L53]

import { eraseAnswers, isInFile } from "../store/erase";
import { make } from "./build";
import { ask, tell } from "./dialog";
import type { FilesHost } from "./opening";

export async function handOver(host: FilesHost): Promise<void> {
  const { store, undo, kept, addresses } = host;
  const name = store.get(`${addresses.prefix}_name`);
  const which = typeof name === "string" && name !== "" ? ` af »${name}«` : "";
  const words = [
    `Kopien${which} er hentet. Svarene handler om en kollega, og filen hører til hos den, I giver den til. Se efter, at den ligger, hvor den skal.`,
    "Vil I, kan I slette svarene her med det samme, så de kun står i filen. Det kan ikke fortrydes. Andre ark og andre forløb bliver ikke rørt.",
  ];
  const answer = await ask("Skal svarene slettes her?", words.map((one) => make("p", {}, one)), [
    { label: "Behold dem her", value: "keep" },
    { label: "Slet dem her nu", value: "erase", main: true },
  ]);
  if (answer !== "erase") return;
  // Another page may have answered while the question stood.
  if (!isInFile(store, host.sheet)) return tell("Svarene er ikke slettet", "Der er svaret på arket, siden kopien blev hentet. Hent en kopi igen, så det nye er med i den.");
  const paths = eraseAnswers(store, undo, kept.mirror, addresses.prefix);
  host.changed(new Set(paths));
  const saved = await store.save();
  host.afterMany(saved === "saved" ? "Svarene er slettet her. De står kun i filen." : "Browseren tog ikke imod det. Svarene er her måske endnu. Prøv igen.");
}
