import "./calc/iterator-some";
import { type IWorkbookData, LogLevel, Univer, UniverInstanceType } from "@univerjs/core";
import { UniverFormulaEnginePlugin } from "@univerjs/engine-formula";
import type { SheetFunction } from "../functions/call/registry";
import { installInfer } from "./calc/install";

let started = 0;

/** A name no other workbook of this process has: Univer keeps its syntax trees by workbook and formula, for all. */
export function newUnitId(): string {
  started++;
  return `workbook-${started}`;
}

/** A Univer instance that only calculates: no window, no commands, no pictures. */
export function startEngine(workbook: Partial<IWorkbookData>, calls: ReadonlyMap<string, SheetFunction>): Univer {
  const univer = new Univer({ logLevel: LogLevel.SILENT });
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, workbook);
  installInfer(univer.__getInjector(), calls);
  return univer;
}
