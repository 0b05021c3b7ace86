// Work that may take long, done a little at a time, so that the page goes on answering.

import type { Work } from "../exchange/table";
import { browserClock } from "../store/clock";

const piece = 30; // milliseconds at a stretch

/**
 * Does a work and hands over what it gives. Progress is told once it has taken 200 ms. What
 * is given back stops it; then nothing is handed over.
 */
export function doWork<T>(work: Work<T>, done: (result: T) => void, progress: (share: number) => void): () => void {
  const started = browserClock.now().getTime();
  let stop = (): void => {};
  const go = (): void => {
    const from = browserClock.now().getTime();
    for (;;) {
      const step = work.next();
      if (step.done) return done(step.value);
      const now = browserClock.now().getTime();
      if (now - started > 200) progress(step.value);
      if (now - from > piece || now < from) break; // the clock may be set back meanwhile
    }
    stop = browserClock.after(0, go);
  };
  go();
  return () => stop();
}
