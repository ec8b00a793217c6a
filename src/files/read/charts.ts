import type { Chart, ChartAxisInfo, ChartSeriesInfo } from "hucre";
import { parseChart } from "hucre/ooxml";
import type { Archive } from "../archive";
import { CHART_MARK } from "../chart-mark";
import type { AxisModel, ChartKind, ChartModel, RangeModel, SeriesModel } from "../model";
import { readXml } from "../xml";
import { type Relation, relationsOf, relationsOfType } from "./relations";

export interface DrawnThings {
  readonly charts: readonly ChartModel[];
  /** Charts that we did not make. */
  readonly foreignCharts: number;
  /** Pictures, shapes, text boxes. */
  readonly pictures: number;
}

interface Frame {
  readonly from: { row: number; col: number };
  readonly to: { row: number; col: number };
  title: string;
  summary: string;
  chart: string | undefined;
}

const KINDS: ReadonlySet<string> = new Set(["line", "area", "scatter", "pie", "doughnut"]);

/** What stands on a sheet above its cells. */
export function readDrawing(archive: Archive, relations: ReadonlyMap<string, Relation>): DrawnThings {
  const charts: ChartModel[] = [];
  const counts = { foreignCharts: 0, pictures: 0 };
  for (const { target } of relationsOfType(relations, "drawing")) {
    const xml = archive.text(target);
    if (xml === undefined) continue;
    const targets = relationsOf(archive, target);
    const { frames, pictures } = framesOf(xml);
    counts.pictures += pictures;
    for (const frame of frames) {
      const part = targets.get(frame.chart ?? "")?.target;
      const chart = frame.title.startsWith(CHART_MARK) ? chartOf(archive.text(part ?? ""), frame) : undefined;
      if (chart === undefined) counts.foreignCharts++;
      else charts.push(chart);
    }
  }
  return { charts, ...counts };
}

/** The frames of charts in a drawing, each with the cells it covers. */
function framesOf(xml: string): { readonly frames: readonly Frame[]; readonly pictures: number } {
  const frames: Frame[] = [];
  let pictures = 0;
  let frame: Frame | undefined;
  let corner: "from" | "to" | undefined;
  let side: "row" | "col" | undefined;
  readXml(xml, {
    open(name, attributes) {
      if (name.endsWith("Anchor")) {
        frame = { from: { row: 0, col: 0 }, to: { row: 0, col: 0 }, title: "", summary: "", chart: undefined };
      } else if (name === "from" || name === "to") corner = name;
      else if (name === "row" || name === "col") side = name;
      else if (name === "pic" || name === "sp" || name === "cxnSp") pictures++;
      else if (name === "cNvPr" && frame !== undefined) {
        frame.title = attributes.get("title") ?? "";
        frame.summary = attributes.get("descr") ?? "";
      } else if (name === "chart" && frame !== undefined) frame.chart = attributes.get("id");
    },
    text(text) {
      if (frame !== undefined && corner !== undefined && side !== undefined) frame[corner][side] = Number(text) || 0;
    },
    close(name) {
      if (name === side) side = undefined;
      else if (name === corner) corner = undefined;
      if (!name.endsWith("Anchor") || frame === undefined) return;
      if (frame.chart !== undefined) frames.push(frame);
      frame = undefined;
    },
  });
  return { frames, pictures };
}

function chartOf(xml: string | undefined, frame: Frame): ChartModel | undefined {
  const chart = xml === undefined ? undefined : parseChart(xml);
  const kind = chart === undefined ? undefined : kindOf(chart, frame.title);
  if (chart === undefined || kind === undefined) return undefined;
  const grouping = chart.barGrouping ?? chart.lineGrouping ?? chart.areaGrouping;
  const legend = chart.legend === "topRight" ? "right" : chart.legend;
  const horizontal = axisOf(chart.axes?.x);
  const vertical = axisOf(chart.axes?.y);
  return {
    kind,
    ...(grouping === "stacked"
      ? { stacking: "stacked" }
      : grouping === "percentStacked"
        ? { stacking: "percent" }
        : {}),
    ...(chart.title === undefined ? {} : { title: chart.title }),
    ...(frame.summary === "" ? {} : { summary: frame.summary }),
    series: (chart.series ?? []).flatMap(seriesOf),
    place: placeOf(frame),
    ...(legend === undefined || legend === false ? {} : { legend }),
    ...(horizontal === undefined ? {} : { horizontal }),
    ...(vertical === undefined ? {} : { vertical }),
  };
}

/** Columns and bars are one kind in the file; the name of the frame tells which. */
function kindOf({ kinds }: Chart, title: string): ChartKind | undefined {
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return undefined;
  if (kind === "bar") return title.endsWith(" bar") ? "bar" : "column";
  return KINDS.has(kind) ? (kind as ChartKind) : undefined;
}

function placeOf({ from, to }: Frame): RangeModel {
  return { ...from, rows: Math.max(1, to.row - from.row), cols: Math.max(1, to.col - from.col) };
}

function seriesOf({ name, valuesRef, categoriesRef, color }: ChartSeriesInfo): SeriesModel[] {
  if (valuesRef === undefined) return [];
  const isInvisible = typeof color === "object" && color.alpha === 0;
  return [
    {
      ...(name === undefined ? {} : { name }),
      values: valuesRef,
      ...(categoriesRef === undefined ? {} : { categories: categoriesRef }),
      ...(typeof color === "string" ? { color: `#${color.toLowerCase()}` } : {}),
      ...(isInvisible ? { isInvisible } : {}),
    },
  ];
}

function axisOf(axis: ChartAxisInfo | undefined): AxisModel | undefined {
  if (axis === undefined) return undefined;
  const { min, max, logBase } = axis.scale ?? {};
  const format = axis.numberFormat?.formatCode;
  const model = {
    ...(axis.title === undefined ? {} : { title: axis.title }),
    ...(format === undefined || format === "General" ? {} : { numberFormat: format }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(logBase === undefined ? {} : { isLogarithmic: true }),
  };
  return Object.keys(model).length > 0 ? model : undefined;
}
