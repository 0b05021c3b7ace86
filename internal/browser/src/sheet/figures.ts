// The figures of a sheet: drawn anew in the frame after an answer that they show has changed.

import type { Tree } from "../expressions/program";
import type { Drawn, FigureData } from "../figures/chart";
import type { Addresses } from "./address";
import type { Live } from "./live";
import { loadPart } from "./part";

/** Keeps the figures in a part of the page drawn. */
export function bindFigures(part: ParentNode, live: Live, addresses: Addresses): void {
  for (const element of part.querySelectorAll<HTMLElement>("[data-figure]")) void bind(element, live, addresses);
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
