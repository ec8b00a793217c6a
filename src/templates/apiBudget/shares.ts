import { type CellRef, type Formula, f, type ListRef } from "../draft/reference";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, UNIT } from "../looks";
import type { Givens } from "./givens";
import { type Grid, LABEL, monthOf, type Rows, rowsAt, UNIT_COL, YEAR } from "./grid";
import type { Uses } from "./lines";

const OTHERS = "Other teams";

/** The team of a line where Inputs names it, else all others together. */
export const payer = (filled: CellRef, team: CellRef, teams: ListRef): Formula =>
  f`=IF(${filled}="","",IF(ISNUMBER(MATCH(${team},${teams},0)),${team},"${OTHERS}"))`;

/** What each team of Inputs pays, and all others together. */
export function teamRows(
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
  f`SUMIFS(${monthOf(cost, month)},${cost.details},${team},${monthOf(cost, month)},">0")`;

/** Each model once, with what it costs in the first twelve months and its rank by that, in the order of the lines. */
export interface ModelRanks {
  readonly names: ListRef;
  readonly ranks: ListRef;
  readonly amounts: ListRef;
}

export function modelRows(grid: Grid, { perUsd }: Givens, { model: models }: Uses, useCost: Rows): ModelRanks {
  const { sheet } = grid;
  sheet.putRow(sheet.row, LABEL, ["Models, each once", null, "rank"], HEADING);
  sheet.put(sheet.row++, YEAR, "First 12 months", HEADING_RIGHT);
  const first = sheet.row;
  const count = models.rows;
  const once = (item: number) => {
    const model = models.at(item);
    return f`=IF(${model}="","",IF(MATCH(${model},${models},0)=ROWS(${models.upTo(item)}),${model},""))`;
  };
  const names = sheet.down(first, LABEL, count, once, LINK);
  const ifNamed = (item: number, value: Formula) => f`=IF(${names.at(item)}="","",${value})`;
  const cost = (item: number) => ifNamed(item, f`${perUsd}*SUMIF(${models},${names.at(item)},${useCost.years})`);
  const amounts = sheet.down(first, YEAR, count, cost, { numberFormat: FORMAT.countOrDash });
  // Equal amounts rank in the order of the lines.
  const rank = (item: number) => {
    const amount = amounts.at(item);
    return ifNamed(item, f`RANK(${amount},${amounts})+COUNTIF(${amounts.upTo(item)},${amount})-1`);
  };
  const ranks = sheet.down(first, UNIT_COL, count, rank, UNIT);
  sheet.row = first + count + 1;
  return { names, ranks, amounts };
}
