import { BoardSheet, narrated } from "./blocks/board";
import { CheckSheet } from "./blocks/checks";
import { coverSheet } from "./blocks/cover";
import { InputSheet } from "./blocks/inputs";
import { changedCells, type InputCell, inputTable } from "./blocks/inputTable";
import { varianceBridge } from "./blocks/varianceBridge";
import { waterfall } from "./blocks/waterfall";
import type { ModelDraft } from "./draft/model";
import { type CellRef, type Formula, f, ListRef, type TableRef } from "./draft/reference";
import type { SheetDraft } from "./draft/sheet";
import {
  FORMAT,
  HEADING,
  HEADING_INSET,
  HEADING_RIGHT,
  INPUT,
  LINK,
  NOTE,
  SERIES_COLORS,
  SUBTITLE,
  TAB,
  TABLE_HEAD,
  TITLE,
  TOTAL,
  UNIT,
} from "./looks";
import type { Template } from "./template";

const PROMISE = "Why the bill differs from the budget: by model and team, volume, mix and price";

/** 15 October 2026: a day of the month that the example bills. */
const EXAMPLE_DAY = 46_310;
const USAGE_COLUMNS = ["date", "team", "model", "requests", "input_tokens", "cache_read_tokens", "output_tokens"];
const USAGE: readonly (readonly InputCell[])[] = [
  [EXAMPLE_DAY, "Support", "gpt-4o", 310_000, 465_000_000, null, 155_000_000],
  [EXAMPLE_DAY, "Support", "gemini-3.8-flash", 1_100_000, 990_000_000, null, 66_000_000],
  [EXAMPLE_DAY, "Sales", "claude-haiku-5-5", 180_000, 2_100_000_000, null, 144_000_000],
  [EXAMPLE_DAY, "Engineering", "claude-sonnet-5-5", 210_000, 2_940_000_000, 2_000_000_000, 189_000_000],
  [EXAMPLE_DAY, "Engineering", "gpt-6.1-sol", 26_000, 520_000_000, 200_000_000, 130_000_000],
  [EXAMPLE_DAY, "Operations", "gpt-5.4-mini", 90_000, 360_000_000, null, 31_000_000],
  [EXAMPLE_DAY, null, "gpt-4o", 12_000, 24_000_000, null, 6_000_000],
];
const USAGE_ROWS = 60;
/** At most: input, cache read, output of each row. */
const FOCUS_ROWS = USAGE_ROWS * 3;
const FOCUS_COLUMNS = 26;

const BUDGET: readonly (readonly InputCell[])[] = [
  ["gpt-4o", 600, 4.4],
  ["gemini-3.8-flash", 900, 0.95],
  ["claude-haiku-5-5", 2500, 0.13],
  ["claude-sonnet-5-5", 2800, 1.3],
  ["gpt-6.1-sol", 500, 3.2],
  ["mistral-large-4", 300, 1.9],
];
const BUDGET_ROWS = 10;
const TEAMS = ["Support", "Sales", "Engineering", "Operations", ""];

function inputs(model: ModelDraft) {
  const list = new InputSheet(model, "Actuals and variance");
  list.section("The bill");
  const period = list.line("Period", { value: "October 2026", unit: "name", kind: "text", note: "Example" });
  const invoice = list.line("Invoice for the same usage", {
    value: "",
    unit: "USD; blank: none yet",
    kind: "amount",
    format: FORMAT.usd2,
    note: "Compared with the usage at list prices",
  });
  const factor = list.line("Budget factor", {
    value: 1,
    unit: "times",
    kind: "amount",
    format: FORMAT.factor,
    note: "Scales all budgeted volumes: 3 where a quarter's usage stands against a month's budget",
  });
  list.section("Teams");
  const teams = list.block(
    TEAMS.map((name, index) => list.line(`Team ${index + 1}`, { value: name, unit: "name", kind: "text" })),
  );
  const { sheet } = list;
  const row = sheet.row + 1;
  const budget = inputTable(
    model,
    sheet,
    { row, col: 0 },
    [
      { title: "Budget by model", unit: "name as in the usage", kind: "text" },
      { title: "Volume", unit: "Mtok, all tokens", kind: "amount" },
      { title: "Price", unit: "USD/Mtok, all tokens", kind: "amount", format: FORMAT.count2 },
    ],
    [...BUDGET, ...Array<readonly InputCell[]>(BUDGET_ROWS - BUDGET.length).fill([])],
  );
  sheet.put(row + 2, 4, "Example; price is the budget of the model over its million tokens of input and output", NOTE);
  return { list, period, invoice, factor, teams, budget };
}

type Inputs = ReturnType<typeof inputs>;

/** The yellow table into which an export is pasted. */
function usageSheet(model: ModelDraft): { readonly table: TableRef; readonly changed: Formula } {
  const sheet = model.sheet("Usage", {
    columnWidths: [110, 140, 200, 120, 140, 150, 140],
    frozenRows: 4,
    tabColor: TAB.inputs,
  });
  sheet.put(0, 0, "Usage", TITLE);
  sheet.put(1, 0, "Paste an export over the example, one row a day, team and model; columns may stay blank.", SUBTITLE);
  sheet.put(
    2,
    0,
    "From a FOCUS file: date is ChargePeriodStart, team SubAccountName, model ServiceName, tokens ConsumedQuantity by meter. Input includes cached tokens.",
    NOTE,
  );
  sheet.putRow(3, 0, USAGE_COLUMNS, TABLE_HEAD);
  USAGE_COLUMNS.forEach((id, col) => {
    const numberFormat = id === "date" ? FORMAT.date : col < 3 ? FORMAT.text : FORMAT.count;
    const look = { ...INPUT, align: col > 0 && col < 3 ? "left" : "right", numberFormat } as const;
    sheet.down(4, col, USAGE_ROWS, (item) => USAGE[item]?.[col] ?? null, look);
  });
  const table = model.table("UsageExport", sheet.area(3, 0, USAGE_ROWS + 1, USAGE_COLUMNS.length), USAGE_COLUMNS);
  const width = USAGE_COLUMNS.length;
  const example = changedCells(sheet.area(4, 0, USAGE.length, width), USAGE, width);
  const below = sheet.area(4 + USAGE.length, 0, USAGE_ROWS - USAGE.length, width);
  return { table, changed: f`=${example.inner()}+COUNTA(${below})` };
}

/** The usage as FOCUS lines, on a sheet of its own. */
function focusSheet(model: ModelDraft, usage: TableRef) {
  const sheet = model.sheet("Focus", {
    columnWidths: Array<number>(FOCUS_COLUMNS).fill(130),
    frozenRows: 3,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "The usage as FOCUS lines, priced at the list prices of each day", TITLE);
  sheet.put(2, 0, f`=INFER.FOCUS(${usage})`);
  sheet.dress(2, 0, 1, FOCUS_COLUMNS, HEADING);
  sheet.dress(3, 0, FOCUS_ROWS, 4, { numberFormat: FORMAT.date, align: "left" });
  sheet.dress(3, 15, FOCUS_ROWS, 10, { numberFormat: FORMAT.count2 });
  const column = (index: number) => sheet.area(3, index, FOCUS_ROWS, 1);
  return { team: column(5), service: column(8), cost: column(24) };
}

type Focus = ReturnType<typeof focusSheet>;

const [NAME, FIRST] = [0, 1];

function calc(model: ModelDraft, given: Inputs, usage: TableRef, focus: Focus) {
  const sheet = model.sheet("Calc", {
    columnWidths: [220, 125, 125, 125, 125, 125, 125, 110, 110, 110],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, NAME, "Calculation", TITLE);
  const money = { numberFormat: FORMAT.usd2, align: "right" } as const;
  const total = sheet.put(2, FIRST, f`=SUMIF(${focus.cost},">0")`, money);
  sheet.put(2, NAME, "Cost of the usage, USD");
  const tokens = sheet.put(
    3,
    FIRST,
    f`=(SUM(${usage.column("input_tokens")})+SUM(${usage.column("output_tokens")}))/10^6`,
    money,
  );
  sheet.put(3, NAME, "Volume of the usage, Mtok");
  const unpriced = sheet.put(4, FIRST, f`=SUMPRODUCT(--ISERROR(${focus.cost}))`, { align: "right" });
  sheet.put(4, NAME, "Lines without a price");
  const byModel = modelLines(sheet, 6, given, usage, focus, { total, tokens });
  const bridge = varianceBridge(sheet, 6 + BUDGET_ROWS + 4, {
    budgetVolume: byModel.budgetVolume,
    budgetPrice: byModel.budgetPrice,
    actualVolume: byModel.actualVolume,
    actualPrice: byModel.actualPrice,
  });
  return { total, tokens, unpriced, byModel, bridge };
}

type Calc = ReturnType<typeof calc>;

function modelLines(
  sheet: SheetDraft,
  row: number,
  { budget, factor }: Inputs,
  usage: TableRef,
  { service, cost }: Focus,
  { total, tokens }: { readonly total: CellRef; readonly tokens: CellRef },
) {
  sheet.put(row, NAME, "Models", HEADING);
  ["Budget, Mtok", "USD/Mtok", "Budget, USD", "Actual, Mtok", "Actual, USD", "USD/Mtok"].forEach((title, index) => {
    sheet.put(row, FIRST + index, title, HEADING_RIGHT);
  });
  const [first, count] = [row + 1, BUDGET_ROWS + 1];
  const others = BUDGET_ROWS;
  const list = (col: number) => new ListRef(sheet.name, first, col, count);
  const names = list(NAME);
  const [budgetVolume, budgetPrice, budgetUsd, actualVolume, actualUsd, actualPrice] = [1, 2, 3, 4, 5, 6].map(
    list,
  ) as unknown as readonly [ListRef, ListRef, ListRef, ListRef, ListRef, ListRef];
  const look = { numberFormat: FORMAT.count2, align: "right" } as const;
  const column = (into: ListRef, make: (item: number) => Formula) => sheet.down(first, into.col, count, make, look);
  const listed = ({ sheet: own, row: top, col }: ListRef) => new ListRef(own, top, col, others);
  const given = (title: string, item: number) => budget.list(title).at(item);
  sheet.down(first, NAME, count, (item) =>
    item === others
      ? "Other models"
      : f`=IF(${given("Budget by model", item)}="","",${given("Budget by model", item)})`,
  );
  column(budgetVolume, (item) => (item === others ? f`=0*${total}` : f`=N(${given("Volume", item)})*${factor}`));
  column(budgetPrice, (item) => (item === others ? f`=0*${total}` : f`=N(${given("Price", item)})`));
  column(budgetUsd, (item) => f`=${budgetVolume.at(item)}*${budgetPrice.at(item)}`);
  const used = (id: string, item: number) => f`SUMIFS(${usage.column(id)},${usage.column("model")},${names.at(item)})`;
  column(actualVolume, (item) =>
    item === others
      ? f`=MAX(0,${tokens}-SUM(${listed(actualVolume)}))`
      : f`=IF(${names.at(item)}="",0,(${used("input_tokens", item)}+${used("output_tokens", item)})/10^6)`,
  );
  const paid = (item: number) =>
    f`SUMIFS(${cost},${service},"*/"&${names.at(item)},${cost},">0")+SUMIFS(${cost},${service},${names.at(item)},${cost},">0")`;
  column(actualUsd, (item) =>
    item === others ? f`=MAX(0,${total}-SUM(${listed(actualUsd)}))` : f`=IF(${names.at(item)}="",0,${paid(item)})`,
  );
  column(actualPrice, (item) => f`=IF(${actualVolume.at(item)}>0,${actualUsd.at(item)}/${actualVolume.at(item)},0)`);
  return { names, budgetVolume, budgetPrice, budgetUsd, actualVolume, actualUsd, actualPrice };
}

function outputs(model: ModelDraft, given: Inputs, focus: Focus, { total, byModel, bridge, unpriced }: Calc) {
  const sheet = model.sheet("Outputs", { columnWidths: [270, 140, 150, 150], tabColor: TAB.calc });
  sheet.put(0, NAME, "Outputs", TITLE);
  sheet.put(2, NAME, "Figure", HEADING);
  sheet.put(2, 1, "Value", HEADING_RIGHT);
  sheet.put(2, 2, "Unit", HEADING_INSET);
  sheet.row = 3;
  const line = (name: string, value: Formula, unit: string, numberFormat: string = FORMAT.usd2): CellRef => {
    const row = sheet.row++;
    sheet.put(row, NAME, name);
    sheet.put(row, 2, unit, UNIT);
    return sheet.put(row, 1, value, { numberFormat, align: "right", ...(value.link === undefined ? {} : LINK) });
  };
  const actual = line("Actual cost", f`=${total}`, "USD");
  const budget = line("Budget", f`=${bridge.usd("budget")}`, "USD");
  const difference = line("Actual less budget", f`=${bridge.usd("total")}`, "USD");
  const used = line(
    "Actual as a share of the budget",
    f`=IF(${budget}>0,${actual}/${budget},"")`,
    "share",
    FORMAT.share1,
  );
  line("Invoice less usage at list prices", f`=IF(${given.invoice}="","",${given.invoice}-${actual})`, "USD");
  line("Lines without a price", f`=${unpriced}`, "lines", FORMAT.count);
  sheet.row++;
  const teams = teamTable(sheet, given, focus, total);
  model.chart({
    kind: "column",
    title: "Budget and actual by model, USD",
    series: [
      { name: "Budget", values: byModel.budgetUsd, categories: byModel.names, color: SERIES_COLORS[5] },
      { name: "Actual", values: byModel.actualUsd, categories: byModel.names, color: SERIES_COLORS[0] },
    ],
    legend: "bottom",
    vertical: { numberFormat: "#,##0" },
    place: sheet.area(sheet.row + 1, 0, 16, 4),
  });
  return { actual, budget, difference, used, ...teams };
}

type Outputs = ReturnType<typeof outputs>;

function teamTable(sheet: SheetDraft, { teams }: Inputs, focus: Focus, total: CellRef) {
  const head = sheet.row;
  sheet.put(head, NAME, "Teams", HEADING);
  sheet.put(head, 1, "Actual, USD", HEADING_RIGHT);
  sheet.put(head, 2, "Share", HEADING_RIGHT);
  const look = { numberFormat: FORMAT.usd2, align: "right" } as const;
  const amounts = new ListRef(sheet.name, head + 1, 1, teams.rows + 2);
  const line = (item: number, name: string | Formula, value: Formula, dress = {}) => {
    const row = head + 1 + item;
    sheet.put(row, NAME, name, dress);
    const cell = sheet.put(row, 1, value, { ...look, ...dress });
    sheet.put(row, 2, f`=IF(${total}>0,${cell}/${total},0)`, { ...look, numberFormat: FORMAT.shareOrDash, ...dress });
    return cell;
  };
  const named = f`SUMIFS(${focus.cost},${focus.team},"?*",${focus.cost},">0")`;
  for (let item = 0; item < teams.rows; item++) {
    const team = teams.at(item);
    const first = f`IF(MATCH(${team},${teams},0)=ROWS(${teams.upTo(item)}),${team},"")`;
    const label = new ListRef(sheet.name, head + 1, NAME, teams.rows).at(item);
    line(
      item,
      f`=IF(${team}="","",${first})`,
      f`=IF(${label}="",0,SUMIFS(${focus.cost},${focus.team},${label},${focus.cost},">0"))`,
    );
  }
  const listed = new ListRef(sheet.name, head + 1, 1, teams.rows);
  line(teams.rows, "Other teams", f`=MAX(0,${named}-SUM(${listed}))`);
  const untagged = line(teams.rows + 1, "Untagged", f`=MAX(0,${total}-${named})`);
  line(teams.rows + 2, "Total", f`=SUM(${amounts})`, TOTAL);
  sheet.row = head + teams.rows + 4;
  return { untagged, teamSum: amounts };
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

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = inputs(model);
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

function fillBoard(
  board: BoardSheet,
  given: Inputs,
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
