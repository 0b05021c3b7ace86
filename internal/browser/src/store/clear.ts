// Whether somebody clears the computer: everything of the site goes, in both stores and in
// this tab, and whatever other pages of it are open (finish.ts does it). The mark tells them;
// it is written first and stays, for a page may sleep for days. [L30]
//
//	redskab1/<site>/~ryddet   "i gang MARK" until all is gone, then "ryddet MARK"

import type { Clock } from "./clock";
import type { Database } from "./database";
import type { Drawer } from "./drawer";
import type { Keys } from "./keys";

const clearedMark = "~ryddet";

export class Clearing {
  readonly key: string;
  /** The mark that stood when this page was opened, or that it set itself. */
  known: string | null;

  constructor(
    readonly drawer: Drawer,
    readonly tab: Drawer,
    readonly database: Database,
    readonly keys: Keys,
    readonly clock: Clock,
    readonly random: () => string,
  ) {
    this.key = `${keys.prefix}${clearedMark}`;
    this.known = this.mark;
  }

  /** Whether somebody began to clear the computer, and did not get to the end. */
  get isUnfinished(): boolean {
    return this.#text.startsWith("i gang ");
  }

  /** Whether the computer was cleared after this page was opened: it must let go of all it knows. */
  get isNews(): boolean {
    return this.mark !== null && this.mark !== this.known;
  }

  get mark(): string | null {
    return this.#text.split(" ").pop() || null;
  }

  get #text(): string {
    const read = this.drawer.read(this.key);
    return (read.ok && read.text) || "";
  }
}
