// What the reader has chosen about the site itself. It is no answer: when it cannot be
// kept, nothing is lost. Nothing is written until the reader chooses.

import { browserDrawer } from "./drawer";
import { Keys } from "./keys";

export interface Preference {
  read(): string | null;
  /** null forgets the choice. */
  write(value: string | null): void;
}

export function preference(site: string, name: string): Preference {
  const drawer = browserDrawer();
  const key = `${new Keys(site).prefix}~${name}`;
  return {
    read() {
      const read = drawer.read(key);
      return read.ok ? read.text : null;
    },
    write(value) {
      if (value === null) drawer.remove(key);
      else drawer.write(key, value);
    },
  };
}
