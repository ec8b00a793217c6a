import { catalog } from "../../catalog";
import type { CatalogEntry } from "../../catalog/types";
import { type Trace, traced } from "../../engine/trace";
import { type CellError, isCellError, registeredFunctions } from "../../functions/call/registry";
import { type Area, areaOfReference, type ReadValue, type SheetTable } from "../../host/port";
import { arrayOfText, literalOf, type Scalar } from "../formulaText";
import { formulaTokens, type InferCall, inferCalls } from "../formulaTokens";
import type { Cells } from "./workbookCells";

/** What an argument of a call in a cell stands for. */
export type ArgumentValue =
  | { readonly kind: "omitted" }
  | { readonly kind: "typed"; readonly value: Scalar | readonly (readonly Scalar[])[] }
  | { readonly kind: "cells"; readonly area: Area; readonly values: readonly (readonly ReadValue[])[] }
  /** A call of ours: worked out here again. */
  | { readonly kind: "call"; readonly result: unknown }
  /** Anything else that only the spreadsheet can calculate. */
  | { readonly kind: "expression" };

export interface Evaluated {
  readonly call: InferCall;
  readonly entry: CatalogEntry;
  readonly args: readonly ArgumentValue[];
  /** Absent where an argument cannot be worked out here, or the answer comes later. */
  readonly outcome?: { readonly result: unknown; readonly trace: Trace };
}

/** Where formulas stand and what they can refer to. */
export interface Surroundings {
  readonly sheet: string;
  readonly cells: Cells;
  readonly tables: readonly SheetTable[];
}

const byName = new Map(catalog.map((entry) => [entry.name, entry]));
const LARGEST_READ = 200_000;
/** They work long, look nothing up, or answer later. */
const NOT_RUN: ReadonlySet<string> = new Set([
  "SIMULATE",
  "TORNADO",
  "SENSITIVITY",
  "SCENARIO",
  "DRAW",
  "HISTOGRAM",
  "TOKENS",
  "EXPLAIN",
]);

/** A call with the values of its arguments and, where it can be run here, its result and what it looked up. */
export async function evaluated(call: InferCall, around: Surroundings): Promise<Evaluated | undefined> {
  const entry = byName.get(call.name);
  if (entry === undefined) return undefined;
  const args: ArgumentValue[] = [];
  for (const { text } of call.args) args.push(await argumentValue(text, around));
  const run = registeredFunctions().get(call.name);
  if (run === undefined || NOT_RUN.has(call.name) || args.some(({ kind }) => kind === "expression")) {
    return { call, entry, args };
  }
  const { result, trace } = traced(() => run(...placed(entry, args)));
  return result instanceof Promise ? { call, entry, args } : { call, entry, args, outcome: { result, trace } };
}

/** As a host hands arguments over: one for each place, null for what is left out. */
function placed(entry: CatalogEntry, args: readonly ArgumentValue[]): unknown[] {
  const given = args.map(matrixOf);
  return Array.from(
    { length: Math.max(entry.arguments.length, given.length) },
    (_place, index) => given[index] ?? null,
  );
}

function matrixOf(argument: ArgumentValue): unknown {
  switch (argument.kind) {
    case "typed":
      return Array.isArray(argument.value) ? argument.value : [[argument.value]];
    case "cells":
      return argument.values;
    case "call":
      return argument.result;
    default:
      return null;
  }
}

async function argumentValue(text: string, around: Surroundings): Promise<ArgumentValue> {
  if (text === "") return { kind: "omitted" };
  const value = literalOf(text) ?? arrayOfText(text);
  if (value !== undefined) return { kind: "typed", value };
  const area = areaOf(text, around);
  if (area !== undefined && area.rows * area.cols <= LARGEST_READ) {
    return { kind: "cells", area, values: await around.cells.read(area) };
  }
  return (await nestedCall(text, around)) ?? { kind: "expression" };
}

/** The cells that a plain reference or the name of a table stands for. */
export function areaOf(text: string, { sheet, tables }: Pick<Surroundings, "sheet" | "tables">): Area | undefined {
  const [token, ...more] = formulaTokens(text);
  if (token === undefined || more.length > 0) return undefined;
  if (token.kind === "reference") return areaOfReference(text, sheet);
  const match = /^([\p{L}_\\][\p{L}\p{N}_.]*)(?:\[#(All|Data)\])?$/iu.exec(text);
  const table = tables.find(({ name }) => name.toLowerCase() === match?.[1]?.toLowerCase());
  if (match === null || table === undefined) return undefined;
  const isWhole = match[2]?.toLowerCase() === "all";
  return isWhole ? table.area : { ...table.area, row: table.area.row + 1, rows: table.area.rows - 1 };
}

async function nestedCall(text: string, around: Surroundings): Promise<ArgumentValue | undefined> {
  const [call] = inferCalls(text);
  if (call === undefined || call.start !== 0 || call.end !== text.length) return undefined;
  const inner = await evaluated(call, around);
  return inner?.outcome === undefined ? undefined : { kind: "call", result: inner.outcome.result };
}

/** The first cell of a result. */
export function firstCell(result: unknown): number | string | boolean | CellError | undefined {
  const [row] = Array.isArray(result) ? (result as unknown[]) : [[result]];
  const [cell] = Array.isArray(row) ? (row as unknown[]) : [row];
  const isPlain = typeof cell === "number" || typeof cell === "string" || typeof cell === "boolean";
  return isPlain || isCellError(cell) ? cell : undefined;
}
