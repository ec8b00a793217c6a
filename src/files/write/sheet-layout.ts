import { cellAt } from "../addresses";
import { damaged } from "../directory";
import { type Attributes, attributesOf, type Tag, tagsOf } from "../xml";

/** Where a cell stands in the text of its sheet. */
export interface CellPlace {
  readonly col: number;
  readonly start: number;
  /** Behind its opening tag. */
  readonly openEnd: number;
  end: number;
  /** Its formula's element. */
  formula: { readonly start: number; end: number; readonly attributes: Attributes } | undefined;
}

export interface RowPlace {
  readonly row: number;
  readonly start: number;
  readonly openEnd: number;
  end: number;
  /** Where its cells end: before its closing tag. */
  cellsEnd: number;
  readonly cells: CellPlace[];
}

export interface SheetLayout {
  /** Prefix of the sheet's element names, with its colon, or "". */
  readonly prefix: string;
  readonly rows: readonly RowPlace[];
  /** Where the rows end. */
  readonly rowsEnd: number;
}

/** Finds the rows and cells of a worksheet without changing or decoding them. */
export function layoutOf(xml: string): SheetLayout {
  const finder = new LayoutFinder(xml);
  for (const tag of tagsOf(xml)) {
    if (finder.take(tag)) break;
  }
  return finder.layout();
}

class LayoutFinder {
  private readonly rows: RowPlace[] = [];
  private prefix = "";
  private rowsEnd: number | undefined;
  private row: RowPlace | undefined;
  private cell: CellPlace | undefined;
  private isInside = false;

  constructor(private readonly xml: string) {}

  layout(): SheetLayout {
    return { prefix: this.prefix, rows: this.rows, rowsEnd: this.rowsEnd ?? 0 };
  }

  /** True behind the last row. */
  take(tag: Tag): boolean {
    if (!this.isInside) return this.startData(tag);
    if (tag.name === "sheetData") {
      this.rowsEnd = tag.start;
      return true;
    }
    if (this.cell !== undefined) this.takeInCell(tag, this.cell);
    else if (tag.name === "c" && tag.kind !== "close") this.startCell(tag);
    else if (tag.name === "row") this.takeRow(tag);
    return false;
  }

  private startData(tag: Tag): boolean {
    if (tag.name !== "sheetData") return false;
    const raw = this.xml.slice(tag.start + 1, tag.end);
    this.prefix = raw.slice(0, raw.indexOf("sheetData"));
    this.isInside = true;
    return tag.kind === "empty";
  }

  private takeRow({ kind, start, end }: Tag): void {
    if (kind === "close") {
      if (this.row !== undefined) Object.assign(this.row, { cellsEnd: start, end });
      this.row = undefined;
      return;
    }
    const stated = attributesOf(this.xml, { name: "row", kind, start, end }).index("r");
    const row = stated === undefined ? (this.rows.at(-1)?.row ?? -1) + 1 : stated - 1;
    const place: RowPlace = { row, start, openEnd: end, end, cellsEnd: end, cells: [] };
    this.rows.push(place);
    if (kind === "open") this.row = place;
  }

  private startCell(tag: Tag): void {
    if (this.row === undefined) throw damaged("a cell stands outside the rows");
    const address = attributesOf(this.xml, tag).get("r");
    const col = address === undefined ? (this.row.cells.at(-1)?.col ?? -1) + 1 : cellAt(address)?.col;
    if (col === undefined) throw damaged("a cell has no place on the sheet");
    const place: CellPlace = { col, start: tag.start, openEnd: tag.end, end: tag.end, formula: undefined };
    this.row.cells.push(place);
    if (tag.kind === "open") this.cell = place;
  }

  private takeInCell(tag: Tag, cell: CellPlace): void {
    if (tag.name === "c" && tag.kind === "close") {
      cell.end = tag.end;
      this.cell = undefined;
    } else if (tag.name === "f" && tag.kind !== "close") {
      cell.formula = { start: tag.start, end: tag.end, attributes: attributesOf(this.xml, tag) };
    } else if (tag.name === "f" && cell.formula !== undefined) cell.formula.end = tag.end;
  }
}
