import type { WorkbookModel } from "../../files";
import { freeName, newestFirst, UNTITLED } from "./names";
import { type Claims, type KeptEntry, StorageRefusal, type WindowMemory, type WorkbookStore } from "./store";

/** What a window shows first. */
export interface Start {
  readonly model: WorkbookModel;
  readonly entry: KeptEntry;
  readonly isKept: boolean;
  /** Why it is not what the user may expect. */
  readonly because?: { readonly kind: "elsewhere" | "failed twice"; readonly entry: KeptEntry };
  /** Why nothing is kept in this browser. */
  readonly refusal?: string;
}

export interface StartParts {
  readonly store: WorkbookStore;
  readonly claims: Claims;
  readonly memory: WindowMemory;
  readonly firstModel: WorkbookModel;
  newId(): string;
}

/** Openings that ended with the page before the workbook was there. The first may have been a hasty reload. */
const MOST_FAILED_OPENINGS = 2;

/** The workbook this window had open, else the latest one, else the first sheet. */
export async function chooseStart(parts: StartParts): Promise<Start> {
  try {
    return await restored(parts);
  } catch (thrown) {
    if (!(thrown instanceof StorageRefusal)) throw thrown;
    return { ...afresh(parts, []), refusal: thrown.message };
  }
}

async function restored(parts: StartParts): Promise<Start> {
  const { store, claims, memory } = parts;
  const entries = newestFirst(await store.list());
  const last = memory.recall();
  const entry = last === undefined ? entries[0] : entries.find(({ id }) => id === last);
  const fresh = afresh(parts, entries);
  if (entry === undefined) return fresh;
  if (!(await claims.claim(entry.id))) return { ...fresh, because: { kind: "elsewhere", entry } };
  if ((await store.startOpening(entry.id)) >= MOST_FAILED_OPENINGS) {
    claims.release();
    return { ...fresh, because: { kind: "failed twice", entry } };
  }
  const kept = await store.read(entry.id);
  return kept === undefined ? fresh : { ...kept, isKept: true };
}

function afresh({ firstModel, newId }: StartParts, entries: readonly KeptEntry[]): Start {
  const entry = { id: newId(), name: freeName(UNTITLED, entries), changedAt: 0 };
  return { model: firstModel, entry, isKept: false };
}
