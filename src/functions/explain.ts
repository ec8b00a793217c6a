import { SIGNATURES } from "../../generated/signatures";
import { dataDay } from "../data";
import { isoText } from "../engine/dates";
import { badArgument, notFound } from "../engine/errors";
import type { Row, Value } from "../engine/grid";
import { explanation, namedResults } from "../engine/insight/explain";
import { findRow, nameIndex } from "../engine/lookup";
import { traced } from "../engine/trace";
import { cellOf, matrixOf } from "./call/cells";
import { identity } from "./call/readers";
import { isCellError, registeredFunctions, repeatsLast, tooManyArguments } from "./call/registry";
import { spillTable } from "./call/spill";

/**
 * How a function arrives at its result: the formula, each input with unit and origin, what was looked up, steps, result in its unit.
 * @customfunction EXPLAIN
 * @param {any[][]} function_name Function to explain, such as "COST" [name].
 * @param {any[][][]} args Its arguments, in its own order; what is left out counts as its default [list].
 * @returns {any[][]} part (formula, input, lookup, step, result), name, value, unit, origin (typed, default, or looked up with table, row, source, day and evidence).
 * @group Insight
 * @shape T
 * @formula the named function, run on these arguments while its look-ups and steps are written down
 * @remarks To explain a cell, put EXPLAIN around its function: =INFER.COST("gpt-4o", 1500, 500) becomes =INFER.EXPLAIN("COST", "gpt-4o", 1500, 500).
 * @remarks Of a range the look-ups and steps are those of its first cell. Results of a table carry the name that field would take, such as 5.cost_usd; beyond 200 the rest is counted.
 * @example =INFER.EXPLAIN("COST", "gpt-4o", 1500, 500) → part
 */
export function explain(function_name: any[][], args: any[][][]): any[][] {
  return spillTable(
    { function_name },
    { function_name: identity },
    ({ functionName }: { readonly functionName: string }) => explained(functionName, args),
    undefined,
  );
}
repeatsLast(explain as (...args: unknown[]) => unknown);

/** How the documentation names the default of a day. */
const DATA_DAY = "the date of the data";

function explained(functionName: string, args: readonly unknown[]): readonly Row[] {
  const names = nameIndex("function", Object.keys(SIGNATURES), (name) => [name]);
  const name = findRow(names, functionName.replace(/^=?\s*INFER\./i, "").replace(/\(.*$/s, ""));
  const signature = SIGNATURES[name];
  const call = registeredFunctions().get(name);
  if (signature === undefined || call === undefined || name === "EXPLAIN") {
    throw notFound("EXPLAIN explains every function but itself.");
  }
  const most = signature.arguments.length;
  if (args.slice(most).some((argument) => matrixOf(argument) !== undefined)) {
    throw badArgument(tooManyArguments(name, most, args.length));
  }
  const { result, trace } = traced(() => call(...signature.arguments.map((_argument, index) => args[index] ?? null)));
  return explanation({
    formula: signature.formula,
    inputs: signature.arguments.map(({ name: argument, unit, default: fallback }, index) => ({
      name: argument,
      unit,
      fallback: fallback === DATA_DAY ? `${isoText(dataDay())}, ${DATA_DAY}` : fallback,
      value: shownInput(args[index]),
    })),
    trace,
    results: namedResults({
      cells: cellsOf(result).map((row) => row.map(plain)),
      isTable: signature.shape === "T",
      field: fieldOf(signature, args),
      returns: signature.returns,
    }),
  });
}

/** What answers later, once a file is loaded, cannot be told here; its cell can. */
function cellsOf(result: unknown): readonly (readonly unknown[])[] {
  if (result instanceof Promise) return [["stands in the function's own cell once its tokenizer is loaded"]];
  return result as unknown[][];
}

function shownInput(argument: unknown): Value {
  const matrix = matrixOf(argument);
  if (matrix === undefined) return undefined;
  const [[first] = []] = matrix;
  if (matrix.length === 1 && matrix[0]?.length === 1) return plain(first);
  return `range of ${matrix.length} × ${matrix[0]?.length ?? 0}`;
}

function plain(raw: unknown): Value {
  const cell = cellOf(raw);
  return isCellError(cell) ? `${cell.code} ${cell.message}`.trim() : cell;
}

type Signature = (typeof SIGNATURES)[string];

/** The field asked for, if any: then the result has no header row. */
function fieldOf(signature: Signature, args: readonly unknown[]): string | undefined {
  const at = signature.arguments.findIndex(({ name }) => name === "field");
  const field = at < 0 ? undefined : cellOf(matrixOf(args[at])?.[0]?.[0]);
  return typeof field === "string" ? field : undefined;
}
