import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, NOTE, STRONG, SUBTITLE, TAB, TITLE } from "../looks";

const [NAME, VALUE, EXPECTED, DIFFERENCE, STATUS, WHY] = [0, 1, 2, 3, 4, 5];
const FIRST = 3;

const STATUS_LOOK = { ...STRONG, align: "left", indent: 1 } as const;

export interface CheckLine {
  readonly value: Formula;
  readonly expected: Formula | number;
  /** How far value and expectation may lie apart, in the value's unit. */
  readonly tolerance: number;
  readonly why: string;
  readonly format?: string;
}

/** The sheet of checks: what must be equal or true, with the verdict as a word, and one verdict over all. */
export class CheckSheet {
  readonly sheet: SheetDraft;

  constructor(model: ModelDraft) {
    this.sheet = model.sheet("Checks", {
      columnWidths: [330, 130, 130, 110, 80, 460],
      frozenRows: FIRST,
      tabColor: TAB.checks,
      print: { orientation: "landscape" },
    });
    this.sheet.put(0, NAME, "Checks", TITLE);
    this.sheet.put(
      1,
      NAME,
      "Every line must say OK. A golden answer comes from fixed inputs and is known beforehand: it holds whatever you change.",
      SUBTITLE,
    );
    const titles = ["Check", "Value", "Expected", "Difference", "Status", "Why"];
    titles.forEach((title, col) => {
      this.sheet.put(FIRST - 1, col, title, col === NAME ? HEADING : col >= STATUS ? HEADING_INSET : HEADING_RIGHT);
    });
    this.sheet.row = FIRST;
  }

  /** Two figures that must agree. */
  equal(name: string, { value, expected, tolerance, why, format = FORMAT.count2 }: CheckLine): void {
    const { sheet } = this;
    const { row } = sheet;
    sheet.row++;
    sheet.put(row, NAME, name);
    const look = { align: "right", numberFormat: format } as const;
    const [left, right] = [sheet.put(row, VALUE, value, look), sheet.put(row, EXPECTED, expected, look)];
    // In the value's own format, without a sign: what is left of the computer's rounding reads as 0.
    const difference = sheet.put(row, DIFFERENCE, f`=ABS(${left}-${right})`, look);
    sheet.put(
      row,
      STATUS,
      f`=IF(ISNUMBER(${difference}),IF(${difference}<=${tolerance},"OK","CHECK"),"CHECK")`,
      STATUS_LOOK,
    );
    sheet.put(row, WHY, why, NOTE);
  }

  /** A condition that must be true; gives the cell that says why. */
  holds(name: string, condition: Formula, why: string | Formula): CellRef {
    const { sheet } = this;
    const { row } = sheet;
    sheet.row++;
    sheet.put(row, NAME, name);
    const value = sheet.put(row, VALUE, condition, { align: "right" });
    sheet.put(row, EXPECTED, true, { align: "right" });
    sheet.put(row, STATUS, f`=IF(ISERROR(${value}),"CHECK",IF(${value},"OK","CHECK"))`, STATUS_LOOK);
    return sheet.put(row, WHY, why, NOTE);
  }

  /** "All checks OK" or how many are not; to be asked for when all lines are there. */
  master(): Formula {
    const rows = this.sheet.row - FIRST;
    const all = this.sheet.area(FIRST, STATUS, rows, 1);
    return f`=IF(COUNTIF(${all},"OK")=${rows},"All checks OK",(${rows}-COUNTIF(${all},"OK"))&" of ${rows} checks fail: see the sheet Checks")`;
  }
}
