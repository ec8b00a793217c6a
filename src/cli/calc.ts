import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import "../functions";
import { FileRefusal, openXlsx, withResults } from "../files";
import { addressOfCell, addressOfRange, cellAt } from "../files/addresses";
import type { CellModel, CellValue } from "../files/model";
import { CalculationRefusal } from "../workbench/calculationRefusal";
import type { Recalculated } from "../workbench/recalculate";
import { type Command, type ExitCode, type Terminal, UsageError } from "./command";
import { reasonOf, writeBytes } from "./output-file";

const help = `infer calc in.xlsx [-o out.xlsx] [--force] [--json]

Calculates every formula of a workbook, INFER's and native ones, without Excel. With -o the workbook is written with the
new results: everything else in it stays as it is, also charts, macros and formats. The input itself is only written over with
--force. Without either nothing is written.

Prints how many formulas were calculated and each one that ends in an error, or with --json one object:

  {"cells":[{"sheet":"Calc","cell":"B2","formula":"=1+2","value":3},
            {"sheet":"Calc","cell":"B3","formula":"=1/0","error":"#DIV/0!","message":"…"}]}

A result that fills several cells has "spill", its range, and "values", row by row. A formula that would reach out of the
workbook (another file, WEBSERVICE …), or calls a function that is not known here, is not calculated: its cell keeps the
stored value, and "message" says why.

Exit code 1 only when a formula ends in an error.
`;

const SPECIAL_ENDINGS: ReadonlySet<string> = new Set([".xlsm", ".xltx", ".xltm"]);

interface Wanted {
  readonly source: string;
  readonly out: string | undefined;
  /** The output may be the input. */
  readonly isForced: boolean;
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
  const isForced = flags.has("--force");
  if (out !== undefined) refuseOtherEnding(source, out);
  return { source, out: out ?? (isForced ? source : undefined), isForced, asJson: flags.has("--json") };
}

/** Excel opens a workbook with macros, or a template, only under its own ending. */
function refuseOtherEnding(source: string, out: string): void {
  const [from, to] = [path.extname(source).toLowerCase(), path.extname(out).toLowerCase()];
  if (from !== to && (SPECIAL_ENDINGS.has(from) || SPECIAL_ENDINGS.has(to))) {
    throw new UsageError(`${out} must end in ${from}, as ${source} does: Excel would not open it.`);
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  try {
    const [first, second] = await Promise.all([stat(one), stat(other)]);
    return first.ino === second.ino && first.dev === second.dev;
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return false;
    throw new UsageError(`${other} cannot be written: ${reasonOf(thrown)}.`);
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (thrown) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(thrown)}.`);
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
}

type Opened = ReturnType<typeof openXlsx>;

/** A formula's report with its place, for the order. */
interface Placed {
  readonly row: number;
  readonly col: number;
  readonly report: FormulaReport;
}

/** The formulas of the file sheet by sheet, row by row, with those that were not calculated in their places. */
function reportsOf(opened: Opened, result: Recalculated): FormulaReport[] {
  return result.model.sheets.flatMap(({ name, cells }) => {
    const calculated = cells.flatMap((cell): Placed[] => {
      const { row, col, formula } = cell;
      return formula === undefined ? [] : [{ row, col, report: calculatedReport(name, cell, formula, result) }];
    });
    const all = [...calculated, ...blockedReports(opened, name)];
    return all.sort((a, b) => a.row - b.row || a.col - b.col).map(({ report }) => report);
  });
}

/** Formulas that the model does not hold, as they would reach out of the workbook. */
function blockedReports({ blocked, model }: Opened, sheet: string): Placed[] {
  const here = blocked.filter((candidate) => candidate.sheet === sheet);
  if (here.length === 0) return [];
  const cells = model.sheets.find(({ name }) => name === sheet)?.cells ?? [];
  const values = new Map(cells.map(({ row, col, value }) => [addressOfCell(row, col), value]));
  return here.map(({ cell, formula, reason }) => {
    const { row, col } = cellAt(cell) ?? { row: 0, col: 0 };
    return { row, col, report: reportWith({ sheet, cell, formula }, values.get(cell), notCalculated(reason)) };
  });
}

const notCalculated = (reason: string) => `Not calculated, the stored value stands: ${reason}.`;

function calculatedReport(sheet: string, cell: CellModel, formula: string, result: Recalculated): FormulaReport {
  const { row, col, value, spill } = cell;
  const kept = result.keptAt(sheet, row, col);
  const message = kept === undefined ? result.messageAt(sheet, row, col) : notCalculated(kept);
  const report = reportWith({ sheet, cell: addressOfCell(row, col), formula }, value, message);
  if (spill === undefined) return report;
  const values = spill.values.map((line) => line.map(plain));
  return { ...report, spill: addressOfRange({ row, col, rows: spill.rows, cols: spill.cols }), values };
}

const plain = (value: CellValue | undefined) => (typeof value === "object" ? { error: value.error } : (value ?? null));

function reportWith(
  place: Pick<FormulaReport, "sheet" | "cell" | "formula">,
  value: CellValue | undefined,
  message: string | undefined,
): FormulaReport {
  if (typeof value === "object") return { ...place, error: value.error, message: message ?? "" };
  return { ...place, value: value ?? null, ...(message === undefined ? {} : { message }) };
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
  const notes = reports.flatMap((report) =>
    report.message === undefined || isFailed(report) ? [] : [`${report.sheet}!${report.cell}  ${report.message}`],
  );
  const count = `${reports.length} formula${reports.length === 1 ? "" : "s"}, ${failed.length} in error`;
  return `${[count, ...lines, ...notes].join("\n")}\n`;
}

async function calculate({ source, out, isForced, asJson }: Wanted, terminal: Terminal): Promise<ExitCode> {
  const bytes = await readBytes(source);
  if (out !== undefined && !isForced && (await isSameFile(source, out))) {
    throw new UsageError(`${out} is the input. Add --force to write over it.`);
  }
  const opened = await refusing(source, () => openXlsx(bytes));
  const { recalculated } = await import("../workbench/recalculate");
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
