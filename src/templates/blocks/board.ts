import type { ChartDraft, ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type RangeRef } from "../draft/reference";
import {
  FIGURE,
  FIGURE_LABEL,
  FORMAT,
  HEADING,
  HEADING_RIGHT,
  HEADLINE,
  NOTE,
  PARAGRAPH,
  STRONG,
  SUBTITLE,
  TAB,
  TITLE,
  UNIT,
} from "../looks";
import { wrappedHeight } from "./cover";

export interface BoardFigure {
  readonly label: string;
  readonly value: Formula;
  readonly format: string;
  readonly unit: string | CellRef;
}

/** What the colours of the chart stand for, with figures: a legend whose names follow the inputs. */
export interface BoardKey {
  readonly title: string;
  readonly rows: readonly {
    readonly color: string;
    readonly label: CellRef;
    readonly value: CellRef;
    readonly share: CellRef;
  }[];
}

export interface BoardText {
  readonly title: string;
  /** What the figures are about, such as the period and the currency. */
  readonly subtitle: Formula | string;
  readonly headline: Formula;
  /** Room for a headline of more than four lines. */
  readonly headlinePx?: number;
  readonly figures: readonly BoardFigure[];
  readonly chart: Omit<ChartDraft, "place">;
  readonly key?: BoardKey;
  /** What the figures assume, one sentence each. */
  readonly basis: readonly (string | Formula)[];
  readonly sources: readonly (string | Formula)[];
  readonly master: Formula;
}

const NO_RESULT =
  "No result yet: one of the yellow cells cannot be used. Select a figure below that shows an error: its message says which and why.";
const CHART_ROWS = 15;
const HEADLINE_PX = 126;
const FIGURE_PX = 32;
const LETTERS = 92;
/** A text with figures in it is as long as it is: room for two lines. */
const CALCULATED_TEXT_PX = 34;

/** One page for the board: headline, three figures, a chart, what it rests on. Drawn first, so that it is the first sheet. */
export class BoardSheet {
  private readonly sheet;

  constructor(private readonly model: ModelDraft) {
    this.sheet = model.sheet("Board", {
      columnWidths: [470, 150, 130],
      tabColor: TAB.board,
      print: { fitTo: { wide: 1, tall: 1 } },
    });
  }

  write(text: BoardText): void {
    const { sheet } = this;
    sheet.put(0, 0, text.title, TITLE);
    sheet.put(1, 0, text.subtitle, SUBTITLE);
    sheet.put(3, 0, text.headline, HEADLINE);
    sheet.setHeight(3, text.headlinePx ?? HEADLINE_PX);
    let row = 5;
    for (const { label, value, format, unit } of text.figures) {
      sheet.put(row, 0, label, FIGURE_LABEL);
      sheet.put(row, 1, value, { ...FIGURE, numberFormat: format });
      sheet.put(row, 2, typeof unit === "string" ? unit : f`=${unit}`, UNIT);
      sheet.setHeight(row++, FIGURE_PX);
    }
    row++;
    this.model.chart({ ...text.chart, place: sheet.area(row, 0, CHART_ROWS, 3) });
    row += CHART_ROWS + 1;
    if (text.key !== undefined) row = this.keyRows(row, text.key);
    row = this.paragraphs(row, "Basis", text.basis);
    row = this.paragraphs(row, "Sources", text.sources);
    sheet.put(row, 0, text.master, STRONG);
    this.model.show(sheetStart(sheet.area(0, 0, 1, 1)));
  }

  private keyRows(from: number, { title, rows }: BoardKey): number {
    this.sheet.put(from, 0, title, HEADING);
    this.sheet.putRow(from, 1, [null, null], HEADING_RIGHT);
    rows.forEach(({ color, label, value, share }, index) => {
      const row = from + 1 + index;
      const ifNamed = (cell: CellRef) => f`=IF(${label}="","",${cell})`;
      this.sheet.put(row, 0, f`=IF(${label}="","","■ "&${label})`, { color });
      this.sheet.put(row, 1, ifNamed(value), { numberFormat: FORMAT.countOrDash, align: "right" });
      this.sheet.put(row, 2, ifNamed(share), { numberFormat: FORMAT.shareOrDash, align: "right" });
    });
    return from + rows.length + 2;
  }

  private paragraphs(from: number, title: string, texts: readonly (string | Formula)[]): number {
    let row = from;
    this.sheet.putRow(row++, 0, [title, null, null], HEADING);
    for (const text of texts) {
      this.sheet.put(row, 0, text, { ...NOTE, ...PARAGRAPH, indent: 0 });
      const height = typeof text === "string" ? wrappedHeight(text, LETTERS) : CALCULATED_TEXT_PX;
      this.sheet.setHeight(row, height);
      row++;
    }
    return row + 1;
  }
}

const sheetStart = (area: RangeRef): CellRef => area.cell(0);

/** Names beside values, as NARRATIVE reads them: the headline of a board is made of these, once none is an error. */
export function narrated(range: RangeRef, audience = "CFO"): Formula {
  return f`=IF(SUMPRODUCT(--ISERROR(${range}))>0,"${NO_RESULT}",INFER.NARRATIVE(${range},"${audience}"))`;
}
