import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Clock } from "./clock";
import { Saving, type State } from "./saving";
import type { Outcome } from "./store";

class FakeClock implements Clock {
  time = 0;
  private timers: { at: number; run: () => void }[] = [];
  now(): Date {
    return new Date(this.time);
  }
  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.time + milliseconds, run };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter((one) => one !== timer));
  }
  async pass(milliseconds: number): Promise<void> {
    await settled(); // what was begun before may set timers
    const end = this.time + milliseconds;
    for (;;) {
      const next = this.timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = next.at;
      this.timers = this.timers.filter((one) => one !== next);
      next.run();
      await settled();
    }
    this.time = end;
  }
  get waiting(): number {
    return this.timers.length;
  }
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

class FakeStore {
  dirty = false;
  outcome: Outcome = "saved";
  saves: number[] = [];
  constructor(private readonly clock: FakeClock) {}
  async save(): Promise<Outcome> {
    this.saves.push(this.clock.time);
    if (this.outcome === "saved") this.dirty = false;
    return this.outcome;
  }
}

function open() {
  const clock = new FakeClock();
  const store = new FakeStore(clock);
  const told: string[] = [];
  const saving = new Saving(store, clock, (state: State) => told.push(state.kind));
  const edit = (when: "now" | "soon") => {
    store.dirty = true;
    saving.edited(when);
  };
  return { clock, store, saving, told, edit };
}

test("[L11] a choice is saved in the task that made it", () => {
  const { store, edit } = open();
  edit("now");
  assert.deepEqual(store.saves, [0]);
});

test("[L11] typing is saved 300 ms after the last key", async () => {
  const { clock, store, edit } = open();
  edit("soon");
  await clock.pass(200);
  edit("soon");
  await clock.pass(299);
  assert.deepEqual(store.saves, []);
  await clock.pass(1);
  assert.deepEqual(store.saves, [500]);
});

test("[L11] and never later than 2 s after the first", async () => {
  const { clock, store, edit } = open();
  for (let i = 0; i < 25; i++) {
    edit("soon");
    await clock.pass(100);
  }
  assert.equal(store.saves[0], 2000);
});

test("[L11] leaving the field saves at once, and once", async () => {
  const { clock, store, saving, edit } = open();
  edit("soon");
  saving.flush();
  saving.flush();
  await clock.pass(5000);
  assert.deepEqual(store.saves, [0]);
});

test("[L12] saved is said when the store has said so, with the time", async () => {
  const { saving, told, edit, clock } = open();
  clock.time = 5000;
  edit("soon");
  assert.deepEqual(told, ["saving"]);
  saving.flush();
  assert.deepEqual(told, ["saving", "saving"]);
  await settled();
  assert.deepEqual(saving.state, { kind: "saved", at: new Date(5000) });
});

test("[L12] a failure stays until all is saved; it is tried after 2, 10, 30, 30 … s", async () => {
  const { clock, store, saving, told, edit } = open();
  store.outcome = "failed";
  edit("now");
  await settled();
  assert.deepEqual(saving.state, { kind: "unsaved", blocked: false });
  await clock.pass(80_000);
  assert.deepEqual(store.saves, [0, 2_000, 12_000, 42_000, 72_000]);
  assert.deepEqual([...new Set(told.slice(1))], ["unsaved"]);
  store.outcome = "saved";
  await clock.pass(30_000);
  assert.equal(saving.state.kind, "saved");
  assert.equal(clock.waiting, 0);
});

test("[L12] and at the next answer", async () => {
  const { store, saving, edit } = open();
  store.outcome = "failed";
  edit("now");
  await settled();
  store.outcome = "saved";
  edit("now");
  await settled();
  assert.equal(saving.state.kind, "saved");
});

test("[L12] nothing left to write is not saved before the store has said so", async () => {
  const { store, saving, edit } = open();
  let end: (outcome: Outcome) => void = () => {};
  store.save = () => new Promise((resolve) => (end = resolve));
  edit("now");
  store.dirty = false; // written, and not yet confirmed
  saving.flush();
  assert.equal(saving.state.kind, "saving");
  end("saved");
  await settled();
  assert.equal(saving.state.kind, "saved");
});

test("[L12] a store that breaks its promise has not saved", async () => {
  const { store, saving, edit } = open();
  store.save = () => Promise.reject(new Error("gone"));
  edit("now");
  await settled();
  assert.equal(saving.state.kind, "unsaved");
});

test("[L12] an older save that ends late says nothing of a newer answer", async () => {
  const { store, saving, edit } = open();
  const ends: ((outcome: Outcome) => void)[] = [];
  store.save = () => new Promise((resolve) => ends.push(resolve));
  edit("now");
  edit("now");
  ends[0]?.("saved");
  await settled();
  assert.equal(saving.state.kind, "saving");
  store.dirty = false;
  ends[1]?.("saved");
  await settled();
  assert.equal(saving.state.kind, "saved");
});

test("[L12] what loading found: no store is said at once, before anything is typed", () => {
  const { saving } = open();
  saving.loaded("blocked");
  assert.deepEqual(saving.state, { kind: "unsaved", blocked: true });
  saving.loaded("nothing");
  assert.equal(saving.state.kind, "idle");
  saving.loaded("answers");
  assert.deepEqual(saving.state, { kind: "saved", at: null });
});

test("[L12] typed and taken back is saved, also after a failure", async () => {
  const { store, saving, edit } = open();
  store.outcome = "failed";
  edit("now");
  await settled();
  store.dirty = false;
  saving.flush();
  assert.equal(saving.state.kind, "saved");
});

test("[L12] saved is never said while something is not saved", async () => {
  const step = fc.oneof(fc.constantFrom("soon" as const, "now" as const, "flush" as const), fc.nat(3000), fc.constantFrom<Outcome>("saved", "failed", "blocked"));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { clock, store, saving, edit } = open();
      for (const one of steps) {
        if (one === "soon" || one === "now") edit(one);
        else if (one === "flush") saving.flush();
        else if (typeof one === "number") await clock.pass(one);
        else store.outcome = one;
        assert.ok(!(saving.state.kind === "saved" && store.dirty));
      }
      store.outcome = "saved";
      await clock.pass(60_000);
      assert.equal(store.dirty, false);
    }),
    { numRuns: 100 },
  );
});
