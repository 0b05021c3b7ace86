// What a Store says, and what it asks of the page it serves.

/** blocked: the browser gives us no store at all; failed: it refused something. */
export type Outcome = "saved" | "failed" | "blocked";

/** A second store behind the drawer, which takes longer. [L20] */
export interface Second {
  /** Whether something written has still to reach it, and is waited for. */
  readonly due: boolean;
  /** Whether all that was written is kept there too, where the browser has it. */
  settle(): Promise<boolean>;
}

/** What the store asks of the page it serves. */
export interface Page {
  /** Whether the reader is typing there, so that the answer must not change under him. */
  busy(path: string): boolean;
  /** What is known of these cells has changed, not by the page itself. */
  changed(paths: ReadonlySet<string>): void;
  /** Whether the reader cleared the computer since the page was opened; then the page goes. [L30] */
  isCleared?(): boolean;
  /** Something in the forløb has been answered. */
  wrote?(forloeb: string): void;
  /** The forløb is gone for good, and another is read. [L28] */
  left?(): void;
}
