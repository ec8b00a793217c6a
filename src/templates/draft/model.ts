import { addressOf } from "../../host/address";
import type { ChartModel, NewChart, NewTable, NewValidation, Plan, ValidationModel } from "../../host/port";
import { type CellRef, type RangeRef, type Reference, TableRef } from "./reference";
import { SheetDraft, type SheetOptions } from "./sheet";

/** A chart whose ranges are references into the model. */
export interface ChartDraft extends Omit<ChartModel, "series" | "place"> {
  readonly series: readonly SeriesDraft[];
  readonly place: RangeRef;
}

export interface SeriesDraft {
  readonly name: string;
  readonly values: RangeRef;
  readonly categories?: RangeRef;
  readonly color?: string;
  readonly isInvisible?: boolean;
}

export type RuleDraft = Omit<ValidationModel, "addresses" | "first" | "second"> & {
  readonly first?: string | Reference;
  readonly second?: string | Reference;
};

/** How the names that a template wants become those that the workbook has room for. */
export interface ModelNames {
  readonly sheet: (wanted: string) => string;
  readonly table: (wanted: string) => string;
}

export const PLAIN_NAMES: ModelNames = { sheet: (wanted) => wanted, table: (wanted) => wanted };

/** A model while it is drawn: sheets, tables and charts, in the end one plan. */
export class ModelDraft {
  private readonly sheets: { readonly draft: SheetDraft; readonly wanted: string }[] = [];
  private readonly tables: NewTable[] = [];
  private readonly charts: NewChart[] = [];
  private readonly validations: NewValidation[] = [];
  private shown: CellRef | undefined;

  constructor(private readonly names: ModelNames) {}

  sheet(wanted: string, options: SheetOptions): SheetDraft {
    const sheet = new SheetDraft(this.names.sheet(wanted), options);
    this.sheets.push({ draft: sheet, wanted });
    return sheet;
  }

  /** A table over cells that are already put; the first row of `area` holds the ids of its columns. */
  table(wanted: string, area: RangeRef, columns: readonly string[]): TableRef {
    const name = this.names.table(wanted);
    const { sheet, row, col, rows, cols } = area;
    this.tables.push({ name, area: { sheet, row, col, rows, cols } });
    return new TableRef(name, columns, area);
  }

  chart({ series, place, ...rest }: ChartDraft): void {
    const { sheet, row, col, rows, cols } = place;
    const drawn = series.map(({ values, categories, ...own }) => ({
      ...own,
      values: values.on(undefined),
      ...(categories === undefined ? {} : { categories: categories.on(undefined) }),
    }));
    this.charts.push({ sheet, chart: { ...rest, series: drawn, place: { row, col, rows, cols } } });
  }

  rule({ sheet, row, col, rows, cols }: RangeRef, { first, second, ...rest }: RuleDraft): void {
    const written = (condition: string | Reference) =>
      typeof condition === "string" ? condition : condition.on(sheet);
    const from = addressOf({ row, col, rows, cols });
    this.validations.push({
      sheet,
      validation: {
        ...rest,
        addresses: from,
        ...(first === undefined ? {} : { first: written(first) }),
        ...(second === undefined ? {} : { second: written(second) }),
      },
    });
  }

  /** What is in sight once the model is there. */
  show(cell: CellRef): void {
    this.shown = cell;
  }

  plan(): Plan {
    const sheets = [...this.sheets].sort((a, b) => rank(a.wanted) - rank(b.wanted)).map(({ draft }) => draft);
    return {
      sheets: sheets.map((sheet) => sheet.newSheet()),
      blocks: sheets.map((sheet) => sheet.block()),
      looks: sheets.flatMap((sheet) => sheet.looks()),
      tables: this.tables,
      names: [],
      charts: sheets.flatMap(({ name }) => this.charts.filter(({ sheet }) => sheet === name)),
      validations: this.validations,
      ...(this.shown === undefined ? {} : { show: areaOf(this.shown) }),
    };
  }
}

/** What is looked at first comes first, however the sheets were drawn. */
const FIRST = ["Board", "Cover", "Inputs"];
const LAST = ["Checks", "Prices", "Verdicts", "Regions", "Levers", "Claims"];

function rank(sheet: string): number {
  if (FIRST.includes(sheet)) return FIRST.indexOf(sheet);
  return LAST.includes(sheet) ? FIRST.length + 1 + LAST.indexOf(sheet) : FIRST.length;
}

const areaOf = ({ sheet, row, col }: CellRef) => ({ sheet, row, col, rows: 1, cols: 1 });
