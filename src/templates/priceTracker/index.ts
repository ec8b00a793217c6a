import { BoardSheet, narrated } from "../blocks/board";
import { CheckSheet } from "../blocks/checks";
import { coverSheet } from "../blocks/cover";
import { FigureList } from "../blocks/figureList";
import type { ModelDraft } from "../draft/model";
import { type Formula, f } from "../draft/reference";
import { FORMAT, LEVEL, SERIES_COLORS, TAB, TITLE } from "../looks";
import type { Template } from "../template";
import { type Givens, givens, type Series, series } from "./givens";
import { histories, summary } from "./histories";
import { type Trend, trend } from "./trend";
import { type WhatIf, whatIf } from "./whatIf";

const PROMISE = "How fast prices fall, how well a steady decline fits, and what that does to the bill";
const CHART_ROWS = 16;

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = givens(model);
  const points = series(model);
  const sheet = model.sheet("Calc", {
    columnWidths: [250, 130, 150, ...Array<number>(12).fill(80)],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  const fall = trend(sheet, 2, given, points);
  const bill = whatIf(sheet, fall.next, given, fall.used);
  const followed = summary(sheet, sheet.row + 1, given);
  histories(model, given);
  const out = outputs(model, given, fall, bill);
  const master = checks(model, fall, bill, followed);
  fillBoard(board, { given, fall, out }, master);
  cover(model, given, points, master);
}

function outputs(model: ModelDraft, given: Givens, fall: Trend, bill: WhatIf) {
  const sheet = model.sheet("Outputs", {
    columnWidths: [290, 130, 170, ...Array<number>(6).fill(90)],
    tabColor: TAB.calc,
  });
  sheet.put(0, 0, "Outputs", TITLE);
  const list = FigureList.titled(sheet, 2);
  const { level } = fall;
  const [first, last] = [level.cell(0), level.cell(level.rows - 1)];
  const rate = list.line("price_decline_per_year", f`=${fall.rate}`, "share a year", FORMAT.share1);
  const r2 = list.line("r2", f`=${fall.r2}`, "share explained", FORMAT.factor);
  list.line("price_points", f`=${fall.points}`, "prices", FORMAT.count);
  list.line("halving_months", f`=${fall.halving}`, "months", FORMAT.count1);
  const total = list.line(
    "price_change_in_all",
    f`=IF(${first}>0,${last}/${first}-1,"")`,
    "of the first price",
    FORMAT.share1,
  );
  list.line("spend_today_usd_per_month", f`=${given.spend}`, "USD per month", FORMAT.count);
  const later = list.line("spend_later_usd_per_month", f`=${bill.atEnd.spend}`, "USD per month", FORMAT.count);
  list.line("spend_after_months", f`=${bill.atEnd.months}`, "months", FORMAT.count);
  list.line("use_multiple", f`=${bill.atEnd.use}`, "times today's", FORMAT.count2);
  const elasticity = list.line("elasticity", f`=${bill.elasticity}`, "ratio", FORMAT.factor);
  const unpriced = list.line("unpriced_lines", fall.unpriced, "rows of Series", FORMAT.count);
  const story = list.area();
  list.line("decline_per_month", f`=${fall.monthly}`, "share a month", FORMAT.share2);
  model.chart({
    kind: "line",
    title: "Price, use and spend, multiples of today's, by month",
    series: [
      { name: "Price", values: bill.price, categories: bill.month, color: SERIES_COLORS[0] },
      { name: "Use", values: bill.use, categories: bill.month, color: SERIES_COLORS[1] },
      { name: "Spend", values: bill.multiple, categories: bill.month, color: SERIES_COLORS[2] },
    ],
    legend: "bottom",
    vertical: { numberFormat: "0.00", isLogarithmic: true },
    place: sheet.area(sheet.row + 1, 0, CHART_ROWS, 3),
  });
  return { story, rate, r2, total, later, elasticity, unpriced };
}

function checks(model: ModelDraft, fall: Trend, bill: WhatIf, followed: ReturnType<typeof summary>): Formula {
  const list = new CheckSheet(model);
  list.equal("Golden answer: the fall that is quoted", {
    value: f`=INFER.PRICE("gpt-4o-mini","input",,DATE(2024,7,18))/INFER.PRICE("gpt-4","input",,DATE(2023,3,14))-1`,
    expected: -0.995,
    tolerance: 1e-9,
    format: FORMAT.share1,
    why: "30 to 0.15 USD per million input tokens from GPT-4 (March 2023) to GPT-4o mini (July 2024): models of two classes",
  });
  list.equal("Golden answer: 90% a year by the month", {
    value: f`=1-INFER.DECLINE(1,90%,1)`,
    expected: f`=1-0.1^(1/12)`,
    tolerance: 1e-12,
    format: FORMAT.share2,
    why: "17.46% a month, not 7.5%",
  });
  list.equal("Golden answer: use against price", {
    value: f`=INFER.JEVONS(-80%,INFER.ELASTICITY(1,0.2,1,4))`,
    expected: 0.8,
    tolerance: 1e-9,
    why: "Prices −80%, use +300%: the bill falls by a fifth, so this is no case of Jevons",
  });
  list.equal("The decline is the slope of the logarithms", {
    value: f`=IF(${fall.points}<2,0,-LN(1-${fall.rate}))`,
    expected: f`=IF(${fall.points}<2,0,${fall.slope}*-365.25)`,
    tolerance: 1e-9,
    why: "Measured by DECLINERATE, and by the native SLOPE over days",
  });
  list.equal("Spend is price times use", {
    value: f`=${bill.atEnd.price}*${bill.atEnd.use}`,
    expected: f`=${bill.multiple.cell(0, bill.multiple.cols - 1)}`,
    tolerance: 1e-9,
    why: "Multiples of today's, at the end",
  });
  list.equal("A change is the last price over the first", {
    value: f`=N(${followed.change.cell(0)})`,
    expected: f`=IF(N(${followed.first.cell(0)})>0,${followed.last.cell(0)}/${followed.first.cell(0)}-1,0)`,
    tolerance: 1e-9,
    format: FORMAT.share1,
    why: "Of the first model followed",
  });
  list.holds(
    "Every row of the series has a price",
    f`=${fall.unpriced.inner()}=0`,
    "Others are left out: see State on the sheet Series",
  );
  return list.master();
}

interface Parts {
  readonly given: Givens;
  readonly fall: Trend;
  readonly out: ReturnType<typeof outputs>;
}

function fillBoard(board: BoardSheet, { given, fall, out }: Parts, master: Formula): void {
  board.write({
    title: "Price tracker",
    subtitle: f`="Price of "&${given.meter}&" tokens, USD per million"`,
    headline: narrated(out.story),
    figures: [
      { label: "Decline a year, by the fit", value: f`=${out.rate}`, format: FORMAT.share1, unit: "share a year" },
      { label: "Change over the whole series", value: f`=${out.total}`, format: FORMAT.share1, unit: "of the first" },
      { label: "Spend three years on", value: f`=${out.later}`, format: FORMAT.usd, unit: "USD per month" },
    ],
    chart: {
      kind: "scatter",
      title: "Price of the series, USD per million tokens, logarithmic",
      summary: "Lines over days: the prices of the series and the steady decline that fits them best.",
      series: [
        { name: "Price", values: fall.level, categories: fall.ordered, color: LEVEL },
        { name: "Steady decline", values: fall.fit, categories: fall.ordered, color: SERIES_COLORS[1] },
      ],
      legend: "bottom",
      horizontal: { numberFormat: "mmm yyyy" },
      vertical: { numberFormat: "#,##0.0#", isLogarithmic: true },
    },
    basis: [
      f`=IF(ISNUMBER(${out.r2}),"A steady decline explains "&TEXT(${out.r2},"0%")&" of the series of "&${fall.points}&" prices; a few prices prove little, and a fit is no forecast.","A decline takes at least two different prices on the sheet Series.")`,
      f`="The bill takes "&TEXT(${fall.used},"0.0%")&" a year down to "&TEXT(${given.floor},"0%")&" of today's price, and an elasticity of "&TEXT(${out.elasticity},"0.00")&": "&IF(${out.elasticity}>1,"use grows faster than prices fall.","use grows no faster than prices fall.")`,
    ],
    sources: [
      f`="List prices of INFER's table of "&INFER.VERSION("data_as_of")&", each with its source on the sheet Histories; use and spend: your inputs."`,
    ],
    master,
  });
}

function cover(model: ModelDraft, given: Givens, { table }: Series, master: Formula): void {
  coverSheet(
    model,
    {
      title: "Price tracker",
      promise: PROMISE,
      purpose:
        "What the prices of chosen models were from day to day, how fast a line of models became cheaper, how well a steady decline describes that, and whether the bill falls or rises when use answers the price.",
      steps: [
        "On the sheet Series, list the days and models that make your line, like with like.",
        "On the sheet Inputs, choose the meter, the models to follow, your spend, and how use answered a price.",
        "Read the sheet Board; the sheet Histories has every price with its source.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, prices on a logarithmic scale with the fit"],
        ["Inputs", "Meter, models to follow, spend, elasticity"],
        ["Series", "Days and models whose prices make one line; their prices beside them"],
        ["Calc", "The decline and its fit, price and volume by quarter, models followed"],
        ["Histories", "Every price of the models followed, with source and evidence"],
        ["Outputs", "Figures by name, price, use and spend as a chart"],
        ["Checks", "What must agree, and golden answers"],
      ],
      limits: [
        "List prices: discounts, batch and caching are not in a series unless its meter says so.",
        "The elasticity is constant and takes all growth of use as an answer to the price, which overstates it.",
      ],
    },
    { master, changed: f`=${given.list.changed().inner()}+${table.changed.inner()}` },
  );
}

export const PRICE_TRACKER: Template = {
  id: "price-tracker",
  name: "Price tracker",
  promise: PROMISE,
  shortName: "Tracker",
  functions: ["PRICE", "PRICEHISTORY", "DECLINERATE", "DECLINE", "ELASTICITY", "JEVONS", "NARRATIVE"],
  draw,
};
