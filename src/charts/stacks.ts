import type { ChartSpec } from "./spec";
import { placesOf } from "./spec";

/** From where to where a value is drawn on the axis of values; `undefined` leaves a gap. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** The extents of every series, place by place: stacked on one another, as shares of a whole, or each from its base. */
export function extentsOf(spec: ChartSpec): readonly (readonly (Extent | undefined)[])[] {
  const places = Array.from({ length: placesOf(spec) }, (_place, index) => index);
  if (spec.stacking === undefined) {
    const from = spec.base ?? 0;
    return spec.series.map(({ values }) => places.map((place) => alone(values[place], from)));
  }
  const columns = places.map((place) => stackAt(spec, place));
  return spec.series.map((_series, index) => columns.map((column) => column[index]));
}

function alone(value: number | null | undefined, from: number): Extent | undefined {
  return value === null || value === undefined ? undefined : { from, to: value };
}

/** Lines and areas run on one sum; columns and bars put what is negative below zero. */
function stackAt({ series, stacking, kind }: ChartSpec, place: number): (Extent | undefined)[] {
  const values = series.map(({ values }) => values[place] ?? null);
  const whole = values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
  const isShare = stacking === "percent";
  const isOneSum = kind === "line" || kind === "area";
  let [up, down] = [0, 0];
  return values.map((value) => {
    if (value === null || (isShare && whole === 0)) return undefined;
    const size = isShare ? value / whole : value;
    const from = isOneSum || size >= 0 ? up : down;
    if (isOneSum || size >= 0) up += size;
    else down += size;
    return { from, to: from + size };
  });
}

/** What the axis of values has to hold. */
export function numbersDrawn(spec: ChartSpec): readonly number[] {
  const drawn = extentsOf(spec).flatMap((extents) => extents.flatMap((extent) => extent ?? []));
  const isFromZero =
    spec.kind === "column" || spec.kind === "bar" || spec.kind === "area" || spec.stacking !== undefined;
  if (isFromZero) return [...drawn.flatMap(({ from, to }) => [from, to]), ...(drawn.length === 0 ? [0] : [])];
  const values = drawn.map(({ to }) => to);
  return [...values, ...zeroIfNear(values)];
}

/** Where the values spread over more than a sixth of their height, the axis begins at zero, as Excel's does. */
function zeroIfNear(values: readonly number[]): readonly number[] {
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  if (values.length === 0) return [0];
  const isFar = least > 0 ? least > (most * 5) / 6 : most < 0 && most < (least * 5) / 6;
  return isFar && most > least ? [] : [0];
}
