import type { Plan } from "../../host/port";
import { icon } from "../dom";

/** Small drawings of what a model's board shows, by the kind of its chart. */
const PICTURES = {
  waterfall: "M2 14V9h2v5M6 9V6h2v3M9.500 6V3.500h2V6M13 14V3.500h1.500V14",
  column: "M2 14V8h2.500v6M6.750 14V5h2.500v9M11.500 14V3h2.500v11",
  bar: "M2 2h7v2.500H2M2 6.750h11v2.500H2M2 11.500h5V14H2",
  line: "M2 2v12h12M3.500 11.500l3-4 3 2 4-6",
  area: "M2 14V9l4-4 3 2 5-4v11z",
  pie: "M8 2a6 6 0 1 0 6 6H8z",
} as const;

function pictureOf({ charts }: Plan): keyof typeof PICTURES {
  const chart = charts[0]?.chart;
  if (chart === undefined) return "column";
  if (chart.series.some(({ isInvisible }) => isInvisible === true)) return "waterfall";
  if (chart.kind === "scatter") return "line";
  return chart.kind === "doughnut" ? "pie" : chart.kind;
}

export const pictureFor = (plan: Plan): SVGSVGElement => icon(PICTURES[pictureOf(plan)]);
