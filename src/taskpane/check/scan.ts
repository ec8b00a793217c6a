import { dataDay } from "../../data";
import { isoText } from "../../engine/dates";
import type { SheetTable, WorkbookPort } from "../../host/port";
import { tableNamed } from "../actions";
import { inferCalls, isInferFormula } from "../formulaTokens";
import { loadedTables } from "../loadedTables";
import { dayOfTable, freshnessOf } from "../tables";
import { evaluated } from "./evaluation";
import type { Finding } from "./findings";
import { type CheckedFormula, findingsIn, sameDraws } from "./rules";
import { type Cells, WorkbookCells } from "./workbookCells";

export interface Scan {
  readonly formulas: number;
  /** Sheets that hold formulas of ours. */
  readonly sheets: readonly string[];
  readonly findings: readonly Finding[];
  /** Formulas beyond the limit were not looked at. */
  readonly isCut: boolean;
}

export interface ScanProgress {
  readonly done: number;
  readonly all: number;
}

export interface ScanWatcher {
  onProgress(progress: ScanProgress): void;
  /** Gives the page a turn. */
  pause(): Promise<void>;
  now(): number;
}

export const MOST_FORMULAS = 20_000;
const TURN_MS = 50;

/** Looks at every formula of the workbook that calls one of our functions. */
export async function scanWorkbook(port: WorkbookPort, watcher: ScanWatcher, most = MOST_FORMULAS): Promise<Scan> {
  const cells = await WorkbookCells.of(port, (done, all) => watcher.onProgress({ done, all }));
  const all = [...cells.formulas()].filter(({ formula }) => isInferFormula(formula));
  const looked = all.slice(0, most);
  const tables = await port.tables();
  const checked: CheckedFormula[] = [];
  const findings: Finding[] = [];
  let since = watcher.now();
  for (const [index, found] of looked.entries()) {
    const formula = { ...found, calls: await callsIn(found.formula, found.cell.sheet, cells, tables) };
    checked.push(formula);
    findings.push(...findingsIn(formula, dataDay()));
    if (watcher.now() - since < TURN_MS) continue;
    watcher.onProgress({ done: index + 1, all: looked.length });
    await watcher.pause();
    since = watcher.now();
  }
  return {
    formulas: all.length,
    sheets: [...new Set(all.map(({ cell }) => cell.sheet))],
    findings: [...(await workbookFindings(port, all.length)), ...findings, ...sameDraws(checked)],
    isCut: all.length > looked.length,
  };
}

export async function callsIn(formula: string, sheet: string, cells: Cells, tables: readonly SheetTable[]) {
  const calls = [];
  for (const call of inferCalls(formula)) {
    const done = await evaluated(call, { sheet, cells, tables });
    if (done) calls.push(done);
  }
  return calls;
}

async function workbookFindings(port: WorkbookPort, formulas: number): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  if ((await port.calculationMode()) === "manual") {
    const text =
      "Calculation is set to manual: what you see may be older than its inputs. Press F9, or set it to automatic.";
    found.push({ rule: "calculation", severity: "doubtful", text });
  }
  found.push(...(await otherVersions(port)));
  const age = port.today() - dataDay();
  const freshness = freshnessOf(age);
  if (freshness !== "fresh" && formulas > 0) {
    const text = `The built-in prices are as of ${isoText(dataDay())}, ${age} days ago. Compare them with your seller's list, or give your own table.`;
    found.push({ rule: "dataAge", severity: freshness === "stale" ? "wrong" : "doubtful", text });
  }
  return found;
}

/** Tables in the workbook that were loaded from other data than this build has. */
async function otherVersions(port: WorkbookPort): Promise<readonly Finding[]> {
  const loaded = await loadedTables(port);
  return loaded.flatMap(({ table, from, day }): Finding[] => {
    const builtIn = dayOfTable(tableNamed(from));
    if (day === undefined || day === builtIn) return [];
    const advice = day < builtIn ? "Refresh it in the tab Data." : "It comes from a newer build of INFER.";
    const text = `${table.name} was loaded from data of ${isoText(day)}; the built-in table ${from} is of ${isoText(builtIn)}. ${advice}`;
    return [{ rule: "dataVersion", severity: "doubtful", cell: { ...table.area, rows: 1, cols: 1 }, text }];
  });
}
