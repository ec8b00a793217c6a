import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import type { ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT, LEVEL } from "../looks";
import type { Template } from "../template";
import { type Calc, calc } from "./calc";
import { type Givens, givens } from "./givens";
import { type Outputs, outputs } from "./outputs";

const PROMISE = "How likely next year's bill exceeds the budget, and what drives it";
const GOLDEN = '{"a","pert",1,2,4;"b","uniform",0.5,1,""},"a*b",1000,1,,';

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const work = calc(model, given);
  const out = outputs(model, given, work);
  const master = checks(model, given, work, out);
  fillBoard(board, given, work, out, master);
  cover(model, given, master);
}

function checks(model: ModelDraft, given: Givens, { statistic, histogram }: Calc, out: Outputs): Formula {
  const list = new CheckSheet(model);
  // To the last digits that a cell shows: the same seed draws the same numbers on every machine.
  const golden = { tolerance: 1e-14, format: "0.000000000000000" };
  list.equal("Same seed, same digits: median", {
    ...golden,
    value: f`=INFER.SIMULATE(${GOLDEN}"p50")`,
    expected: 1.555149041759729,
    why: "A pert of 1, 2, 4 times a uniform of 0.5 to 1, 1,000 trials, seed 1",
  });
  list.equal("Same seed, same digits: P90", {
    ...golden,
    value: f`=INFER.SIMULATE(${GOLDEN}"p90")`,
    expected: 2.3198372508849348,
    why: "The same trials",
  });
  list.equal("Golden answer: a request of 0.03 to 0.45 USD", {
    value: f`=INFER.REQUESTRISK(0.03,0.45,,,"mean")`,
    expected: 0.163,
    tolerance: 0.0005,
    why: "Lognormal from P5 and P95: median 0.116, mean 0.163",
    format: FORMAT.price,
  });
  list.equal("DRAW draws what SIMULATE uses", {
    value: f`=${out.driver.median}`,
    expected: f`=INFER.SIMULATE(${given.drivers},${given.looked},${given.trials},${given.seed},,"p50")`,
    tolerance: 1e-9,
    why: "Median of the draws against a simulation of that driver alone",
  });
  list.equal("The histogram holds every trial", {
    value: f`=SUM(${histogram.count})`,
    expected: f`=${given.trials}`,
    tolerance: 0,
    why: "Each trial falls into one class",
    format: FORMAT.count,
  });
  list.equal("The shares of the drivers make the whole", {
    value: f`=${statistic.shares}`,
    expected: 1,
    tolerance: 1e-9,
    why: "What each explains alone and what they do together",
  });
  list.holds("Quantiles rise", f`=AND(${out.p10}<=${out.p50},${out.p50}<=${out.p90})`, "P10, P50, P90");
  list.equal("Contingency is P90 less P50", {
    value: f`=${out.contingency}`,
    expected: f`=${out.p90}-${out.p50}`,
    tolerance: 0.000001,
    why: "What is held above the median",
  });
  return list.master();
}

function fillBoard(board: BoardSheet, given: Givens, { histogram }: Calc, out: Outputs, master: Formula): void {
  board.write({
    title: "Budget at risk",
    subtitle: f`=TEXT(${given.trials},"#,##0")&" trials, "&${given.unit}`,
    headline: narrated(out.story),
    figures: [
      { label: "Median (P50)", value: f`=${out.p50}`, format: FORMAT.count, unit: given.unit },
      { label: "Nine in ten cases stay within (P90)", value: f`=${out.p90}`, format: FORMAT.count, unit: given.unit },
      { label: "Chance of exceeding the budget", value: f`=${out.over}`, format: FORMAT.share1, unit: "of all cases" },
    ],
    chart: {
      kind: "column",
      title: "Share of the trials by result (upper end of class), unit of the result",
      summary: "Columns: how often each class of results comes up.",
      series: [{ name: "Share of trials", values: histogram.share, categories: histogram.upper, color: LEVEL }],
      horizontal: { numberFormat: "#,##0" },
      vertical: { numberFormat: "0%" },
    },
    basis: [
      f`="Result: "&${given.formula}`,
      f`="Budget "&TEXT(${given.budget},"#,##0")&" "&${given.unit}&"; to stay within in nine of ten cases it takes "&TEXT(${out.p90},"#,##0")&", that is "&TEXT(${out.contingency},"#,##0")&" above the median. P90 is known to ± "&TEXT(2*${out.precision},"#,##0")&" from this many trials."`,
      "Drivers are independent of one another. The tab Simulate of the pane runs a million trials and takes groups that move together.",
    ],
    sources: [
      f`="Ranges: your inputs on the sheet Drivers; seed "&${given.seed}&": the same digits on every machine."`,
    ],
    master,
  });
}

function cover(model: ModelDraft, given: Givens, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Budget at risk",
      promise: PROMISE,
      purpose:
        "A budget made of single numbers hides that traffic, lengths, prices and retries are ranges. The model draws each driver many times and says what the result comes to, how likely it exceeds the budget, and which driver matters.",
      steps: [
        "On the sheet Drivers, replace the examples: name, distribution and its numbers; write the model over these names.",
        "On the sheet Inputs, put the budget.",
        "Read the sheet Board; Outputs shows which driver matters, and the cost of single requests.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, distribution, what it rests on"],
        ["Inputs", "Budget, trials, seed, single requests"],
        ["Drivers", "What is uncertain, and how; the model over it"],
        ["Calc", "Results of the trials, histogram, tornado, single requests"],
        ["Outputs", "Results by name, contingency, tornado, draws of one driver"],
        ["Checks", "What must agree, and golden answers"],
      ],
      limits: [
        "A distribution is an opinion: a range that nobody has looked at makes a precise wrong answer.",
        "What is not among the drivers, such as a new product or an outage, is not in the result.",
      ],
    },
    { master, changed: f`=${given.list.changed().inner()}+${given.changed.inner()}` },
  );
}

export const BUDGET_AT_RISK: Template = {
  id: "budget-at-risk",
  name: "Budget at risk",
  promise: PROMISE,
  shortName: "Risk",
  functions: ["SIMULATE", "DRAW", "HISTOGRAM", "TORNADO", "REQUESTRISK", "NARRATIVE"],
  draw,
};
