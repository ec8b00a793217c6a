import { f, SeriesRef } from "../draft/reference";
import { FORMAT, HEADING, HEADING_RIGHT, UNIT } from "../looks";
import type { Givens } from "./givens";
import { FIRST, type Grid, LABEL, MOST_MONTHS, UNIT_COL } from "./grid";

export interface Timeline {
  readonly number: SeriesRef;
  readonly month: SeriesRef;
  readonly isOn: SeriesRef;
  readonly fiscalYear: SeriesRef;
  readonly quarter: SeriesRef;
  readonly priceIndex: SeriesRef;
}

export function timeline(grid: Grid, { fiscalStart, firstMonth, months, priceChange }: Givens): Timeline {
  const { sheet } = grid;
  sheet.putRow(sheet.row, LABEL, ["Months", null, null, null], HEADING);
  const start = f`DATE(YEAR(${firstMonth}),MONTH(${firstMonth}),1)`;
  const numberRow = new SeriesRef(sheet.name, sheet.row + 1, FIRST, MOST_MONTHS);
  const month = sheet.across(sheet.row++, FIRST, MOST_MONTHS, (at) => f`=EDATE(${start},${numberRow.at(at)}-1)`, {
    ...HEADING_RIGHT,
    numberFormat: FORMAT.month,
  });
  const before = sheet.area(0, FIRST - 1, 1, 1).cell(0);
  const { months: number } = grid.each("Number", "month", () => f`=COLUMN()-COLUMN(${before})`, FORMAT.count);
  const isOn = grid.each("In the budget", "1 yes, 0 no", (at) => f`=IF(${number.at(at)}<=${months},1,0)`, FORMAT.count);
  const fiscalYear = grid.each(
    "Fiscal year",
    "ends in this year",
    (at) => f`="FY"&YEAR(EDATE(${month.at(at)},MOD(1-${fiscalStart},12)))`,
    FORMAT.general,
  );
  const quarter = grid.each(
    "Fiscal quarter",
    "quarter",
    (at) => f`=${fiscalYear.months.at(at)}&" Q"&(INT(MOD(MONTH(${month.at(at)})-${fiscalStart},12)/3)+1)`,
    FORMAT.general,
  );
  const row = sheet.row++;
  sheet.put(row, LABEL, "Price index");
  sheet.put(row, UNIT_COL, "first month = 1", UNIT);
  const priceIndex = new SeriesRef(sheet.name, row, FIRST, MOST_MONTHS);
  sheet.put(row, FIRST, f`=TRANSPOSE(INFER.FORECAST(1,COUNT(${number}),0,-${priceChange},,,"price_index"))`);
  sheet.dress(row, FIRST, 1, MOST_MONTHS, { numberFormat: "0.0000", align: "right" });
  grid.gap();
  return { number, month, isOn: isOn.months, fiscalYear: fiscalYear.months, quarter: quarter.months, priceIndex };
}
