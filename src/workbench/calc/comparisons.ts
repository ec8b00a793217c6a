import { CellValueType, type ICellData, isNullCell, type Nullable } from "@univerjs/core";
import { BaseReferenceObject, CELL_INVERTED_INDEX_CACHE, StringValueObject } from "@univerjs/engine-formula";
import { repairOnce } from "../repair-once";

/**
 * Compares each cell with the value it is compared with. Univer remembers which rows of a column hold which value, and
 * keeps blank cells, empty texts and zeros under one key: the second `=A1=""` on a column would call its 0 empty.
 */
export function compareCellsThemselves(): void {
  const nothing = { rowsInCache: [], rowsNotInCache: [] };
  CELL_INVERTED_INDEX_CACHE.canUseCache = () => nothing;
  CELL_INVERTED_INDEX_CACHE.set = () => undefined;
  CELL_INVERTED_INDEX_CACHE.setContinueBuildingCache = () => undefined;
}

/**
 * Keeps the empty text that a formula has just given a text, which equals a blank cell and is no number. Univer takes it
 * for a blank cell until the next calculation: `=A1=0` would be TRUE over `=""`, where Excel says FALSE.
 */
export function keepEmptyTexts(): void {
  repairOnce(readEmptyTexts);
  repairOnce(compareTextsWithBlanks);
}

function readEmptyTexts(): void {
  const prototype = BaseReferenceObject.prototype;
  const original = prototype.getCellData;
  prototype.getCellData = function (this: BaseReferenceObject, row: number, column: number) {
    const cell = original.call(this, row, column);
    if (!isEmptyText(cell)) return cell;
    const typed = this.getCurrentActiveSheetData()?.cellData.getValue(row, column);
    // What makes Univer take a cell for filled is a formula.
    return cell === typed ? cell : { ...cell, f: '=""' };
  };
}

const isEmptyText = (cell: Nullable<ICellData>) =>
  cell?.v === "" && cell.t === CellValueType.STRING && isNullCell(cell);

/** A blank cell beside a text is an empty text; Univer does so only where the blank cell stands first. */
function compareTextsWithBlanks(): void {
  const prototype = StringValueObject.prototype;
  const original = prototype.compare;
  prototype.compare = function (this: StringValueObject, value, ...rest) {
    return original.call(this, value.isNull() ? StringValueObject.create("") : value, ...rest);
  };
}
