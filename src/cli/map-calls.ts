import type { CellError, SheetFunction } from "../functions/call/registry";
import { isCellError } from "../functions/call/registry";
import type { Binding, Target } from "./map-binding";
import type { AnswerShape } from "./map-fields";

type OutCell = number | string | boolean | CellError;

/** The arguments of one row, by position; `null` is an omitted one. `options` are pairs of name and value. */
export interface RowArguments {
  readonly given: unknown[];
  options: (readonly [string, unknown])[] | undefined;
  /** Holds a list or a table, so that it cannot share a call with other rows. */
  isWide: boolean;
}

/** What the function answers for one row: a cell for each output column, and why there is none. */
export interface Answer {
  readonly cells: readonly unknown[];
  readonly error: string;
  readonly isFailed: boolean;
}

const inWords = ({ code, message }: CellError) => (message === "" ? code : `${code} ${message}`);

export function failedAnswer(error: string): Answer {
  return { cells: [], error, isFailed: true };
}

export function emptyRow(binding: Binding): RowArguments {
  return { given: new Array<unknown>(binding.entry.arguments.length).fill(null), options: undefined, isWide: false };
}

export function putValue(row: RowArguments, target: Target, value: unknown): void {
  if (value === null || value === undefined || value === "") return;
  if (target.kind === "option") {
    row.options ??= [];
    row.options.push([target.name, value]);
    return;
  }
  row.given[target.index] = matrixIn(value);
  if (Array.isArray(value)) row.isWide = true;
}

/** A list is a column of cells, a list of lists a table; any other object is the text of its JSON. */
function matrixIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((row: unknown) => (Array.isArray(row) ? row : [row]));
  return typeof value === "object" ? JSON.stringify(value) : value;
}

/** Calls one function for many rows, in as few calls as its arguments allow. */
export class Caller {
  private readonly stretches: boolean;
  private readonly repeats: boolean;

  constructor(
    private readonly binding: Binding,
    private readonly call: SheetFunction,
    private readonly shape: AnswerShape,
    private readonly field: string | undefined,
  ) {
    this.stretches = binding.entry.shape === "B";
    this.repeats = binding.entry.arguments.at(-1)?.repeating === true;
  }

  async answers(rows: readonly RowArguments[]): Promise<Answer[]> {
    const canShare = this.stretches && !rows.some(({ isWide, options }) => isWide || options !== undefined);
    if (canShare && rows.length > 1) return this.shared(rows);
    const answers: Answer[] = [];
    for (const row of rows) answers.push(await this.single(row));
    return answers;
  }

  /** One call with a column for each argument. */
  private async shared(rows: readonly RowArguments[]): Promise<Answer[]> {
    const columns = this.binding.entry.arguments.map((_argument, index) =>
      rows.some(({ given }) => given[index] !== null) ? rows.map(({ given }) => [given[index]]) : null,
    );
    const result = (await this.call(...this.withField(columns))) as OutCell[][];
    const isOne = result.length === 1;
    return rows.map((_row, index) => valueAnswer(result[isOne ? 0 : index]?.[0]));
  }

  private async single({ given, options }: RowArguments): Promise<Answer> {
    const all = this.withField(this.withOptions(given, options));
    const last = all.at(-1);
    const args = this.repeats && Array.isArray(last) ? [...all.slice(0, -1), ...last] : all;
    const result = (await this.call(...args)) as OutCell[][];
    const [first] = result;
    const cell = first?.[0];
    if (this.shape.kind === "record") return this.recordAnswer(result);
    const isList = result.length > 1 || (first?.length ?? 0) > 1;
    return isList
      ? { cells: [listOf(result)], error: "", isFailed: result.flat().some(isCellError) }
      : valueAnswer(cell);
  }

  private withField(args: unknown[]): unknown[] {
    const at = this.binding.fieldIndex;
    if (at >= 0) args[at] ??= this.field ?? null;
    return args;
  }

  private withOptions(given: unknown[], options: RowArguments["options"]): unknown[] {
    if (options === undefined) return given;
    const at = this.binding.optionsIndex;
    const listed = Array.isArray(given[at]) ? (given[at] as unknown[]) : [];
    return given.map((value, index) => (index === at ? [...listed, ...options] : value));
  }

  /** Fields are matched by name; a record of another kind than the documented one would be told apart here. */
  private recordAnswer(result: readonly (readonly OutCell[])[]): Answer {
    const [names, values] = result;
    if (names === undefined || values === undefined) return valueAnswer(names?.[0]);
    const fields = this.shape.kind === "record" ? this.shape.fields : [];
    const cells: unknown[] = new Array(fields.length);
    let isFailed = false;
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as string;
      const cell = values[names[index] === field ? index : names.indexOf(field)];
      const isError = isCellError(cell);
      cells[index] = isError ? inWords(cell) : cell;
      isFailed ||= isError;
    }
    return { cells, error: "", isFailed };
  }
}

function valueAnswer(cell: OutCell | undefined): Answer {
  if (isCellError(cell)) return failedAnswer(inWords(cell));
  return { cells: [cell], error: "", isFailed: false };
}

/** A column or a row as a list, a table as a list of lists. */
function listOf(result: readonly (readonly OutCell[])[]): unknown[] {
  const rows = result.map((row) => row.map((cell) => (isCellError(cell) ? inWords(cell) : cell)));
  return rows.every((row) => row.length === 1) ? rows.flat() : rows.length === 1 ? (rows[0] ?? []) : rows;
}
