import { type ChartSpec, chartShape, svgElement } from "../../charts";
import type { HistogramTable } from "../../engine/risk/histogram";

export interface Mark {
  readonly label: string;
  readonly value: number;
}

export interface HistogramPicture {
  readonly bins: HistogramTable;
  /** Lines with a word above them. */
  readonly marks: readonly Mark[];
  readonly unit: string;
  /** The picture in words. */
  readonly summary: string;
}

/** As wide as the narrowest pane leaves room for; a wider one shows it larger. */
const SIZE = { width: 296, height: 220 };

/** How the results spread, with lines where the marks are. */
export function histogramPicture({ bins, marks, unit, summary }: HistogramPicture): SVGElement {
  const edges = [bins[0]?.from ?? 0, ...bins.map(({ bin }) => bin)];
  const spec: ChartSpec = {
    kind: "column",
    title: unit === "" ? "Result" : `Result, ${unit}`,
    summary,
    series: [{ name: "Trials", values: bins.map(({ count }) => count) }],
    edges,
    markers: marks.map(({ label, value }) => ({ at: value, label })),
    vertical: { numberFormat: "#,##0" },
  };
  return svgElement(chartShape(spec, { id: "simulation-histogram", ...SIZE }));
}
