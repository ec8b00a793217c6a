import { priced } from "../blocks/prices";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, SUBTITLE, TAB, TITLE, TOTAL } from "../looks";
import type { Givens } from "./givens";
import { Grid, LABEL, MOST_MONTHS, monthOf, type Row, type Rows } from "./grid";
import type { Lines, SeatLines, Uses } from "./lines";
import { type ModelRanks, modelRows, payer, teamRows } from "./shares";
import { type Timeline, timeline } from "./timeline";

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
  readonly models: ModelRanks;
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
  const uses = usd("Uses", (at) => f`=SUMIF(${monthOf(useCost, at)},">0")`);
  const seats = usd("Seats", (at) => f`=SUMIF(${monthOf(seatCost, at)},">0")`);
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
