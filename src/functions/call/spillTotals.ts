import { plainName } from "../../engine/checks";
import type { Row } from "../../engine/grid";
import { cellOf, matrixOf } from "./cells";
import type { OutCell } from "./outcome";
import { spillRecord, spillTable } from "./spill";
import type { ArgumentsFor, ReadersFor } from "./spread";

/**
 * A table with totals of the whole: they stand once, in the first row, right of the table's own columns. A field that
 * names a total is that one value and stretches over ranges; any other field picks from the table.
 */
export function spillWithTotals<P extends object>(
  args: ArgumentsFor<P>,
  readers: ReadersFor<P>,
  compute: { readonly rows: (params: P) => readonly Row[]; readonly totals: (params: P) => Row },
  totals: readonly string[],
  field: unknown,
): OutCell[][] {
  const names = totals.map(plainName);
  const fields = (matrixOf(field) ?? [])
    .flat()
    .map(cellOf)
    .filter((name) => name !== undefined && name !== 0);
  const areTotals =
    fields.length > 0 && fields.every((name) => typeof name === "string" && names.includes(plainName(name)));
  return areTotals
    ? spillRecord(args, readers, compute.totals, field)
    : spillTable(args, readers, (params) => beside(compute.rows(params), compute.totals(params)), field);
}

function beside(rows: readonly Row[], totals: Row): readonly Row[] {
  return rows.map((row, index) => (index === 0 ? { ...row, ...totals } : row));
}
