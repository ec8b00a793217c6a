import { type CellRef, type Formula, type ListRef, RangeRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, HEADING, HEADING_INSET, HEADING_RIGHT, LINK, UNIT } from "../looks";

const [NAME, VALUE, UNIT_COLUMN] = [0, 1, 2];

/** Figures below one another: name, value, unit. Links to other sheets come out green. */
export class FigureList {
  private readonly first: number;

  constructor(
    private readonly sheet: SheetDraft,
    row: number,
    titles: readonly [name: string, value: string, unit: string] = ["Figure", "Value", "Unit"],
  ) {
    sheet.put(row, NAME, titles[0], HEADING);
    sheet.put(row, VALUE, titles[1], HEADING_RIGHT);
    sheet.put(row, UNIT_COLUMN, titles[2], HEADING_INSET);
    this.first = row + 1;
    sheet.row = this.first;
  }

  line(name: string, value: Formula, unit: string, numberFormat: string = FORMAT.count2): CellRef {
    const { sheet } = this;
    const row = sheet.row++;
    sheet.put(row, NAME, name);
    sheet.put(row, UNIT_COLUMN, unit, UNIT);
    const link = value.link === undefined || value.link.sheet === sheet.name ? {} : LINK;
    return sheet.put(row, VALUE, value, { numberFormat, align: "right", ...link });
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
