import assert from "node:assert/strict";
import test from "node:test";
import { noDatabase } from "../store/database";
import { drawerOf } from "../store/drawer";
import { FakeShelf, FakeTimers, countingMarks } from "../store/fake";
import { AllForloeb } from "../store/forloeb";
import { Keys } from "../store/keys";
import { Mirror } from "../store/mirror";
import { chosenAmong, forloebAmong } from "../store/standing";
import { Trash } from "../store/trash";
import { openIn } from "./opening";

const file = (site = "site") =>
  JSON.stringify({ format: "redskab-answers", version: 1, site, saved: "", forloeb: [{ id: "fjordby", name: "Fjordby (eksempel)", cells: { "profil.kommune": ["Fjordby", 1], "profil.personer/aaaaaaaaaa._pos": [1, 1] } }] });

const own = { "redskab1/site/mit/profil.kommune": '["Vores",3]', "redskab1/site/mit/forløb.navn": '["Mit forløb",1]', "redskab1/site/mit/forløb.brugt": "[1,1]" };

function browser(shelf = new FakeShelf(new Map(Object.entries(own)))) {
  const keys = new Keys("site");
  const random = countingMarks("ny");
  const timers = new FakeTimers();
  const mirror = new Mirror(drawerOf(() => shelf), noDatabase, keys, random, timers);
  const all = new AllForloeb(mirror, keys, random);
  const stores = { mirror, keys, random };
  return {
    all,
    trash: new Trash(all, timers),
    open: (text = file()) => openIn(stores, text, "site", "fjordby"),
    here: () => (all.read() ?? []).filter((one) => one.standing === "here").map((one) => one.name).sort(),
    chosen: () => all.read()?.find(({ id }) => id === chosenAmong(forloebAmong(mirror.keys(keys.prefix) ?? [], mirror, keys)))?.name,
    shelf,
  };
}

test("[L59] what comes with the site becomes a forløb of its own, and the reader's own stays as it is", async () => {
  const b = browser();
  const opened = await b.open();
  assert.equal(opened.state, "made");
  assert.deepEqual(b.here(), ["Fjordby (eksempel)", "Mit forløb"]);
  assert.equal(b.chosen(), "Fjordby (eksempel)");
  for (const [key, text] of Object.entries(own)) assert.equal(b.shelf.getItem(key), text);
});

test("[L59] opened again it is the same forløb, changed or renamed, and is shown", async () => {
  const b = browser();
  const first = await b.open();
  assert.ok(first.state === "made");
  b.all.rename(first.id, "Vores Fjordby");
  b.all.use("mit");
  assert.deepEqual(await b.open(), { state: "here", id: first.id, name: "Vores Fjordby" });
  assert.deepEqual(b.here(), ["Mit forløb", "Vores Fjordby"]);
  assert.equal(b.chosen(), "Vores Fjordby");
});

test("[L59] one in the trash is no hindrance, and neither is another of its name", async () => {
  const b = browser();
  const first = await b.open();
  assert.ok(first.state === "made");
  b.trash.delete(first.id);
  b.all.make("Fjordby (eksempel)");
  const again = await b.open();
  assert.deepEqual(again.state === "made" && again.name, "Fjordby (eksempel) (2)");
});

test("[L59] a copy of it is the reader's own, and no example any more", async () => {
  const b = browser();
  const first = await b.open();
  assert.ok(first.state === "made");
  b.all.copy(first.id, "Min kopi");
  b.trash.delete(first.id);
  assert.equal((await b.open()).state, "made");
});

test("[L15] answers for another site, or none, change nothing", async () => {
  for (const text of [file("andet"), "{}", ""]) {
    const b = browser();
    assert.deepEqual(await b.open(text), { state: "wrong" });
    assert.deepEqual(b.here(), ["Mit forløb"]);
  }
});

test("[L29] where the browser does not take all of it, nothing is left", async () => {
  const shelf = new FakeShelf(new Map(Object.entries(own)));
  const b = browser(shelf);
  let left = 3;
  shelf.before = (operation) => {
    if (operation === "set" && left-- <= 0) throw new Error("full");
  };
  assert.deepEqual(await b.open(), { state: "refused" });
  shelf.before = () => {};
  assert.deepEqual(b.here(), ["Mit forløb"]);
});
