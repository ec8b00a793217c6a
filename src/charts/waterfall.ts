import type { Frame } from "./frame";
import type { Shape } from "./shape";
import { type ChartSpec, isSideways, placesOf } from "./spec";
import { type Extent, extentsOf } from "./stacks";
import { LINE, SMALL, textShape, textWidth } from "./text";
import { valueText } from "./value-text";

interface Step {
  readonly place: number;
  readonly extent: Extent;
  readonly label: string;
}

/** The steps of a waterfall with their signs, where each has room for its label. */
export function waterfallLabels(spec: ChartSpec, frame: Frame): Shape[] {
  const steps = stepsOf(spec);
  const isStanding = isSideways(spec);
  const hasRoom = steps.every(({ place, label }) => {
    const [from, to] = frame.band(place);
    return isStanding ? to - from >= LINE : to - from >= textWidth(label, SMALL);
  });
  return hasRoom ? steps.map((step) => labelled(step, frame, isStanding)) : [];
}

function labelled({ place, extent, label }: Step, frame: Frame, isStanding: boolean): Shape {
  const [start, end] = frame.band(place);
  const middle = (start + end) / 2;
  const [a, b] = [frame.value(extent.from), frame.value(extent.to)];
  if (!isStanding) {
    const above = Math.max(Math.min(a, b) - 4, frame.plot.top + LINE - 4);
    return textShape(label, { x: middle, y: above, anchor: "middle", part: "step" });
  }
  const right = Math.max(a, b) + 4;
  const isOutside = right + textWidth(label, SMALL) <= frame.plot.right;
  return textShape(label, {
    x: isOutside ? right : Math.min(a, b) - 4,
    y: middle + 4,
    anchor: isOutside ? "start" : "end",
    part: "step",
  });
}

/**
 * What each place adds to the level before it, if the chart is a waterfall: one shown value a place, standing on an
 * invisible base. A step that begins at the level before goes up, one that ends there goes down; one from zero is a sum.
 */
function stepsOf(spec: ChartSpec): readonly Step[] {
  if (spec.stacking !== "stacked" || !spec.series.some(({ isInvisible }) => isInvisible === true)) return [];
  const extents = extentsOf(spec);
  const steps: Step[] = [];
  let level = 0;
  for (let place = 0; place < placesOf(spec); place++) {
    const shown = spec.series.flatMap(({ isInvisible }, index) => {
      const extent = extents[index]?.[place];
      return isInvisible === true || extent === undefined || extent.from === extent.to ? [] : [extent];
    });
    const [extent] = shown;
    if (shown.length > 1) return [];
    if (extent === undefined) continue;
    const change = changeOf(extent, level);
    steps.push({ place, extent, label: stepText(spec, extent, change) });
    level = change < 0 ? extent.from : extent.to;
  }
  return steps;
}

/** 1 up, -1 down, 0 for a sum. */
function changeOf({ from, to }: Extent, level: number): -1 | 0 | 1 {
  const isAt = (end: number) => Math.abs(end - level) <= Math.max(Math.abs(from), Math.abs(to)) * 1e-6;
  if (from === 0) return 0;
  if (isAt(to)) return -1;
  return isAt(from) ? 1 : 0;
}

function stepText(spec: ChartSpec, { from, to }: Extent, change: -1 | 0 | 1): string {
  const size = valueText(spec, Math.abs(to - from));
  return change === 0 ? valueText(spec, to - from) : `${change < 0 ? "−" : "+"}${size}`;
}
