import { riskModels } from "../data";
import { badArgument, DomainError, type DomainErrorKind, notFound } from "../engine/errors";
import type { ModelArgument, ModelFunctions } from "../engine/risk/calls";
import type { ModelCell } from "../engine/risk/columns";
import type { ModelWorld } from "../engine/risk/namedModels";
import { cellOf, type Matrix } from "./call/cells";
import { errorCell } from "./call/outcome";
import { type ErrorCode, isCellError, registeredFunctions, type SheetFunction } from "./call/registry";
import { asTrials, trialsRefused } from "./call/trials";

/** Functions that answer with a table by nature, later, or with a simulation of their own. */
const NOT_IN_MODELS: ReadonlySet<string> = new Set([
  "DRAW",
  "EXPLAIN",
  "HISTOGRAM",
  "SCENARIO",
  "SENSITIVITY",
  "SIMULATE",
  "TABLE",
  "TOKENS",
  "TORNADO",
]);

const KINDS: Readonly<Partial<Record<ErrorCode, DomainErrorKind>>> = {
  "#N/A": "notFound",
  "#DIV/0!": "divideByZero",
  "#NUM!": "overflow",
};

/** What a model may call and which named models there are: the registered functions and the table of this build. */
export function modelWorld(): ModelWorld {
  return { functions: new SheetFunctions(), models: riskModels() };
}

const isColumn = (argument: ModelArgument): argument is Float64Array | readonly ModelCell[] =>
  argument instanceof Float64Array || Array.isArray(argument);

/** The registered functions, called as a sheet calls them: a column of trials is a range of one column. */
class SheetFunctions implements ModelFunctions {
  /** Calls whose columns some argument would read as one list, by name and place of the columns. */
  private readonly oneByOne = new Set<string>();

  get names(): readonly string[] {
    return [...registeredFunctions().keys()].filter((name) => !NOT_IN_MODELS.has(name));
  }

  has(name: string): boolean {
    return registeredFunctions().has(name) && !NOT_IN_MODELS.has(name);
  }

  call(name: string, args: readonly ModelArgument[], count: number): readonly ModelCell[] {
    const call = registeredFunctions().get(name);
    if (call === undefined) throw new Error(`no function ${name}`);
    const pattern = `${name}:${args.map((argument) => (isColumn(argument) ? "column" : "value")).join()}`;
    if (count > 1 && !this.oneByOne.has(pattern)) {
      const whole = answers(call, name, args.map(columnArgument), count);
      if (whole !== undefined) return whole;
      this.oneByOne.add(pattern);
    }
    return Array.from({ length: count }, (_unused, trial) => {
      const cells = args.map((argument) => sheetCell(isColumn(argument) ? argument[trial] : argument));
      const [cell] = answers(call, name, cells, 1) ?? [];
      return cell ?? badArgument(`${name} gives no value.`);
    });
  }
}

/** The cells of a call, or undefined where its columns were not taken as trials. */
function answers(call: SheetFunction, name: string, args: unknown[], count: number): readonly ModelCell[] | undefined {
  const result = call(...args);
  if (!Array.isArray(result)) return Array.from({ length: count }, () => notFound(`${name} answers later.`));
  const rows = result as Matrix;
  if (rows[0]?.[0] === trialsRefused()) return undefined;
  if (rows.length !== count || rows[0]?.length !== 1) {
    const table = notFound(`${name} answers with a table. Name one value of it in its last argument, field.`);
    return count === 1 ? [table] : undefined;
  }
  return rows.map((row) => modelCell(row[0]));
}

function columnArgument(argument: ModelArgument): unknown {
  return isColumn(argument) ? asTrials(Array.from(argument, (value) => [sheetCell(value)])) : sheetCell(argument);
}

/** A value on its way into a function; null is an omitted argument. */
function sheetCell(value: ModelCell | undefined): unknown {
  if (value === undefined) return null;
  return value instanceof DomainError ? [[errorCell(value)]] : value;
}

function modelCell(raw: unknown): ModelCell {
  const cell = cellOf(raw);
  if (cell === undefined) return notFound("The value is unknown.");
  return isCellError(cell) ? new DomainError(KINDS[cell.code] ?? "badArgument", cell.message) : cell;
}
