import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { decodeRow, encodeRow, isPath, splitRow } from "./path";

test("[L1] paths", () => {
  const good = [
    "plan.maal",
    "roller-og-ansvar.linjer/samlet.navn",
    "plan.linjer/0a9z._pos",
    "plan._fil",
    "moede#3f2.dato",
    "moede#3f2.punkter/a1.emne",
    "anbefalinger/5.1.1".replace("5.1.1", encodeRow("5.1.1")) + ".status",
    "forløb.navn",
  ];
  for (const path of good) assert.ok(isPath(path), path);
  const bad = ["", "plan", "plan.", ".maal", "Plan.maal", "plan.Maal", "plan.maal.", "plan.maal~a", "plan maal.x", "__proto__", "plan.__proto__", "plan.linjer/../x", "plan.linjer/.navn", "a".repeat(500) + ".b", "plan.maal\n", "forløb"];
  for (const path of bad) assert.equal(isPath(path), false, path);
});

test("[L1] whatever key a row has, its path is a path, and the key comes back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), (key) => {
      const path = `liste/${encodeRow(key)}.navn`;
      assert.ok(isPath(path), path);
      assert.equal(decodeRow(encodeRow(key)), key);
      assert.deepEqual(splitRow(path), { table: "liste", row: encodeRow(key), column: "navn" });
    }),
  );
});

test("[L1] half a surrogate pair in a row's key breaks nothing", () => {
  assert.equal(decodeRow(encodeRow("a\uD800b")), "a\uFFFDb");
  assert.equal(decodeRow("%E0%A4%A"), null);
});

test("[L1] a path to no row has no row", () => {
  assert.equal(splitRow("plan.maal"), null);
});
