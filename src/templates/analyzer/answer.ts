import { FigureList } from "../blocks/figureList";
import { RecordRef } from "../blocks/lines";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type RangeRef } from "../draft/reference";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, NOTE, SUBTITLE, TAB, TITLE } from "../looks";
import type { Givens } from "./givens";

/** Names and values of one KPIS record. */
const KPI_ROWS = 46;
/** The column of defaults on the sheet Inputs, to the right of the value. */
const DEFAULT = 2;

export interface Answer {
  readonly record: RecordRef;
  /** Two columns, option and value, as KPIS and DEPLOYCOMPARE take them. */
  readonly options: RangeRef;
  readonly usd: CellRef;
  readonly hasAnswer: CellRef;
  /** The accelerator in use: at the edge it is the edge's own. */
  readonly gpu: CellRef;
  readonly isFleet: CellRef;
  readonly isOwned: CellRef;
}

/** Options, and the whole answer by one call of KPIS. */
export function answer(model: ModelDraft, given: Givens): Answer {
  const sheet = model.sheet("Calc", { columnWidths: [270, 150, 170, 420], tabColor: TAB.calc });
  sheet.put(0, 0, "Calculation", TITLE);
  sheet.put(1, 0, "What is asked of INFER, and its answer in one record", SUBTITLE);
  sheet.row = 3;
  sheet.putRow(sheet.row++, 0, ["What the pattern means, as KPIS has it", null, null, null], HEADING);
  const byPattern = (id: string): Formula => {
    const standard = [given.name, given.gpu, given.requests, given.input, given.output].map((cell) =>
      cell.offset(0, DEFAULT),
    );
    const [name, gpu, requests, input, output] = standard as [CellRef, CellRef, CellRef, CellRef, CellRef];
    return f`=INFER.KPIS(${name},${gpu},${requests},${input},${output},,,${given.pattern},,,,,,"${id}")`;
  };
  const figures = new FigureList(sheet);
  const peak = figures.line("Peak over average", byPattern("peak_to_average"), "times", FORMAT.factor);
  const load = figures.line("Load at the peak", byPattern("target_load"), "share", FORMAT.factor);
  const spare = figures.line("Spare replicas", byPattern("spare_replicas"), "replicas", FORMAT.count);
  sheet.row++;
  sheet.put(sheet.row, 0, "Option", HEADING);
  sheet.put(sheet.row, 1, "Value", HEADING_RIGHT);
  sheet.putRow(sheet.row++, 2, ["Unit", null], HEADING_INSET);
  const own = (cell: CellRef) => f`=IF(${cell}="","",${cell})`;
  const orElse = (cell: CellRef, standard: CellRef) => f`=IF(${cell}="",${standard},${cell})`;
  const edgeGpu = f`=IF(${given.edgeGpu}<>"",${given.edgeGpu},IF((${given.deployment}="edge")*(${given.edgePrice}=""),${given.gpu},""))`;
  const lines: readonly (readonly [string, Formula, string])[] = [
    ["bits", own(given.bits), "bits"],
    ["tpot_ms", own(given.tpot), "ms"],
    ["latency_ms", own(given.latency), "ms"],
    ["target_load", orElse(given.load, load), "share"],
    ["peak_to_average", orElse(given.peak, peak), "times"],
    ["spare_replicas", orElse(given.spare, spare), "replicas"],
    ["staff_usd_per_month", f`=${given.staff}`, "USD/month"],
    ["capex_usd", own(given.capex), "USD"],
    ["discount_rate", f`=${given.rate}`, "a year"],
    ["reserved_ratio", own(given.reserved), "ratio"],
    ["in_country", f`=${given.inCountry}="yes"`, "TRUE or FALSE"],
    ["edge_share", f`=${given.edgeShare}`, "share"],
    ["edge_gpu", edgeGpu, "name"],
    ["edge_usd_per_mtok", own(given.edgePrice), "USD/Mtok"],
  ];
  const from = sheet.row;
  for (const [id, value, unit] of lines) figures.line(id, value, unit, FORMAT.general);
  const options = sheet.area(from, 0, lines.length, 2);
  sheet.row++;
  const head = sheet.row++;
  sheet.putRow(head, 0, ["The answer: one call of KPIS", null, null, null], HEADING);
  const call = f`INFER.KPIS(${given.name},${given.gpu},${given.requests},${given.input},${given.output},${given.region},${given.deployment},${given.pattern},,,${options})`;
  sheet.put(sheet.row, 0, f`=TRANSPOSE(${call})`);
  sheet.dress(sheet.row, 1, KPI_ROWS, 1, { align: "right", numberFormat: FORMAT.general });
  const record = new RecordRef(sheet.area(sheet.row, 0, KPI_ROWS, 2));
  sheet.row += KPI_ROWS + 1;
  sheet.putRow(sheet.row++, 0, ["What it means for the sheets that follow", null, null, null], HEADING);
  const usd = figures.line("Cost", f`=${record.get("usd_per_month")}`, "USD/month", FORMAT.usd2);
  const hasAnswer = figures.line("There is an answer", f`=ISNUMBER(${usd})`, "TRUE or FALSE", FORMAT.general);
  const hours = f`ISNUMBER(${record.get("gpu_hour_usd")})`;
  const isFleet = figures.line(
    "Machines priced by the hour",
    f`=IFERROR(${hours},FALSE)`,
    "TRUE or FALSE",
    FORMAT.general,
  );
  const isOwned = figures.line(
    "Energy is paid apart",
    f`=AND(${isFleet},OR(${given.deployment}="on_prem",${given.deployment}="edge"))`,
    "TRUE or FALSE",
    FORMAT.general,
  );
  sheet.put(isOwned.row, 3, "A rent includes energy: the tariff then moves nothing", NOTE);
  const edge = f`INDEX(${options.column(1)},MATCH("edge_gpu",${options.column(0)},0))`;
  const gpu = figures.line(
    "Accelerator in use",
    f`=IF(${given.deployment}="edge",IF(${edge}="",${given.gpu},${edge}),${given.gpu})`,
    "name",
    FORMAT.general,
  );
  return { record, options, usd, hasAnswer, gpu, isFleet, isOwned };
}
