import assert from "node:assert/strict";
import test from "node:test";
import { Computer, answered, blocked, deadShelf, name, paths, type Page } from "./computer";
import { promises } from "./fake";

test("[L19] what is written stands in both stores under the same keys, one transaction a task", async () => {
  const computer = new Computer();
  let transactions = 0;
  const page = await computer.visit();
  computer.databases.fate = (operation) => (operation === "transaction" && transactions++, "ok");
  for (const path of paths) page.store.edit(path, "a");
  void page.save();
  await computer.settle();
  assert.equal(transactions, 1);
  assert.equal(computer.texts.size, 3);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L19] what is removed from the one is removed from the other", async () => {
  const computer = new Computer();
  const page = await answered(computer);
  page.store.addOther("ark.maal", "andet");
  page.save();
  await computer.settle();
  assert.equal(computer.second.size, 3);
  page.store.choose("ark.maal", "andet");
  page.save();
  await computer.settle();
  assert.equal(computer.second.size, 2);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L20] saved is said when the transaction is complete, not before", async () => {
  const computer = new Computer();
  const page = await computer.visit();
  page.store.edit("ark.maal", "a");
  const saved = page.save();
  await promises();
  assert.equal(saved.said, null);
  while (saved.said === null) {
    const complete = computer.second.size > 0;
    assert.ok(await computer.step());
    assert.ok(saved.said === null || complete);
  }
  assert.equal(saved.said, "saved");
  assert.equal(page.mirror.single, false);
});

test("[L20] a transaction that is refused, at once or late, is not saved, and the next try is", async () => {
  for (const fate of ["throw", "fail"] as const) {
    const computer = new Computer();
    const page = await answered(computer);
    computer.databases.fate = (operation) => (operation === "transaction" ? fate : "ok");
    page.store.edit("ark.maal", "nyt");
    const first = page.save();
    await promises();
    await computer.step();
    assert.equal(first.said, "failed", fate);
    assert.ok(page.store.dirty);
    computer.databases.fate = () => "ok";
    const second = page.save();
    await computer.settle();
    assert.equal(second.said, "saved");
    assert.deepEqual(computer.second, computer.texts);
  }
});

test("[L20] a browser without the second store saves in the one it has, and says so", async () => {
  for (const fate of ["throw", "fail"] as const) {
    const computer = new Computer();
    computer.databases.fate = (operation) => (operation === "open" || operation === "databases" ? fate : "ok");
    const page = await answered(computer);
    assert.ok(page.mirror.single);
    assert.equal(page.store.dirty, false);
  }
});

test("[L20] a database that never answers is gone on without after five seconds; when it answers all goes in", async () => {
  const hangs: ("databases" | "open" | "transaction")[] = ["databases", "open", "transaction"];
  for (const hang of hangs) {
    const computer = new Computer();
    computer.databases.fate = (operation) => (operation === hang ? "hang" : "ok");
    const page = await computer.visit();
    page.store.edit("ark.maal", "a");
    const saved = page.save();
    await computer.settle();
    assert.equal(saved.said, null, hang);
    page.timers.ring();
    await computer.settle();
    assert.equal(saved.said, "saved", hang);
    assert.ok(page.mirror.single);
    page.store.edit("ark.maal", "b");
    const next = page.save();
    await promises();
    assert.equal(next.said, "saved", hang); // nobody waits five seconds twice

    computer.databases.fate = () => "ok";
    const later = await computer.visit();
    assert.equal(later.mirror.single, false);
    assert.deepEqual(computer.second, computer.texts);
  }
});

test("[L21] either store emptied, deleted or filled with garbage between two visits: the other gives all back", async () => {
  const damages: [string, (computer: Computer) => void][] = [
    ["first emptied", ({ texts }) => texts.clear()],
    ["first garbled", ({ texts }) => texts.forEach((_, key) => texts.set(key, "{"))],
    ["second deleted", ({ databases }) => databases.disk.clear()],
    ["second emptied", ({ second }) => second.clear()],
    ["second garbled", ({ second }) => second.forEach((_, key) => second.set(key, "{"))],
    ["second holds what is no text", ({ second }) => second.forEach((_, key) => second.set(key, 7))],
  ];
  for (const [damage, harm] of damages) {
    const computer = new Computer();
    await answered(computer);
    computer.killAll();
    harm(computer);
    const page = await computer.visit();
    assert.equal(page.store.get("ark.maal"), "Færre ryger", damage);
    assert.equal(page.store.name, "Mit forløb");
    assert.equal(page.mirror.emptied, damage === "first emptied");
    assert.deepEqual(computer.second, computer.texts, damage);
  }
});

test("[L21] a first store that cannot be named leaves the second, which is then enough", async () => {
  const computer = new Computer();
  await answered(computer);
  computer.killAll();
  const page = await computer.visit(blocked);
  assert.equal(page.store.get("ark.maal"), "Færre ryger");
  page.store.edit("ark.maal", "nyt");
  const saved = page.save();
  await promises();
  assert.equal(saved.said, null);
  await computer.settle();
  assert.equal(saved.said, "saved");
  computer.killAll();
  assert.equal((await computer.visit(blocked)).store.get("ark.maal"), "nyt");
  computer.killAll();
  assert.equal((await computer.visit()).store.get("ark.maal"), "nyt");
});

test("[L21] a reader whose first store cannot be named begins in the second", async () => {
  const computer = new Computer();
  const page = await computer.visit(blocked);
  assert.equal(computer.databases.disk.size, 0);
  page.store.edit("ark.maal", "a");
  const saved = page.save();
  await computer.settle();
  assert.equal(saved.said, "saved");
  assert.equal(computer.texts.size, 0);
  computer.killAll();
  assert.equal((await computer.visit(blocked)).store.get("ark.maal"), "a");
});

test("[L21] when the second store alone is there and does not answer, nothing is called saved", async () => {
  const computer = new Computer();
  const page = await computer.visit(blocked);
  for (const fate of ["hang", "fail", "throw"] as const) {
    computer.databases.fate = () => fate;
    page.store.edit("ark.maal", fate);
    const saved = page.save();
    await computer.settle();
    page.timers.ring();
    await computer.settle();
    assert.equal(saved.said, "failed", fate);
    assert.ok(page.store.dirty);
  }
});

test("[L21] without either store nothing is called saved, and memory has the answers", async () => {
  for (const fate of ["throw", "fail", "hang"] as const) {
    const computer = new Computer();
    computer.databases.fate = () => fate;
    const page = await computer.visit(blocked);
    page.store.edit("ark.maal", "a");
    const saved = page.save();
    await computer.settle();
    page.timers.ring();
    await computer.settle();
    assert.equal(saved.said, "blocked");
    assert.deepEqual(page.store.cells("ark."), new Map([["ark.maal", ["a", 1]]]));
  }
});

test("[L19] of two cells the higher count wins; as high and different, both are kept", async () => {
  for (const [mine, theirs, shown] of [
    ['["a",3]', '["b",2]', ["a"]],
    ['["a",2]', '["b",3]', ["b"]],
    ['["a",2]', '["b",2]', ["a", "b"]],
    ['["a",2]', "[null,2]", ["a"]],
    ['["a",2]', '["a",5]', ["a"]],
  ] as const) {
    const computer = new Computer();
    computer.texts.set(`${name}/f1/ark.maal`, mine);
    computer.databases.disk.set(name, new Map([[`${name}/f1/ark.maal`, theirs]]));
    assert.deepEqual((await computer.visit()).sees("ark.maal"), shown);
    assert.deepEqual(computer.second, computer.texts);
    computer.killAll();
    assert.deepEqual((await computer.visit()).sees("ark.maal"), shown);
  }
});

test("[L19] what was typed before the second store had answered stands beside what it had", async () => {
  const computer = new Computer();
  computer.texts.set(`${name}/f1/ark.maal`, '["a",2]');
  computer.databases.disk.set(name, new Map([[`${name}/f1/ark.maal`, '["b",5]']]));
  const page = computer.open();
  page.store.edit("ark.maal", "c");
  page.save();
  await computer.settle();
  assert.deepEqual(page.sees("ark.maal"), ["c", "b"]);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L19] an answer given beside what the second store has counts above it from then on", async () => {
  const computer = new Computer();
  computer.texts.set(`${name}/f1/ark.maal`, '["a",2]');
  computer.databases.disk.set(name, new Map([[`${name}/f1/ark.maal`, '["b",2]']]));
  await computer.visit();
  assert.equal(computer.texts.get(`${name}/f1/ark.maal`), '["a",3]');
});

test("[L19] an answer written over in the first store, before it had reached the second, is kept beside", async () => {
  const computer = new Computer();
  const page = await answered(computer, "a");
  page.store.edit("ark.maal", "b");
  page.save();
  const key = [...computer.texts.keys()].find((one) => one.endsWith("ark.maal")) as string;
  computer.texts.set(key, '["c",9]'); // by a page that merges, and has not seen it
  await computer.settle();
  computer.killAll();
  assert.deepEqual((await computer.visit()).sees("ark.maal"), ["c", "b"]);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L61] what is given while the second store is away, in a first that had lost all, stands beside what it has", async () => {
  const computer = new Computer();
  const before = await answered(computer, "a");
  for (const value of ["b", "c"]) {
    before.store.edit("ark.maal", value);
    before.save();
    await computer.settle();
  }
  computer.killAll();
  computer.texts.forEach((_, key) => computer.texts.set(key, "{"));
  computer.databases.fate = () => "throw";
  const page = await computer.visit();
  page.store.edit("ark.maal", "d");
  const saved = page.save();
  await computer.settle();
  assert.equal(saved.said, "saved");
  assert.ok(page.mirror.single);
  computer.killAll();
  computer.databases.fate = () => "ok";
  assert.deepEqual((await computer.visit()).sees("ark.maal"), ["d", "c"]);
  assert.deepEqual([...computer.texts.keys()].filter((key) => key.includes("~root")), []);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L61] what followed what the second store has replaces it, however long that was away", async () => {
  const computer = new Computer();
  await answered(computer, "a");
  for (const value of ["b", "c"]) {
    computer.killAll();
    computer.databases.fate = () => "throw";
    const page = await computer.visit();
    page.store.edit("ark.maal", value);
    page.save();
    await computer.settle();
  }
  computer.killAll();
  computer.databases.fate = () => "ok";
  assert.deepEqual((await computer.visit()).sees("ark.maal"), ["c"]);
  assert.deepEqual(computer.second, computer.texts);
});

test("[L61] an answer given before the second store has answered is no second version of the one it replaces", async () => {
  const computer = new Computer();
  await answered(computer, "a");
  computer.killAll();
  const page = computer.open();
  page.store.edit("ark.maal", "b");
  page.save();
  await computer.settle();
  assert.deepEqual(page.sees("ark.maal"), ["b"]);
});

test("[L61] nor of what that one had replaced, when its page died before its transaction", async () => {
  const computer = new Computer();
  const dying = await answered(computer, "a");
  dying.store.edit("ark.maal", "b");
  dying.save();
  computer.kill(dying);
  const page = computer.open();
  page.store.edit("ark.maal", "c");
  page.save();
  await computer.settle();
  assert.deepEqual(page.sees("ark.maal"), ["c"]);
  assert.deepEqual([...computer.second.keys()].filter((key) => key.includes("~")), []);
});

test("[L61] the notes are seen by nobody, and go with their cells", async () => {
  const computer = new Computer();
  const { mirror } = await answered(computer, "a");
  computer.databases.fate = () => "throw";
  for (const text of ['["b",2]', '["c",3]']) {
    mirror.write(`${name}/f1/ark.maal`, text);
    await computer.settle();
  }
  assert.equal(computer.texts.get(`${name}/f1/~root/ark.maal`), '["b",2]');
  assert.deepEqual(mirror.keys(`${name}/f1/`), [`${name}/f1/ark.maal`]);
  assert.ok(mirror.remove(`${name}/f1/ark.maal`));
  assert.deepEqual([...computer.texts.keys()].filter((key) => key.startsWith(`${name}/f1/`)), []);
});

test("[L61] without the note the answer is not written", async () => {
  const computer = new Computer();
  await answered(computer, "a");
  computer.killAll();
  computer.databases.fate = () => "throw";
  const page = await computer.visit();
  page.tab.before = (operation, key) => {
    if (operation === "set" && key.includes("~root")) throw new Error("QuotaExceededError");
  };
  page.store.edit("ark.maal", "b");
  const saved = page.save();
  await computer.settle();
  assert.equal(saved.said, "failed");
  assert.deepEqual([...computer.texts.values()].filter((text) => text.includes('"b"')), []);
});

test("[L21] a first store that is full where the second has answers leaves them in memory, and the second is enough", async () => {
  const computer = new Computer();
  await answered(computer, "a");
  computer.killAll();
  computer.texts.clear();
  const full = (page: Page) => {
    page.tab.before = (operation) => {
      if (operation === "set") throw Object.assign(new Error("quota"), { name: "QuotaExceededError" });
    };
  };
  const page = computer.open(undefined, full);
  await computer.settle();
  assert.equal(page.store.get("ark.maal"), "a");
  page.store.edit("ark.maal", "b");
  const saved = page.save();
  await computer.settle();
  assert.equal(saved.said, "saved");
  assert.equal(computer.texts.size, 0);
  computer.killAll();
  assert.equal((await computer.visit()).store.get("ark.maal"), "b");
});

test("[L19] what the browser cuts short after it was written reaches the second store whole", async () => {
  const computer = new Computer();
  const page = await answered(computer, "a");
  page.store.edit("ark.maal", "b");
  page.save();
  const key = [...computer.texts.keys()].find((one) => one.endsWith("ark.maal")) as string;
  computer.texts.set(key, '["b",');
  page.tab.damage = (text) => text.slice(0, -1);
  await computer.settle();
  assert.equal(computer.second.get(key), '["b",2]');
});

test("[L22] reading opens no database and makes none, whether the browser can list them or not", async () => {
  for (const canList of [true, false]) {
    const computer = new Computer();
    computer.databases.canList = canList;
    let opened = 0;
    computer.databases.fate = (operation) => (operation === "open" && opened++, "ok");
    const page = await computer.visit();
    page.store.refresh();
    page.mirror.open();
    await computer.settle();
    assert.equal(computer.databases.disk.size, 0);
    assert.equal(opened === 0, canList);
    assert.equal(computer.texts.size, 0);
    page.store.edit("ark.maal", "a");
    page.save();
    await computer.settle();
    assert.equal(computer.second.size, 2);
  }
});

test("[L22] what is no answer is kept once: the reader's colours make no database", async () => {
  const computer = new Computer();
  computer.texts.set(`${name}/~farver`, "dark");
  computer.texts.set("redskab1/havneby/f1/ark.maal", '["x",1]');
  const page = await computer.visit();
  page.mirror.write(`${name}/~farver`, "light");
  await computer.settle();
  assert.equal(computer.databases.disk.size, 0);
});

test("[L23] a database deleted or emptied under the page gets all that the first store has", async () => {
  for (const emptied of [false, true]) {
    const computer = new Computer();
    const page = await answered(computer);
    if (emptied) {
      computer.second.clear();
      computer.databases.fate = (operation) => (operation === "transaction" ? "fail" : "ok");
    } else computer.databases.disk.clear();
    page.store.edit("ark.linjer/a.navn", "nyt");
    const first = page.save();
    for (let i = 0; i < 3; i++) await computer.step();
    computer.databases.fate = () => "ok";
    await computer.settle();
    assert.equal(first.said, "failed");
    page.save();
    await computer.settle();
    assert.equal(computer.second.size, 3);
    assert.deepEqual(computer.second, computer.texts);
  }
});

test("[L23] pages whose first stores do not meet keep each other's answers in the second", async () => {
  const computer = new Computer();
  await answered(computer);
  computer.killAll();
  const pages = [await computer.visit(deadShelf()), await computer.visit(deadShelf()), await computer.visit(deadShelf())];
  for (const [i, page] of pages.entries()) {
    for (const value of [`a${i}`, `b${i}`]) {
      assert.notEqual(page.store.get("ark.maal"), undefined);
      page.store.edit("ark.maal", value);
      const saved = page.save();
      await computer.settle();
      assert.equal(saved.said, "saved");
    }
  }
  computer.killAll();
  assert.deepEqual((await computer.visit()).sees("ark.maal").sort(), ["b0", "b1", "b2"]);
});
