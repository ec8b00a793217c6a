import { FigureList } from "../blocks/figureList";
import { priced } from "../blocks/prices";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, SeriesRef, type TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, TAB, TITLE, TOTAL, UNIT } from "../looks";
import { type Givens, MOST_YEARS } from "./givens";

const COLUMNS = MOST_YEARS + 1;
const [LABEL, UNIT_COL, FIRST] = [0, 1, 2];

export function calc(model: ModelDraft, given: Givens, prices: TableRef) {
  const sheet = model.sheet("Calc", {
    columnWidths: [270, 150, 160, ...Array<number>(COLUMNS - 1).fill(105)],
    frozenColumns: 2,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  const cost = costs(FigureList.titled(sheet, 2, ["What it costs to run", "Value", "Unit"]), given, prices);
  const value = valueCase(
    FigureList.titled(sheet, sheet.row + 1, ["The case, by VALUECASE", "Value", "Unit"]),
    given,
    cost.running,
  );
  const time = timeline(sheet, sheet.row + 1, given, cost.running, value.benefit);
  return { cost, value, time };
}

export type Calc = ReturnType<typeof calc>;

function costs(list: FigureList, { use, other }: Givens, prices: TableRef) {
  const { name, requests, days, input, cached, output, success } = use;
  const request = list.line(
    "One request",
    priced(name, prices, (own) => f`INFER.COST(${name},${input},${output},${input}*${cached},,,,,${own})`),
    "USD",
    FORMAT.usdSmall,
  );
  const useful = list.line(
    "One answer that can be used",
    f`=INFER.COSTPEROUTCOME(${request},${success})`,
    "USD",
    FORMAT.usdSmall,
  );
  const month = list.line(
    "Inference, a month",
    priced(
      name,
      prices,
      (own) => f`INFER.MONTHLYCOST(${name},${requests},${input},${output},${cached},,,${days},,,,${own})`,
    ),
    "USD per month",
    FORMAT.count,
  );

  const inference = list.line("Inference, a year", f`=12*${month}`, "USD per year", FORMAT.count);
  const running = list.line("Running cost, a year", f`=${inference}+${other}`, "USD per year", FORMAT.count);
  return { request, useful, month, inference, running };
}

/** The arguments of VALUECASE, the improvement put in place. */
export const caseOf = (given: Givens, running: CellRef, improvement: CellRef, field: string): Formula =>
  f`INFER.VALUECASE(${given.baseline},${improvement},${given.adoption},${given.realization},${running},${given.oneTime},${given.years},${given.rate},"${field}")`;

function valueCase(list: FigureList, given: Givens, running: CellRef) {
  const figure = (name: string, field: string, unit: string, format?: string): CellRef =>
    list.line(name, f`=${caseOf(given, running, given.improvement, field)}`, unit, format);
  const benefit = figure("Benefit", "benefit", "USD per year", FORMAT.count);
  const net = figure("Net of running cost", "net", "USD per year", FORMAT.count);
  const npv = figure("Net present value", "npv", "USD", FORMAT.count);
  const roi = figure("Return over all years, undiscounted", "roi", "of what it costs", FORMAT.share);
  const isPaid = f`AND(${net}>0,${given.oneTime}<=${net}*${given.years})`;
  const payback = list.line(
    "Payback",
    f`=IF(${isPaid},${caseOf(given, running, given.improvement, "payback_years")},"")`,
    "years; blank: not within the years of use",
    FORMAT.count1,
  );
  const reach = f`${given.baseline}*${given.adoption}*${given.realization}>0`;
  const breakEven = list.line(
    "Improvement from which it pays",
    f`=IF(${reach},${caseOf(given, running, given.improvement, "break_even_improvement")},"")`,
    "share",
    FORMAT.share1,
  );
  const share = list.line(
    "Running cost as a share of the benefit",
    f`=IF(${benefit}>0,${caseOf(given, running, given.improvement, "inference_share")},"")`,
    "share",
    FORMAT.share1,
  );
  return { benefit, net, npv, roi, payback, breakEven, share };
}

/** Year by year, 0 to the last: what flows, and what has flowed so far. */
function timeline(sheet: SheetDraft, row: number, given: Givens, running: CellRef, benefit: CellRef) {
  sheet.putRow(row, LABEL, ["Year by year", null, ...Array<null>(COLUMNS).fill(null)], HEADING);
  const places = new SeriesRef(sheet.name, row, FIRST, COLUMNS);
  sheet.row = row + 1;
  const line = (
    name: string,
    unit: string,
    make: (year: number) => Formula,
    look = {},
    numberFormat: string = FORMAT.count,
  ): SeriesRef => {
    const at = sheet.row++;
    const isHead = at === row + 1;
    sheet.put(at, LABEL, name, isHead ? HEADING : look);
    sheet.put(at, UNIT_COL, unit, isHead ? HEADING_INSET : { ...UNIT, ...look });
    return sheet.across(at, FIRST, COLUMNS, make, {
      ...(isHead ? HEADING_RIGHT : { align: "right", ...look }),
      numberFormat,
    });
  };
  const year = line("Year", "0 is today", (item) => f`=COLUMNS(${places.upTo(item)})-1`);
  const isUsed = line(
    "In use",
    "1 or 0",
    (item) => f`=IF(AND(${year.at(item)}>0,${year.at(item)}<=${given.years}),1,0)`,
  );
  const gain = line("Benefit", "USD", (item) => f`=${benefit}*${isUsed.at(item)}`);
  const cost = line("Running cost", "USD", (item) => f`=-${running}*${isUsed.at(item)}`);
  const start = line("Cost at the start", "USD", (item) => f`=IF(${year.at(item)}=0,-${given.oneTime},0)`);
  const net = line("Net", "USD", (item) => f`=${gain.at(item)}+${cost.at(item)}+${start.at(item)}`, TOTAL);
  const factor = line("Discount factor", "of its USD", (item) => f`=(1+${given.rate})^-${year.at(item)}`, {}, "0.0000");
  const present = line("Present value", "USD of today", (item) => f`=${net.at(item)}*${factor.at(item)}`);
  const cumulative = line("Cumulative net", "USD", (item) => f`=SUM(${net.upTo(item)})`, TOTAL);
  const discounted = line("Cumulative present value", "USD of today", (item) => f`=SUM(${present.upTo(item)})`);
  return { year, gain, cost, net, present, cumulative, discounted };
}
