import { translateFormulaToA1, translateFormulaToR1C1 } from "@borgar/fx";
import type { SheetRule } from "../../files";
import { type Area, addressOf, areaOfReference } from "../../host/address";

/** A rule as it holds for one cell: relative references in its conditions are that cell's. */
export interface CellRule extends SheetRule {
  readonly cell: Area;
}

interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
}

/** The rule of a cell, or `undefined`. Where rules overlap the first counts, as in Excel. */
export function ruleAt(validations: readonly SheetRule[], { sheet, row, col }: Place): CellRule | undefined {
  for (const validation of validations) {
    const areas = validation.addresses.split(" ").flatMap((address) => areaOfReference(address, sheet) ?? []);
    if (!areas.some((area) => isIn(area, row, col))) continue;
    const base = { row: Math.min(...areas.map((area) => area.row)), col: Math.min(...areas.map((area) => area.col)) };
    return ruleOf(validation, base, { sheet, row, col, rows: 1, cols: 1 });
  }
  return undefined;
}

const isIn = ({ row, col, rows, cols }: Area, r: number, c: number) =>
  r >= row && r < row + rows && c >= col && c < col + cols;

/** Conditions are written for the first cell of the rule's range. */
function ruleOf(
  { first, second, ...rest }: SheetRule,
  base: { readonly row: number; readonly col: number },
  cell: Area,
): CellRule {
  const [from, to] = [addressOf({ ...base, rows: 1, cols: 1 }), addressOf(cell)];
  const moved = (condition: string) => {
    const isMoved = from !== to && !isInQuotes(condition);
    return isMoved ? translateFormulaToA1(translateFormulaToR1C1(condition, from), to) : condition;
  };
  return {
    ...rest,
    ...(first === undefined ? {} : { first: moved(first) }),
    ...(second === undefined ? {} : { second: moved(second) }),
    cell,
  };
}

const isInQuotes = (condition: string) => /^"(?:[^"]|"")*"$/.test(condition);

/** The words of a list that stands in the rule itself, or `undefined` for one that stands in cells. */
export function wordsOf({ type, first = "" }: SheetRule): readonly string[] | undefined {
  if (type !== "list" || !isInQuotes(first)) return undefined;
  return first
    .slice(1, -1)
    .replaceAll('""', '"')
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
