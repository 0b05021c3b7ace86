// The figures and clocks of a sheet, which are parts of the script. A figure is drawn anew in
// the frame after an answer that it shows has changed.

import type { Tree } from "../expressions/program";
import type { Drawn, FigureData } from "../figures/chart";
import type { Addresses } from "./address";
import type { ClockHost } from "./clock";
import type { Live } from "./live";
import { loadPart } from "./part";

/** Keeps the figures in a part of the page drawn. */
export function bindFigures(part: ParentNode, live: Live, addresses: Addresses): void {
  for (const element of part.querySelectorAll<HTMLElement>("[data-figure]")) void bind(element, live, addresses);
}

/** Starts the clocks in a part of the page. */
export function bindClocks(part: ParentNode, host: ClockHost): void {
  const clocks = part.querySelectorAll<HTMLElement>("[data-clock]");
  // Without the script of a clock its minutes stand there, and its table to write in.
  if (clocks.length > 0) void loadPart("clock", true).then((start) => clocks.forEach((clock) => start?.(clock, host)));
}

async function bind(element: HTMLElement, live: Live, addresses: Addresses): Promise<void> {
  const data = JSON.parse(element.dataset["figure"] ?? "{}") as FigureData;
  const draw = await loadPart(`figure-${data.kind}`, true);
  if (!draw) return; // the blank drawing stays, and the table with it
  const row = addresses.rowOf(element);
  let due = false;
  const paint = (): void => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      draw({ data, element, values: live.values, program: live.program, row });
    });
  };
  live.watch(treeOf(data), element, paint, row);
}

// All that a figure looks at. Its columns are asked in rows other than its own.
function treeOf(data: FigureData): Tree {
  const cell = (drawn: Drawn, level: readonly number[]): Tree => ["get", drawn.cell, ...level];
  const parts = Object.values(data.parts ?? {}).map((drawn) => cell(drawn, [1]));
  return [data.rows ?? null, data.where ?? null, ...parts, ...[...(data.values ?? []), ...(data.mark ? [data.mark] : [])].map((drawn) => cell(drawn, [1]))];
}
