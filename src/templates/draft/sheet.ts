import type { Block, CellLook, LookArea, NewSheet, PlanCell, PrintModel } from "../../host/port";
import { LINK } from "../looks";
import { CellRef, Formula, ListRef, RangeRef, SeriesRef } from "./reference";

/** What is put into a cell: `null` leaves it blank but dressed. */
export type Content = number | string | boolean | Formula | null;

export interface SheetOptions {
  /** Pixels, from column A on. */
  readonly columnWidths: readonly number[];
  readonly frozenRows?: number;
  readonly frozenColumns?: number;
  readonly tabColor?: string;
  readonly print?: PrintModel;
}

interface Put {
  readonly content: Content;
  readonly look: CellLook;
}

const key = (row: number, col: number) => row * 16_384 + col;

/** A sheet while it is drawn: cells are put one by one and come out as one block with its looks. */
export class SheetDraft {
  private readonly cells = new Map<number, Put>();
  private readonly heights = new Map<number, number>();
  private lastRow = -1;
  private lastCol = -1;
  /** The row that comes next where a sheet is written from top to bottom. */
  row = 0;

  constructor(
    readonly name: string,
    private readonly options: SheetOptions,
  ) {}

  put(row: number, col: number, content: Content, look: CellLook = {}): CellRef {
    const before = this.cells.get(key(row, col));
    if (before !== undefined && before.content !== null) {
      throw new Error(`${this.name} row ${row + 1}, column ${col + 1} is written twice.`);
    }
    this.cells.set(key(row, col), { content, look: { ...this.ownLook(content), ...before?.look, ...look } });
    this.lastRow = Math.max(this.lastRow, row);
    this.lastCol = Math.max(this.lastCol, col);
    return new CellRef(this.name, row, col);
  }

  /** What merely shows a cell of another sheet is green, unless its place has a colour of its own. */
  private ownLook(content: Content): CellLook {
    const link = content instanceof Formula ? content.link : undefined;
    return link === undefined || link.sheet === this.name ? {} : LINK;
  }

  /** Several cells side by side. */
  putRow(row: number, col: number, contents: readonly Content[], look: CellLook = {}): RangeRef {
    contents.forEach((content, index) => {
      this.put(row, col + index, content, look);
    });
    return new RangeRef(this.name, row, col, 1, contents.length);
  }

  /** One formula across periods; `make` gets the period, counted from 0. */
  across(row: number, col: number, count: number, make: (period: number) => Content, look: CellLook = {}): SeriesRef {
    for (let period = 0; period < count; period++) this.put(row, col + period, make(period), look);
    return new SeriesRef(this.name, row, col, count);
  }

  /** One formula down a list; `make` gets the item, counted from 0. */
  down(row: number, col: number, count: number, make: (item: number) => Content, look: CellLook = {}): ListRef {
    for (let item = 0; item < count; item++) this.put(row + item, col, make(item), look);
    return new ListRef(this.name, row, col, count);
  }

  /** Dresses cells, also those that a result spills into. */
  dress(row: number, col: number, rows: number, cols: number, look: CellLook): void {
    for (let r = row; r < row + rows; r++) {
      for (let c = col; c < col + cols; c++) {
        const before = this.cells.get(key(r, c));
        this.cells.set(key(r, c), { content: before?.content ?? null, look: { ...before?.look, ...look } });
        this.lastRow = Math.max(this.lastRow, r);
        this.lastCol = Math.max(this.lastCol, c);
      }
    }
  }

  setHeight(row: number, heightPx: number): void {
    this.heights.set(row, heightPx);
  }

  area(row: number, col: number, rows: number, cols: number): RangeRef {
    return new RangeRef(this.name, row, col, rows, cols);
  }

  newSheet(): NewSheet {
    const { columnWidths, frozenRows = 0, frozenColumns = 0, tabColor, print } = this.options;
    return {
      name: this.name,
      columnWidths,
      frozenRows,
      frozenColumns,
      hasGridLines: false,
      rowHeights: [...this.heights].map(([row, heightPx]) => ({ row, heightPx })),
      ...(tabColor === undefined ? {} : { tabColor }),
      print: { orientation: "portrait", fitTo: { wide: 1, tall: 0 }, ...print },
    };
  }

  block(): Block {
    const cells = Array.from({ length: this.lastRow + 1 }, (_row, row) =>
      Array.from({ length: this.lastCol + 1 }, (_cell, col): PlanCell => {
        const content = this.cells.get(key(row, col))?.content ?? null;
        return content instanceof Formula ? { formula: content.on(this.name) } : content;
      }),
    );
    return { sheet: this.name, row: 0, col: 0, cells };
  }

  /** The looks of all cells, equal neighbours of a row together, equal rows below one another too. */
  looks(): LookArea[] {
    const areas: { text: string; row: number; col: number; rows: number; cols: number; look: CellLook }[] = [];
    const open = new Map<string, (typeof areas)[number]>();
    for (let row = 0; row <= this.lastRow; row++) {
      for (const run of this.runs(row)) {
        const place = `${run.col},${run.cols},${run.text}`;
        const above = open.get(place);
        if (above !== undefined && above.row + above.rows === row) above.rows++;
        else {
          const area = { ...run, row, rows: 1 };
          areas.push(area);
          open.set(place, area);
        }
      }
    }
    return areas.map(({ row, col, rows, cols, look }) => ({ area: { sheet: this.name, row, col, rows, cols }, look }));
  }

  private runs(row: number): { text: string; col: number; cols: number; look: CellLook }[] {
    const runs: { text: string; col: number; cols: number; look: CellLook }[] = [];
    for (let col = 0; col <= this.lastCol; col++) {
      const look = this.cells.get(key(row, col))?.look ?? {};
      if (Object.keys(look).length === 0) continue;
      const text = JSON.stringify(look);
      const last = runs.at(-1);
      if (last !== undefined && last.text === text && last.col + last.cols === col) last.cols++;
      else runs.push({ text, col, cols: 1, look });
    }
    return runs;
  }
}
