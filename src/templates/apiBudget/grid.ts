import { type CellRef, type Formula, f, ListRef, type RangeRef, type Reference, SeriesRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_RIGHT, LINK, UNIT } from "../looks";

/** The longest period; a shorter one leaves months at 0. */
export const MOST_MONTHS = 36;
export const YEAR_MONTHS = 12;

export const [LABEL, DETAIL, UNIT_COL, YEAR, FIRST] = [0, 1, 2, 3, 4];

/** One row of twelve to thirty-six months, with the sum of its first twelve. */
export interface Row {
  readonly label: CellRef;
  readonly year: CellRef;
  readonly months: SeriesRef;
}

/** Rows below one another. */
export interface Rows {
  readonly area: RangeRef;
  readonly labels: ListRef;
  readonly details: ListRef;
  readonly years: ListRef;
  readonly row: (item: number) => Row;
}

interface Spilled {
  readonly label: Formula;
  readonly detail: Formula;
  readonly unit: string;
  readonly months: Formula;
}

/** Writes sections of monthly rows from top to bottom. */
export class Grid {
  constructor(readonly sheet: SheetDraft) {
    sheet.row = 3;
  }

  heading(title: string, detail: string | null = null, year: string | null = "First 12 months"): void {
    const { sheet } = this;
    sheet.putRow(sheet.row, LABEL, [title, detail, null], HEADING);
    sheet.put(sheet.row, YEAR, year, HEADING_RIGHT);
    sheet.putRow(sheet.row, FIRST, Array<null>(MOST_MONTHS).fill(null), HEADING);
    sheet.row++;
  }

  gap(): void {
    this.sheet.row++;
  }

  /** One formula for every month. */
  each(label: string | Formula, unit: string, make: (month: number) => Formula, numberFormat: string, look = {}): Row {
    const { sheet } = this;
    const row = sheet.row++;
    const dressed = { ...look, numberFormat };
    const name = sheet.put(row, LABEL, label, typeof label === "string" ? look : { ...LINK, ...look });
    sheet.put(row, DETAIL, null, look);
    sheet.put(row, UNIT_COL, unit, { ...UNIT, ...look });
    const months = sheet.across(row, FIRST, MOST_MONTHS, make, { ...dressed, align: "right" });
    return { label: name, year: sheet.area(row, YEAR, 1, 1).cell(0), months };
  }

  sum({ months, year }: Row, numberFormat: string, look = {}): void {
    this.sheet.put(year.row, YEAR, f`=SUM(${firstYear(months)})`, { ...look, numberFormat });
  }

  /** Rows below one another, each with one formula that fills its months. */
  spilled(count: number, make: (item: number) => Spilled, { hasYear = true } = {}): Rows {
    const { sheet } = this;
    const first = sheet.row;
    const look = { numberFormat: FORMAT.countOrDash, align: "right" } as const;
    for (let item = 0; item < count; item++) {
      const row = sheet.row++;
      const at = new SeriesRef(sheet.name, row, FIRST, MOST_MONTHS);
      const { label, detail, unit, months } = make(item);
      sheet.put(row, LABEL, label, LINK);
      sheet.put(row, DETAIL, detail, LINK);
      sheet.put(row, UNIT_COL, unit, UNIT);
      // Adds what is a number: a month that cannot be priced shows why and is counted by the checks.
      if (hasYear) sheet.put(row, YEAR, f`=SUMIF(${firstYear(at)},">0")`, look);
      sheet.put(row, FIRST, months, look);
      sheet.dress(row, FIRST + 1, 1, MOST_MONTHS - 1, look);
    }
    this.gap();
    return rowsAt(sheet, first, count);
  }
}

export const firstYear = ({ sheet, row, col }: RangeRef): SeriesRef => new SeriesRef(sheet, row, col, YEAR_MONTHS);

export function rowsAt(sheet: SheetDraft, first: number, count: number): Rows {
  const list = (col: number) => new ListRef(sheet.name, first, col, count);
  return {
    area: sheet.area(first, FIRST, count, MOST_MONTHS),
    labels: list(LABEL),
    details: list(DETAIL),
    years: list(YEAR),
    row: (item) => ({
      label: list(LABEL).cell(item),
      year: list(YEAR).cell(item),
      months: new SeriesRef(sheet.name, first + item, FIRST, MOST_MONTHS),
    }),
  };
}

/** The cells of one month below one another, in a formula that is copied across. */
export const monthOf = ({ area }: Rows, month: number): Reference => ({
  on: (own: string | undefined) => {
    const [first, last] = [area.cell(0, month, "across"), area.cell(area.rows - 1, month, "across")];
    return `${first.on(own)}:${last.on(last.sheet)}`;
  },
});
