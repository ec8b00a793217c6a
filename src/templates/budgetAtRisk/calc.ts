import { spilledFigure } from "../blocks/spilled";
import type { ModelDraft } from "../draft/model";
import { type Formula, f, type RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, TAB, TITLE } from "../looks";
import type { Givens } from "./givens";

const HEAD = 3;
/** Room for the statistics, a share for each driver and the notes. */
const STATISTIC_ROWS = 24 + 12;
const BINS = 50;
const BARS = 8;
const [STATISTICS_AT, HISTOGRAM_AT, TORNADO_AT, BARS_AT, REQUEST_AT] = [0, 3, 9, 17, 23];

export type Calc = ReturnType<typeof calc>;

export function calc(model: ModelDraft, given: Givens) {
  const sheet = model.sheet("Calc", {
    columnWidths: [
      190,
      120,
      20,
      ...Array<number>(5).fill(100),
      20,
      170,
      ...Array<number>(6).fill(100),
      20,
      170,
      ...Array<number>(4).fill(100),
      20,
      120,
      120,
    ],
    frozenRows: HEAD + 1,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  const statistic = statistics(sheet, given);
  const histogram = distribution(sheet, given);
  const tornado = bars(sheet, given);
  return { statistic, histogram, tornado, request: requestRisk(sheet, given) };
}

function title(sheet: SheetDraft, col: number, text: string, cols: number): void {
  sheet.put(HEAD - 1, col, text, HEADING);
  sheet.dress(HEAD - 1, col, 1, cols, HEADING);
  sheet.dress(HEAD, col, 1, cols, HEADING_RIGHT);
}

const run = ({ drivers, formula, trials, seed, budget }: Givens, rest = ""): Formula =>
  f`=INFER.SIMULATE(${drivers},${formula},${trials},${seed},${budget}${rest})`;

function statistics(sheet: SheetDraft, given: Givens) {
  title(sheet, STATISTICS_AT, "Results of the trials", 2);
  sheet.put(HEAD, STATISTICS_AT, run(given));
  sheet.dress(HEAD + 1, STATISTICS_AT + 1, STATISTIC_ROWS - 1, 1, { numberFormat: FORMAT.general, align: "right" });
  const names = sheet.area(HEAD, STATISTICS_AT, STATISTIC_ROWS, 1);
  const values = sheet.area(HEAD, STATISTICS_AT + 1, STATISTIC_ROWS, 1);
  const shares = f`SUMIF(${names},"share_*",${values})`;
  return { of: (name: string) => f`=${spilledFigure(names, values, name)}`, shares };
}

function distribution(sheet: SheetDraft, given: Givens) {
  title(sheet, HISTOGRAM_AT, "How often", 5);
  sheet.put(HEAD, HISTOGRAM_AT, run(given, ',"histogram"'));
  sheet.dress(HEAD + 1, HISTOGRAM_AT, BINS, 1, { numberFormat: FORMAT.count });
  sheet.dress(HEAD + 1, HISTOGRAM_AT + 1, BINS, 1, { numberFormat: FORMAT.count });
  sheet.dress(HEAD + 1, HISTOGRAM_AT + 2, BINS, 2, { numberFormat: FORMAT.share1 });
  sheet.dress(HEAD + 1, HISTOGRAM_AT + 4, BINS, 1, { numberFormat: FORMAT.count });
  const column = (item: number) => sheet.area(HEAD + 1, HISTOGRAM_AT + item, BINS, 1);
  return { upper: column(0), count: column(1), share: column(2) };
}

/** TORNADO and beside it bars from it, the largest first. */
function bars(sheet: SheetDraft, { drivers, formula }: Givens) {
  title(sheet, TORNADO_AT, "Each driver from its P10 to its P90", 7);
  sheet.put(HEAD, TORNADO_AT, f`=INFER.TORNADO(${drivers},${formula})`);
  sheet.dress(HEAD + 1, TORNADO_AT + 1, BARS + 4, 6, { numberFormat: FORMAT.general, align: "right" });
  const table = sheet.area(HEAD + 1, TORNADO_AT, BARS + 4, 7);
  sheet.putRow(HEAD - 1, BARS_AT, ["Bars", null, null, null, null], HEADING);
  sheet.putRow(HEAD, BARS_AT, ["Driver", "Place", "Base", "Below", "Above"], HEADING_RIGHT);
  const first = HEAD + 1;
  const above = sheet.area(HEAD, BARS_AT + 1, BARS + 1, 1);
  const place = sheet.down(first, BARS_AT + 1, BARS, (item) => f`=N(${above.cell(item, 0, "down")})+1`);
  const look = { numberFormat: FORMAT.count, align: "right" } as const;
  const cell = (item: number, column: number) => f`INDEX(${table.column(column)},${place.at(item)})`;
  const shown = (item: number, value: Formula) => f`=IF(N(${cell(item, 3)})>0,${value},"")`;
  const names = sheet.down(first, BARS_AT, BARS, (item) => shown(item, cell(item, 0)));
  const [low, high, base] = [1, 2, 6];
  const least = (item: number) => f`MIN(${cell(item, low)},${cell(item, high)},${cell(item, base)})`;
  const start = sheet.down(first, BARS_AT + 2, BARS, (item) => shown(item, least(item)), look);
  const below = sheet.down(
    first,
    BARS_AT + 3,
    BARS,
    (item) => shown(item, f`${cell(item, base)}-${least(item)}`),
    look,
  );
  const over = sheet.down(
    first,
    BARS_AT + 4,
    BARS,
    (item) => shown(item, f`MAX(${cell(item, low)},${cell(item, high)},${cell(item, base)})-${cell(item, base)}`),
    look,
  );
  return { names, start, below, over, head: sheet.area(HEAD, TORNADO_AT, 1, 1).cell(0), table };
}

function requestRisk(sheet: SheetDraft, { low, high, requests, percentile }: Givens) {
  title(sheet, REQUEST_AT, "Single requests", 2);
  sheet.put(HEAD, REQUEST_AT, f`=TRANSPOSE(INFER.REQUESTRISK(${low},${high},${requests},${percentile}))`);
  sheet.dress(HEAD, REQUEST_AT + 1, 7, 1, { numberFormat: FORMAT.price, align: "right" });
  const names: RangeRef = sheet.area(HEAD, REQUEST_AT, 7, 1);
  const values = sheet.area(HEAD, REQUEST_AT + 1, 7, 1);
  return (name: string) => f`=${spilledFigure(names, values, name)}`;
}

/** The parameters of one driver of the table, and what DRAW draws of it. */
export function drawsOf({ drivers, looked, trials, seed }: Givens): Formula {
  const row = f`MATCH(${looked},${drivers.column(0)},0)`;
  const cell = (column: number) => f`INDEX(${drivers.column(column)},${row})`;
  const given = (column: number) => f`IF(${cell(column)}="","",${cell(column)})`;
  return f`INFER.DRAW(${cell(1)},${given(2)},${given(3)},${given(4)},${trials},${seed},${looked},"draw")`;
}
