import { type CellRef, type Formula, f, type RangeRef } from "../draft/reference";

/**
 * A figure by its name from a result that spilled, names in one range and values in another. What the function says when
 * it has no answer goes on to whoever asks for a figure of it.
 */
export function spilledFigure(names: RangeRef, values: RangeRef, name: CellRef | string): Formula {
  const head = names.cell(0);
  const key = typeof name === "string" ? f`"${name}"` : name;
  return f`IF(ISERROR(${head}),${head},INDEX(${values},MATCH(${key},${names},0)))`;
}
