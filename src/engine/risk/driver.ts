import { shown } from "../checks";
import type { Distribution } from "./distributions";

/** A cell of a drivers table; `undefined` is blank. */
export type DriverCell = number | string | boolean | undefined;
export type DriverTable = readonly (readonly DriverCell[])[];

export interface Driver {
  /** As typed. */
  readonly name: string;
  /** As formulas compare it. */
  readonly key: string;
  readonly distribution: Distribution;
}

export const isBlank = (cell: DriverCell): boolean =>
  cell === undefined || (typeof cell === "string" && cell.trim() === "");

export function shownCell(cell: DriverCell): string {
  if (isBlank(cell)) return "a blank cell";
  if (typeof cell === "number") return shown(cell);
  return typeof cell === "string" ? `the text "${cell}"` : String(cell).toUpperCase();
}
