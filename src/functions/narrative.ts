import { badArgument } from "../engine/errors";
import { type NarratedTable, narrative as sentences } from "../engine/insight/narrative";
import { type Cell, cellOf, type Matrix } from "./call/cells";
import { optionalText, type RangeReader } from "./call/readers";
import { spread } from "./call/spread";

/**
 * Plain sentences about a table of results, as text; every number in them is one of the table's.
 * @customfunction NARRATIVE
 * @param {any[][]} kpis Result of KPIS, DEPLOYCOMPARE, RUNRATE, VALUECASE, SIMULATE …: header row and values, or two columns, name and value [table].
 * @param {any[][]} [audience] "CFO", "engineering" or "operations" [word]. Default CFO.
 * @returns {any[][]} A text of a few sentences.
 * @group Insight
 * @shape S
 * @formula a sentence for each figure that the audience asks for, in the table's own numbers and signs
 * @remarks Numbers are printed whole from a thousand on, else to four significant digits; shares as percentages. Several rows are compared by their cost; paths over time, variances and roadmaps are told as such; any other table is read out figure by figure.
 * @example =INFER.NARRATIVE({"usd_per_month","usd_per_request";5040,0.00168}) → This workload costs 5,040 USD a month: 0.00168 USD a request.
 */
export function narrative(kpis: any[][], audience?: any[][]): any[][] {
  return spread({ kpis, audience }, { kpis: narrated, audience: optionalText }, sentences);
}

/** A table with headers, or names beside values. */
const narrated: RangeReader<NarratedTable> = {
  scope: "range",
  read(range, name) {
    if (range === undefined) throw badArgument(`${name} is missing. Give the result of KPIS with its header row.`);
    const cells = range.map((row) => row.map(cellOf));
    return sideways(cells) ?? upright(range, cells, name);
  },
};

function upright(range: Matrix, cells: readonly (readonly Cell[])[], name: string): NarratedTable {
  const [header = [], ...rows] = cells;
  if (rows.length === 0 || !header.every((cell) => typeof cell === "string")) {
    throw badArgument(
      `${name} must have a header row of names and values below, or two columns, name and value; you gave ${range.length} × ${range[0]?.length ?? 0} cells.`,
    );
  }
  return { columns: header as readonly string[], rows };
}

/** Two columns, names on the left, values on the right; a row of two words may be a header, where numbers lie below. */
function sideways(cells: readonly (readonly Cell[])[]): NarratedTable | undefined {
  const [first] = cells;
  if (first?.length !== 2 || !cells.every(([name]) => typeof name === "string")) return undefined;
  if (typeof first[1] === "string" && cells.length > 1) return undefined;
  return { columns: cells.map(([name]) => String(name)), rows: [cells.map(([, value]) => value)] };
}
