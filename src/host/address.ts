/** A rectangle of cells of one sheet; rows and columns count from 0. */
export interface Area {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
}

const LETTERS = 26;
const FIRST_LETTER = 65;

/** "A" for 0, "AA" for 26. */
export function columnLetters(col: number): string {
  let letters = "";
  for (let rest = col + 1; rest > 0; rest = Math.floor((rest - 1) / LETTERS)) {
    letters = String.fromCharCode(FIRST_LETTER + ((rest - 1) % LETTERS)) + letters;
  }
  return letters;
}

/** "B2" or "B2:D5": an area without its sheet. */
export function addressOf({ row, col, rows, cols }: Omit<Area, "sheet">): string {
  const first = `${columnLetters(col)}${row + 1}`;
  if (rows === 1 && cols === 1) return first;
  return `${first}:${columnLetters(col + cols - 1)}${row + rows}`;
}

/** Names that a formula reads without quotes; anything else, also what looks like a cell, is quoted. */
const PLAIN_SHEET = /^[A-Za-z_][A-Za-z0-9_.]*$/;
const LIKE_A_CELL = /^([A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc])$/;

export function quotedSheet(name: string): string {
  return PLAIN_SHEET.test(name) && !LIKE_A_CELL.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** The area as a formula names it from any sheet: "Inputs!B2:B5". */
export function referenceOf(area: Area): string {
  return `${quotedSheet(area.sheet)}!${addressOf(area)}`;
}

const REFERENCE =
  /^(?:(?:'((?:[^']|'')+)'|([^'!\s]+))!)?\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6}))?$/;

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The area that a reference names, `sheet` where it names none; `undefined` for what is no plain reference. */
export function areaOfReference(text: string, sheet: string): Area | undefined {
  const match = REFERENCE.exec(text.trim());
  if (match === null) return undefined;
  const [, quoted, plain, startLetters = "", startRow = "", endLetters = startLetters, endRow = startRow] = match;
  const cols = [columnOf(startLetters), columnOf(endLetters)] as const;
  const rows = [Number(startRow) - 1, Number(endRow) - 1] as const;
  return {
    sheet: quoted?.replaceAll("''", "'") ?? plain ?? sheet,
    row: Math.min(...rows),
    col: Math.min(...cols),
    rows: Math.abs(rows[1] - rows[0]) + 1,
    cols: Math.abs(cols[1] - cols[0]) + 1,
  };
}

export function overlaps(a: Area, b: Area): boolean {
  if (a.sheet.toLowerCase() !== b.sheet.toLowerCase()) return false;
  return a.row < b.row + b.rows && b.row < a.row + a.rows && a.col < b.col + b.cols && b.col < a.col + a.cols;
}

export function contains(outer: Area, inner: Area): boolean {
  const isInRows = inner.row >= outer.row && inner.row + inner.rows <= outer.row + outer.rows;
  const isInCols = inner.col >= outer.col && inner.col + inner.cols <= outer.col + outer.cols;
  return isInRows && isInCols && outer.sheet === inner.sheet;
}
