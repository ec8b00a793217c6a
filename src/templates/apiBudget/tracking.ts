import { type VarianceBridge, varianceBridge } from "../blocks/varianceBridge";
import { type CellRef, type Formula, f, ListRef, type SeriesRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, SUBTITLE, UNIT } from "../looks";
import type { Actuals } from "./actuals";
import type { Bill } from "./bill";
import type { Givens } from "./givens";
import { firstYear, YEAR_MONTHS } from "./grid";

export interface Tracking {
  readonly budget: SeriesRef;
  readonly actual: SeriesRef;
  readonly forecast: SeriesRef;
  readonly closed: CellRef;
  readonly toDate: CellRef;
  readonly planToDate: CellRef;
  readonly outlook: CellRef;
  readonly paceForecast: CellRef;
  readonly status: CellRef;
  readonly bridge: VarianceBridge;
  /** USD entered for a use without requests in the month. */
  readonly stray: Formula;
}

const [LABEL, VALUE, UNIT_COL, YEAR, FIRST] = [0, 1, 2, 3, 4];

/** Below the bill on Calc: the year against its budget, and one month taken apart. */
export function tracking(given: Givens, bill: Bill, entered: Actuals): Tracking {
  const { sheet } = bill;
  const months = monthly(sheet, given, bill, entered);
  const figures = toDate(sheet, given, bill, months);
  return { ...months, ...figures, ...review(sheet, given, bill, entered) };
}

function monthly(sheet: SheetDraft, { budget: amount, spread }: Givens, bill: Bill, { byMonth }: Actuals) {
  const plan = firstYear(bill.reported.months);
  const number = firstYear(bill.time.number);
  sheet.putRow(sheet.row, LABEL, ["Budget, actual, forecast", null, null], HEADING);
  sheet.put(sheet.row, YEAR, "First 12 months", HEADING_RIGHT);
  sheet.putRow(sheet.row++, FIRST, Array<null>(YEAR_MONTHS).fill(null), HEADING);
  const look = { numberFormat: FORMAT.countOrDash, align: "right" } as const;
  const row = (label: string, make: (month: number) => Formula): SeriesRef => {
    const at = sheet.row++;
    sheet.put(at, LABEL, label);
    sheet.put(at, UNIT_COL, "reporting currency", UNIT);
    const series = sheet.across(at, FIRST, YEAR_MONTHS, make, look);
    sheet.put(at, YEAR, f`=SUM(${series})`, look);
    return series;
  };
  const even = f`${amount}/COLUMNS(${plan})`;
  const budget = row(
    "Budget",
    (at) =>
      f`=IF(OR(${spread}="evenly",${bill.reported.year}=0),${even},${amount}*${plan.at(at)}/${bill.reported.year})`,
  );
  const given = (at: number) => f`INDEX(${byMonth.list("Actual")},${number.at(at)})`;
  const actual = row("Actual", (at) => f`=IF(${given(at)}="","",${given(at)})`);
  const pace = sheet.area(sheet.row + PACE_BELOW, VALUE, 1, 1).cell(0);
  const forecast = row("Forecast", (at) => f`=IF(${actual.at(at)}="",${plan.at(at)}*${pace},"")`);
  return { budget, actual, forecast };
}

/** Rows from the forecast to the pace that it uses. */
const PACE_BELOW = 5;

function toDate(
  sheet: SheetDraft,
  { budget, daysPerMonth, thresholds }: Givens,
  bill: Bill,
  { actual, forecast }: Pick<Tracking, "actual" | "forecast">,
) {
  sheet.row++;
  const money = { numberFormat: FORMAT.count, align: "right" } as const;
  const line = (label: string, formula: Formula, unit: string, look = {}): CellRef => {
    const at = sheet.row++;
    sheet.put(at, LABEL, label);
    sheet.put(at, UNIT_COL, unit, UNIT);
    return sheet.put(at, VALUE, formula, { ...money, ...look });
  };
  const plan = firstYear(bill.reported.months);
  const closed = line("Months closed", f`=COUNT(${actual})`, "months");
  const spent = line("Spent to date", f`=SUM(${actual})`, "reporting currency");
  const planned = line("Planned to date", f`=SUMPRODUCT(--ISNUMBER(${actual}),${plan})`, "reporting currency");
  line("Actual to plan so far", f`=IF(${planned}>0,${spent}/${planned},1)`, "ratio", { numberFormat: FORMAT.factor });
  const outlook = line("Outlook along the plan", f`=${spent}+SUM(${forecast})`, "reporting currency");
  const days = f`${closed}*${daysPerMonth},COLUMNS(${actual})*${daysPerMonth},${budget},${thresholds}`;
  const paced = (field: string) => f`=IF(${closed}=0,"no actuals yet",INFER.RUNRATE(${spent},${days},,"${field}"))`;
  const paceForecast = line("Forecast at a level pace", paced("forecast_usd"), "reporting currency");
  const status = line("Status at a level pace", paced("status"), "OK, Watch or Breach");
  sheet.row++;
  return { closed, toDate: spent, planToDate: planned, outlook, paceForecast, status };
}

function review(sheet: SheetDraft, { daysPerMonth }: Givens, bill: Bill, { month, byUse }: Actuals) {
  const { requests, useCost } = bill;
  const count = requests.labels.rows;
  sheet.putRow(sheet.row, LABEL, ["Review of one month, USD", null, null], HEADING);
  ["Planned cost", "Requests", "USD/request", "Requests", "USD", "USD/request"].forEach((title, index) => {
    sheet.put(sheet.row, YEAR + index, title, HEADING_RIGHT);
  });
  sheet.putRow(sheet.row + 1, YEAR, ["planned", "planned", "planned", "actual", "actual", "actual"], {
    ...SUBTITLE,
    align: "right",
  });
  const first = sheet.row + 2;
  const [planned, volume, price, actualVolume, actualUsd, actualPrice] = [0, 1, 2, 3, 4, 5].map(
    (col) => new ListRef(sheet.name, first, YEAR + col, count),
  ) as unknown as readonly [ListRef, ListRef, ListRef, ListRef, ListRef, ListRef];
  const [givenRequests, givenUsd] = [byUse.list("Actual requests"), byUse.list("Actual cost")];
  const money = { numberFormat: FORMAT.usd2, align: "right" } as const;
  const column = (list: ListRef, numberFormat: string, make: (item: number) => Formula) =>
    sheet.down(first, list.col, count, make, { ...money, numberFormat });
  sheet.down(first, LABEL, count, (item) => f`=${requests.labels.at(item)}`);
  const of = (rows: typeof requests, item: number) => f`INDEX(${rows.row(item).months},${month})`;
  column(planned, FORMAT.usd2, (item) => f`=IFERROR(N(${of(useCost, item)}),0)`);
  column(volume, FORMAT.count, (item) => f`=IF(${planned.at(item)}>0,${of(requests, item)}*${daysPerMonth},0)`);
  column(price, FORMAT.usdSmall, (item) => f`=IF(${volume.at(item)}>0,${planned.at(item)}/${volume.at(item)},0)`);
  column(
    actualVolume,
    FORMAT.count,
    (item) => f`=IF(${givenRequests.at(item)}="",${volume.at(item)},${givenRequests.at(item)})`,
  );
  column(
    actualUsd,
    FORMAT.usd2,
    (item) => f`=IF(${givenUsd.at(item)}="",${actualVolume.at(item)}*${price.at(item)},${givenUsd.at(item)})`,
  );
  column(
    actualPrice,
    FORMAT.usdSmall,
    (item) => f`=IF(${actualVolume.at(item)}>0,${actualUsd.at(item)}/${actualVolume.at(item)},0)`,
  );
  sheet.row = first + count + 1;
  const bridge = varianceBridge(sheet, sheet.row, {
    budgetVolume: volume,
    budgetPrice: price,
    actualVolume,
    actualPrice,
  });
  const stray = f`=SUMIF(${actualVolume},0,${actualUsd})`;
  sheet.dress(first, LABEL, count, 1, LINK);
  return { bridge, stray };
}
