import { type Injector, IUndoRedoService } from "@univerjs/core";
import { type ISheetLocation, SheetInterceptorService, VALIDATE_CELL } from "@univerjs/sheets";
import { formatted } from "../../charts";
import type { SheetValue } from "../calc/values";
import type { Grid } from "../grid";
import { RuleConditions } from "./conditions";
import { passes, shown } from "./judge";
import { type CellRule, ruleAt } from "./rule-at";

/** Something typed that breaks a rule. */
export interface Breach {
  readonly rule: CellRule;
  /** What was typed, as it was understood. */
  readonly typed: string;
  /** False where the cell kept what it had. */
  readonly isKept: boolean;
  /** Gives the cell what it had before, unless something else has been done since. */
  readonly takeBack: () => Promise<void>;
}

/**
 * Holds what is typed into cells against their rules, as Excel does: a rule of style "stop" leaves the cell as it was,
 * the others let the value pass; all say so. What is pasted, filled or written by a program is not held against them.
 */
export function enforceRules(injector: Injector, grid: Grid, onBreach: (breach: Breach) => void): void {
  const conditions = new RuleConditions(injector, grid);

  async function isAccepted({ worksheet, row, col }: ISheetLocation): Promise<boolean> {
    const sheet = worksheet.getName();
    const rule = ruleAt(grid.rules(sheet), { sheet, row, col });
    if (rule?.alert === undefined) return true;
    const takeBack = takingBack(injector.get(IUndoRedoService), grid);
    if (grid.formula(sheet, row, col) !== undefined) await grid.calculated();
    const [[value = null] = []] = grid.read(rule.cell);
    if (passes(rule, value, await conditions.of(rule))) return true;
    const isKept = rule.alert.style !== "stop";
    onBreach({ rule, typed: typedText(rule, value, grid.numberFormat(sheet, row, col)), isKept, takeBack });
    return isKept;
  }

  injector.get(SheetInterceptorService).writeCellInterceptor.intercept(VALIDATE_CELL, {
    handler: async (before, location, next) => {
      const isRefused = before !== undefined && (await before) === false;
      return next(Promise.resolve(!isRefused && (await isAccepted(location)))) ?? true;
    },
  });
}

/** A day is said as a day. */
function typedText({ type }: CellRule, value: SheetValue, format: string | undefined): string {
  const isMoment = (type === "date" || type === "time") && typeof value === "number";
  return isMoment ? formatted(value, format) : shown(value);
}

/** Undoes the step that is the last one now. */
function takingBack(steps: IUndoRedoService, grid: Grid): () => Promise<void> {
  const step = steps.pitchTopUndoElement();
  return async () => {
    if (steps.pitchTopUndoElement() === step) await grid.undo();
  };
}
