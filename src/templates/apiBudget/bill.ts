import { priced } from "../blocks/prices";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, ListRef, type RangeRef, SeriesRef, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, SUBTITLE, TAB, TITLE, TOTAL, UNIT } from "../looks";
import type { Givens } from "./givens";
import type { Lines, SeatLines, Uses } from "./lines";

/** The longest period; a shorter one leaves months at 0. */
export const MOST_MONTHS = 36;
export const YEAR_MONTHS = 12;

const [LABEL, DETAIL, UNIT_COL, YEAR, FIRST] = [0, 1, 2, 3, 4];

export interface Timeline {
  readonly number: SeriesRef;
  readonly month: SeriesRef;
  readonly isOn: SeriesRef;
  readonly fiscalYear: SeriesRef;
  readonly quarter: SeriesRef;
  readonly priceIndex: SeriesRef;
}

/** One row of twelve to thirty-six months, with the sum of its first twelve. */
export interface Row {
  readonly label: CellRef;
  readonly year: CellRef;
  readonly months: SeriesRef;
}

/** Rows below one another. */
export interface Rows {
  readonly area: RangeRef;
  readonly labels: ListRef;
  readonly details: ListRef;
  readonly years: ListRef;
  readonly row: (item: number) => Row;
}

export interface Bill {
  readonly sheet: SheetDraft;
  readonly time: Timeline;
  readonly requests: Rows;
  readonly useCost: Rows;
  readonly seatCost: Rows;
  readonly uses: Row;
  readonly seats: Row;
  readonly total: Row;
  readonly reported: Row;
  /** One row a team of Inputs and one for all others, in reporting currency. */
  readonly teams: Rows;
  /** Model, rank and amount of the first twelve months in reporting currency, in the order of the lines. */
  readonly models: { readonly names: ListRef; readonly ranks: ListRef; readonly amounts: ListRef };
}

/** The bill month by month: volumes, prices of each month, seats, and who pays. */
export function bill(model: ModelDraft, given: Givens, { uses, seats }: Lines, prices: TableRef): Bill {
  const sheet = model.sheet("Calc", {
    columnWidths: [250, 190, 120, 120, ...Array<number>(MOST_MONTHS).fill(78)],
    frozenRows: 4,
    frozenColumns: 4,
    tabColor: TAB.calc,
    print: { orientation: "landscape", titleRows: "$1:$4", titleColumns: "$A:$D" },
  });
  sheet.put(0, LABEL, "Calculation", TITLE);
  sheet.put(1, LABEL, "USD until the row Total in reporting currency", SUBTITLE);
  const grid = new Grid(sheet);
  const time = timeline(grid, given);
  const requests = requestRows(grid, time, given, uses);
  const useCost = useCostRows(grid, time, given, uses, requests, prices);
  const seatCost = seatCostRows(grid, time, given, seats);
  const totals = totalRows(grid, given, useCost, seatCost);
  const teams = teamRows(grid, given, { useCost, seatCost });
  const models = modelRows(grid, given, uses, useCost);
  return { sheet, time, requests, useCost, seatCost, ...totals, teams, models };
}

interface Spilled {
  readonly label: Formula;
  readonly detail: Formula;
  readonly unit: string;
  readonly months: Formula;
}

/** Writes sections of monthly rows from top to bottom. */
class Grid {
  constructor(readonly sheet: SheetDraft) {
    sheet.row = 3;
  }

  heading(title: string, detail: string | null = null, year: string | null = "First 12 months"): void {
    const { sheet } = this;
    sheet.putRow(sheet.row, LABEL, [title, detail, null], HEADING);
    sheet.put(sheet.row, YEAR, year, HEADING_RIGHT);
    sheet.putRow(sheet.row, FIRST, Array<null>(MOST_MONTHS).fill(null), HEADING);
    sheet.row++;
  }

  gap(): void {
    this.sheet.row++;
  }

  /** One formula for every month. */
  each(label: string | Formula, unit: string, make: (month: number) => Formula, numberFormat: string, look = {}): Row {
    const { sheet } = this;
    const row = sheet.row++;
    const dressed = { ...look, numberFormat };
    const name = sheet.put(row, LABEL, label, typeof label === "string" ? look : { ...LINK, ...look });
    sheet.put(row, DETAIL, null, look);
    sheet.put(row, UNIT_COL, unit, { ...UNIT, ...look });
    const months = sheet.across(row, FIRST, MOST_MONTHS, make, { ...dressed, align: "right" });
    return { label: name, year: sheet.area(row, YEAR, 1, 1).cell(0), months };
  }

  sum({ months, year }: Row, numberFormat: string, look = {}): void {
    this.sheet.put(year.row, YEAR, f`=SUM(${firstYear(months)})`, { ...look, numberFormat });
  }

  /** Rows below one another, each with one formula that fills its months. */
  spilled(count: number, make: (item: number) => Spilled, { hasYear = true } = {}): Rows {
    const { sheet } = this;
    const first = sheet.row;
    const look = { numberFormat: FORMAT.countOrDash, align: "right" } as const;
    for (let item = 0; item < count; item++) {
      const row = sheet.row++;
      const at = new SeriesRef(sheet.name, row, FIRST, MOST_MONTHS);
      const { label, detail, unit, months } = make(item);
      sheet.put(row, LABEL, label, LINK);
      sheet.put(row, DETAIL, detail, LINK);
      sheet.put(row, UNIT_COL, unit, UNIT);
      // Adds what is a number: a month that cannot be priced shows why and is counted by the checks.
      if (hasYear) sheet.put(row, YEAR, f`=SUMIF(${firstYear(at)},">0")`, look);
      sheet.put(row, FIRST, months, look);
      sheet.dress(row, FIRST + 1, 1, MOST_MONTHS - 1, look);
    }
    this.gap();
    return rowsAt(sheet, first, count);
  }
}

export const firstYear = ({ sheet, row, col }: RangeRef): SeriesRef => new SeriesRef(sheet, row, col, YEAR_MONTHS);

function rowsAt(sheet: SheetDraft, first: number, count: number): Rows {
  const list = (col: number) => new ListRef(sheet.name, first, col, count);
  return {
    area: sheet.area(first, FIRST, count, MOST_MONTHS),
    labels: list(LABEL),
    details: list(DETAIL),
    years: list(YEAR),
    row: (item) => ({
      label: list(LABEL).cell(item),
      year: list(YEAR).cell(item),
      months: new SeriesRef(sheet.name, first + item, FIRST, MOST_MONTHS),
    }),
  };
}

function timeline(grid: Grid, { fiscalStart, firstMonth, months, priceChange }: Givens): Timeline {
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

function requestRows(grid: Grid, { number, month, isOn }: Timeline, { growth }: Givens, uses: Uses): Rows {
  grid.heading("Requests a day", "Model", null);
  return grid.spilled(
    uses.model.rows,
    (item) => {
      const [model, own] = [uses.model.at(item), uses.growth.at(item)];
      const index = f`TRANSPOSE(INFER.FORECAST(1,COUNT(${number}),IF(${own}="",${growth},${own}),,,,"volume_index"))`;
      return {
        label: named(uses.use.at(item)),
        detail: named(model),
        unit: "requests/day",
        months: f`=IF(${model}="","",IF(${isOn}*(${month}>=${uses.from.at(item)})=1,${uses.requestsPerDay.at(item)}*${index},0))`,
      };
    },
    { hasYear: false },
  );
}

/** The team of a line where Inputs names it, else all others together. */
const payer = (filled: CellRef, team: CellRef, teams: ListRef): Formula =>
  f`=IF(${filled}="","",IF(ISNUMBER(MATCH(${team},${teams},0)),${team},"${OTHERS}"))`;

const OTHERS = "Other teams";

const named = (cell: CellRef): Formula => f`=IF(${cell}="","",${cell})`;

function useCostRows(
  grid: Grid,
  { month, priceIndex }: Timeline,
  { daysPerMonth, teams }: Givens,
  uses: Uses,
  requests: Rows,
  prices: TableRef,
): Rows {
  grid.heading("Cost of uses at each month's price", "Paid by");
  return grid.spilled(uses.model.rows, (item) => {
    const model = uses.model.at(item);
    const daily = requests.row(item).months;
    const tokens = f`${uses.inputTokens.at(item)},${uses.outputTokens.at(item)},${uses.cached.at(item)},${uses.reasoning.at(item)}`;
    const terms = f`${uses.discount.at(item)},${daysPerMonth},,${uses.tier.at(item)},${month}`;
    const call = priced(model, prices, (table) => f`INFER.MONTHLYCOST(${model},${daily},${tokens},${terms},${table})`);
    return {
      label: named(uses.use.at(item)),
      detail: payer(model, uses.team.at(item), teams),
      unit: "USD/month",
      months: f`=IF(${model}="","",IF(${daily}>0,${call.inner()}*${priceIndex},0))`,
    };
  });
}

function seatCostRows(grid: Grid, { number, month, isOn }: Timeline, { teams }: Givens, seats: SeatLines): Rows {
  grid.heading("Cost of seats", "Paid by");
  return grid.spilled(seats.seats.rows, (item) => {
    const count = f`(${seats.seats.at(item)}+${seats.added.at(item)}*(${number}-1))`;
    return {
      label: named(seats.product.at(item)),
      detail: payer(seats.seats.at(item), seats.team.at(item), teams),
      unit: "USD/month",
      months: f`=IF(${seats.seats.at(item)}="","",${isOn}*(${month}>=${seats.from.at(item)})*(${count}>0)*${count}*${seats.usdPerSeat.at(item)})`,
    };
  });
}

type Totals = Pick<Bill, "uses" | "seats" | "total" | "reported">;

function totalRows(grid: Grid, { perUsd }: Givens, useCost: Rows, seatCost: Rows): Totals {
  grid.heading("Total");
  const usd = (label: string, make: (month: number) => Formula, look = {}): Row => {
    const row = grid.each(label, "USD/month", make, FORMAT.countOrDash, look);
    grid.sum(row, FORMAT.countOrDash, look);
    return row;
  };
  const uses = usd("Uses", (at) => f`=SUMIF(${down(useCost, at)},">0")`);
  const seats = usd("Seats", (at) => f`=SUMIF(${down(seatCost, at)},">0")`);
  const total = usd("Total", (at) => f`=${uses.months.at(at)}+${seats.months.at(at)}`, TOTAL);
  const reported = grid.each(
    "Total in reporting currency",
    "reporting currency",
    (at) => f`=${total.months.at(at)}*${perUsd}`,
    FORMAT.countOrDash,
    TOTAL,
  );
  grid.sum(reported, FORMAT.countOrDash, TOTAL);
  grid.gap();
  return { uses, seats, total, reported };
}

/** The cells of one month, in a formula that is copied across. */
const down = ({ area }: Rows, month: number) => ({
  on: (own: string | undefined) => {
    const [first, last] = [area.cell(0, month, "across"), area.cell(area.rows - 1, month, "across")];
    return `${first.on(own)}:${last.on(last.sheet)}`;
  },
});

function teamRows(
  grid: Grid,
  { teams, perUsd }: Givens,
  { useCost, seatCost }: { readonly useCost: Rows; readonly seatCost: Rows },
): Rows {
  grid.heading("Showback by team");
  const first = grid.sheet.row;
  const rows = rowsAt(grid.sheet, first, teams.rows + 1);
  const write = (item: number, name: string | Formula) => {
    const { label } = rows.row(item);
    const paid = (at: number) => f`${paidBy(label, useCost, at)}+${paidBy(label, seatCost, at)}`;
    const row = grid.each(
      name,
      "reporting currency",
      (at) => f`=IF(${label}="",0,${perUsd}*(${paid(at)}))`,
      FORMAT.countOrDash,
    );
    grid.sum(row, FORMAT.countOrDash);
  };
  for (let item = 0; item < teams.rows; item++) {
    const team = teams.at(item);
    // A name that stands twice on Inputs counts once.
    write(item, f`=IF(${team}="","",IF(MATCH(${team},${teams},0)=ROWS(${teams.upTo(item)}),${team},""))`);
  }
  write(teams.rows, OTHERS);
  grid.gap();
  return rows;
}

const paidBy = (team: CellRef, cost: Rows, month: number): Formula =>
  f`SUMIFS(${down(cost, month)},${cost.details},${team},${down(cost, month)},">0")`;

function modelRows(grid: Grid, { perUsd }: Givens, uses: Uses, useCost: Rows): Bill["models"] {
  const { sheet } = grid;
  sheet.putRow(sheet.row, LABEL, ["Models, each once", null, "rank"], HEADING);
  sheet.put(sheet.row++, YEAR, "First 12 months", HEADING_RIGHT);
  const first = sheet.row;
  const count = uses.model.rows;
  const list = (col: number) => new ListRef(sheet.name, first, col, count);
  const [names, ranks, amounts] = [list(LABEL), list(UNIT_COL), list(YEAR)];
  sheet.down(
    first,
    LABEL,
    count,
    (item) => {
      const model = uses.model.at(item);
      return f`=IF(${model}="","",IF(MATCH(${model},${uses.model},0)=ROWS(${uses.model.upTo(item)}),${model},""))`;
    },
    LINK,
  );
  sheet.down(
    first,
    YEAR,
    count,
    (item) => {
      return f`=IF(${names.at(item)}="","",${perUsd}*SUMIF(${uses.model},${names.at(item)},${useCost.years}))`;
    },
    { numberFormat: FORMAT.countOrDash },
  );
  sheet.down(
    first,
    UNIT_COL,
    count,
    (item) => {
      const amount = amounts.at(item);
      return f`=IF(${names.at(item)}="","",RANK(${amount},${amounts})+COUNTIF(${amounts.upTo(item)},${amount})-1)`;
    },
    UNIT,
  );
  sheet.row = first + count + 1;
  return { names, ranks, amounts };
}
