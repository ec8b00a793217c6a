import type { ModelDraft } from "../draft/model";
import { f, type RangeRef } from "../draft/reference";
import { FORMAT, HEADING, HEADING_RIGHT, PARAGRAPH, SUBTITLE, TAB, TITLE } from "../looks";
import { type Calc, EXPECTED } from "./calc";
import type { Givens } from "./givens";

const PRICES = 8;
const UTILIZATIONS = 10;
const MODEL_TEXT = "api_usd_per_mtok - COSTPERTOKEN(gpu_hour_usd, tok_per_s, utilization, gpus, 1000000, output_share)";
const [MODEL_AT, DRIVERS_AT, GRID_AT] = [3, 5, 14];

export interface Savings {
  /** As it spills: utilizations on top, prices on the left. */
  readonly result: RangeRef;
  readonly utilizations: RangeRef;
}

/** What a token of one's own hardware saves against the API, over prices and utilizations. */
export function grid(model: ModelDraft, given: Givens, { market, cases }: Calc): Savings {
  const sheet = model.sheet("Grid", {
    columnWidths: [170, ...Array<number>(UTILIZATIONS).fill(88)],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Price and utilization", TITLE);
  sheet.put(
    1,
    0,
    "USD saved per Mtok by own hardware, without staff and spare replicas: above 0 hosting can pay.",
    SUBTITLE,
  );
  sheet.put(MODEL_AT - 1, 0, "Model", HEADING);
  const text = sheet.put(MODEL_AT, 0, MODEL_TEXT, { ...PARAGRAPH, wrap: false });
  sheet.putRow(DRIVERS_AT, 0, ["name", "distribution", "p1", "p2", "p3"], HEADING);
  const drivers = [
    ["api_usd_per_mtok", f`=${market.price}`],
    ["gpu_hour_usd", f`=${market.gpuHour}`],
    ["tok_per_s", f`=${cases.rate.cell(0, EXPECTED)}`],
    ["utilization", f`=${cases.utilization.cell(0, EXPECTED)}`],
    ["gpus", f`=${cases.perReplica.cell(0, EXPECTED)}`],
    ["output_share", f`=${market.outputShare}`],
  ] as const;
  drivers.forEach(([name, value], item) => {
    sheet.putRow(DRIVERS_AT + 1 + item, 0, [name, "fixed", value, null, null]);
    sheet.dress(DRIVERS_AT + 1 + item, 2, 1, 1, { numberFormat: FORMAT.price });
  });
  const table = sheet.area(DRIVERS_AT, 0, drivers.length + 1, 5);
  sheet.put(GRID_AT - 1, 0, "API, USD/Mtok", HEADING);
  const across = sheet.area(GRID_AT - 1, 0, 1, UTILIZATIONS + 1);
  const utilizations = sheet.across(
    GRID_AT - 1,
    1,
    UTILIZATIONS,
    (item) => f`=ROUND(MIN(1,N(${across.cell(0, item, "across")})+${given.utilizationStep}),4)`,
    { ...HEADING_RIGHT, numberFormat: FORMAT.share },
  );
  const list = sheet.area(GRID_AT, UTILIZATIONS + 2, PRICES + 1, 1);
  sheet.put(GRID_AT, UTILIZATIONS + 2, "Prices of the rows", HEADING_RIGHT);
  const prices = sheet.down(
    GRID_AT + 1,
    UTILIZATIONS + 2,
    PRICES,
    (item) => f`=N(${list.cell(item, 0, "down")})+${market.price}*${given.priceStep}`,
    { numberFormat: FORMAT.price, align: "right" },
  );
  sheet.put(
    GRID_AT,
    0,
    f`=INFER.SENSITIVITY(${table},${text},"api_usd_per_mtok",${prices},"utilization",${utilizations})`,
  );
  sheet.dress(GRID_AT, 0, 1, UTILIZATIONS + 1, { ...SUBTITLE, fontSize: 9, align: "right" });
  sheet.dress(GRID_AT + 1, 0, PRICES, 1, { ...HEADING, numberFormat: FORMAT.price, align: "right" });
  sheet.dress(GRID_AT + 1, 1, PRICES, UTILIZATIONS, { numberFormat: "0.0000;[Red]-0.0000", align: "right" });
  return { result: sheet.area(GRID_AT, 0, PRICES + 1, UTILIZATIONS + 1), utilizations };
}
