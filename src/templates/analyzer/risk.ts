import { FigureList } from "../blocks/figureList";
import { RecordRef } from "../blocks/lines";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, LEVEL, NOTE, RISE, SUBTITLE, TAB, TITLE } from "../looks";
import type { Answer } from "./answer";
import type { Givens } from "./givens";

const DRIVER_AT = 4;
/** Statistics of SIMULATE, its header, and a share for each driver. */
const STATISTICS = 25;
const QUANTILES = ["p5", "p10", "p25", "p50", "p75", "p80", "p90", "p95", "p99"] as const;
const SPILL_COL = 7;

export interface Risk {
  readonly statistics: RecordRef;
  readonly drivers: RangeRef;
  readonly text: CellRef;
  readonly p50: CellRef;
  readonly p90: CellRef;
}

/** Monte Carlo: drivers from the inputs and their bands, the fleet sized anew in every trial. */
export function monteCarlo(model: ModelDraft, given: Givens, work: Answer): Risk {
  const sheet = model.sheet("Monte Carlo", {
    columnWidths: [200, 95, 105, 105, 105, 270, 20, 180, 110],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Monte Carlo", TITLE);
  sheet.put(1, 0, "USD per month when volume, lengths, speed, peak and prices are uncertain", SUBTITLE);
  const drivers = driverTable(sheet, given, work);
  sheet.row = DRIVER_AT + drivers.rows + 1;
  sheet.putRow(sheet.row++, 0, ["Model", null, null, null, null, null], HEADING);
  const text = sheet.put(sheet.row++, 0, modelText(given, work));
  sheet.row++;
  sheet.put(DRIVER_AT - 1, SPILL_COL, "Result", HEADING);
  sheet.put(DRIVER_AT - 1, SPILL_COL + 1, "USD/month", HEADING_RIGHT);
  sheet.put(DRIVER_AT, SPILL_COL, f`=INFER.SIMULATE(${drivers},${text},${given.trials},${given.seed},${given.budget})`);
  const rows = STATISTICS + drivers.rows;
  sheet.dress(DRIVER_AT, SPILL_COL + 1, rows, 1, { align: "right", numberFormat: "#,##0.00" });
  const statistics = new RecordRef(sheet.area(DRIVER_AT, SPILL_COL, rows, 2));
  quantileChart(model, sheet, { given, statistics });
  sheet.row += 2;
  const figures = new FigureList(sheet);
  const p50 = figures.line("Half of all cases stay below", f`=${statistics.get("p50")}`, "USD/month", FORMAT.usd);
  const p90 = figures.line("Nine in ten stay below", f`=${statistics.get("p90")}`, "USD/month", FORMAT.usd);
  figures.line("Chance of exceeding the budget", f`=${statistics.get("p_over_budget")}`, "share", FORMAT.share1);
  figures.line("Reserve from P50 to P90", f`=${statistics.get("contingency_p90")}`, "USD/month", FORMAT.usd);
  return { statistics, drivers, text, p50, p90 };
}

function driverTable(
  sheet: SheetDraft,
  given: Givens,
  { record, options, usd, gpu, isFleet, isOwned }: Answer,
): RangeRef {
  const option = (id: string) => f`INDEX(${options.column(1)},MATCH("${id}",${options.column(0)},0))`;
  const fleet = (value: Formula, otherwise = 0) => f`=IF(${isFleet},${value},${otherwise})`;
  const kilowatt = f`${record.get("mwh_per_year")}*1000/8760/${record.get("gpus")}`;
  const paid = f`IF(${isOwned},${kilowatt},0)`;
  const hour = f`${record.get("gpu_hour_usd")}-IF(${isOwned},${kilowatt}*${record.get("usd_per_kwh")},0)`;
  const servers = f`IF(OR(${given.deployment}="dedicated",${given.deployment}="on_prem"),IFERROR(INFER.GPU(${gpu},"gpus_per_server"),1),1)`;
  const perMTok = f`=IF(${isFleet},0,IFERROR(${record.get("usd_per_mtok")},${usd}))`;
  const speed = (end: string) => fleet(f`${record.get(end)}/${record.get("output_tok_per_s")}`, 1);
  const lines: readonly (readonly [name: string, mode: Formula, band: Formula | CellRef | null, note: string])[] = [
    ["requests_per_day", f`=${given.requests}`, given.requestBand, "requests a day"],
    ["input_tokens", f`=${given.input}`, given.tokenBand, "tokens of a request"],
    ["output_tokens", f`=${given.output}`, given.tokenBand, "tokens of a request"],
    ["peak_to_average", f`=${option("peak_to_average")}`, given.peakBand, "times; sized for"],
    ["hour_usd", fleet(hour), given.priceBand, "USD per GPU-hour without energy paid apart"],
    [
      "usd_per_kwh",
      f`=IF(${isOwned},${record.get("usd_per_kwh")},0)`,
      given.tariffBand,
      "USD/kWh; 0 where the rent includes it",
    ],
    ["usd_per_mtok", perMTok, given.priceBand, "USD/Mtok; 0 where machines are priced by the hour"],
    ["gpus_per_replica", fleet(record.get("gpus_per_replica"), 1), null, "accelerators"],
    ["gpus_per_server", f`=${servers}`, null, "accelerators; 1 where they come singly"],
    ["target_load", f`=${option("target_load")}`, null, "share at the peak"],
    ["spare_replicas", f`=${option("spare_replicas")}`, null, "replicas"],
    ["kw_per_gpu", f`=${paid}`, null, "kW at the meter; 0 where the rent includes it"],
    ["staff_usd", f`=IF(${isFleet},${given.staff},0)`, null, "USD/month"],
  ];
  sheet.putRow(DRIVER_AT - 1, 0, ["Driver", "Distribution"], HEADING);
  sheet.putRow(DRIVER_AT - 1, 2, ["Low or value", "Mode", "High"], HEADING_RIGHT);
  sheet.put(DRIVER_AT - 1, 5, "Unit", HEADING);
  sheet.putRow(DRIVER_AT, 0, ["speed"]);
  const number = { align: "right", numberFormat: "#,##0.0000" } as const;
  const speedHigh = sheet.put(DRIVER_AT, 4, speed("output_tok_per_s_high"), number);
  const speedLow = sheet.put(DRIVER_AT, 2, speed("output_tok_per_s_low"), number);
  sheet.put(DRIVER_AT, 1, f`=IF(${speedLow}<${speedHigh},"pert","fixed")`);
  sheet.put(DRIVER_AT, 3, f`=IF(${speedLow}<${speedHigh},1,"")`, number);
  sheet.put(DRIVER_AT, 5, "times the estimate, by its known error", NOTE);
  lines.forEach(([name, mode, band, note], index) => {
    const row = DRIVER_AT + 1 + index;
    sheet.put(row, 0, name);
    sheet.put(row, 5, note, NOTE);
    if (band === null) {
      sheet.put(row, 1, "fixed");
      sheet.put(row, 2, mode, number);
      return;
    }
    const value = mode.inner();
    const moves = f`(${band}*${value}>0)`;
    sheet.put(row, 1, f`=IF(${moves},"pert","fixed")`);
    sheet.put(row, 2, f`=IF(${moves},${floorOf(name, f`${value}*(1-${band})`)},${value})`, number);
    sheet.put(row, 3, f`=IF(${moves},${value},"")`, number);
    sheet.put(row, 4, f`=IF(${moves},${value}*(1+${band}),"")`, number);
  });
  return sheet.area(DRIVER_AT, 0, lines.length + 1, 5);
}

/** An answer has at least one token, and a peak is no lower than the average. */
const floorOf = (name: string, low: Formula): Formula =>
  name === "output_tokens" || name === "peak_to_average" ? f`MAX(1,${low})` : low;

/** What each trial computes: machines are counted anew, whole; or tokens at a price. */
function modelText(given: Givens, { gpu, isFleet, options }: Answer): Formula {
  const bits = f`INDEX(${options.column(1)},MATCH("bits",${options.column(0)},0))`;
  const written = f`IF(ISNUMBER(${bits}),${bits},IF(${bits}="","",""""&${bits}&""""))`;
  const speed = f`"THROUGHPUT("""&${given.name}&""","""&${gpu}&""",gpus_per_replica,"&${written}&",input_tokens,output_tokens,,"&${given.tpot}&",,,""output_tok_per_s"")"`;
  const count = f`"CEILING(GPUCOUNT(requests_per_day,output_tokens,speed*"&${speed}&",gpus_per_replica,target_load,peak_to_average,spare_replicas),gpus_per_server)"`;
  const machines = f`${count}&"*(hour_usd+kw_per_gpu*usd_per_kwh)*730+staff_usd"`;
  const tokens = `"requests_per_day*365/12*(input_tokens+output_tokens)/1000000*usd_per_mtok"`;
  return f`=IF(${isFleet},${machines},${tokens})`;
}

function quantileChart(
  model: ModelDraft,
  sheet: SheetDraft,
  { given, statistics }: { readonly given: Givens; readonly statistics: RecordRef },
): void {
  sheet.putRow(sheet.row, 0, ["Chance to stay below", "Quantile"], HEADING);
  sheet.putRow(sheet.row, 2, ["USD/month", "Budget"], HEADING_RIGHT);
  const first = sheet.row + 1;
  const look = { align: "right", numberFormat: FORMAT.usd } as const;
  const ids = sheet.down(first, 1, QUANTILES.length, (item) => QUANTILES[item] ?? "");
  const labels = sheet.down(first, 0, QUANTILES.length, (item) => f`=MID(${ids.at(item)},2,3)&"%"`);
  const values = sheet.down(first, 2, QUANTILES.length, (item) => f`=${statistics.get(ids.at(item))}`, look);
  const budget = sheet.down(first, 3, QUANTILES.length, () => f`=${given.budget}`, look);
  sheet.row = first + QUANTILES.length;
  model.chart({
    kind: "line",
    title: "Cost that a share of all cases stays below, USD per month",
    series: [
      { name: "Cost", values, categories: labels, color: LEVEL },
      { name: "Budget", values: budget, categories: labels, color: RISE },
    ],
    legend: "bottom",
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(sheet.row + 7, 0, 16, 6),
  });
}

const BARS = 8;
const TORNADO_COLUMNS = 7;

export interface Tornado {
  readonly table: RangeRef;
}

/** Each driver alone from P10 to P90. */
export function tornado(model: ModelDraft, { drivers, text }: Risk): Tornado {
  const sheet = model.sheet("Tornado", {
    columnWidths: [170, 110, 110, 110, 120, 120, 110],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Sensitivity", TITLE);
  sheet.put(1, 0, "USD per month when one driver moves from its P10 to its P90 and the others stay", SUBTITLE);
  sheet.put(3, 0, f`=INFER.TORNADO(${drivers},${text})`);
  sheet.dress(3, 0, 1, 1, HEADING);
  sheet.dress(3, 1, 1, TORNADO_COLUMNS - 1, HEADING_RIGHT);
  const table = sheet.area(3, 0, drivers.rows + 1, TORNADO_COLUMNS);
  sheet.dress(4, 1, drivers.rows, TORNADO_COLUMNS - 1, { align: "right", numberFormat: "#,##0.00" });
  const head = 3 + table.rows + 1;
  sheet.put(head, 0, "Chart, widest last", HEADING);
  sheet.putRow(head, 1, ["Rank", "Low", "High"], HEADING_RIGHT);
  const look = { align: "right", numberFormat: FORMAT.usd } as const;
  const ranks = sheet.down(head + 1, 1, BARS, (item) => BARS - item, { align: "right" });
  const part = (col: number, item: number) => f`INDEX(${table.column(col)},1+${ranks.at(item)})`;
  const names = sheet.down(head + 1, 0, BARS, (item) => f`=${part(0, item)}`);
  const low = sheet.down(head + 1, 2, BARS, (item) => f`=${part(1, item)}-${part(6, item)}`, look);
  const high = sheet.down(head + 1, 3, BARS, (item) => f`=${part(2, item)}-${part(6, item)}`, look);
  model.chart({
    kind: "bar",
    stacking: "stacked",
    title: "Change of cost, USD per month",
    summary: "Bars left and right of today's cost: what each driver alone takes off or adds.",
    series: [
      { name: "At the driver's low end", values: low, categories: names, color: LEVEL },
      { name: "At its high end", values: high, categories: names, color: "#c2410c" },
    ],
    legend: "bottom",
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(head + BARS + 2, 0, 18, TORNADO_COLUMNS),
  });
  return { table };
}
