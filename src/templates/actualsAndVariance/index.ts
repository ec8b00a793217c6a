import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { waterfall } from "../blocks/waterfall";
import type { ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT } from "../looks";
import type { Template } from "../template";
import { type Calc, calc } from "./calc";
import { type Givens, givens } from "./givens";
import { type Outputs, outputs } from "./outputs";
import { focusSheet, usageSheet } from "./usage";

const PROMISE = "Why the bill differs from the budget: by model and team, volume, mix and price";

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const usage = usageSheet(model);
  const focus = focusSheet(model, usage.table);
  const work = calc(model, given, usage.table, focus);
  const out = outputs(model, given, focus, work);
  const master = checks(model, work, out);
  fillBoard(board, given, work, out, master);
  const changed = [given.budget.changed, usage.changed].reduce(
    (sum, one) => f`=${sum.inner()}+${one.inner()}`,
    given.list.changed(),
  );
  cover(model, { master, changed });
}

function checks(model: ModelDraft, { total, byModel, bridge, unpriced }: Calc, out: Outputs): Formula {
  const list = new CheckSheet(model);
  const golden = (effect: string) =>
    f`=INFER.VARIANCE({100;300;600},{10;3;0.5},{180;420;700},{9;2.5;0.4},,,,"${effect}.usd")`;
  const same = { tolerance: 0.005 };
  const why = "Budget 100, 300, 600 at 10, 3, 0.50; actual 180, 420, 700 at 9, 2.50, 0.40";
  list.equal("Golden answer: volume", { ...same, value: golden("volume"), expected: 660, why });
  list.equal("Golden answer: mix", { ...same, value: golden("mix"), expected: 550, why });
  list.equal("Golden answer: price", { ...same, value: golden("price"), expected: -460, why });
  list.equal("Models make the cost of the usage", {
    ...same,
    value: f`=SUM(${byModel.actualUsd})`,
    expected: f`=${total}`,
    why: "Each FOCUS line belongs to one model",
  });
  list.equal("Teams make the cost of the usage", {
    ...same,
    value: f`=SUM(${out.teamSum})`,
    expected: f`=${total}`,
    why: "Teams, other teams and untagged usage",
  });
  list.equal("The bridge arrives at the actual cost", {
    ...same,
    value: f`=${bridge.usd("actual")}`,
    expected: f`=${total}`,
    why: "Volume, mix, price, new and ended models make the difference",
  });
  list.holds(
    "Every line of the usage has a price",
    f`=${unpriced}=0`,
    f`=IF(${unpriced}=0,"Nothing is missing from the totals",${unpriced}&" lines are missing from the totals: see the messages on the sheet Focus")`,
  );
  return list.master();
}

function fillBoard(
  board: BoardSheet,
  given: Givens,
  { bridge, unpriced, total }: Calc,
  out: Outputs,
  master: Formula,
): void {
  board.write({
    title: "Actuals and variance",
    subtitle: f`=${given.period}&", USD"`,
    headline: narrated(bridge.table),
    figures: [
      { label: "Actual cost", value: f`=${out.actual}`, format: FORMAT.usd, unit: "USD" },
      { label: "Actual less budget", value: f`=${out.difference}`, format: "+#,##0;-#,##0;0", unit: "USD" },
      {
        label: "Untagged",
        value: f`=IF(${total}>0,${out.untagged}/${total},0)`,
        format: FORMAT.share1,
        unit: "of the cost",
      },
    ],
    chart: waterfall(bridge.walk, { ...bridge.columns, title: "From budget to actual cost, USD" }),
    basis: [
      "Volume is tokens at the budgeted mix and price; mix is the shift between models at budgeted prices; price is the cost of a million tokens. New and ended models stand apart.",
      f`=IF(${unpriced}=0,"Every line of the usage is priced with the list price of its day.",${unpriced}&" lines of the usage have no price and are missing here: see the sheet Focus.")`,
    ],
    sources: [f`="Usage and budget: your inputs. List prices: INFER's of "&INFER.VERSION("data_as_of")&"."`],
    master,
  });
}

function cover(model: ModelDraft, figures: { readonly master: Formula; readonly changed: Formula }): void {
  coverSheet(
    model,
    {
      title: "Actuals and variance",
      promise: PROMISE,
      purpose:
        "What was really used, priced line by line and set against the budget: which models and teams it comes from, how much nobody owns, and how much of the difference is volume, mix or price.",
      steps: [
        "On the sheet Usage, paste your export over the example.",
        "On the sheet Inputs, put the budget by model and the teams.",
        "Read the sheet Board; the sheet Outputs has models and teams.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, the bridge, what it rests on"],
        ["Inputs", "Period, invoice, teams, budget by model"],
        ["Usage", "The export: example rows, yours in their place"],
        ["Focus", "The usage as FOCUS lines with prices and costs"],
        ["Calc", "Models, volumes, prices, the bridge"],
        ["Outputs", "Figures, teams, models"],
        ["Checks", "What must agree, and a golden answer"],
      ],
      limits: [
        "Sixty rows of usage: sum a longer export up by model and team first; the pane does that while importing.",
        "Costs are at list prices; what the invoice adds or takes off stands beside them as one figure.",
      ],
    },
    figures,
  );
}

export const ACTUALS_AND_VARIANCE: Template = {
  id: "actuals-and-variance",
  name: "Actuals and variance",
  promise: PROMISE,
  shortName: "Actuals",
  functions: ["FOCUS", "VARIANCE", "NARRATIVE"],
  draw,
};
