import { type Box, heightOf, widthOf } from "./box";
import { colorOf, GROUND } from "./colors";
import { formatted } from "./number-format";
import { px, type Shape, shape } from "./shape";
import { type ChartSpec, placeNames, shownSeries } from "./spec";
import { cut, SMALL, textShape, textWidth } from "./text";
import { valueText } from "./value-text";

const HOLE = 0.55;
const GAP = 8;
/** Slices with less than this share have no label of their own. */
const LEAST_LABELLED = 0.04;
const FULL = 2 * Math.PI;

/** Slices clockwise from the top, each with its share; what is not above zero has no slice. */
export function pieShapes(spec: ChartSpec, box: Box): Shape[] {
  const rings = spec.kind === "pie" ? shownSeries(spec).slice(0, 1) : shownSeries(spec);
  const names = placeNames(spec);
  const isNamed = spec.legend === undefined;
  const longest = isNamed ? Math.max(0, ...names.map((name) => textWidth(`${name} 100%`, SMALL))) : 30;
  const beside = Math.min(longest + GAP, widthOf(box) * 0.32);
  const radius = Math.max(1, Math.min(widthOf(box) / 2 - beside, heightOf(box) / 2 - 2 * GAP));
  const center = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  const hole = spec.kind === "doughnut" ? radius * HOLE : 0;
  const thickness = (radius - hole) / Math.max(1, rings.length);
  return rings.flatMap(({ values }, ring) => {
    const outer = radius - ring * thickness;
    const total = values.reduce<number>((sum, value) => sum + Math.max(0, value ?? 0), 0);
    let start = 0;
    return values.flatMap((value, place) => {
      const share = total === 0 ? 0 : Math.max(0, value ?? 0) / total;
      if (share === 0) return [];
      const slice = { start, end: start + share, outer, inner: outer - thickness };
      start += share;
      const name = names[place] ?? "";
      const told = `${name}: ${valueText(spec, value ?? 0)} (${formatted(share, "0.0%")})`;
      const label = isNamed ? `${name} ${formatted(share, "0%")}` : formatted(share, "0%");
      return [
        sliceShape(center, slice, place, told),
        ...(ring === 0 && share >= LEAST_LABELLED ? [labelShape(center, slice, label, box)] : []),
      ];
    });
  });
}

interface Slice {
  readonly start: number;
  readonly end: number;
  readonly outer: number;
  readonly inner: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const on = ({ x, y }: Point, share: number, radius: number): string =>
  `${px(x + Math.sin(share * FULL) * radius)} ${px(y - Math.cos(share * FULL) * radius)}`;

function sliceShape(center: Point, { start, end, outer, inner }: Slice, place: number, told: string): Shape {
  const [r, hole] = [px(outer), px(Math.max(0, inner))];
  const middle = (start + end) / 2;
  // Two arcs each: a whole circle has no single one.
  const out = `M${on(center, start, outer)}A${r} ${r} 0 0 1 ${on(center, middle, outer)}A${r} ${r} 0 0 1 ${on(center, end, outer)}`;
  const back =
    hole === 0
      ? `L${px(center.x)} ${px(center.y)}Z`
      : `L${on(center, end, inner)}A${hole} ${hole} 0 0 0 ${on(center, middle, inner)}A${hole} ${hole} 0 0 0 ${on(center, start, inner)}Z`;
  const style = `fill:${colorOf(place)};stroke:${GROUND};stroke-width:1.5`;
  return shape("path", { class: "slice", "data-place": place, d: out + back, style }, [shape("title", {}, [told])]);
}

function labelShape(center: Point, { start, end, outer }: Slice, label: string, box: Box): Shape {
  const angle = ((start + end) / 2) * FULL;
  const x = center.x + Math.sin(angle) * (outer + GAP);
  const y = center.y - Math.cos(angle) * (outer + GAP) + 4;
  const isRight = Math.sin(angle) > 0.15;
  const isLeft = Math.sin(angle) < -0.15;
  const room = isRight ? box.right - x : isLeft ? x - box.left : 2 * Math.min(box.right - x, x - box.left);
  const anchor = isRight ? "start" : isLeft ? "end" : "middle";
  return textShape(cut(label, room, SMALL), { x, y, anchor, part: "slice-label" });
}
