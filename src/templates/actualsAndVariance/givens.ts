import { InputSheet } from "../blocks/inputs";
import { type InputCell, inputTable } from "../blocks/inputTable";
import type { ModelDraft } from "../draft/model";
import { FORMAT, NOTE } from "../looks";

const BUDGET: readonly (readonly InputCell[])[] = [
  ["gpt-4o", 600, 4.4],
  ["gemini-3.8-flash", 900, 0.95],
  ["claude-haiku-5-5", 2500, 0.13],
  ["claude-sonnet-5-5", 2800, 1.3],
  ["gpt-6.1-sol", 500, 3.2],
  ["mistral-large-4", 300, 1.9],
];
export const BUDGET_ROWS = 10;
const TEAMS = ["Support", "Sales", "Engineering", "Operations", ""];

export type Givens = ReturnType<typeof givens>;

export function givens(model: ModelDraft) {
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
  return { list, period, invoice, factor, teams, budget: budgetTable(model, list) };
}

function budgetTable(model: ModelDraft, { sheet }: InputSheet) {
  const row = sheet.row + 1;
  sheet.put(row + 2, 4, "Example; price is the budget of the model over its million tokens of input and output", NOTE);
  return inputTable(
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
}
