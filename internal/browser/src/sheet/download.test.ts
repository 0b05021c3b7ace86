import assert from "node:assert/strict";
import test from "node:test";
import { fileName as named } from "./download";

const fileName = (sheet: string, forloeb: string, day: Date) => named([sheet, forloeb], day, "redskab.json");

test("a file is named by its sheet, its forløb and the day, in letters every disk takes", () => {
  const day = new Date(2026, 10, 2);
  assert.equal(fileName("roller-og-ansvar", "Fjordby 2026", day), "roller-og-ansvar-fjordby-2026-2026-11-02.redskab.json");
  assert.equal(fileName("plan", "Ældre/øst: «A\\B»?", day), "plan-ældre-øst-a-b-2026-11-02.redskab.json");
  assert.equal(fileName("plan", "…", day), "plan-2026-11-02.redskab.json");
  assert.equal(fileName("plan", "x".repeat(500), day).length < 100, true);
});
