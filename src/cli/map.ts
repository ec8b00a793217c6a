import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import "../functions";
import { catalog } from "../catalog";
import type { CatalogEntry } from "../catalog/types";
import { registeredFunctions } from "../functions/call/registry";
import { type Command, type ExitCode, type Terminal, UsageError } from "./command";
import { Binding } from "./map-binding";
import { type Answer, Caller, emptyRow, failedAnswer, putValue, type RowArguments } from "./map-calls";
import { type AnswerShape, shapeOf } from "./map-fields";
import { type Input, type InputRow, openInput } from "./map-input";
import { openSink, type Sink, Writer } from "./map-output";

const help = `infer map FUNCTION [in.csv|-] [-o out.csv] [--field NAME] [--ndjson]

Calculates one INFER function for every row of a CSV or NDJSON stream, in constant memory. Columns are named like the
function's arguments, in any order, without regard to case; the entries of an options argument are columns of their
own; an empty cell is an omitted argument. Reads standard input for "-" or when no file is given.

Every input row gives one output row, in order, with all its columns, then: for a function with one answer value and
error; for one that gives a record a column for each field and error; for one that gives several rows --field (or a
column field) names the part that becomes value, a list where it is one. A row that cannot be calculated says why in
error and stops nothing. A list or table as an argument is written as JSON: [0.7,0.3].

The format is told from the first character, or with --ndjson; commas, semicolons and tabs separate. Exit code 1 when
some cell failed.

  infer map COST usage.csv -o costs.csv
  infer map THROUGHPUT fleet.csv --field output_tok_per_s
`;

interface Wanted {
  readonly entry: CatalogEntry;
  readonly source: string;
  readonly out: string | undefined;
  readonly field: string | undefined;
  readonly isNdjson: boolean;
}

const VALUED: ReadonlySet<string> = new Set(["-o", "--out", "--field"]);

function entryOf(name: string): CatalogEntry {
  const id = name.toUpperCase().replace(/^=?INFER\./, "");
  const entry = catalog.find((candidate) => candidate.name === id);
  if (entry === undefined) throw new UsageError(`There is no function ${id}. "infer functions" lists them.`);
  return entry;
}

function readArguments(args: readonly string[], terminal: Terminal): Wanted {
  const places: string[] = [];
  const values = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const [name = "", inline] = arg.startsWith("--") ? arg.split("=", 2) : [arg];
    if (VALUED.has(name)) {
      const value = inline ?? args[++i];
      if (value === undefined) throw new UsageError(`${name} needs a value.`);
      values.set(name === "--out" ? "-o" : name, value);
    } else if (arg !== "--ndjson" && arg !== "-" && arg.startsWith("-")) {
      throw new UsageError(`map has no option ${arg}.`);
    } else if (arg !== "--ndjson") places.push(arg);
  }
  const [name, source = "-"] = places;
  if (name === undefined || places.length > 2) throw new UsageError("Give a function and a file.");
  if (source === "-" && terminal.isInteractive) throw new UsageError("Give a file, or pipe rows in.");
  const out = values.get("-o");
  if (out !== undefined && isSameFile(source, out)) {
    throw new UsageError(`${out} is the input: it would be overwritten while it is read.`);
  }
  return { entry: entryOf(name), source, out, field: values.get("--field"), isNdjson: args.includes("--ndjson") };
}

function isSameFile(source: string, out: string): boolean {
  if (source === "-" || !existsSync(source) || !existsSync(out)) return false;
  return realpathSync(source) === realpathSync(out) || path.resolve(source) === path.resolve(out);
}

function checkColumns({ columns, format }: Input, binding: Binding, terminal: Terminal): void {
  if (format === "ndjson") return;
  const missing = binding.missing(columns);
  if (missing.length > 0) {
    throw new UsageError(
      `${binding.entry.name} needs the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}; the input has ${columns.join(", ")}.`,
    );
  }
  const carried = columns.filter((column) => binding.targetOf(column) === undefined);
  if (carried.length > 0) terminal.err(`Carried along, no argument of ${binding.entry.name}: ${carried.join(", ")}.`);
}

function isFieldGiven({ entry, field }: Wanted, { columns }: Input, binding: Binding): boolean {
  if (field !== undefined && binding.fieldIndex < 0) throw new UsageError(`${entry.name} has no fields.`);
  return field !== undefined || columns.some((column) => isField(column, binding));
}

function isField(column: string, binding: Binding): boolean {
  const target = binding.targetOf(column);
  return target?.kind === "argument" && target.index === binding.fieldIndex;
}

/** The arguments that a row of the input names. */
function argumentsOf(row: InputRow, columns: readonly string[], binding: Binding): RowArguments {
  const args = emptyRow(binding);
  if ("cells" in row) {
    for (let index = 0; index < columns.length; index++) {
      const target = binding.targetOf(columns[index] ?? "");
      if (target !== undefined) putValue(args, target, binding.cellOf(row.cells[index] ?? "", target));
    }
    return args;
  }
  for (const [name, value] of Object.entries(row.record)) {
    const target = binding.targetOf(name);
    if (target !== undefined) putValue(args, target, value);
  }
  return args;
}

async function answersOf(rows: readonly InputRow[], input: Input, binding: Binding, caller: Caller): Promise<Answer[]> {
  const sound = rows.filter(({ fault }) => fault === undefined);
  const answered = await caller.answers(sound.map((row) => argumentsOf(row, input.columns, binding)));
  let next = 0;
  return rows.map(({ fault }) => (fault === undefined ? (answered[next++] as Answer) : failedAnswer(fault)));
}

async function mapRows(wanted: Wanted, input: Input, sink: Sink, terminal: Terminal): Promise<ExitCode> {
  const call = registeredFunctions().get(wanted.entry.name);
  if (call === undefined) throw new Error(`${wanted.entry.name} is in the catalog but not registered.`);
  const binding = new Binding(wanted.entry);
  checkColumns(input, binding, terminal);
  const shape: AnswerShape = await shapeOf(wanted.entry, call, isFieldGiven(wanted, input, binding));
  if (shape.kind === "table") {
    const fields = shape.fields.join(", ");
    throw new UsageError(`${wanted.entry.name} gives several rows: name a part with --field. Its columns: ${fields}.`);
  }
  const caller = new Caller(binding, call, shape, wanted.field);
  const writer = new Writer(input, [...(shape.kind === "record" ? shape.fields : ["value"]), "error"]);
  let exit: ExitCode = 0;
  let isWritten = false;
  for await (const rows of input.batches) {
    const answers = await answersOf(rows, input, binding, caller);
    if (answers.some(({ isFailed }) => isFailed)) exit = 1;
    await sink.write(writer.text(rows, answers));
    isWritten = true;
  }
  if (!isWritten) await sink.write(writer.text([], []));
  return exit;
}

export const mapCommand: Command = {
  name: "map",
  summary: "calculate a function for every row of a CSV or NDJSON stream",
  help,
  async run(args, terminal) {
    const wanted = readArguments(args, terminal);
    const input = await openInput(wanted.source, wanted.isNdjson, terminal);
    const sink = openSink(wanted.out, terminal);
    try {
      const exit = await mapRows(wanted, input, sink, terminal);
      await sink.close();
      return exit;
    } catch (thrown) {
      await sink.abandon();
      throw thrown;
    }
  },
};
