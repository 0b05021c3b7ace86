// The board shows how far each step is, when the browser has answers: told from the forløb
// that the sheets show. Nothing is written, and no database is opened to look: what the
// second store alone has comes back when a sheet or Mine forløb is opened. [L5] [L32]
//
//	<section data-module="board" data-site="SITEID" data-progress="JSON" [data-cases="URL"] [data-only hidden]>
//	  <p data-board-case hidden></p>   which forløb it is
//	anywhere: <p data-step-progress="STEP" hidden></p>

import { decodeCell, type Value } from "../answers/cell";
import { stepState } from "../answers/progress";
import type { Toolbox } from "../answers/toolbox";
import { browserDrawer, onOtherPages, tabDrawer } from "../store/drawer";
import { Keys } from "../store/keys";
import { chosenAmong, drawerInUse, forloebAmong } from "../store/standing";

const words = { begun: "I gang", filled: "Udfyldt", untouched: "" } as const;

export function startBoard(element: HTMLElement): void {
  const toolbox = JSON.parse(element.dataset["progress"] ?? '{"sheets":[]}') as Toolbox;
  const keys = new Keys(element.dataset["site"] ?? "");
  const show = (): void => {
    const found = read(keys);
    const values: ReadonlyMap<string, Value> = found?.values ?? new Map();
    for (const step of document.querySelectorAll<HTMLElement>("[data-step-progress]")) {
      const state = stepState(step.dataset["stepProgress"] ?? "", values, toolbox);
      step.dataset["state"] = state;
      step.textContent = words[state];
      step.hidden = state === "untouched";
    }
    if (element.dataset["only"] !== undefined) element.hidden = found === null;
    showName(element, found?.name ?? null);
  };
  show();
  onOtherPages(show);
  window.addEventListener("pageshow", (event) => event.persisted && show());
}

function showName(element: HTMLElement, name: string | null): void {
  const line = element.querySelector<HTMLElement>("[data-board-case]");
  if (!line) return;
  line.hidden = name === null;
  const url = element.dataset["cases"];
  const link = document.createElement("a");
  link.href = url ?? "";
  link.textContent = "Mine forløb";
  line.replaceChildren(`Vist for forløbet »${name ?? ""}«. `, ...(url === undefined ? [] : [link]));
}

function read(keys: Keys): { readonly name: string; readonly values: ReadonlyMap<string, Value> } | null {
  const drawer = drawerInUse(browserDrawer(), tabDrawer(), keys);
  const all = drawer.keys(keys.prefix) ?? [];
  const listed = forloebAmong(all, drawer, keys);
  const id = chosenAmong(listed);
  const values = new Map<string, Value>();
  for (const key of all) {
    const parsed = keys.parse(key);
    const text = parsed?.forloeb === id && parsed.path !== null && parsed.version === null ? drawer.read(key) : null;
    const cell = text?.ok && text.text !== null ? decodeCell(text.text) : null;
    if (cell && parsed?.path) values.set(parsed.path, cell[0]);
  }
  return id === null ? null : { name: listed.find((one) => one.id === id)?.name ?? "", values };
}
