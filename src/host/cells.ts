import { dayOf } from "../engine/dates";
import type { Area } from "./address";
import type { Block, CellLook, LookArea, PlanCell } from "./plan";

/** True for a cell that writes something. */
export function isFilled(cell: PlanCell): boolean {
  return cell !== null && cell !== "";
}

export function isFormula(cell: PlanCell): cell is { readonly formula: string } {
  return typeof cell === "object" && cell !== null;
}

/** The part of a selection that can hold something: whole rows and columns end where the sheet's used cells end. */
export function cutToUsed(area: Area, used: Area | undefined): Area {
  const endRow = used === undefined ? 0 : used.row + used.rows;
  const endCol = used === undefined ? 0 : used.col + used.cols;
  return {
    ...area,
    rows: Math.max(1, Math.min(area.rows, endRow - area.row)),
    cols: Math.max(1, Math.min(area.cols, endCol - area.col)),
  };
}

/** The looks that touch a block, laid over one another, cell by cell. */
export function looksOfBlock(block: Block, looks: readonly LookArea[]): readonly (readonly CellLook[])[] {
  const touching = looks.filter(({ area }) => area.sheet === block.sheet);
  return block.cells.map((row, r) =>
    row.map((_cell, c) => {
      const covers = ({ area }: LookArea) =>
        block.row + r >= area.row &&
        block.row + r < area.row + area.rows &&
        block.col + c >= area.col &&
        block.col + c < area.col + area.cols;
      return Object.assign({}, ...touching.filter(covers).map(({ look }) => look)) as CellLook;
    }),
  );
}

/** The day that the user's calendar shows, as an Excel serial number. */
export function daySerial(now: Date): number {
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

const MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const TAKEN_FOR_A_VALUE = new RegExp(`^(true|false|(${MONTHS})[a-z]*[-\\s.,/]*\\d.*)$`, "i");

/**
 * True for a text that a spreadsheet would read as something else when it is typed: a formula, a number, a date. Texts
 * that begin with a letter are safe, except truth values and months.
 */
export function isReadAsValue(text: string): boolean {
  return text !== "" && (!/^[\p{L}]/u.test(text) || TAKEN_FOR_A_VALUE.test(text));
}

const SENTENCES: Readonly<Record<string, string>> = {
  "#N/A": "A value is not available: select the cell in Excel to read why.",
  "#VALUE!": "A value has the wrong type: select the cell in Excel to read why.",
  "#DIV/0!": "A number is divided by zero or by an empty cell.",
  "#NAME?": "The formula names a function or a name that does not exist.",
  "#NUM!": "A number is too large, too small, or outside what the function takes.",
  "#REF!": "The formula refers to a cell that does not exist.",
  "#SPILL!": "The result needs more cells than are free.",
  "#BUSY!": "The value is still being calculated.",
};

/** The plain sentence of an error code, where the host gives none. */
export function sentenceOf(code: string): string {
  return SENTENCES[code] ?? "The cell holds an error.";
}
