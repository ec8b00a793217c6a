import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { FigureList } from "../blocks/figureList";
import { regionSheet } from "../blocks/regions";
import type { ChartDraft, ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, SERIES_COLORS, TAB, TITLE } from "../looks";
import type { Template } from "../template";
import { type Givens, givens } from "./givens";
import { firstYear, type Machine, type Metric, machine, QUARTERS, type Quarters, quarters } from "./quarters";

const PROMISE = "Accelerators, racks, kWh, carbon and water by quarter and region, as the load grows";

function byRegion(plan: Quarters, metric: Metric, title: string): Omit<ChartDraft, "place"> {
  return {
    kind: "column",
    stacking: "stacked",
    title,
    summary: "Stacked columns: each region's part in each quarter.",
    series: Array.from({ length: plan.names.rows }, (_region, item) => ({
      name: `Region ${item + 1}`,
      values: metric.row(item),
      categories: plan.label,
      color: SERIES_COLORS[item] ?? "#4a5568",
    })),
    vertical: { numberFormat: "#,##0" },
  };
}

function outputs(model: ModelDraft, plan: Quarters) {
  const sheet = model.sheet("Outputs", {
    columnWidths: [250, 130, 150, 110, 110, 110, 110],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Outputs: the first four quarters", TITLE);
  const list = FigureList.titled(sheet, 2);
  const year = (metric: Metric) => firstYear(metric.total);
  const gpus = list.line("gpus", f`=MAX(${year(plan.gpus)})`, "GPUs, highest quarter", FORMAT.count);
  const mwh = list.line("mwh_per_year", f`=SUM(${year(plan.kwh)})/1000`, "MWh", FORMAT.count1);
  const carbon = list.line("tco2e_per_year", f`=SUM(${year(plan.carbon)})`, "t CO2e", FORMAT.count1);
  // A sum without some region's water is not told as the water.
  const isKnown = f`COUNT(${plan.water.area})=COUNT(${plan.carbon.area})`;
  const known = f`SUM(${year(plan.water)})`;
  list.line("water_m3_per_year", f`=IF(${isKnown},${known},"not known for all")`, "m3", FORMAT.count);
  const story = list.area();
  const last = list.line(
    "Accelerators in the last quarter",
    f`=${plan.gpus.total.cell(0, QUARTERS - 1)}`,
    "GPUs",
    FORMAT.count,
  );
  list.line("Racks in the last quarter", f`=${plan.racks.total.cell(0, QUARTERS - 1)}`, "racks", FORMAT.count);
  list.line("Water, where it is known", f`=${known}`, "m3", FORMAT.count);
  const missing = list.line(
    "Figures that are missing",
    f`=SUMPRODUCT(--(${plan.names}<>""))*${QUARTERS}-COUNT(${plan.carbon.area})`,
    "region quarters without carbon",
    FORMAT.count,
  );
  const at = sheet.row + 1;
  sheet.put(at, 0, "Region, first four quarters", HEADING);
  sheet.putRow(at, 1, ["Highest GPUs", "Highest racks", "MWh", "t CO2e", "Water, m3"], HEADING_RIGHT);
  const rows = plan.names.rows;
  const label = sheet.down(
    at + 1,
    0,
    rows,
    (item) => f`=IF(${plan.names.at(item)}="","",${plan.names.at(item)})`,
    LINK,
  );
  const column = (col: number, make: (item: number) => Formula, numberFormat: string) =>
    sheet.down(at + 1, col, rows, (item) => f`=IF(${label.at(item)}="","",${make(item)})`, {
      align: "right",
      numberFormat,
    });
  const four = (metric: Metric, item: number) => firstYear(metric.row(item));
  const top = column(1, (item) => f`MAX(${four(plan.gpus, item)})`, FORMAT.count);
  column(2, (item) => f`MAX(${four(plan.racks, item)})`, FORMAT.count);
  const energy = column(3, (item) => f`SUM(${four(plan.kwh, item)})/1000`, FORMAT.count1);
  const emitted = column(4, (item) => f`SUM(${four(plan.carbon, item)})`, FORMAT.count1);
  column(
    5,
    (item) => f`IF(COUNT(${four(plan.water, item)})=0,"not known",SUM(${four(plan.water, item)}))`,
    FORMAT.count,
  );
  const share = column(6, (item) => f`IF(${carbon}=0,0,${emitted.at(item)}/${carbon})`, FORMAT.share);
  sheet.put(at, 6, "Share of carbon", HEADING_RIGHT);
  model.chart({
    ...byRegion(plan, plan.carbon, "Carbon by region and quarter, t CO2e"),
    place: sheet.area(at + rows + 2, 0, 16, 4),
  });
  model.chart({
    ...byRegion(plan, plan.kwh, "Energy at the meter by region and quarter, kWh"),
    place: sheet.area(at + rows + 19, 0, 16, 4),
  });
  return { gpus, mwh, carbon, story, last, missing, label, top, energy, share };
}

interface Parts {
  readonly given: Givens;
  readonly one: Machine;
  readonly plan: Quarters;
  readonly out: ReturnType<typeof outputs>;
}

function verify(model: ModelDraft, { given, one, plan, out }: Parts): Formula {
  const checks = new CheckSheet(model);
  checks.equal("Golden answer", {
    value: f`=INFER.ENERGY(,,10200,1.3,8760)`,
    expected: 116_157.6,
    tolerance: 1e-6,
    why: "10.2 kW at a PUE of 1.3 for 8,760 hours, kWh",
    format: FORMAT.count1,
  });
  checks.equal("Golden power", {
    value: f`=INFER.POWER(8,700,575)*8760`,
    expected: 116_157.6,
    tolerance: 1e-6,
    why: "Eight accelerators of 700 W in servers of 575 W each, PUE 1.3",
    format: FORMAT.count1,
  });
  checks.holds(
    "Every region has its figures",
    f`=${out.missing}=0`,
    f`=IF(${out.missing}=0,"Nothing is missing from the totals",${out.missing}&" quarters of regions are missing from the totals: see the message in their cells on the sheet Quarters")`,
  );
  const [first, region] = [plan.kwh.row(0).cell(0), plan.names.cell(0)];
  checks.equal("Energy is power times hours", {
    value: f`=IF(COUNT(${first})=1,${first},0)`,
    expected: f`=IF(COUNT(${first})=1,INFER.POWER(${plan.gpus.row(0).cell(0)},${one.gpuW},${one.hostW},1000*${plan.power.row(0).cell(0)}/(${plan.gpus.row(0).cell(0)}*(${one.gpuW}+${one.hostW})),IF(${given.regions.list("PUE").cell(0)}="",INFER.REGION(${region},"pue_typical"),${given.regions.list("PUE").cell(0)}))*8760/4,0)`,
    tolerance: 0.01,
    why: "First region, first quarter, by POWER at the meter",
  });
  checks.equal("Carbon is energy times the grid", {
    value: f`=IF(COUNT(${first})=1,${plan.carbon.row(0).cell(0)},0)`,
    expected: f`=IF(COUNT(${first})=1,${first}*INFER.REGION(${region},"carbon_gco2e_per_kwh")/1000000,0)`,
    tolerance: 1e-6,
    why: "First region, first quarter: the grid's factor, never the renewable share",
  });
  checks.equal("Regions add up", {
    value: f`=SUMIF(${out.energy},">0")`,
    expected: f`=${out.mwh}`,
    tolerance: 1e-6,
    why: "MWh of the first four quarters, by region and by quarter",
  });
  checks.holds(
    "Machines carry the peak",
    f`=SUMIF(${plan.requests.area},">0")*${given.output}/86400*${given.peak}<=SUMIF(${plan.gpus.area},">0")/${one.gpus}*${one.rate}*${given.load}*(1+0.000000001)`,
    "At the load allowed, in all quarters together",
  );
  return checks.master();
}

function fillBoard(board: BoardSheet, { given, one, plan, out }: Parts, master: Formula): void {
  board.write({
    title: "Capacity, energy, carbon",
    subtitle: f`=${given.name}&" on "&${given.gpu}&", the first four quarters from "&TEXT(${plan.month.cell(0)},"mmm yyyy")`,
    headline: narrated(out.story, "operations"),
    figures: [
      { label: "Accelerators, highest quarter", value: f`=${out.gpus}`, format: FORMAT.count, unit: "GPUs" },
      { label: "Energy at the meter", value: f`=${out.mwh}`, format: FORMAT.count, unit: "MWh" },
      { label: "Carbon", value: f`=${out.carbon}`, format: FORMAT.count, unit: "t CO2e" },
    ],
    chart: byRegion(plan, plan.gpus, "Accelerators by region and quarter, GPUs"),
    key: {
      title: "Regions: highest GPUs, share of carbon",
      rows: Array.from({ length: plan.names.rows }, (_region, item) => ({
        color: SERIES_COLORS[item] ?? "#4a5568",
        label: out.label.cell(item),
        value: out.top.cell(item),
        share: out.share.cell(item),
      })),
    },
    basis: [
      f`="A replica of "&${one.gpus}&IF(${one.gpus}=1," accelerator"," accelerators")&" serves "&TEXT(${one.rate},"#,##0")&" output tokens a second"&IF(${given.measured}=""," by INFER's estimate",", as measured")&"; sized for "&TEXT(${given.peak},"0.0")&" times the average at "&TEXT(${given.load},"0%")&" load."`,
      "Carbon by the grid of each region, without embodied carbon; water with that of power plants, only where a source gives it.",
    ],
    sources: [
      f`="Grids, PUE, water and power of accelerators: INFER's tables of "&INFER.VERSION("data_as_of")&"; load, growth and idle power: your inputs."`,
    ],
    master,
  });
}

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const one = machine(model, given);
  const plan = quarters(model, given, one);
  regionSheet(model, "CapacityRegions");
  const parts: Parts = { given, one, plan, out: outputs(model, plan) };
  const master = verify(model, parts);
  fillBoard(board, parts, master);
  coverSheet(
    model,
    {
      title: "Capacity, energy, carbon",
      promise: PROMISE,
      purpose:
        "How many accelerators and racks a growing load takes in each region, quarter by quarter, and what they draw, emit and evaporate.",
      steps: [
        "On the sheet Inputs, put your regions with requests a day and growth.",
        "Choose model and accelerator; put your measured throughput where you have it.",
        "Read the sheet Board; the sheet Quarters has every figure.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, accelerators by region and quarter"],
        ["Inputs", "Model, machines, power, regions"],
        ["Calc", "One replica: throughput and power"],
        ["Quarters", "Requests, accelerators, racks, power, energy, carbon, water"],
        ["Outputs", "Figures by name, regions, two charts"],
        ["Checks", "What must agree, and golden answers"],
        ["Regions", "Grids and PUE as values with their sources"],
      ],
      limits: [
        "Capacity follows each quarter's average load at its start; growth inside a quarter is left to the headroom.",
        "Embodied carbon, networks and storage are not in it.",
        "Where no source gives a region's water, it is missing from the total and the region says so.",
      ],
    },
    { master, changed: f`=${given.list.changed().inner()}+${given.regions.changed.inner()}` },
  );
}

export const CAPACITY_ENERGY_CARBON: Template = {
  id: "capacity-energy-carbon",
  name: "Capacity, energy, carbon",
  promise: PROMISE,
  shortName: "Capacity",
  functions: ["THROUGHPUT", "GPUCOUNT", "POWER", "ENERGY", "CARBON", "WATER", "REGION", "GPU", "NARRATIVE"],
  draw,
};
