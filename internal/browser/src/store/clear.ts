// Clearing the computer: everything of the site goes, in both stores and in this tab, and
// whatever other pages of it are open. The mark tells them; it is written first and stays,
// for a page may sleep for days. [L30]
//
//	redskab1/<site>/~ryddet   "i gang MARK" until all is gone, then "ryddet MARK"

import type { Clock } from "./clock";
import type { Database } from "./database";
import type { Drawer } from "./drawer";
import type { Keys } from "./keys";

const clearedMark = "~ryddet";

// An answer that another page was saving is there by then.
const echo = 300;
const rounds = 5;

export class Clearing {
  /** The mark that stood when this page was opened. */
  private known: string | null;

  constructor(
    private readonly drawer: Drawer,
    private readonly tab: Drawer,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly random: () => string,
  ) {
    this.known = this.mark;
  }

  /** Whether somebody began to clear the computer, and did not get to the end. */
  get isUnfinished(): boolean {
    return this.text.startsWith("i gang ");
  }

  /** Whether the computer was cleared after this page was opened: it must let go of all it knows. */
  get isNews(): boolean {
    return this.mark !== null && this.mark !== this.known;
  }

  /** Clears, or finishes it. False when something is still there. */
  async run(): Promise<boolean> {
    const mark = this.isUnfinished ? (this.mark as string) : this.random();
    this.known = mark;
    const write = (text: string) => this.drawer.write(this.key, `${text} ${mark}`);
    let marked = write("i gang");
    for (let round = 1; round <= rounds; round++) {
      const second = await this.database.remove().then(
        () => true,
        () => false,
      );
      for (const drawer of [this.drawer, this.tab]) for (const key of this.left(drawer)) drawer.remove(key);
      marked ||= write("i gang"); // there is room for it now
      await new Promise<void>((resolve) => this.clock.after(echo, resolve));
      const there = await this.database.read().catch(() => new Map());
      if (second && there.size === 0 && this.left(this.drawer).length + this.left(this.tab).length === 0) return write("ryddet"), true;
    }
    return false;
  }

  private left(drawer: Drawer): string[] {
    return (drawer.keys(this.keys.prefix) ?? []).filter((key) => key !== this.key);
  }

  private get key(): string {
    return `${this.keys.prefix}${clearedMark}`;
  }

  private get mark(): string | null {
    return this.text.split(" ").pop() || null;
  }

  private get text(): string {
    const read = this.drawer.read(this.key);
    return (read.ok && read.text) || "";
  }
}
