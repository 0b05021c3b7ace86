// The second store: a database of texts by key. This file alone names indexedDB.
//
// Naming it can throw, opening can throw, fail, or never answer; a connection can be closed
// under us, and the database deleted. Nothing of that is told apart: a promise that is
// rejected means not done, and one that stays open means that nobody knows. [L20] [L23]

export interface Database {
  /** Every text by key; none, and nothing is made, where there is no database yet. [L22] */
  read(): Promise<Map<string, string>>;
  /**
   * Writes (null: removes) in one transaction, and resolves when that is complete: true
   * when the database had to be made for it. meet is told of each text that is to be
   * written over, and gives a key to keep it under, or null.
   */
  write(texts: ReadonlyMap<string, string | null>, meet: (key: string, there: string) => string | null): Promise<boolean>;
  /** Removes all that is in the database, and the database itself as soon as no page has it open. */
  remove(): Promise<void>;
}

const shelf = "answers";

/** The browser's database of a site. */
export function browserDatabase(site: string): Database {
  return databaseOf(() => window.indexedDB, `redskab1/${site}`);
}

export function databaseOf(factory: () => IDBFactory, name: string): Database {
  return new Connected(factory, name);
}

class Connected implements Database {
  #opening: Promise<IDBDatabase | null> | null = null;
  #made = false;

  constructor(
    private readonly factory: () => IDBFactory,
    private readonly name: string,
  ) {}

  async read(): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    const database = await this.#open(false);
    if (!database) return texts;
    await this.#transact(database, "readonly", (store) => {
      const keys = store.getAllKeys();
      const values = store.getAll();
      values.onsuccess = () => {
        keys.result.forEach((key, i) => {
          const text: unknown = values.result[i];
          if (typeof key === "string" && typeof text === "string") texts.set(key, text);
        });
      };
    });
    return texts;
  }

  async write(texts: ReadonlyMap<string, string | null>, meet: (key: string, there: string) => string | null): Promise<boolean> {
    const database = (await this.#open(true)) as IDBDatabase;
    await this.#transact(database, "readwrite", (store) => {
      for (const [key, text] of texts) {
        const there = store.get(key);
        there.onsuccess = () => {
          const aside = typeof there.result === "string" && there.result !== text ? meet(key, there.result) : null;
          if (aside !== null) store.put(there.result, aside);
          if (text === null) store.delete(key);
          else store.put(text, key);
        };
      }
    });
    const made = this.#made;
    this.#made = false;
    return made;
  }

  async remove(): Promise<void> {
    const database = await this.#open(false);
    if (!database) return;
    await this.#transact(database, "readwrite", (store) => {
      const keys = store.getAllKeys();
      keys.onsuccess = () => {
        for (const key of keys.result) store.delete(key);
      };
    });
    this.#opening = null;
    close(database);
    await new Promise<void>((resolve) => {
      const request = this.factory().deleteDatabase(this.name);
      // It is empty already: whether it goes now or when others let go of it is the same.
      for (const end of ["success", "error", "blocked"]) request.addEventListener(end, () => resolve());
    });
  }

  async #open(make: boolean): Promise<IDBDatabase | null> {
    const database = await (this.#opening ??= this.#attempt(make));
    return database || !make ? database : (this.#opening ??= this.#attempt(true));
  }

  async #attempt(make: boolean): Promise<IDBDatabase | null> {
    try {
      const database = make || (await this.#mayExist()) ? await this.#request(make) : null;
      if (!database) this.#opening = null;
      return database;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  // Opening makes a database; where the browser can list them there is no need to try.
  async #mayExist(): Promise<boolean> {
    const factory = this.factory();
    if (typeof factory.databases !== "function") return true;
    return (await factory.databases()).some(({ name }) => name === this.name);
  }

  #request(make: boolean): Promise<IDBDatabase | null> {
    return new Promise((resolve, reject) => {
      const request = this.factory().open(this.name, 1);
      let refused = false;
      request.onupgradeneeded = () => {
        this.#made = make;
        refused = !make;
        if (make) request.result.createObjectStore(shelf);
        else request.transaction?.abort(); // what was not there is not there again
      };
      request.onerror = (event) => {
        event.preventDefault();
        if (refused) resolve(null);
        else reject(request.error);
      };
      request.onsuccess = () => {
        const database = request.result;
        const forget = () => (this.#opening = null);
        database.onclose = forget;
        database.onversionchange = () => {
          database.close(); // somebody deletes it, or a later edition needs it
          forget();
        };
        resolve(database);
      };
    });
  }

  #transact(database: IDBDatabase, mode: IDBTransactionMode, act: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(shelf, mode);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      act(transaction.objectStore(shelf));
    }).catch((error: unknown) => {
      // A connection that failed once is not trusted again.
      this.#opening = null;
      close(database);
      throw error;
    });
  }
}

/** No second store, for answers that are not to outlive their tab. [L31] */
export const noDatabase: Database = {
  read: () => Promise.resolve(new Map()),
  write: () => Promise.resolve(false),
  remove: () => Promise.resolve(),
};

function close(database: IDBDatabase): void {
  try {
    database.close();
  } catch {
    // It is closed.
  }
}
