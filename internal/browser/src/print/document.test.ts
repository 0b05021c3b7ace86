import assert from "node:assert/strict";
import test from "node:test";
import type { Cell } from "../answers/cell";
import type { Toolbox } from "../answers/toolbox";
import { Catalogue, type CatalogueData } from "../catalogue/catalogue";
import { documentOf, sheetsWith, type Block, type Document } from "./document";

const farve = { id: "farve", label: "Farve", kind: "choice", set: "trafiklys" } as const;

const data: CatalogueData = {
  site: "x",
  steps: [{ id: "mandat", number: 1, title: "Få mandat" }],
  sheets: [
    { id: "profil", title: "Profil", url: "ark/profil/", edition: 1, parts: [{ is: "question", id: "kommune", label: "Kommune", kind: "text", required: true }] },
    {
      id: "plan",
      title: "Planen",
      url: "ark/plan/",
      step: "mandat",
      edition: 1,
      parts: [
        { is: "heading", level: 2, text: "Mål" },
        { is: "question", id: "maal", label: "Mål", kind: "text", was: ["formaal"] },
        { is: "heading", level: 2, text: "Trin" },
        { is: "question", id: "leder", label: "Leder", kind: "text", personal: true },
        { is: "question", id: "hvornaar", label: "Hvornår", kind: "month", show: ["answered", ["get", "plan.maal"]] },
        { is: "table", id: "trin", label: "Trin", as: "grid", rows: [{ id: "et", label: "Det første", group: "I år" }, { id: "to", label: "Det andet" }], columns: [farve, { id: "note", label: "Note", kind: "longtext" }] },
        { is: "table", id: "sager", label: "Sager", as: "grid", of: ["rows", "plan.sager"], list: "sag", naming: ["navn"], sort: ["-vaegt"], columns: [{ id: "farve", cell: "sag.farve" }], unshown: [{ id: "navn", cell: "sag.navn" }, { id: "vaegt", cell: "sag.vaegt" }] },
        { is: "outcome", rules: [{ when: ["answered", ["get", "plan.maal"]], say: ["Målet er ", ["text", ["get", "plan.maal"]]] }, { say: ["Skriv målet."] }] },
      ],
    },
    { id: "moede", title: "Møde", url: "ark/moede/", step: "mandat", edition: 1, repeat: { label: "Møde" }, parts: [{ is: "question", id: "punkt", label: "Punkt", kind: "text" }] },
    { id: "samtale", title: "Samtale", url: "ark/samtale/", edition: 1, personal: true, parts: [{ is: "question", id: "ord", label: "Ord", kind: "text" }] },
  ],
  lists: [{ id: "sag", label: "Sager", row: "sag", name: "navn", columns: [{ id: "navn", label: "Navn", kind: "text" }, farve, { id: "vaegt", label: "Vægt", kind: "number" }] }],
  sets: { trafiklys: [{ id: "roed", label: "Rød", colour: "red", shape: "square" }, { id: "groen", label: "Grøn" }] },
  program: {
    cells: {
      "profil.kommune": { kind: "text" },
      "plan.maal": { kind: "text" },
      "plan.leder": { kind: "text" },
      "plan.hvornaar": { kind: "month" },
      "plan.trin.farve": { kind: "choice", set: "trafiklys" },
      "plan.trin.note": { kind: "longtext" },
      "moede.punkt": { kind: "text" },
      "samtale.ord": { kind: "text" },
      "sag.navn": { kind: "text" },
      "sag.farve": { kind: "choice", set: "trafiklys" },
      "sag.vaegt": { kind: "number" },
    },
    rows: { "plan.trin": { at: "plan.trin/", fixed: ["et", "to"] }, sag: { at: "sag/" }, "plan.sager": { view: ["rows", "sag"] }, moede: { at: "moede#" } },
  },
};

const toolbox: Toolbox = { sheets: [{ id: "profil" }, { id: "plan", also: ["sag/*.farve"], private: ["plan.leder"] }, { id: "moede" }, { id: "samtale", private: ["samtale"] }], lists: [{ id: "sag" }] };
const catalogue = new Catalogue(data);

function made(cells: Record<string, Cell>, without: string[] = [], personal = false): Document {
  return documentOf(new Map(Object.entries(cells)), catalogue, toolbox, { without: new Set(without), personal }, "2026-11-22");
}

const said = (block: Block | undefined): unknown => {
  if (block?.is === "pairs") return block.pairs.map(({ label, words }) => `${label}: ${words.map(({ text }) => text).join(" | ")}`);
  if (block?.is === "table") return block.groups.map(({ title, rows }) => [title, ...rows.map(({ name, cells }) => [name, ...cells.map((words) => words.map(({ text }) => text).join(" | "))].join("; "))]);
  return block?.is === "heading" ? block.text : block?.is === "advice" ? block.texts : null;
};

test("[S51] answers stand in the order of the sheet, in words; what nobody answered is counted, and so are rows", () => {
  const { sections } = made({ "plan.maal": ["x", 1], "plan.trin/et.farve": ["roed", 1], "plan.trin/et.note": ["a\nb", 1] });
  const [section] = sections;
  assert.deepEqual(section?.blocks.map(said), ["Mål", ["Mål: x"], "Trin", [["I år", "Det første; Rød; a\nb"]], ["Målet er x"]]);
  assert.deepEqual([section?.open, section?.openRows], [1, 1]);
  const table = section?.blocks[3];
  assert.deepEqual(table?.is === "table" && table.groups[0]?.rows[0]?.cells[0], [{ text: "Rød", colour: "red", shape: "square" }]);
});

test("[S51] rows of a list stand in their order under their names, and a column that nobody filled is no column", () => {
  const cells: Record<string, Cell> = {};
  for (const [id, name, weight] of [["a", "Let", 1], ["b", "Tung", 7], ["c", "Urørt", 9]] as const) {
    cells[`sag/${id}.navn`] = [name, 1];
    cells[`sag/${id}.vaegt`] = [weight, 1];
    if (id !== "c") cells[`sag/${id}.farve`] = ["groen", 1];
  }
  const [section] = made(cells).sections;
  assert.deepEqual(section?.blocks.map(said), ["Trin", [["", "Tung; Grøn", "Let; Grøn"]]]);
  assert.equal(section?.openRows, 3); // the two steps, and the case that nobody gave a colour
});

test("[S51] copies stand one after another by their names; who it is about stands on the cover", () => {
  const { sections, about } = made({ "profil.kommune": ["Fjordby", 1], "moede#k1.punkt": ["et", 1], "moede#k1._name": ["Maj", 1], "moede#k2.punkt": ["to", 1] });
  assert.deepEqual(sections.map(({ sheet, copy }) => [sheet.id, copy]), [["profil", ""], ["moede", "Maj"], ["moede", "Møde 2"]]);
  assert.deepEqual(about.map(({ words }) => words[0]?.text), ["Fjordby"]);
});

test("[S51] an answer that no sheet shows now comes last: its question is hidden, gone, or unknown", () => {
  const { lost } = made({ "plan.hvornaar": ["2026-05", 1], "plan.vaek": ["gammelt", 1], "andet.x": ["fremmed", 1], "plan.trin/tre.note": ["ingen række", 1], "profil.kommune": ["F", 1] });
  assert.deepEqual(lost.map(({ label, words }) => `${label}: ${words.map(({ text }) => text).join()}`), ["Planen, Hvornår: maj 2026", "Planen, Note: ingen række", "plan.vaek: gammelt", "andet.x: fremmed"]);
});

test("[S52] what is about colleagues stays out, with all its answers, until it is asked for", () => {
  const cells: Record<string, Cell> = { "plan.maal": ["x", 1], "plan.leder": ["Ida", 1], "samtale.ord": ["hemmeligt", 1] };
  const text = (document: Document): string => JSON.stringify([document.sections.map(({ blocks }) => blocks), document.lost]);
  assert.ok(!/Ida|hemmeligt/.test(text(made(cells, ["samtale"]))));
  assert.match(text(made(cells, ["samtale"], true)), /Ida/);
  assert.match(text(made(cells, [], true)), /hemmeligt/);
  assert.deepEqual(sheetsWith(new Map(Object.entries(cells)), catalogue, toolbox).map(({ id }) => id), ["plan", "samtale"]);
});

test("[S8] [S16] former ids are read, what has not the form of its kind is there, and other versions are told", () => {
  const [section] = made({ "plan.formaal": ["det gamle", 1], "plan.hvornaar": ["engang til maj", 1], "plan.hvornaar~abc": ["2026-05", 1], "plan.trin/et.farve": ["lilla", 1] }).sections;
  assert.deepEqual(section?.blocks.map(said), ["Mål", ["Mål: det gamle"], "Trin", ["Hvornår: engang til maj | Anden version: maj 2026"], [["I år", "Det første; lilla"]], ["Målet er det gamle"]]);
});
