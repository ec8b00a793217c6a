import { BaseReferenceObject } from "@univerjs/engine-formula";

/** Marks what is patched once for all workbooks: Univer's classes are shared by them. */
const patched = new WeakSet<object>();

/**
 * Keeps the sheet of a reference that a function gives, as INDEX and OFFSET do. Univer looks the sheet up once more by the
 * name that was written before it; a table's column has none, and its cells would be read from the formula's own sheet.
 */
export function keepSheetsOfReferences(): void {
  const prototype = BaseReferenceObject.prototype;
  if (patched.has(prototype)) return;
  patched.add(prototype);
  const original = prototype.setForcedSheetId;
  prototype.setForcedSheetId = function (this: BaseReferenceObject, ids) {
    if (this.getForcedSheetName() !== "") original.call(this, ids);
  };
}
