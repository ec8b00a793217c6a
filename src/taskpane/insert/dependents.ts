import { addressOf, quotedSheet, type WorkbookPort } from "../../host/port";

/** Cells read at once: large sheets are read in strips. */
const CELLS_AT_ONCE = 50_000;
/** Beyond that many cells a sheet is not searched; the sentence says so. */
const MOST_CELLS = 500_000;

export interface Dependents {
  /** "Mine!B2": formulas elsewhere that refer to the sheets. */
  readonly cells: readonly string[];
  /** Sheets too large to be searched. */
  readonly unsearched: readonly string[];
}

/** The formulas on other sheets that refer to these; they would show #REF! without them. */
export async function dependentsOf(port: WorkbookPort, sheets: readonly string[]): Promise<Dependents> {
  const own = new Set(sheets.map((name) => name.toLowerCase()));
  const names = sheets.map((name) => `${quotedSheet(name)}!`.toLowerCase());
  const cells: string[] = [];
  const unsearched: string[] = [];
  for (const sheet of (await port.sheets()).filter((name) => !own.has(name.toLowerCase()))) {
    const used = await port.used(sheet);
    if (used.rows * used.cols > MOST_CELLS) unsearched.push(sheet);
    else cells.push(...(await referring(port, sheet, used, names)));
  }
  return { cells, unsearched };
}

async function referring(
  port: WorkbookPort,
  sheet: string,
  used: { readonly rows: number; readonly cols: number },
  names: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  const rowsAtOnce = Math.max(1, Math.floor(CELLS_AT_ONCE / Math.max(1, used.cols)));
  for (let row = 0; row < used.rows; row += rowsAtOnce) {
    const strip = { sheet, row, col: 0, rows: Math.min(rowsAtOnce, used.rows - row), cols: used.cols };
    for (const [r, line] of (await port.readFormulas(strip)).entries()) {
      for (const [c, formula] of line.entries()) {
        const text = formula?.replaceAll(/"(?:[^"]|"")*"/g, '""').toLowerCase();
        if (text === undefined || !names.some((name) => refersTo(text, name))) continue;
        found.push(`${quotedSheet(sheet)}!${addressOf({ row: row + r, col: c, rows: 1, cols: 1 })}`);
      }
    }
  }
  return found;
}

/** "Inputs!" is not meant by "MyInputs!". */
function refersTo(formula: string, name: string): boolean {
  for (let at = formula.indexOf(name); at >= 0; at = formula.indexOf(name, at + 1)) {
    if (at === 0 || !/[\w.']/.test(formula.charAt(at - 1))) return true;
  }
  return false;
}
