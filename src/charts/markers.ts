import { rule } from "./category-labels";
import type { Frame } from "./frame";
import { crisp, type Shape, shape } from "./shape";
import { type ChartSpec, isSideways } from "./spec";
import { cut, INK, LINE, SMALL, textShape, textWidth } from "./text";

/** Lines across the plot with their labels; those over a histogram have a row each above it. */
export function markerShapes(spec: ChartSpec, frame: Frame, width: number): Shape[] {
  const { markers = [], edges } = spec;
  const isStanding = edges !== undefined || isSideways(spec);
  return markers.map(({ at, label }, index) => {
    const above = frame.plot.top - (markers.length - index) * LINE;
    return isStanding
      ? standing(frame, edges === undefined ? frame.value(at) : frame.across(at), above, label, width)
      : lying(frame, frame.value(at), label);
  });
}

function standing({ plot }: Frame, at: number, top: number, label: string, width: number): Shape {
  const x = crisp(at);
  const room = textWidth(label, SMALL) + 6;
  const isLeft = x + room > width && x > width / 2;
  const text = cut(label, isLeft ? x - 6 : width - x - 6, SMALL);
  return shape("g", { class: "marker" }, [
    rule(x, top, x, plot.bottom, INK, "marker-line"),
    textShape(text, { x: x + (isLeft ? -4 : 4), y: top + LINE - 4, anchor: isLeft ? "end" : "start", isBold: true }),
  ]);
}

function lying({ plot }: Frame, at: number, label: string): Shape {
  const y = crisp(at);
  const text = cut(label, plot.right - plot.left, SMALL);
  const baseline = y - 4 < plot.top + LINE ? y + LINE - 2 : y - 4;
  return shape("g", { class: "marker" }, [
    rule(plot.left, y, plot.right, y, INK, "marker-line"),
    textShape(text, { x: plot.right, y: baseline, anchor: "end", isBold: true }),
  ]);
}
