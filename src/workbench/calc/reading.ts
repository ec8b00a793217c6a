import { CellValueType, type ICellData, type Nullable, type Worksheet } from "@univerjs/core";
import type { FormulaDataModel } from "@univerjs/engine-formula";
import { carriedMessage, engineError, isErrorCell } from "./messages";
import type { SheetValue } from "./values";

/** A calculated cell as a value. Booleans are kept as 0 and 1 with a type beside them. */
export function valueOfCell(cell: Nullable<ICellData>): SheetValue {
  const content = cell?.v;
  if (!cell || content === null || content === undefined) return null;
  if (isErrorCell(cell)) return engineError(String(content), carriedMessage(cell));
  return cell.t === CellValueType.BOOLEAN ? content === 1 || content === true || content === "TRUE" : content;
}

/** The full value of a cell, also of one that another cell's result spills into. Univer keeps the two apart. */
export function readCell(
  sheet: Worksheet,
  model: FormulaDataModel,
  unitId: string,
  row: number,
  col: number,
): SheetValue {
  const own = sheet.getCellRaw(row, col);
  const hasOwn = own?.v !== undefined && own.v !== null;
  return valueOfCell(
    hasOwn ? own : (model.getArrayFormulaCellData()[unitId]?.[sheet.getSheetId()]?.[row]?.[col] ?? own),
  );
}
