import { priced, pricedFrom } from "../blocks/prices";
import { type CellRef, type Formula, f, type ListRef, type TableRef } from "../draft/reference";
import { FORMAT, HEADING_INSET, HEADING_RIGHT, STRONG, UNIT } from "../looks";
import type { Bill } from "./bill";
import type { Givens } from "./givens";
import type { Row } from "./grid";
import type { Lines, Uses } from "./lines";

/** How a state begins that tells of a line without a price. */
const UNPRICED = "Not priced";

export interface States {
  readonly uses: ListRef;
  readonly seats: ListRef;
  /** Lines that are not priced in every month. */
  readonly unpriced: Formula;
  /** Lines whose team is not on Inputs. */
  readonly teamless: Formula;
  /** Where to look: "Line 3, gpt-9: …". */
  readonly firstUnpriced: Formula;
}

const [ORIGIN, REQUEST, YEAR, STATE] = [13, 14, 15, 16];
const TEAMLESS = "Team is not on Inputs";

/** To the right of each line: where its price comes from, what a request and the year cost, and what is wrong with it. */
export function states(given: Givens, lines: Lines, bill: Bill, prices: TableRef): States {
  const { sheet, uses, seats } = lines;
  const { row: first, rows: count } = uses.table.area;
  heading(lines, first - 2, true);
  sheet.down(
    first,
    ORIGIN,
    count,
    (item) => {
      const model = uses.model.at(item);
      return f`=IF(${model}="","",${pricedFrom(model, prices).inner()})`;
    },
    { align: "left", indent: 1 },
  );
  sheet.down(first, REQUEST, count, (item) => requestCost(item, given, lines, prices), {
    numberFormat: FORMAT.usdSmall,
    align: "right",
  });
  const state = sheet.down(
    first,
    STATE,
    count,
    (item) => {
      const [model, requests] = [uses.model.at(item), uses.requestsPerDay.at(item)];
      const request = uses.table.area.cell(item, REQUEST - 1, "down");
      const months = bill.useCost.row(item).months;
      const rest = f`IF(SUMPRODUCT(--ISERROR(${months}))>0,"${UNPRICED} in some months: see Calc",${teamState(uses.team.at(item), given)})`;
      const priced = f`IF(ISERROR(${request}),"${UNPRICED}: the error in column O says why",${rest})`;
      const mistyped = slips(uses, item, priced);
      return f`=IF(${model}="",IF(${requests}="","","${UNPRICED}: no model"),${mistyped})`;
    },
    STATE_LOOK,
  );
  sheet.down(first, YEAR, count, (item) => yearCost(uses.model.at(item), bill.useCost.row(item), given), AMOUNT);
  const { row: below, rows: seatCount } = seats.table.area;
  heading(lines, below - 2, false);
  sheet.down(below, YEAR, seatCount, (item) => yearCost(seats.seats.at(item), bill.seatCost.row(item), given), AMOUNT);
  const seatState = sheet.down(
    below,
    STATE,
    seatCount,
    (item) => {
      const cost = bill.seatCost.row(item).months;
      const rest = f`IF(SUMPRODUCT(--ISERROR(${cost}))>0,"${UNPRICED}: a number is missing",${teamState(seats.team.at(item), given)})`;
      const mistyped = undated(
        seats.from.at(item),
        f`IF(${seats.usdPerSeat.at(item)}="","${UNPRICED}: no price",${rest})`,
      );
      return f`=IF(${seats.seats.at(item)}="","",${mistyped})`;
    },
    STATE_LOOK,
  );
  return { uses: state, seats: seatState, ...counts(lines, state, seatState) };
}

const STATE_LOOK = { ...STRONG, align: "left", indent: 1 } as const;
const AMOUNT = { numberFormat: FORMAT.countOrDash, align: "right" } as const;

function heading({ sheet }: Lines, row: number, isPriced: boolean): void {
  sheet.put(row, ORIGIN, isPriced ? "Priced from" : null, HEADING_INSET);
  sheet.put(row, REQUEST, isPriced ? "A request" : null, HEADING_RIGHT);
  sheet.put(row, YEAR, "First 12 months", HEADING_RIGHT);
  sheet.put(row, STATE, "State", HEADING_INSET);
  sheet.put(row + 1, REQUEST, isPriced ? "USD, first month" : null, { ...UNIT, align: "right" });
  sheet.put(row + 1, YEAR, "reporting currency", { ...UNIT, align: "right" });
}

function requestCost(item: number, { firstMonth }: Givens, { uses }: Lines, prices: TableRef): Formula {
  const model = uses.model.at(item);
  const input = uses.inputTokens.at(item);
  const tokens = f`${input},${uses.outputTokens.at(item)},${input}*${uses.cached.at(item)},,${uses.reasoning.at(item)}`;
  const day = f`MAX(${firstMonth},${uses.from.at(item)})`;
  const call = priced(model, prices, (table) => {
    return f`INFER.COST(${model},${tokens},${uses.tier.at(item)},${day},${table})`;
  });
  return f`=IF(${model}="","",${call.inner()})`;
}

const yearCost = (filled: CellRef, { year }: Row, { perUsd }: Givens): Formula =>
  f`=IF(${filled}="","",${perUsd}*${year})`;

/** What would count as nothing, or as never, without an error anywhere: said in the words of the column. */
function slips(uses: Uses, item: number, otherwise: Formula): Formula {
  const [requests, cached] = [uses.requestsPerDay.at(item), uses.cached.at(item)];
  const shared = f`IF(N(${cached})>1,"${UNPRICED}: Cached is above 100%, write 60% or 0.6",${otherwise})`;
  const dated = undated(uses.from.at(item), shared);
  return f`IF(${requests}="","${UNPRICED}: no requests a day, write 0 for none",IF(ISTEXT(${requests}),"${UNPRICED}: Requests is not a number",${dated}))`;
}

/** A day written as a text is later than every day. */
const undated = (from: CellRef, otherwise: Formula): Formula =>
  f`IF(ISTEXT(${from}),"${UNPRICED}: From is not a date, write it as 2027-03-31",${otherwise})`;

const teamState = (team: CellRef, { teams }: Givens): Formula =>
  f`IF(ISNUMBER(MATCH(${team},${teams},0)),"OK","${TEAMLESS}")`;

function counts({ uses }: Lines, state: ListRef, seatState: ListRef) {
  const starting = (list: ListRef) => f`SUMPRODUCT(--(LEFT(${list},${UNPRICED.length})="${UNPRICED}"))`;
  const place = f`MATCH("${UNPRICED}",INDEX(LEFT(${state},${UNPRICED.length}),0),0)`;
  return {
    unpriced: f`=${starting(state)}+${starting(seatState)}`,
    teamless: f`=COUNTIF(${state},"${TEAMLESS}")+COUNTIF(${seatState},"${TEAMLESS}")`,
    firstUnpriced: f`IF(ISNUMBER(${place}),"Line "&${place}&", "&INDEX(${uses.use},${place})&", "&INDEX(${uses.model},${place})&": "&SUBSTITUTE(INDEX(${state},${place}),"${UNPRICED}: ",""),"a line of seats: see State on the sheet Lines")`,
  };
}
