import type { Row } from "../../engine/grid";
import { cellOf, matrixOf } from "./cells";
import type { OutCell } from "./outcome";
import { spillRecord } from "./spill";
import type { ArgumentsFor, ReadersFor } from "./spread";

/**
 * One number with further ones behind it: without `field` the main value, with it another of the record. It always
 * answers with one value a cell, so that it stretches over ranges like any scalar function.
 */
export function spreadMain<P extends object>(
  args: ArgumentsFor<P>,
  readers: ReadersFor<P>,
  compute: (params: P) => Row,
  main: string,
  field: unknown,
): OutCell[][] {
  const fields = (matrixOf(field) ?? [[main]]).map((row) => row.map((cell) => (isBlank(cell) ? main : cell)));
  return spillRecord(args, readers, compute, fields);
}

/** Desktop Excel may hand a blank cell over as 0, which is no field's name. */
function isBlank(cell: unknown): boolean {
  const value = cellOf(cell);
  return value === undefined || value === 0;
}
