import { dataDay } from "../../data";
import { isoText } from "../../engine/dates";
import { InputSheet } from "../blocks/inputs";
import { type InputCell, type InputColumn, inputTable } from "../blocks/inputTable";
import { priceAtDataDay } from "../blocks/lookedUp";
import type { ModelDraft } from "../draft/model";
import { f } from "../draft/reference";
import { FORMAT, INPUT, NOTE, STRONG, SUBTITLE, TAB, TITLE } from "../looks";

const PRICED = "gpt-4o";
const FORMULA = "requests_per_day * 365 * retries * (in_tok * in_usd_per_mtok + out_tok * out_usd_per_mtok) / 1000000";

const DISTRIBUTIONS = ["fixed", "normal", "lognormal", "uniform", "triangular", "pert", "discrete"] as const;
const COLUMNS: readonly InputColumn[] = [
  { title: "name", unit: "used in the model", kind: "text" },
  { title: "distribution", unit: "word", kind: { oneOf: DISTRIBUTIONS } },
  { title: "p1", unit: "low, mean, P5", kind: "number", format: FORMAT.general },
  { title: "p2", unit: "mode, sd, P95, high", kind: "number", format: FORMAT.general },
  { title: "p3", unit: "high", kind: "number", format: FORMAT.general },
  { title: "unit", unit: "", kind: "text" },
  { title: "source", unit: "", kind: "text" },
];
const MODEL_ROW = 3;
const BLANK_ROWS = 4;
/** SIMULATE takes these; unit and source are for people. */
const DRIVER_COLUMNS = 5;

function drivers(): readonly (readonly InputCell[])[] {
  const day = isoText(dataDay());
  const listed = (meter: "input" | "output") => priceAtDataDay(PRICED, meter);
  const source = `List price of ${PRICED}, INFER's table of ${day}`;
  return [
    ["requests_per_day", "pert", 6000, 10_000, 20_000, "requests a day", "Example: low, most likely, high"],
    ["retries", "uniform", 1, 1.2, null, "times", "Example: up to one call in five is made again"],
    ["in_tok", "lognormal", 750, 3000, null, "tokens", "Example: nine prompts in ten lie between"],
    ["out_tok", "lognormal", 250, 1000, null, "tokens", "Example: nine answers in ten lie between"],
    ["in_usd_per_mtok", "fixed", listed("input"), null, null, "USD/Mtok", source],
    ["out_usd_per_mtok", "fixed", listed("output"), null, null, "USD/Mtok", source],
    ...Array.from({ length: BLANK_ROWS }, () => Array<null>(COLUMNS.length).fill(null)),
  ];
}

export type Givens = ReturnType<typeof givens>;

export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Budget at risk");
  list.section("The budget");
  const unit = list.line("Unit of the result", { value: "USD per year", unit: "text", kind: "text" });
  const budget = list.line("Budget", { value: 45_000, unit: "unit of the result", kind: "amount", note: "Example" });
  list.section("The simulation");
  const trials = list.line("Trials", {
    value: 10_000,
    unit: "trials",
    kind: { wholeFrom: 100, to: 100_000 },
    note: "For a million: the tab Simulate of the pane, with the sheet Drivers and this model",
  });
  const seed = list.line("Seed", {
    value: 1,
    unit: "number",
    kind: { wholeFrom: 1, to: 1_000_000 },
    note: "The same seed gives the same digits, on every machine",
  });
  const looked = list.line("Driver to look at", { value: "requests_per_day", unit: "name", kind: "text" });
  list.section("Single requests");
  const low = list.line("5 in 100 requests cost less than", {
    value: 0.03,
    unit: "USD",
    kind: "amount",
    format: FORMAT.price,
    note: "Example: from a log of requests",
  });
  const high = list.line("5 in 100 requests cost more than", {
    value: 0.45,
    unit: "USD",
    kind: "amount",
    format: FORMAT.price,
  });
  const requests = list.line("Requests added up", { value: 1000, unit: "requests", kind: "amount" });
  const percentile = list.line("Chance to stay within", { value: 0.95, unit: "share", kind: "share" });
  return { list, unit, budget, trials, seed, looked, low, high, requests, percentile, ...driverTable(model) };
}

function driverTable(model: ModelDraft) {
  const sheet = model.sheet("Drivers", {
    columnWidths: [180, 120, 110, 130, 110, 120, 340],
    tabColor: TAB.inputs,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Drivers", TITLE);
  sheet.put(1, 0, "What is uncertain, and how: change them, or use the blank rows.", SUBTITLE);
  sheet.put(MODEL_ROW, 0, "Model", STRONG);
  const formula = sheet.put(MODEL_ROW, 1, FORMULA, { ...INPUT, align: "left", numberFormat: FORMAT.general });
  const table = inputTable(model, sheet, { row: MODEL_ROW + 2, col: 0 }, COLUMNS, drivers());
  const help = [
    "The model is a formula over the names below; INFER functions go without their prefix.",
    "fixed: value · normal: mean, standard deviation · lognormal: P5, P95 · uniform: low, high",
    'triangular and pert: low, most likely, high · discrete: values "10;20" and their shares "0.7;0.3"',
  ];
  help.forEach((text, index) => {
    sheet.put(table.area.row + table.area.rows + 1 + index, 0, text, { ...NOTE, indent: 0 });
  });
  const { row, rows } = table.area;
  const changed = f`=${table.changed.inner()}+(${formula}<>"${FORMULA}")`;
  return { formula, changed, drivers: sheet.area(row, 0, rows, DRIVER_COLUMNS) };
}
