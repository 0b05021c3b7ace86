import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { agendaLines, Countdown, faceWords, rounds, sumWords } from "./timing";

test("[S49] a countdown is paused, goes on, runs over its end and begins again", () => {
  const clock = new Countdown(60_000);
  assert.equal(clock.left(5), 60_000);
  clock.start(1_000);
  clock.start(2_000); // a second press changes nothing
  assert.equal(clock.left(31_000), 30_000);
  clock.pause(31_000);
  assert.equal(clock.left(99_000), 30_000);
  clock.start(100_000);
  assert.equal(clock.left(140_000), 0);
  assert.equal(clock.over(140_000), 10_000);
  clock.reset();
  assert.ok(!clock.isRunning);
  assert.equal(clock.left(140_000), 60_000);
});

test("the face of a clock", () => {
  for (const [left, over, want] of [[1_800_000, 0, "30.00"], [59_001, 0, "1.00"], [58_999, 0, "0.59"], [1, 0, "0.01"], [0, 0, "0.00"], [0, 500, "0.00"], [0, 12_300, "+0.12"], [0, 3_725_000, "+62.05"]] as const) {
    assert.equal(faceWords(left, over), want);
  }
});

const points = (...all: (number | null)[]) => all.map((minutes, i) => ({ label: `P${i + 1}`, minutes }));

test("[S49] an agenda adds the times of day up, beyond midnight too", () => {
  assert.deepEqual(agendaLines("13:00", points(20, 2.5, 45)), [["13.00–13.20", "P1", "20"], ["13.20–13.23", "P2", "2,5"], ["13.23–14.08", "P3", "45"]]);
  assert.deepEqual(agendaLines("23:50", points(20)), [["23.50–0.10", "P1", "20"]]);
  assert.deepEqual(agendaLines("09:00", points(null, 10)), [["fra 9.00", "P1", "–"], ["", "P2", "10"]]);
  assert.deepEqual(agendaLines(null, points(10)), [["", "P1", "10"]]);
});

test("an agenda says how it fits the meeting", () => {
  assert.equal(sumWords([], 60), "");
  assert.equal(sumWords(points(20, 25), null), "I alt 45 minutter.");
  assert.equal(sumWords(points(20, 25), 45), "I alt 45 minutter. Det passer med mødets længde.");
  assert.equal(sumWords(points(20, 25), 60), "I alt 45 minutter. Der er 15 minutter tilbage af mødets 60.");
  assert.equal(sumWords(points(20, null), 15), "I alt 20 minutter. Det er 5 minutter mere end mødets 15. Ét punkt har ingen tid endnu.");
});

test("[S49] roles go round: each is first once, and everybody is there in each round", () => {
  assert.deepEqual(rounds(["A", "B", "C", "D"], ["fokus", "spørger", "lytter"]), [["A", "B", "C, D"], ["B", "C", "D, A"], ["C", "D", "A, B"], ["D", "A", "B, C"]]);
  assert.deepEqual(rounds(["A", "B"], ["fokus", "spørger", "lytter"]), [["A", "B", "–"], ["B", "A", "–"]]);
  assert.deepEqual(rounds([], ["fokus", "spørger"]), []);
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom("a", "b", "c") }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 2, max: 5 }), (people, n) => {
      const all = rounds(people, Array.from({ length: n }, (_, i) => `r${i}`));
      assert.deepEqual(all.map((round) => round[0]), people);
      for (const round of all) assert.deepEqual(round.flatMap((who) => who.split(", ")).filter((who) => who !== "–").sort(), [...people].sort());
    }),
  );
});
