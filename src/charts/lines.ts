import type { Box } from "./box";
import { colorOf, dashOf } from "./colors";
import { type Frame, numbersAcross } from "./frame";
import { formatted } from "./number-format";
import { point } from "./points";
import { px, type Shape, shape } from "./shape";
import { type ChartSpec, placesOf, seriesName, shownSeries } from "./spec";
import { extentsOf } from "./stacks";
import { tellValue, valueText } from "./value-text";

/** Points closer than this would hide each other. */
const LEAST_APART = 14;

interface Spot {
  readonly x: number;
  readonly y: number;
  /** Where an area ends below. */
  readonly floor: number;
  readonly place: number;
}

/** Lines, areas and points of every series; a missing value leaves a gap. */
export function lineShapes(spec: ChartSpec, frame: Frame): Shape[] {
  const runs = spec.series.map((_series, index) => runsOf(spec, frame, index));
  const isDense = (frame.plot.right - frame.plot.left) / Math.max(1, placesOf(spec)) < LEAST_APART;
  const areas = spec.kind === "area" ? runs.flatMap((run, index) => areaShapes(spec, run, index)) : [];
  const lines = runs.flatMap((run, index) => strokeShapes(spec, run, index, isDense));
  const points =
    spec.kind === "area" ? [] : runs.flatMap((run, index) => pointShapes(spec, run, index, isDense, frame));
  return [...clipped(frame, runs, [...areas, ...lines]), ...points];
}

/** The spots of a series, cut where a value is missing. */
function runsOf(spec: ChartSpec, frame: Frame, index: number): Spot[][] {
  const extents = extentsOf(spec)[index] ?? [];
  const series = spec.series[index];
  const across = series !== undefined && spec.kind === "scatter" ? numbersAcross(series) : undefined;
  const runs: Spot[][] = [[]];
  for (const [place, extent] of extents.entries()) {
    const [start, end] = frame.band(place);
    const to = across === undefined ? extent?.to : series?.values[place];
    if (to === undefined || to === null || (frame.axis.isLogarithmic && to <= 0)) {
      if (runs.at(-1)?.length) runs.push([]);
      continue;
    }
    const x = across === undefined ? (start + end) / 2 : frame.across(across[place] ?? 0);
    const floor = frame.value(spec.stacking === undefined ? 0 : (extent?.from ?? 0));
    runs.at(-1)?.push({ x, y: frame.valueBeyond(to), floor, place });
  }
  return runs.filter((run) => run.length > 0);
}

const pathOf = (spots: readonly { readonly x: number; readonly y: number }[]) =>
  spots.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${px(x)} ${px(y)}`).join("");

function areaShapes(spec: ChartSpec, runs: readonly Spot[][], index: number): Shape[] {
  const series = spec.series[index];
  if (series === undefined || series.isInvisible === true) return [];
  const opacity = spec.stacking === undefined && shownSeries(spec).length > 1 ? 0.35 : 0.75;
  return runs.map((run) => {
    const back = [...run].reverse().map(({ x, floor }) => `L${px(x)} ${px(floor)}`);
    const style = `fill:${colorOf(index, series.color)};fill-opacity:${opacity}`;
    return shape("path", { class: "area", "data-series": index, d: `${pathOf(run)}${back.join("")}Z`, style });
  });
}

function strokeShapes(spec: ChartSpec, runs: readonly Spot[][], index: number, isDense: boolean): Shape[] {
  const series = spec.series[index];
  if (series === undefined || series.isInvisible === true) return [];
  const style = `fill:none;stroke:${colorOf(index, series.color)};stroke-width:2;stroke-linejoin:round`;
  return runs
    .filter((run) => run.length > 1)
    .map((run) =>
      shape(
        "path",
        {
          class: "line",
          "data-series": index,
          d: pathOf(run),
          "stroke-dasharray": isDense && spec.kind === "line" ? dashOf(index) : undefined,
          style,
        },
        [shape("title", {}, [seriesName(series, index)])],
      ),
    );
}

/** Every point, or, where they lie too close, those that stand alone. */
function pointShapes(spec: ChartSpec, runs: readonly Spot[][], index: number, isDense: boolean, frame: Frame): Shape[] {
  const series = spec.series[index];
  if (series === undefined || series.isInvisible === true) return [];
  const isShown = ({ y }: Spot) => y >= frame.plot.top - 0.5 && y <= frame.plot.bottom + 0.5;
  return runs
    .filter((run) => !isDense || run.length === 1)
    .flat()
    .filter(isShown)
    .map(({ x, y, place }) => point(index, x, y, colorOf(index, series.color), pointText(spec, index, place)));
}

function pointText(spec: ChartSpec, index: number, place: number): string {
  const series = spec.series[index];
  if (spec.kind !== "scatter" || series === undefined) return tellValue(spec, index, place);
  const name = shownSeries(spec).length > 1 ? `${seriesName(series, index)}, ` : "";
  const across = formatted(numbersAcross(series)[place] ?? 0, spec.horizontal?.numberFormat);
  return `${name}${across}: ${valueText(spec, series.values[place] ?? 0)}`;
}

/** Lines that run beyond an axis with ends of its own are cut at the plot. */
function clipped({ plot }: Frame, runs: readonly (readonly Spot[][])[], shapes: readonly Shape[]): readonly Shape[] {
  const isBeyond = runs.flat(2).some(({ y }) => y < plot.top - 1 || y > plot.bottom + 1);
  return isBeyond ? [window(plot, shapes)] : shapes;
}

function window({ left, top, right, bottom }: Box, shapes: readonly Shape[]): Shape {
  const [x, y, width, height] = [left, top, right - left, bottom - top].map(px);
  return shape("svg", { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}`, overflow: "hidden" }, shapes);
}
