import { type Command, UsageError } from "./command";

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
    const { evaluated } = await import("./evaluation");
    return evaluated(args, terminal);
  },
};
