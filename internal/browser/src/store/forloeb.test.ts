import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { decodeCell, encodeCell, type Cell } from "../answers/cell";
import { drawerOf, type Drawer } from "./drawer";
import { FakeShelf, FakeTimers, countingMarks } from "./fake";
import { AllForloeb, countAnswers, freeName, valuesOf, type Contents } from "./forloeb";
import { Keys } from "./keys";
import { chosenAmong, forloebAmong } from "./standing";
import { Trash, trashDays } from "./trash";

const keys = new Keys("site");
const texts = (of: Record<string, string>) => new Map(Object.entries(of).map(([rest, text]) => [`redskab1/site/${rest}`, text]));

// Two forløb: one with all that a forløb can hold, and one beside it.
const full = {
  "a1/plan.maal": '["Røgfri skoletid",3]',
  "a1/plan.maal~x": '["Røgfrit Fjordby",2]',
  "a1/plan.t/r1.navn": '["Sundhedschefen",1]',
  "a1/plan.t/r1._pos": "[1,1]",
  "a1/plan.t/r2._gone": "[1,1]",
  "a1/plan.note": '["halv',
  "a1/plan.tom": "[null,4]",
  "a1/plan._fil": '[["2026-11-20T10:00:00.000Z","5"],1]',
  "a1/forløb.navn": '["Fjordby",1]',
  "a1/forløb.brugt": "[1,1]",
  "a1/forløb.kilder": '[["2026-11-20T10:00:00.000Z","plan","Nord"],1]',
  "a1/~aendret": "2026-11-21T10:00:00.000Z",
  "a1/~before": "{}",
  "b2/plan.maal": '["et andet",1]',
  "~farver": "dark",
};

// A page that may die: after so many calls to its drawer it does nothing more.
class Dead extends Error {}
function dying(drawer: Drawer, calls: number): Drawer {
  let left = calls;
  const call = <T>(run: () => T): T => {
    if (left-- <= 0) throw new Dead();
    return run();
  };
  return {
    keys: (prefix) => call(() => drawer.keys(prefix)),
    read: (key) => call(() => drawer.read(key)),
    write: (key, text) => call(() => drawer.write(key, text)),
    remove: (key) => call(() => drawer.remove(key)),
  };
}

interface Open {
  map: Map<string, string>;
  all: AllForloeb;
  trash: Trash;
  timers: FakeTimers;
}

function open(map: Map<string, string>, now = "2026-11-22T12:00:00.000Z", through = (drawer: Drawer) => drawer): Open {
  const all = new AllForloeb(through(drawerOf(() => new FakeShelf(map))), keys, countingMarks("ny"));
  const timers = new FakeTimers();
  timers.now = () => new Date(now);
  return { map, all, trash: new Trash(all, timers), timers };
}

const standing = ({ all }: Open, id: string): string => all.read()?.find((one) => one.id === id)?.standing ?? "none";
const answersOf = (one: Contents | undefined) => Object.fromEntries([...(one?.cells ?? [])].filter(([key]) => key.startsWith("plan.") && key !== "plan._fil"));
const those = (all: readonly Contents[]) => all.filter((one) => one.standing === "here");

test("[L24] what is read of a forløb: its name, its answers, what cannot be read, and when it was last changed", () => {
  const [a, b] = open(texts(full)).all.read() ?? [];
  assert.equal(a?.name, "Fjordby");
  assert.equal(a?.changed?.toISOString(), "2026-11-21T10:00:00.000Z");
  assert.deepEqual([...(a?.unread ?? [])], [["plan.note", '["halv']]);
  assert.equal(countAnswers(valuesOf(a?.cells ?? new Map())), 2);
  assert.equal(b?.name, "Mit forløb");
  assert.equal(b?.changed, null);
});

test("[L24] a question that has versions alone is answered by the one that counts furthest", () => {
  const cells = new Map<string, Cell>([["plan.maal~a", ["a", 1]], ["plan.maal~b", ["b", 2]], ["plan.titel", ["c", 1]], ["plan.titel~d", ["d", 9]]]);
  assert.deepEqual([...valuesOf(cells)], [["plan.maal", "b"], ["plan.titel", "c"]]);
});

test("[L5] [L25] reading and tidying write nothing where there is nothing to tidy", () => {
  const map = texts(full);
  const { all, trash, timers } = open(map);
  all.read();
  trash.tidy();
  timers.ring();
  assert.deepEqual(map, texts(full));
});

test("[L25] a forløb is made, named anew and chosen", () => {
  const page = open(texts(full));
  const id = page.all.make("Ældreområdet") ?? "";
  assert.equal(page.all.read()?.find((one) => one.id === id)?.name, "Ældreområdet");
  const chosen = () => chosenAmong(forloebAmong([...page.map.keys()], page.all.drawer, keys));
  assert.equal(chosen(), id);
  assert.ok(page.all.rename(id, "Ældre"));
  assert.equal(page.all.read()?.find((one) => one.id === id)?.name, "Ældre");
  assert.ok(page.all.use("b2"));
  assert.equal(chosen(), "b2");
  const before = new Map(page.map);
  assert.ok(page.all.use("b2"));
  assert.deepEqual(page.map, before); // it is chosen already
});

test("[L7] [L24] a name that cannot be read is kept aside when another is given", () => {
  const page = open(texts({ "a1/forløb.navn": '["hal', "a1/plan.maal": '["x",1]' }));
  assert.ok(page.all.rename("a1", "Nyt navn"));
  assert.ok([...page.map].some(([key, text]) => key.startsWith("redskab1/site/a1/forløb.navn~") && text === '["hal'));
});

test("[L29] [L51] a copy has every answer, version, place and unreadable text, and is a forløb of its own", () => {
  const page = open(texts(full));
  const id = page.all.copy("a1", "Fjordby (2)") ?? "";
  const [from, to] = ["a1", id].map((one) => page.all.read()?.find((other) => other.id === one));
  assert.equal(to?.standing, "here");
  assert.equal(to?.name, "Fjordby (2)");
  assert.deepEqual(answersOf(to), answersOf(from));
  assert.deepEqual(to?.unread, from?.unread);
  assert.deepEqual(to?.cells.get("forløb.kilder")?.[0], ["2026-11-20T10:00:00.000Z", "plan", "Nord"]);
  // A file that was taken of the one was not taken of the other.
  assert.equal(to?.cells.has("plan._fil"), false);
  assert.equal(to?.used, 0);
});

test("[L29] what a file says about the forløb itself is not taken from it", () => {
  const page = open(new Map());
  const cells = new Map<string, Cell>([["forløb.slettet", [["vaek", ""], 9]], ["forløb.segl", ["aaben", 9]], ["forløb.navn", ["ondt", 9]], ["plan.maal", ["x", 1]]]);
  const id = page.all.fill("Godt", { cells, unread: new Map([["forløb.slettet~1", '[["vaek",""],9]']]) }) ?? "";
  assert.equal(standing(page, id), "here");
  assert.equal(page.all.read()?.[0]?.name, "Godt");
});

test("names are free, and never empty", () => {
  assert.equal(freeName("Fjordby", []), "Fjordby");
  assert.equal(freeName(" Fjordby ", ["Fjordby", "Fjordby (2)"]), "Fjordby (3)");
  assert.equal(freeName("  ", []), "Mit forløb");
});

test("[L26] deleting and bringing back change nothing but the mark", () => {
  const page = open(texts(full));
  assert.ok(page.trash.delete("a1"));
  assert.equal(standing(page, "a1"), "trash");
  assert.deepEqual(forloebAmong([...page.map.keys()], page.all.drawer, keys).map((one) => one.id), ["b2"]);
  assert.ok(page.trash.restore("a1"));
  assert.equal(standing(page, "a1"), "here");
  page.map.delete("redskab1/site/a1/forløb.slettet");
  assert.deepEqual(page.map, texts(full));
});

test("[L26] what was deleted stays for thirty days, and goes when the time has come", () => {
  const map = texts(full);
  open(map, "2026-11-01T12:00:00.000Z").trash.delete("a1");
  const at = (now: string) => {
    const page = open(map, now);
    page.trash.tidy();
    return standing(page, "a1");
  };
  assert.equal(at("2026-11-30T12:00:00.000Z"), "trash");
  assert.equal(at("2026-12-01T12:00:01.000Z"), "gone");
  assert.equal(open(map, "2026-11-11T12:00:00.000Z").trash.daysLeft({ ...(open(map).all.read()?.[0] as Contents), deleted: new Date("2026-11-01T12:00:00.000Z") }), trashDays - 10);
});

test("[L28] a forløb deleted for good leaves its mark alone, and that goes after thirty days", () => {
  const page = open(texts(full));
  assert.ok(page.trash.purge("a1"));
  assert.deepEqual([...page.map.keys()].filter((key) => key.includes("/a1/")), ["redskab1/site/a1/forløb.slettet"]);
  // What a page that had not heard yet wrote meanwhile is taken away at the next start.
  page.map.set("redskab1/site/a1/plan.maal", '["sent",9]');
  open(page.map).trash.tidy();
  assert.equal(page.map.has("redskab1/site/a1/plan.maal"), false);
  open(page.map, "2026-12-30T12:00:00.000Z").trash.tidy();
  assert.equal([...page.map.keys()].some((key) => key.includes("/a1/")), false);
});

test("[L29] a forløb without a closed seal counts for nothing, and is taken away when nobody closes it", () => {
  const map = texts({ ...full, "c3/forløb.segl": '["aaben",1]', "c3/plan.maal": '["halvt",1]' });
  const page = open(map);
  assert.deepEqual(forloebAmong([...map.keys()], page.all.drawer, keys).map((one) => one.id), ["a1", "b2"]);
  page.trash.tidy();
  assert.ok(map.has("redskab1/site/c3/plan.maal"));
  map.set("redskab1/site/d4/forløb.segl", '["aaben",1]'); // begun since
  page.timers.ring();
  assert.deepEqual([...map.keys()].filter((key) => key.includes("/c3/")), []);
  assert.ok(map.has("redskab1/site/d4/forløb.segl"));
});

// Acts, and what must hold of forløb a1 and b2 and of new ones, wherever an act was cut.
const acts: Record<string, (page: Open) => unknown> = {
  make: ({ all }) => all.make("Nyt"),
  rename: ({ all }) => all.rename("a1", "Nyt navn"),
  use: ({ all }) => all.use("b2"),
  copy: ({ all }) => all.copy("a1", "Kopi"),
  delete: ({ trash }) => trash.delete("a1"),
  restore: ({ trash }) => (trash.delete("b2"), trash.restore("b2")),
  purge: ({ trash }) => trash.purge("a1"),
  tidy: ({ trash }) => trash.tidy(),
};

function check(act: string, map: Map<string, string>, at: string): void {
  const page = open(map);
  const found = page.all.read() ?? [];
  const [a, b] = ["a1", "b2"].map((id) => found.find((one) => one.id === id));
  const want = answersOf(open(texts(full)).all.read()?.[0]);
  assert.deepEqual(b?.cells.get("plan.maal"), ["et andet", 1], at);
  if (a?.standing !== "gone") assert.deepEqual(answersOf(a), want, at);
  else assert.equal(act, "purge", at);
  for (const one of those(found)) {
    if (one.id === "a1" || one.id === "b2") continue;
    if (act === "copy") assert.deepEqual(answersOf(one), want, at); // whole, or not there
    else assert.equal(one.name, "Nyt", at);
  }
  assert.equal(map.get("redskab1/site/~farver"), "dark", at);
  page.trash.tidy();
  page.timers.ring();
  for (const one of page.all.read() ?? []) {
    assert.notEqual(one.standing, "unsealed", at);
    if (one.standing === "gone") assert.equal(one.cells.size, 1, at);
  }
}

test("[L26] [L28] [L29] an act cut after any of its calls has been done, or nothing counts of it", () => {
  for (const [name, act] of Object.entries(acts)) {
    for (let calls = 0; ; calls++) {
      const map = texts(full);
      try {
        act(open(map, undefined, (drawer) => dying(drawer, calls)));
        check(name, map, `${name}, whole`);
        break;
      } catch (error) {
        if (!(error instanceof Dead)) throw error;
        check(name, map, `${name}, cut after ${calls} calls`);
      }
    }
  }
});

test("[L12] [L29] an act whose n-th write is refused says so, and nothing is lost or counts by half", () => {
  const shapes = [new DOMException("full", "QuotaExceededError"), new Error("NS_ERROR_DOM_QUOTA_REACHED"), new DOMException("no", "SecurityError"), { code: 22 }, new Error("?")];
  for (const [name, act] of Object.entries(acts)) {
    for (let refused = 1; refused <= 14; refused++) {
      const map = texts(full);
      const shelf = new FakeShelf(map);
      let writes = 0;
      shelf.before = (operation) => {
        if (operation === "set" && ++writes >= refused) throw shapes[refused % shapes.length];
      };
      const all = new AllForloeb(drawerOf(() => shelf), keys, countingMarks("ny"));
      const outcome = act({ map, all, trash: new Trash(all, new FakeTimers()), timers: new FakeTimers() });
      const tried = writes >= refused;
      if (tried && name !== "tidy") assert.ok(!outcome, `${name}, write ${refused}`);
      check(name, map, `${name}, write ${refused} refused`);
    }
  }
});

test("[L29] whatever is copied comes out whole, and again the same", () => {
  const path = fc.constantFrom("plan.maal", "plan.t/r1.navn", "plan#k.titel", "plan.maal~x", "anbefalinger/1%2F2.status", "plan.t/r1._pos");
  const cell = fc.tuple(fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.constant(null), fc.array(fc.string())), fc.integer({ min: 1, max: 1e9 }));
  fc.assert(
    fc.property(fc.dictionary(path, cell), fc.string(), (cells, name) => {
      const page = open(new Map(Object.entries(cells).map(([rest, one]) => [`redskab1/site/a1/${rest}`, encodeCell(one as Cell)])));
      const from = page.all.read()?.[0];
      if (!from) return;
      const id = page.all.copy("a1", name);
      const to = page.all.read()?.find((one) => one.id === id);
      for (const [rest, one] of from.cells) assert.deepEqual(decodeCell(encodeCell(to?.cells.get(rest) as Cell)), decodeCell(encodeCell(one)));
    }),
  );
});
