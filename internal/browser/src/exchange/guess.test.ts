import assert from "node:assert/strict";
import test from "node:test";
import type { Kind } from "../answers/value";
import type { Column, Option } from "./column";
import { guessColumns, guessHeader } from "./guess";

const option = (id: string, label: string): Option => ({ id, label, also: [] });
const column = (id: string, label: string, kind: Kind = "text", options: readonly Option[] = [], ...headers: string[]): Column => ({ id, label, kind, options, headers });
const yesNo = [option("ja", "Ja"), option("nej", "Nej")];
const columns = [
  column("nr", "Nr.", "text", [], "Nr", "Anbefaling nr."),
  column("betegnelse", "Kort betegnelse", "text", [], "Anbefaling"),
  column("status", "Farve", "choice", [option("roed", "Rød"), option("gul", "Gul")], "Trafiklys"),
  column("dato", "Dato", "date"),
  column("klart", "Er det klart?", "choice", yesNo),
  column("penge", "Er der penge?", "choice", yesNo),
];
const guess = (rows: readonly string[][]) => {
  const header = guessHeader(rows, columns);
  return { header, columns: guessColumns(rows, header, columns, ["nr"]) };
};

test("[S26] columns are known by their headers, below a title as well", () => {
  assert.deepEqual(guess([["Kommunens liste"], ["Trafiklys", "ANBEFALING", "nr", "Noget andet"], ["rød", "Røgfri skole", "1", "x"]]), { header: 1, columns: ["status", "betegnelse", "nr", null] });
});

test("[S26] a header that says more than the name is known by it, when nothing is called so", () => {
  assert.deepEqual(guess([["Nr", "Farve (rød/gul)", "Dato for mødet"], ["1", "x", "y"]]), { header: 0, columns: ["nr", "status", "dato"] });
});

test("[S26] without headers what stands in a column tells, where only one question is answered so", () => {
  const rows = [
    ["T-1", "Røgfri skole", "rød", "ja", "21-11-2026"],
    ["T-2", "Rådgivning", "gul", "nej", "2026-11-22"],
  ];
  assert.deepEqual(guess(rows), { header: -1, columns: ["nr", "betegnelse", "status", null, "dato"] });
});

test("words above options, with no known name among them, are headers", () => {
  assert.equal(guess([["Punkt", "Hvor langt"], ["Skole", "Rød"], ["Mad", "gul"]]).header, 0);
});

test("one name alone in a wide row is no header", () => {
  assert.equal(guess([["Dato", "x", "y"], ["a", "b", "c"]]).header, -1);
});

test("no column is given twice", () => {
  assert.deepEqual(guess([["Nr", "Nr.", "Farve", "Trafiklys"], ["1", "2", "rød", "gul"]]).columns, ["nr", null, null, "status"]);
});

test("one column of texts is what the rows are called", () => {
  assert.deepEqual(guess([["Røgfri skole"], ["Mad og måltider"]]), { header: -1, columns: ["betegnelse"] });
});

test("nothing but headers is only headers", () => {
  assert.deepEqual(guess([["Nr", "Anbefaling"]]), { header: 0, columns: ["nr", "betegnelse"] });
});
