// The one promise of the folder, tried with whatever pages, stores and the one who kills
// them can do: what was called saved is there, or somebody who had seen it replaced it.

import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { decodeCell, sameValue, type Value } from "../answers/cell";
import { Computer, answered, blocked, deadShelf, paths, type Page } from "./computer";
import { promises, type Fate } from "./fake";
import { lost, type Given } from "./given";

type Damage = "none" | "first emptied" | "first older" | "first garbled" | "second deleted" | "second emptied" | "second garbled";
type Shelf = "own" | "blocked" | "forgetful";
type Trouble = keyof typeof shapes | "drops" | "cuts";
type Command =
  | { do: "edit" | "choose"; page: number; path: number }
  | { do: "save" | "news" | "ring" | "refresh"; page: number }
  | { do: "step" | "snapshot" }
  | { do: "open"; shelf?: Shelf; first?: Command }
  | { do: "kill"; page: number; after?: number }
  | { do: "trouble"; page: number; what: Trouble; after: number; times: number }
  | { do: "fate"; fate: Fate; after?: number; times?: number }
  | { do: "wipe"; store: "first" | "second"; isTold: boolean }
  | { do: "restart"; damage: Damage; unsettled?: boolean }
  | { do: "heal" };

// What a Storage that fails has been seen to throw.
const shapes = {
  throws: () => new TypeError("storage is null"),
  quota: () => Object.assign(new Error("quota"), { name: "QuotaExceededError" }),
  "quota in Firefox": () => Object.assign(new Error("quota"), { name: "NS_ERROR_DOM_QUOTA_REACHED", code: 1014 }),
  "quota by number": () => Object.assign(new Error("quota"), { code: 22 }),
  denied: () => Object.assign(new Error("denied"), { name: "SecurityError" }),
};

const damage = fc.constantFrom<Damage>("none", "first emptied", "first older", "first garbled", "second deleted", "second emptied", "second garbled");
const page = fc.nat(3);
const kill = fc.record({ do: fc.constant("kill" as const), page, after: fc.nat(8) });
const trouble = fc.record({ do: fc.constant("trouble" as const), page, what: fc.constantFrom("throws" as const, "drops" as const, "cuts" as const), after: fc.nat(8), times: fc.integer({ min: 1, max: 8 }) });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom("edit" as const, "edit" as const, "choose" as const), page, path: fc.nat(1) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("save" as const, "save" as const, "news" as const, "ring" as const, "refresh" as const), page }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constantFrom("step" as const, "step" as const, "step" as const, "step" as const, "snapshot" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("open" as const), shelf: fc.constantFrom<Shelf>("own", "own", "own", "blocked", "forgetful") }) },
  fc.record({ do: fc.constant("open" as const), first: fc.oneof(kill, trouble) }),
  kill,
  trouble,
  { weight: 2, arbitrary: fc.record({ do: fc.constant("fate" as const), fate: fc.constantFrom<Fate>("ok", "ok", "throw", "fail", "hang") }) },
  fc.record({ do: fc.constant("wipe" as const), store: fc.constantFrom("first" as const, "second" as const), isTold: fc.boolean() }),
  fc.record({ do: fc.constant("restart" as const), damage, unsettled: fc.boolean() }),
);

interface Edit extends Given {
  readonly page: Page;
  /** Which stores were said to have it. */
  first: boolean;
  second: boolean;
  /** The stores whose copy the browser has since destroyed. */
  readonly gone: Set<"first" | "second">;
}

class Trial {
  private readonly computer: Computer;
  private readonly edits: Edit[] = [];
  private readonly shelves = new Map<Page, Shelf>();
  private older = new Map<string, string>();

  constructor(private readonly copies: boolean) {
    this.computer = new Computer(copies);
  }

  /** What was lost by all this, though it was called saved. */
  async run(commands: readonly Command[], last: Damage): Promise<string[]> {
    await answered(this.computer, "først");
    for (const one of commands) {
      if (this.computer.pages.length === 0) this.open("own");
      for (const page of this.computer.pages) if (!page.mirror.met) this.exempt(page.tab.map);
      await this.act(one, this.computer.pages[("page" in one ? one.page : 0) % this.computer.pages.length] as Page);
      await promises();
    }
    return this.lost(await this.restart(last));
  }

  private act(one: Command, page: Page): unknown {
    const { computer } = this;
    switch (one.do) {
      case "edit":
        return this.edit(page, paths[one.path] as string);
      case "choose":
        return this.choose(page, paths[one.path] as string);
      case "save":
        return this.save(page);
      case "news":
        computer.shelves.step(page.tab);
        return computer.pages.forEach(({ tab }) => tab.deliver());
      case "ring":
        return page.timers.ring();
      case "refresh":
        return page.store.refresh();
      case "step":
        return computer.step();
      case "snapshot":
        return (this.older = new Map([...this.older, ...computer.texts].filter(([key]) => computer.texts.has(key))));
      case "open":
        return computer.pages.length < 4 && this.open(one.shelf ?? "own", one.first);
      case "kill":
        return this.kill(page, one.after ?? 0);
      case "trouble":
        return this.trouble(page, one);
      case "fate":
        return this.fate(one.fate, one.after ?? 0, one.times ?? Infinity);
      case "wipe":
        return this.wipe(one.store, one.isTold);
      case "restart":
        return this.restart(one.damage, one.unsettled);
      case "heal":
        return this.heal();
    }
  }

  private open(shelf: Shelf, first?: Command): void {
    const prepare = (page: Page) => void (first && this.act(first, page));
    const page = this.computer.open(shelf === "own" ? undefined : shelf === "blocked" ? blocked : deadShelf(), prepare);
    this.shelves.set(page, shelf);
    if (shelf !== "own") page.tab.hear = () => {};
  }

  private edit(page: Page, path: string): void {
    const value = `v${this.edits.length}.`;
    this.edits.push({ page, path, value, replaces: [page.store.get(path) ?? null], first: false, second: false, gone: new Set() });
    page.store.edit(path, value);
  }

  private choose(page: Page, path: string): void {
    const seen = page.sees(path);
    if (seen.length < 2) return;
    const value = seen[1] as string;
    this.edits.push({ page, path, value, replaces: seen, first: false, second: false, gone: new Set() });
    page.store.choose(path, value);
  }

  private save(page: Page): void {
    const mine = this.edits.filter((one) => one.page === page);
    void page.store.save().then((outcome) => {
      if (outcome !== "saved" || !page.alive) return;
      const shelf = page.mirror.alone ? "blocked" : (this.shelves.get(page) ?? "own");
      for (const one of mine) {
        // A copy may be gone with the page before it reaches the disk.
        one.first ||= shelf === "own" && !this.copies && !one.gone.has("first");
        one.second ||= !page.mirror.single && !one.gone.has("second");
      }
    });
  }

  // The page dies at once, or before one of the next calls of its first store.
  private kill(page: Page, after: number): void {
    if (after === 0) return this.computer.kill(page);
    page.beforeCall = () => void (after-- === 0 && this.computer.kill(page));
  }

  private fate(fate: Fate, after: number, times: number): void {
    this.computer.databases.fate = () => (after-- <= 0 && times-- > 0 ? fate : "ok");
  }

  private trouble({ tab }: Page, { what, after, times }: Command & { do: "trouble" }): void {
    const now = () => after-- <= 0 && times-- > 0;
    tab.before = () => {
      if (what !== "drops" && what !== "cuts" && now()) throw shapes[what]();
    };
    tab.damage = (text) => {
      if ((what !== "drops" && what !== "cuts") || !now()) return text;
      if (what === "drops") return null;
      // What stood there is gone as well.
      this.destroy("first");
      return text.slice(0, -1);
    };
  }

  // Somebody empties one of the stores under the pages; a database waits for its transactions.
  private async wipe(store: "first" | "second", isTold: boolean): Promise<void> {
    const { computer } = this;
    while (store === "second" && (await computer.step()));
    this.destroy(store);
    if (store === "second") return void computer.databases.disk.clear();
    computer.texts.clear();
    for (const page of computer.pages) {
      if (this.shelves.get(page) === "blocked" || this.shelves.get(page) === "forgetful") continue;
      page.tab.map.clear();
      if (!isTold) continue;
      page.mirror.open();
      page.store.hear(null, null);
    }
  }

  private destroy(store: "first" | "second"): void {
    for (const one of this.edits) {
      one[store] = false;
      one.gone.add(store);
    }
  }

  // The browser does as it should again, and all that was typed gets in.
  private async heal(): Promise<void> {
    const { computer } = this;
    computer.databases.fate = () => "ok";
    for (const page of computer.pages) {
      page.tab.before = () => {};
      page.tab.damage = (text) => text;
      page.timers.ring();
      await computer.settle();
      this.save(page);
      await computer.settle();
      assert.equal(page.store.dirty, false);
    }
  }

  private async restart(damage: Damage, unsettled = false): Promise<Page> {
    const { computer } = this;
    computer.databases.fate = () => "ok";
    computer.killAll();
    const { texts, second } = computer;
    if (damage === "first emptied") texts.clear();
    if (damage === "first garbled") texts.forEach((_, key) => texts.set(key, "{"));
    if (damage === "first older") {
      texts.clear();
      this.older.forEach((text, key) => texts.set(key, text));
    }
    if (damage === "second deleted") computer.databases.disk.clear();
    if (damage === "second emptied") second.clear();
    if (damage === "second garbled") second.forEach((_, key) => second.set(key, "{"));
    for (const one of this.edits) {
      if (damage.startsWith("first")) one.first = false;
      if (damage.startsWith("second")) one.second = false;
    }
    this.exempt(texts);
    if (unsettled) return computer.open();
    const page = await computer.visit();
    page.save();
    await computer.settle();
    for (const one of this.edits) {
      one.second ||= one.first;
      one.first = one.second && !this.copies;
    }
    this.older = new Map(texts); // what was on the disk before is there to stay
    return page;
  }

  // What remains, as the law says: an answer in the second store alone gives way to a higher
  // count that a page finds in the first before that one's transaction has met it. What was
  // written before the stores had met bears a note, and is told apart. [L61]
  private exempt(first: ReadonlyMap<string, string>): void {
    for (const [key, text] of this.computer.second) {
      const [mine, theirs] = [decodeCell(first.get(key) ?? ""), decodeCell(String(text))];
      if (!mine || !theirs || mine[1] <= theirs[1] || first.has(key.replace(/^(.*?\/.*?\/.*?\/)/, "$1~root/"))) continue;
      for (const one of this.edits) one.second &&= one.first || one.value !== theirs[0] || sameValue(mine[0], theirs[0]);
    }
  }

  /** What stands beside an answer, in either store. */
  versions(): string[] {
    return [...this.computer.texts, ...this.computer.second].filter(([key]) => key.includes("~")).map(([key, text]) => `${key} ${String(text)}`);
  }

  private async lost(later: Page): Promise<string[]> {
    const seen = new Map<string, Value[]>();
    for (const { id } of later.store.all()) {
      assert.ok(later.store.turnTo(id));
      for (const path of paths) seen.set(path, [...(seen.get(path) ?? []), ...later.sees(path)]);
      later.save();
      await this.computer.settle();
    }
    return lost(this.edits, (one) => one.first || one.second, (path) => seen.get(path) ?? []).map(({ value }) => String(value));
  }
}

// What the property below has found, each of them a hole that was mended.
const found: [name: string, last: Damage, copies: boolean, commands: Command[]][] = [
  [
    "[L8] [L9] an answer chosen anew, while another page had one under way that replaced it, is one of two",
    "none",
    false,
    [{ do: "open" }, { do: "edit", page: 1, path: 1 }, { do: "save", page: 1 }, { do: "edit", page: 1, path: 1 }, { do: "edit", page: 0, path: 1 }, { do: "save", page: 0 }, { do: "choose", page: 0, path: 1 }, { do: "ring", page: 0 }, { do: "edit", page: 0, path: 0 }, { do: "edit", page: 0, path: 0 }, { do: "save", page: 0 }, { do: "ring", page: 1 }, { do: "step" }],
  ],
  [
    "[L60] a version whose page was gone before its transaction reaches the second store from a page that knows it",
    "first emptied",
    false,
    [{ do: "open" }, { do: "edit", page: 0, path: 1 }, { do: "edit", page: 1, path: 1 }, { do: "save", page: 0 }, { do: "ring", page: 0 }, { do: "save", page: 1 }, { do: "kill", page: 1 }, { do: "step" }, { do: "step" }, { do: "edit", page: 0, path: 1 }, { do: "save", page: 0 }, { do: "step" }, { do: "edit", page: 0, path: 0 }, { do: "step" }, { do: "save", page: 0 }],
  ],
  [
    "[L19] what a page heard of after it wrote is not what it wrote over",
    "first garbled",
    true,
    [{ do: "edit", page: 0, path: 1 }, { do: "open" }, { do: "step" }, { do: "step" }, { do: "edit", page: 1, path: 1 }, { do: "step" }, { do: "step" }, { do: "save", page: 1 }, { do: "save", page: 0 }, { do: "news", page: 1 }, { do: "step" }, { do: "open" }, { do: "step" }, { do: "step" }, { do: "step" }],
  ],
  [
    "[L19] [L21] a page whose first store is full keeps in memory what the second has beside its answer",
    "none",
    false,
    [{ do: "edit", page: 0, path: 1 }, { do: "edit", page: 0, path: 1 }, { do: "save", page: 0 }, { do: "step" }, { do: "step" }, { do: "restart", damage: "first garbled", unsettled: true }, { do: "edit", page: 0, path: 1 }, { do: "save", page: 0 }, { do: "step" }, { do: "step" }, { do: "trouble", page: 0, what: "drops", after: 1, times: 3 }, { do: "edit", page: 0, path: 1 }, { do: "save", page: 0 }, { do: "edit", page: 0, path: 1 }, { do: "step" }, { do: "step" }, { do: "save", page: 0 }, { do: "step" }, { do: "open" }, { do: "edit", page: 0, path: 0 }],
  ],
];
for (const [name, last, copies, commands] of found) test(name, async () => assert.deepEqual(await new Trial(copies).run(commands, last), []));

test("[L19] [L20] [L21] [L23] whatever pages, stores and the one who kills them do, nothing that was called saved is lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 60, size: "max" }), damage, fc.boolean(), async (commands, last, copies) => {
      assert.deepEqual(await new Trial(copies).run(commands, last), []);
    }),
    { numRuns: 1000 },
  );
});

test("[L19] [L61] one page after the other, with a second store that fails or is slow, never makes a second version", async () => {
  const alone = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("edit" as const), page: fc.constant(0), path: fc.nat(1) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("save" as const, "ring" as const, "refresh" as const), page: fc.constant(0) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("step" as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("fate" as const), fate: fc.constantFrom<Fate>("ok", "ok", "throw", "fail", "hang") }) },
    fc.record({ do: fc.constant("kill" as const), page: fc.constant(0), after: fc.nat(8) }),
    fc.record({ do: fc.constant("restart" as const), damage: fc.constantFrom<Damage>("none", "second deleted", "second emptied"), unsettled: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(alone, { minLength: 5, maxLength: 60, size: "max" }), async (commands) => {
      const trial = new Trial(false);
      assert.deepEqual(await trial.run(commands, "none"), []);
      assert.deepEqual(trial.versions(), []);
    }),
    { numRuns: 1000 },
  );
});

// Two pages that answer the same questions, hear of each other late, choose, and go on.
const p0 = { page: 0 };
const p1 = { page: 1 };
const steps = (n: number): Command[] => Array.from({ length: n }, () => ({ do: "step" }));
const told = (n: number): Command[] => Array.from({ length: n }, () => [{ do: "news" as const, ...p0 }, { do: "news" as const, ...p1 }]).flat();
const story: Command[] = [
  ...steps(5),
  { do: "edit", ...p1, path: 0 },
  { do: "edit", ...p1, path: 1 },
  { do: "save", ...p1 },
  ...steps(2),
  { do: "edit", ...p0, path: 0 },
  { do: "save", ...p0 },
  ...told(4),
  { do: "save", ...p1 },
  ...steps(4),
  { do: "choose", ...p1, path: 0 },
  { do: "save", ...p1 },
  ...told(4),
  ...steps(4),
  { do: "refresh", ...p1 },
  { do: "edit", ...p1, path: 1 },
  { do: "save", ...p1 },
  ...steps(4),
];
const ends: Damage[] = ["none", "first emptied", "second deleted"];
const calls = 160; // of its first store, more than the second page makes
const answersOfDatabase = 40;

async function keepsAll(commands: Command[], end: Damage, where: string): Promise<void> {
  assert.deepEqual(await new Trial(false).run(commands, end), [], `${where}, ${end}`);
}

test("[L12] [L19] the page dies before any one call of its first store: nothing that was called saved is lost", async () => {
  for (let after = 0; after < calls; after++) {
    for (const end of ends) await keepsAll([{ do: "open", first: { do: "kill", ...p1, after } }, ...story], end, `call ${after}`);
  }
});

test("[L12] [L19] the page dies between any two answers of its database: nothing that was called saved is lost", async () => {
  for (let at = 0; at <= story.length; at++) {
    for (const end of ends) await keepsAll([{ do: "open" }, ...story.slice(0, at), { do: "kill", ...p1 }, ...story.slice(at)], end, `command ${at}`);
  }
});

for (const what of [...Object.keys(shapes), "drops", "cuts"] as Trouble[]) {
  test(`[L12] any call of the first store fails (${what}), once or from then on: nothing that was called saved is lost, and in the end all is saved`, async () => {
    for (let after = 0; after < calls; after++) {
      for (const times of [1, Infinity]) {
        const trouble: Command = { do: "trouble", ...p1, what, after, times };
        for (const end of what in shapes && what !== "throws" ? ["none" as const] : ends) await keepsAll([{ do: "open", first: trouble }, ...story, { do: "heal" }], end, `call ${after}, ${times} times`);
      }
    }
  });
}

for (const fate of ["throw", "fail", "hang"] as const) {
  test(`[L20] any call of the database fails (${fate}), once or from then on: nothing that was called saved is lost, and in the end all is saved`, async () => {
    for (let after = 0; after < answersOfDatabase; after++) {
      for (const times of [1, Infinity]) {
        for (const end of ends) await keepsAll([{ do: "fate", fate, after, times }, { do: "open" }, ...story, { do: "heal" }], end, `call ${after}, ${times} times`);
      }
    }
  });
}
