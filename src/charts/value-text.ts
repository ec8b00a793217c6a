import { formatted } from "./number-format";
import { type ChartSpec, placeNames, seriesName, shownSeries } from "./spec";

/** A value as a text states it: in the format of its axis, at least to the precision that tells it from zero. */
export function valueText({ vertical }: ChartSpec, value: number): string {
  const text = formatted(value, vertical?.numberFormat);
  return value !== 0 && !/[1-9]/.test(text) ? formatted(value, undefined) : text;
}

export function placeText(spec: ChartSpec, place: number): string {
  const { edges } = spec;
  const format = spec.horizontal?.numberFormat;
  if (edges !== undefined)
    return `${formatted(edges[place] ?? 0, format)} to ${formatted(edges[place + 1] ?? 0, format)}`;
  return placeNames(spec)[place] ?? "";
}

/** "API, Mar: 1,200": what the picture shows at one place, as the tooltip says it. */
export function tellValue(spec: ChartSpec, index: number, place: number): string {
  const series = spec.series[index];
  const value = series?.values[place];
  if (series === undefined || value === null || value === undefined) return "";
  const names = [...(shownSeries(spec).length > 1 ? [seriesName(series, index)] : []), placeText(spec, place)];
  return `${names.filter((name) => name !== "").join(", ")}: ${valueText(spec, value)}`;
}
