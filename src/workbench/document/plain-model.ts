import type { CellModel, FileLook, SheetModel, WorkbookModel } from "../../files";
import type { SheetPlan } from "../first-sheet";

const EMPTY_SHEET: Omit<SheetModel, "name"> = {
  visibility: "visible",
  cells: [],
  columns: [],
  rows: [],
  frozenRows: 0,
  frozenColumns: 0,
  hasGridLines: true,
  merges: [],
  tables: [],
  validations: [],
  charts: [],
  print: {},
};

/** A workbook of one empty sheet. */
export const BLANK_WORKBOOK: WorkbookModel = {
  sheets: [{ ...EMPTY_SHEET, name: "Sheet1" }],
  names: [],
  looks: [],
  activeSheet: 0,
};

/** A workbook of one sheet that is written as rows of cells. */
export function modelOfPlan({ name, columnWidths, frozenRows, rows, rules }: SheetPlan): WorkbookModel {
  const looks: FileLook[] = [];
  const numberOf = (look: FileLook) => {
    if (!looks.includes(look)) looks.push(look);
    return looks.indexOf(look);
  };
  const cells = rows.flatMap((row, r) =>
    row.map(({ value, formula, look }, c): CellModel => {
      return {
        row: r,
        col: c,
        ...(formula === undefined
          ? value === undefined || value === null || value === ""
            ? {}
            : { value }
          : { formula }),
        ...(look === undefined ? {} : { look: numberOf(look) }),
      };
    }),
  );
  const columns = columnWidths.map((widthPx, col) => ({ col, widthPx }));
  return {
    sheets: [{ ...EMPTY_SHEET, name, cells, columns, frozenRows, validations: rules }],
    names: [],
    looks,
    activeSheet: 0,
  };
}
