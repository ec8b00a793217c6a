import {
  ICalculateFormulaService,
  IFormulaCurrentConfigService,
  IFormulaRuntimeService,
} from "@univerjs/engine-formula";
import { isCellError, registeredFunctions, type SheetFunction } from "../functions/call/registry";
import { type EngineValue, outcomeOf, type SheetValue } from "./calc/values";
import { newUnitId, startEngine } from "./engine";

export interface Failure {
  /** Excel's error code, such as "#N/A". */
  readonly error: string;
  readonly message: string;
}

export type Scalar = number | string | boolean;

/** A formula's result: a scalar for 1×1, else rows of cells; a cell of an array may fail alone. */
export type Evaluated = { readonly value: Scalar | readonly (readonly (Scalar | Failure)[])[] } | Failure;

export const isFailure = (result: Evaluated | Scalar | Failure): result is Failure =>
  typeof result === "object" && "error" in result;

/** Evaluates formulas that stand for themselves, in full precision. */
export interface Calculator {
  /** Results in the order of the formulas, with or without a leading "="; never rejects for a formula's sake. */
  evaluate(formulas: readonly string[]): Promise<Evaluated[]>;
  dispose(): void;
}

const SHEET = "sheet";
const ROWS = 1_048_576;
const COLUMNS = 16_384;

const cellResult = (value: SheetValue): Scalar | Failure =>
  isCellError(value) ? { error: value.code, message: value.message } : (value ?? 0);

/** The interpreter's result in the words of the command line and the tests. */
function evaluated(value: EngineValue): Evaluated {
  const outcome = outcomeOf(value);
  if (Array.isArray(outcome)) return { value: outcome.map((row) => row.map(cellResult)) };
  const result = cellResult(outcome);
  return isFailure(result) ? result : { value: result };
}

/** Starts the engine on an empty sheet; formulas read it but nothing is ever written, so results cannot collide. */
export function createCalculator(calls: ReadonlyMap<string, SheetFunction> = registeredFunctions()): Calculator {
  const unit = newUnitId();
  const sheet = { id: SHEET, name: "Sheet1", rowCount: ROWS, columnCount: COLUMNS, cellData: {} };
  const univer = startEngine({ id: unit, sheetOrder: [SHEET], sheets: { [SHEET]: sheet } }, calls);
  const injector = univer.__getInjector();
  const service = injector.get(ICalculateFormulaService);
  const runtime = injector.get(IFormulaRuntimeService);
  const config = injector.get(IFormulaCurrentConfigService);
  // Declared as returning nothing, it resolves to the interpreter's result.
  const calculate = (formula: string) => service.calculate(formula) as unknown as Promise<EngineValue>;

  async function one(formula: string): Promise<Evaluated> {
    const text = formula.trim();
    runtime.reset();
    runtime.setCurrent(0, 0, ROWS, COLUMNS, SHEET, unit);
    try {
      return evaluated(await calculate(text.startsWith("=") ? text : `=${text}`));
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      return { error: "#VALUE!", message: `The spreadsheet engine failed on this formula: ${reason}.` };
    }
  }

  return {
    async evaluate(formulas) {
      config.loadDataLite();
      const results: Evaluated[] = [];
      for (const formula of formulas) results.push(await one(formula));
      return results;
    },
    dispose: () => univer.dispose(),
  };
}
