// The one promise of the folder, tried with whatever pages, stores and the one who kills
// them can do: what was called saved is there, or somebody who had seen it replaced it.

import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { answers, sameValue, type Value } from "../answers/cell";
import { Computer, answered, paths, type Page } from "./computer";
import { promises, type Fate } from "./fake";

type Damage = "none" | "first emptied" | "first older" | "first garbled" | "second deleted" | "second emptied" | "second garbled";
const damage = fc.constantFrom<Damage>("none", "first emptied", "first older", "first garbled", "second deleted", "second emptied", "second garbled");
type Command =
  | { do: "edit" | "choose"; page: number; path: number }
  | { do: "save" | "news" | "ring" | "refresh" | "kill"; page: number }
  | { do: "step" | "snapshot" | "open" }
  | { do: "fate"; fate: Fate }
  | { do: "restart"; damage: Damage };
const page = fc.nat(2);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom("edit" as const, "edit" as const, "choose" as const), page, path: fc.nat(1) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("save" as const, "save" as const, "news" as const, "ring" as const, "refresh" as const), page }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom("step" as const, "step" as const, "step" as const, "snapshot" as const, "open" as const) }) },
  fc.record({ do: fc.constant("kill" as const), page }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant("fate" as const), fate: fc.constantFrom<Fate>("ok", "ok", "throw", "fail", "hang") }) },
  fc.record({ do: fc.constant("restart" as const), damage }),
);

interface Edit {
  path: string;
  value: string;
  replaces: readonly Value[];
  /** What was said of it: that it is kept, and whether by the first store alone. */
  said: "" | "one" | "both";
}

async function run(commands: readonly Command[], last: Damage): Promise<string[]> {
  const computer = new Computer();
  const edits: (Edit & { page: Page })[] = [];
  let older = new Map<string, string>();
  let count = 0;
  await answered(computer, "først");

  const restart = async (damage: Damage) => {
    computer.databases.fate = () => "ok";
    computer.killAll();
    const { texts, second } = computer;
    if (damage.startsWith("first")) for (const edit of edits) if (edit.said === "one") edit.said = "";
    if (damage === "first emptied") texts.clear();
    if (damage === "first garbled") texts.forEach((_, key) => texts.set(key, "{"));
    if (damage === "first older") {
      texts.clear();
      older.forEach((text, key) => texts.set(key, text));
    }
    if (damage === "second deleted") computer.databases.disk.clear();
    if (damage === "second emptied") second.clear();
    if (damage === "second garbled") second.forEach((_, key) => second.set(key, "{"));
    const page = await computer.visit();
    page.save();
    await computer.settle();
    older = new Map(texts); // what was on the disk before is there to stay
    return page;
  };
  const save = (page: Page) => {
    const mine = edits.filter((one) => one.page === page);
    void page.store.save().then((outcome) => {
      if (outcome !== "saved" || !page.alive) return;
      for (const one of mine) if (one.said !== "both") one.said = page.mirror.single ? "one" : "both";
      if (page.mirror.single || page.store.dirty) return;
      // What is called saved in both is there in both.
      for (const [key, text] of computer.texts) {
        const last = mine.filter((one) => key.endsWith(`/${one.path}`)).pop();
        if (last && text.startsWith(JSON.stringify([last.value]).slice(0, -1))) assert.ok([...computer.second.values()].some((there) => String(there).includes(`"${last.value}"`)), key);
      }
    });
  };

  for (const one of commands) {
    if (computer.pages.length === 0) computer.open();
    const page = computer.pages[("page" in one ? one.page : 0) % computer.pages.length] as Page;
    const path = "path" in one ? (paths[one.path] as string) : "";
    if (one.do === "edit") {
      const value = `v${count++}.`;
      edits.push({ page, path, value, replaces: [page.store.get(path) ?? null], said: "" });
      page.store.edit(path, value);
    } else if (one.do === "choose") {
      const seen = page.sees(path);
      if (seen.length < 2) continue;
      const value = seen[1] as string;
      edits.push({ page, path, value, replaces: seen, said: "" });
      page.store.choose(path, value);
    } else if (one.do === "save") save(page);
    else if (one.do === "news") {
      computer.shelves.step(page.tab);
      for (const { tab } of computer.pages) tab.deliver();
    } else if (one.do === "ring") page.timers.ring();
    else if (one.do === "refresh") page.store.refresh();
    else if (one.do === "kill") computer.kill(page);
    else if (one.do === "step") await computer.step();
    else if (one.do === "snapshot") older = new Map([...older, ...computer.texts].filter(([key]) => computer.texts.has(key)));
    else if (one.do === "open" && computer.pages.length < 3) computer.open();
    else if (one.do === "fate") computer.databases.fate = () => one.fate;
    else if (one.do === "restart") await restart(one.damage);
    await promises();
  }
  const later = await restart(last);
  const forloeb = later.store.all().map(({ id }) => id);
  const seen = new Map<string, Value[]>();
  for (const id of forloeb) {
    later.store.turnTo(id);
    for (const path of paths) seen.set(path, [...(seen.get(path) ?? []), ...later.sees(path)]);
    later.save();
    await computer.settle();
  }
  const there = (edit: Edit, from = 0): boolean =>
    (seen.get(edit.path) ?? []).some((value) => sameValue(value, edit.value)) ||
    edits.some((other, i) => i >= from && other !== edit && other.path === edit.path && other.replaces.includes(edit.value) && there(other, i + 1));
  return edits.filter((edit, i) => edit.said !== "" && answers(edit.value) && !there(edit, i + 1)).map(({ value, said }) => `${value} ${said}`);
}

// What the property below has found, each of them a hole that was mended.
const found: [string, Damage, Command[]][] = [
  [
    "[L8] [L9] an answer chosen anew, while another page had one under way that replaced it, is one of two",
    "none",
    [{ do: "open" }, { do: "edit", page: 1, path: 1 }, { do: "save", page: 1 }, { do: "edit", page: 1, path: 1 }, { do: "edit", page: 0, path: 1 }, { do: "save", page: 0 }, { do: "choose", page: 0, path: 1 }, { do: "ring", page: 0 }, { do: "edit", page: 0, path: 0 }, { do: "edit", page: 0, path: 0 }, { do: "save", page: 0 }, { do: "ring", page: 1 }, { do: "step" }],
  ],
  [
    "[L60] a version whose page was gone before its transaction reaches the second store from a page that knows it",
    "first emptied",
    [{ do: "open" }, { do: "edit", page: 0, path: 1 }, { do: "edit", page: 1, path: 1 }, { do: "save", page: 0 }, { do: "ring", page: 0 }, { do: "save", page: 1 }, { do: "kill", page: 1 }, { do: "step" }, { do: "step" }, { do: "edit", page: 0, path: 1 }, { do: "save", page: 0 }, { do: "step" }, { do: "edit", page: 0, path: 0 }, { do: "step" }, { do: "save", page: 0 }],
  ],
];
for (const [name, last, commands] of found) test(name, async () => assert.deepEqual(await run(commands, last), []));

test("[L19] [L20] [L21] [L23] whatever pages, stores and the one who kills them do, nothing that was called saved is lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 60, size: "max" }), damage, async (commands, last) => {
      assert.deepEqual(await run(commands, last), []);
    }),
    { numRuns: 300 },
  );
});
