import { rangeAt } from "../addresses";
import type { ColumnModel, PrintModel, RangeModel, RowModel, SheetModel } from "../model";
import { type Attributes, readXml } from "../xml";
import { type BlockedFormula, CellReader, type SheetContext } from "./sheet-cells";
import { ValidationReader } from "./validations";

/** What a worksheet's own part says. */
export interface SheetPart extends Omit<SheetModel, "name" | "visibility" | "tables" | "charts"> {
  readonly unread: UnreadInSheet;
}

/** What it says beyond the model, for the list of losses. */
export interface UnreadInSheet {
  readonly blocked: readonly BlockedFormula[];
  readonly richTexts: number;
  readonly dataTables: number;
  readonly movedDates: number;
  /** Looks that columns or rows state for cells that are not there. */
  readonly wholeFormats: number;
  /** How often each element outside the model occurs, by its name. */
  readonly elements: ReadonlyMap<string, number>;
}

/** Excel's widths count digits of 7 pixels, its heights points of 4/3 pixels. */
const PIXELS_PER_DIGIT = 7;
const PIXELS_PER_POINT = 4 / 3;
/** Columns beyond the last filled one whose widths are still of interest. */
const SPARE_COLUMNS = 30;

const COUNTED: ReadonlySet<string> = new Set([
  "conditionalFormatting",
  "hyperlink",
  "sheetProtection",
  "protectedRange",
  "autoFilter",
  "filterColumn",
  "sparkline",
  "headerFooter",
  "brk",
  "scenario",
  "oleObject",
  "control",
]);

interface ColumnRange {
  readonly first: number;
  readonly last: number;
  readonly widthPx: number | undefined;
  readonly isHidden: boolean;
}

/** Reads one worksheet. */
export function readSheet(xml: string, context: SheetContext): SheetPart {
  const reader = new SheetReader(context);
  readXml(xml, reader);
  return reader.finished();
}

class SheetReader {
  private readonly cells: CellReader;
  private readonly validations = new ValidationReader();
  private readonly columns: ColumnRange[] = [];
  private readonly rows: RowModel[] = [];
  private readonly merges: RangeModel[] = [];
  private readonly elements = new Map<string, number>();
  private wholeFormats = 0;
  private frozenRows = 0;
  private frozenColumns = 0;
  private hasGridLines = true;
  private tabColor: string | undefined;
  private isFitted = false;
  private print: { orientation?: "portrait" | "landscape"; fitTo?: { wide: number; tall: number } } = {};
  private isInCell = false;
  private isInValidations = false;

  private readonly readers: Readonly<Record<string, (attributes: Attributes) => void>> = {
    row: (attributes) => this.readRow(attributes),
    col: (attributes) => this.readColumn(attributes),
    pane: (attributes) => this.readPane(attributes),
    sheetView: (attributes) => {
      this.hasGridLines = attributes.flag("showGridLines", true);
    },
    tabColor: (attributes) => this.readTabColor(attributes),
    pageSetUpPr: (attributes) => {
      this.isFitted = attributes.flag("fitToPage");
    },
    pageSetup: (attributes) => this.readPage(attributes),
    mergeCell: (attributes) => this.readMerge(attributes),
    dataValidations: () => {
      this.isInValidations = true;
    },
  };

  constructor(private readonly context: SheetContext) {
    this.cells = new CellReader(context);
  }

  open(name: string, attributes: Attributes): void {
    if (this.isInCell) this.cells.startPart(name, attributes);
    else if (name === "c") {
      this.isInCell = true;
      this.cells.startCell(attributes);
    } else if (this.isInValidations) this.validations.start(name, attributes);
    else this.openOther(name, attributes);
  }

  text(text: string): void {
    if (this.isInCell) this.cells.text(text);
    else if (this.isInValidations) this.validations.text(text);
  }

  close(name: string): void {
    if (this.isInCell) {
      if (name !== "c") this.cells.endPart(name);
      else {
        this.isInCell = false;
        this.cells.endCell();
      }
    } else if (name === "dataValidations") this.isInValidations = false;
    else if (this.isInValidations) this.validations.end(name);
  }

  finished(): SheetPart {
    const cells = this.cells.finished();
    const used = cells.reduce((most, { col, spill }) => Math.max(most, col + (spill?.cols ?? 1)), 0);
    const { rows, merges, frozenRows, frozenColumns, hasGridLines, tabColor, elements, print, wholeFormats } = this;
    const { blocked, richTexts, dataTables, movedDates } = this.cells;
    const { fitTo, ...page } = print;
    return {
      cells,
      columns: columnModels(this.columns, used + SPARE_COLUMNS),
      rows,
      frozenRows,
      frozenColumns,
      hasGridLines,
      ...(tabColor === undefined ? {} : { tabColor }),
      merges,
      validations: this.validations.found,
      print: { ...page, ...(this.isFitted ? { fitTo: fitTo ?? { wide: 1, tall: 1 } } : {}) } satisfies PrintModel,
      unread: { blocked, richTexts, dataTables, movedDates, wholeFormats, elements },
    };
  }

  private openOther(name: string, attributes: Attributes): void {
    const read = this.readers[name];
    if (read !== undefined) read(attributes);
    else if (COUNTED.has(name)) this.count(name);
  }

  private count(name: string): void {
    this.elements.set(name, (this.elements.get(name) ?? 0) + 1);
  }

  private readRow(attributes: Attributes): void {
    const row = this.cells.startRow(attributes);
    if (attributes.number("outlineLevel")) this.count("outline");
    if (attributes.flag("customFormat")) this.noteWholeFormat(attributes.index("s"));
    const points = attributes.flag("customHeight") ? attributes.number("ht") : undefined;
    const isHidden = attributes.flag("hidden");
    if (points === undefined && !isHidden) return;
    const height = points === undefined ? {} : { heightPx: Math.round(points * PIXELS_PER_POINT) };
    this.rows.push({ row, ...height, ...(isHidden ? { isHidden } : {}) });
  }

  private readColumn(attributes: Attributes): void {
    const first = (attributes.index("min") ?? 0) - 1;
    const last = Math.min(attributes.index("max") ?? 0, 16_384) - 1;
    if (attributes.number("outlineLevel")) this.count("outline");
    this.noteWholeFormat(attributes.index("style"));
    const digits = attributes.number("width");
    const isHidden = attributes.flag("hidden");
    if (first < 0 || last < first || (digits === undefined && !isHidden)) return;
    this.columns.push({ first, last, widthPx: digits && Math.round(digits * PIXELS_PER_DIGIT), isHidden });
  }

  private noteWholeFormat(style: number | undefined): void {
    if (style !== undefined && this.context.hasLook(style)) this.wholeFormats++;
  }

  private readPane(attributes: Attributes): void {
    if (!(attributes.get("state") ?? "").startsWith("frozen")) return;
    this.frozenRows = attributes.index("ySplit") ?? 0;
    this.frozenColumns = attributes.index("xSplit") ?? 0;
  }

  private readTabColor(attributes: Attributes): void {
    const rgb = attributes.get("rgb");
    if (rgb !== undefined && /^[0-9a-f]{6,8}$/i.test(rgb)) this.tabColor = `#${rgb.slice(-6).toLowerCase()}`;
  }

  private readPage(attributes: Attributes): void {
    const orientation = attributes.get("orientation");
    if (orientation === "portrait" || orientation === "landscape") this.print.orientation = orientation;
    this.print.fitTo = { wide: attributes.index("fitToWidth") ?? 1, tall: attributes.index("fitToHeight") ?? 1 };
  }

  private readMerge(attributes: Attributes): void {
    const range = rangeAt(attributes.get("ref") ?? "");
    if (range !== undefined) this.merges.push(range);
  }
}

/** A file may state the width of all 16,384 columns at once; only those in reach of the cells are kept. */
function columnModels(ranges: readonly ColumnRange[], reach: number): ColumnModel[] {
  const models = new Map<number, ColumnModel>();
  for (const { first, last, widthPx, isHidden } of ranges.slice(0, 16_384)) {
    for (let col = first; col <= Math.min(last, reach); col++) {
      const width = widthPx === undefined ? {} : { widthPx };
      models.set(col, { col, ...width, ...(isHidden ? { isHidden } : {}) });
    }
  }
  return [...models.values()].sort((a, b) => a.col - b.col);
}
