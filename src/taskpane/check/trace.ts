import type { CatalogEntry } from "../../catalog/types";
import type { Provenance } from "../../data/types";
import { sheetCase } from "../../engine/names";
import type { LookedUp } from "../../engine/trace";
import { isCellError } from "../../functions/call/registry";
import { type Area, areaOfReference, type ReadValue, referenceOf, type WorkbookPort } from "../../host/port";
import { formulaTokens } from "../formulaTokens";
import { shownValue } from "../preview";
import { evidenceMeaning } from "../tables";
import { type ArgumentValue, type Evaluated, firstCell } from "./evaluation";
import { callsIn } from "./scan";

/** A step from a number to what it rests on. */
export interface Origin {
  readonly words: string;
  /** Cells to go to. */
  readonly cell?: Area;
  /** The cell holds a formula that can be traced in turn. */
  readonly isCalculated?: boolean;
  readonly url?: string;
}

export interface TracedValue {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly origins: readonly Origin[];
}

export interface TracedCall {
  readonly entry: CatalogEntry;
  readonly inputs: readonly TracedValue[];
  readonly defaults: readonly TracedValue[];
  readonly steps: readonly TracedValue[];
  readonly result: string;
}

export interface CellTrace {
  readonly cell: Area;
  readonly value: string;
  readonly formula: string | undefined;
  readonly calls: readonly TracedCall[];
  /** Cells that the formula reads outside of our functions. */
  readonly others: readonly TracedValue[];
}

const shownRead = (value: ReadValue): string =>
  value === null ? "blank" : typeof value === "object" ? value.code : shownValue(value);

/** What a cell's number rests on, one step down. */
export async function traceCell(port: WorkbookPort, cell: Area): Promise<CellTrace> {
  const one = { ...cell, rows: 1, cols: 1 };
  const [[value = null] = []] = await port.read(one);
  const [[formula] = []] = await port.readFormulas(one);
  const traced = { cell: one, value: shownRead(value), formula };
  if (formula === undefined) return { ...traced, calls: [], others: [] };
  const calls = await callsIn(formula, cell.sheet, port, await port.tables());
  const inCalls = (at: number) => calls.some(({ call }) => at >= call.start && at < call.end);
  const references = formulaTokens(formula).filter(({ kind, start }) => kind === "reference" && !inCalls(start));
  const others = [...new Set(references.map(({ text }) => text))];
  return {
    ...traced,
    calls: await Promise.all(calls.map((call) => tracedCall(port, call, cell.sheet))),
    others: await Promise.all(others.map((text) => tracedReference(port, text, cell.sheet))),
  };
}

async function tracedReference(port: WorkbookPort, text: string, sheet: string): Promise<TracedValue> {
  const area = areaOfReference(text, sheet);
  if (area === undefined) return { name: text, value: "", unit: "", origins: [] };
  const { value, origin } = await ofCells(port, area, await port.read(area));
  return { name: text, value, unit: "", origins: [origin] };
}

async function tracedCall(port: WorkbookPort, evaluated: Evaluated, sheet: string): Promise<TracedCall> {
  const { entry, args, call, outcome } = evaluated;
  const lookups = outcome?.trace.lookups ?? [];
  const inputs: TracedValue[] = [];
  for (const [index, argument] of args.entries()) {
    if (argument.kind === "omitted") continue;
    const described = entry.arguments[Math.min(index, entry.arguments.length - 1)];
    const name = described?.name ?? `argument ${index + 1}`;
    const { value, origins } = await ofArgument(port, argument, call.args[index]?.text ?? "", sheet);
    const found = lookups.filter((lookup) => sheetCase(lookup.argument) === name).flatMap(originsOfLookup);
    inputs.push({ name, value, unit: described?.unit ?? "", origins: [...origins, ...found] });
  }
  const told = new Set(inputs.map(({ name }) => name));
  const others = lookups.filter((lookup) => !told.has(sheetCase(lookup.argument)));
  return {
    entry,
    inputs: [...inputs, ...others.map(lookedUpBeside)],
    defaults: entry.arguments.filter(({ name }) => !told.has(name)).flatMap(defaultOf),
    steps: (outcome?.trace.steps ?? []).map(({ name, value, unit }) => {
      return { name: sheetCase(name), value: shownValue(value), unit, origins: [] };
    }),
    result: resultWords(evaluated),
  };
}

function defaultOf({ name, unit, default: standard }: CatalogEntry["arguments"][number]): TracedValue[] {
  if (standard === undefined || standard.startsWith("none")) return [];
  return [{ name, unit, value: standard, origins: [{ words: "default" }] }];
}

const lookedUpBeside = (lookup: LookedUp): TracedValue => ({
  name: sheetCase(lookup.argument),
  value: lookup.row,
  unit: "",
  origins: originsOfLookup(lookup),
});

function resultWords({ outcome, entry }: Evaluated): string {
  if (outcome === undefined) return entry.returns;
  const rows = outcome.result as unknown[][];
  if (Array.isArray(rows) && rows.length * (rows[0]?.length ?? 1) > 1) {
    return `a table of ${rows.length} rows and ${rows[0]?.length ?? 1} columns`;
  }
  const cell = firstCell(outcome.result);
  if (isCellError(cell)) return `${cell.code} ${cell.message}`;
  return cell === undefined ? entry.returns : `${shownValue(cell)} (${entry.returns.replace(/\.$/, "")})`;
}

async function ofArgument(port: WorkbookPort, argument: ArgumentValue, text: string, sheet: string) {
  if (argument.kind === "typed") {
    const value = Array.isArray(argument.value) ? text : shownRead(argument.value as ReadValue);
    return { value, origins: [{ words: "typed in the formula" }] };
  }
  if (argument.kind === "cells") {
    const { value, origin } = await ofCells(port, argument.area, argument.values);
    return { value, origins: [origin] };
  }
  if (argument.kind === "call") {
    const cell = firstCell(argument.result);
    return { value: cell === undefined ? "" : shownValue(cell), origins: [{ words: `result of ${text}` }] };
  }
  const references = formulaTokens(text).filter(({ kind }) => kind === "reference");
  const links = await Promise.all(references.map((token) => tracedReference(port, token.text, sheet)));
  return {
    value: text,
    origins: [{ words: "calculated in the formula" }, ...links.flatMap(({ origins }) => origins)],
  };
}

async function ofCells(port: WorkbookPort, area: Area, values: readonly (readonly ReadValue[])[]) {
  const reference = referenceOf(area);
  if (area.rows * area.cols > 1) {
    const value = `${area.rows} × ${area.cols} cells`;
    return { value, origin: { words: reference, cell: area } };
  }
  const [[formula] = []] = await port.readFormulas(area);
  const isCalculated = formula !== undefined;
  const words = isCalculated ? `calculated in ${reference}` : `typed in ${reference}`;
  return { value: shownRead(values[0]?.[0] ?? null), origin: { words, cell: area, isCalculated } };
}

function originsOfLookup({ row, provenance }: LookedUp): readonly Origin[] {
  if (provenance.length === 0) return [{ words: `looked up in your own table: ${row}` }];
  return provenance.map((each) => sourceOrigin(row, each));
}

function sourceOrigin(row: string, { table, source, url, asOf, evidence, unverified }: Provenance): Origin {
  const sure = unverified ? "unverified: general knowledge" : evidenceMeaning(evidence);
  const words = `looked up: ${row} in ${table}, as of ${asOf}, ${sure}. Source: ${source}`;
  return url === undefined ? { words } : { words, url };
}
