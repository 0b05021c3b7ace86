import assert from "node:assert/strict";
import test from "node:test";
import { amounts, fileNote, noteOfFile } from "../answers/taken";
import { Undo } from "./before";
import { Computer, type Page } from "./computer";
import { eraseAnswers, isInFile } from "./erase";

const secret = "det, der blev sagt";

async function noted(): Promise<{ computer: Computer; page: Page; undo: Undo }> {
  const computer = new Computer();
  const page = await computer.visit();
  const undo = new Undo(page.store, page.mirror);
  for (const [path, value] of [["ark#k1.note", secret], ["ark#k1._name", `${secret} af lederen`], ["ark#k1._pos", 1], ["ark#k2.note", "en andens"], ["andet.note", "noget andet"]] as const) page.store.edit(path, value);
  page.save();
  await computer.settle();
  return { computer, page, undo };
}

const everywhere = ({ texts, second }: Computer) => JSON.stringify([...texts, ...second]);

async function erase(computer: Computer, page: Page, undo: Undo): Promise<void> {
  eraseAnswers(page.store, undo, page.mirror, "ark#k1.");
  const result = page.save();
  await computer.settle();
  assert.equal(result.said, "saved");
}

test("[L53] erased answers are in neither store, and others are where they were", async () => {
  const { computer, page, undo } = await noted();
  assert.ok(everywhere(computer).includes(secret));
  await erase(computer, page, undo);
  assert.ok(!everywhere(computer).includes(secret));
  assert.deepEqual(["ark#k1.note", "ark#k1._pos", "ark#k2.note", "andet.note"].map((path) => page.store.get(path)), [null, 1, "en andens", "noget andet"]);
});

test("[L53] a page that was open before does not bring them back, nor does a new one", async () => {
  const { computer, page, undo } = await noted();
  const older = await computer.visit();
  await erase(computer, page, undo);
  older.store.refresh();
  older.store.edit("andet.note", "svaret igen");
  older.save();
  await computer.settle();
  const later = await computer.visit();
  assert.equal(later.store.get("ark#k1.note"), null);
  assert.ok(!everywhere(computer).includes(secret));
});

test("[L53] versions that wait for a choice, and texts that cannot be read, go too", async () => {
  const { computer, page, undo } = await noted();
  page.store.addOther("ark#k1.note", `${secret}, sagt anderledes`);
  page.save();
  await computer.settle();
  page.mirror.write(page.store.keys.of(page.store.id ?? "", "ark#k1.stikord"), `["${secret}`);
  await computer.settle();
  page.store.load();
  await erase(computer, page, undo);
  assert.ok(!everywhere(computer).includes(secret), everywhere(computer));
});

test("[L53] what was kept to undo a change of these answers goes, and of others stays", async () => {
  const { computer, page, undo } = await noted();
  undo.keep({ what: "cleared", sheet: "andet", cells: [["andet.note", "før", null]] });
  await erase(computer, page, undo);
  assert.ok(undo.last("andet"));
  undo.keep({ what: "merged", sheet: "", cells: [["ark#k1.note", secret, null]] });
  eraseAnswers(page.store, undo, page.mirror, "ark#k1.");
  await computer.settle();
  assert.equal(undo.last(""), null);
  assert.ok(!everywhere(computer).includes(secret));
});

test("[L53] what another page answers once the file is taken is not in it, and is not to be erased unseen", async () => {
  const { computer, page } = await noted();
  assert.equal(isInFile(page.store, "ark"), false);
  const amount = amounts(page.store.cells("")).get("ark");
  assert.ok(amount);
  page.store.edit(noteOfFile("ark"), fileNote(new Date("2026-11-22T07:00:00Z"), amount));
  page.save();
  await computer.settle();
  assert.ok(isInFile(page.store, "ark"));
  const other = await computer.visit();
  other.store.edit("andet.note", "et andet ark");
  other.save();
  await computer.settle();
  assert.ok(isInFile(page.store, "ark"));
  other.store.edit("ark#k1.note", "skrevet imens");
  other.save();
  await computer.settle();
  assert.equal(page.store.get("ark#k1.note"), "skrevet imens");
  assert.equal(isInFile(page.store, "ark"), false);
});

test("[L53] a page that was open before cannot undo what brings erased answers back", async () => {
  const { computer, page, undo } = await noted();
  undo.keep({ what: "cleared", sheet: "ark", cells: [["ark#k1.note", secret, null]] });
  await computer.settle();
  const older = await computer.visit();
  const olderUndo = new Undo(older.store, older.mirror);
  assert.ok(olderUndo.last("ark"));
  await erase(computer, page, undo);
  assert.equal(olderUndo.last("ark"), null);
});
