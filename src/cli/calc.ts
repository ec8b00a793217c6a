import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import "../functions";
import { FileRefusal, openXlsx, withResults } from "../files";
import { addressOfCell, addressOfRange } from "../files/addresses";
import type { CellModel, CellValue } from "../files/model";
import { CalculationRefusal, type Recalculated, recalculated } from "../workbench/recalculate";
import { type Command, type ExitCode, type Terminal, UsageError } from "./command";

const help = `infer calc in.xlsx [-o out.xlsx] [--force] [--json]

Calculates every formula of a workbook, INFER's and native ones, without Excel. With -o the workbook is written with the
new results: everything else in it stays as it is, also charts, macros and formats. --force writes them into in.xlsx itself.
Without either nothing is written.

Prints how many formulas were calculated and each one that ends in an error, or with --json one object:

  {"cells":[{"sheet":"Calc","cell":"B2","formula":"=1+2","value":3},
            {"sheet":"Calc","cell":"B3","formula":"=1/0","error":"#DIV/0!","message":"…"}]}

A result that fills several cells has "spill", its range, and "values", row by row. A formula that would reach out of the
workbook (another file, WEBSERVICE …) is not calculated; it keeps its stored value and says so in "note".

Exit code 1 only when a formula ends in an error.
`;

interface Wanted {
  readonly source: string;
  readonly out: string | undefined;
  readonly asJson: boolean;
}

function readArguments(args: readonly string[]): Wanted {
  const places: string[] = [];
  const flags = new Set<string>();
  let out: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const [name = "", inline] = arg.startsWith("--") ? arg.split("=", 2) : [arg];
    if (name === "-o" || name === "--out") {
      out = inline ?? args[++i];
      if (out === undefined) throw new UsageError(`${name} needs a file.`);
    } else if (arg === "--json" || arg === "--force") flags.add(arg);
    else if (arg.startsWith("-")) throw new UsageError(`calc has no option ${arg}.`);
    else places.push(arg);
  }
  const [source] = places;
  if (source === undefined || places.length > 1) throw new UsageError("Give one .xlsx file.");
  return { source, out: out ?? (flags.has("--force") ? source : undefined), asJson: flags.has("--json") };
}

const reasonOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (thrown) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(thrown)}.`);
  }
}

/** Writes beside the file first, so that a failure leaves what was there. */
async function writeBytes(file: string, bytes: Uint8Array): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    await writeFile(draft, bytes);
    await rename(draft, file);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw new UsageError(`${file} cannot be written: ${reasonOf(thrown)}.`);
  }
}

/** What can go wrong with a file is a sentence about that file. */
async function refusing<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const isRefusal = thrown instanceof FileRefusal || thrown instanceof CalculationRefusal;
    throw isRefusal ? new UsageError(`${file}: ${thrown.message}`) : thrown;
  }
}

interface FormulaReport {
  readonly sheet: string;
  readonly cell: string;
  readonly formula: string;
  readonly value?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly spill?: string;
  readonly values?: unknown;
  readonly note?: string;
}

function reportsOf({ blocked, model: stored }: ReturnType<typeof openXlsx>, result: Recalculated): FormulaReport[] {
  return result.model.sheets.flatMap(({ name, cells }) => {
    const calculated = cells.flatMap((cell) =>
      cell.formula === undefined ? [] : [calculatedReport(name, cell, cell.formula, result)],
    );
    const kept = blocked.filter(({ sheet }) => sheet === name);
    const values = new Map(
      kept.length === 0
        ? []
        : stored.sheets
            .find((sheet) => sheet.name === name)
            ?.cells.map((cell) => [addressOfCell(cell.row, cell.col), cell.value]),
    );
    return [
      ...calculated,
      ...kept.map(({ cell, formula, reason }) => keptReport(name, cell, formula, reason, values.get(cell))),
    ];
  });
}

function calculatedReport(sheet: string, cell: CellModel, formula: string, { messageAt }: Recalculated): FormulaReport {
  const { row, col, value, spill } = cell;
  const place = { sheet, cell: addressOfCell(row, col), formula };
  const spilled =
    spill === undefined
      ? {}
      : {
          spill: addressOfRange({ row, col, rows: spill.rows, cols: spill.cols }),
          values: spill.values.map((line) => line.map(plain)),
        };
  if (typeof value === "object")
    return { ...place, error: value.error, message: messageAt(sheet, row, col) ?? "", ...spilled };
  return { ...place, value, ...spilled };
}

const plain = (value: CellValue | undefined) => (typeof value === "object" ? { error: value.error } : (value ?? null));

function keptReport(
  sheet: string,
  cell: string,
  formula: string,
  reason: string,
  value: CellValue | undefined,
): FormulaReport {
  const note = `Not calculated, the stored value stands: ${reason}.`;
  const place = { sheet, cell, formula };
  return typeof value === "object"
    ? { ...place, error: value.error, message: note }
    : { ...place, value: value ?? null, note };
}

/** True where the formula's own cell, or one that it fills, is an error. */
function isFailed({ error, values }: FormulaReport): boolean {
  if (error !== undefined) return true;
  return Array.isArray(values) && values.flat().some((value) => typeof value === "object" && value !== null);
}

function summary(reports: readonly FormulaReport[]): string {
  const failed = reports.filter(isFailed);
  const lines = failed.map(({ sheet, cell, formula, error = "an error in its result", message = "" }) => {
    return `${sheet}!${cell}  ${formula}  ${error} ${message}`.trimEnd();
  });
  const notes = reports.flatMap(({ sheet, cell, note }) => (note === undefined ? [] : [`${sheet}!${cell}  ${note}`]));
  const count = `${reports.length} formula${reports.length === 1 ? "" : "s"}, ${failed.length} in error`;
  return `${[count, ...lines, ...notes].join("\n")}\n`;
}

async function calculate({ source, out, asJson }: Wanted, terminal: Terminal): Promise<ExitCode> {
  const bytes = await readBytes(source);
  const opened = await refusing(source, () => openXlsx(bytes));
  const result = await refusing(source, () => recalculated(opened.model));
  const reports = reportsOf(opened, result);
  if (out !== undefined) await writeBytes(out, await refusing(source, () => withResults(bytes, result.model)));
  await terminal.out(asJson ? `${JSON.stringify({ cells: reports })}\n` : summary(reports));
  return reports.some(isFailed) ? 1 : 0;
}

export const calcCommand: Command = {
  name: "calc",
  summary: "calculate the formulas of an .xlsx workbook",
  help,
  run: (args, terminal) => calculate(readArguments(args), terminal),
};
