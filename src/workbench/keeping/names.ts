import type { KeptEntry } from "./store";

export const UNTITLED = "Workbook";
const LONGEST = 100;
const NOT_IN_FILE_NAMES = /[\\/:*?"<>|\p{Cc}]+/gu;

/** What a user may call a workbook: one line, also usable as a file's name. */
export function workbookName(wanted: string): string {
  const name = wanted
    .replace(NOT_IN_FILE_NAMES, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST)
    .replace(/[. ]+$/, "");
  return name === "" ? UNTITLED : name;
}

/** "Budget" for "C:\fakepath\Budget.xlsx". */
export function nameOfFile(file: string): string {
  return workbookName(file.replace(/^.*[\\/]/, "").replace(/\.xls[xm]?$/i, ""));
}

/** The wanted name or, where another kept workbook has it, the first free of "Budget 2", "Budget 3" … */
export function freeName(wanted: string, entries: readonly KeptEntry[], own?: string): string {
  const base = workbookName(wanted);
  const taken = new Set(entries.filter(({ id }) => id !== own).map(({ name }) => name.toLowerCase()));
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} ${n}`;
  return name;
}

export function newestFirst(entries: readonly KeptEntry[]): readonly KeptEntry[] {
  return [...entries].sort((a, b) => b.changedAt - a.changedAt || a.name.localeCompare(b.name, "en"));
}
