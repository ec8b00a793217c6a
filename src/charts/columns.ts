import { colorOf, GROUND } from "./colors";
import type { Frame } from "./frame";
import { type Shape, shape } from "./shape";
import { type ChartSpec, isSideways } from "./spec";
import { extentsOf } from "./stacks";
import { tellValue } from "./value-text";

/** The share of its band that a group of columns leaves free, and the widest a column becomes. */
const FREE = 0.32;
const WIDEST = 88;
const LEAST_WITH_EDGE = 4;

/** The columns or bars of every series. */
export function columnShapes(spec: ChartSpec, frame: Frame): Shape[] {
  const extents = extentsOf(spec);
  const isOver = spec.stacking !== undefined || spec.base !== undefined;
  const slots = isOver ? 1 : spec.series.length;
  return spec.series.flatMap((series, index) => {
    if (series.isInvisible === true) return [];
    return (extents[index] ?? []).flatMap((extent, place) => {
      if (extent === undefined || (frame.axis.isLogarithmic && extent.to <= 0)) return [];
      const [start, end] = slot(frame.band(place), isOver ? 0 : index, slots, spec.edges !== undefined);
      const [a, b] = [frame.value(extent.from), frame.value(extent.to)];
      if (a === b) return [];
      const sides = { start, width: end - start, from: Math.min(a, b), length: Math.abs(a - b) };
      return column(spec, sides, colorOf(index, series.color), { index, place });
    });
  });
}

/** The room of a series in a band, at whole pixels so that its edges are sharp. */
function slot([from, to]: readonly [number, number], index: number, slots: number, isDense: boolean): [number, number] {
  const band = to - from;
  if (isDense) return [from, Math.max(from + 1, to - (band > LEAST_WITH_EDGE ? 1 : 0))];
  const width = Math.min((band * (1 - FREE)) / slots, WIDEST);
  const start = from + (band - width * slots) / 2 + index * width;
  const left = Math.round(start);
  return [left, Math.max(left + 1, Math.round(start + width))];
}

interface Sides {
  readonly start: number;
  readonly width: number;
  readonly from: number;
  readonly length: number;
}

function column(
  spec: ChartSpec,
  { start, width, from, length }: Sides,
  color: string,
  { index, place }: { readonly index: number; readonly place: number },
): Shape {
  const rectangle = isSideways(spec)
    ? { x: from, y: start, width: length, height: width }
    : { x: start, y: from, width, height: length };
  const isStacked = spec.stacking !== undefined && width > LEAST_WITH_EDGE;
  return shape(
    "rect",
    {
      class: "bar",
      "data-series": index,
      "data-place": place,
      ...rectangle,
      style: `fill:${color}${isStacked ? `;stroke:${GROUND};stroke-width:1` : ""}`,
    },
    [shape("title", {}, [tellValue(spec, index, place)])],
  );
}
