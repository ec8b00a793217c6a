import { verdicts } from "../../data";
import type { VerdictThreshold } from "../../data/types";
import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { FigureList } from "../blocks/figureList";
import { priceSheet } from "../blocks/prices";
import { type ValueColumn, valueTable } from "../blocks/valueTable";
import type { ModelDraft } from "../draft/model";
import { type Formula, f, type TableRef } from "../draft/reference";
import { FORMAT, LEVEL, RISE, SUBTITLE, TAB, TITLE } from "../looks";
import type { Template } from "../template";
import { type CaseFigures, caseFigures, type Givens, givens } from "./cases";
import { MARGIN_WIDTHS, type Margins, margins } from "./margins";
import { OFFERS, type Products, products } from "./products";

const PROMISE = "Which products earn, which lose, and what a resolved case costs against a person's";

const VERDICT_COLUMNS: readonly ValueColumn<VerdictThreshold>[] = [
  { id: "verdict", width: 160, format: FORMAT.text, value: (row) => row.verdict },
  { id: "margin_from", width: 110, format: FORMAT.share, value: (row) => row.marginFrom, isInput: true },
  { id: "margin_to", width: 110, format: FORMAT.share, value: (row) => row.marginTo, isInput: true },
  { id: "condition", width: 280, format: FORMAT.text, value: (row) => row.condition },
  { id: "as_of", width: 100, format: FORMAT.text, value: (row) => row.provenance.asOf },
  { id: "evidence", width: 100, format: FORMAT.text, value: (row) => row.provenance.evidence },
  { id: "source", width: 220, format: FORMAT.text, value: (row) => row.provenance.source },
];

const verdictSheet = (model: ModelDraft): TableRef =>
  valueTable(
    model,
    {
      sheet: "Verdicts",
      table: "UnitVerdicts",
      title: "Verdicts",
      subtitle:
        "From which margin on a word holds, up to the next. A convention of INFER: change the yellow cells to yours.",
    },
    VERDICT_COLUMNS,
    verdicts(),
  );

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const offered = products(model);
  const prices = priceSheet(model, "UnitPrices", OFFERS);
  const thresholds = verdictSheet(model);
  const sheet = model.sheet("Calc", {
    columnWidths: MARGIN_WIDTHS,
    frozenColumns: 1,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  sheet.put(1, 0, "USD; a month is what the lines of the sheet Products say it is", SUBTITLE);
  const lines = margins(sheet, 3, { products: offered, prices, verdicts: thresholds, whatIf: given.whatIf });
  const done = caseFigures(sheet, 3 + 3 + lines.names.rows + 3, given, prices);
  const out = outputs(model, lines, done);
  const master = checks(model, lines, done, out);
  fillBoard(board, { given, lines, done, out }, master);
  cover(model, given, offered, master);
}

function outputs(model: ModelDraft, lines: Margins, done: CaseFigures) {
  const sheet = model.sheet("Outputs", { columnWidths: [290, 150, 170], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  const list = FigureList.titled(sheet, 2);
  const perMonth = "USD per month";
  const revenue = list.line("products_revenue_usd_per_month", f`=${lines.totalRevenue}`, perMonth, FORMAT.count);
  const cost = list.line("products_cost_usd_per_month", f`=${lines.totalCost}`, perMonth, FORMAT.count);
  const margin = list.line(
    "products_margin",
    f`=IF(${revenue}>0,INFER.MARGIN(${revenue},${cost}),"")`,
    "of revenue",
    FORMAT.share1,
  );
  const { margin: each, names } = lines;
  const lowest = f`IF(COUNT(${each})=0,"",INDEX(${names},MATCH(MIN(${each}),${each},0)))`;
  list.line("weakest_product", f`=${lowest}`, "name", FORMAT.general);
  list.line("weakest_margin", f`=IF(COUNT(${each})=0,"",MIN(${each}))`, "of revenue", FORMAT.share1);
  list.line("usd_per_case", f`=${done.perCase}`, "USD per case");
  list.line("human_usd_per_case", f`=${done.human}`, "USD per case");
  list.line("saving_per_case_usd", f`=${done.saving}`, "USD per case");
  const unpriced = list.line("unpriced_lines", lines.unpriced, "products", FORMAT.count);
  const story = list.area();
  const losing = f`=SUMPRODUCT(--(${lines.cost}>${lines.revenue}))`;
  list.line("products_at_a_loss", losing, "products", FORMAT.count);
  const loss = list.line("loss_on_users_usd_per_month", f`=${lines.totalLoss}`, perMonth, FORMAT.count);
  list.line("saved_on_cases_usd_per_month", f`=${done.month}`, perMonth, FORMAT.count);
  return { story, revenue, cost, margin, loss, unpriced };
}

type Outputs = ReturnType<typeof outputs>;

function checks(model: ModelDraft, lines: Margins, done: CaseFigures, out: Outputs): Formula {
  const list = new CheckSheet(model);
  list.equal("Golden answer: a person", {
    value: f`=INFER.HUMANCOST(12,30)`,
    expected: 6,
    tolerance: 1e-9,
    why: "12 minutes at 30 USD an hour",
  });
  list.equal("Golden answer: a loss", {
    value: f`=INFER.MARGIN(0.001,0.008)`,
    expected: -7,
    tolerance: 1e-9,
    format: FORMAT.share,
    why: "A request that brings 0.001 USD and costs 0.008: −700% of revenue, where −87.5% of cost is often printed",
  });
  list.equal("Golden answer: a case", {
    value: f`=INFER.COSTPEROUTCOME(0.12,65%,6,0.5,1,"usd_per_case")`,
    expected: 2.72,
    tolerance: 1e-9,
    why: "0.12 + 0.50 USD for each attempt, 6 USD for the 35% that fail",
  });
  list.equal("Revenue less cost is gross profit", {
    value: f`=${out.revenue}-${out.cost}`,
    expected: f`=SUMPRODUCT(${lines.revenue}-${lines.cost})`,
    tolerance: 0.005,
    why: "The lines make the total",
  });
  list.equal("The margin of all is that of the lines by revenue", {
    value: f`=IF(${out.revenue}>0,${out.margin}*${out.revenue},0)`,
    expected: f`=IF(${out.revenue}>0,SUMPRODUCT(${lines.revenue}-${lines.cost}),0)`,
    tolerance: 0.005,
    why: "A margin is weighted by revenue, never averaged",
  });
  list.equal("A case by a model and what is saved make a case by people", {
    value: f`=${done.perCase}+${done.saving}`,
    expected: f`=${done.human}`,
    tolerance: 1e-9,
    why: "The saving is against people alone",
  });
  list.holds(
    "What is lost on users is at least the loss of the products",
    f`=${out.loss}>=SUMPRODUCT((${lines.cost}>${lines.revenue})*(${lines.cost}-${lines.revenue}))-0.005`,
    "Users who cost less than they pay hide those who cost more",
  );
  list.holds(
    "Every product has a cost",
    f`=${out.unpriced}=0`,
    "Others are missing from the totals: see State on Products",
  );
  return list.master();
}

interface Parts {
  readonly given: Givens;
  readonly lines: Margins;
  readonly done: CaseFigures;
  readonly out: Outputs;
}

function fillBoard(board: BoardSheet, { given, lines, done, out }: Parts, master: Formula): void {
  const categories = lines.names;
  board.write({
    title: "Product unit economics",
    subtitle: "USD a month, gross margin after models and other cost of a request",
    headline: narrated(out.story),
    figures: [
      { label: "Gross margin of all products", value: f`=${out.margin}`, format: FORMAT.share1, unit: "of revenue" },
      {
        label: "A case, people for what fails included",
        value: f`=${done.perCase}`,
        format: FORMAT.usd2,
        unit: "USD per case",
      },
      {
        label: "Lost on users who cost more than they pay",
        value: f`=${out.loss}`,
        format: FORMAT.usd,
        unit: "USD per month",
      },
    ],
    chart: {
      kind: "column",
      stacking: "stacked",
      title: "Gross margin by product, share of revenue",
      summary:
        "Columns: the gross margin of each product; those below zero are losses. Without revenue there is no margin.",
      series: [
        { name: "Margin", values: lines.gains, categories, color: LEVEL },
        { name: "Loss", values: lines.losses, categories, color: RISE },
      ],
      vertical: { numberFormat: "0%" },
    },
    basis: [
      f`="A case takes "&TEXT(${done.human},"#,##0.00")&" USD of a person's time; the model resolves "&TEXT(${done.share},"0%")&" of them and saves from "&TEXT(${done.breakEven},"0.0%")&" on."`,
      f`="Cost per user is spread with a deviation of "&TEXT(${given.whatIf.spread},"0.00")&" times its mean, lognormally; margin is on revenue, so a free product has none."`,
      f`=IF(${out.unpriced}=0,"Every product has a cost.",${out.unpriced}&" of the products have no cost and are missing: see State on the sheet Products.")`,
    ],
    sources: [
      f`="List prices of the sheet Prices, else INFER's of "&INFER.VERSION("data_as_of")&"; verdicts: the sheet Verdicts; products, volumes, wages: your inputs."`,
    ],
    master,
  });
}

function cover(model: ModelDraft, given: Givens, { table }: Products, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Product unit economics",
      promise: PROMISE,
      purpose:
        "What each product brings and costs for a request, a user and a month; whether its margin carries it; what the heaviest users cost; and whether a model or a person does a case for less.",
      steps: [
        "On the sheet Products, replace the examples: model, users, requests, price, tokens.",
        "On the sheet Inputs, describe the case that a model does instead of a person.",
        "Read the sheet Board; the sheet Calc has every product's margin, verdict and heavy users.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, margin by product, what it rests on"],
        ["Inputs", "Spread of use, the case by a model and by a person"],
        ["Products", "Up to eight products: price, users, tokens; on the right whether they count"],
        ["Calc", "Cost and revenue of a request, a user, a month; margin, verdict, heavy users; the case"],
        ["Outputs", "Figures by name"],
        ["Checks", "What must agree, and golden answers"],
        ["Prices", "List prices as values with source: the first place where a price is looked for"],
        ["Verdicts", "The margins from which a word holds"],
      ],
      limits: [
        "Gross margin: staff, sales and research are not in it unless entered as other cost of a request.",
        "Attempts at a case count as independent, and the loss on users rests on a lognormal spread of use.",
      ],
    },
    { master, changed: f`=${given.list.changed().inner()}+${table.changed.inner()}` },
  );
}

export const UNIT_ECONOMICS: Template = {
  id: "product-unit-economics",
  name: "Product unit economics",
  promise: PROMISE,
  shortName: "Unit",
  functions: ["COST", "MARGIN", "VERDICT", "COSTPEROUTCOME", "HUMANCOST", "POWERUSERS", "NARRATIVE"],
  draw,
};
