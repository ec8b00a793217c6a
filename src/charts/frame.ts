import { type NumberAxis, numberAxis, placeOn } from "./axis";
import { type Box, heightOf, inset, widthOf } from "./box";
import { flatLabels, rule, uprightLabels } from "./category-labels";
import { AXIS, GRID } from "./colors";
import { formatted } from "./number-format";
import { crisp, type Shape } from "./shape";
import { type AxisModel, type ChartSpec, isSideways, placeNames, placesOf } from "./spec";
import { numbersDrawn } from "./stacks";
import { cut, LINE, QUIET, SMALL, textShape, textWidth } from "./text";

/** The plot of a chart with two axes, and where values and places stand in it. */
export interface Frame {
  readonly plot: Box;
  readonly axis: NumberAxis;
  /** A value's place on the axis of values, kept inside the plot. */
  value(value: number): number;
  /** The same, also beyond the plot. */
  valueBeyond(value: number): number;
  /** From where to where a place reaches on the other axis. */
  band(index: number): readonly [number, number];
  /** A number's place on the other axis, where that is one of numbers. */
  across(value: number): number;
  readonly shapes: readonly Shape[];
}

const TICK_HEIGHT = 26;
const BETWEEN_TICKS = 18;
const GAP = 6;
const MARKER_ROW = 14;

/** The format of the values: what the axis states, or a share of a whole. */
export function valueFormat({ vertical, stacking }: ChartSpec): string | undefined {
  return vertical?.numberFormat ?? (stacking === "percent" ? "0%" : undefined);
}

export function frameOf(spec: ChartSpec, outer: Box, chartHeight: number): Frame {
  const titles = axisTitles(spec, outer);
  const isMarkedAbove = spec.edges !== undefined || isSideways(spec);
  const box = inset(titles.rest, { top: isMarkedAbove ? (spec.markers?.length ?? 0) * MARKER_ROW : 0 });
  const frame = isSideways(spec) ? sideways(spec, box) : upright(spec, box, chartHeight);
  return { ...frame, shapes: [...frame.shapes, ...titles.shapes(frame.plot)] };
}

/** The title of the upright axis lies above it, readable without turning one's head. */
function axisTitles(spec: ChartSpec, outer: Box) {
  const [flat, standing] = isSideways(spec)
    ? [spec.vertical?.title, spec.horizontal?.title]
    : [spec.horizontal?.title, spec.vertical?.title];
  const rest = inset(outer, { top: standing ? LINE + GAP : 0, bottom: flat ? LINE + GAP : 0 });
  const shapes = (plot: Box): Shape[] => [
    ...(standing
      ? [
          textShape(cut(standing, widthOf(outer), SMALL), {
            x: outer.left,
            y: outer.top + LINE - 3,
            ink: QUIET,
            part: "axis-title",
          }),
        ]
      : []),
    ...(flat ? [flatTitle(flat, plot, outer)] : []),
  ];
  return { rest, shapes };
}

function flatTitle(title: string, plot: Box, outer: Box): Shape {
  const text = cut(title, widthOf(outer), SMALL);
  const half = textWidth(text, SMALL) / 2;
  const x = Math.min(Math.max((plot.left + plot.right) / 2, outer.left + half), outer.right - half);
  return textShape(text, { x, y: outer.bottom - 3, anchor: "middle", ink: QUIET, part: "axis-title" });
}

const asked = (axis: AxisModel | undefined) => axis ?? {};

/** An axis of numbers that lies flat, with as many ticks as its labels leave room for. */
function flatAxis(
  numbers: readonly number[],
  wanted: AxisModel,
  width: number,
  format: string | undefined,
): NumberAxis {
  for (let most = Math.max(1, Math.floor(width / 40)); most > 1; most--) {
    const axis = numberAxis(numbers, wanted, most);
    const widest = Math.max(...axis.ticks.map((tick) => textWidth(formatted(tick, format), SMALL)));
    if ((widest + BETWEEN_TICKS) * Math.max(1, axis.ticks.length - 1) <= width) return axis;
  }
  return numberAxis(numbers, wanted, 1);
}

const withMarkers = (spec: ChartSpec): readonly number[] =>
  spec.edges === undefined ? [...numbersDrawn(spec), ...(spec.markers ?? []).map(({ at }) => at)] : numbersDrawn(spec);

function tickWidth(axis: NumberAxis, format: string | undefined): number {
  return Math.max(0, ...axis.ticks.map((tick) => textWidth(formatted(tick, format), SMALL)));
}

function upright(spec: ChartSpec, box: Box, chartHeight: number): Frame {
  const format = valueFormat(spec);
  const most = (height: number) => Math.max(1, Math.floor(height / TICK_HEIGHT));
  const guess = numberAxis(withMarkers(spec), asked(spec.vertical), most(heightOf(box) - 2 * LINE));
  const left = Math.min(tickWidth(guess, format) + GAP, widthOf(box) / 2);
  const across = acrossAxis(spec, widthOf(box) - left);
  const right = across === undefined ? 0 : endOverhang(across, spec.horizontal?.numberFormat);
  const labels = across === undefined ? flatLabels(placeNames(spec), widthOf(box) - left, chartHeight) : undefined;
  const plot = inset(box, { left, top: LINE / 2, right, bottom: labels?.height ?? LINE + GAP });
  const axis = numberAxis(withMarkers(spec), asked(spec.vertical), most(heightOf(plot)));
  const value = placeOn(axis, plot.bottom, plot.top);
  const acrossAt = across === undefined ? () => plot.left : placeOn(across, plot.left, plot.right);
  const edges = spec.edges;
  return {
    plot,
    axis,
    value,
    valueBeyond: placeOn(axis, plot.bottom, plot.top, false),
    across: acrossAt,
    band: edges === undefined ? bands(plot.left, plot.right, placesOf(spec)) : between(edges, acrossAt),
    shapes: [
      ...axis.ticks.flatMap((tick) => {
        const y = crisp(value(tick));
        const text = formatted(tick, format);
        return [
          rule(plot.left, y, plot.right, y, isBaseline(tick, axis, spec) ? AXIS : GRID, "tick-line"),
          textShape(text, { x: plot.left - GAP, y: y + 3.5, anchor: "end", ink: QUIET, part: "tick" }),
        ];
      }),
      ...(labels?.shapes(plot) ?? []),
      ...(across === undefined ? [] : flatTicks(across, acrossAt, plot, spec.horizontal?.numberFormat, false)),
    ],
  };
}

function sideways(spec: ChartSpec, box: Box): Frame {
  const format = valueFormat(spec);
  const labels = uprightLabels(placeNames(spec), widthOf(box));
  const room = widthOf(box) - labels.width;
  const guess = flatAxis(withMarkers(spec), asked(spec.vertical), room, format);
  const overhang = endOverhang(guess, format);
  const plot = inset(box, { left: Math.max(labels.width, overhang), right: overhang, bottom: LINE + GAP });
  const axis = flatAxis(withMarkers(spec), asked(spec.vertical), widthOf(plot), format);
  const value = placeOn(axis, plot.left, plot.right);
  return {
    plot,
    axis,
    value,
    valueBeyond: placeOn(axis, plot.left, plot.right, false),
    across: () => plot.top,
    band: bands(plot.top, plot.bottom, placesOf(spec)),
    shapes: [...flatTicks(axis, value, plot, format, true, spec), ...labels.shapes(plot)],
  };
}

/** The second axis of numbers: of a scatter chart or below a histogram. */
function acrossAxis(spec: ChartSpec, width: number): NumberAxis | undefined {
  const format = spec.horizontal?.numberFormat;
  const { edges } = spec;
  if (edges !== undefined) {
    const ends = { min: edges[0] ?? 0, max: edges.at(-1) ?? 1 };
    return flatAxis(edges, ends.min < ends.max ? ends : {}, width, format);
  }
  if (spec.kind !== "scatter") return undefined;
  return flatAxis(spec.series.flatMap(numbersAcross), asked(spec.horizontal), width, format);
}

/** Where the points of a scatter chart stand to the right: their number, or their count where they have none. */
export function numbersAcross({ values, categories }: ChartSpec["series"][number]): readonly number[] {
  return values.map((_value, index) => {
    const number = categories?.[index];
    return typeof number === "number" && Number.isFinite(number) ? number : index + 1;
  });
}

/** Half of the label at the end of a flat axis stands out. */
function endOverhang(axis: NumberAxis, format: string | undefined): number {
  return textWidth(formatted(axis.ticks.at(-1) ?? axis.max, format), SMALL) / 2;
}

function flatTicks(
  axis: NumberAxis,
  at: (value: number) => number,
  plot: Box,
  format: string | undefined,
  hasLines: boolean,
  spec?: ChartSpec,
): Shape[] {
  return axis.ticks.flatMap((tick) => {
    const x = crisp(at(tick));
    const ink = spec !== undefined && isBaseline(tick, axis, spec) ? AXIS : GRID;
    return [
      hasLines
        ? rule(x, plot.top, x, plot.bottom, ink, "tick-line")
        : rule(x, plot.bottom, x, plot.bottom + 4, AXIS, "tick-mark"),
      textShape(formatted(tick, format), { x, y: plot.bottom + LINE + 2, anchor: "middle", ink: QUIET, part: "tick" }),
    ];
  });
}

/** The line from which values are measured stands out. */
function isBaseline(tick: number, axis: NumberAxis, { base = 0 }: ChartSpec): boolean {
  return axis.isLogarithmic || axis.min > base || axis.max < base ? tick === axis.min : tick === base;
}

function bands(from: number, to: number, count: number): Frame["band"] {
  const width = (to - from) / Math.max(1, count);
  return (index) => [from + width * index, from + width * (index + 1)];
}

function between(edges: readonly number[], at: (value: number) => number): Frame["band"] {
  return (index) => [at(edges[index] ?? 0), at(edges[index + 1] ?? edges.at(-1) ?? 0)];
}
