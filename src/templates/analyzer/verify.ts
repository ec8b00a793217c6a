import { CheckSheet } from "../blocks/checks";
import { inRow } from "../blocks/lines";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type RangeRef } from "../draft/reference";
import type { Answer } from "./answer";
import type { Deployments } from "./deployments";
import type { Givens } from "./givens";
import type { Outputs } from "./outputs";
import type { Risk, Tornado } from "./risk";

export interface Parts {
  readonly given: Givens;
  readonly work: Answer;
  readonly ways: Deployments;
  readonly risk: Risk;
  readonly tornado: Tornado;
  readonly projection: RangeRef;
  readonly roadmap: RangeRef;
  readonly carbon: RangeRef;
  readonly out: Outputs;
}

const EXACT = 1e-9;

/** Golden answers, and what the panels must agree on. A figure without an answer is not compared. */
export function verify(model: ModelDraft, parts: Parts): Formula {
  const checks = new CheckSheet(model);
  golden(checks);
  const { work, ways } = parts;
  checks.holds(
    "These inputs have an answer",
    f`=${work.hasAnswer}`,
    f`=IF(${work.hasAnswer},"KPIS gives a cost",IFERROR(${ways.own("why_not")},"See the answer on the sheet Calc"))`,
  );
  identities(checks, parts);
  panels(checks, parts);
  checks.holds(
    "The deployment keeps to the limits",
    f`=IF(${work.hasAnswer},${work.record.get("feasible")},TRUE)`,
    f`=IF(${work.hasAnswer},IF(${work.record.get("feasible")},"Latency and place as asked for",${work.record.get("why_not")}),"Nothing to hold")`,
  );
  return checks.master();
}

function golden(checks: CheckSheet): void {
  checks.equal("Golden fleet", {
    value: f`=INFER.GPUCOUNT(200000,400,1000,2,0.8,2,1)*2.5*730`,
    expected: 14_600,
    tolerance: EXACT,
    why: "200,000 requests of 400 tokens, 1,000 tok/s a replica of two: 3 at the peak and a spare one, 2.50 USD an hour",
  });
  checks.equal("Golden projection", {
    value: f`=INFER.PROJECT(100000,5,0.4,0.5,0.8,0.1,,0.1,"5.cost_usd")`,
    expected: 433_085.4651,
    tolerance: 0.0001,
    why: "Demand +40%, price −50%, elasticity 0.8, intensity +10% a year",
  });
  checks.equal("Golden savings", {
    value: f`=INFER.STACKSAVINGS({0.6,0.2,0.3})`,
    expected: 0.776,
    tolerance: EXACT,
    why: "60%, 20% and 30% together: never 110%",
  });
}

function identities(checks: CheckSheet, { given, work, ways, out }: Parts): void {
  const { record, usd, hasAnswer, isFleet } = work;
  const ratio = (name: string, holds: Formula, [left, right]: readonly [Formula, Formula], why: string) => {
    checks.equal(name, {
      value: f`=IF(${holds},IF(${right}=0,1+${left},(${left})/(${right})),1)`,
      expected: 1,
      tolerance: EXACT,
      why,
    });
  };
  const isNumber = (value: Formula) => f`ISNUMBER(${value})`;
  const perMonth = f`${given.requests}*365/12`;
  const always = f`${hasAnswer}`;
  ratio(
    "KPIS and DEPLOYCOMPARE agree",
    always,
    [f`${usd}`, ways.own("usd_per_month")],
    "One deployment, two functions, one cost",
  );
  const perMTok = record.get("usd_per_mtok");
  ratio(
    "USD per Mtok times Mtok",
    isNumber(perMTok),
    [f`${perMTok}*${record.get("mtok_per_month")}`, f`${usd}`],
    "Is the month's cost",
  );
  const perRequest = f`${out.figure("usd_per_request")}`;
  ratio(
    "USD per request times requests",
    isNumber(perRequest),
    [f`${perRequest}*${perMonth}`, f`${usd}`],
    "Is the month's cost",
  );
  const demand = f`${given.requests}*${given.output}/86400`;
  const served = f`${record.get("utilization")}*${record.get("output_tok_per_s")}`;
  ratio(
    "Utilization times tok/s",
    f`IF(${isFleet},${record.get("gpus")}>0,FALSE)`,
    [served, demand],
    "Is the tokens asked for, per second",
  );
  const replicas = f`${record.get("replicas")}*${record.get("gpus_per_replica")}`;
  const wholeReplicas = f`AND(${replicas}<=${record.get("gpus")},${record.get("gpus")}-${replicas}<${record.get("gpus_per_replica")})`;
  checks.holds(
    "Accelerators carry whole replicas",
    f`=IF(${isFleet},${wholeReplicas},TRUE)`,
    "What whole servers hold beyond is less than a replica",
  );
  const mwh = record.get("mwh_per_year");
  const grid = record.get("grid_g_per_kwh");
  const carbon = f`${record.get("tco2e_per_year")}`;
  const oneSite = f`AND(${isFleet},${isNumber(mwh)},${isNumber(grid)})`;
  ratio(
    "Energy times the grid's factor",
    f`IFERROR(${oneSite},FALSE)`,
    [f`${mwh}*${grid}/1000`, carbon],
    "Is the carbon, whatever the renewable share",
  );
}

function panels(checks: CheckSheet, { work, risk, tornado, projection, roadmap, carbon, given }: Parts): void {
  const { usd, hasAnswer, isOwned, record } = work;
  const same = (name: string, panel: Formula, expected: Formula, why: string) => {
    checks.equal(name, {
      value: f`=IF(${hasAnswer},((${panel})-(${expected}))/MAX(1,${usd}),0)`,
      expected: 0,
      tolerance: EXACT,
      why,
    });
  };
  const one = (cell: CellRef) => f`${cell}`;
  same("The simulation starts from the answer", risk.statistics.get("base"), one(usd), "Its base value is KPIS's cost");
  same("The tornado starts from the answer", one(tornado.table.cell(1, 6)), one(usd), "Its base value is KPIS's cost");
  checks.holds(
    "Quantiles rise",
    f`=IF(${hasAnswer},AND(${risk.statistics.get("p10")}<=${risk.p50},${risk.p50}<=${risk.p90}),TRUE)`,
    "P10, P50, P90",
  );
  same(
    "Year 0 is twelve months",
    one(projection.cell(1, 4)),
    f`12*${usd}`,
    "Energy is in once: by the rent or by the tariff",
  );
  const years = f`SUM(${projection.column(4)})-${projection.cell(1, 4)}`;
  same("The five years add up", one(projection.cell(6, 5)), years, "The last cumulated cost is their sum");
  same(
    "The roadmap arrives at its target",
    f`${usd}-SUM(${roadmap.column(12)})+SUM(${roadmap.column(13)})`,
    inRow(roadmap.column(0), roadmap.column(5), "Target"),
    "Today less all steps",
  );
  const { levers } = given;
  const stacked = f`INFER.STACKSAVINGS(${levers.list("Saving")},${levers.list("Adoption")})`;
  same(
    "Savings multiply",
    f`${usd}*(1-${stacked})`,
    inRow(roadmap.column(0), roadmap.column(5), "Target"),
    "STACKSAVINGS agrees with ROADMAP",
  );
  same("Your region is KPIS's", one(carbon.cell(0, 4)), one(usd), "First row of the sheet Carbon");
  const tariff = f`${record.get("usd_per_kwh")}`;
  const hours = f`${record.get("gpus")}*8760*${risk.drivers.cell(12, 2)}`;
  same(
    "Energy times the tariff",
    f`IF(${isOwned},${hours}*${tariff},0)`,
    f`IF(${isOwned},${record.get("mwh_per_year")}*1000*${tariff},0)`,
    "The energy bill that the simulation moves is the meter's",
  );
}
