import { type Formula, f, type ListRef, type RangeRef, type Reference } from "../draft/reference";

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
