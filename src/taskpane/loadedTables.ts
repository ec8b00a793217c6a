import { tableByName, tableNames } from "../data";
import type { Table } from "../data/types";
import type { SheetTable, WorkbookPort } from "../host/port";
import { type LoadRecord, recordOfText, recordText } from "./loadRecord";

const INDEX = "loaded";
const recordKey = (id: string) => `loaded:${id}`;
const recordKeyBefore = (id: string) => `loaded:${id}:before`;

/** A note on a table that was loaded into this workbook; it stays in the workbook. */
interface Note {
  readonly id: string;
  /** What the table was called when it was noted; it may have been renamed since. */
  readonly name: string;
  /** The reference table, and which of its rows. */
  readonly from: string;
  readonly filter: string;
  /** The day of the data, as a serial number. */
  readonly day: number;
}

/** A table of the workbook that came from a reference table. */
export interface LoadedTable {
  readonly table: SheetTable;
  readonly from: string;
  readonly filter: string;
  readonly day?: number;
  /** Absent where the workbook holds no note, as after a copy of the sheet. */
  readonly noteId?: string;
}

function isNote(value: unknown): value is Note {
  const note = value as Partial<Note> | null;
  return typeof note?.id === "string" && typeof note.name === "string" && typeof note.from === "string";
}

async function notesOf(port: WorkbookPort): Promise<readonly Note[]> {
  const text = await port.setting(INDEX);
  const parsed: unknown = text === undefined ? [] : JSON.parse(text);
  return Array.isArray(parsed) ? parsed.filter(isNote).filter(({ from }) => tableByName(from) !== undefined) : [];
}

const SAME = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Notes which rows of which table were loaded under a name, and what they held; in place of an older note of the table. */
export async function noteLoaded(
  port: WorkbookPort,
  loaded: Omit<Note, "id">,
  record: LoadRecord,
  noteId?: string,
): Promise<void> {
  const notes = await notesOf(port);
  const known = notes.find(({ name, id }) => (noteId === undefined ? SAME(name, loaded.name) : id === noteId));
  const id = known?.id ?? String(1 + Math.max(0, ...notes.map((note) => Number(note.id) || 0)));
  const before = noteId === undefined ? undefined : await port.setting(recordKey(id));
  if (before !== undefined) await port.storeSetting(recordKeyBefore(id), before);
  await port.storeSetting(recordKey(id), recordText(record));
  await port.storeSetting(INDEX, JSON.stringify([...notes.filter((note) => note !== known), { id, ...loaded }]));
}

/** What the table held after it was loaded or refreshed last, then what it held before: a refresh can be undone. */
export async function recordsOfTable(port: WorkbookPort, { noteId }: LoadedTable): Promise<readonly LoadRecord[]> {
  if (noteId === undefined) return [];
  const texts = [await port.setting(recordKey(noteId)), await port.setting(recordKeyBefore(noteId))];
  return texts.flatMap((text) => recordOfText(text) ?? []);
}

async function headerOf(port: WorkbookPort, { area }: SheetTable): Promise<readonly string[]> {
  const [header = []] = await port.read({ ...area, rows: 1 });
  return header.map((cell) => (typeof cell === "string" ? cell.trim().toLowerCase() : ""));
}

/** Enough of the reference table's columns, its key among them. */
function looksLike(header: readonly string[], table: Table): boolean {
  const has = (id: string) => header.includes(id.toLowerCase());
  const shared = table.columns.filter(({ id }) => has(id)).length;
  return table.keyColumns.every(has) && shared * 2 > table.columns.length;
}

/** The tables of the workbook that came from reference tables, also those that were renamed since. */
export async function loadedTables(port: WorkbookPort): Promise<readonly LoadedTable[]> {
  const tables = await port.tables();
  if (tables.length === 0) return [];
  const notes = await notesOf(port);
  const orphans = notes.filter(({ name }) => !tables.some((table) => SAME(table.name, name)));
  const found: LoadedTable[] = [];
  for (const table of tables) {
    const note = notes.find(({ name }) => SAME(name, table.name)) ?? (await adopted(port, table, orphans));
    if (note !== undefined) found.push({ table, from: note.from, filter: note.filter, day: note.day, noteId: note.id });
    else {
      const from = await likeness(port, table);
      if (from !== undefined) found.push({ table, from, filter: "" });
    }
  }
  return found;
}

/** The note of a table that was renamed: one without a table, whose columns are these. */
async function adopted(port: WorkbookPort, table: SheetTable, orphans: Note[]): Promise<Note | undefined> {
  if (orphans.length === 0) return undefined;
  const header = await headerOf(port, table);
  const index = orphans.findIndex(({ from }) => {
    const source = tableByName(from);
    return source !== undefined && looksLike(header, source);
  });
  return index < 0 ? undefined : orphans.splice(index, 1)[0];
}

async function likeness(port: WorkbookPort, table: SheetTable): Promise<string | undefined> {
  if (!/^infer/i.test(table.name)) return undefined;
  const header = await headerOf(port, table);
  return tableNames.find((name) => {
    const source = tableByName(name);
    return source !== undefined && looksLike(header, source);
  });
}
