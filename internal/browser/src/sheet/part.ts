// Parts of the script that few readers need, loaded when one of them asks: a classic script
// put into the page, which works from disk and under the policy, where import() does not.
//
// A part is a bundle of its own (bundle.go), whose address the layout of a sheet writes as
// data-part-NAME on the form, and whose last line calls offerPart. To add one: a line in
// Parts, a bundle, an address, a budget in bundle_test.go.

import type { Cells, Value } from "../answers/cell";
import type { Toolbox } from "../answers/toolbox";
import type { CatalogueData } from "../catalogue/catalogue";
import type { Draw } from "../figures/chart";
import type { readBook } from "../office/read";
import type { writeBook } from "../office/write";
import type { finish } from "../store/finish";
import type { Addresses } from "./address";
import type { BringHost } from "./bring";
import { make } from "./build";
import type { startClock } from "./clock";
import { ask } from "./dialog";
import type { handOver } from "./handover";
import type { FilesHost, goTemporary, newForloeb, openFiles } from "./opening";
import type { takeElsewhere } from "./elsewhere";
import type { excelOf } from "./excel";
import type { choosePaper } from "./choose";
import type { printView } from "./print";
import type { wordOf } from "./word";
import type { Reading } from "./reading";
import type { Tools } from "./tools";

/** What the whole of a forløb is printed of. */
export interface DocumentHost {
  readonly name: string;
  readonly cells: Cells;
  readonly toolbox: Toolbox;
  readonly at: Date;
  /** The element that the document is put behind; all beside it is hidden meanwhile. */
  readonly beside: HTMLElement;
  /** What is to be done when the reader goes back. */
  readonly closed: () => void;
}

/** Another way to print a sheet, and the answers that go on it. */
export interface OtherPaper {
  readonly data: CatalogueData;
  readonly sheet: string;
  /** The copy that is shown, "" for none. */
  readonly copy: string;
  readonly answers: ReadonlyMap<string, Value>;
  /** The forløb's name. */
  readonly name: string;
  readonly at: Date;
  /** Which of the sheet's papers. */
  readonly place: number;
}

/** What each part hands over, by its name. */
export interface Parts {
  /** Made by the build, and not of this folder: see catalogue.ts. */
  readonly catalogue: CatalogueData;
  readonly clock: typeof startClock;
  readonly document: (host: DocumentHost, data: CatalogueData) => void;
  readonly files: { readonly openFiles: typeof openFiles; readonly takeElsewhere: typeof takeElsewhere; readonly newForloeb: typeof newForloeb; readonly goTemporary: typeof goTemporary; readonly handOver: typeof handOver; readonly finish: typeof finish };
  readonly former: (form: HTMLElement, addresses: Addresses, stored: ReadonlyMap<string, Value>) => Reading;
  readonly office: { readonly readBook: typeof readBook; readonly writeBook: typeof writeBook; readonly excelOf: typeof excelOf; readonly wordOf: typeof wordOf };
  readonly opening: (text: string, site: string, example: string) => Promise<unknown>;
  readonly paper: { readonly printView: typeof printView; readonly choosePaper: typeof choosePaper };
  readonly [figure: `figure-${string}`]: Draw;
  readonly import: (button: HTMLElement, host: BringHost) => void;
  readonly prints: (what: OtherPaper) => Node[];
  /** From the button that was pressed; with files, those have been picked already. */
  readonly send: (button: HTMLElement, host: FilesHost, files?: readonly File[]) => void;
  readonly tools: typeof Tools;
}

const loading = new Map<keyof Parts, Promise<unknown>>();

/**
 * Gives a part, loaded at most once. Where it cannot be had, the reader is told and may try
 * again; null when he gives up. What he did not ask for (unasked) is gone without quietly.
 */
export async function loadPart<K extends keyof Parts>(name: K, unasked = false): Promise<Parts[K] | null> {
  for (;;) {
    const part = loading.get(name) ?? fetchPart(name);
    loading.set(name, part);
    const got = (await part) as Parts[K] | null;
    if (got !== null) return got;
    loading.delete(name);
    if (unasked) return null;
    const words = "Siden mangler en del, som ikke kunne hentes. Se efter, om der er forbindelse, og prøv igen. Jeres svar er, som de var.";
    const again = await ask("Det kan ikke lade sig gøre nu", [make("p", {}, words)], [
      { label: "Prøv igen", value: "again", main: true },
      { label: "Luk", value: "close" },
    ]);
    if (again !== "again") return null;
  }
}

/** Called by the part's own script while it runs. */
export function offerPart<K extends keyof Parts>(part: Parts[K]): void {
  document.currentScript?.dispatchEvent(new CustomEvent(offered, { detail: part }));
}

const offered = "part";

/**
 * Loads a part, and gives null when it was not to be had: most want loadPart, which tells the
 * reader. The script element is the meeting place: no global is needed, and none can be in the way.
 */
export function fetchPart(name: string): Promise<unknown> {
  return new Promise((resolve) => {
    const src = document.querySelector(`[data-part-${name}]`)?.getAttribute(`data-part-${name}`);
    if (!src) return resolve(null);
    const script = make("script", { src });
    const done = (part: unknown) => {
      script.remove();
      resolve(part);
    };
    script.addEventListener(offered, (event) => done((event as CustomEvent<unknown>).detail));
    // After a script that ran, done has been called; then this says nothing new.
    for (const end of ["load", "error"]) script.addEventListener(end, () => done(null));
    document.head.append(script);
  });
}
