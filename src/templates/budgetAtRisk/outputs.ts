import { FigureList } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { type CellRef, f } from "../draft/reference";
import { FORMAT, HEADING, HEADING_RIGHT, LEVEL, SERIES_COLORS, TAB, TITLE, UNIT } from "../looks";
import { type Calc, drawsOf } from "./calc";
import type { Givens } from "./givens";

const DRIVER_BINS = 20;
const CHART_ROWS = 16;
const DRAWS_AT = 24;
/** A driver may be a count of thousands or a factor near 1. */
const DRAWS = "#,##0.0##";

export type Outputs = ReturnType<typeof outputs>;

export function outputs(model: ModelDraft, given: Givens, { statistic, tornado, request }: Calc) {
  const sheet = model.sheet("Outputs", {
    columnWidths: [270, 140, 150, 100, 100, 30, 100, 100, 100, 100, 100],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Outputs", TITLE);
  const figures = FigureList.titled(sheet, 2);
  const line = (name: string): CellRef => figures.line(name, statistic.of(name), "unit of the result", FORMAT.count);
  const [base, mean] = [line("base"), line("mean")];
  const [p10, p50, p90] = [line("p10"), line("p50"), line("p90")];
  const over = figures.line("p_over_budget", statistic.of("p_over_budget"), "share", FORMAT.share1);
  const story = figures.area();
  const contingency = line("contingency_p90");
  const precision = line("se_p90");
  const unit = "unit of the result";
  const reserve = figures.line(
    "Budget for nine in ten cases, above the budget",
    f`=${p90}-${given.budget}`,
    unit,
    FORMAT.count,
  );
  figures.line("Cost of a request, mean", request("mean_per_request"), "USD", FORMAT.price);
  const sum = figures.line("Sum of the requests, mean", request("mean"), "USD", FORMAT.usd2);
  const quantile = figures.line("Sum that the chance stays within", request("quantile"), "USD", FORMAT.usd2);
  figures.line("Reserve above the mean", request("over_mean"), "share of the mean", FORMAT.share1);
  const driver = driverDraws(sheet, given);
  model.chart({
    kind: "bar",
    stacking: "stacked",
    title: "Result with one driver from its P10 to its P90, in the unit of the result",
    series: [
      { name: "Base", values: tornado.start, categories: tornado.names, isInvisible: true },
      { name: "Below the base", values: tornado.below, categories: tornado.names, color: SERIES_COLORS[0] },
      { name: "Above the base", values: tornado.over, categories: tornado.names, color: SERIES_COLORS[1] },
    ],
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(2, 6, CHART_ROWS, 5),
  });
  model.chart({
    kind: "column",
    title: "Draws of the driver looked at, trials by upper end of class",
    series: [{ name: "Trials", values: driver.count, categories: driver.upper, color: LEVEL }],
    horizontal: { numberFormat: DRAWS },
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(DRAWS_AT - 1, 6, CHART_ROWS, 5),
  });
  return { story, base, mean, p10, p50, p90, over, contingency, precision, reserve, sum, quantile, driver };
}

/** HISTOGRAM over what DRAW draws of one driver: the very numbers that SIMULATE uses. */
function driverDraws(sheet: ReturnType<ModelDraft["sheet"]>, given: Givens) {
  sheet.put(DRAWS_AT - 1, 0, "Draws of the driver looked at", HEADING);
  sheet.dress(DRAWS_AT - 1, 0, 1, 5, HEADING);
  sheet.put(DRAWS_AT, 0, f`=INFER.HISTOGRAM(${drawsOf(given)},${DRIVER_BINS})`);
  sheet.dress(DRAWS_AT, 0, 1, 5, HEADING_RIGHT);
  sheet.dress(DRAWS_AT + 1, 0, DRIVER_BINS, 2, { numberFormat: DRAWS, align: "right" });
  sheet.dress(DRAWS_AT + 1, 2, DRIVER_BINS, 2, { numberFormat: FORMAT.share1, align: "right" });
  sheet.dress(DRAWS_AT + 1, 4, DRIVER_BINS, 1, { numberFormat: DRAWS, align: "right" });
  const end = DRAWS_AT + DRIVER_BINS + 2;
  sheet.put(end, 0, "Median of the draws");
  sheet.put(end, 2, "unit of the driver", UNIT);
  const median = sheet.put(end, 1, f`=MEDIAN(${drawsOf(given)})`, { numberFormat: FORMAT.count2, align: "right" });
  return {
    upper: sheet.area(DRAWS_AT + 1, 0, DRIVER_BINS, 1),
    count: sheet.area(DRAWS_AT + 1, 1, DRIVER_BINS, 1),
    median,
  };
}
