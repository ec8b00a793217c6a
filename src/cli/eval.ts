import { type Calculator, createCalculator, type Evaluated, isFailure, type Scalar } from "../workbench/headless";
import { type Command, type ExitCode, type Terminal, UsageError } from "./command";
import { utf8Lines } from "./utf8Text";

const help = `infer eval [formula …]

Calculates formulas with the INFER functions and the native ones of a spreadsheet. Formulas come from the arguments, or
one per line from standard input; a leading "=" may be left out. Prints one JSON line per formula, in order:

  {"formula":"=1+2","value":3}
  {"formula":"=SEQUENCE(2)","value":[[1],[2]]}
  {"formula":"=1/0","error":"#DIV/0!","message":"A number is divided by zero or by an empty cell."}

Exit code 1 when a formula, or a cell of its result, is an error.

  infer eval '=INFER.COST("gpt-4o", 1500, 500)'
  infer eval < formulas.txt
`;

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

export const evalCommand: Command = {
  name: "eval",
  summary: "calculate formulas from the arguments or from standard input",
  help,
  async run(args, terminal) {
    const option = args.find((arg) => arg.startsWith("--"));
    if (option !== undefined) throw new UsageError(`eval has no option ${option}.`);
    if (args.length === 0 && terminal.isInteractive) {
      throw new UsageError("Give a formula, or pipe formulas in, one per line.");
    }
    const calculator = createCalculator();
    try {
      return await evaluateAll(given(args, terminal), calculator, terminal);
    } finally {
      calculator.dispose();
    }
  },
};
