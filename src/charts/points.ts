import { GROUND } from "./colors";
import { type Shape, shape } from "./shape";

/** The shapes of points, so that series differ also without colour. */
const FORMS: readonly ((x: number, y: number, r: number) => string)[] = [
  (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`,
  (x, y, r) => `M${x} ${y - r * 1.3}l${r * 1.25} ${r * 2.2}h${-r * 2.5}Z`,
  (x, y, r) => `M${x} ${y - r * 1.4}l${r * 1.4} ${r * 1.4}l${-r * 1.4} ${r * 1.4}l${-r * 1.4} ${-r * 1.4}Z`,
];

const round = (place: number) => Math.round(place * 10) / 10;

/** A point of the series at this place among the others. */
export function point(series: number, x: number, y: number, color: string, title?: string, r = 3.5): Shape {
  const form = FORMS[series % FORMS.length] ?? FORMS[0];
  const path = form?.(round(x), round(y), r) ?? "";
  return shape(
    "path",
    { class: "point", "data-series": series, d: tidied(path), style: `fill:${color};stroke:${GROUND};stroke-width:1` },
    title === undefined ? [] : [shape("title", {}, [title])],
  );
}

/** Sums of tenths without what binary leaves behind. */
function tidied(path: string): string {
  return path.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100 + 0));
}
