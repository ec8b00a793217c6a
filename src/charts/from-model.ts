import type { ChartModel, SeriesModel } from "../host/sheetParts";
import { formatted } from "./number-format";
import type { ChartSpec, DrawnSeries } from "./spec";

/** A cell of a range that a chart names; dates are serial numbers. */
export interface ChartCell {
  readonly value: number | string | boolean | null | { readonly error: string };
  /** Excel's format of the cell. */
  readonly numberFormat?: string | undefined;
}

/** The cells of a reference such as "Calc!$B$2:$B$13", row by row; nothing where it names none. */
export type ReadCells = (reference: string) => readonly ChartCell[];

/** A chart of a workbook with the values its references have at this moment. */
export function specOf(chart: ChartModel, read: ReadCells): ChartSpec {
  const { kind, stacking, title, summary, legend, horizontal, vertical } = chart;
  const isNumberAcross = kind === "scatter";
  const series = chart.series.map((one) => drawnSeries(one, read, isNumberAcross, horizontal?.numberFormat));
  const format = vertical?.numberFormat ?? (stacking === "percent" ? undefined : formatOf(chart, read));
  const across = isNumberAcross ? (horizontal?.numberFormat ?? acrossFormat(chart, read)) : undefined;
  return {
    kind,
    series,
    ...(stacking === undefined ? {} : { stacking }),
    ...(title === undefined ? {} : { title }),
    ...(summary === undefined ? {} : { summary }),
    ...(legend === undefined ? {} : { legend }),
    ...(horizontal === undefined && across === undefined
      ? {}
      : { horizontal: { ...horizontal, ...(across === undefined ? {} : { numberFormat: across }) } }),
    ...(vertical === undefined && format === undefined
      ? {}
      : { vertical: { ...vertical, ...(format === undefined ? {} : { numberFormat: format }) } }),
  };
}

function drawnSeries(
  { name, values, categories, color, isInvisible }: SeriesModel,
  read: ReadCells,
  isNumberAcross: boolean,
  format: string | undefined,
): DrawnSeries {
  const cells = read(values);
  const errors = cells.filter(({ value }) => typeof value === "object" && value !== null).length;
  const names = categories === undefined ? undefined : read(categories);
  return {
    values: cells.map(({ value }) => (typeof value === "number" && Number.isFinite(value) ? value : null)),
    ...(name === undefined ? {} : { name }),
    ...(names === undefined ? {} : { categories: names.map((cell) => category(cell, isNumberAcross, format)) }),
    ...(color === undefined ? {} : { color }),
    ...(isInvisible === undefined ? {} : { isInvisible }),
    ...(errors === 0 ? {} : { errors }),
  };
}

function category(
  { value, numberFormat }: ChartCell,
  isNumber: boolean,
  format: string | undefined,
): string | number | null {
  if (value === null) return null;
  if (typeof value === "object") return value.error;
  if (typeof value === "number") return isNumber ? value : formatted(value, format ?? numberFormat ?? "0.##########");
  return typeof value === "boolean" ? String(value).toUpperCase() : value;
}

/** As in Excel an axis without a format of its own takes that of the first cells it shows. */
function formatOf({ series }: ChartModel, read: ReadCells): string | undefined {
  const shown = series.find(({ isInvisible }) => isInvisible !== true);
  return shown === undefined ? undefined : firstFormat(read(shown.values));
}

function acrossFormat({ series }: ChartModel, read: ReadCells): string | undefined {
  const [first] = series;
  return first?.categories === undefined ? undefined : firstFormat(read(first.categories));
}

function firstFormat(cells: readonly ChartCell[]): string | undefined {
  const format = cells.find(({ value }) => typeof value === "number")?.numberFormat;
  return format === undefined || /^general$/i.test(format) || format === "@" ? undefined : format;
}
