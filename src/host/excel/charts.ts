import { areaOfReference } from "../address";
import type { AxisModel, ChartModel, NewChart, SeriesModel } from "../plan";
import { rangeOf } from "./ranges";
import { supports } from "./session";

const KINDS: Readonly<Record<ChartModel["kind"], readonly [plain: string, stacked: string, percent: string]>> = {
  column: ["ColumnClustered", "ColumnStacked", "ColumnStacked100"],
  bar: ["BarClustered", "BarStacked", "BarStacked100"],
  line: ["Line", "LineStacked", "LineStacked100"],
  area: ["Area", "AreaStacked", "AreaStacked100"],
  scatter: ["XYScatterLines", "XYScatterLines", "XYScatterLines"],
  pie: ["Pie", "Pie", "Pie"],
  doughnut: ["Doughnut", "Doughnut", "Doughnut"],
};
const LEGENDS = { top: "Top", bottom: "Bottom", left: "Left", right: "Right" } as const;
const BARS_APART_PERCENT = 60;

/** Series can be set one by one, axes named and scaled: before that a chart would show something else than it should. */
export const canDraw = (): boolean => supports("1.7");

/** A native chart over cells that are already written. */
export function addChart(context: Excel.RequestContext, { sheet, chart }: NewChart): void {
  const [first, ...others] = chart.series;
  if (first === undefined) throw new Error(`The chart "${chart.title ?? ""}" has no series.`);
  const { kind, stacking, place } = chart;
  const [plain, stacked, percent] = KINDS[kind];
  const type = stacking === "stacked" ? stacked : stacking === "percent" ? percent : plain;
  const worksheet = context.workbook.worksheets.getItem(sheet);
  const source = rangeOf(context, areaGiven(first.values, sheet));
  const by = isOneRow(first.values, sheet) ? "Rows" : "Columns";
  const made = worksheet.charts.add(type as Excel.ChartType, source, by as Excel.ChartSeriesBy);
  const corner = (row: number, col: number) => worksheet.getRangeByIndexes(row, col, 1, 1);
  made.setPosition(corner(place.row, place.col), corner(place.row + place.rows - 1, place.col + place.cols - 1));
  if (chart.title === undefined) made.title.visible = false;
  else made.title.text = chart.title;
  made.legend.visible = chart.legend !== undefined;
  if (chart.legend !== undefined) made.legend.position = LEGENDS[chart.legend];
  // Excel makes one series of the source; it becomes the first of ours.
  fillSeries(context, made.series.getItemAt(0), first, sheet, kind);
  for (const series of others) fillSeries(context, made.series.add(series.name), series, sheet, kind);
  if (kind === "pie" || kind === "doughnut") return;
  setAxis(made.axes.categoryAxis, chart.horizontal, kind === "scatter");
  setAxis(made.axes.valueAxis, chart.vertical, true);
  if (kind === "bar" && supports("1.8")) {
    // The first category stands on top, as it is read; the axis of values stays below.
    made.axes.categoryAxis.reversePlotOrder = true;
    made.axes.categoryAxis.position = "Maximum";
  }
}

function fillSeries(
  context: Excel.RequestContext,
  made: Excel.ChartSeries,
  { name, values, categories, color, isInvisible }: SeriesModel,
  sheet: string,
  kind: ChartModel["kind"],
): void {
  if (name !== undefined) made.name = name;
  made.setValues(rangeOf(context, areaGiven(values, sheet)));
  if (categories !== undefined) made.setXAxisValues(rangeOf(context, areaGiven(categories, sheet)));
  if (isInvisible === true) made.format.fill.clear();
  else if (color !== undefined) {
    if (kind === "line" || kind === "scatter") made.format.line.color = color;
    else made.format.fill.setSolidColor(color);
  }
  if (kind === "column" || kind === "bar") made.gapWidth = BARS_APART_PERCENT;
}

function setAxis(axis: Excel.ChartAxis, wanted: AxisModel | undefined, isNumeric: boolean): void {
  if (wanted === undefined) return;
  const { title, numberFormat, min, max, isLogarithmic } = wanted;
  if (title !== undefined) axis.title.text = title;
  if (numberFormat !== undefined && supports("1.8")) axis.numberFormat = numberFormat;
  if (!isNumeric) return;
  if (min !== undefined) axis.minimum = min;
  if (max !== undefined) axis.maximum = max;
  if (isLogarithmic === true) axis.scaleType = "Logarithmic";
}

function areaGiven(reference: string, sheet: string) {
  const area = areaOfReference(reference, sheet);
  if (area === undefined) throw new Error(`"${reference}" is no range of cells.`);
  return area;
}

const isOneRow = (reference: string, sheet: string): boolean => areaGiven(reference, sheet).rows === 1;
