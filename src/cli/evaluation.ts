import { type Calculator, createCalculator, type Evaluated, isFailure, type Scalar } from "../workbench/headless";
import type { ExitCode, Terminal } from "./command";
import { utf8Lines } from "./utf8Text";

/** True where the result is an error or holds one. */
function isFailed(result: Evaluated): boolean {
  if (isFailure(result)) return true;
  const { value } = result;
  return Array.isArray(value) && value.some((row: readonly (Scalar | Evaluated)[]) => row.some(isFailedCell));
}

const isFailedCell = (cell: Scalar | Evaluated) => typeof cell === "object" && isFailure(cell);

async function* given(args: readonly string[], terminal: Terminal): AsyncIterable<string> {
  if (args.length > 0) yield* args;
  else yield* utf8Lines(terminal.input(), "The input");
}

async function evaluateAll(formulas: AsyncIterable<string>, calculator: Calculator, terminal: Terminal) {
  let exit: ExitCode = 0;
  for await (const formula of formulas) {
    if (formula.trim() === "") continue;
    const [result] = await calculator.evaluate([formula]);
    if (result === undefined) throw new Error("the calculator gave no result");
    if (isFailed(result)) exit = 1;
    await terminal.out(`${JSON.stringify({ formula, ...result })}\n`);
  }
  return exit;
}

/** Calculates every formula and prints its line. This file is loaded on demand: the spreadsheet engine is large. */
export async function evaluated(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const calculator = createCalculator();
  try {
    return await evaluateAll(given(args, terminal), calculator, terminal);
  } finally {
    calculator.dispose();
  }
}
