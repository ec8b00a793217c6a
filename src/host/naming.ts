const SHEET_LIMIT = 31;
const NOT_IN_SHEET_NAMES = /[[\]:*?/\\]/g;

/** Excel's rules: at most 31 characters, none of [ ] : * ? / \, no apostrophe at either end, not "History". */
export function sheetNameOf(wanted: string): string {
  const name = wanted
    .replace(NOT_IN_SHEET_NAMES, " ")
    .replace(/^'+|'+$/g, "")
    .trim()
    .slice(0, SHEET_LIMIT)
    .trim();
  return name === "" || name.toLowerCase() === "history" ? "Sheet" : name;
}

function firstFree(wanted: string, taken: ReadonlySet<string>, numbered: (n: number) => string): string {
  let name = wanted;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = numbered(n);
  return name;
}

/** Each wanted name made free: "Prices", then "Prices 2". Excel compares names without regard to case. */
export function freeSheetNames(wanted: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return wanted.map((raw) => {
    const base = sheetNameOf(raw);
    const name = firstFree(base, used, (n) => `${base.slice(0, SHEET_LIMIT - 1 - String(n).length)} ${n}`);
    used.add(name.toLowerCase());
    return name;
  });
}

const NOT_IN_TABLE_NAMES = /[^\p{L}\p{N}_.]/gu;
const LIKE_A_CELL = /^([a-z]{1,3}\d+|r\d*c\d*|[rc])$/i;

/** Excel's rules for tables and defined names: letters, digits, _ and ., not like a cell. */
export function tableNameOf(wanted: string): string {
  const name = wanted.replace(NOT_IN_TABLE_NAMES, "_");
  return /^[\p{L}_]/u.test(name) && !LIKE_A_CELL.test(name) ? name : `_${name}`;
}

/** Each wanted table or defined name made free: "InferPrices", then "InferPrices_2". */
export function freeTableNames(wanted: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return wanted.map((raw) => {
    const base = tableNameOf(raw);
    const name = firstFree(base, used, (n) => `${base}_${n}`);
    used.add(name.toLowerCase());
    return name;
  });
}
