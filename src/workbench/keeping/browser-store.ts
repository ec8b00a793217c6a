import type { WorkbookModel } from "../../files";
import {
  type Claims,
  type KeptEntry,
  type KeptWorkbook,
  StorageRefusal,
  type WindowMemory,
  type WorkbookStore,
} from "./store";

const DATABASE = "infer-workbench";
const VERSION = 1;
/** One table of names, one of cells: a list need not read the cells. */
const ENTRIES = "entries";
const MODELS = "models";
const OPENINGS = "openings";

function refusalOf(cause: DOMException | Error | null): StorageRefusal {
  if (cause?.name === "QuotaExceededError") {
    return new StorageRefusal("The browser's storage is full. Delete workbooks you no longer need, or save to a file.");
  }
  const reason = cause === null ? "" : ` (${cause.name})`;
  return new StorageRefusal(`The browser does not let this page keep workbooks${reason}. Save to a file instead.`);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(refusalOf(request.error));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(refusalOf(transaction.error));
  });
}

/** The browser's database as the place where workbooks are kept. */
class DatabaseStore implements WorkbookStore {
  constructor(private readonly database: IDBDatabase) {}

  list(): Promise<readonly KeptEntry[]> {
    return result(this.start([ENTRIES], "readonly").objectStore(ENTRIES).getAll() as IDBRequest<KeptEntry[]>);
  }

  async read(id: string): Promise<KeptWorkbook | undefined> {
    const transaction = this.start([ENTRIES, MODELS], "readonly");
    const [entry, model] = await Promise.all([
      result(transaction.objectStore(ENTRIES).get(id) as IDBRequest<KeptEntry | undefined>),
      result(transaction.objectStore(MODELS).get(id) as IDBRequest<WorkbookModel | undefined>),
    ]);
    return entry === undefined || model === undefined ? undefined : { entry, model };
  }

  write({ entry, model }: KeptWorkbook): Promise<void> {
    return this.change((transaction) => {
      transaction.objectStore(ENTRIES).put(entry);
      transaction.objectStore(MODELS).put(model, entry.id);
    });
  }

  remove(id: string): Promise<void> {
    return this.change((transaction) => {
      for (const name of [ENTRIES, MODELS, OPENINGS]) transaction.objectStore(name).delete(id);
    });
  }

  async startOpening(id: string): Promise<number> {
    const transaction = this.start([OPENINGS], "readwrite");
    const openings = transaction.objectStore(OPENINGS);
    const before = (await result(openings.get(id) as IDBRequest<number | undefined>)) ?? 0;
    openings.put(before + 1, id);
    await finished(transaction);
    return before;
  }

  finishOpening(id: string): Promise<void> {
    return this.change((transaction) => transaction.objectStore(OPENINGS).delete(id));
  }

  /** Ends the transaction by its own word: one that waits for the page's next turn is lost where the page closes. */
  private async change(act: (transaction: IDBTransaction) => void): Promise<void> {
    const transaction = this.start([ENTRIES, MODELS, OPENINGS], "readwrite");
    const done = finished(transaction);
    try {
      act(transaction);
      transaction.commit();
    } catch (thrown) {
      done.catch(() => undefined);
      throw thrown instanceof DOMException ? refusalOf(thrown) : thrown;
    }
    await done;
  }

  private start(stores: readonly string[], mode: IDBTransactionMode): IDBTransaction {
    try {
      return this.database.transaction([...stores], mode);
    } catch (thrown) {
      throw thrown instanceof DOMException ? refusalOf(thrown) : thrown;
    }
  }
}

/** Opens the browser's database; refuses with a sentence where the browser forbids it. */
export function openBrowserStore(): Promise<WorkbookStore> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: DOMException | Error | null) => reject(refusalOf(cause));
    try {
      const request = indexedDB.open(DATABASE, VERSION);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(ENTRIES, { keyPath: "id" });
        request.result.createObjectStore(MODELS);
        request.result.createObjectStore(OPENINGS);
      };
      request.onerror = () => refuse(request.error);
      request.onblocked = () => refuse(null);
      request.onsuccess = () => {
        // A later version of this page in another window may want to change the tables.
        request.result.onversionchange = () => request.result.close();
        resolve(new DatabaseStore(request.result));
      };
    } catch (thrown) {
      if (!(thrown instanceof Error)) throw thrown;
      refuse(thrown);
    }
  });
}

/** A reload may ask while the page before it still holds its claim. */
const PATIENCE_MS = 1500;

const lockName = (id: string) => `${DATABASE}:${id}`;

/** Claims by the browser's locks, which end with the window however it ends. */
export class BrowserClaims implements Claims {
  private held: { readonly id: string; readonly end: () => void } | undefined;

  async claim(id: string): Promise<boolean> {
    if (this.held?.id === id) return true;
    // Locks are withheld from pages without encryption; there the last window to write wins.
    if (!("locks" in navigator)) return true;
    const end = await lockFor(lockName(id));
    if (end === undefined) return false;
    this.release();
    this.held = { id, end };
    return true;
  }

  isOpenElsewhere(id: string): Promise<boolean> {
    if (this.held?.id === id || !("locks" in navigator)) return Promise.resolve(false);
    return navigator.locks.request(lockName(id), { ifAvailable: true }, (lock) => lock === null);
  }

  release(): void {
    this.held?.end();
    this.held = undefined;
  }
}

/** Ends the lock that was given; `undefined` if it is not to be had in time. */
function lockFor(name: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    const hold = () => {
      clearTimeout(timer);
      return new Promise<void>((end) => resolve(end));
    };
    navigator.locks.request(name, { signal: patience.signal }, hold).catch((thrown: unknown) => {
      if (thrown instanceof DOMException && thrown.name === "AbortError") resolve(undefined);
      else reject(thrown);
    });
  });
}

const MEMORY = "infer-workbench";

/** The window's own storage, which outlives a reload and a crash but not the window. */
export class BrowserMemory implements WindowMemory {
  recall(): string | undefined {
    return this.storage()?.getItem(MEMORY) ?? undefined;
  }

  remember(id: string): void {
    this.storage()?.setItem(MEMORY, id);
  }

  private storage(): Storage | undefined {
    try {
      return window.sessionStorage;
    } catch (thrown) {
      // Where storage is forbidden even asking for it fails; a reload then opens the latest workbook.
      if (thrown instanceof DOMException) return undefined;
      throw thrown;
    }
  }
}
