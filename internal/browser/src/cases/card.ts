// One forløb on the page: its name, what is known of it, how far its steps are, its sheets,
// and what can be done with it.

import { make, makeButton } from "../sheet/build";
import { stateWords, type CaseView } from "./view";

export interface CardActs {
  open(id: string): void;
  takeFile(id: string): void;
  print(id: string): void;
  rename(id: string): void;
  copy(id: string): void;
  delete(id: string): void;
}

export function card(view: CaseView, sheetsUrl: string, acts: CardActs): HTMLElement {
  const { id, name } = view;
  const heading = make("h2", { class: "case-name", id: `case-${id}` }, name);
  const badge = view.isChosen ? [make("p", { class: "case-chosen" }, "Vises på arkene nu")] : [];
  const act = (label: string, press: () => void): HTMLElement => {
    const button = makeButton(label, press);
    button.append(make("span", { class: "visually-hidden" }, ` ${name}`));
    return button;
  };
  const none = () => make("p", {}, "Der er ingen svar endnu. ", ...(sheetsUrl === "" ? [] : [make("a", { href: sheetsUrl }, "Find et ark")]));
  const sheets = view.sheets.length > 0 ? [sheetList(view, acts)] : view.isEmpty ? [none()] : [];
  return make(
    "article",
    { class: view.isChosen ? "case is-chosen" : "case", "aria-labelledby": heading.id, "data-case": id },
    make("div", { class: "case-head" }, heading, ...badge),
    make("ul", { class: "case-facts" }, ...view.facts.map((fact) => make("li", {}, fact))),
    ...(view.steps.some((step) => step.state !== "untouched") ? [steps(view)] : []),
    ...view.notes.map((note) => make("p", { class: "case-note" }, note)),
    ...sheets,
    make(
      "div",
      { class: "case-acts" },
      ...(view.isChosen ? [] : [act("Åbn", () => acts.open(id))]),
      act("Hent fil", () => acts.takeFile(id)),
      ...(view.sheets.length > 0 ? [act("Udskriv", () => acts.print(id))] : []),
      act("Omdøb", () => acts.rename(id)),
      act("Kopiér", () => acts.copy(id)),
      act("Slet", () => acts.delete(id)),
    ),
  );
}

// The board in small: a mark for each step, whose shape says how far it is, and in words
// those that somebody has begun.
function steps({ steps }: CaseView): HTMLElement {
  const mark = ({ number, state }: CaseView["steps"][number]): HTMLElement => make("span", { class: "case-mark", "data-state": state }, state === "filled" ? "✓" : String(number));
  const words = (["filled", "begun"] as const).flatMap((state) => {
    const titles = steps.filter((step) => step.state === state).map((step) => step.title);
    return titles.length > 0 ? [make("p", {}, make("b", {}, `${stateWords[state]}: `), titles.join(", "))] : [];
  });
  return make("div", { class: "case-steps" }, make("div", { class: "case-marks", "aria-hidden": "true" }, ...steps.filter((step) => step.number > 0).map(mark)), ...words);
}

function sheetList({ id, name, sheets, isChosen }: CaseView, acts: CardActs): HTMLElement {
  const list = make(
    "ul",
    { class: "case-sheets" },
    ...sheets.map(({ title, url, words }) => {
      const link = make("a", { href: url }, title);
      // Whoever follows a link from a forløb means that forløb.
      if (!isChosen) for (const event of ["click", "auxclick"]) link.addEventListener(event, () => acts.open(id));
      return make("li", {}, link, `: ${words}`);
    }),
  );
  const summary = make("summary", {}, sheets.length === 1 ? "1 ark med svar" : `${sheets.length} ark med svar`, make("span", { class: "visually-hidden" }, ` i ${name}`));
  return make("details", { class: "case-more" }, summary, list);
}
