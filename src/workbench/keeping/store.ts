import type { WorkbookModel } from "../../files";

/** A kept workbook without its cells, as lists show it. */
export interface KeptEntry {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

export interface KeptWorkbook {
  readonly entry: KeptEntry;
  readonly model: WorkbookModel;
}

/** Why workbooks cannot be kept or fetched, in a sentence for the user. */
export class StorageRefusal extends Error {
  override readonly name = "StorageRefusal";
}

/** Where workbooks are kept between visits. Every method may end in a `StorageRefusal`. */
export interface WorkbookStore {
  list(): Promise<readonly KeptEntry[]>;
  read(id: string): Promise<KeptWorkbook | undefined>;
  /** Keeps a workbook, in place of what was kept under its id. The request is made at once, also on a page that closes. */
  write(workbook: KeptWorkbook): Promise<void>;
  remove(id: string): Promise<void>;
  /** Notes that a workbook is about to be opened; gives how often that was noted since it last opened in full. */
  startOpening(id: string): Promise<number>;
  finishOpening(id: string): Promise<void>;
}

/** Who has which workbook open: two windows that write the same one would undo each other's work. */
export interface Claims {
  /** Claims a workbook for this window in place of the one claimed before. False where another window has it open. */
  claim(id: string): Promise<boolean>;
  isOpenElsewhere(id: string): Promise<boolean>;
  release(): void;
}

/** What this window had open before it was reloaded. */
export interface WindowMemory {
  /** The id of the kept workbook, "" for none, `undefined` in a window that is new. */
  recall(): string | undefined;
  remember(id: string): void;
}

/** A store for a browser that has none: everything ends in the same refusal. */
export function noStore(refusal: StorageRefusal): WorkbookStore {
  const refuse = () => Promise.reject(refusal);
  return {
    list: refuse,
    read: refuse,
    write: refuse,
    remove: refuse,
    startOpening: refuse,
    finishOpening: refuse,
  };
}
