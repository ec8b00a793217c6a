import type { InputTable } from "../blocks/inputTable";
import { waterfall } from "../blocks/waterfall";
import type { ModelDraft } from "../draft/model";
import { f, type RangeRef } from "../draft/reference";
import { FORMAT, HEADING, HEADING_RIGHT, LEVEL, SUBTITLE, TAB, TITLE } from "../looks";
import type { Answer } from "./answer";
import type { Givens } from "./givens";

const YEARS = 5;
const PROJECT_COLUMNS = 8;
const ROADMAP_COLUMNS = 14;

/** Five years from today's month. */
export function projection(model: ModelDraft, given: Givens, { usd }: Answer): RangeRef {
  const sheet = model.sheet("Projection", {
    columnWidths: [70, 100, 110, 120, 120, 130, 150, 210],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Five years", TITLE);
  sheet.put(1, 0, "USD per year; year 0 is twelve of today's months and in no total", SUBTITLE);
  const call = f`INFER.PROJECT(12*${usd},${YEARS},${given.growth},${given.decline},${given.elasticity},${given.intensity},${given.floor},${given.rate})`;
  sheet.put(3, 0, f`=${call}`);
  sheet.dress(3, 0, 1, PROJECT_COLUMNS, { ...HEADING_RIGHT });
  sheet.dress(4, 1, YEARS + 1, 3, { align: "right", numberFormat: "0.000" });
  sheet.dress(4, 4, YEARS + 1, 4, { align: "right", numberFormat: FORMAT.usd });
  const table = sheet.area(3, 0, YEARS + 2, PROJECT_COLUMNS);
  const below = (col: number) => sheet.area(4, col, YEARS + 1, 1);
  model.chart({
    kind: "column",
    title: "Cost by year, USD",
    series: [{ name: "Cost", values: below(4), categories: below(0), color: LEVEL }],
    vertical: { numberFormat: "#,##0" },
    horizontal: { title: "Year; 0 is today" },
    place: sheet.area(YEARS + 7, 0, 17, 7),
  });
  return table;
}

/** Levers ranked, each on what the earlier ones leave. */
export function roadmap(model: ModelDraft, levers: InputTable, { usd }: Answer): RangeRef {
  const sheet = model.sheet("Roadmap", {
    columnWidths: [200, ...Array<number>(ROADMAP_COLUMNS - 1).fill(155)],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Optimisation roadmap", TITLE);
  sheet.put(1, 0, "USD per month; each lever saves on the cost that the earlier ones leave", SUBTITLE);
  sheet.put(3, 0, f`=INFER.ROADMAP(${usd},${levers.area})`);
  const rows = levers.area.rows + 2;
  sheet.dress(3, 0, 1, 1, HEADING);
  sheet.dress(3, 1, 1, ROADMAP_COLUMNS - 1, HEADING_RIGHT);
  sheet.dress(4, 1, rows, ROADMAP_COLUMNS - 1, { align: "right", numberFormat: FORMAT.usd });
  for (const share of [3, 6]) sheet.dress(4, share, rows, 1, { numberFormat: FORMAT.share1 });
  sheet.dress(4, 9, rows, 1, { numberFormat: FORMAT.count1 });
  const table = sheet.area(3, 0, rows + 1, ROADMAP_COLUMNS);
  model.chart({
    ...waterfall(table, {
      rows,
      title: "From today to the target, USD per month",
      base: 10,
      total: 11,
      fall: 12,
      rise: 13,
    }),
    place: sheet.area(rows + 6, 0, 17, 8),
  });
  return table;
}

const FACTS = ["electricity_usd_per_kwh", "carbon_gco2e_per_kwh", "pue_typical"] as const;
const FIGURES = ["usd_per_month", "mwh_per_year", "tco2e_per_year", "water_m3_per_year"] as const;

/** The same workload in the user's region and in ten others. */
export function carbon(model: ModelDraft, given: Givens, { options }: Answer, regions: RangeRef): RangeRef {
  const sheet = model.sheet("Carbon", {
    columnWidths: [170, 120, 120, 90, 120, 120, 120, 130],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Energy, carbon, water by region", TITLE);
  sheet.put(
    1,
    0,
    "The first row is your region; carbon by the grid of the region, never by its renewable share",
    SUBTITLE,
  );
  sheet.put(3, 0, "Region", HEADING);
  const titles = ["USD/kWh", "g CO2e/kWh", "PUE", "USD/month", "MWh/year", "t CO2e/year", "Water, m3/year"];
  sheet.putRow(3, 1, titles, HEADING_RIGHT);
  const count = regions.rows + 1;
  const names = sheet.down(4, 0, count, (item) => (item === 0 ? f`=${given.region}` : f`=${regions.cell(item - 1)}`));
  const formats = ["0.0000", FORMAT.count, FORMAT.factor, FORMAT.usd, FORMAT.count1, FORMAT.count1, FORMAT.count];
  FACTS.forEach((id, index) => {
    sheet.put(4, 1 + index, f`=INFER.REGION(${names},"${id}")`);
  });
  const load = f`${given.name},${given.gpu},${given.requests},${given.input},${given.output}`;
  FIGURES.forEach((id, index) => {
    const call = f`INFER.KPIS(${load},${names},${given.deployment},${given.pattern},,,${options},,,"${id}")`;
    // Water is not known for every region; any other figure says in its cell why it is missing.
    const isWater = id === "water_m3_per_year";
    sheet.put(4, 1 + FACTS.length + index, isWater ? f`=IFERROR(${call},"–")` : f`=${call}`);
  });
  formats.forEach((numberFormat, index) => {
    sheet.dress(4, 1 + index, count, 1, { align: "right", numberFormat });
  });
  const table = sheet.area(4, 0, count, 1 + FACTS.length + FIGURES.length);
  model.chart({
    kind: "column",
    title: "Carbon by region, t CO2e per year; yours first",
    series: [{ name: "t CO2e per year", values: table.column(6), categories: names, color: LEVEL }],
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(count + 6, 0, 17, 8),
  });
  return table;
}
