import type { SimulationRequest } from "../../engine/risk/service";
import { addressOf, EMPTY_PLAN, type LookArea, type Plan, type PlanCell } from "../../host/port";
import { callOf } from "../arguments";
import { literalText } from "../formulaText";
import { TEXT } from "../numberFormats";
import { DRIVER_COLUMNS } from "./driverRows";
import { driverCells } from "./resultsPlan";
import { HEADER, HEADING, INPUT, NOTE, squared, TITLE } from "./sheetParts";

/** Excel's limit for a text in a formula; longer ones are joined from parts. */
const LONGEST_TEXT = 255;

function textExpression(text: string): string {
  const parts = Array.from({ length: Math.max(1, Math.ceil(text.length / LONGEST_TEXT)) }, (_part, index) =>
    text.slice(index * LONGEST_TEXT, (index + 1) * LONGEST_TEXT),
  );
  return parts.map((part) => literalText(part) ?? "").join("&");
}

/** SIMULATE over drivers that stand in cells; `drivers` is their reference. */
export function liveFormula({ model, trials, seed, budget }: SimulationRequest, drivers: string): string {
  const settings = [trials, seed, budget].map((value) => (value === undefined ? "" : String(value)));
  return callOf("SIMULATE", [drivers, textExpression(model), ...settings]);
}

const SETTINGS_ROW = 3;
const COLUMN_WIDTHS = [190, 150, 110, 110, 110];

/** Drivers, model and settings in labelled cells of a new sheet, and SIMULATE over them: change a yellow cell. */
export function livePlan(request: SimulationRequest, unit: string, sheet: string): Plan {
  const { model, trials, seed, budget } = request;
  const settings: PlanCell[][] = [
    ["Model", model],
    ["Trials", trials ?? null],
    ["Seed", seed ?? null],
    ["Budget", budget ?? null, unit],
  ];
  const drivers = driverCells(request.drivers ?? []);
  const driversRow = SETTINGS_ROW + settings.length + 2;
  const resultRow = driversRow + drivers.length + 3;
  const cell = (offset: number) => addressOf({ row: SETTINGS_ROW + offset, col: 1, rows: 1, cols: 1 });
  const table = { row: driversRow, col: 0, rows: drivers.length + 1, cols: DRIVER_COLUMNS.length };
  const formula = callOf("SIMULATE", [addressOf(table), ...settings.map((_setting, index) => cell(index))]);
  const cells = squared([
    ["Simulation"],
    ["Change a yellow cell and the result follows."],
    [],
    ...settings,
    [],
    ["Drivers"],
    [...DRIVER_COLUMNS],
    ...drivers,
    [],
    [unit === "" ? "Result" : `Result, ${unit}; shares and chances are shares of 1`],
    [{ formula }],
  ]);
  const at = (row: number, col: number, rows: number, cols: number) => ({ sheet, row, col, rows, cols });
  const looks: LookArea[] = [
    { area: at(0, 0, 1, 1), look: TITLE },
    { area: at(1, 0, 1, 1), look: NOTE },
    { area: at(SETTINGS_ROW, 1, settings.length, 1), look: { ...INPUT, align: "left" } },
    { area: at(SETTINGS_ROW, 1, 1, 1), look: { numberFormat: TEXT } },
    { area: at(SETTINGS_ROW + 1, 1, 2, 1), look: { numberFormat: "#,##0" } },
    { area: at(SETTINGS_ROW, 2, settings.length, 1), look: NOTE },
    { area: at(driversRow - 1, 0, 1, 1), look: HEADING },
    { area: at(driversRow, 0, 1, DRIVER_COLUMNS.length), look: HEADER },
    { area: at(driversRow + 1, 0, drivers.length, DRIVER_COLUMNS.length), look: INPUT },
    { area: at(resultRow - 1, 0, 1, 1), look: HEADING },
    { area: at(resultRow, 0, 1, 2), look: HEADER },
  ];
  return {
    ...EMPTY_PLAN,
    sheets: [{ name: sheet, columnWidths: COLUMN_WIDTHS }],
    blocks: [{ sheet, row: 0, col: 0, cells }],
    looks,
    show: at(resultRow, 0, 1, 1),
  };
}
