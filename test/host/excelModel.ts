/** The workbook behind the stand-in for Excel: plain data, and what Excel does with what is written into cells. */

export interface ModelCell {
  readonly value: number | string | boolean;
  readonly formula?: string;
  readonly isError?: boolean;
}

export interface ModelSheet {
  name: string;
  readonly cells: Map<string, ModelCell>;
  readonly formats: Map<string, string>;
  readonly looks: Map<string, string>;
  readonly widths: Map<number, number>;
  readonly heights: Map<number, number>;
  readonly rules: { readonly at: Rect; rule?: unknown; alert?: unknown }[];
  readonly charts: ModelChart[];
  /** Grid lines, tab colour, page: what was set, by name. */
  readonly settings: Map<string, unknown>;
  frozen: string;
  isProtected: boolean;
  /** Merged cells. */
  merged?: readonly Omit<Rect, "sheet">[];
}

export interface ModelSeries {
  name?: string;
  values?: Rect;
  categories?: Rect;
  isBlank?: boolean;
}

export interface ModelChart {
  readonly kind: string;
  readonly series: ModelSeries[];
  readonly settings: Map<string, unknown>;
  from?: Rect;
  to?: Rect;
}

export interface Rect {
  readonly sheet: ModelSheet;
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
}

export interface ModelTable {
  name: string;
  /** Header and totals row included, as Excel gives it. */
  at: Rect;
  hasTotals?: boolean;
}

export interface Book {
  readonly sheets: ModelSheet[];
  readonly tables: ModelTable[];
  readonly names: { readonly name: string; readonly refersTo: string }[];
  readonly settings: Map<string, string>;
  /** XML parts beside the sheets. */
  readonly parts: { xml: string }[];
  isStructureProtected: boolean;
  active: Rect;
  readonly onSelection: Set<() => void>;
  readonly onChange: Set<() => void>;
  decimalSeparator: string;
  calculationMode: string;
  calculations: number;
  syncs: number;
}

/** Excel's error: a code, no sentence. */
export class ExcelError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export function newSheet(name: string): ModelSheet {
  const cells = { cells: new Map(), formats: new Map(), looks: new Map(), widths: new Map(), heights: new Map() };
  return { name, ...cells, rules: [], charts: [], settings: new Map(), frozen: "", isProtected: false };
}

export function newBook(sheetName: string): Book {
  const sheet = newSheet(sheetName);
  return {
    sheets: [sheet],
    tables: [],
    names: [],
    settings: new Map(),
    parts: [],
    isStructureProtected: false,
    active: { sheet, row: 0, col: 0, rows: 1, cols: 1 },
    onSelection: new Set(),
    onChange: new Set(),
    decimalSeparator: ".",
    calculationMode: "Automatic",
    calculations: 0,
    syncs: 0,
  };
}

export const keyOf = (row: number, col: number): string => `${row},${col}`;

export function namedAlike(name: string) {
  return (item: { readonly name: string }): boolean => item.name.toLowerCase() === name.toLowerCase();
}

export function sheetNamed(book: Book, name: string): ModelSheet | undefined {
  return book.sheets.find(namedAlike(name));
}

const NUMBER = /^[-+]?[$€£]?[\d,]*\.?\d+(e[-+]?\d+)?%?$/i;
const DATE = /^(\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]\d+)$/i;
const SOME_DAY = 45_000;

/** What Excel makes of a content that is typed into a cell of that format; `undefined` empties the cell. */
export function typed(content: unknown, format: string): ModelCell | undefined {
  if (typeof content !== "string") return { value: content as number | boolean };
  if (content === "") return undefined;
  if (format === "@") return { value: content };
  if (content.startsWith("'")) return { value: content.slice(1) };
  if (/^[=+@]/.test(content)) return { value: 0, formula: content };
  if (/^(true|false)$/i.test(content)) return { value: content.toLowerCase() === "true" };
  if (NUMBER.test(content)) return { value: Number.parseFloat(content.replaceAll(/[$€£,]/g, "")) };
  if (DATE.test(content)) return { value: SOME_DAY };
  if (/^#(N\/A|VALUE!|DIV\/0!)$/.test(content)) return { value: content, isError: true };
  return { value: content };
}

/** One result per cell of a rectangle. */
export function mapCells<T>({ sheet, row, col, rows, cols }: Rect, of: (cell?: ModelCell) => T): T[][] {
  return Array.from({ length: rows }, (_row, r) =>
    Array.from({ length: cols }, (_cell, c) => of(sheet.cells.get(keyOf(row + r, col + c)))),
  );
}

export function formatsIn({ sheet, row, col, rows, cols }: Rect): string[][] {
  return Array.from({ length: rows }, (_row, r) =>
    Array.from({ length: cols }, (_cell, c) => sheet.formats.get(keyOf(row + r, col + c)) ?? "General"),
  );
}

export function placesIn({ row, col, rows, cols }: Rect): string[] {
  return Array.from({ length: rows }, (_row, r) =>
    Array.from({ length: cols }, (_cell, c) => keyOf(row + r, col + c)),
  ).flat();
}

export function usedIn({ sheet, row, col, rows, cols }: Rect): Rect | undefined {
  const places = [...sheet.cells.keys()].map((at) => at.split(",").map(Number) as [number, number]);
  const inside = places.filter(([r, c]) => r >= row && r < row + rows && c >= col && c < col + cols);
  if (inside.length === 0) return undefined;
  const [top, left] = [Math.min(...inside.map(([r]) => r)), Math.min(...inside.map(([, c]) => c))];
  const bottom = Math.max(...inside.map(([r]) => r));
  const right = Math.max(...inside.map(([, c]) => c));
  return { sheet, row: top, col: left, rows: bottom - top + 1, cols: right - left + 1 };
}

export function wholeSheet(sheet: ModelSheet): Rect {
  return { sheet, row: 0, col: 0, rows: 1_048_576, cols: 16_384 };
}

export function refuseProtected(sheet: ModelSheet): void {
  if (sheet.isProtected) throw new ExcelError("AccessDenied");
}

const STRUCTURED = /([A-Za-z_][\w.]*)\[/g;
const SHEET = /(?:'((?:[^']|'')+)'|([A-Za-z_][\w.]*))!/g;

/** Excel takes no formula that names a table or a sheet which is not there. */
function refuseUnknownNames(book: Book, formula: string): void {
  const plain = formula.replaceAll(/"(?:[^"]|"")*"/g, '""');
  for (const [, name = ""] of plain.matchAll(STRUCTURED)) {
    if (!book.tables.some(namedAlike(name))) throw new ExcelError("InvalidArgument");
  }
  for (const [, quoted, bare = ""] of plain.matchAll(SHEET)) {
    const name = quoted?.replaceAll("''", "'") ?? bare;
    if (sheetNamed(book, name) === undefined) throw new ExcelError("InvalidArgument");
  }
}

export function setCells(book: Book, rect: Rect, contents: unknown): void {
  refuseProtected(rect.sheet);
  const rows = contents as unknown[][];
  if (rows.length !== rect.rows || rows.some((row) => row.length !== rect.cols))
    throw new ExcelError("InvalidArgument");
  for (const [index, place] of placesIn(rect).entries()) {
    const content = rows[Math.floor(index / rect.cols)]?.[index % rect.cols];
    const cell = typed(content, rect.sheet.formats.get(place) ?? "General");
    if (cell?.formula !== undefined) refuseUnknownNames(book, cell.formula);
    if (cell === undefined) rect.sheet.cells.delete(place);
    else rect.sheet.cells.set(place, cell);
  }
  for (const listener of book.onChange) listener();
}

export function clearCells(rect: Rect): void {
  refuseProtected(rect.sheet);
  for (const place of placesIn(rect)) rect.sheet.cells.delete(place);
}

export function addSheet(book: Book, name: string): ModelSheet {
  if (book.isStructureProtected) throw new ExcelError("AccessDenied");
  if (sheetNamed(book, name)) throw new ExcelError("ItemAlreadyExists");
  const sheet = newSheet(name);
  book.sheets.push(sheet);
  return sheet;
}

/** A copy stands behind the original under a name of Excel's, its formulas not calculated yet. */
export function copySheet(book: Book, sheet: ModelSheet | undefined): ModelSheet {
  if (sheet === undefined) throw new ExcelError("ItemNotFound");
  const copy = addSheet(book, `${sheet.name} (2)`);
  for (const [place, cell] of sheet.cells) {
    copy.cells.set(place, cell.formula === undefined ? cell : { ...cell, value: "#BUSY!", isError: true });
  }
  for (const [place, format] of sheet.formats) copy.formats.set(place, format);
  return copy;
}

export function renameSheet(book: Book, sheet: ModelSheet, name: string): void {
  if (sheetNamed(book, name)) throw new ExcelError("ItemAlreadyExists");
  sheet.name = name;
}

/** Paste Special, Values: blanks come along, formulas do not. */
export function pasteValues(to: Rect, from: Rect, kind: string): void {
  refuseProtected(to.sheet);
  if (kind !== "Values" || to.rows !== from.rows || to.cols !== from.cols) throw new ExcelError("InvalidArgument");
  const sources = placesIn(from);
  for (const [index, place] of placesIn(to).entries()) {
    const { formula: _formula, ...cell } = from.sheet.cells.get(sources[index] ?? "") ?? { value: "" };
    if (cell.value === "") to.sheet.cells.delete(place);
    else to.sheet.cells.set(place, cell);
  }
}

export function removeSheet(book: Book, sheet: ModelSheet): void {
  book.sheets.splice(book.sheets.indexOf(sheet), 1);
  const others = book.tables.filter(({ at }) => at.sheet !== sheet);
  book.tables.splice(0, book.tables.length, ...others);
}

export function nameTable(book: Book, table: ModelTable, name: string): void {
  if ([...book.tables, ...book.names].some(namedAlike(name))) throw new ExcelError("ItemAlreadyExists");
  table.name = name;
}

/** The first merged cells that an area touches. */
export function mergedIn({ sheet, row, col, rows, cols }: Rect): Rect | undefined {
  const found = (sheet.merged ?? []).find(
    (area) =>
      area.row < row + rows && row < area.row + area.rows && area.col < col + cols && col < area.col + area.cols,
  );
  return found && { ...found, sheet };
}

/** A table keeps its header's row and must not reach into another. */
export function resizeTable(book: Book, table: ModelTable, at: Rect): void {
  refuseProtected(table.at.sheet);
  const isOverlapping = (other: Rect) =>
    other.sheet === at.sheet &&
    other.row < at.row + at.rows &&
    at.row < other.row + other.rows &&
    other.col < at.col + at.cols &&
    at.col < other.col + other.cols;
  const others = book.tables.filter((other) => other !== table);
  if (at.sheet !== table.at.sheet || at.row !== table.at.row || at.rows < 2) throw new ExcelError("InvalidArgument");
  if (others.some((other) => isOverlapping(other.at))) throw new ExcelError("InvalidOperation");
  table.at = at;
}

/** Takes a row out of a table: what stands below, in the table's columns, moves up. */
export function removeTableRow(table: ModelTable, index: number): void {
  const { sheet, row, col, rows, cols } = table.at;
  refuseProtected(sheet);
  if (index < 0 || index >= rows - 1) throw new ExcelError("InvalidArgument");
  const last = Math.max(row + rows, ...[...sheet.cells.keys()].map((at) => Number(at.split(",")[0])));
  for (let r = row + 1 + index; r <= last; r++) {
    for (let c = col; c < col + cols; c++) {
      const below = sheet.cells.get(keyOf(r + 1, c));
      if (below === undefined) sheet.cells.delete(keyOf(r, c));
      else sheet.cells.set(keyOf(r, c), below);
    }
  }
  table.at = { ...table.at, rows: rows - 1 };
}
