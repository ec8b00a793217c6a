import { BaseReferenceObject } from "@univerjs/engine-formula";
import { repairOnce } from "../repair-once";

/** What Univer asks before it reads cells: there are none on a sheet that does not exist. */
interface ReferenceInside {
  _checkIfWorksheetMiss(): boolean;
}

/** A reference to a part of a table; Univer does not export its class. */
interface TableReferenceInside extends BaseReferenceObject {
  isCurrentRowForRange(): boolean;
  readonly _tableData: { readonly range: { readonly startRow: number; readonly endRow: number } };
}

export function repairReferences(): void {
  repairOnce(keepSheets);
  repairOnce(refuseRowsOutsideTables);
}

/**
 * Keeps the sheet of a reference that a function gives, as INDEX and OFFSET do. Univer looks the sheet up once more by the
 * name that was written before it; a table's column has none, and its cells would be read from the formula's own sheet.
 */
function keepSheets(): void {
  const prototype = BaseReferenceObject.prototype;
  const original = prototype.setForcedSheetId;
  prototype.setForcedSheetId = function (this: BaseReferenceObject, ids) {
    if (this.getForcedSheetName() !== "") original.call(this, ids);
  };
}

/** `Table[@column]` above or below the table's rows is #VALUE!, as in Excel; Univer reads the cell in line with it. */
function refuseRowsOutsideTables(): void {
  const prototype = BaseReferenceObject.prototype as unknown as ReferenceInside;
  const original = prototype._checkIfWorksheetMiss;
  prototype._checkIfWorksheetMiss = function (this: ReferenceInside) {
    const reference = this as unknown as TableReferenceInside;
    return original.call(this) || (reference.isTable() && isOutside(reference));
  };
}

function isOutside(reference: TableReferenceInside): boolean {
  if (!reference.isCurrentRowForRange()) return false;
  const { startRow, endRow } = reference._tableData.range;
  const { startRow: row } = reference.getRangePosition();
  return row <= startRow || row > endRow;
}
