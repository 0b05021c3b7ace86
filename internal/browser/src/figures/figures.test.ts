import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { lean } from "./balance";
import { extent } from "./bars";
import { cut, inLines } from "./chart";
import { dayOf, spanOf } from "./days";
import { letter } from "./heat";
import { spread, type Place } from "./places";
import { axis } from "./quadrant";
import { placesIn } from "./wheel";

const room = { left: 0, right: 400, top: 0, foot: 300 };
const place = fc.record({ x: fc.double({ min: -50, max: 450, noNaN: true }), y: fc.double({ min: -50, max: 350, noNaN: true }) });

test("no mark stands on another, and none outside the drawing [S47]", () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 150 }), (wanted) => {
      const got = spread(wanted, 40, 24, room).filter((one): one is Place => one !== null);
      for (const [i, a] of got.entries()) {
        assert.ok(a.x >= 20 && a.x <= 380 && a.y >= 12 && a.y <= 288);
        for (const b of got.slice(i + 1)) assert.ok(Math.abs(a.x - b.x) >= 39.9 || Math.abs(a.y - b.y) >= 23.9);
      }
    }),
  );
});

test("a mark that is moved aside stays on its side of the axes; what there is no room for is nowhere", () => {
  const many = Array.from({ length: 100 }, () => ({ x: 190, y: 150 }));
  const got = spread(many, 40, 24, room, (to) => to.x < 200);
  assert.equal(got.filter((one) => one !== null).length, 5 * 12);
  assert.ok(got.every((one) => one === null || one.x < 200));
});

test("an axis has half a step of air around its range, and a middle that is the middle where it has none", () => {
  assert.deepEqual(axis(1, 5, 0, []), [0.5, 5.5]);
  assert.deepEqual(axis(0, 0, 3, [3, 5]), [3 - 2.2, 3 + 2.2]);
  assert.deepEqual(axis(0, 0, 0, [4, 8]), [-1, 9]);
  const [low, high] = axis(0, 0, 0, []);
  assert.ok(low < high);
});

test("a month begins on its first day and ends on its last; what is no date is none", () => {
  const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
  assert.equal(dayOf("2028-02"), day("2028-02-01"));
  assert.equal(dayOf("2028-02", true), day("2028-02-29"));
  assert.equal(dayOf("2027-12", true), day("2027-12-31"));
  assert.equal(dayOf("2027-05-09", true), day("2027-05-09"));
  for (const none of [null, "", "maj", 3, "2027"]) assert.equal(dayOf(none), null);
});

test("an axis of time covers whole months and names four at most", () => {
  assert.deepEqual(spanOf([dayOf("2026-11-20") ?? 0]).ticks.map(({ words }) => words), ["nov. 2026"]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 20 }), (days) => {
      const { from, to, ticks } = spanOf(days);
      assert.ok(days.every((day) => day >= from && day < to));
      assert.ok(ticks.length >= 1 && ticks.length <= 4);
    }),
  );
});

test("places within a part of a wheel stay within it", () => {
  for (const parts of [4, 12]) {
    const places = placesIn(0, parts, 176, 40);
    assert.ok(places.length >= 4);
    for (const { x, y } of places) {
      const angle = Math.atan2(x, -y);
      assert.ok(angle > 0 && angle < (2 * Math.PI) / parts && Math.hypot(x, y) < 176);
    }
  }
});

test("a balance leans to the heavier, and not at all when nothing lies on it", () => {
  assert.equal(lean(0, 0), 0);
  assert.equal(lean(2, 2), 0);
  assert.ok(lean(1, 3) > 0 && lean(3, 1) === -lean(1, 3));
});

test("letters go on after Z, and words are cut where there is no room", () => {
  assert.deepEqual([0, 25, 26, 27, 52].map(letter), ["A", "Z", "AA", "AB", "BA"]);
  assert.equal(cut("Sundhedspolitik", 20), "Sundhedspolitik");
  assert.equal(cut("Sundhed i alle politikker", 10), "Sundhed i…");
});

test("a bar begins at its foot, or at zero where its scale goes to either side, and stays in its room", () => {
  assert.deepEqual(extent(3, 1, 5), [0, 0.6]);
  assert.deepEqual(extent(-1, -2, 2), [0.25, 0.5]);
  assert.deepEqual(extent(2, -2, 2), [0.5, 1]);
  assert.deepEqual(extent(9, 0, 5), [0, 1]);
});

test("a name takes two lines at most, and loses only its end", () => {
  assert.deepEqual(inLines("Vide, hvad de gør", 20), ["Vide, hvad de gør"]);
  assert.deepEqual(inLines("Vide, hvad de gør med en bekymring", 20), ["Vide, hvad de gør", "med en bekymring"]);
  assert.deepEqual(inLines("Vide, hvad de gør med en bekymring for et barn", 20), ["Vide, hvad de gør", "med en bekymring fo…"]);
  assert.deepEqual(inLines("Organisationsadfærdsanalyse", 10), ["Organisat…"]);
});
