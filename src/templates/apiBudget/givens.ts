import { dataDay } from "../../data";
import { InputSheet } from "../blocks/inputs";
import type { ModelDraft } from "../draft/model";
import { type CellRef, f, type ListRef } from "../draft/reference";
import { FORMAT } from "../looks";

/** As many as a chart can tell apart, with what is left over as one more. */
const TEAMS = ["Support", "Sales", "Engineering", "Operations", ""];

/** Everything that holds for all lines: the period, the money, growth, teams, alarms. */
export interface Givens {
  readonly list: InputSheet;
  readonly fiscalStart: CellRef;
  readonly firstMonth: CellRef;
  readonly months: CellRef;
  readonly daysPerMonth: CellRef;
  readonly currency: CellRef;
  readonly perUsd: CellRef;
  readonly budget: CellRef;
  readonly spread: CellRef;
  readonly growth: CellRef;
  readonly priceChange: CellRef;
  readonly teams: ListRef;
  /** Two cells below one another: watch and breach. */
  readonly thresholds: ListRef;
}

export function givens(model: ModelDraft): Givens {
  const list = new InputSheet(model, "API budget");
  return { list, ...period(list), ...money(list), ...growth(list), ...people(list), thresholds: alarms(list) };
}

function period(list: InputSheet) {
  list.section("Period");
  const drawnUp = list.line("Budget drawn up on", {
    value: dataDay(),
    unit: "date",
    kind: "date",
    note: "The day of INFER's tables when this sheet was written",
  });
  const fiscalStart = list.line("Fiscal year starts in month", {
    value: 1,
    unit: "month of the year, 1 to 12",
    kind: { wholeFrom: 1, to: 12 },
    note: "A fiscal year bears the name of the calendar year in which it ends",
  });
  const firstMonth = list.line("First month", {
    value: 0,
    formula: f`=DATE(YEAR(${drawnUp})+IF(MONTH(${drawnUp})>=${fiscalStart},1,0),${fiscalStart},1)`,
    unit: "month",
    kind: "date",
    format: FORMAT.month,
    note: "The next fiscal year; type the first day of another month over it",
  });
  const months = list.line("Number of months", {
    value: 24,
    unit: "months, 12 to 36",
    kind: { wholeFrom: 12, to: 36 },
  });
  const daysPerMonth = list.line("Days per month", {
    value: 30,
    unit: "days",
    kind: "amount",
    format: FORMAT.general,
    note: "30 as in sellers' examples; a year of 365 days has 30.4167 a month",
  });
  return { fiscalStart, firstMonth, months, daysPerMonth };
}

function money(list: InputSheet) {
  list.section("Money");
  const currency = list.line("Reporting currency", { value: "USD", unit: "currency code", kind: "text" });
  const perUsd = list.line("Reporting currency per USD", {
    value: 1,
    unit: "per USD",
    kind: "amount",
    format: "0.0000",
    note: "One rate for all months: 0.92 where 1 USD is 0.92 EUR. 1 while you report in USD.",
  });
  const budget = list.line("Budget for the first twelve months", {
    value: 200_000,
    unit: "reporting currency",
    kind: "amount",
    note: "Example",
  });
  const spread = list.line("Budget by month", {
    value: "as planned",
    unit: "word",
    kind: { oneOf: ["as planned", "evenly"] },
    note: "As planned gives each month its share of the plan",
  });
  return { currency, perUsd, budget, spread };
}

function growth(list: InputSheet) {
  list.section("Growth");
  const rate = { unit: "a year, effective", kind: "number", format: FORMAT.share1 } as const;
  return {
    growth: list.line("Growth of use", {
      ...rate,
      value: 0.3,
      note: "Example. Counted from the first month; a line's own rate on the sheet Lines comes first.",
    }),
    priceChange: list.line("Price change beyond what is announced", {
      ...rate,
      value: 0,
      note: "Announced changes apply from their day. -20% lets all prices fall further by a fifth in a year.",
    }),
  };
}

function people(list: InputSheet) {
  list.section("Teams that pay");
  const cells = TEAMS.map((name, index) =>
    list.line(`Team ${index + 1}`, {
      value: name,
      unit: "name",
      kind: "text",
      ...(index === 0 ? { note: "Lines of any other team come together as Other teams" } : {}),
    }),
  );
  return { teams: list.block(cells) };
}

function alarms(list: InputSheet): ListRef {
  list.section("Alarms while the year runs");
  const limit = { unit: "of the budget", kind: "amount", format: FORMAT.share } as const;
  const watch = list.line("Watch from a forecast of", { ...limit, value: 0.9 });
  const breach = list.line("Breach above a forecast of", { ...limit, value: 1 });
  return list.block([watch, breach]);
}
