import { FigureList } from "../blocks/figureList";
import { waterfall } from "../blocks/waterfall";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, SERIES_COLORS, TAB, TITLE } from "../looks";
import type { Bill } from "./bill";
import type { Givens } from "./givens";
import { firstYear } from "./grid";
import { MOST_QUARTERS, type ModelShares, modelTable, type Showback, showback } from "./showback";
import type { States } from "./states";
import type { Tracking } from "./tracking";

export interface Outputs {
  /** Names and values as NARRATIVE reads them. */
  readonly story: RangeRef;
  readonly plan: CellRef;
  readonly highest: CellRef;
  readonly used: CellRef;
  readonly unpriced: CellRef;
  readonly showback: Showback;
  readonly models: ModelShares;
}

const FIGURES_AT = 2;
const TABLES_AT = 20;
const CHART_ROWS = 16;

interface Sources {
  readonly given: Givens;
  readonly bill: Bill;
  readonly states: States;
  readonly track: Tracking;
}

export function outputs(model: ModelDraft, sources: Sources): Outputs {
  const { given, bill, track } = sources;
  const sheet = model.sheet("Outputs", {
    columnWidths: [230, 130, 130, ...Array<number>(MOST_QUARTERS + 1).fill(92)],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Outputs", TITLE);
  const tables = showback(sheet, TABLES_AT, given, bill);
  const models = modelTable(sheet, tables.next, bill);
  const figures = figureRows(sheet, sources, tables, models);
  charts(model, sheet, bill, track);
  return { ...figures, showback: tables, models };
}

function figureRows(
  sheet: SheetDraft,
  { given, bill, states, track }: Sources,
  { teams }: Showback,
  models: ModelShares,
) {
  const list = FigureList.titled(sheet, FIGURES_AT);
  const line = (name: string, value: Formula, unit: string, numberFormat: string = FORMAT.count): CellRef =>
    list.line(name, value, unit, numberFormat);
  const money = "reporting currency";
  const plan = line("plan_for_year", f`=${bill.reported.year}`, money);
  const budget = line("budget_for_year", f`=${given.budget}`, money);
  const used = line("plan_share_of_budget", f`=IF(${budget}>0,${plan}/${budget},"")`, "share", FORMAT.share);
  const highest = line("highest_month", f`=MAX(${firstYear(bill.reported.months)})`, money);
  const [names, amounts] = [teams.column(0), teams.column(1)];
  line("largest_team", f`=IF(${plan}=0,"",INDEX(${names},MATCH(MAX(${amounts}),${amounts},0)))`, "name");
  line("largest_team_share", f`=IF(${plan}=0,"",MAX(${amounts})/${plan})`, "share", FORMAT.share);
  line("largest_model", f`=IF(${plan}=0,"",${models.first})`, "name");
  line("largest_model_share", f`=IF(${plan}=0,"",${models.firstShare})`, "share", FORMAT.share);
  line("currency", f`=${given.currency}`, "code");
  const ifClosed = (value: CellRef) => f`=IF(${track.closed}=0,"",${value})`;
  line("actual_to_date", ifClosed(track.toDate), money);
  line("plan_to_date", ifClosed(track.planToDate), money);
  line("outlook_for_year", ifClosed(track.outlook), money);
  line("level_pace_forecast", f`=${track.paceForecast}`, money);
  line("level_pace_status", f`=${track.status}`, "OK, Watch or Breach");
  const unpriced = line("unpriced_lines", states.unpriced, "lines");
  return { story: list.area(), plan, highest, used, unpriced };
}

function charts(
  model: ModelDraft,
  sheet: SheetDraft,
  bill: Bill,
  { budget, actual, forecast, bridge }: Tracking,
): void {
  const categories = firstYear(bill.time.month);
  model.chart({
    kind: "column",
    title: "Budget, actual and forecast by month, reporting currency",
    series: [
      { name: "Budget", values: budget, categories, color: SERIES_COLORS[5] },
      { name: "Actual", values: actual, categories, color: SERIES_COLORS[0] },
      { name: "Forecast", values: forecast, categories, color: SERIES_COLORS[1] },
    ],
    legend: "bottom",
    vertical: { numberFormat: "#,##0" },
    horizontal: { numberFormat: FORMAT.month },
    place: sheet.area(FIGURES_AT, 4, CHART_ROWS, 6),
  });
  const title = "From planned to actual cost of the month reviewed, USD";
  const place = sheet.area(FIGURES_AT, 11, CHART_ROWS, 6);
  model.chart({ ...waterfall(bridge.walk, { ...bridge.columns, title }), place });
}
