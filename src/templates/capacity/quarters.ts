import { FigureList } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type ListRef, RangeRef, SeriesRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, SUBTITLE, TAB, TITLE, TOTAL, UNIT } from "../looks";
import type { Givens } from "./givens";

export const QUARTERS = 8;
export const YEAR = 4;
const [NAME, UNIT_COL, FIRST] = [0, 1, 2];

/** A replica and its machines. */
export interface Machine {
  readonly rate: CellRef;
  readonly gpus: CellRef;
  readonly gpuW: CellRef;
  readonly hostW: CellRef;
}

export function machine(model: ModelDraft, given: Givens): Machine {
  const sheet = model.sheet("Calc", { columnWidths: [290, 140, 230], tabColor: TAB.calc });
  sheet.put(0, 0, "Calculation", TITLE);
  sheet.put(1, 0, "One replica; the sheet Quarters takes it from here", SUBTITLE);
  const list = FigureList.titled(sheet, 3);
  const { name, gpu, bits, input, output, tpot } = given;
  const replica = (field: string) =>
    f`=INFER.THROUGHPUT(${name},${gpu},,${bits},${input},${output},,${tpot},,,"${field}")`;
  const estimate = list.line(
    "Estimated throughput of a replica",
    replica("output_tok_per_s"),
    "output tok/s",
    FORMAT.count1,
  );
  list.line("Low", replica("low"), "output tok/s, by its known error", FORMAT.count1);
  list.line("High", replica("high"), "output tok/s, by its known error", FORMAT.count1);
  const rate = list.line(
    "Throughput used",
    f`=IF(${given.measured}="",${estimate},${given.measured})`,
    "output tok/s",
    FORMAT.count1,
  );
  const gpus = list.line("Accelerators of a replica", replica("gpus_used"), "GPUs", FORMAT.count);
  const fact = (own: CellRef, field: string) => f`=IF(${own}="",INFER.GPU(${gpu},"${field}"),${own})`;
  const gpuW = list.line("Power of an accelerator at full load", fact(given.gpuW, "tdp_w"), "W", FORMAT.count);
  const hostW = list.line(
    "Power of the server around it",
    fact(given.hostW, "host_w_per_gpu"),
    "W per accelerator",
    FORMAT.count,
  );
  return { rate, gpus, gpuW, hostW };
}

/** A figure by region and quarter, with its total where one makes sense. */
export interface Metric {
  readonly area: RangeRef;
  readonly row: (item: number) => SeriesRef;
  readonly total: SeriesRef;
}

export interface Quarters {
  readonly month: SeriesRef;
  /** The quarters as texts, for charts: days would leave gaps between them. */
  readonly label: SeriesRef;
  readonly names: ListRef;
  readonly requests: Metric;
  readonly gpus: Metric;
  readonly racks: Metric;
  readonly power: Metric;
  readonly kwh: Metric;
  readonly carbon: Metric;
  readonly water: Metric;
}

/** Everything by quarter and region: requests, machines, power, energy, carbon, water. */
export function quarters(model: ModelDraft, given: Givens, one: Machine): Quarters {
  const sheet = model.sheet("Quarters", {
    columnWidths: [200, 150, ...Array<number>(QUARTERS).fill(98)],
    frozenRows: 6,
    frozenColumns: 2,
    tabColor: TAB.calc,
    print: { orientation: "landscape", titleRows: "$1:$6" },
  });
  sheet.put(0, 0, "By quarter and region", TITLE);
  sheet.put(1, 0, "A quarter is 2,190 hours, a fourth of a year", SUBTITLE);
  sheet.putRow(3, NAME, ["Quarter from", "month"], HEADING);
  const numbers = new SeriesRef(sheet.name, 4, FIRST, QUARTERS);
  const month = sheet.across(
    3,
    FIRST,
    QUARTERS,
    (at) => f`=EDATE(DATE(YEAR(${given.start}),MONTH(${given.start}),1),3*(${numbers.at(at)}-1))`,
    { ...HEADING_RIGHT, numberFormat: FORMAT.month },
  );
  sheet.put(4, NAME, "Number");
  sheet.put(4, UNIT_COL, "quarter", UNIT);
  const before = sheet.area(0, FIRST - 1, 1, 1).cell(0);
  sheet.across(4, FIRST, QUARTERS, () => f`=COLUMN()-COLUMN(${before})`, {
    align: "right",
    numberFormat: FORMAT.count,
  });
  sheet.put(5, NAME, "Label");
  const label = sheet.across(5, FIRST, QUARTERS, (at) => f`=TEXT(${month.at(at)},"mmm yy")`, { align: "right" });
  sheet.row = 7;
  return { month, label, names: given.regions.list("Region"), ...metrics(new Grid(sheet, given), given, one, numbers) };
}

function metrics(grid: Grid, given: Givens, one: Machine, numbers: SeriesRef) {
  const { regions } = given;
  const [region, perDay, growth, ownPue] = ["Region", "Requests a day", "Growth", "PUE"].map((title) =>
    regions.list(title),
  );
  if (region === undefined || perDay === undefined || growth === undefined || ownPue === undefined)
    throw new Error("The table of regions has four columns.");
  const pueOf = (item: number) =>
    f`IF(${ownPue.at(item)}="",INFER.REGION(${region.at(item)},"pue_typical"),${ownPue.at(item)})`;
  const requests = grid.metric(
    "Requests",
    "requests/day",
    FORMAT.count,
    (item, at) => f`${perDay.at(item)}*(1+${growth.at(item)})^((${numbers.at(at)}-1)/4)`,
  );
  const gpus = grid.metric(
    "Accelerators",
    "GPUs",
    FORMAT.count,
    (item, at) =>
      f`INFER.GPUCOUNT(${requests.row(item).at(at)},${given.output},${one.rate},${one.gpus},${given.load},${given.peak},${given.spare})`,
  );
  const machines = (item: number, at: number) => f`${gpus.row(item).at(at)},${one.gpuW},${one.hostW}`;
  const racks = grid.metric(
    "Racks",
    "racks",
    FORMAT.count,
    (item, at) => f`INFER.POWER(${machines(item, at)},1,,${given.rackKW},"racks")`,
  );
  const used = grid.metric(
    "Utilization",
    "share of capacity",
    FORMAT.share1,
    (item, at) =>
      f`${requests.row(item).at(at)}*${given.output}/86400/(${gpus.row(item).at(at)}/${one.gpus}*${one.rate})`,
    { isAdded: false },
  );
  const load = (item: number, at: number) => f`${given.idle}+(1-${given.idle})*${used.row(item).at(at)}`;
  const power = grid.metric(
    "Average power of IT",
    "kW",
    FORMAT.count1,
    (item, at) => f`INFER.POWER(${machines(item, at)},${load(item, at)},1,,"it_kw")`,
  );
  const kwh = grid.metric(
    "Energy at the meter",
    "kWh in the quarter",
    FORMAT.count,
    (item, at) => f`INFER.ENERGY(,,1000*${power.row(item).at(at)},${pueOf(item)},8760/4)`,
  );
  const carbon = grid.metric(
    "Carbon",
    "t CO2e in the quarter",
    FORMAT.count1,
    (item, at) => f`INFER.CARBON(${kwh.row(item).at(at)},${region.at(item)})/1000`,
  );
  const water = grid.metric(
    "Water",
    "m3 in the quarter",
    FORMAT.count,
    (item, at) => f`IFERROR(INFER.WATER(${power.row(item).at(at)}*8760/4,${region.at(item)},${pueOf(item)})/1000,"–")`,
  );
  return { requests, gpus, racks, power, kwh, carbon, water };
}

/** Sections of one row a region, one formula across the quarters. */
class Grid {
  private readonly names: ListRef;

  constructor(
    private readonly sheet: SheetDraft,
    given: Givens,
  ) {
    this.names = given.regions.list("Region");
  }

  metric(
    title: string,
    unit: string,
    numberFormat: string,
    make: (item: number, quarter: number) => Formula,
    { isAdded = true } = {},
  ): Metric {
    const { sheet, names } = this;
    sheet.putRow(sheet.row, NAME, [title, unit, ...Array<null>(QUARTERS).fill(null)], HEADING);
    const first = sheet.row + 1;
    const look = { align: "right", numberFormat } as const;
    for (let item = 0; item < names.rows; item++) {
      const name = names.at(item);
      sheet.put(first + item, NAME, f`=IF(${name}="","",${name})`, LINK);
      sheet.across(first + item, FIRST, QUARTERS, (at) => f`=IF(${name}="","",${make(item, at)})`, look);
    }
    const area = new RangeRef(sheet.name, first, FIRST, names.rows, QUARTERS);
    const last = first + names.rows;
    if (isAdded) {
      sheet.putRow(last, NAME, ["Total of what is known", unit], TOTAL);
      sheet.across(last, FIRST, QUARTERS, (at) => f`=SUMIF(${below(area, at)},">0")`, { ...look, ...TOTAL });
    }
    sheet.row = last + 2;
    return {
      area,
      row: (item) => new SeriesRef(sheet.name, first + item, FIRST, QUARTERS),
      total: new SeriesRef(sheet.name, last, FIRST, QUARTERS),
    };
  }
}

/** The cells of one quarter, in a formula that is copied across. */
const below = (area: RangeRef, quarter: number) => ({
  on: (own: string | undefined) => {
    const [first, last] = [area.cell(0, quarter, "across"), area.cell(area.rows - 1, quarter, "across")];
    return `${first.on(own)}:${last.on(last.sheet)}`;
  },
});

export const firstYear = ({ sheet, row, col }: RangeRef): RangeRef => new RangeRef(sheet, row, col, 1, YEAR);
