import { type CellRef, type Formula, type ListRef, RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, LINK, UNIT } from "../looks";

const [NAME, VALUE, UNIT_COLUMN] = [0, 1, 2];

/** Figures below one another from the sheet's current row on: name, value, unit. */
export class FigureList {
  private readonly first: number;

  constructor(private readonly sheet: SheetDraft) {
    this.first = sheet.row;
  }

  /** Figures below a heading, which stands in that row. */
  static titled(
    sheet: SheetDraft,
    row: number,
    titles: readonly [name: string, value: string, unit: string] = ["Figure", "Value", "Unit"],
  ): FigureList {
    sheet.put(row, NAME, titles[0], HEADING);
    sheet.put(row, VALUE, titles[1], HEADING_RIGHT);
    sheet.put(row, UNIT_COLUMN, titles[2], HEADING_INSET);
    sheet.row = row + 1;
    return new FigureList(sheet);
  }

  line(name: string, value: Formula, unit: string, numberFormat: string = FORMAT.count2): CellRef {
    const row = this.sheet.row++;
    this.sheet.put(row, NAME, name);
    this.sheet.put(row, UNIT_COLUMN, unit, UNIT);
    return this.sheet.put(row, VALUE, value, { numberFormat, align: "right" });
  }

  /** Names and values so far, as NARRATIVE reads them. */
  area(): RangeRef {
    return new RangeRef(this.sheet.name, this.first, NAME, this.sheet.row - this.first, 2);
  }
}

export interface ListColumn {
  readonly title: string;
  readonly unit: string;
  readonly width: number;
  readonly make: (item: number) => Formula;
  /** Absent for texts, which stand on the left. */
  readonly format?: string;
  readonly isLink?: boolean;
}

/** Heading and unit of a column of texts. */
export function textHead(sheet: SheetDraft, row: number, col: number, title: string, unit: string): void {
  sheet.put(row, col, title, col === 0 ? HEADING : HEADING_INSET);
  sheet.put(row + 1, col, unit, { ...UNIT, indent: col === 0 ? 0 : 1 });
}

/** A calculated column of a list: heading, unit, and one formula for every item. */
export function listColumn(
  sheet: SheetDraft,
  { row, col, count }: { readonly row: number; readonly col: number; readonly count: number },
  { title, unit, make, format, isLink = false }: Omit<ListColumn, "width">,
): ListRef {
  const isText = format === undefined;
  if (isText) textHead(sheet, row, col, title, unit);
  else {
    sheet.put(row, col, title, HEADING_RIGHT);
    sheet.put(row + 1, col, unit, { ...UNIT, align: "right", indent: 0 });
  }
  const place = isText ? ({ align: "left", indent: col === 0 ? 0 : 1 } as const) : ({ align: "right" } as const);
  const look = { ...place, ...(format === undefined ? {} : { numberFormat: format }), ...(isLink ? LINK : {}) };
  return sheet.down(row + 2, col, count, make, look);
}
