// What a reader is asked before a sheet is cleared. The rows of a list are not the sheet's
// own: other sheets show them, so they stay, and he must hear it before he believes them gone.

import { make } from "./build";
import { ask, tell } from "./dialog";

const kept = "Rækker, som andre ark også bruger, bliver stående. Dem fjerner I en ad gangen.";

/** Whether to clear. own: the sheet has answers of its own; shared: it shows rows of a list. */
export async function wantsClear(own: boolean, shared: boolean): Promise<boolean> {
  if (!own) {
    await tell("Der er ikke noget at rydde", shared ? `Alle svar her står i rækker. ${kept}` : "Arket har ingen svar.");
    return false;
  }
  const words = ["Alle svar på dette ark ryddes; svar på andre ark bliver. I kan fortryde bagefter, så de ryddede svar ligger stadig i browseren.", ...(shared ? [kept] : [])];
  const choice = await ask("Ryd arket?", words.map((one) => make("p", {}, one)), [
    { label: "Ryd arket", value: "clear", main: true },
    { label: "Lad være", value: "leave" },
  ]);
  return choice === "clear";
}
