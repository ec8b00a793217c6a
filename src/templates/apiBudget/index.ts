import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { priceSheet } from "../blocks/prices";
import type { ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT, SERIES_COLORS } from "../looks";
import type { Template } from "../template";
import { type Actuals, actuals } from "./actuals";
import { type Bill, bill } from "./bill";
import { type Givens, givens } from "./givens";
import { firstYear } from "./grid";
import { type Lines, lines, OFFERS } from "./lines";
import { type Outputs, outputs } from "./outputs";
import { type States, states } from "./states";
import { type Tracking, tracking } from "./tracking";

const PROMISE = "Next year's AI bill by month, team and model";

interface Parts {
  readonly given: Givens;
  readonly entered: Actuals;
  readonly used: Lines;
  readonly cost: Bill;
  readonly state: States;
  readonly track: Tracking;
  readonly out: Outputs;
}

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const used = lines(model, given);
  const prices = priceSheet(model, "BudgetPrices", OFFERS);
  const cost = bill(model, given, used, prices);
  const state = states(given, used, cost, prices);
  const entered = actuals(model, used.uses, cost);
  const track = tracking(given, cost, entered);
  const out = outputs(model, { given, bill: cost, states: state, track });
  const parts = { given, entered, used, cost, state, track, out };
  const master = checks(model, parts);
  fillBoard(board, parts, master);
  cover(model, parts, master);
}

function checks(model: ModelDraft, { given, used, cost, state, track, out }: Parts): Formula {
  const list = new CheckSheet(model);
  const golden = { tolerance: 0.005, format: FORMAT.count2 };
  list.equal("Golden answer: one line", {
    ...golden,
    value: f`=INFER.MONTHLYCOST("gpt-4o",10000,1500,500,,,,30,,,DATE(2026,11,18))`,
    expected: 2625,
    why: "10,000 conversations a day of 1,500 input and 500 output tokens at 2.50 and 10 USD/Mtok, 30 days",
  });
  list.equal("Golden answer: a year's growth", {
    ...golden,
    value: f`=INFER.FORECAST(2625,13,60%,50%,,,"13.cost_usd")`,
    expected: 2100,
    why: "Use × 1.6 and prices × 0.5 after a year: × 0.8",
  });
  list.equal("Golden answer: variance", {
    ...golden,
    value: f`=INFER.VARIANCE({100;300;600},{10;3;0.5},{180;420;700},{9;2.5;0.4},,,,"price.usd")`,
    expected: -460,
    why: "Budget 2,200, actual 2,950: volume +660, mix +550, price −460",
  });
  const same = { tolerance: 0.01, format: FORMAT.count2 };
  list.equal("Teams make the total", {
    ...same,
    value: f`=SUM(${cost.teams.area})`,
    expected: f`=SUM(${cost.reported.months})`,
    why: "Every line is paid by a team or by Other teams",
  });
  const total = f`=SUM(${cost.reported.months})`;
  list.equal("Fiscal years make the total", { ...same, value: f`=${out.showback.years}`, expected: total, why: YEARS });
  list.equal("Fiscal quarters make the total", {
    ...same,
    value: f`=${out.showback.quarters}`,
    expected: total,
    why: YEARS,
  });
  list.equal("Models and seats make the year", {
    ...same,
    value: f`=${out.models.total}+${cost.seats.year}*${given.perUsd}`,
    expected: f`=${cost.reported.year}`,
    why: "Each model is counted once",
  });
  list.equal("The months share out the budget", {
    ...same,
    value: f`=SUM(${track.budget})`,
    expected: f`=${given.budget}`,
    why: "As planned or evenly",
  });
  list.equal("The bridge arrives at the actual cost", {
    ...same,
    value: f`=${track.bridge.usd("actual")}-${track.bridge.usd("budget")}`,
    expected: f`=${track.bridge.usd("total")}`,
    why: "Volume, mix, price, new and ended lines make the difference",
  });
  const missing = list.holds(
    "Every line has a price in every month",
    f`=${out.unpriced}=0`,
    f`=IF(${out.unpriced}=0,"Nothing is missing from the totals",${out.unpriced}&" missing from the totals: "&${state.firstUnpriced})`,
  );
  const plan = f`TEXT(${out.plan},"#,##0")&" "&${given.currency}`;
  used.sheet.put(2, 0, f`="Plan for 12 months: "&${plan}&". "&${missing}&"."`);
  list.holds(
    "Every line's team is on Inputs",
    f`=${state.teamless.inner()}=0`,
    "Others are summed up as Other teams: see State on the sheet Lines",
  );
  list.holds(
    "Actual cost comes with requests",
    f`=${track.stray.inner()}=0`,
    "USD without requests has no place in the bridge",
  );
  return list.master();
}

const YEARS = "Each month belongs to one period";

function fillBoard(board: BoardSheet, { given, cost, state, out }: Parts, master: Formula): void {
  const months = firstYear(cost.time.month);
  const span = f`TEXT(${months.cell(0)},"mmm yyyy")&" to "&TEXT(${months.cell(0, 11)},"mmm yyyy")`;
  const { teams } = out.showback;
  board.write({
    title: "API budget",
    subtitle: f`=${span}&", "&${given.currency}`,
    headline: narrated(out.story),
    figures: [
      { label: "Plan for the first twelve months", value: f`=${out.plan}`, format: FORMAT.usd, unit: given.currency },
      { label: "Highest month", value: f`=${out.highest}`, format: FORMAT.usd, unit: given.currency },
      { label: "Plan as a share of the budget", value: f`=${out.used}`, format: FORMAT.share, unit: "of the budget" },
    ],
    chart: {
      kind: "column",
      stacking: "stacked",
      title: "Cost by team and month, reporting currency",
      summary: "Stacked columns: what each team costs in each of the first twelve months.",
      series: SERIES_COLORS.map((color, item) => ({
        name: item < given.teams.rows ? `Team ${item + 1}` : "Other teams",
        values: firstYear(cost.teams.row(item).months),
        categories: months,
        color,
      })),
      vertical: { numberFormat: "#,##0" },
      horizontal: { numberFormat: "mmm yy" },
    },
    key: {
      title: "Teams, first twelve months",
      rows: SERIES_COLORS.map((color, item) => ({
        color,
        label: teams.cell(item, 0),
        value: teams.cell(item, 1),
        share: teams.cell(item, 2),
      })),
    },
    basis: [
      f`="Use grows "&TEXT(${given.growth},"0.0%")&" a year where a line has no rate of its own; prices change "&TEXT(${given.priceChange},"0.0%")&" a year beyond what is announced; a month has "&${given.daysPerMonth}&" days."`,
      f`=IF(${out.unpriced}=0,"Every line is priced with the price of each month; announced changes apply from their day.","Not in these figures, for want of a price: "&${state.firstUnpriced})`,
    ],
    sources: [
      f`="List prices of the sheet Prices, else INFER's of "&INFER.VERSION("data_as_of")&"; volumes, seats and the budget: your inputs."&IF(${given.currency}="USD",""," 1 USD = "&${given.perUsd}&" "&${given.currency}&".")`,
    ],
    master,
  });
}

function cover(model: ModelDraft, { given, used, entered }: Parts, master: Formula): void {
  const tables = [used.uses.table, used.seats.table, entered.byMonth, entered.byUse];
  const changed = tables.reduce((sum, table) => f`=${sum.inner()}+${table.changed.inner()}`, given.list.changed());
  coverSheet(
    model,
    {
      title: "API budget",
      promise: PROMISE,
      purpose:
        "What the use of models by the token and by the seat will cost, month by month, at the prices that hold in each month; who pays for it; and, while the year runs, where it stands against the budget and why.",
      steps: [
        "On the sheet Lines, replace the examples: team, use, model, requests a day, tokens.",
        "On the sheet Inputs, set the first month, the currency, the budget and the teams.",
        "Read the sheet Board. As months close, fill the sheet Actuals; the sheet Outputs shows forecast and variance.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, cost by team and month, what it rests on"],
        ["Inputs", "Period, money, growth, teams, alarms"],
        ["Lines", "Uses of models and seats; on the right what each costs and where its price comes from"],
        ["Calc", "Requests, prices and cost by month; totals, showback, budget against actual, review of a month"],
        ["Actuals", "What was really spent"],
        ["Outputs", "Figures by name, showback by fiscal year and quarter, models, two charts"],
        ["Checks", "What must agree, and golden answers"],
        ["Prices", "List prices as values with source: the first place where a price is looked for"],
      ],
      limits: [
        "Prices after the date of the data are those known then, with announced changes applied; nobody knows the others.",
        "Fees by the call, for search or for storage are not in token prices: add them as a line of seats.",
      ],
    },
    { master, changed },
  );
}

export const API_BUDGET: Template = {
  id: "api-budget",
  name: "API budget",
  promise: PROMISE,
  shortName: "Budget",
  functions: ["COST", "MONTHLYCOST", "FORECAST", "RUNRATE", "VARIANCE", "NARRATIVE"],
  draw,
};
