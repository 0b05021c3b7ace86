// The answer that people write together, when they have seen where they differ: a forløb of
// its own, which names what it was made of. [L50] [L51]

import { madeOf } from "../answers/file";
import { dayWords } from "../answers/value";
import { make } from "../sheet/build";
import { ask, tell } from "../sheet/dialog";
import type { Clock } from "../store/clock";
import { freeName, type AllForloeb } from "../store/forloeb";
import { chosenAmong, forloebAmong } from "../store/standing";
import { Trash } from "../store/trash";
import { agreementOf } from "./agree";
import type { Form } from "./form";
import type { Response } from "./response";

export interface Together {
  readonly form: Form;
  readonly responses: readonly Response[];
  /** What the responses are called, null when names are hidden. */
  readonly names: readonly (string | null)[];
  readonly forloeb: AllForloeb;
  readonly clock: Clock;
  /** A whole address of the sheet, with the copy if it repeats. */
  sheetAt(copy: string): string;
}

export interface Made {
  readonly words: string;
  readonly url: string;
  /** Takes it away again; what was shown before is shown again. Says whether it could. */
  undo(): boolean;
}

/** Asks how to begin, and makes the forløb; null when the reader turned away or the browser did. */
export async function writeTogether(page: Together): Promise<Made | null> {
  const { form, responses, forloeb, clock } = page;
  if (form.perRow) {
    // A copy without its row would be seen by nobody.
    await tell("Det kan ikke lade sig gøre her", "Arket udfyldes én gang for hver række i et andet ark. Skriv det fælles svar i et af de forløb, hvor rækken står.");
    return null;
  }
  const copy = form.repeats === "" ? "" : forloeb.random();
  const { alike, of } = agreementOf(form, responses, copy);
  const taken = (forloeb.read() ?? []).filter((one) => one.standing === "here").map((one) => one.name);
  const name = make("input", { type: "text", id: "together-name", autocomplete: "off", maxlength: "120" });
  name.value = freeName(`Fælles svar: ${form.title}`, taken);
  const begin = (value: string, words: string, checked: boolean) => {
    const input = make("input", { type: "radio", name: "together-begin", value });
    input.checked = checked;
    return make("label", { class: "option" }, input, " ", make("span", {}, words));
  };
  const alikeWords = alike === 0 ? "Intet svar er ens hos alle, så arket begynder tomt" : `Begynd med ${alike === 1 ? "det ene svar" : `de ${alike} svar`}, som alle har givet ens. Resten (${of - alike}) skriver I`;
  const begins = [begin("alike", alikeWords, true), ...(alike > 0 ? [begin("empty", "Begynd tomt", false)] : [])];
  const sources = sourceNames(page);
  const answer = await ask(
    "Skriv jeres fælles svar",
    [
      make("p", {}, "Arket får et nyt forløb, hvor I skriver det, I bliver enige om. Besvarelserne bliver, som de er, og arkets råd regnes ud fra det fælles svar."),
      make("label", { for: name.id }, "Hvad skal forløbet hedde?"),
      name,
      make("fieldset", {}, make("legend", {}, "Hvordan begynder I?"), ...begins),
      make("p", {}, `Forløbet husker, hvad det er lavet af: ${sources.join(", ")}.`),
    ],
    [
      { label: "Lav det fælles svar", value: "make", main: true },
      { label: "Lad være", value: "leave" },
    ],
  );
  if (answer !== "make") return null;
  const withAnswers = begins[0]?.querySelector("input")?.checked ?? true;
  const { cells } = agreementOf(form, responses, copy, withAnswers);
  cells.set(madeOf, [[clock.now().toISOString(), form.id, ...sources], 1]);
  if (copy !== "") cells.set(`${form.id}#${copy}._name`, ["Fælles svar", 1]).set(`${form.id}#${copy}._pos`, [1, 1]);
  const { drawer, keys } = forloeb;
  const before = chosenAmong(forloebAmong(drawer.keys(keys.prefix) ?? [], drawer, keys));
  const called = freeName(name.value, taken);
  const id = forloeb.fill(called, { cells, unread: new Map() });
  if (id === null || !forloeb.use(id)) {
    await tell("Det kan ikke lade sig gøre nu", "Browseren tog ikke imod det nye forløb. Den er måske fuld, eller den gemmer ikke noget. Intet er ændret.");
    return null;
  }
  const stands = withAnswers && alike > 0 ? ` ${alike === 1 ? "1 svar" : `${alike} svar`} står der allerede.` : "";
  return {
    words: `»${called}« er lavet, og arkene viser det nu.${stands}`,
    url: page.sheetAt(copy),
    undo: () => new Trash(forloeb, clock).delete(id) && (before === null || forloeb.use(before)),
  };
}

// Who had answered, and the day of each file.
function sourceNames({ responses, names }: Together): string[] {
  return responses.map(({ source }, i) => {
    const name = names[i] ?? `Besvarelse ${i + 1}`;
    return source.at ? `${name} (${dayWords(source.at)})` : name;
  });
}
