import { BoardSheet, narrated } from "./blocks/board";
import { CheckSheet } from "./blocks/checks";
import { coverSheet } from "./blocks/cover";
import { InputSheet } from "./blocks/inputs";
import { waterfall } from "./blocks/waterfall";
import type { ModelDraft } from "./draft/model";
import { type CellRef, f } from "./draft/reference";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, SUBTITLE, TAB, TITLE, UNIT } from "./looks";
import type { Template } from "./template";

const PROMISE = "Why a pilot's 450 USD becomes 94,000 in production";

interface Factor {
  readonly label: string;
  readonly value: number;
  readonly note: string;
}

const FACTORS: readonly Factor[] = [
  { label: "Retries", value: 1.1, note: "Calls made again after a time-out, a refusal or a malformed answer" },
  { label: "Redundancy", value: 1.5, note: "A second provider or region kept warm, shadow traffic" },
  { label: "Monitoring", value: 1.15, note: "Evaluation runs, tracing, sampled answers judged by a model" },
  { label: "Guardrails", value: 1.1, note: "Moderation and policy checks before and after each call" },
];

function inputs(model: ModelDraft) {
  const list = new InputSheet(model, "Pilot to production");
  const usd = { unit: "USD per month", kind: "amount", format: FORMAT.usd2 } as const;
  const ratio = { unit: "times", kind: "amount", format: FORMAT.factor } as const;
  list.section("The pilot");
  const bill = list.line("The pilot's monthly bill", {
    ...usd,
    value: 450,
    note: "From the invoice. 0 takes the cost computed below instead.",
  });
  const pilotUsers = list.line("Users in the pilot", { value: 50, unit: "users", kind: "amount" });
  const name = list.line("Model", {
    value: "gpt-4o",
    unit: "name",
    kind: "text",
    note: "Any name of INFER's price table",
  });
  const requests = list.line("Requests per user and month", { value: 1000, unit: "requests", kind: "amount" });
  const inputTokens = list.line("Input tokens per request", { value: 1500, unit: "tokens", kind: "amount" });
  const outputTokens = list.line("Output tokens per request", { value: 500, unit: "tokens", kind: "amount" });
  list.section("Production");
  const users = list.line("Users in production", { value: 5000, unit: "users", kind: "amount" });
  const factors = FACTORS.map(({ label, value, note }) => list.line(label, { ...ratio, value, note }));
  const budget = list.line("Budget for the first year", { value: 1_000_000, unit: "USD", kind: "amount" });
  return { list, bill, pilotUsers, name, requests, inputTokens, outputTokens, users, factors, budget };
}

type Inputs = ReturnType<typeof inputs>;

function calc(model: ModelDraft, given: Inputs) {
  const sheet = model.sheet("Calc", {
    columnWidths: [250, 140, 130, 130, 130, 130, 130, 130],
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Calculation", TITLE);
  sheet.put(1, 0, "USD per month", SUBTITLE);
  sheet.putRow(2, 0, ["The pilot", null, null], HEADING);
  const line = (row: number, label: string, formula: ReturnType<typeof f>, unit: string, format: string): CellRef => {
    sheet.put(row, 0, label);
    sheet.put(row, 2, unit, UNIT);
    return sheet.put(row, 1, formula, { numberFormat: format, ...(formula.link === undefined ? {} : LINK) });
  };
  const request = line(
    3,
    "One request",
    f`=INFER.COST(${given.name},${given.inputTokens},${given.outputTokens})`,
    "USD",
    FORMAT.usdSmall,
  );
  const computed = line(
    4,
    "Computed from tokens",
    f`=${request}*${given.requests}*${given.pilotUsers}`,
    "USD per month",
    FORMAT.usd2,
  );
  const pilot = line(
    5,
    "Pilot's cost used",
    f`=IF(${given.bill}>0,${given.bill},${computed})`,
    "USD per month",
    FORMAT.usd2,
  );
  const scale = line(6, "Users", f`=${given.users}/${given.pilotUsers}`, "times", FORMAT.count2);
  sheet.putRow(8, 0, ["Factor", "Value"], HEADING);
  const labels = ["Users", ...FACTORS.map(({ label }) => label)];
  const values = [scale, ...given.factors];
  const names = sheet.down(9, 0, labels.length, (item) => labels[item] ?? "");
  const factors = sheet.down(9, 1, values.length, (item) => f`=${values[item] as CellRef}`, {
    numberFormat: FORMAT.count2,
  });
  const overhead = line(
    9 + values.length,
    "Overhead beside users",
    f`=PRODUCT(${sheet.area(10, 1, values.length - 1, 1)})`,
    "times; market band 2 to 5",
    FORMAT.count2,
  );
  const first = 9 + values.length + 2;
  sheet.putRow(first, 0, ["Bridge, each factor on top of those before", ...Array<null>(7).fill(null)], HEADING);
  const size = { rows: values.length + 3, cols: 8 };
  sheet.put(first + 1, 0, f`=INFER.BRIDGE(${pilot},${factors},${names})`);
  const bridge = sheet.area(first + 1, 0, size.rows, size.cols);
  sheet.dress(first + 1, 0, 1, size.cols, HEADING_RIGHT);
  sheet.dress(first + 2, 1, size.rows - 1, size.cols - 1, { numberFormat: FORMAT.count2 });
  const second = first + size.rows + 2;
  sheet.putRow(second, 0, ["Shares that do not depend on the order", ...Array<null>(7).fill(null)], HEADING);
  sheet.put(second + 1, 0, f`=INFER.BRIDGE(${pilot},${factors},${names},"logshare")`);
  const shares = sheet.area(second + 1, 0, size.rows, size.cols);
  sheet.dress(second + 1, 0, 1, size.cols, HEADING_RIGHT);
  sheet.dress(second + 2, 1, size.rows - 1, size.cols - 1, { numberFormat: FORMAT.count2 });
  return { sheet, pilot, computed, overhead, bridge, shares, count: values.length };
}

type Calc = ReturnType<typeof calc>;

function outputs(model: ModelDraft, given: Inputs, { pilot, overhead, bridge, shares, count }: Calc) {
  const sheet = model.sheet("Outputs", { columnWidths: [270, 140, 170], tabColor: TAB.calc });
  sheet.put(0, 0, "Outputs", TITLE);
  sheet.putRow(2, 0, ["Figure", "Value", "Unit"], HEADING);
  const line = (row: number, label: string, formula: ReturnType<typeof f>, unit: string, format: string): CellRef => {
    sheet.put(row, 0, label);
    sheet.put(row, 2, unit, UNIT);
    return sheet.put(row, 1, formula, { numberFormat: format, ...(formula.link === undefined ? {} : LINK) });
  };
  const pilotUsd = line(3, "pilot_usd_per_month", f`=${pilot}`, "USD per month", FORMAT.usd2);
  const production = line(
    4,
    "production_usd_per_month",
    f`=${bridge.cell(count + 2, 3)}`,
    "USD per month",
    FORMAT.usd2,
  );
  const perUser = line(
    5,
    "cost_per_user_usd_per_month",
    f`=${production}/${given.users}`,
    "USD per user and month",
    FORMAT.usd2,
  );
  const year = line(6, "first_year_usd", f`=12*${production}`, "USD", FORMAT.usd);
  const rule = line(
    7,
    "Rule of thumb: PILOTTOPROD",
    f`=INFER.PILOTTOPROD(${pilot},${given.pilotUsers},${given.users},${overhead})`,
    "USD per month",
    FORMAT.usd2,
  );
  const used = line(8, "Share of the budget used", f`=${year}/${given.budget}`, "share", FORMAT.share1);
  sheet.putRow(10, 0, ["Top three drivers, order-free", "USD per month", "Share of the rise"], HEADING);
  const steps = shares.column(2);
  for (let place = 1; place <= 3; place++) {
    const row = 10 + place;
    const step = sheet.put(row, 1, f`=LARGE(${steps},${place})`, { numberFormat: FORMAT.usd2 });
    sheet.put(row, 0, f`=INDEX(${shares.column(0)},MATCH(${step},${steps},0))`);
    sheet.put(row, 2, f`=${step}/(${production}-${pilotUsd})`, { numberFormat: FORMAT.share1 });
  }
  return {
    sheet,
    production,
    perUser,
    year,
    rule,
    used,
    story: sheet.area(3, 0, 4, 2),
    drivers: sheet.area(11, 0, 3, 3),
  };
}

function draw(model: ModelDraft): void {
  const board = new BoardSheet(model);
  const given = inputs(model);
  const work = calc(model, given);
  const out = outputs(model, given, work);
  const checks = new CheckSheet(model);
  checks.equal("Golden answer", {
    value: f`=INFER.BRIDGE(450,{100,1.1,1.5,1.15,1.1},,,"End.total")`,
    expected: 93_926.25,
    tolerance: 0.005,
    why: "450 USD, 100 times the users, retries 1.10, redundancy 1.5, monitoring 1.15, guardrails 1.10",
  });
  checks.equal("The steps of the bridge add up", {
    value: f`=${work.pilot}+SUM(${work.bridge.column(2)})`,
    expected: f`=${out.production}`,
    tolerance: 0.005,
    why: "Start and steps make the end",
  });
  checks.equal("The order-free steps add up", {
    value: f`=${work.pilot}+SUM(${work.shares.column(2)})`,
    expected: f`=${out.production}`,
    tolerance: 0.005,
    why: "However the rise is attributed, it is the same rise",
  });
  checks.equal("Rule of thumb agrees", {
    value: f`=${out.rule}`,
    expected: f`=${out.production}`,
    tolerance: 0.005,
    why: "Users times overhead is the product of all factors",
  });
  board.write({
    title: "From pilot to production",
    subtitle: f`="Monthly cost at "&TEXT(${given.users},"#,##0")&" users, USD"`,
    headline: narrated(out.story),
    figures: [
      { label: "Cost in production", value: f`=${out.production}`, format: FORMAT.usd, unit: "USD per month" },
      { label: "Cost per user", value: f`=${out.perUser}`, format: FORMAT.usd2, unit: "USD per month" },
      {
        label: "Share of the first year's budget",
        value: f`=${out.used}`,
        format: FORMAT.share,
        unit: "of the budget",
      },
    ],
    chart: waterfall(work.bridge, {
      rows: work.count + 2,
      title: "What makes the difference, USD per month",
      base: 4,
      total: 5,
      rise: 6,
      fall: 7,
    }),
    basis: [
      f`="Users grow "&TEXT(${given.users}/${given.pilotUsers},"#,##0.0")&"-fold; the overhead beside them is "&TEXT(${work.overhead},"0.00")&" times, where the market speaks of 2 to 5."`,
      "The steps follow one another: what comes later acts on what came before. The sheet Calc has shares that do not depend on the order.",
    ],
    sources: [f`="Pilot's cost: your bill or list prices of "&INFER.VERSION("data_as_of")&"; factors: your inputs."`],
    master: checks.master(),
  });
  coverSheet(
    model,
    {
      title: "Pilot to production",
      promise: PROMISE,
      purpose:
        "What a pilot's bill becomes when everybody uses it, and which of the factors behind it makes the difference.",
      steps: [
        "On the sheet Inputs, put the pilot's bill and its users into the yellow cells.",
        "Put the number of users you expect and the factors that production adds.",
        "Read the sheet Board; the sheet Calc shows each step.",
      ],
      sheets: [
        ["Board", "One page: headline, three figures, the waterfall, what it rests on"],
        ["Inputs", "All yellow cells"],
        ["Calc", "Pilot's cost, factors, both bridges"],
        ["Outputs", "Results by name, top three drivers"],
        ["Checks", "What must agree, and a golden answer"],
      ],
      limits: ["Factors multiply: what acts on a part of the traffic only belongs in with its share of the whole."],
    },
    { master: checks.master(), changed: given.list.changed() },
  );
}

export const PILOT_TO_PRODUCTION: Template = {
  id: "pilot-to-production",
  name: "Pilot to production",
  promise: PROMISE,
  shortName: "Pilot",
  functions: ["COST", "BRIDGE", "PILOTTOPROD", "NARRATIVE"],
  draw,
};
