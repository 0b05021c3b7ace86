// A part: makes a forløb of the answers that come with the site, as opening a file does. One
// that was opened before, and is still here, is not made again. [L59]

import { decodeFile } from "../answers/file";
import type { Clock } from "../store/clock";
import { browserClock } from "../store/clock";
import { finish } from "../store/finish";
import { AllForloeb, freeName } from "../store/forloeb";
import { exampleOfForloeb } from "../store/standing";
import { browserStores, type Stores } from "../store/stores";

export type Opening =
  | { readonly state: "made" | "here"; readonly id: string; readonly name: string }
  | { readonly state: "refused" | "wrong" };

export async function openExample(text: string, site: string, example: string, clock: Clock = browserClock): Promise<Opening> {
  const stores = browserStores(site, clock);
  await finish(stores);
  return openIn(stores, text, site, example);
}

export async function openIn(stores: Pick<Stores, "mirror" | "keys" | "random">, text: string, site: string, example: string): Promise<Opening> {
  const opened = decodeFile(text, site);
  const one = "error" in opened ? undefined : opened.file.forloeb[0];
  if (!one) return { state: "wrong" };
  const all = new AllForloeb(stores.mirror, stores.keys, stores.random);
  const here = all.read()?.filter(({ standing }) => standing === "here");
  if (!here) return { state: "refused" };
  const before = here.find(({ cells }) => cells.get(exampleOfForloeb)?.[0] === example);
  const name = before?.name ?? freeName(one.name, here.map((other) => other.name));
  const id = before?.id ?? all.fill(name, one, new Map([[exampleOfForloeb, example]]));
  if (id === null || !all.use(id)) return { state: "refused" };
  // The page is left at once: what has not reached the second store by then is sent by the next.
  await stores.mirror.settle();
  return { state: before ? "here" : "made", id, name };
}
