import type { DriverTable } from "../../engine/risk/driver";
import type { HistogramTable } from "../../engine/risk/histogram";
import type { PlainValue } from "../../engine/risk/service";
import { type Area, type ChartModel, EMPTY_PLAN, type LookArea, type Plan, type PlanCell } from "../../host/port";
import { DAY, TEXT } from "../numberFormats";
import { DRIVER_COLUMNS, isDistribution } from "./driverRows";
import { amount, amountFormat, effectsOf, percent, statistic, zoneOf } from "./outcome";
import {
  columnLooks,
  fixedReference,
  HEADING,
  NOTE,
  type Part,
  placedLooks,
  squared,
  type TablePart,
  TITLE,
} from "./sheetParts";
import type { Finished } from "./state";

export interface ResultsSheet extends Omit<Finished, "kind" | "source" | "tookMs"> {
  /** Excel days: of the data and of the run. */
  readonly dataDay: number;
  readonly today: number;
  /** Free names. */
  readonly sheet: string;
  readonly tableNames: readonly string[];
}

/** Wanted names of the tables, in the order of the sheet. */
export const RESULT_TABLES = ["InferSimStatistics", "InferSimInputs", "InferSimDrivers", "InferSimHistogram"] as const;

const SHARE = "0.0%";
const COUNT = "#,##0";
const COLUMN_WIDTHS = [190, 150, 150, 110, 110, 110, 110, 110, 110];
/** Two charts beside the statistics, from this column on. */
const CHART_COLUMN = 4;
const CHART_COLUMNS = 6;
const CHART_ROWS = 17;
const FIRST_CHART_ROW = 10;

/** Everything of one run on a sheet of its own: what was asked, statistics, drivers, histogram, and two charts. */
export function resultsPlan(given: ResultsSheet): Plan {
  const { sheet } = given;
  const head = headPart(given);
  const tables = [statisticsPart(given), inputsPart(given), driversPart(given), histogramPart(given)];
  const blocks: Plan["blocks"][number][] = [{ sheet, row: 0, col: 0, cells: squared(head.cells) }];
  const looks: LookArea[] = placedLooks(head, sheet, 0, 0);
  const areas: Area[] = [];
  let row = head.cells.length + 1;
  for (const part of tables) {
    const cells = squared(part.cells);
    const area = { sheet, row: row + 1, col: 0, rows: cells.length, cols: cells[0]?.length ?? 1 };
    blocks.push({ sheet, row, col: 0, cells: [[part.title]] }, { sheet, row: row + 1, col: 0, cells });
    looks.push({ area: { ...area, row, rows: 1, cols: 1 }, look: HEADING }, ...placedLooks(part, sheet, row + 1, 0));
    areas.push(area);
    row += cells.length + 3;
  }
  const [, , drivers, histogram] = areas;
  return {
    ...EMPTY_PLAN,
    sheets: [{ name: sheet, columnWidths: COLUMN_WIDTHS }],
    blocks,
    looks,
    tables: tables.map(({ tableName }, index) => ({ name: tableName, area: areas[index] as Area })),
    charts: [
      ...(histogram && given.result.histogram ? [{ sheet, chart: histogramChart(given, histogram) }] : []),
      ...(drivers ? [{ sheet, chart: driversChart(given, drivers) }] : []),
    ],
    show: { sheet, row: 0, col: 0, rows: 1, cols: 1 },
  };
}

function headPart({ request, result, unit, modelOrigin, dataDay, today }: ResultsSheet): Part {
  const isPartial = result.isPartial ? `stopped before ${request.trials?.toLocaleString("en-US")} trials` : "";
  const rows: PlanCell[][] = [
    ["Simulation", null, null],
    ["Values of one run. The same drivers, seed and trials give the same digits.", null, null],
    ["Model", request.model, modelOrigin === "" ? null : `formula of ${modelOrigin}`],
    ["Unit of the result", unit === "" ? "not named" : unit, null],
    ["Trials", result.trials, isPartial === "" ? null : isPartial],
    ["Seed", request.seed ?? 1, null],
    ["Budget", request.budget ?? "none", unit === "" ? null : unit],
    ["Data as of", dataDay, null],
    ["Run on", today, null],
  ];
  const value = (row: number, numberFormat: string) => ({
    at: { row, col: 1, rows: 1, cols: 1 },
    look: { numberFormat, align: "left" } as const,
  });
  return {
    cells: rows,
    looks: [
      { at: { row: 0, col: 0, rows: 1, cols: 1 }, look: TITLE },
      { at: { row: 1, col: 0, rows: 1, cols: 1 }, look: NOTE },
      { at: { row: 2, col: 2, rows: 7, cols: 1 }, look: NOTE },
      value(2, TEXT),
      value(4, COUNT),
      value(5, COUNT),
      value(6, amountFormat(request.budget ?? 0)),
      value(7, DAY),
      value(8, DAY),
    ],
  };
}

const cellOf = (value: PlainValue | undefined): PlanCell =>
  value === undefined ? null : typeof value === "object" ? value.message : value;

const isShare = (name: string): boolean => /^(p_over|share_|error_share)/.test(name);

function unitOf(name: string, unit: string): string {
  if (name === "trials" || name === "notes") return name === "trials" ? "trials" : "";
  return isShare(name) ? "share" : unit;
}

function statisticsPart(given: ResultsSheet): TablePart {
  const { result, unit, tableNames } = given;
  const entries = Object.entries(result.statistics).filter(
    ([name]) => name !== "p_over_budget" || given.request.budget !== undefined,
  );
  const rows = entries.map(([name, value]): PlanCell[] => [name, cellOf(value), unitOf(name, unit)]);
  const format = amountFormat(Math.abs(statistic(result, "p50") ?? 0));
  const looks = entries.map(([name], index) => ({
    at: { row: index + 1, col: 1, rows: 1, cols: 1 },
    look: {
      numberFormat: name === "trials" ? COUNT : name === "notes" ? "General" : isShare(name) ? SHARE : format,
      align: name === "notes" ? "left" : "right",
    } as const,
  }));
  return {
    title: "Statistics",
    tableName: tableNames[0] ?? RESULT_TABLES[0],
    cells: [["statistic", "value", "unit"], ...rows],
    looks: [...columnLooks(rows.length, [TEXT, undefined, undefined]), ...looks],
  };
}

function inputsPart({ request, tableNames }: ResultsSheet): TablePart {
  const rows = driverCells(request.drivers ?? []);
  return {
    title: "Inputs: drivers and their distributions",
    tableName: tableNames[1] ?? RESULT_TABLES[1],
    cells: [[...DRIVER_COLUMNS], ...rows],
    looks: columnLooks(rows.length, [TEXT, undefined, undefined, undefined, undefined]),
  };
}

/** The drivers without their header, blank rows and what lies beside them. */
export function driverCells(drivers: DriverTable): PlanCell[][] {
  return drivers
    .filter(([, kind]) => isDistribution(kind))
    .map((row) => DRIVER_COLUMNS.map((_column, col) => row[col] ?? null));
}

function driversPart({ result, unit, tableNames }: ResultsSheet): TablePart {
  const header = [
    "driver",
    "share_of_variance",
    "low",
    "high",
    "range",
    "input_low",
    "input_high",
    "below_base",
    "above_base",
  ];
  const effects = effectsOf(result);
  const rows = effects.map(({ driver, share, low, high, inputLow, inputHigh, base }): PlanCell[] => {
    const ends = low !== undefined && high !== undefined && base !== undefined ? { low, high, base } : undefined;
    const below = ends && Math.min(ends.low, ends.high, ends.base) - ends.base;
    const above = ends && Math.max(ends.low, ends.high, ends.base) - ends.base;
    const range = ends && Math.abs(ends.high - ends.low);
    return [driver, share, low, high, range, inputLow, inputHigh, below, above].map((cell) => cell ?? null);
  });
  const format = amountFormat(Math.abs(statistic(result, "p50") ?? 0));
  const inputFormats = [undefined, undefined];
  return {
    title: `Drivers: the result${inUnit(unit)} with one driver at its P10 and P90, the others at base`,
    tableName: tableNames[2] ?? RESULT_TABLES[2],
    cells: [header, ...rows],
    looks: columnLooks(rows.length, [TEXT, SHARE, format, format, format, ...inputFormats, format, format]),
  };
}

const inUnit = (unit: string): string => (unit === "" ? "" : `, ${unit},`);

function histogramPart({ result, unit, tableNames }: ResultsSheet): TablePart {
  const bins: HistogramTable = result.histogram ?? [];
  const [p10 = 0, p90 = 0] = [statistic(result, "p10"), statistic(result, "p90")];
  const rows = bins.map((bin): PlanCell[] => {
    const zone = zoneOf(bin, p10, p90);
    const inZone = (wanted: string) => (zone === wanted ? bin.count : 0);
    return [bin.from, bin.bin, bin.count, bin.share, bin.cumulative, inZone("low"), inZone("middle"), inZone("high")];
  });
  const format = amountFormat(Math.abs(statistic(result, "p50") ?? 0));
  const [count, share] = [COUNT, "0.00%"];
  return {
    title: `Histogram: how many trials give a result${inUnit(unit)} above from and up to to`,
    tableName: tableNames[3] ?? RESULT_TABLES[3],
    cells: [["from", "to", "trials", "share", "cumulative", "up_to_p10", "p10_to_p90", "above_p90"], ...rows],
    looks: columnLooks(rows.length, [format, format, count, share, share, count, count, count]),
  };
}

const ZONE_COLORS = ["#8ab8e6", "#0f6cbd", "#c2570c"];

function histogramChart({ sheet, result, unit }: ResultsSheet, { row, rows }: Area): ChartModel {
  const column = (col: number) => fixedReference(sheet, { row: row + 1, col, rows: rows - 1, cols: 1 });
  const marks = ["p10", "p50", "p90"].map((name) => `${name.toUpperCase()} ${amount(statistic(result, name) ?? 0)}`);
  const named = unit === "" ? "" : `, ${unit}`;
  return {
    kind: "column",
    stacking: "stacked",
    title: `Result of ${result.trials.toLocaleString("en-US")} trials${named}: ${marks.join(", ")}`,
    summary: `Histogram of the simulated result${named}. ${marks.join(", ")}.`,
    series: ["Up to P10", "P10 to P90", "Above P90"].map((name, index) => ({
      name,
      values: column(5 + index),
      categories: column(1),
      color: ZONE_COLORS[index] ?? "#0f6cbd",
    })),
    place: { row: FIRST_CHART_ROW, col: CHART_COLUMN, rows: CHART_ROWS, cols: CHART_COLUMNS },
    legend: "bottom",
    horizontal: { title: unit === "" ? "Result, up to" : `Result, ${unit}, up to` },
    vertical: { title: "Trials", numberFormat: COUNT },
  };
}

function driversChart({ sheet, result, unit }: ResultsSheet, { row, rows }: Area): ChartModel {
  const column = (col: number) => fixedReference(sheet, { row: row + 1, col, rows: rows - 1, cols: 1 });
  const effects = effectsOf(result);
  const [first] = effects;
  const named = unit === "" ? "" : `, ${unit}`;
  const base = first?.base === undefined ? "" : ` from the base of ${amount(first.base)}`;
  const most =
    first?.share === undefined ? "" : ` ${first.driver} alone explains ${percent(first.share)} of the variance.`;
  return {
    kind: "bar",
    stacking: "stacked",
    title: `How far each driver moves the result${base}${named}`,
    summary: `Tornado of the drivers, each from its P10 to its P90${named}.${most}`,
    series: [
      { name: "Below base", values: column(7), categories: column(0), color: "#c2570c" },
      { name: "Above base", values: column(8), categories: column(0), color: "#0f6cbd" },
    ],
    place: { row: FIRST_CHART_ROW + CHART_ROWS + 1, col: CHART_COLUMN, rows: CHART_ROWS, cols: CHART_COLUMNS },
    legend: "bottom",
    vertical: { title: unit === "" ? "Change of the result" : `Change, ${unit}` },
  };
}
