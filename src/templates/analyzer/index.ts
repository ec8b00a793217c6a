import { BoardSheet } from "../blocks/board";
import { coverSheet } from "../blocks/cover";
import { regionSheet } from "../blocks/regions";
import type { ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT, LEVEL } from "../looks";
import type { Template } from "../template";
import { answer } from "./answer";
import { deployments } from "./deployments";
import { givens } from "./givens";
import { outputs } from "./outputs";
import { carbon, projection, roadmap } from "./panels";
import { monteCarlo, tornado } from "./risk";
import { type Parts, verify } from "./verify";

const PROMISE = "Region, model, accelerator and load in; cost, machines, energy, risk and what to do about it out";

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const work = answer(model, given);
  const risk = monteCarlo(model, given, work);
  const swings = tornado(model, risk);
  const years = projection(model, given, work);
  const ways = deployments(model, given, work);
  const plan = roadmap(model, given.levers, work);
  const regions = regionSheet(model, "AnalyzerRegions");
  const byRegion = carbon(model, given, work, regions);
  const out = outputs(model, work, ways);
  const parts: Parts = {
    given,
    work,
    ways,
    risk,
    tornado: swings,
    projection: years,
    roadmap: plan,
    carbon: byRegion,
    out,
  };
  const master = verify(model, parts);
  fillBoard(board, parts, master);
  cover(model, parts, master);
}

function fillBoard(board: BoardSheet, { given, work, ways, risk, out }: Parts, master: Formula): void {
  const { figure } = out;
  const usd = ways.column("usd_per_month");
  board.write({
    title: "Analyzer",
    subtitle: f`=${given.name}&" on "&${work.gpu}&", "&${given.deployment}&" in "&${given.region}&", "&TEXT(${given.requests},"#,##0")&" requests a day"`,
    headline: f`=${out.headline}`,
    headlinePx: 140,
    figures: [
      { label: "Cost", value: f`=${figure("usd_per_month")}`, format: FORMAT.usd, unit: "USD/month" },
      {
        label: "Cost of a million tokens",
        value: f`=${figure("usd_per_mtok")}`,
        format: FORMAT.factor,
        unit: "USD/Mtok",
      },
      { label: "Accelerators", value: f`=${figure("gpus")}`, format: FORMAT.count, unit: "GPUs" },
    ],
    chart: {
      kind: "column",
      title: "The same workload in seven ways, USD per month",
      summary: "Columns: the monthly cost of each deployment; one without a price has none.",
      series: [{ name: "USD per month", values: usd, categories: ways.names, color: LEVEL }],
      vertical: { numberFormat: "#,##0" },
    },
    basis: [
      f`="Sized for "&TEXT(INDEX(${work.options.column(1)},5),"0.0")&" times the average load; median rents and list prices; throughput is an estimate: "&IFERROR(TEXT(${work.record.get("output_tok_per_s_low")},"#,##0")&" to "&TEXT(${work.record.get("output_tok_per_s_high")},"#,##0")&" output tok/s by its known error.","of none here.")`,
      f`="With the uncertainty given on Inputs half of all cases stay below "&IFERROR(TEXT(${risk.p50},"#,##0"),"–")&" USD a month, nine in ten below "&IFERROR(TEXT(${risk.p90},"#,##0"),"–")&"."`,
    ],
    sources: [
      f`="INFER's tables of "&INFER.VERSION("data_as_of")&": rents, prices, tariffs, grids (SOURCE gives each row's); load and bands: your inputs."`,
    ],
    master,
  });
}

function cover(model: ModelDraft, { given }: Parts, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Analyzer",
      promise: PROMISE,
      purpose:
        "What serving one model costs, how many accelerators it takes, what they burn; how sure that is, where it goes in five years, which deployment is cheapest and from which volume, and which levers bring it down.",
      steps: [
        "On the sheet Inputs, choose model, load, region, accelerator and deployment.",
        "Leave blank what you do not know: the pattern and INFER's tables fill it in.",
        "Read the sheet Board, then the panels; each has its own sheet.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, seven deployments, what it rests on"],
        ["Inputs", "All yellow cells, and the table of levers"],
        ["Calc", "The options and the answer: one call of KPIS"],
        ["Monte Carlo", "Drivers with their bands, quantiles, chance of exceeding the budget"],
        ["Tornado", "Which driver moves the cost most"],
        ["Projection", "Five years of cost"],
        ["Deployments", "Seven ways side by side, break-even volumes, cost over volume"],
        ["Roadmap", "Levers ranked, from today to the target"],
        ["Carbon", "Energy, carbon and water of the same load in eleven regions"],
        ["Outputs", "Key figures, and the answer in words for CFO, engineering and operations"],
        ["Checks", "What must agree, and golden answers"],
        ["Regions", "Tariffs and grids as values with their sources"],
      ],
      limits: [
        "Throughput is estimated, not measured: calibrate it with CALIBRATION before you buy machines.",
        "A hybrid is simulated at its average price per token: its machines are not counted anew in each trial.",
        "The projection moves today's cost by rates; it does not count machines year by year.",
      ],
    },
    { master, changed: f`=${given.list.changed().inner()}+${given.levers.changed.inner()}` },
  );
}

export const ANALYZER: Template = {
  id: "analyzer",
  name: "Analyzer",
  promise: PROMISE,
  shortName: "Analyzer",
  functions: [
    "KPIS",
    "DEPLOYCOMPARE",
    "SIMULATE",
    "TORNADO",
    "PROJECT",
    "BREAKEVEN",
    "CAPACITY",
    "ROADMAP",
    "STACKSAVINGS",
    "REGION",
    "NARRATIVE",
  ],
  draw,
};
