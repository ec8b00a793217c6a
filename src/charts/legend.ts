import { type Box, inset, widthOf } from "./box";
import { colorOf, dashOf } from "./colors";
import { point } from "./points";
import { type Shape, shape } from "./shape";
import { type ChartSpec, isRound, placeNames, seriesName } from "./spec";
import { cut, LINE, SMALL, textShape, textWidth } from "./text";

export interface Entry {
  readonly label: string;
  readonly color: string;
  /** Its place among the series, which gives the form of its points. */
  readonly index: number;
}

const SWATCH = 10;
const BETWEEN = 6;
const APART = 14;
const ROW = 18;
const MOST_ROWS = 4;
/** A legend beside the plot needs a wide chart and takes no more than this share of it. */
const LEAST_WIDTH_BESIDE = 420;
const MOST_SHARE_BESIDE = 0.3;
const MOST_SHARE_BELOW = 0.4;

/** Series in a pie are the places of its ring. */
export function legendEntries(spec: ChartSpec): readonly Entry[] {
  if (isRound(spec)) return placeNames(spec).map((label, index) => ({ label, color: colorOf(index), index }));
  return spec.series.flatMap((series, index) =>
    series.isInvisible === true
      ? []
      : [{ label: seriesName(series, index), color: colorOf(index, series.color), index }],
  );
}

/** The legend at its side of the box, and the box that is left. */
export function withLegend(spec: ChartSpec, box: Box): { readonly shapes: readonly Shape[]; readonly rest: Box } {
  const entries = spec.legend === undefined ? [] : legendEntries(spec);
  if (entries.length === 0 || spec.legend === undefined) return { shapes: [], rest: box };
  const isBeside = (spec.legend === "left" || spec.legend === "right") && widthOf(box) >= LEAST_WIDTH_BESIDE;
  return isBeside
    ? beside(spec, entries, box, spec.legend === "left")
    : inRows(spec, entries, box, spec.legend === "top");
}

const entryWidth = ({ label }: Entry) => SWATCH + BETWEEN + textWidth(label, SMALL);

function beside(spec: ChartSpec, entries: readonly Entry[], box: Box, isLeft: boolean) {
  const widest = entries.reduce((most, entry) => Math.max(most, entryWidth(entry)), 0);
  const width = Math.min(widest, widthOf(box) * MOST_SHARE_BESIDE);
  const x = isLeft ? box.left : box.right - width;
  const fitting = Math.max(1, Math.floor((box.bottom - box.top) / ROW));
  const shapes = shortened(entries, fitting).map((entry, row) =>
    entryShape(spec, entry, x, box.top + row * ROW, width),
  );
  return { shapes, rest: inset(box, isLeft ? { left: width + APART } : { right: width + APART }) };
}

function inRows(spec: ChartSpec, entries: readonly Entry[], box: Box, isOnTop: boolean) {
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(((box.bottom - box.top) * MOST_SHARE_BELOW) / ROW)));
  let kept = entries;
  while (kept.length > 1 && rowsOf(shortened(entries, kept.length), box).length > most) kept = kept.slice(0, -1);
  const rows = rowsOf(shortened(entries, kept.length), box);
  const height = rows.length * ROW;
  const top = isOnTop ? box.top : box.bottom - height;
  const shapes = rows.flatMap((row, index) =>
    row.map(({ entry, x }) => entryShape(spec, entry, x, top + index * ROW, box.right - x)),
  );
  return { shapes, rest: inset(box, isOnTop ? { top: height + BETWEEN } : { bottom: height + BETWEEN }) };
}

/** So many entries; the last one counts those left out. */
function shortened(entries: readonly Entry[], most: number): readonly Entry[] {
  if (entries.length <= most) return entries;
  const kept = entries.slice(0, Math.max(0, most - 1));
  return [...kept, { label: `and ${entries.length - kept.length} more`, color: "none", index: -1 }];
}

function rowsOf(entries: readonly Entry[], box: Box) {
  const rows: { entry: Entry; x: number }[][] = [[]];
  let x = box.left;
  for (const entry of entries) {
    const width = entryWidth(entry);
    if (x > box.left && x + width > box.right) {
      rows.push([]);
      x = box.left;
    }
    rows.at(-1)?.push({ entry, x });
    x += width + APART;
  }
  return rows;
}

function entryShape(spec: ChartSpec, { label, color, index }: Entry, x: number, top: number, width: number): Shape {
  const isLine = spec.kind === "line" || spec.kind === "scatter";
  const middle = top + LINE / 2;
  const swatch = isLine
    ? [
        shape("path", {
          d: `M${Math.round(x)} ${middle}h${SWATCH + 2}`,
          "stroke-dasharray": spec.kind === "line" ? dashOf(index) : undefined,
          style: `fill:none;stroke:${color};stroke-width:2`,
        }),
        point(index, x + SWATCH / 2 + 1, middle, color),
      ]
    : [shape("rect", { x, y: top + 2, width: SWATCH, height: SWATCH, rx: 2, style: `fill:${color}` })];
  const text = cut(label, width - SWATCH - BETWEEN, SMALL);
  const words = textShape(text, { x: x + SWATCH + BETWEEN, y: top + LINE - 3 });
  return shape("g", { class: "legend-entry" }, [...(index < 0 ? [] : swatch), words]);
}
