import { type Box, boxOf, inset, widthOf } from "./box";
import { GROUND } from "./colors";
import { columnShapes } from "./columns";
import { frameOf } from "./frame";
import { withLegend } from "./legend";
import { lineShapes } from "./lines";
import { markerShapes } from "./markers";
import { pieShapes } from "./pie";
import { type Shape, shape } from "./shape";
import { type ChartSpec, isRound, type Size } from "./spec";
import { summaryOf } from "./summary";
import { LINE, QUIET, SMALL, TITLE, TITLE_LINE, textShape, wrapped } from "./text";
import { waterfallLabels } from "./waterfall";

export interface Drawing extends Size {
  /** Begins the ids of the texts that name and describe the picture: different for each on a page. */
  readonly id: string;
}

const LEAST: Size = { width: 120, height: 90 };
const PADDING = 10;

/** A chart as a drawing in SVG, of exactly this size. Colours are those of the page's variables. */
export function chartShape(spec: ChartSpec, { id, ...wanted }: Drawing): Shape {
  const size = { width: Math.max(LEAST.width, wanted.width), height: Math.max(LEAST.height, wanted.height) };
  const { width, height } = size;
  const names = { title: `${id}-title`, summary: `${id}-summary` };
  return shape(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "infer-chart",
      role: "img",
      "aria-labelledby": names.title,
      "aria-describedby": names.summary,
      focusable: "false",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    [
      shape("title", { id: names.title }, [spec.title ?? "Chart"]),
      shape("desc", { id: names.summary }, [summaryOf(spec)]),
      shape("rect", { class: "ground", x: 0, y: 0, width, height, style: `fill:${GROUND}` }),
      ...inside(spec, size),
    ],
  );
}

function inside(spec: ChartSpec, size: Size): Shape[] {
  const box = inset(boxOf(size), { left: PADDING, top: PADDING, right: PADDING, bottom: PADDING });
  const title = titled(spec, box);
  const note = noted(spec, title.rest);
  const legend = withLegend(spec, note.rest);
  return [...title.shapes, ...note.shapes, ...legend.shapes, ...plotted(spec, legend.rest, size)];
}

function plotted(spec: ChartSpec, box: Box, { width, height }: Size): readonly Shape[] {
  if (!spec.series.some(({ values }) => values.some((value) => value !== null))) return [nothing(box)];
  if (isRound(spec)) return pieShapes(spec, box);
  const frame = frameOf(spec, box, height);
  const isOfColumns = spec.kind === "column" || spec.kind === "bar";
  const marks = isOfColumns ? columnShapes(spec, frame) : lineShapes(spec, frame);
  return [...frame.shapes, ...marks, ...waterfallLabels(spec, frame), ...markerShapes(spec, frame, width - PADDING)];
}

function nothing({ left, top, right, bottom }: Box): Shape {
  return textShape("No values yet", { x: (left + right) / 2, y: (top + bottom) / 2, anchor: "middle", ink: QUIET });
}

function titled({ title }: ChartSpec, box: Box) {
  const lines = title === undefined ? [] : wrapped(title, widthOf(box), TITLE, 2);
  const shapes = lines.map((line, row) =>
    textShape(line, { x: box.left, y: box.top + (row + 1) * TITLE_LINE - 5, size: TITLE, isBold: true, part: "title" }),
  );
  return { shapes, rest: inset(box, { top: lines.length === 0 ? 0 : lines.length * TITLE_LINE + 6 }) };
}

/** An error is no zero and no blank: the picture says that it leaves something out. */
function noted({ series }: ChartSpec, box: Box) {
  const errors = series.reduce((sum, series) => sum + (series.errors ?? 0), 0);
  if (errors === 0) return { shapes: [], rest: box };
  const text = errors === 1 ? "1 value is an error and is left out." : `${errors} values are errors and are left out.`;
  const shapes = wrapped(text, widthOf(box), SMALL, 1).map((line) =>
    textShape(line, { x: box.left, y: box.bottom - 3, ink: QUIET, part: "note" }),
  );
  return { shapes, rest: inset(box, { bottom: LINE + 4 }) };
}
