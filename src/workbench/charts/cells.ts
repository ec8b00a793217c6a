import { type ChartCell, type ChartSpec, specOf } from "../../charts";
import type { ChartModel } from "../../files";
import { isCellError } from "../../functions/call/registry";
import { areaOfReference } from "../../host/address";
import type { SheetValue } from "../calc/values";
import type { Grid } from "../grid";

/** More cells than this make no picture that can be read. */
const MOST_CELLS = 10_000;

/** A chart with the values that its cells show at this moment. */
export function drawableChart(grid: Grid, sheet: string, chart: ChartModel): ChartSpec {
  return specOf(chart, (reference) => cellsOf(grid, sheet, reference));
}

function cellsOf(grid: Grid, sheet: string, reference: string): ChartCell[] {
  const area = areaOfReference(reference, sheet);
  if (area === undefined || !grid.hasSheet(area.sheet) || area.rows * area.cols > MOST_CELLS) return [];
  return grid.read(area).flatMap((row, r) =>
    row.map((value, c) => ({
      value: plain(value),
      numberFormat: grid.numberFormat(area.sheet, area.row + r, area.col + c),
    })),
  );
}

const plain = (value: SheetValue): ChartCell["value"] => (isCellError(value) ? { error: value.code } : value);
