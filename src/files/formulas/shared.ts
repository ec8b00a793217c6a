import { translateFormulaToA1, translateFormulaToR1C1 } from "@borgar/fx";

/** Formulas that a file writes once and that other cells repeat, with the references moved along. */
export class SharedFormulas {
  private readonly relative = new Map<number, string>();

  /** `formula` is stored with "=" in `cell`; others repeat it by `index`. */
  define(index: number, formula: string, cell: string): void {
    this.relative.set(index, translateFormulaToR1C1(formula, cell));
  }

  /** The formula as it reads in another cell; `undefined` where none has that index. */
  at(index: number, cell: string): string | undefined {
    const relative = this.relative.get(index);
    return relative === undefined ? undefined : translateFormulaToA1(relative, cell, { wrapEdges: true });
  }
}
