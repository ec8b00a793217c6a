import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { FigureList } from "../blocks/figureList";
import { priceSheet } from "../blocks/prices";
import type { ModelDraft } from "../draft/model";
import { type Formula, f, RangeRef } from "../draft/reference";
import { FORMAT, LEVEL, SERIES_COLORS, TAB, TITLE } from "../looks";
import type { Template } from "../template";
import { type Calc, calc, caseOf } from "./calc";
import { type Givens, givens, OFFERS } from "./givens";

const PROMISE = "What it brings against what it costs: net, present value, payback, and how good it must be";

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const work = calc(model, given, priceSheet(model, "CasePrices", OFFERS));
  const out = outputs(model, work);
  const master = checks(model, given, work);
  fillBoard(board, given, work, out, master);
  cover(model, given, master);
}

function outputs(model: ModelDraft, { cost, value }: Calc) {
  const sheet = model.sheet("Outputs", { columnWidths: [290, 150, 190], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  const list = FigureList.titled(sheet, 2);
  list.line("benefit", f`=${value.benefit}`, "USD per year", FORMAT.count);
  const net = list.line("net", f`=${value.net}`, "USD per year", FORMAT.count);
  const npv = list.line("npv", f`=${value.npv}`, "USD", FORMAT.count);
  list.line("payback_years", f`=${value.payback}`, "years", FORMAT.count1);
  const story = list.area();
  const breakEven = list.line("break_even_improvement", f`=${value.breakEven}`, "share", FORMAT.share1);
  list.line("roi", f`=${value.roi}`, "of what it costs", FORMAT.share);
  list.line("running_cost_share_of_benefit", f`=${value.share}`, "share", FORMAT.share1);
  const share = list.line(
    "inference_share_of_benefit",
    f`=IF(${value.benefit}>0,${cost.inference}/${value.benefit},"")`,
    "share",
    FORMAT.share1,
  );
  list.line("inference_usd_per_year", f`=${cost.inference}`, "USD per year", FORMAT.count);
  list.line("usd_per_usable_answer", f`=${cost.useful}`, "USD", FORMAT.usdSmall);
  return { story, net, npv, breakEven, share };
}

type Outputs = ReturnType<typeof outputs>;

function checks(model: ModelDraft, given: Givens, { cost, value, time }: Calc): Formula {
  const list = new CheckSheet(model);
  const money = { tolerance: 0.005, format: FORMAT.count2 };
  list.equal("Golden answer: a case", {
    ...money,
    value: f`=INFER.VALUECASE(1000000,30%,60%,80%,40000,150000,3,10%,"npv")`,
    expected: 108_632.61,
    why: "144,000 less 40,000 USD a year for three years at 10%, less 150,000 USD today",
  });
  list.equal("Golden answer: a month", {
    ...money,
    value: f`=INFER.MONTHLYCOST("gpt-4o",10000,1500,500,,,,30,,,DATE(2026,11,18))`,
    expected: 2625,
    why: "10,000 requests a day of 1,500 input and 500 output tokens at 2.50 and 10 USD/Mtok, 30 days",
  });
  const years = time.net;
  const later = new RangeRef(years.sheet, years.row, years.col + 1, 1, years.cols - 1);
  list.equal("The native NPV agrees", {
    ...money,
    value: f`=${value.npv}`,
    expected: f`=${years.cell(0)}+NPV(${given.rate},${later})`,
    why: "NPV() discounts its first flow by a year, so today's stands outside",
  });
  list.equal("Present values add up", {
    ...money,
    value: f`=${time.discounted.cell(0, time.discounted.cols - 1)}`,
    expected: f`=${value.npv}`,
    why: "Year by year",
  });
  list.equal("The net of all years adds up", {
    ...money,
    value: f`=${time.cumulative.cell(0, time.cumulative.cols - 1)}`,
    expected: f`=${value.net}*${given.years}-${given.oneTime}`,
    why: "Net a year for the years of use, less the start",
  });
  list.equal("At the break-even improvement the present value is 0", {
    ...money,
    value: f`=IF(ISNUMBER(${value.breakEven}),IF(${value.breakEven}<=1,${caseOf(given, cost.running, value.breakEven, "npv")},0),0)`,
    expected: 0,
    why: "Above 100% it never pays; then there is nothing to check",
  });
  list.equal("A month is its requests", {
    ...money,
    value: f`=${cost.request}*${given.use.requests}*${given.use.days}`,
    expected: f`=${cost.month}`,
    why: "Cost of a request times requests a day times days",
  });
  return list.master();
}

function fillBoard(board: BoardSheet, given: Givens, { cost, time, value }: Calc, out: Outputs, master: Formula): void {
  board.write({
    title: "Business case",
    subtitle: f`="USD over "&${given.years}&" years of use, at "&TEXT(${given.rate},"0.0%")&" a year"`,
    headline: narrated(out.story),
    figures: [
      { label: "Net present value", value: f`=${out.npv}`, format: FORMAT.usd, unit: "USD" },
      { label: "Net of running cost", value: f`=${out.net}`, format: FORMAT.usd, unit: "USD per year" },
      {
        label: "Improvement from which it pays",
        value: f`=${out.breakEven}`,
        format: FORMAT.share1,
        unit: "where it is used",
      },
    ],
    chart: {
      kind: "column",
      title: "Cumulative net by year, USD",
      summary:
        "Columns: what the project has brought, less what it has cost, up to the end of each year; year 0 is today.",
      series: [
        { name: "Cumulative net", values: time.cumulative, categories: time.year, color: LEVEL },
        { name: "In money of today", values: time.discounted, categories: time.year, color: SERIES_COLORS[1] },
      ],
      legend: "bottom",
      vertical: { numberFormat: "#,##0" },
    },
    basis: [
      f`="Assumed is an improvement of "&TEXT(${given.improvement},"0%")&" on "&TEXT(${given.adoption},"0%")&" of "&TEXT(${given.baseline},"#,##0")&" USD a year, of which "&TEXT(${given.realization},"0%")&" reach the books."`,
      f`=IF(ISNUMBER(${value.payback}),"It is paid back after "&TEXT(${value.payback},"0.0")&" years. ","It is not paid back within the years of use. ")&IF(ISNUMBER(${out.share}),"Inference takes "&TEXT(${out.share},"0.0%")&" of the benefit.","There is no benefit.")`,
      f`="An answer that can be used costs "&TEXT(${cost.useful},"0.0000")&" USD; running cost stays level, and so does the benefit."`,
    ],
    sources: [
      f`="List prices of the sheet Prices, else INFER's of "&INFER.VERSION("data_as_of")&"; baseline, improvement, adoption and other cost: your inputs."`,
    ],
    master,
  });
}

function cover(model: ModelDraft, { list }: Givens, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Business case",
      promise: PROMISE,
      purpose:
        "What a project brings where it is used, how much of that reaches the books, what inference and the rest of it cost, and how good it must be to pay.",
      steps: [
        "On the sheet Inputs, put the yearly cost or revenue that the project touches, and what it improves.",
        "Describe its requests, and what else it costs at the start and each year.",
        "Read the sheet Board; the sheet Calc has the years one by one.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, cumulative net, what it rests on"],
        ["Inputs", "All yellow cells"],
        ["Calc", "Running cost, the case, the years"],
        ["Outputs", "Results by name"],
        ["Checks", "What must agree, and golden answers"],
        ["Prices", "List prices as values with source: the first place where a price is looked for"],
      ],
      limits: [
        "Benefit and running cost are level over the years: a ramp or a falling price belongs into their means.",
        "Before tax. Benefits that do not reach the books, such as quality, are not in it.",
      ],
    },
    { master, changed: list.changed() },
  );
}

export const BUSINESS_CASE: Template = {
  id: "business-case",
  name: "Business case",
  promise: PROMISE,
  shortName: "Case",
  functions: ["VALUECASE", "COST", "MONTHLYCOST", "COSTPEROUTCOME", "NARRATIVE"],
  draw,
};
