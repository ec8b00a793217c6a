import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, RangeRef, type SeriesRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, SUBTITLE, TAB, TITLE, TOTAL, UNIT } from "../looks";
import type { Givens } from "./givens";

const LAST = 5;
const PERIODS = LAST + 1;
/** The unit stands just before year 0: a formula that looks one year back meets a text there, which counts as 0. */
const [LABEL, UNIT_COLUMN, FIRST] = [0, 1, 2];
const BARS = 9;

export type Calc = ReturnType<typeof calc>;

export function calc(model: ModelDraft, given: Givens) {
  const sheet = model.sheet("Calc", {
    columnWidths: [300, 130, ...Array<number>(PERIODS + 5).fill(115)],
    frozenColumns: 1,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  sheet.put(1, 0, "USD; what is paid is negative; year 0 is today, year t its end.", SUBTITLE);
  sheet.row = 3;
  const flows = timeline(sheet, given);
  const table = buyVsRent(sheet, given, flows.last);
  const tornado = drivers(sheet, given, flows.last);
  return { ...flows, ...table, tornado };
}

function timeline(sheet: SheetDraft, given: Givens) {
  const line = (label: string, make: (at: number) => Formula, look = {}): SeriesRef => {
    const row = sheet.row++;
    sheet.put(row, LABEL, label, look);
    sheet.put(row, UNIT_COLUMN, "USD", { ...UNIT, ...look });
    return sheet.across(row, FIRST, PERIODS, make, { numberFormat: FORMAT.usd, align: "right", ...look });
  };
  const head = sheet.row++;
  sheet.put(head, LABEL, "Year", HEADING);
  sheet.put(head, UNIT_COLUMN, "Unit", HEADING_INSET);
  const before = new RangeRef(sheet.name, head, UNIT_COLUMN, 1, PERIODS);
  const year = sheet.across(
    head,
    FIRST,
    PERIODS,
    (at) => f`=IF(ISNUMBER(${before.cell(0, at, "across")}),${before.cell(0, at, "across")}+1,0)`,
    HEADING_RIGHT,
  );
  const last = f`MAX(${year})`;
  const grown = (at: number, rate: CellRef) => f`(${year.at(at)}>0)*(1+${rate})^MAX(0,${year.at(at)}-1)`;
  const { capex, power, pue, kwh, staff, growth, maintenance, hours, tax, schedule, residual } = given;
  const energy = line("Energy", (at) => f`=-${power}*${pue}*${kwh}*${hours}*${grown(at, growth)}`);
  const people = line("Staff", (at) => f`=-${staff}*${grown(at, growth)}`);
  const upkeep = line("Maintenance", (at) => f`=-(${year.at(at)}>0)*${capex}*${maintenance}`);
  const row = sheet.row;
  const deducted = new RangeRef(sheet.name, row, UNIT_COLUMN, 1, PERIODS);
  const depreciation = new RangeRef(sheet.name, row + 1, UNIT_COLUMN, 1, PERIODS);
  const earlier = (at: number) => f`=N(${deducted.cell(0, at, "across")})+N(${depreciation.cell(0, at, "across")})`;
  const deductedBefore = line("Deducted in earlier years", earlier);
  const deduction = line(
    "Depreciation for tax (MACRS)",
    (at) =>
      f`=IF(${year.at(at)}=0,0,IF(${year.at(at)}=${last},${capex}-${deductedBefore.at(at)},INFER.MACRS(${capex},VALUE(RIGHT(${schedule},1)),MAX(1,${year.at(at)}))))`,
  );
  const buy = line(
    "Buying, after tax",
    (at) =>
      f`=-(${year.at(at)}=0)*${capex}+(${energy.at(at)}+${people.at(at)}+${upkeep.at(at)})*(1-${tax})+${deduction.at(at)}*${tax}+(${year.at(at)}=${last})*${capex}*${residual}*(1-${tax})`,
    TOTAL,
  );
  const rent = line(
    "Renting, after tax",
    (at) => f`=-${given.rentUsd}*${given.count}*${hours}*${grown(at, given.rentGrowth)}*(1-${tax})`,
    TOTAL,
  );
  const advantage = line("Buying less renting", (at) => f`=${buy.at(at)}-${rent.at(at)}`, TOTAL);
  const sums = new RangeRef(sheet.name, sheet.row, UNIT_COLUMN, 1, PERIODS);
  const cumulated = line("The same, cumulated", (at) => f`=N(${sums.cell(0, at, "across")})+${advantage.at(at)}`);
  return { year, last, energy, people, upkeep, deduction, buy, rent, advantage, cumulated };
}

const terms = (given: Givens, last: Formula) => {
  const { capex, power, pue, kwh, hours, staff, count, rentUsd, discount, residual, tax, schedule } = given;
  const opex = f`${power}*${pue}*${kwh}*${hours}+${staff}`;
  return f`${capex},${opex},${rentUsd}*${count}*${hours},${last},${discount},${residual},${tax},${schedule},${given.growth},${given.rentGrowth},${capex}*${given.maintenance}`;
};

/** What BUYVSRENT makes of the same inputs, beside the flows that it must agree with. */
function buyVsRent(sheet: SheetDraft, given: Givens, last: Formula) {
  sheet.row++;
  sheet.put(sheet.row, LABEL, "The same by BUYVSRENT", HEADING);
  sheet.dress(sheet.row++, LABEL, 1, FIRST + PERIODS, HEADING);
  const call = (field: string) => f`INFER.BUYVSRENT(${terms(given, last)},"${field}")`;
  const line = (field: string, value: Formula, unit: string, numberFormat: string, cols = 1): RangeRef => {
    const row = sheet.row++;
    sheet.put(row, LABEL, field);
    sheet.put(row, UNIT_COLUMN, unit, UNIT);
    sheet.put(row, FIRST, value);
    sheet.dress(row, FIRST, 1, cols, { numberFormat, align: "right" });
    return sheet.area(row, FIRST, 1, cols);
  };
  const buy = line("buy_usd", f`=TRANSPOSE(${call("buy_usd")})`, "USD", FORMAT.usd, PERIODS);
  const single = (field: string, unit: string, numberFormat: string = FORMAT.usd) =>
    line(field, f`=${call(field)}`, unit, numberFormat).cell(0);
  const [npvBuy, npvRent] = [single("npv_buy", "USD"), single("npv_rent", "USD")];
  const irr = line("irr", f`=IFERROR(${call("irr")},"none")`, "a year", "0.00%").cell(0);
  const indifference = single("indifference_rent_usd_per_year", "USD per year");
  sheet.row++;
  return { byFunction: { buy, npvBuy, npvRent, irr, indifference } };
}

/** TORNADO of the advantage of buying, in present value, each driver moved by the swing. */
function drivers(sheet: SheetDraft, given: Givens, last: Formula) {
  const { row } = sheet;
  sheet.putRow(row, LABEL, ["Drivers of the present value", null, null, null, null], HEADING);
  const named: readonly (readonly [string, Formula])[] = [
    ["machines_usd", f`=${given.capex}`],
    ["energy_usd", f`=${given.power}*${given.pue}*${given.kwh}*${given.hours}`],
    ["staff_usd", f`=${given.staff}`],
    ["maintenance_share", f`=${given.maintenance}`],
    ["rent_usd", f`=${given.rentUsd}*${given.count}*${given.hours}`],
    ["rent_growth", f`=${given.rentGrowth}`],
    ["residual", f`=${given.residual}`],
    ["discount", f`=${given.discount}`],
    ["tax", f`=${given.tax}`],
  ];
  named.forEach(([name, value], item) => {
    sheet.putRow(row + 1 + item, LABEL, [name, "fixed", value, null, null]);
    sheet.dress(row + 1 + item, 2, 1, 1, { numberFormat: FORMAT.count2 });
  });
  const table = sheet.area(row + 1, LABEL, named.length, 5);
  const text = row + named.length + 2;
  const start = "BUYVSRENT(machines_usd,energy_usd+staff_usd,rent_usd,";
  const rest = ",rent_growth,machines_usd*maintenance_share,";
  const call = (field: string) =>
    f`"${start}"&${last}&",discount,residual,tax,"""&${given.schedule}&""","&${given.growth}&"${rest}""${field}"")"`;
  const modelCell = sheet.put(text, LABEL, f`=${call("npv_buy")}&"-"&${call("npv_rent")}`, SUBTITLE);
  const at = text + 2;
  sheet.put(at, LABEL, f`=INFER.TORNADO(${table},${modelCell},${given.swing})`);
  sheet.dress(at, LABEL, 1, 7, HEADING_RIGHT);
  sheet.dress(at + 1, 1, named.length, 6, { numberFormat: FORMAT.count2, align: "right" });
  const col = 8;
  sheet.putRow(at, col, ["Below", "Above"], HEADING_RIGHT);
  const result = sheet.area(at + 1, LABEL, BARS, 7);
  const of = (item: number, column: number) => result.cell(item, column, "down");
  const look = { numberFormat: FORMAT.usd, align: "right" } as const;
  const low = (item: number) => f`MIN(${of(item, 1)},${of(item, 2)})-${of(item, 6)}`;
  const high = (item: number) => f`MAX(${of(item, 1)},${of(item, 2)})-${of(item, 6)}`;
  const below = sheet.down(at + 1, col, BARS, (item) => f`=${low(item)}`, look);
  const above = sheet.down(at + 1, col + 1, BARS, (item) => f`=${high(item)}`, look);
  return { names: result.column(0), below, above, base: result.cell(0, 6) };
}
