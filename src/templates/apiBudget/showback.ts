import { type CellRef, type Formula, f, ListRef, type RangeRef, SeriesRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, TOTAL } from "../looks";
import type { Bill } from "./bill";
import type { Givens } from "./givens";

export interface Showback {
  /** Team, first twelve months, share: one row a team and one for all others. */
  readonly teams: RangeRef;
  readonly years: CellRef;
  readonly quarters: CellRef;
  readonly next: number;
}

/** Four, where the budget begins within a fiscal year. */
const MOST_YEARS = 4;
export const MOST_QUARTERS = 13;
const [NAME, YEAR, SHARE, PERIODS] = [0, 1, 2, 3];
const AMOUNT = { numberFormat: FORMAT.countOrDash, align: "right" } as const;

/** Who pays how much: by fiscal year and by quarter. */
export function showback(sheet: SheetDraft, row: number, given: Givens, bill: Bill): Showback {
  const { fiscalYear, quarter } = bill.time;
  const byYear = { title: "Showback by fiscal year", labels: fiscalYear, count: MOST_YEARS };
  const years = table(sheet, row, byYear, given, bill);
  const byQuarter = { title: "Showback by fiscal quarter", labels: quarter, count: MOST_QUARTERS };
  const quarters = table(sheet, years.next, byQuarter, given, bill);
  return { teams: years.teams, years: years.total, quarters: quarters.total, next: quarters.next };
}

interface Periods {
  readonly title: string;
  /** Name of the period for each month. */
  readonly labels: SeriesRef;
  readonly count: number;
}

function table(sheet: SheetDraft, row: number, { title, labels, count }: Periods, { months }: Givens, bill: Bill) {
  const { teams, reported } = bill;
  sheet.put(row, NAME, title, HEADING);
  sheet.put(row, YEAR, "First 12 months", HEADING_RIGHT);
  sheet.put(row, SHARE, "Share", HEADING_RIGHT);
  const heads = new SeriesRef(sheet.name, row, PERIODS, count);
  // The next month whose period is not shown yet: counted from the cell before the first period on.
  const seen = (at: number) => f`SUMPRODUCT(--ISNUMBER(MATCH(${labels},${headsBefore(sheet, row, at)},0)))`;
  sheet.across(row, PERIODS, count, (at) => f`=IF(${seen(at)}<${months},INDEX(${labels},${seen(at)}+1),"")`, {
    ...HEADING_RIGHT,
  });
  sheet.put(row, PERIODS + count, "All periods", HEADING_RIGHT);
  const rows = teams.labels.rows;
  const total = row + 1 + rows;
  const sumOf = (item: number) => (item < rows ? teams.row(item) : reported);
  for (let item = 0; item <= rows; item++) {
    const at = row + 1 + item;
    const look = item < rows ? {} : TOTAL;
    const { label, year, months: monthly } = sumOf(item);
    sheet.put(at, NAME, item < rows ? f`=${label}` : "Total", item < rows ? LINK : TOTAL);
    sheet.put(at, YEAR, f`=${year}`, { ...AMOUNT, ...LINK, ...look });
    sheet.put(at, SHARE, share(year, reported.year), { ...AMOUNT, numberFormat: FORMAT.shareOrDash, ...look });
    sheet.across(
      at,
      PERIODS,
      count,
      (period) => f`=IF(${heads.at(period)}="","",SUMIF(${labels},${heads.at(period)},${monthly}))`,
      {
        ...AMOUNT,
        ...look,
      },
    );
  }
  return {
    teams: sheet.area(row + 1, NAME, rows, SHARE + 1),
    total: sheet.put(total, PERIODS + count, f`=SUM(${sheet.area(row + 1, PERIODS, rows, count)})`, SUM),
    next: total + 2,
  };
}

const SUM = { ...TOTAL, ...AMOUNT };

function headsBefore({ name }: SheetDraft, row: number, at: number) {
  const all = new SeriesRef(name, row, SHARE, MOST_QUARTERS + 1);
  return all.upTo(at);
}

const share = (amount: CellRef, whole: CellRef): Formula => f`=IF(${whole}>0,${amount}/${whole},0)`;

export interface ModelShares {
  readonly first: CellRef;
  readonly firstShare: CellRef;
  readonly total: CellRef;
  readonly next: number;
}

/** Models by what they cost, the dearest first. */
export function modelTable(sheet: SheetDraft, row: number, { models, reported }: Bill): ModelShares {
  sheet.put(row, NAME, "Models", HEADING);
  sheet.put(row, YEAR, "First 12 months", HEADING_RIGHT);
  sheet.put(row, SHARE, "Share", HEADING_RIGHT);
  const count = models.names.rows;
  const list = (col: number) => new ListRef(sheet.name, row + 1, col, count);
  const [names, amounts, shares] = [list(NAME), list(YEAR), list(SHARE)];
  const place = (item: number) => f`MATCH(ROWS(${models.names.upTo(item)}),${models.ranks},0)`;
  sheet.down(row + 1, NAME, count, (item) => f`=IFERROR(INDEX(${models.names},${place(item)}),"")`);
  sheet.down(row + 1, YEAR, count, (item) => f`=IFERROR(INDEX(${models.amounts},${place(item)}),0)`, AMOUNT);
  sheet.down(row + 1, SHARE, count, (item) => share(amounts.at(item), reported.year), {
    ...AMOUNT,
    numberFormat: FORMAT.shareOrDash,
  });
  sheet.put(row + 1 + count, NAME, "All models, without seats", TOTAL);
  const total = sheet.put(row + 1 + count, YEAR, f`=SUM(${amounts})`, { ...AMOUNT, ...TOTAL });
  sheet.put(row + 1 + count, SHARE, share(total, reported.year), {
    ...AMOUNT,
    ...TOTAL,
    numberFormat: FORMAT.shareOrDash,
  });
  return { first: names.cell(0), firstShare: shares.cell(0), total, next: row + count + 3 };
}
