import { readFile } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { parse } from "csv-parse/sync";
import "../functions";
import { DomainError } from "../engine/errors";
import type { DriverCell, DriverTable } from "../engine/risk/driver";
import { runRequest, type SimulationRequest, type SimulationResult } from "../engine/risk/service";
import { modelWorld } from "../functions/riskWorld";
import { type Command, type ExitCode, type Terminal, UsageError } from "./command";
import { utf8Text } from "./utf8Text";

const help = `infer simulate <drivers.csv> <model> [--trials 1e6] [--seed 1] [--budget 3000] [--bins 20] [--json]

Simulates a model over uncertain drivers. The file has the columns name, distribution, p1, p2, p3, with or without a
header, separated by commas, semicolons or tabs; the distributions are fixed, normal (mean, sd), lognormal (P5, P95),
uniform (low, high), triangular and pert (low, mode, high) and discrete ("10;20", "0.7;0.3"). Under a header, group and
correlation, or columns named like the drivers with their rank correlations, tie drivers together. The model is a
formula over the names, or a name of TABLE("risk_models"), for which <drivers.csv> may be "-".

Prints the statistics, or with --json one object with statistics, histogram and tornado. The same seed gives the same
digits everywhere. Up to 10 million trials quantiles are exact, beyond that within 0.1%. Ctrl-C ends the run and prints
what there is, marked as partial. Exit code 1 when some trials failed.

  infer simulate drivers.csv "requests * 30 * COST(""gpt-4o"", in_tok, out_tok)" --trials 1e6 --budget 3000
`;

const NUMBERS: Readonly<Record<string, "trials" | "seed" | "budget" | "bins">> = {
  "--trials": "trials",
  "--seed": "seed",
  "--budget": "budget",
  "--bins": "bins",
};
const NUMERAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DEFAULT_TRIALS = 1_000_000;

interface Wanted {
  readonly file: string;
  readonly model: string;
  readonly asJson: boolean;
  readonly numbers: Partial<Record<"trials" | "seed" | "budget" | "bins", number>>;
}

function readArguments(args: readonly string[]): Wanted {
  const places: string[] = [];
  const numbers: Partial<Record<"trials" | "seed" | "budget" | "bins", number>> = {};
  let asJson = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const [name, inline] = arg.startsWith("--") ? arg.split("=", 2) : [arg];
    const option = NUMBERS[name ?? ""];
    if (arg === "--json") asJson = true;
    else if (option !== undefined) {
      const value = inline ?? args[++i] ?? "";
      if (!NUMERAL.test(value)) throw new UsageError(`${name} needs a number; you gave "${value}".`);
      numbers[option] = Number(value);
    } else if (arg.startsWith("--")) throw new UsageError(`simulate has no option ${arg}.`);
    else places.push(arg);
  }
  const [file, model] = places;
  if (file === undefined || model === undefined || places.length > 2) {
    throw new UsageError("Give a file of drivers and a model in quotes.");
  }
  return { file, model, asJson, numbers };
}

async function readDriversFile(file: string): Promise<DriverTable | undefined> {
  if (file === "-") return undefined;
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (thrown) {
    throw new UsageError(`The file ${file} cannot be read: ${thrown instanceof Error ? thrown.message : thrown}.`);
  }
  const text = utf8Text(bytes, file);
  try {
    const delimiter = delimiterOf(text);
    const rows = parse(text, {
      delimiter,
      bom: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
    }) as string[][];
    return rows.map((row) => row.map(cellOf));
  } catch (thrown) {
    throw new UsageError(`${file} is no table: ${thrown instanceof Error ? thrown.message : thrown}.`);
  }
}

/** What stands most often between the cells of the first line: a discrete driver has semicolons inside its cells. */
function delimiterOf(text: string): string {
  const line = (/\S.*/.exec(text)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const count = (mark: string) => line.split(mark).length;
  return [",", ";", "\t"].reduce((most, mark) => (count(mark) > count(most) ? mark : most));
}

function cellOf(text: string): DriverCell {
  if (text === "") return undefined;
  return NUMERAL.test(text) ? Number(text) : text;
}

/** A line for each tenth of a long run, on standard error. */
function progressLines(terminal: Terminal): (progress: { readonly done: number; readonly trials: number }) => void {
  let shown = 0;
  return ({ done, trials }) => {
    const tenth = Math.floor((10 * done) / trials);
    if (trials < 5_000_000 || tenth <= shown) return;
    shown = tenth;
    terminal.err(`${tenth * 10}% of ${trials} trials`);
  };
}

async function runStoppable(request: SimulationRequest, terminal: Terminal): Promise<SimulationResult> {
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
  };
  process.once("SIGINT", stop);
  try {
    return await runRequest(request, modelWorld(), {
      pause: () => nextTurn(),
      onProgress: progressLines(terminal),
      isStopped: () => isStopped,
    });
  } catch (thrown) {
    throw thrown instanceof DomainError ? new UsageError(thrown.message) : thrown;
  } finally {
    process.off("SIGINT", stop);
  }
}

function lines({ statistics }: SimulationResult): string {
  const entries = Object.entries(statistics);
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries
    .map(([name, value]) => `${name.padEnd(width)}  ${typeof value === "object" ? value.message : value}\n`)
    .join("");
}

export const simulateCommand: Command = {
  name: "simulate",
  summary: "simulate a model over uncertain drivers from a CSV file",
  help,
  async run(args, terminal): Promise<ExitCode> {
    const { file, model, asJson, numbers } = readArguments(args);
    const drivers = await readDriversFile(file);
    const request = { drivers, model, trials: DEFAULT_TRIALS, seed: 1, ...numbers };
    const result = await runStoppable(request, terminal);
    const { drivers: _drivers, ...asked } = request;
    await terminal.out(asJson ? `${JSON.stringify({ ...asked, ...result })}\n` : lines(result));
    return result.statistics["error_share"] === 0 ? 0 : 1;
  },
};
