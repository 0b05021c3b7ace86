// The clocks of a sheet. A countdown runs in the page and nowhere else; it is heard when
// there is a minute left and when the time is up, never in between.

import { agendaLines, Countdown, faceWords, rounds, sumWords } from "../clocks/timing";
import type { Tree } from "../expressions/program";
import { cellWords } from "../expressions/words";
import type { Clock } from "../store/clock";
import type { Addresses } from "./address";
import { make, makeButton, setText } from "./build";
import type { Live } from "./live";

export interface ClockHost {
  readonly live: Live;
  readonly addresses: Addresses;
  readonly clock: Clock;
  say(text: string): void;
}

interface ClockData {
  readonly kind: "countdown" | "agenda" | "rotation";
  readonly rows?: Tree;
  readonly label?: string;
  /** How many, or the cell that says so. */
  readonly minutes: number | string;
  readonly start?: string;
  readonly length?: string;
  readonly roles?: readonly string[];
}

export function startClock(element: HTMLElement, host: ClockHost): void {
  const data = JSON.parse(element.dataset["clock"] ?? "{}") as ClockData;
  const tools = element.querySelector<HTMLElement>(".clock-tools");
  if (!tools) return;
  // A sheet that repeats binds its clocks anew for each copy; one that runs goes on.
  if (data.kind !== "agenda" && tools.childElementCount === 0) startCountdown(element, tools, Number(data.minutes) * 60_000, host);
  if (data.kind === "countdown") return;
  const table = new Times(element, data, host);
  const { live, addresses } = host;
  const asked = [data.label, data.minutes, data.start, data.length].filter((cell) => typeof cell === "string").map((cell): Tree => ["get", cell, 1]);
  live.watch([data.rows ?? null, ...asked], element, () => table.paint(), addresses.rowOf(element));
}

// The empty rows of each table, for when nothing is left to fill it with.
const blanks = new WeakMap<HTMLElement, readonly Node[]>();

/** The table of an agenda or of roles that go round. */
class Times {
  constructor(
    private readonly element: HTMLElement,
    private readonly data: ClockData,
    private readonly host: ClockHost,
  ) {
    if (!blanks.has(element)) blanks.set(element, [...(this.body?.children ?? [])]);
  }

  private get body(): HTMLElement | null {
    return this.element.querySelector("tbody");
  }

  paint(): void {
    const { values, program } = this.host.live;
    const { data } = this;
    const row = this.host.addresses.rowOf(this.element);
    const rows = values.rows(data.rows as Tree, row);
    const label = (one: string): string => (data.label === undefined ? "" : cellWords(data.label, values, program, one));
    if (data.kind === "rotation") return this.fill(rounds(rows.map(label), data.roles ?? []).map((round, i) => [String(i + 1), ...round]));
    const number = (cell: string | number | undefined, one: string): number | null => {
      const value = typeof cell === "string" ? values.cell(cell, one) : null;
      return typeof value === "number" ? value : null;
    };
    const points = rows.map((one) => ({ label: label(one), minutes: number(data.minutes, one) }));
    const start = data.start === undefined ? null : values.cell(data.start, row);
    this.fill(agendaLines(typeof start === "string" ? start : null, points));
    const sum = this.element.querySelector(".clock-sum");
    if (sum) setText(sum, sumWords(points, number(data.length, row)));
  }

  private fill(lines: readonly (readonly string[])[]): void {
    const rows = lines.map((line) => make("tr", {}, ...line.map((text) => make("td", {}, text))));
    this.body?.replaceChildren(...(rows.length > 0 ? rows : (blanks.get(this.element) ?? [])));
  }
}

function startCountdown(element: HTMLElement, tools: HTMLElement, length: number, host: ClockHost): void {
  const countdown = new Countdown(length);
  const face = make("p", { class: "clock-face", role: "timer", "aria-live": "off" });
  const label = element.querySelector(".clock-label")?.textContent ?? "";
  const now = (): number => host.clock.now().getTime();
  let heard = Infinity;
  let stop = (): void => {};
  const show = (): void => {
    stop();
    const [left, over] = [countdown.left(now()), countdown.over(now())];
    setText(face, faceWords(left, over));
    element.toggleAttribute("data-over", over > 0);
    setText(go, countdown.isRunning ? "Pause" : left < length ? "Fortsæt" : "Start uret");
    back.hidden = left === length && !countdown.isRunning;
    hear(left);
    if (countdown.isRunning) stop = host.clock.after(left > 0 ? left % 1000 || 1000 : 1000, show);
  };
  const hear = (left: number): void => {
    if (countdown.isRunning && left === 0 && heard > 0) host.say(`${label}: Tiden er gået.`);
    else if (countdown.isRunning && left <= 60_000 && heard > 60_000 && length > 120_000) host.say(`${label}: Et minut tilbage.`);
    heard = left;
  };
  const go = makeButton("", () => {
    if (countdown.isRunning) countdown.pause(now());
    else countdown.start(now());
    show();
  });
  const back = makeButton("Begynd forfra", () => {
    countdown.reset();
    heard = Infinity;
    show();
    go.focus();
  });
  const large = makeButton("Vis stort", () => {
    const isLarge = element.toggleAttribute("data-large");
    setText(large, isLarge ? "Vis lille" : "Vis stort");
    large.setAttribute("aria-pressed", String(isLarge));
  });
  large.setAttribute("aria-pressed", "false");
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && element.hasAttribute("data-large")) large.click();
  });
  tools.append(face, make("p", { class: "clock-acts" }, go, " ", back, " ", large));
  tools.hidden = false;
  show();
}
