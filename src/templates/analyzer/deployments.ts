import { inRow } from "../blocks/lines";
import type { ModelDraft } from "../draft/model";
import { type Formula, f, type RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import {
  FORMAT,
  HEADING,
  HEADING_INSET,
  HEADING_RIGHT,
  LEVEL,
  NOTE,
  SERIES_COLORS,
  SUBTITLE,
  TAB,
  TITLE,
} from "../looks";
import type { Answer } from "./answer";
import type { Givens } from "./givens";

const COLUMNS = [
  { id: "deployment", title: "Deployment", format: FORMAT.general },
  { id: "usd_per_month", title: "USD/month", format: FORMAT.usd },
  { id: "usd_per_mtok", title: "USD/Mtok", format: FORMAT.factor },
  { id: "gpus", title: "GPUs", format: FORMAT.count },
  { id: "utilization", title: "Utilization", format: FORMAT.share1 },
  { id: "latency_ms", title: "Latency, ms", format: FORMAT.count },
  { id: "carbon_tco2e_per_year", title: "t CO2e/year", format: FORMAT.count1 },
  { id: "gpu_hour_usd", title: "USD/GPU-hour", format: FORMAT.factor },
  { id: "gpus_per_replica", title: "GPUs/replica", format: FORMAT.count },
  { id: "output_tok_per_s", title: "tok/s, replica", format: FORMAT.count },
  { id: "feasible", title: "Feasible", format: FORMAT.general },
  { id: "why_not", title: "Why not", format: FORMAT.general },
] as const;
type ColumnId = (typeof COLUMNS)[number]["id"];

const WAYS = 7;
const TABLE_AT = 4;
const [STEP, REQUESTS, MTOK, FIRST_WAY] = [0, 1, 2, 3];
const CURVES = ["api", "cloud", "on_prem"] as const;
const POINTS = 12;

export interface Deployments {
  readonly names: RangeRef;
  readonly column: (id: ColumnId) => RangeRef;
  /** A figure of the deployment chosen on Inputs. */
  readonly own: (id: ColumnId) => Formula;
  readonly curves: RangeRef;
}

/** Seven ways beside each other, and from which volume machines are cheaper than an API. */
export function deployments(model: ModelDraft, given: Givens, work: Answer): Deployments {
  const sheet = model.sheet("Deployments", {
    columnWidths: [130, 125, 120, 125, 130, 140, 110, 110, 110, 110, 80, 330],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Deployments and break-even", TITLE);
  sheet.put(1, 0, "The same workload in seven ways; USD per month with staff and whole machines", SUBTITLE);
  COLUMNS.forEach(({ title, id }, col) => {
    sheet.put(TABLE_AT - 1, col, title, col === 0 ? HEADING : id === "why_not" ? HEADING_INSET : HEADING_RIGHT);
  });
  const load = f`${given.name},${given.gpu},${given.requests},${given.input},${given.output}`;
  const fields = COLUMNS.map(({ id }) => `"${id}"`).join(",");
  const call = f`INFER.DEPLOYCOMPARE(${load},,${given.region},,${work.options},,,${`{${fields}}`})`;
  sheet.put(TABLE_AT, 0, f`=IFERROR(${call},"–")`);
  COLUMNS.forEach(({ format, id }, col) => {
    const look = id === "why_not" ? NOTE : { align: col === 0 ? "left" : "right", numberFormat: format };
    sheet.dress(TABLE_AT, col, WAYS, 1, look as typeof NOTE);
  });
  const table = sheet.area(TABLE_AT, 0, WAYS, COLUMNS.length);
  const column = (id: ColumnId) => table.column(COLUMNS.findIndex((one) => one.id === id));
  const names = table.column(0);
  breakEvens(sheet, given, work, { names, column });
  const curves = crossover(model, sheet, given, work);
  return { names, column, own: (id) => inRow(names, column(id), given.deployment), curves };
}

const BREAK_EVEN_AT = TABLE_AT + WAYS + 2;

function breakEvens(
  sheet: SheetDraft,
  given: Givens,
  { options }: Answer,
  { names, column }: Pick<Deployments, "names" | "column">,
): void {
  sheet.putRow(BREAK_EVEN_AT, 0, ["Break-even"], HEADING);
  sheet.putRow(BREAK_EVEN_AT, 1, ["Unit, USD/month", "Unit, Mtok", "Mtok/month", "Times today's"], HEADING_RIGHT);
  sheet.put(
    BREAK_EVEN_AT - 1,
    0,
    "Volume from which whole replicas stay cheaper than the API, without staff; spare replicas as in the options",
    NOTE,
  );
  const option = (id: string) => f`INDEX(${options.column(1)},MATCH("${id}",${options.column(0)},0))`;
  const first = BREAK_EVEN_AT + 1;
  const look = { align: "right", numberFormat: FORMAT.usd } as const;
  sheet.down(first, 0, WAYS, (item) => f`=${names.cell(item, 0, "down")}`);
  const api = inRow(names, column("usd_per_mtok"), "api");
  const at = (id: ColumnId, item: number) => column(id).cell(item, 0, "down");
  const unit = sheet.down(
    first,
    1,
    WAYS,
    (item) =>
      f`=IF(ISNUMBER(${at("gpu_hour_usd", item)}),${at("gpus_per_replica", item)}*${at("gpu_hour_usd", item)}*730,"–")`,
    look,
  );
  const share = f`${given.output}/(${given.input}+${given.output})`;
  const capacity = sheet.down(
    first,
    2,
    WAYS,
    (item) =>
      f`=IF(ISNUMBER(${unit.at(item)}),INFER.CAPACITY(${at("output_tok_per_s", item)},${option("target_load")}/${option("peak_to_average")},730,${share}),"–")`,
    look,
  );
  const volume = sheet.down(
    first,
    3,
    WAYS,
    (item) =>
      f`=IF(ISNUMBER(${unit.at(item)}),IFERROR(INFER.BREAKEVEN(${unit.at(item)},${api},0,${capacity.at(item)},${option("spare_replicas")}),"never"),"–")`,
    look,
  );
  const today = f`(${given.requests}*365/12*(${given.input}+${given.output})/1000000)`;
  sheet.down(
    first,
    4,
    WAYS,
    (item) => f`=IF(ISNUMBER(${volume.at(item)}),IFERROR(${volume.at(item)}/${today},"–"),"–")`,
    { align: "right", numberFormat: FORMAT.factor },
  );
  sheet.put(
    first + WAYS,
    0,
    f`="The API costs "&IF(ISNUMBER(${api}),TEXT(${api},"0.00"),"–")&" USD per Mtok, the median of its sellers; never: a full replica costs more than its tokens there"`,
    NOTE,
  );
}

/** Cost over volume, each point with its own whole machines. */
function crossover(model: ModelDraft, sheet: SheetDraft, given: Givens, { options }: Answer): RangeRef {
  const head = BREAK_EVEN_AT + WAYS + 4;
  sheet.putRow(
    head,
    STEP,
    ["Step", "Requests a day", "Mtok/month", ...CURVES.map((way) => `${way}, USD/month`)],
    HEADING_RIGHT,
  );
  const first = head + 1;
  const look = { align: "right", numberFormat: FORMAT.usd } as const;
  const steps = sheet.down(first, STEP, POINTS, (item) => item + 1, { align: "right" });
  const volumes = sheet.down(
    first,
    REQUESTS,
    POINTS,
    (item) => f`=${given.requests}*${given.reach}*${steps.at(item)}/ROWS(${steps})`,
    look,
  );
  const mtok = sheet.down(
    first,
    MTOK,
    POINTS,
    (item) => f`=${volumes.at(item)}*365/12*(${given.input}+${given.output})/1000000`,
    look,
  );
  CURVES.forEach((way, index) => {
    const load = f`${given.name},${given.gpu},${volumes},${given.input},${given.output}`;
    sheet.put(
      first,
      FIRST_WAY + index,
      f`=INFER.DEPLOYCOMPARE(${load},,${given.region},,${options},,,"${way}.usd_per_month")`,
    );
    sheet.dress(first, FIRST_WAY + index, POINTS, 1, look);
  });
  const area = sheet.area(first, 0, POINTS, FIRST_WAY + CURVES.length);
  model.chart({
    kind: "line",
    title: "Cost over volume, USD per month",
    summary: "Lines over Mtok per month: API, cloud and on-prem; where they cross, the cheaper one changes.",
    series: CURVES.map((way, index) => ({
      name: way,
      values: area.column(FIRST_WAY + index),
      categories: mtok,
      color: SERIES_COLORS[index] ?? LEVEL,
    })),
    legend: "bottom",
    horizontal: { title: "Mtok per month", numberFormat: "#,##0" },
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(head, 6, 18, 6),
  });
  return area;
}
