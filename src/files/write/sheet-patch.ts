import { addressOfCell, addressOfRange, rangeAt } from "../addresses";
import type { CellModel, CellValue } from "../model";
import { encodedText, escapedText } from "../xml";
import { type CellPlace, layoutOf, type RowPlace, type SheetLayout } from "./sheet-layout";

/** What is to stand in a cell in place of its value; `undefined` empties it. */
interface Change {
  readonly value: CellValue | undefined;
  /** The range of an array formula's new result. */
  readonly ref?: string;
}

type Changes = ReadonlyMap<number, ReadonlyMap<number, Change>>;

/**
 * A worksheet's part with new results of its formulas, everything else as it was, byte by byte. `cells` are the formula
 * cells with their results; values beside a formula are written where the file says that its result spills.
 */
export function patchedSheet(xml: string, cells: readonly CellModel[]): string {
  const layout = layoutOf(xml);
  const changes = changesIn(layout, cells);
  return changes.size === 0 ? xml : new SheetPatch(xml, layout.prefix, changes).text(layout);
}

function changesIn({ rows }: SheetLayout, cells: readonly CellModel[]): Changes {
  const results = new Map(cells.map((cell) => [addressOfCell(cell.row, cell.col), cell]));
  const changes = new Map<number, Map<number, Change>>();
  const put = (row: number, col: number, change: Change) => {
    const inRow = changes.get(row) ?? new Map<number, Change>();
    changes.set(row, inRow.set(col, change));
  };
  const spilling: CellModel[] = [];
  for (const { row, cells: places } of rows) {
    for (const { col, formula } of places) {
      const cell = formula === undefined ? undefined : results.get(addressOfCell(row, col));
      if (cell === undefined) continue;
      const before = formula?.attributes.get("t") === "array" ? formula.attributes.get("ref") : undefined;
      if (before === undefined) put(row, col, { value: cell.value });
      else {
        spilling.push(cell);
        for (const other of besides(rows, before)) put(other.row, other.col, { value: undefined });
      }
    }
  }
  for (const cell of spilling) putSpill(cell, put);
  return changes;
}

/** The cells that the former result of an array formula filled beside its own. */
function besides(rows: readonly RowPlace[], ref: string): { readonly row: number; readonly col: number }[] {
  const range = rangeAt(ref);
  if (range === undefined || range.rows * range.cols === 1) return [];
  const first = rowIndex(rows, range.row);
  const inside: { row: number; col: number }[] = [];
  for (let index = first; index < rows.length && (rows[index]?.row ?? 0) < range.row + range.rows; index++) {
    const { row, cells } = rows[index] as RowPlace;
    for (const { col, formula } of cells) {
      if (formula === undefined && col >= range.col && col < range.col + range.cols) inside.push({ row, col });
    }
  }
  return inside;
}

/** Index of the first row from `row` on; rows stand in order. */
function rowIndex(rows: readonly RowPlace[], row: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.row ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function putSpill(
  { row, col, value, spill }: CellModel,
  put: (row: number, col: number, change: Change) => void,
): void {
  for (const [r, values] of (spill?.values ?? []).entries()) {
    for (const [c, beside] of values.entries()) put(row + r, col + c, { value: beside });
  }
  put(row, col, { value, ref: addressOfRange({ row, col, rows: spill?.rows ?? 1, cols: spill?.cols ?? 1 }) });
}

/** Writes a sheet anew from its old text and the changes. */
class SheetPatch {
  constructor(
    private readonly xml: string,
    private readonly prefix: string,
    private readonly changes: Changes,
  ) {}

  text({ rows, rowsEnd }: SheetLayout): string {
    const pieces: string[] = [];
    const added = [...this.changes.keys()]
      .filter((row) => rows[rowIndex(rows, row)]?.row !== row)
      .sort((a, b) => a - b);
    let from = 0;
    let next = 0;
    for (const place of rows) {
      pieces.push(this.xml.slice(from, place.start));
      for (; next < added.length && (added[next] as number) < place.row; next++)
        pieces.push(this.newRow(added[next] as number));
      pieces.push(this.row(place));
      from = place.end;
    }
    pieces.push(
      this.xml.slice(from, rowsEnd),
      ...added.slice(next).map((row) => this.newRow(row)),
      this.xml.slice(rowsEnd),
    );
    return pieces.join("");
  }

  private row(place: RowPlace): string {
    const { start, openEnd, end, cellsEnd, cells } = place;
    const changes = this.changes.get(place.row);
    if (changes === undefined) return this.xml.slice(start, end);
    // `spans` states how far the cells of a row reach, which may no longer hold; it is only a hint.
    const open = this.xml
      .slice(start, openEnd)
      .replace(/\s+spans\s*=\s*(?:"[^"]*"|'[^']*')/, "")
      .replace(/\s*\/?>$/, ">");
    const columns = [...new Set([...cells.map(({ col }) => col), ...changes.keys()])].sort((a, b) => a - b);
    const byColumn = new Map(cells.map((cell) => [cell.col, cell]));
    const written = columns.map((col) => this.cell(place.row, col, byColumn.get(col), changes.get(col)));
    const close = cellsEnd < end ? this.xml.slice(cellsEnd, end) : `</${this.prefix}row>`;
    return open + written.join("") + close;
  }

  private newRow(row: number): string {
    const changes = [...(this.changes.get(row) ?? [])].sort(([a], [b]) => a - b);
    const cells = changes.map(([col, change]) => this.cell(row, col, undefined, change)).join("");
    return cells === "" ? "" : `<${this.prefix}row r="${row + 1}">${cells}</${this.prefix}row>`;
  }

  private cell(row: number, col: number, place: CellPlace | undefined, change: Change | undefined): string {
    if (change === undefined) return place === undefined ? "" : this.xml.slice(place.start, place.end);
    const { type, text } = contentOf(change.value);
    const { prefix } = this;
    if (place === undefined && text === undefined) return "";
    const open = place === undefined ? `<${prefix}c r="${addressOfCell(row, col)}"` : this.openingOf(place);
    const formula = place === undefined ? "" : this.formulaOf(place, change.ref);
    const value = text === undefined ? "" : `<${prefix}v>${text}</${prefix}v>`;
    return `${open}${type === undefined ? "" : ` t="${type}"`}>${formula}${value}</${prefix}c>`;
  }

  /** A cell's opening tag without its type and its end. */
  private openingOf({ start, openEnd }: CellPlace): string {
    return this.xml
      .slice(start, openEnd)
      .replace(/\s*\/?>$/, "")
      .replace(/\s+t\s*=\s*(?:"[^"]*"|'[^']*')/, "");
  }

  private formulaOf({ formula }: CellPlace, ref: string | undefined): string {
    if (formula === undefined) return "";
    const text = this.xml.slice(formula.start, formula.end);
    return ref === undefined ? text : text.replace(/(\sref\s*=\s*)(?:"[^"]*"|'[^']*')/, `$1"${ref}"`);
  }
}

/** A value as a file types and writes it. */
function contentOf(value: CellValue | undefined): { readonly type?: string; readonly text?: string } {
  switch (typeof value) {
    case "undefined":
      return {};
    case "number":
      return { text: String(value) };
    case "boolean":
      return { type: "b", text: value ? "1" : "0" };
    case "string":
      return { type: "str", text: encodedText(escapedText(value)) };
    default:
      return { type: "e", text: encodedText(value.error) };
  }
}
