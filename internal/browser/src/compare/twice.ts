// Responses that may be one person's: the reader says. [L47]

import { momentWords } from "../answers/value";
import { make } from "../sheet/build";
import { ask } from "../sheet/dialog";
import type { Response } from "./response";

/** What is to be done with responses that are one person's. */
export interface Decision {
  /** Keys of those that are left out. */
  readonly out: ReadonlySet<string>;
  /** Keys of those of a first round; none where there are no rounds. */
  readonly before: ReadonlySet<string>;
}

export async function askTwice(groups: readonly (readonly Response[])[]): Promise<Decision | null> {
  const place = ({ source }: Response) => `${source.file === "" ? "denne browser" : source.file}${source.at ? `, ${momentWords(source.at)}` : ""}`;
  const lines = groups.map((group) => make("li", {}, `»${group[0]?.source.name ?? ""}« er med ${group.length} gange: ${group.map(place).join("; ")}.`));
  const older = groups.flatMap((group) => group.slice(1).map(({ key }) => key));
  const words = "Det er det samme forløb, eller alle svarene er ens. Er det en fil, der er hentet to gange, så tag kun den nyeste med. Er det den samme gruppe før og efter, så sæt dem i to runder.";
  const answer = await ask("Er det den samme to gange?", [make("p", {}, words), make("ul", {}, ...lines)], [
    { label: "Tag kun den nyeste med", value: "newest", main: true },
    { label: "Sæt dem i to runder", value: "rounds" },
    { label: "Tag alle med", value: "all" },
  ]);
  if (answer === "newest") return { out: new Set(older), before: new Set() };
  return answer === "rounds" ? { out: new Set(), before: new Set(older) } : null;
}
