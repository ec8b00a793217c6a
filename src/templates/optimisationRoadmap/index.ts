import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { FigureList } from "../blocks/figureList";
import { inRow } from "../blocks/lines";
import { waterfall } from "../blocks/waterfall";
import type { ModelDraft } from "../draft/model";
import { type Formula, f, type RangeRef } from "../draft/reference";
import { FORMAT, HEADING, HEADING_RIGHT, LEVEL, SUBTITLE, TAB, TITLE } from "../looks";
import type { Template } from "../template";
import { type Givens, givens, LEVERS } from "./givens";
import { claimTable, evidence, type Work, work } from "./work";

const PROMISE = "Which levers bring the bill down, by how much together, and when each has paid for itself";
const [LEVER, RUNNING, ONE_TIME, PAYBACK, FALL, RISE] = [0, 5, 7, 9, 12, 13];
const WIDTH = 14;
const ROWS = LEVERS.length + 2;

function roadmap(model: ModelDraft, { today, levers }: Work): RangeRef {
  const sheet = model.sheet("Roadmap", {
    columnWidths: [230, ...Array<number>(WIDTH - 1).fill(150)],
    tabColor: TAB.calc,
    print: { orientation: "landscape", fitTo: { wide: 1, tall: 1 } },
  });
  sheet.put(0, 0, "Roadmap", TITLE);
  sheet.put(
    1,
    0,
    "USD per month, months; in the order of the starts, each lever on what the earlier ones leave",
    SUBTITLE,
  );
  sheet.put(3, 0, f`=INFER.ROADMAP(${today},${levers})`);
  sheet.dress(3, 0, 1, 1, HEADING);
  sheet.dress(3, 1, 1, WIDTH - 1, HEADING_RIGHT);
  sheet.dress(4, 1, ROWS, WIDTH - 1, { align: "right", numberFormat: FORMAT.usd });
  for (const share of [3, 6]) sheet.dress(4, share, ROWS, 1, { numberFormat: FORMAT.share1 });
  sheet.dress(4, PAYBACK, ROWS, 1, { numberFormat: FORMAT.count1 });
  const below = (col: number) => sheet.area(4, col, ROWS, 1);
  model.chart({
    kind: "bar",
    title: "Payback of each lever and of the whole, months from its start",
    series: [{ name: "Months", values: below(PAYBACK), categories: below(LEVER), color: LEVEL }],
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(ROWS + 6, 0, 18, 5),
  });
  return sheet.area(3, 0, ROWS + 1, WIDTH);
}

function outputs(model: ModelDraft, { today }: Work, plan: RangeRef) {
  const sheet = model.sheet("Outputs", { columnWidths: [270, 140, 170], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  const target = (col: number): Formula => f`=${inRow(plan.column(LEVER), plan.column(col), "Target")}`;
  const list = FigureList.titled(sheet, 2);
  list.line("today_usd_per_month", f`=${today}`, "USD per month", FORMAT.usd);
  const usd = list.line("target_usd_per_month", target(RUNNING), "USD per month", FORMAT.usd);
  const saving = list.line("saving", target(6), "of today's cost", FORMAT.share1);
  const once = list.line("one_time_cost_usd", target(ONE_TIME), "USD", FORMAT.usd);
  const payback = list.line("payback_months", target(PAYBACK), "months from the first start", FORMAT.count1);
  const story = list.area();
  list.line("Saving in a full year", f`=12*(${today}-${usd})`, "USD per year", FORMAT.usd);
  return { usd, saving, once, payback, story };
}

interface Parts {
  readonly given: Givens;
  readonly done: Work;
  readonly plan: RangeRef;
  readonly out: ReturnType<typeof outputs>;
}

function verify(model: ModelDraft, { done, plan, out }: Parts): Formula {
  const checks = new CheckSheet(model);
  checks.equal("Golden answer", {
    value: f`=INFER.STACKSAVINGS({0.6,0.2,0.3})`,
    expected: 0.776,
    tolerance: 1e-12,
    why: "Savings of 60%, 20% and 30% are 77.6% together, not 110%",
    format: FORMAT.share1,
  });
  checks.equal("Golden roadmap", {
    value: f`=INFER.ROADMAP(10000,{"Routing",0.6;"Caching",0.2;"Prompts",0.3},"Target.running_usd")`,
    expected: 2240,
    tolerance: 1e-6,
    why: "10,000 USD with these three levers",
  });
  checks.equal("The steps lead to the target", {
    value: f`=${done.today}-SUM(${plan.column(FALL)})+SUM(${plan.column(RISE)})`,
    expected: f`=${out.usd}`,
    tolerance: 0.01,
    why: "Today less what each lever takes off",
  });
  checks.equal("Savings multiply", {
    value: f`=${done.today}*(1-INFER.STACKSAVINGS(${done.savings},${done.adoptions}))`,
    expected: f`=${out.usd}`,
    tolerance: 0.01,
    why: "STACKSAVINGS and ROADMAP agree, whatever the order",
  });
  checks.equal("A router that routes nothing changes nothing", {
    value: f`=${done.routedNone}`,
    expected: f`=${done.big}`,
    tolerance: 1e-12,
    why: "One request on today's model",
    format: FORMAT.usdSmall,
  });
  checks.equal("One-time costs add up", {
    value: f`=SUMIF(${done.levers.column(2)},">0",${done.levers.column(3)})`,
    expected: f`=${out.once}`,
    tolerance: 0.01,
    why: "Of the levers in use",
  });
  checks.holds(
    "Router and cascade are not both in full use",
    f`=INDEX(${done.adoptions},3)+INDEX(${done.adoptions},4)<=1`,
    "They act on the same requests: their adoptions share one spend",
  );
  return checks.master();
}

function fillBoard(board: BoardSheet, { given, done, plan, out }: Parts, master: Formula): void {
  board.write({
    title: "Optimisation roadmap",
    subtitle: f`=${given.name}&", "&TEXT(${given.requests},"#,##0")&" requests a day, USD per month"`,
    headline: narrated(out.story),
    figures: [
      { label: "Cost at the target", value: f`=${out.usd}`, format: FORMAT.usd, unit: "USD per month" },
      { label: "Saving of all levers together", value: f`=${out.saving}`, format: FORMAT.share1, unit: "of today" },
      { label: "Payback of the whole", value: f`=${out.payback}`, format: FORMAT.count1, unit: "months" },
    ],
    chart: waterfall(plan, {
      rows: ROWS,
      title: "From today to the target, USD per month",
      base: 10,
      total: 11,
      rise: RISE,
      fall: FALL,
    }),
    basis: [
      f`="Added up, the savings would be "&TEXT(SUMPRODUCT(${done.savings},${done.adoptions}),"0%")&"; together they are "&TEXT(${out.saving},"0%")&", for each acts on what the others leave."`,
      "Each lever's saving follows from its own inputs; the sheet Evidence shows it beside what is claimed and what independent sources say.",
    ],
    sources: [
      f`="List prices of "&INFER.VERSION("data_as_of")&" or your bill; hit rates, shares, adoption and one-time costs: your inputs. Claims: the sheet Levers."`,
    ],
    master,
  });
}

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const done = work(model, given);
  const plan = roadmap(model, done);
  evidence(model, given, done, claimTable(model));
  const parts: Parts = { given, done, plan, out: outputs(model, done, plan) };
  const master = verify(model, parts);
  fillBoard(board, parts, master);
  coverSheet(
    model,
    {
      title: "Optimisation roadmap",
      promise: PROMISE,
      purpose:
        "What each lever saves by your own figures, what all of them save together, in which order they start, and when each has paid for itself; beside it what the market claims.",
      steps: [
        "On the sheet Inputs, put your bill, or model, requests and tokens.",
        "Put your own hit rates and shares; set adoption, one-time cost and start of each lever; adoption 0 leaves it out.",
        "Read the sheet Board; the sheet Evidence shows where a saving stands against claims.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, the waterfall, what it rests on"],
        ["Inputs", "All yellow cells"],
        ["Calc", "One request on each path, each lever's saving"],
        ["Roadmap", "Levers in order, running cost, payback"],
        ["Evidence", "Computed savings beside claims and independent evidence"],
        ["Outputs", "Results by name"],
        ["Checks", "What must agree, and golden answers"],
        ["Levers", "Claims as values with their sources"],
      ],
      limits: [
        "Levers that act on the same tokens overlap: lower their adoption. Router and cascade are alternatives.",
        "Quality is not in the money, except where a distilled model's failures are asked again: measure it.",
      ],
    },
    { master, changed: f`=${given.list.changed().inner()}+${given.plan.changed.inner()}` },
  );
}

export const OPTIMISATION_ROADMAP: Template = {
  id: "optimisation-roadmap",
  name: "Optimisation roadmap",
  promise: PROMISE,
  shortName: "Roadmap",
  functions: [
    "COST",
    "MONTHLYCOST",
    "ROUTE",
    "CASCADE",
    "PROMPTCACHE",
    "SEMANTICCACHE",
    "QUANTIZE",
    "DISTILL",
    "STACKSAVINGS",
    "ROADMAP",
    "NARRATIVE",
  ],
  draw,
};
