import { catalog } from "../../catalog";
import {
  type Area,
  addressOf,
  areaOfReference,
  type ReadValue,
  Refusal,
  referenceOf,
  type WorkbookPort,
} from "../../host/port";
import { literalText } from "../formulaText";
import { type FormulaToken, formulaTokens, type InferCall, inferCalls, rewritten } from "../formulaTokens";
import { type DriverRow, suggestedRow } from "./driverRows";

/** A cell's formula as a model: the cells it reads become drivers. */
export interface CellModel {
  readonly model: string;
  readonly rows: readonly DriverRow[];
  /** The cell, as a formula names it. */
  readonly reference: string;
}

/** "direct": the cells the formula names. "typed": on through their own formulas, down to cells that were typed. */
export type Depth = "direct" | "typed";

const MOST_INPUTS = 100;
const MOST_CELLS_OF_A_LIST = 50;
/** Functions that read a list of cells as they would read each cell by itself. */
const LIST_FUNCTIONS: ReadonlySet<string> = new Set(["SUM", "PRODUCT", "MIN", "MAX", "AVERAGE"]);

export async function modelOfCell(port: WorkbookPort, cell: Area, depth: Depth): Promise<CellModel> {
  const formula = await formulaOf(port, cell);
  if (formula === undefined) {
    throw new Refusal(`${referenceOf(cell)} holds no formula. Select the cell whose result is to be simulated.`);
  }
  const reader = new CellModelReader(port, depth);
  const model = await reader.modelText(formula, cell.sheet);
  if (reader.rows.length === 0) {
    throw new Refusal(`${referenceOf(cell)} reads no cell with a number, so there is nothing to vary.`);
  }
  return { model, rows: reader.rows, reference: referenceOf(cell) };
}

async function formulaOf(port: WorkbookPort, cell: Area): Promise<string | undefined> {
  const [[formula] = []] = await port.readFormulas({ ...cell, rows: 1, cols: 1 });
  return formula;
}

/** Reads one formula after the other; a cell that is met twice is one driver. */
class CellModelReader {
  readonly rows: DriverRow[] = [];
  private readonly texts = new Map<string, string>();
  private readonly names = new Set<string>();
  /** Cells whose formulas are being followed. */
  private readonly open = new Set<string>();

  constructor(
    private readonly port: WorkbookPort,
    private readonly depth: Depth,
  ) {}

  /** The formula with names of drivers, or the values of cells that hold no number, in place of its references. */
  async modelText(formula: string, sheet: string): Promise<string> {
    const calls = inferCalls(formula);
    const tokens = formulaTokens(formula);
    const changes = [];
    for (const [place, token] of tokens.entries()) {
      if (token.kind !== "reference") continue;
      const area = areaOfReference(token.text, sheet);
      if (area === undefined) throw notOneCell(token.text);
      const isOne = area.rows * area.cols === 1;
      const text = isOne
        ? await this.textOfCell(area, isShare(calls, token))
        : await this.textOfList(area, functionAround(tokens, place));
      changes.push({ ...token, text });
    }
    return rewritten(formula, changes).replace(/^=/, "");
  }

  private async textOfList(area: Area, functionName: string | undefined): Promise<string> {
    const isList = functionName !== undefined && LIST_FUNCTIONS.has(functionName);
    if (!isList || area.rows * area.cols > MOST_CELLS_OF_A_LIST) throw notOneCell(referenceOf(area));
    const values = await this.port.read(area);
    const texts: string[] = [];
    for (const [r, row] of values.entries()) {
      for (const [c, value] of row.entries()) {
        const cell = { sheet: area.sheet, row: area.row + r, col: area.col + c, rows: 1, cols: 1 };
        if (typeof value === "number") texts.push(await this.textOfCell(cell, false));
        else if (value !== null && typeof value === "object") throw faulty(cell, value.code);
      }
    }
    return texts.length === 0 ? "0" : texts.join(",");
  }

  private async textOfCell(cell: Area, isShare: boolean): Promise<string> {
    const reference = referenceOf(cell);
    const before = this.texts.get(reference);
    if (before !== undefined) return before;
    const [[value = null] = []] = await this.port.read(cell);
    const text = typeof value === "number" ? await this.textOfNumber(cell, value, isShare) : constantText(cell, value);
    this.texts.set(reference, text);
    return text;
  }

  private async textOfNumber(cell: Area, value: number, isShare: boolean): Promise<string> {
    const formula = await formulaOf(this.port, cell);
    if (formula !== undefined && this.depth === "typed") return this.followed(cell, formula);
    if (this.rows.length === MOST_INPUTS) {
      throw new Refusal(`The formula rests on more than ${MOST_INPUTS} cells with numbers. Start from a smaller part.`);
    }
    const name = await this.nameOf(cell);
    const origin = { reference: referenceOf(cell), value, isCalculated: formula !== undefined };
    this.rows.push(suggestedRow(name, origin, isShare));
    return name;
  }

  private async followed(cell: Area, formula: string): Promise<string> {
    const reference = referenceOf(cell);
    if (this.open.has(reference)) throw new Refusal(`${reference} depends on itself, so it cannot be simulated.`);
    this.open.add(reference);
    const text = await this.modelText(formula, cell.sheet);
    this.open.delete(reference);
    return `(${text})`;
  }

  /** The label to the left of a cell as a name, else its address; each name once. */
  private async nameOf(cell: Area): Promise<string> {
    const label = await this.labelOf(cell);
    const wanted = label ?? nameOfAddress(cell);
    let name = wanted;
    for (let n = 2; this.names.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
    this.names.add(name.toLowerCase());
    return name;
  }

  private async labelOf({ sheet, row, col }: Area): Promise<string | undefined> {
    if (col === 0) return undefined;
    const [left = []] = await this.port.read({ sheet, row, col: 0, rows: 1, cols: col });
    const gap = left.lastIndexOf(null);
    const label = left.slice(gap + 1).find((value) => typeof value === "string");
    return typeof label === "string" ? nameOfLabel(label) : undefined;
  }
}

const LONGEST_NAME = 32;
const LIKE_A_CELL = /^(?:[A-Z]{1,3}\d+|R\d*C\d*)$/i;

/** "Requests a month (k)" as "requests_a_month_k"; none where nothing fit for a name is left. */
function nameOfLabel(label: string): string | undefined {
  const words = label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = words.join("_").slice(0, LONGEST_NAME).replace(/_+$/, "");
  return /^\p{L}/u.test(name) && !LIKE_A_CELL.test(name) && name !== "true" && name !== "false" ? name : undefined;
}

function nameOfAddress(cell: Area): string {
  return `${cell.sheet.replaceAll(/[^\p{L}\p{N}]+/gu, "_").replace(/^(?=\P{L})/u, "_")}_${addressOf(cell)}`;
}

function constantText(cell: Area, value: ReadValue): string {
  if (value === null) return "";
  if (typeof value === "object") throw faulty(cell, value.code);
  const text = literalText(value);
  if (text === undefined) throw new Refusal(`${referenceOf(cell)} holds a text of more than 255 characters.`);
  return text;
}

const faulty = (cell: Area, code: string): Refusal =>
  new Refusal(`${referenceOf(cell)} holds ${code}. Mend that cell first.`);

const notOneCell = (reference: string): Refusal =>
  new Refusal(
    `The formula reads ${reference} as a whole. A simulation follows single cells: select a cell whose formula names them, or write the model yourself.`,
  );

/** The function whose argument the token is by itself, in capitals. */
function functionAround(tokens: readonly FormulaToken[], place: number): string | undefined {
  let depth = 0;
  for (let at = place - 1; at > 0; at--) {
    const { text } = tokens[at] as FormulaToken;
    if (text === ")") depth++;
    if (text !== "(") continue;
    if (depth === 0) return tokens[at - 1]?.kind === "call" ? tokens[at - 1]?.text.toUpperCase() : undefined;
    depth--;
  }
  return undefined;
}

/** Whether a reference stands by itself where one of our functions takes a share. */
function isShare(calls: readonly InferCall[], { start, end }: FormulaToken): boolean {
  return calls.some(({ name, args }) => {
    const place = args.findIndex((part) => part.start === start && part.end === end);
    return catalog.find((entry) => entry.name === name)?.arguments[place]?.unit === "share 0-1";
  });
}
