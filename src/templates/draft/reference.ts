import { addressOf, columnLetters, quotedSheet } from "../../host/address";

/** A part of a formula that is known only when the model is drawn: the address of something in it. */
export interface Reference {
  /** As a formula on the sheet `own` writes it: without the sheet where that is its own. */
  on(own: string | undefined): string;
}

const prefixed = (sheet: string, own: string | undefined, address: string): string =>
  sheet === own ? address : `${quotedSheet(sheet)}!${address}`;

/** How an address moves when its formula is copied: "across" columns, "down" rows, or not at all. */
export type Moves = "fixed" | "across" | "down";

/** One cell. */
export class CellRef implements Reference {
  constructor(
    readonly sheet: string,
    readonly row: number,
    readonly col: number,
    private readonly moves: Moves = "fixed",
  ) {}

  on(own: string | undefined): string {
    const column = `${this.moves === "across" ? "" : "$"}${columnLetters(this.col)}`;
    const row = `${this.moves === "down" ? "" : "$"}${this.row + 1}`;
    return prefixed(this.sheet, own, `${column}${row}`);
  }

  /** The cell that many rows below and columns to the right. */
  offset(rows: number, cols = 0): CellRef {
    return new CellRef(this.sheet, this.row + rows, this.col + cols, this.moves);
  }
}

/** A rectangle of cells. */
export class RangeRef implements Reference {
  constructor(
    readonly sheet: string,
    readonly row: number,
    readonly col: number,
    readonly rows: number,
    readonly cols: number,
  ) {}

  on(own: string | undefined): string {
    const [from, to] = addressOf(this).split(":");
    const address = [from, to ?? from].map((cell) => (cell ?? "").replace(/([A-Z]+)(\d+)/, "$$$1$$$2")).join(":");
    return prefixed(this.sheet, own, address);
  }

  /** The cell at a place inside, counted from 0. */
  cell(row: number, col = 0, moves: Moves = "fixed"): CellRef {
    return new CellRef(this.sheet, this.row + row, this.col + col, moves);
  }

  /** Some of its rows. */
  part(row: number, rows: number): RangeRef {
    return new RangeRef(this.sheet, this.row + row, this.col, rows, this.cols);
  }

  /** One column of it. */
  column(col: number): RangeRef {
    return new RangeRef(this.sheet, this.row, this.col + col, this.rows, 1);
  }
}

/** Cells side by side, one a period: a formula that is copied across refers to the cell of its own period. */
export class SeriesRef extends RangeRef {
  constructor(sheet: string, row: number, col: number, count: number) {
    super(sheet, row, col, 1, count);
  }

  /** The cell of a period, counted from 0; -1 is the cell before the first. */
  at(period: number): CellRef {
    return new CellRef(this.sheet, this.row, this.col + period, "across");
  }

  /** All periods up to and with this one. */
  upTo(period: number): Reference {
    const [first, last] = [new CellRef(this.sheet, this.row, this.col), this.at(period)];
    return { on: (own) => `${first.on(own)}:${last.on(last.sheet)}` };
  }
}

/** Cells below one another, one an item: a formula that is copied down refers to the cell of its own row. */
export class ListRef extends RangeRef {
  constructor(sheet: string, row: number, col: number, count: number) {
    super(sheet, row, col, count, 1);
  }

  at(item: number): CellRef {
    return new CellRef(this.sheet, this.row + item, this.col, "down");
  }

  /** All items up to and with this one. */
  upTo(item: number): Reference {
    const [first, last] = [new CellRef(this.sheet, this.row, this.col), this.at(item)];
    return { on: (own) => `${first.on(own)}:${last.on(last.sheet)}` };
  }
}

/** A table of the model, by its name. */
export class TableRef implements Reference {
  constructor(
    readonly name: string,
    readonly columns: readonly string[],
    readonly area: RangeRef,
  ) {}

  /** With its header, as the functions take tables. */
  on(): string {
    return `${this.name}[#All]`;
  }

  column(id: string): Reference {
    if (!this.columns.includes(id)) throw new Error(`The table ${this.name} has no column ${id}.`);
    return { on: () => `${this.name}[${id}]` };
  }
}

/** A formula in parts, written out once it is known on which sheet it stands. */
export class Formula implements Reference {
  constructor(private readonly parts: readonly (string | Reference)[]) {}

  /** The other cell whose value this merely shows, or `undefined` where it calculates. */
  get link(): CellRef | undefined {
    const [first, only, last] = this.parts;
    return this.parts.length === 3 && first === "=" && last === "" && only instanceof CellRef ? only : undefined;
  }

  /** The formula as a part of another: without its equals sign. */
  inner(): Formula {
    const [first, ...rest] = this.parts;
    return new Formula([typeof first === "string" ? first.replace(/^=/, "") : (first ?? ""), ...rest]);
  }

  on(own: string | undefined): string {
    return this.parts.map((part) => (typeof part === "string" ? part : part.on(own))).join("");
  }
}

/** f`=INFER.COST(${model},${input},${output})`: numbers and texts go in as they are. */
export function f(texts: TemplateStringsArray, ...values: readonly (string | number | Reference)[]): Formula {
  const parts = texts.flatMap((text, index): (string | Reference)[] => {
    const value = values[index];
    return value === undefined ? [text] : [text, typeof value === "number" ? String(value) : value];
  });
  return new Formula(parts);
}
