import { type CellRef, type Formula, f, type ListRef, type RangeRef, type Reference } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { LINK, UNIT } from "../looks";

/** Label, value, unit: one figure a row, from the sheet's current row on. */
export function figureLine(
  sheet: SheetDraft,
  label: string,
  { value, unit, format }: { readonly value: Formula; readonly unit: string; readonly format: string },
): CellRef {
  const row = sheet.row++;
  sheet.put(row, 0, label);
  sheet.put(row, 2, unit, UNIT);
  const look = value.link === undefined ? {} : LINK;
  return sheet.put(row, 1, value, { align: "right", numberFormat: format, ...look });
}

/** A record that a function spills as two columns, name and value. */
export class RecordRef {
  constructor(
    readonly area: RangeRef,
    private readonly names: RangeRef = area.column(0),
    private readonly values: RangeRef = area.column(1),
  ) {}

  /** The value of that name, an error where the record has none. */
  get(id: string | Reference): Formula {
    const name = typeof id === "string" ? `"${id}"` : id;
    return f`INDEX(${this.values},MATCH(${name},${this.names},0))`;
  }
}

/** A cell of the row of a table in which the first column holds that name. */
export const inRow = (names: RangeRef | ListRef, column: RangeRef, name: string | Reference): Formula =>
  f`INDEX(${column},MATCH(${typeof name === "string" ? `"${name}"` : name},${names},0))`;
