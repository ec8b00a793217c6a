import type { WorkbookModel } from "../../../src/files";
import { BLANK_WORKBOOK } from "../../../src/workbench/document/plain-model";
import type { Clock } from "../../../src/workbench/keeping/keeper";
import type { Desk, ShareOutcome } from "../../../src/workbench/keeping/parts";
import { WorkbookSession } from "../../../src/workbench/keeping/session";
import { chooseStart } from "../../../src/workbench/keeping/start";
import {
  type Claims,
  type KeptEntry,
  type KeptWorkbook,
  StorageRefusal,
  type WindowMemory,
  type WorkbookStore,
} from "../../../src/workbench/keeping/store";

export const FULL = "The storage is full.";

/** A store that outlives windows, and may be full. */
export class MemoryStore implements WorkbookStore {
  readonly kept = new Map<string, KeptWorkbook>();
  readonly openings = new Map<string, number>();
  isFull = false;
  isForbidden = false;
  writes = 0;

  list(): Promise<readonly KeptEntry[]> {
    return this.answer(() => [...this.kept.values()].map(({ entry }) => entry));
  }

  read(id: string): Promise<KeptWorkbook | undefined> {
    return this.answer(() => this.kept.get(id));
  }

  write(workbook: KeptWorkbook): Promise<void> {
    if (this.isFull) return Promise.reject(new StorageRefusal(FULL));
    this.writes++;
    return this.answer(() => void this.kept.set(workbook.entry.id, structuredClone(workbook)));
  }

  remove(id: string): Promise<void> {
    return this.answer(() => void this.kept.delete(id));
  }

  startOpening(id: string): Promise<number> {
    return this.answer(() => {
      const before = this.openings.get(id) ?? 0;
      this.openings.set(id, before + 1);
      return before;
    });
  }

  finishOpening(id: string): Promise<void> {
    return this.answer(() => void this.openings.delete(id));
  }

  private answer<T>(act: () => T): Promise<T> {
    return this.isForbidden ? Promise.reject(new StorageRefusal("Storage is forbidden.")) : Promise.resolve(act());
  }
}

/** Time that passes when it is told to. */
export class HandClock implements Clock {
  time = 1_000_000;
  private waiting: { readonly at: number; readonly act: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, act: () => void): () => void {
    const entry = { at: this.time + ms, act };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  breathe(): Promise<void> {
    return Promise.resolve();
  }

  async pass(ms: number): Promise<void> {
    this.time += ms;
    const due = this.waiting.filter(({ at }) => at <= this.time);
    this.waiting = this.waiting.filter(({ at }) => at > this.time);
    for (const { act } of due) act();
    await settled();
  }
}

/** Lets every promise that can settle do so. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** A grid that holds one model and is edited by hand. */
export class HandDesk implements Desk {
  opened = 0;
  isBroken = false;
  private listeners: (() => void)[] = [];

  constructor(private shown: WorkbookModel) {}

  open(model: WorkbookModel): void {
    if (this.isBroken) throw new Error("the grid broke");
    this.opened++;
    this.shown = model;
    // What the grid does to a workbook while it opens is no edit.
    for (const listener of this.listeners) listener();
  }

  model(): WorkbookModel {
    return this.shown;
  }

  edit(value: number): void {
    this.shown = withValue(value);
    for (const listener of this.listeners) listener();
  }

  onEdit(listener: () => void): void {
    this.listeners.push(listener);
  }

  recalculate = () => Promise.resolve();
  calculated = () => Promise.resolve();
  finishTyping = () => Promise.resolve();
}

export function withValue(value: number): WorkbookModel {
  const [sheet] = BLANK_WORKBOOK.sheets;
  if (sheet === undefined) throw new Error("A blank workbook has a sheet.");
  return { ...BLANK_WORKBOOK, sheets: [{ ...sheet, cells: [{ row: 0, col: 0, value }] }] };
}

/** Who has what open, over all windows of a browser. */
export class Browser {
  readonly store = new MemoryStore();
  readonly clock = new HandClock();
  readonly shares: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  shareOutcome: ShareOutcome = "shared";
  readonly downloads: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  readonly faults: unknown[] = [];
  readonly first = withValue(0);
  private readonly claimed = new Map<string, object>();
  private ids = 0;

  /** Opens a window; a reload is a window with the memory of the one before. */
  async window(memory: WindowMemory = this.memory()) {
    const owner = {};
    const parts = {
      store: this.store,
      claims: this.claims(owner),
      memory,
      firstModel: this.first,
      newId: () => `w${++this.ids}`,
    };
    const start = await chooseStart(parts);
    const desk = new HandDesk(start.model);
    const session = new WorkbookSession(
      {
        ...parts,
        desk,
        clock: this.clock,
        timeText: (ms) => `at ${ms}`,
        download: (name, bytes) => this.downloads.push({ name, bytes }),
        share: (name, bytes) => {
          this.shares.push({ name, bytes });
          return Promise.resolve(this.shareOutcome);
        },
        report: (thrown) => this.faults.push(thrown),
      },
      start,
    );
    const close = () => {
      for (const [id, other] of this.claimed) if (other === owner) this.claimed.delete(id);
    };
    return { session, desk, memory, close };
  }

  private memory(): WindowMemory {
    let last: string | undefined;
    return {
      recall: () => last,
      remember: (id) => {
        last = id;
      },
    };
  }

  private claims(owner: object): Claims {
    const isElsewhere = (id: string) => (this.claimed.get(id) ?? owner) !== owner;
    const release = () => {
      for (const [id, other] of this.claimed) if (other === owner) this.claimed.delete(id);
    };
    return {
      claim: (id) => {
        if (isElsewhere(id)) return Promise.resolve(false);
        release();
        this.claimed.set(id, owner);
        return Promise.resolve(true);
      },
      isOpenElsewhere: (id) => Promise.resolve(isElsewhere(id)),
      release,
    };
  }
}
