// Whose computer it is: temporary answers, and clearing everything. [L30] [L31]

import { make, makeButton } from "../sheet/build";
import { ask } from "../sheet/dialog";
import { browserDatabase } from "../store/database";
import { browserDrawer, randomMark, tabDrawer } from "../store/drawer";
import { Clearing } from "../store/clear";
import { Keys } from "../store/keys";
import { beginTemporary, clearComputer, endTemporary } from "../store/finish";
import type { Cases } from "./cases";

export function computerSection(page: Cases): HTMLElement {
  const isTemporary = page.stores.isTemporary;
  const words = isTemporary
    ? "I bruger arkene midlertidigt. Svarene er kun i denne fane og forsvinder, når den lukkes. De forløb, der ellers er gemt i browseren, vises ikke her. Hent en fil, hvis svarene skal bruges igen. Genåbner I fanen lige efter, at den er lukket, kan nogle browsere hente den frem igen; afslut her, så er svarene væk."
    : "Bruger I en computer, som andre også bruger, så arbejd midlertidigt: svarene er kun i denne fane og forsvinder, når den lukkes. Eller ryd computeren, når I er færdige.";
  const change = isTemporary ? makeButton("Afslut, og slet svarene i fanen", () => void end(page)) : makeButton("Brug arkene midlertidigt", () => void begin(page));
  return make(
    "section",
    { class: "cases-computer", "aria-labelledby": "cases-computer" },
    make("h2", { id: "cases-computer" }, "Delt computer"),
    make("p", {}, words),
    make("div", { class: "case-acts" }, change, makeButton("Ryd denne computer", () => void clear(page))),
  );
}

async function begin(page: Cases): Promise<void> {
  if (await beginTemporary(page.stores, null)) return location.reload();
  page.did(false);
}

async function end(page: Cases): Promise<void> {
  if (page.here.length > 0) {
    const answer = await ask("Slet svarene i fanen?", [make("p", {}, "Svarene i denne fane forsvinder nu, og det kan ikke fortrydes. Hent en fil først, hvis de skal bruges igen.")], [
      { label: "Slet svarene", value: "end", main: true },
      { label: "Lad være", value: "leave" },
    ]);
    if (answer !== "end") return;
  }
  endTemporary(page.stores);
  location.reload();
}

// It is asked twice: once about what goes, with a way to keep it, and once whether to do it.
async function clear(page: Cases): Promise<void> {
  const count = page.here.length;
  const what = count === 0 ? "Der er ingen forløb i browseren, men den kan gemme andet fra dette websted, for eksempel jeres valg af farver." : `${count === 1 ? "1 forløb" : `${count} forløb`} forsvinder fra denne browser, sammen med papirkurven og alt andet, som dette websted har gemt her.`;
  const first = await ask("Ryd denne computer?", [make("p", {}, what), make("p", {}, "Har I ark åbne i andre faner eller vinduer, bliver de også tømt. Filer, I har hentet, bliver liggende, hvor I har lagt dem.")], [
    ...(count === 0 ? [] : [{ label: "Hent alt i én fil først", value: "file" as const }]),
    { label: "Gå videre", value: "on" as const, main: true },
    { label: "Lad være", value: "leave" as const },
  ]);
  if (first === "file") page.takeEverything();
  if (first !== "file" && first !== "on") return;
  const second = await ask("Er I sikre?", [make("p", {}, "Det kan ikke fortrydes.")], [
    { label: "Ja, ryd alt", value: "clear", main: true },
    { label: "Lad være", value: "leave" },
  ]);
  if (second !== "clear") return;
  page.say("Rydder …");
  page.stores.mirror.abandon();
  const done = (await clearComputer(page.stores.clearing)) && (await clearPractice(page));
  page.render();
  page.say(
    done
      ? "Computeren er ryddet. Browseren har ikke flere svar fra dette websted. Kun et mærke uden indhold står tilbage; det får ark i andre vinduer til at slippe, hvad de viser."
      : "Noget kunne ikke ryddes. Luk andre faner med arkene, og prøv igen, eller slet webstedets data i browserens indstillinger.",
  );
}

// Sheets for practice have drawers of their own. [S35]
async function clearPractice(page: Cases): Promise<boolean> {
  const keys = new Keys(`${page.site}.practice`);
  const stores = [browserDrawer(), tabDrawer(), browserDatabase(`${page.site}.practice`)] as const;
  const isEmpty = [stores[0], stores[1]].every((drawer) => (drawer.keys(keys.prefix) ?? []).length === 0) && (await stores[2].read().catch(() => null))?.size === 0;
  return isEmpty || clearComputer(new Clearing(...stores, keys, page.clock, randomMark));
}
