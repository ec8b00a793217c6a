import type { WorkbookModel } from "../../files";
import { freeName, newestFirst, UNTITLED } from "./names";
import { type Claims, type KeptEntry, StorageRefusal, type WindowMemory, type WorkbookStore } from "./store";

/** What a window shows first. */
export interface Start {
  readonly model: WorkbookModel;
  readonly entry: KeptEntry;
  readonly isKept: boolean;
  /** Why it is not what the user may expect. */
  readonly because?: { readonly kind: "elsewhere" | "not opened"; readonly entry: KeptEntry };
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
    // Nothing is kept here; the first change that cannot be kept says so.
    return claimed(afresh(parts, []), parts.claims);
  }
}

async function restored(parts: StartParts): Promise<Start> {
  const { store, claims, memory } = parts;
  const entries = newestFirst(await store.list());
  const last = memory.recall();
  const entry = last === undefined ? entries[0] : entries.find(({ id }) => id === last);
  const fresh = afresh(parts, entries);
  if (entry === undefined) return claimed(fresh, claims);
  if (!(await claims.claim(entry.id))) return claimed({ ...fresh, because: { kind: "elsewhere", entry } }, claims);
  const failed = await store.startOpening(entry.id);
  const kept = failed >= MOST_FAILED_OPENINGS ? undefined : await store.read(entry.id);
  if (kept !== undefined) return { ...kept, isKept: true };
  return claimed({ ...fresh, because: { kind: "not opened", entry } }, claims);
}

/** What a window shows instead of a kept workbook whose cells it failed to show. */
export function insteadOf({ entry }: Start, parts: StartParts): Promise<Start> {
  const fresh = afresh(parts, [entry]);
  return claimed({ ...fresh, because: { kind: "not opened", entry } }, parts.claims);
}

async function claimed(start: Start, claims: Claims): Promise<Start> {
  await claims.claim(start.entry.id);
  return start;
}

function afresh({ firstModel, newId }: StartParts, entries: readonly KeptEntry[]): Start {
  const entry = { id: newId(), name: freeName(UNTITLED, entries), changedAt: 0 };
  return { model: firstModel, entry, isKept: false };
}
