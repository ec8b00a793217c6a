import type { HistogramTable } from "../../engine/risk/histogram";
import { type Zone, zoneOf } from "./outcome";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 320;
const HEIGHT = 132;
const TOP = 30;
const BOTTOM = 20;

export interface Mark {
  readonly label: string;
  readonly value: number;
}

export interface HistogramPicture {
  readonly bins: HistogramTable;
  readonly p10: number;
  readonly p90: number;
  /** Lines with a word above them. */
  readonly marks: readonly Mark[];
  readonly shown: (value: number) => string;
  /** The picture in words. */
  readonly summary: string;
}

function shape(tag: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

const ZONE_CLASSES: Readonly<Record<Zone, string>> = { low: "zone-low", middle: "zone-middle", high: "zone-high" };

/** Columns over the classes of a histogram, marks on top, the ends of the axis below. */
export function histogramPicture({ bins, p10, p90, marks, shown, summary }: HistogramPicture): SVGSVGElement {
  const [first, last] = [bins[0]?.from ?? 0, bins.at(-1)?.bin ?? 1];
  const span = last - first || 1;
  const most = bins.reduce((highest, { count }) => Math.max(highest, count), 1);
  const x = (value: number) => ((value - first) / span) * WIDTH;
  const floor = HEIGHT - BOTTOM;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", summary);
  svg.setAttribute("class", "picture");
  for (const bin of bins) {
    const height = (bin.count / most) * (floor - TOP);
    const width = Math.max(1, x(bin.bin) - x(bin.from) - 1);
    const place = { x: x(bin.from), y: floor - height, width, height };
    svg.append(shape("rect", { ...place, class: ZONE_CLASSES[zoneOf(bin, p10, p90)] }));
  }
  svg.append(shape("line", { x1: 0, x2: WIDTH, y1: floor, y2: floor, class: "axis" }));
  svg.append(...markShapes(marks, x, floor));
  svg.append(shape("text", { x: 0, y: HEIGHT - 6 }, shown(first)));
  svg.append(shape("text", { x: WIDTH, y: HEIGHT - 6, "text-anchor": "end" }, shown(last)));
  return svg;
}

const LETTER_WIDTH = 6.2;

/** Words that would run into one another stand in two lines. */
function markShapes(marks: readonly Mark[], x: (value: number) => number, floor: number): readonly SVGElement[] {
  let [upperEnd, lowerEnd] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return [...marks]
    .sort((a, b) => a.value - b.value)
    .flatMap(({ label, value }) => {
      const at = Math.min(WIDTH, Math.max(0, x(value)));
      const half = (label.length * LETTER_WIDTH) / 2;
      const middle = Math.min(WIDTH - half, Math.max(half, at));
      const isLower = middle - half > lowerEnd;
      if (isLower) lowerEnd = middle + half + 4;
      else if (middle - half > upperEnd) upperEnd = middle + half + 4;
      const y = isLower ? TOP - 5 : TOP - 18;
      return [
        shape("line", { x1: at, x2: at, y1: isLower ? TOP - 2 : TOP - 15, y2: floor, class: "mark-line" }),
        shape("text", { x: middle, y, "text-anchor": "middle", class: "mark-word" }, label),
      ];
    });
}
