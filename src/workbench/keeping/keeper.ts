import type { WorkbookModel } from "../../files";
import { type KeptEntry, StorageRefusal, type WorkbookStore } from "./store";

/** The time of day and what waits for it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Acts after some milliseconds, unless what it gives is called before. */
  after(ms: number, act: () => void): () => void;
  /** Lets the page show what has changed before the next long step. */
  breathe(): Promise<void>;
}

/** How far the open workbook is kept. */
export type Keeping =
  | { readonly state: "untouched" | "waiting" }
  | { readonly state: "kept"; readonly at: number }
  | { readonly state: "failed"; readonly because: string };

interface KeeperParts {
  readonly store: WorkbookStore;
  readonly clock: Clock;
  readonly model: () => WorkbookModel;
  readonly onChange: (keeping: Keeping) => void;
}

const LEAST_DELAY_MS = 1000;
/** A large workbook takes a while to keep; this share of the time is left to its user. */
const REST_PER_WORK = 20;

/** Keeps the open workbook soon after each change. */
export class Keeper {
  private isChanged = false;
  private cancel: (() => void) | undefined;
  private costMs = 0;

  constructor(
    private readonly parts: KeeperParts,
    private entry: KeptEntry,
  ) {}

  /** Turns to another workbook. What has changed in the one before must be kept by then. */
  follow(entry: KeptEntry, isKept: boolean): void {
    this.cancel?.();
    this.entry = entry;
    this.isChanged = false;
    this.parts.onChange(isKept ? { state: "kept", at: entry.changedAt } : { state: "untouched" });
  }

  get hasUnkeptChanges(): boolean {
    return this.isChanged;
  }

  /** What changes from now on is kept under this name. */
  rename(name: string): void {
    this.entry = { ...this.entry, name };
  }

  edited(): void {
    this.isChanged = true;
    this.cancel?.();
    const delay = Math.max(LEAST_DELAY_MS, this.costMs * REST_PER_WORK);
    this.cancel = this.parts.clock.after(delay, () => void this.keep());
    this.parts.onChange({ state: "waiting" });
  }

  /** Keeps what has changed; false where that fails. The request to the browser is made before this returns. */
  async keep(): Promise<boolean> {
    if (!this.isChanged) return true;
    this.cancel?.();
    this.isChanged = false;
    const { store, clock, onChange } = this.parts;
    const started = clock.now();
    const entry = { ...this.entry, changedAt: started };
    this.entry = entry;
    try {
      const written = store.write({ entry, model: this.parts.model() });
      this.costMs = clock.now() - started;
      await written;
      if (this.entry.id === entry.id && !this.isChanged) onChange({ state: "kept", at: started });
      return true;
    } catch (thrown) {
      if (!(thrown instanceof StorageRefusal)) throw thrown;
      if (this.entry.id === entry.id) this.isChanged = true;
      onChange({ state: "failed", because: thrown.message });
      return false;
    }
  }
}
