import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Value } from "../answers/cell";
import { drawerOf } from "./drawer";
import { FakeBrowser, FakeTab, countingMarks } from "./fake";
import { lost, type Given } from "./given";
import { Store } from "./store";

const paths = ["ark.maal", "ark.linjer/a.navn"];

type Command =
  | { do: "edit" | "busy" | "leave" | "choose"; tab: number; path: number }
  | { do: "save" | "step" | "deliver" | "refresh"; tab: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("edit" as const), tab: fc.nat(3), path: fc.nat(1) }) },
  fc.record({ do: fc.constantFrom("busy" as const, "leave" as const, "choose" as const), tab: fc.nat(3), path: fc.nat(1) }),
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("save" as const, "step" as const, "deliver" as const, "refresh" as const), tab: fc.nat(3) }) },
);
const commands = fc.array(command, { minLength: 10, maxLength: 80, size: "max" });

interface Edit extends Given {
  readonly reader: Reader;
  saved: boolean;
}

class Reader {
  readonly store: Store;
  readonly busy = new Set<string>();

  constructor(readonly tab: FakeTab, name: string) {
    const page = { busy: (path: string) => this.busy.has(path), changed: () => {} };
    this.store = new Store("site", drawerOf(() => tab), countingMarks(name), page);
    tab.hear = (key, text) => this.store.hear(key, text);
    this.store.load();
  }

  sees(path: string): Value[] {
    return [this.store.get(path) ?? null, ...this.store.others(path)];
  }
}

function run(commands: readonly Command[], copies = true, tabCount = 4, lifeOfSecond = Infinity): { edits: Edit[]; browser: FakeBrowser } {
  const browser = new FakeBrowser(copies);
  const readers = Array.from({ length: tabCount }, (_, i) => new Reader(browser.open(), "wxyz".charAt(i)));
  const edits: Edit[] = [];
  const save = (reader: Reader) => {
    void reader.store.save();
    for (const edit of edits) edit.saved ||= edit.reader === reader && !reader.store.dirty;
  };
  let count = 0;
  // One answer that all tabs know, so that they write in one forløb.
  const first = readers[0] as Reader;
  first.store.edit("ark.navn", "Fjordby");
  void first.store.save();
  settle(browser, readers);

  for (const [i, one] of commands.entries()) {
    // A tab that is killed writes and hears no more; what it wrote still reaches the disk.
    if (i === lifeOfSecond) readers.splice(1, 1);
    const reader = readers[one.tab % readers.length] as Reader;
    const path = "path" in one ? (paths[one.path] as string) : "";
    switch (one.do) {
      case "edit": {
        const value = `${one.tab}:${count++}`;
        edits.push({ reader, saved: false, path, value, replaces: [reader.store.get(path) ?? null] });
        reader.store.edit(path, value);
        break;
      }
      case "choose": {
        const seen = reader.sees(path);
        if (seen.length < 2) break;
        edits.push({ reader, saved: false, path, value: seen[1] as Value, replaces: seen });
        reader.store.choose(path, seen[1] as Value);
        break;
      }
      case "busy":
        reader.busy.add(path);
        break;
      case "leave":
        save(reader);
        reader.busy.delete(path);
        reader.store.release(path);
        break;
      case "save":
        save(reader);
        break;
      case "refresh":
        reader.store.refresh();
        break;
      case "step":
        browser.step(reader.tab);
        break;
      case "deliver":
        reader.tab.deliver();
        break;
    }
  }
  for (const reader of readers) {
    reader.busy.clear();
    save(reader);
    for (const path of paths) reader.store.release(path);
  }
  settle(browser, readers);
  return { edits, browser };
}

function settle(browser: FakeBrowser, readers: readonly Reader[]): void {
  for (let moved = true; moved; ) {
    moved = false;
    for (const tab of browser.tabs) while (browser.step(tab)) moved = true;
    for (const { tab, store } of readers) {
      if (store.dirty) {
        void store.save();
        moved = true;
      }
      while (tab.deliver()) moved = true;
    }
  }
}

function lostOf({ edits, browser }: { edits: Edit[]; browser: FakeBrowser }): Edit[] {
  const later = new Reader(browser.open(), "later");
  return lost(edits, (one) => one.saved, (path) => later.sees(path));
}

test("[L6] [L8] whatever four tabs do, with late views and late news, no edit is lost", () => {
  fc.assert(
    fc.property(commands, fc.boolean(), (commands, copies) => {
      assert.deepEqual(lostOf(run(commands, copies)), []);
    }),
    { numRuns: 3000 },
  );
});

test("[L6] [L8] one of several tabs is killed at any moment: the others keep what all had saved", () => {
  fc.assert(
    fc.property(commands, fc.boolean(), fc.integer({ min: 2, max: 4 }), fc.nat(80), (commands, copies, tabs, life) => {
      assert.deepEqual(lostOf(run(commands, copies, tabs, life)), []);
    }),
    { numRuns: 3000 },
  );
});

test("[L8] tabs that answer different questions never see a second version", () => {
  const own = fc.array(fc.record({ do: fc.constantFrom("edit" as const, "save" as const, "step" as const, "deliver" as const, "refresh" as const), tab: fc.nat(1) }), { minLength: 10, maxLength: 80, size: "max" });
  fc.assert(
    fc.property(own, (commands) => {
      const { edits, browser } = run(commands.map((c) => (c.do === "edit" ? { ...c, do: "edit" as const, path: c.tab } : { do: c.do, tab: c.tab }) as Command));
      assert.deepEqual(lostOf({ edits, browser }), []);
      assert.deepEqual([...browser.disk.keys()].filter((key) => key.includes("~")), []);
    }),
    { numRuns: 1000 },
  );
});

test("[L8] one tab after the other, each having heard of the last, never makes a second version", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { maxLength: 20 }), (turns) => {
      const commands = turns.flatMap((tab): Command[] => [
        { do: "edit", tab, path: 0 },
        { do: "save", tab },
        { do: "step", tab },
        { do: "step", tab },
        ...[0, 1, 2, 3].flatMap((t): Command[] => [{ do: "deliver", tab: t }, { do: "deliver", tab: t }]),
      ]);
      const { browser } = run(commands);
      assert.deepEqual([...browser.disk.keys()].filter((key) => key.includes("~")), []);
    }),
    { numRuns: 300 },
  );
});
