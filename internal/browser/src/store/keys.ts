// Keys: redskab1/<site>/<forløb>/<path>, and behind `~` a version of the same cell.
//
// Keys carry no address of a page, so a site can move; they carry the site's id, for sites
// on one host share one drawer. A name that starts with `~` is no forløb and no path: the
// reader's choice of colours (preference.ts), a snapshot (before.ts).

import { isPath } from "../answers/path";

export interface Key {
  readonly forloeb: string;
  /** Null when what follows the forløb is no path of ours. */
  readonly path: string | null;
  /** What stands behind `~`: the key holds another version of the answer. */
  readonly version: string | null;
}

export class Keys {
  readonly prefix: string;
  /** Keys as they were taken apart: each is asked about many times. */
  readonly #parsed = new Map<string, Key | null>();

  constructor(site: string) {
    this.prefix = `redskab1/${site}/`;
  }

  of(forloeb: string, path: string, version?: string): string {
    return `${this.prefix}${forloeb}/${path}${version === undefined ? "" : "~" + version}`;
  }

  /** The parts of a key of an answer; null for every other key. */
  parse(key: string): Key | null {
    let parsed = this.#parsed.get(key);
    if (parsed === undefined) this.#parsed.set(key, (parsed = this.#parse(key)));
    return parsed;
  }

  #parse(key: string): Key | null {
    if (!key.startsWith(this.prefix)) return null;
    const m = /^([a-z0-9]+)\/([^~]+)(?:~([a-z0-9]+))?$/.exec(key.slice(this.prefix.length));
    if (!m) return null;
    const path = m[2] as string;
    return { forloeb: m[1] as string, path: isPath(path) ? path : null, version: m[3] ?? null };
  }
}
