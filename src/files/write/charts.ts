import type { SheetChart } from "hucre";
import { chartTitle } from "../chart-mark";
import type { AxisModel, ChartModel, SeriesModel } from "../model";
import { fileColor } from "./looks";

type FileAxis = NonNullable<NonNullable<SheetChart["axes"]>["y"]>;
type FileSeries = SheetChart["series"][number];

const GROUPING = { stacked: "stacked", percent: "percentStacked" } as const;

/** A chart of ours as the writer takes it. */
export function fileChart(chart: ChartModel): SheetChart {
  const { kind, stacking, title, summary, place, legend, horizontal, vertical } = chart;
  const grouping = stacking === undefined ? undefined : GROUPING[stacking];
  return {
    type: kind,
    frameTitle: chartTitle(kind),
    series: chart.series.map((series) => fileSeries(series)),
    anchor: {
      from: { row: place.row, col: place.col },
      to: { row: place.row + place.rows, col: place.col + place.cols },
    },
    legend: legend ?? false,
    ...(title === undefined ? {} : { title }),
    ...(summary === undefined ? {} : { altText: summary }),
    ...(grouping === undefined ? {} : groupingOf(kind, grouping)),
    axes: axesOf(kind, horizontal, vertical),
  };
}

/** The first category of a bar chart stands on top, as it is read; names stay clear of columns below zero. */
function axesOf(
  kind: ChartModel["kind"],
  horizontal?: AxisModel,
  vertical?: AxisModel,
): { x?: FileAxis; y?: FileAxis } {
  const isBar = kind === "bar";
  const x = {
    ...(horizontal === undefined ? {} : fileAxis(horizontal)),
    ...(isBar ? { reverse: true } : {}),
    ...(isBar || kind === "column" ? { tickLblPos: "low" as const } : {}),
  };
  const y = {
    ...(vertical === undefined ? {} : fileAxis(vertical)),
    ...(isBar ? { crosses: "max" as const } : {}),
  };
  return { ...(Object.keys(x).length > 0 ? { x } : {}), ...(Object.keys(y).length > 0 ? { y } : {}) };
}

function groupingOf(kind: ChartModel["kind"], grouping: "stacked" | "percentStacked"): Partial<SheetChart> {
  if (kind === "line") return { lineGrouping: grouping };
  return kind === "area" ? { areaGrouping: grouping } : { barGrouping: grouping, overlap: 100 };
}

function fileSeries({ name, values, categories, color, isInvisible }: SeriesModel): FileSeries {
  return {
    values,
    ...(name === undefined ? {} : { name }),
    ...(categories === undefined ? {} : { categories }),
    ...(isInvisible === true
      ? { color: { theme: "bg1", alpha: 0 } }
      : color === undefined
        ? {}
        : { color: fileColor(color) }),
  };
}

function fileAxis({ title, numberFormat, min, max, isLogarithmic }: AxisModel): FileAxis {
  const scale = {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(isLogarithmic === true ? { logBase: 10 } : {}),
  };
  return {
    ...(title === undefined ? {} : { title }),
    ...(numberFormat === undefined ? {} : { numberFormat: { formatCode: numberFormat } }),
    ...(Object.keys(scale).length > 0 ? { scale } : {}),
  };
}
