// Folder store: where answers are kept. Its two nouns are Drawer, a store of texts by key
// that may refuse anything at any time, and Store, the answers of one forløb as this page
// knows them.
//
// Rules of the folder (the law is internal/worksheet/SPEC.md, section Storage):
//   - This file is the only one that names localStorage and sessionStorage, and database.ts
//     the only one that names indexedDB; mirror.ts is a Drawer over both kinds. Naming one
//     can throw, reading and writing can throw, and a write can be dropped without a word.
//   - Results, never exceptions. Whatever an exception is called, it means: not done.
//   - No clear(), and no key outside the site's own prefix is read, written or removed.
//   - Time comes from a Clock and chance from a function, so that tests own both. No
//     decision about answers rests on the time.

/** A Drawer is a store that may refuse anything at any time. */
export interface Drawer {
  /** The keys that start with prefix, or null when the drawer cannot be opened. */
  keys(prefix: string): string[] | null;
  read(key: string): Read;
  /** Whether the text has been written, and read back as it was written. */
  write(key: string, text: string): boolean;
  /** Whether the key is gone. */
  remove(key: string): boolean;
}

export type Read = { readonly ok: true; readonly text: string | null } | { readonly ok: false };

/** What a Drawer needs of the browser's Storage. */
export type Shelf = Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;

/**
 * The drawer over a Storage. The Storage is fetched anew each time: a browser that blocks
 * it now may allow it later, and the other way round.
 */
export function drawerOf(shelf: () => Shelf): Drawer {
  return {
    keys(prefix) {
      return attempt(() => {
        const storage = shelf();
        const keys: string[] = [];
        for (let i = 0; i < storage.length; i++) {
          const key = storage.key(i);
          if (key?.startsWith(prefix)) keys.push(key);
        }
        return keys;
      }, null);
    },
    read(key) {
      return attempt<Read>(() => ({ ok: true, text: shelf().getItem(key) }), { ok: false });
    },
    write(key, text) {
      return attempt(() => {
        const storage = shelf();
        storage.setItem(key, text);
        return storage.getItem(key) === text;
      }, false);
    },
    remove(key) {
      return attempt(() => {
        const storage = shelf();
        storage.removeItem(key);
        return storage.getItem(key) === null;
      }, false);
    },
  };
}

function attempt<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch {
    return otherwise;
  }
}

/** The browser's own drawer. */
export function browserDrawer(): Drawer {
  return drawerOf(() => window.localStorage);
}

/** A drawer that the browser empties when the tab is closed. [L31] */
export function tabDrawer(): Drawer {
  return drawerOf(() => window.sessionStorage);
}

/** Hears of what other pages write and remove; key is null when one of them cleared all. */
export function onOtherPages(hear: (key: string | null, text: string | null) => void): void {
  window.addEventListener("storage", (event) => {
    // sessionStorage sends the same event. Comparing the areas would name localStorage
    // outside attempt, and a key of ours never stands there.
    hear(event.key, event.newValue);
  });
}

/** Random letters and digits for ids; works without a secure context. */
export function randomMark(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
}
