import type { Area, ReadValue, WorkbookPort } from "../../host/port";

/** What can be asked of cells: the workbook itself, or a copy of it in memory. */
export type Cells = Pick<WorkbookPort, "read" | "readFormulas">;

interface SheetCells {
  readonly values: (readonly ReadValue[])[];
  readonly formulas: (readonly (string | undefined)[])[];
}

/** As many as one request to Excel carries well. */
const CELLS_AT_ONCE = 50_000;

/** The cells in use of all sheets, read once, so that thousands of formulas can be looked at without asking again. */
export class WorkbookCells implements Cells {
  private readonly sheets = new Map<string, SheetCells & { readonly name: string }>();

  static async of(port: WorkbookPort, onSheet: (done: number, sheets: number) => void): Promise<WorkbookCells> {
    const cells = new WorkbookCells();
    const names = await port.sheets();
    for (const [index, name] of names.entries()) {
      onSheet(index, names.length);
      cells.sheets.set(name.toLowerCase(), { name, ...(await sheetCells(port, name)) });
    }
    return cells;
  }

  read({ sheet, row, col, rows, cols }: Area): Promise<readonly (readonly ReadValue[])[]> {
    const held = this.sheets.get(sheet.toLowerCase())?.values;
    return Promise.resolve(matrix(rows, cols, (r, c) => held?.[row + r]?.[col + c] ?? null));
  }

  readFormulas({ sheet, row, col, rows, cols }: Area): Promise<readonly (readonly (string | undefined)[])[]> {
    const held = this.sheets.get(sheet.toLowerCase())?.formulas;
    return Promise.resolve(matrix(rows, cols, (r, c) => held?.[row + r]?.[col + c]));
  }

  /** Every formula with its cell and value. */
  *formulas(): Generator<{ readonly cell: Area; readonly formula: string; readonly value: ReadValue }> {
    for (const { name: sheet, values, formulas } of this.sheets.values()) {
      for (const [row, cells] of formulas.entries()) {
        for (const [col, formula] of cells.entries()) {
          if (formula === undefined) continue;
          yield { cell: { sheet, row, col, rows: 1, cols: 1 }, formula, value: values[row]?.[col] ?? null };
        }
      }
    }
  }
}

function matrix<T>(rows: number, cols: number, at: (row: number, col: number) => T): T[][] {
  return Array.from({ length: rows }, (_row, r) => Array.from({ length: cols }, (_cell, c) => at(r, c)));
}

async function sheetCells(port: WorkbookPort, sheet: string): Promise<SheetCells> {
  const { rows, cols } = await port.used(sheet);
  const found: SheetCells = { values: [], formulas: [] };
  if (rows === 0 || cols === 0) return found;
  const rowsAtOnce = Math.max(1, Math.floor(CELLS_AT_ONCE / cols));
  for (let row = 0; row < rows; row += rowsAtOnce) {
    const area = { sheet, row, col: 0, rows: Math.min(rowsAtOnce, rows - row), cols };
    found.values.push(...(await port.read(area)));
    found.formulas.push(...(await port.readFormulas(area)));
  }
  return found;
}
