import type { CatalogArgument, CatalogEntry } from "../catalog/types";
import { type Area, addressOf, type CellLook, EMPTY_PLAN, type LookArea, type Plan, type PlanCell } from "../host/port";
import { callOf, formulaPart, type Given, placesOf } from "./arguments";
import { formatOfUnit, TEXT } from "./numberFormats";
import { areaOf } from "./preview";

const TITLE: CellLook = { bold: true, color: "#0f3b66" };
const HEADING: CellLook = { bold: true, color: "#0f3b66", fill: "#e8f1fa" };
const INPUT: CellLook = { color: "#0000ff", fill: "#fffbe0" };
const LINK: CellLook = { color: "#107c41" };
const UNIT: CellLook = { color: "#5c5c5c" };
const RESULT: CellLook = { bold: true };

/** Label, unit, then the value or values. */
const VALUE_COLUMN = 2;
/** Title and headings stand above the inputs. */
const FIRST_INPUT = 2;

/** One argument in cells of its own. */
interface Input {
  readonly argument: CatalogArgument;
  readonly cells: readonly (readonly PlanCell[])[];
  readonly look: CellLook;
}

export interface Example {
  readonly entry: CatalogEntry;
  readonly typed: readonly string[];
  readonly args: readonly Given[];
  /** Rows and columns of the answer. */
  readonly rows: number;
  readonly cols: number;
}

function inputOf(argument: CatalogArgument, given: Given, typed: string): Input | undefined {
  const format = (value: unknown) => (typeof value === "string" ? TEXT : formatOfUnit(argument.unit));
  if (given.kind === "value") {
    const numberFormat = /^\d+%$/.test(typed.trim()) ? "0%" : format(given.value);
    return { argument, cells: [[given.value]], look: { ...INPUT, numberFormat, align: "right" } };
  }
  if (given.kind === "array") {
    const isText = given.values.flat().every((value) => typeof value === "string");
    return { argument, cells: given.values, look: { ...INPUT, ...(isText ? { numberFormat: TEXT } : {}) } };
  }
  const area = areaOf(given);
  if (area === undefined || area.rows * area.cols > 1) return undefined;
  return { argument, cells: [[{ formula: `=${(given as { text: string }).text}` }]], look: LINK };
}

/** Rows of one width; what is missing is blank. */
function squared(rows: readonly (readonly PlanCell[])[]): PlanCell[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return rows.map((row) => Array.from({ length: width }, (_cell, col) => row[col] ?? null));
}

interface Laid {
  readonly rows: readonly (readonly PlanCell[])[];
  /** Positions count from the block's own corner. */
  readonly looks: readonly { readonly at: Omit<Area, "sheet">; readonly look: CellLook }[];
  readonly formulaRow: number;
  readonly formulaCol: number;
}

function laidOut({ entry, typed, args, rows: answerRows, cols: answerCols }: Example, origin: Area): Laid {
  const rows: PlanCell[][] = [
    [`INFER.${entry.name}`, entry.summary],
    ["Input", "Unit", "Value"],
  ];
  const looks: { at: Omit<Area, "sheet">; look: CellLook }[] = [
    { at: { row: 0, col: 0, rows: 1, cols: 3 }, look: TITLE },
    { at: { row: 1, col: 0, rows: 1, cols: 3 }, look: HEADING },
  ];
  const places = placesOf(entry, typed);
  const parts = args.map((argument, index) => {
    const place = places[index];
    const input = place && inputOf(place, argument, typed[index] ?? "");
    if (input === undefined) return formulaPart(argument, typed[index] ?? "");
    const row = rows.length;
    const at = { row, col: VALUE_COLUMN, rows: input.cells.length, cols: input.cells[0]?.length ?? 1 };
    input.cells.forEach((cells, offset) => {
      rows.push([...(offset === 0 ? [input.argument.name, input.argument.unit] : [null, null]), ...cells]);
    });
    looks.push({ at, look: input.look }, { at: { ...at, col: 1, cols: 1 }, look: UNIT });
    return addressOf({ ...at, row: origin.row + row, col: origin.col + VALUE_COLUMN });
  });
  const formula = { formula: callOf(entry.name, parts) };
  const isOne = answerRows * answerCols === 1;
  if (rows.length === FIRST_INPUT) rows.push(["no inputs", null, null]);
  rows.push(isOne ? ["Result", entry.returns, formula] : ["Result"]);
  looks.push({ at: { row: rows.length - 1, col: 0, rows: 1, cols: isOne ? 3 : 1 }, look: RESULT });
  if (isOne) return { rows, looks, formulaRow: rows.length - 1, formulaCol: VALUE_COLUMN };
  rows.push([formula]);
  looks.push({ at: { row: rows.length - 1, col: 0, rows: 1, cols: answerCols }, look: HEADING });
  return { rows, looks, formulaRow: rows.length - 1, formulaCol: 0 };
}

/**
 * Labelled cells with the inputs and below them a formula that refers to them, from `origin` on. `needs` is all that
 * has to be blank, the answer included.
 */
export function examplePlan(example: Example, origin: Area): { readonly plan: Plan; readonly needs: Area } {
  const { rows, looks, formulaRow, formulaCol } = laidOut(example, origin);
  const cells = squared(rows);
  const height = Math.max(cells.length, formulaRow + example.rows);
  const width = Math.max(cells[0]?.length ?? 0, formulaCol + example.cols);
  const placed: LookArea[] = looks.map(({ at, look }) => ({
    area: { ...at, sheet: origin.sheet, row: origin.row + at.row, col: origin.col + at.col },
    look,
  }));
  const { sheet, row, col } = origin;
  return {
    plan: {
      ...EMPTY_PLAN,
      blocks: [{ sheet, row, col, cells }],
      looks: placed,
      show: { sheet, row: row + formulaRow, col: col + formulaCol, rows: 1, cols: 1 },
    },
    needs: { sheet, row, col, rows: height, cols: width },
  };
}
