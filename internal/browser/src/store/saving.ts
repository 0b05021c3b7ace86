// When to save, and what may be said about it. [L11] [L12]

import type { Clock } from "./clock";
import type { Outcome } from "./store";

/**
 * What the reader is told. saved is said only of answers that have been read back;
 * unsaved stays until they have. blocked: the browser gives us no store at all.
 */
export type State =
  | { readonly kind: "idle" | "saving" }
  | { readonly kind: "saved"; readonly at: Date | null }
  | { readonly kind: "unsaved"; readonly blocked: boolean };

/** What saving needs of a Store. */
export interface Saveable {
  readonly dirty: boolean;
  save(): Promise<Outcome>;
}

const quiet = 300; // after the last key
const longest = 2_000; // after the first
const retries = [2_000, 10_000, 30_000]; // and then every 30 s

export class Saving {
  #current: State = { kind: "idle" };
  #stopQuiet = (): void => {};
  #stopLongest: (() => void) | null = null;
  #stopRetry = (): void => {};
  #failures = 0;
  #round = 0;
  #underWay = 0;

  constructor(
    private readonly store: Saveable,
    private readonly clock: Clock,
    private readonly tell: (state: State) => void,
  ) {}

  get state(): State {
    return this.#current;
  }

  /** What loading found: no store, no answers, or answers saved some other time. */
  loaded(found: "blocked" | "nothing" | "answers"): void {
    if (found === "blocked") this.#become({ kind: "unsaved", blocked: true });
    else this.#become(found === "answers" ? { kind: "saved", at: null } : { kind: "idle" });
  }

  /** Something was answered: saves it in this task, or once the typing pauses. */
  edited(when: "now" | "soon"): void {
    if (when === "now") return this.flush();
    if (this.#current.kind !== "unsaved") this.#become({ kind: "saving" });
    this.#stopQuiet();
    this.#stopQuiet = this.clock.after(quiet, () => this.flush());
    this.#stopLongest ??= this.clock.after(longest, () => this.flush());
  }

  /** Saves what is not saved, in this task as far as the store goes. */
  flush(): void {
    this.#stopQuiet();
    this.#stopLongest?.();
    this.#stopLongest = null;
    if (!this.store.dirty) {
      // Typed and taken back: what is saved is what is shown.
      if (this.#underWay > 0) return;
      if (this.#current.kind === "saving" || (this.#current.kind === "unsaved" && !this.#current.blocked)) this.#become({ kind: "saved", at: this.clock.now() });
      return;
    }
    if (this.#current.kind !== "unsaved") this.#become({ kind: "saving" });
    const round = ++this.#round;
    this.#underWay++;
    // A store that breaks its promise has not saved either.
    void this.store.save().then(
      (outcome) => this.#done(round, outcome),
      () => this.#done(round, "failed"),
    );
  }

  #done(round: number, outcome: Outcome): void {
    this.#underWay--;
    // A later round has its own answer; a failure counts whenever it comes.
    if (outcome === "saved" && round !== this.#round) return;
    this.#stopRetry();
    if (outcome === "saved" && !this.store.dirty) {
      this.#failures = 0;
      this.#become({ kind: "saved", at: this.clock.now() });
      return;
    }
    if (outcome === "saved") return; // edited meanwhile: its own timer is running
    const wait = retries[Math.min(this.#failures++, retries.length - 1)] as number;
    this.#become({ kind: "unsaved", blocked: outcome === "blocked" });
    this.#stopRetry = this.clock.after(wait, () => this.flush());
  }

  #become(state: State): void {
    this.#current = state;
    this.tell(state);
  }
}
