import type { Box } from "./box";
import { widthOf } from "./box";
import { type Shape, shape } from "./shape";
import { cut, LINE, QUIET, SMALL, textShape, textWidth, wrapped } from "./text";

const GAP = 4;
/** What stays free at the sides of the drawing. */
const EDGE = 6;
const TURNED_AT = 45;
const COSINE = Math.SQRT1_2;
/** Labels turned by 45 degrees take no more than this share of the chart's height. */
const MOST_SHARE = 0.35;
const LEAST_TURNED = 40;
/** More places than this are a row of time: some labels are enough to read it. */
const MANY = 16;

/** Labels below a plot, one for each place or for some of them. */
export interface FlatLabels {
  readonly height: number;
  shapes(plot: Box): readonly Shape[];
}

/** Names of places below a plot of this width: side by side, in two lines, turned, or every so many. */
export function flatLabels(names: readonly string[], width: number, chartHeight: number): FlatLabels {
  const band = width / Math.max(1, names.length);
  const widths = names.map((name) => textWidth(name, SMALL));
  const widest = Math.max(0, ...widths);
  if (widest + GAP <= band) return sideBySide(names, 1);
  const isShort = widest <= LEAST_TURNED;
  if (names.length <= MANY && !isShort && fitsInTwo(names, band)) return inTwoLines(names, band);
  if (isShort || names.length > MANY) return sideBySide(names, Math.ceil((widest + 2 * GAP) / band));
  return turned(names, band, widest, chartHeight);
}

const center = (plot: Box, count: number, index: number) => plot.left + (widthOf(plot) * (index + 0.5)) / count;

function sideBySide(names: readonly string[], every: number): FlatLabels {
  return {
    height: LINE + GAP,
    shapes: (plot) =>
      names.flatMap((name, index) => {
        const x = center(plot, names.length, index);
        // A label that stands for several places may be wider than its own.
        const room = 2 * Math.min(x - EDGE, plot.right + EDGE - x);
        const text = every === 1 ? name : cut(name, Math.max(room, widthOf(plot) / names.length), SMALL);
        return index % every === 0 ? label([text], x, plot.bottom) : [];
      }),
  };
}

function fitsInTwo(names: readonly string[], band: number): boolean {
  return names.every((name) => {
    const lines = wrapped(name, band - GAP, SMALL, 2);
    return lines.every((line) => !line.endsWith("…") && line !== "");
  });
}

function inTwoLines(names: readonly string[], band: number): FlatLabels {
  return {
    height: 2 * LINE + GAP,
    shapes: (plot) =>
      names.flatMap((name, index) =>
        label(wrapped(name, band - GAP, SMALL, 2), center(plot, names.length, index), plot.bottom),
      ),
  };
}

function label(lines: readonly string[], x: number, top: number): Shape[] {
  return lines.map((line, row) =>
    textShape(line, { x, y: top + GAP + (row + 1) * LINE - 3, anchor: "middle", ink: QUIET, part: "category" }),
  );
}

/** Each label ends below its place; what would not fit the chart is cut. */
function turned(names: readonly string[], band: number, widest: number, chartHeight: number): FlatLabels {
  const longest = Math.max(LEAST_TURNED, Math.min(widest, (chartHeight * MOST_SHARE) / COSINE - LINE));
  const every = Math.max(1, Math.ceil(LINE / band));
  return {
    height: longest * COSINE + LINE,
    shapes: (plot) =>
      names.flatMap((name, index) => {
        if (index % every !== 0) return [];
        const x = center(plot, names.length, index) + 3;
        const text = cut(name, Math.min(longest, (x - EDGE) / COSINE - LINE / 2), SMALL);
        const y = plot.bottom + LINE - 2;
        return textShape(text, { x, y, anchor: "end", ink: QUIET, turn: -TURNED_AT, part: "category" });
      }),
  };
}

const MOST_SHARE_BESIDE = 0.38;

/** Names of places left of a plot: how much room they take, and the labels for bands from top to bottom. */
export function uprightLabels(names: readonly string[], width: number) {
  const widest = Math.max(0, ...names.map((name) => textWidth(name, SMALL)));
  const room = Math.min(widest, width * MOST_SHARE_BESIDE);
  return {
    width: room + 2 * GAP,
    shapes(plot: Box): readonly Shape[] {
      const band = (plot.bottom - plot.top) / Math.max(1, names.length);
      const every = Math.max(1, Math.ceil(LINE / band));
      return names.flatMap((name, index) => {
        if (index % every !== 0) return [];
        const lines = wrapped(name, room, SMALL, band * every >= 2 * LINE ? 2 : 1);
        const first = plot.top + band * (index + 0.5) - ((lines.length - 1) * LINE) / 2 + 4;
        return lines.map((line, row) =>
          textShape(line, {
            x: plot.left - 2 * GAP,
            y: first + row * LINE,
            anchor: "end",
            ink: QUIET,
            part: "category",
          }),
        );
      });
    },
  };
}

/** A thin line across the plot. */
export function rule(x1: number, y1: number, x2: number, y2: number, color: string, part: string): Shape {
  return shape("line", { class: part, x1, y1, x2, y2, style: `stroke:${color};stroke-width:1` });
}
