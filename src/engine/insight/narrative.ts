import { oneOf } from "../checks";
import { badArgument } from "../errors";
import { Figures, type NarratedCell, statementOf } from "./narrativeFigures";
import { toldRows } from "./narrativeRows";
import { AUDIENCES, told } from "./narrativeSentences";

/** A table that the text is about: single figures by name, or rows to compare. */
export interface NarratedTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly NarratedCell[])[];
}

export interface Narrative {
  readonly kpis: NarratedTable;
  readonly audience?: string | undefined;
}

/** Plain sentences; every number in them is one of the table's, rounded only in how it is printed. */
export function narrative({ kpis, audience: given = "CFO" }: Narrative): string {
  const audience = oneOf({ audience: given }, AUDIENCES);
  const { columns, rows } = asRecord({ columns: kpis.columns.map(columnId), rows: kpis.rows });
  const [first] = rows;
  if (first === undefined || columns.length === 0)
    throw badArgument("kpis has no figures: give its header row and its values.");
  const figures = new Figures(columns, first);
  const known =
    rows.length > 1
      ? [...told(ofAllRows(columns, rows), audience), ...toldRows(columns, rows)]
      : told(figures, audience);
  const text = known.length > 0 || rows.length > 1 ? known : listed(figures);
  if (text.length === 0) throw badArgument("kpis holds no number to speak of.");
  return text.join(" ");
}

/** What stands in the first row alone is said of all rows, such as the present values beside a yearly plan. */
function ofAllRows(columns: readonly string[], rows: NarratedTable["rows"]): Figures {
  const [first = [], ...others] = rows;
  const isAlone = (index: number): boolean => others.every((row) => row[index] === undefined);
  return new Figures(
    columns,
    first.map((cell, index) => (isAlone(index) ? cell : undefined)),
  );
}

/** "USD per month" is the column usd_per_month. */
const columnId = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

/** Names in a first column beside a column `value` are one record. */
function asRecord({ columns, rows }: NarratedTable): NarratedTable {
  if (columns.length !== 2 || columns[1] !== "value") return { columns, rows };
  return { columns: rows.map(([name]) => columnId(String(name))), rows: [rows.map(([, value]) => value)] };
}

/** Tables we do not know by name: each figure, named as in its header. */
function listed(figures: Figures): readonly string[] {
  return figures.numbers().map(([name, value]) => statementOf(name, value));
}
