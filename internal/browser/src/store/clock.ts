// Time, handed in so that tests own it. It decides when to save and what to show, never
// which answer counts.

export interface Clock {
  now(): Date;
  /** Runs once after so many milliseconds, unless the function it gives is called first. */
  after(milliseconds: number, run: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => new Date(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
