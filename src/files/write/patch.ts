import { strToU8, type Zippable, zipSync } from "fflate";
import { Archive } from "../archive";
import type { CellModel, WorkbookModel } from "../model";
import { isDateFormat, SERIALS_FROM_1904 } from "../read/number-formats";
import { readWorkbookPart } from "../read/workbook-part";
import { patchedSheet } from "./sheet-patch";

/** Parts that are packed in themselves. */
const PACKED = /\.(?:png|jpe?g|gif|zip|xlsx|bin)$/i;

/**
 * A .xlsx file with the results of `model` as the values of its formulas, and everything else in it untouched: also what
 * a model does not carry. `model` is that file's own, calculated anew.
 */
export function withResults(bytes: Uint8Array, model: WorkbookModel): Uint8Array {
  const archive = new Archive(bytes);
  const { sheets, isFrom1904 } = readWorkbookPart(archive);
  const isDate = ({ look }: CellModel) => isDateFormat(model.looks[look ?? -1]?.numberFormat ?? "");
  const patched = new Map<string, Uint8Array>();
  for (const { name, part } of sheets) {
    const cells = model.sheets
      .find((sheet) => sheet.name === name)
      ?.cells.filter(({ formula }) => formula !== undefined);
    const xml = part === undefined ? undefined : archive.text(part);
    if (part !== undefined && xml !== undefined && cells !== undefined && cells.length > 0) {
      const results = isFrom1904 ? cells.map((cell) => (isDate(cell) ? countedFrom1904(cell) : cell)) : cells;
      patched.set(part, strToU8(patchedSheet(xml, results)));
    }
  }
  const parts: Zippable = {};
  for (const name of archive.names) {
    const content = patched.get(name) ?? archive.part(name);
    if (content !== undefined) parts[name] = [content, { level: PACKED.test(name) ? 0 : 6 }];
  }
  return zipSync(parts);
}

/** Models count dates from 1900; a file that counts from 1904 gets its own count back. */
function countedFrom1904(cell: CellModel): CellModel {
  return typeof cell.value === "number" ? { ...cell, value: cell.value - SERIALS_FROM_1904 } : cell;
}
