import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import type { ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT, SERIES_COLORS } from "../looks";
import type { Template } from "../template";
import { type Calc, calc } from "./calc";
import { type Givens, givens } from "./givens";
import { type Outputs, outputs } from "./outputs";

const PROMISE = "Own GPUs or rented ones, after tax, over five years";
const GOLDEN = '300000,49292.61,140160,5,10%,10%,25%,"MACRS5",3%,-10%,15000';

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const work = calc(model, given);
  const out = outputs(model, given, work);
  const master = checks(model, given, work, out);
  fillBoard(board, given, work, out, master);
  cover(model, given, master);
}

function checks(model: ModelDraft, given: Givens, work: Calc, out: Outputs): Formula {
  const list = new CheckSheet(model);
  const why = "8 GPUs, 300,000 USD, MACRS-5, tax 25 %, 10 %; rent 2.00 USD an hour, 10 % less each year";
  const golden = { tolerance: 0.5, format: FORMAT.usd, why };
  list.equal("Golden answer: buying", {
    ...golden,
    value: f`=INFER.BUYVSRENT(${GOLDEN},"npv_buy")`,
    expected: -418_411,
  });
  list.equal("Golden answer: renting", {
    ...golden,
    value: f`=INFER.BUYVSRENT(${GOLDEN},"npv_rent")`,
    expected: -332_890,
  });
  list.equal("Golden answer: rent at which both are equal", {
    value: f`=INFER.BUYVSRENT(${GOLDEN},"indifference_rent_usd_per_year")/8/8760`,
    expected: 2.5138,
    tolerance: 0.00005,
    why,
    format: FORMAT.price,
  });
  list.equal("Buying: NPV and BUYVSRENT agree", {
    value: f`=${out.buy}`,
    expected: f`=${work.byFunction.npvBuy}`,
    tolerance: 0.01,
    why: "Excel's NPV over the flows by year against the function",
  });
  list.equal("Renting: NPV and BUYVSRENT agree", {
    value: f`=${out.rent}`,
    expected: f`=${work.byFunction.npvRent}`,
    tolerance: 0.01,
    why: "The same",
  });
  list.equal("Flows agree year by year", {
    value: f`=SUMXMY2(${work.buy},${work.byFunction.buy})`,
    expected: 0,
    tolerance: 0.0001,
    why: "Sum of the squared differences of the flows of buying",
  });
  list.equal("IRR and BUYVSRENT agree", {
    value: f`=IF(ISNUMBER(${out.irr}),${out.irr},0)`,
    expected: f`=IF(ISNUMBER(${out.irr}),${work.byFunction.irr},0)`,
    tolerance: 0.0000001,
    why: "Excel's IRR over the advantage of buying against the function",
    format: "0.0000%",
  });
  list.equal("The whole price is deducted", {
    value: f`=SUM(${work.deduction})`,
    expected: f`=${given.capex}`,
    tolerance: 0.01,
    why: "Depreciation over all years; what the table leaves is deducted in the last one",
  });
  list.equal("The tornado starts from the same figure", {
    value: f`=${work.tornado.base}`,
    expected: f`=${out.advantage}`,
    tolerance: 0.01,
    why: "Its base is buying less renting",
  });
  return list.master();
}

function fillBoard(board: BoardSheet, given: Givens, work: Calc, out: Outputs, master: Formula): void {
  board.write({
    title: "Buy or rent, 5 years",
    subtitle: f`=${given.count}&" GPUs over "&${work.last}&" years, after tax, USD"`,
    headline: narrated(out.story),
    figures: [
      { label: "Buying, present value", value: f`=${out.buy}`, format: FORMAT.usd, unit: "USD" },
      { label: "Renting, present value", value: f`=${out.rent}`, format: FORMAT.usd, unit: "USD" },
      {
        label: "Rent at which both cost the same",
        value: f`=${out.indifference}`,
        format: FORMAT.price,
        unit: "USD/GPU-h",
      },
    ],
    chart: {
      kind: "column",
      title: "Flows after tax by year, USD",
      summary: "Columns: what buying and renting cost after tax in each year.",
      series: [
        { name: "Buying", values: work.buy, categories: work.year, color: SERIES_COLORS[0] },
        { name: "Renting", values: work.rent, categories: work.year, color: SERIES_COLORS[1] },
      ],
      legend: "bottom",
      vertical: { numberFormat: "#,##0" },
      horizontal: { title: "Year" },
    },
    basis: [
      f`="At a rent above "&TEXT(${out.indifference},"0.00")&" USD per GPU-hour in year 1 buying costs less; the model has "&TEXT(${given.rentUsd},"0.00")&", changing by "&TEXT(${given.rentGrowth},"0%")&" a year."`,
      f`="Cost of capital "&TEXT(${given.discount},"0.0%")&" after tax, tax "&TEXT(${given.tax},"0%")&", depreciation "&${given.schedule}&"; sold for "&TEXT(${given.residual},"0%")&" of the price, taxed in full."`,
      f`="A commitment to all hours pays from "&TEXT(${out.breakEven},"0%")&" use on, against "&TEXT(${given.onDemand},"0.00")&" USD on demand; you use "&TEXT(${given.used}/${given.hours},"0%")&"."`,
    ],
    sources: [f`="On-demand rent: see the note on Inputs; US tax tables: IRS Publication 946; all else: your inputs."`],
    master,
  });
}

function cover(model: ModelDraft, given: Givens, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Buy or rent, 5 years",
      promise: PROMISE,
      purpose:
        "What machines of your own cost over five years after tax, against renting the same capacity: energy, staff, maintenance, depreciation and sale on one side, a rent that changes on the other.",
      steps: [
        "On the sheet Inputs, put price, power, staff and maintenance of the machines.",
        "Put the rent, how it changes, your tax rate and cost of capital.",
        "Read the sheet Board; Outputs has the rate of return, the tornado and a commitment against on demand.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, flows by year, what it rests on"],
        ["Inputs", "All yellow cells"],
        ["Calc", "Flows by year, the same by BUYVSRENT, drivers of the tornado"],
        ["Outputs", "Results by name, tornado"],
        ["Checks", "What must agree, and golden answers"],
      ],
      limits: [
        "Losses are taken to save tax at once; bonus depreciation and section 179 are not in it.",
        "Both sides serve the same: a newer GPU that does more per hour belongs into the change of the rent.",
      ],
    },
    { master, changed: given.list.changed() },
  );
}

export const BUY_OR_RENT: Template = {
  id: "buy-or-rent",
  name: "Buy or rent, 5 years",
  promise: PROMISE,
  shortName: "BuyRent",
  functions: ["GPUHOUR", "BUYVSRENT", "MACRS", "PAYBACK", "COMMITMENT", "TORNADO", "NARRATIVE"],
  draw,
};
