import { FigureList } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { type CellRef, f, type RangeRef } from "../draft/reference";
import { FORMAT, SERIES_COLORS, TAB, TITLE } from "../looks";
import type { Calc } from "./calc";
import type { Givens } from "./givens";

const CHART_ROWS = 16;

export type Outputs = ReturnType<typeof outputs>;

export function outputs(model: ModelDraft, given: Givens, work: Calc) {
  const sheet = model.sheet("Outputs", { columnWidths: [330, 140, 190], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  const figures = FigureList.titled(sheet, 2);
  const npv = (flows: RangeRef) =>
    f`=${flows.cell(0, 0)}+NPV(${given.discount},${flows.cell(0, 1)}:${flows.cell(0, flows.cols - 1)})`;
  const usd = "USD, present value";
  const buy = figures.line("npv_buy", npv(work.buy), usd, FORMAT.usd);
  const rent = figures.line("npv_rent", npv(work.rent), usd, FORMAT.usd);
  const payback = figures.line(
    "payback_years",
    f`=IF(${work.cumulated.cell(0, work.cumulated.cols - 1)}<0,"never",INFER.PAYBACK(${work.advantage}))`,
    "years",
    FORMAT.count1,
  );
  const story = figures.area();
  const advantage = figures.line("Buying less renting", f`=${buy}-${rent}`, usd, FORMAT.usd);
  const irr = figures.line(
    "Internal rate of buying instead",
    f`=IFERROR(IRR(${work.advantage}),"none")`,
    "a year",
    "0.00%",
  );
  const hours = f`(${given.count}*${given.hours})`;
  const perHour = "USD per GPU-hour";
  const indifference = figures.line(
    "Rent at which both cost the same",
    f`=${work.byFunction.indifference}/${hours}`,
    perHour,
    FORMAT.price,
  );
  const charge = f`INFER.GPUHOUR(${given.capex}/${given.count},${work.last},${given.discount},${given.residual},,,,0,1)`;
  const fixed = f`(${given.staff}+${given.capex}*${given.maintenance})/(${charge}*${hours})`;
  const owned = (share: CellRef | number) =>
    f`=INFER.GPUHOUR(${given.capex}/${given.count},${work.last},${given.discount},${given.residual},${given.power}*1000/${given.count},${given.pue},${given.kwh},${fixed},${typeof share === "number" ? f`${share}` : f`${share}/${given.hours}`})`;
  const ownHour = figures.line("Own GPU-hour, every hour in use, before tax", owned(1), perHour, FORMAT.price);
  figures.line("Own GPU-hour, in the hours really used", owned(given.used), perHour, FORMAT.price);
  const commitment = (field: string) =>
    f`=INFER.COMMITMENT(${given.used}*${given.count},${hours},${given.onDemand},${given.rentUsd},"${field}")`;
  const committed = figures.line("Commitment, year 1", commitment("cost_usd"), "USD per year", FORMAT.usd);
  const onDemand = figures.line("On demand, year 1", commitment("on_demand_cost_usd"), "USD per year", FORMAT.usd);
  figures.line("Commitment saves", commitment("saving_usd"), "USD per year", FORMAT.usd);
  const breakEven = figures.line(
    "Use from which the commitment pays",
    commitment("break_even_utilization"),
    "share of hours",
    FORMAT.share1,
  );
  const { names: categories, below, above } = work.tornado;
  model.chart({
    kind: "bar",
    stacking: "stacked",
    title: "Buying less renting: change when one driver swings, USD present value",
    series: [
      { name: "Down to", values: below, categories, color: SERIES_COLORS[1] },
      { name: "Up to", values: above, categories, color: SERIES_COLORS[0] },
    ],
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(sheet.row + 1, 0, CHART_ROWS, 3),
  });
  return { story, buy, rent, payback, advantage, irr, indifference, ownHour, committed, onDemand, breakEven };
}
