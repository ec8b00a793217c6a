import type { Calculator, Evaluated } from "../workbench/headless";
import type { Cell, Cells } from "./values";

/** What the formulas of the site give, calculated before the pages are made. */
export class Answers {
  readonly #known: ReadonlyMap<string, Cells>;

  constructor(known: ReadonlyMap<string, Cells>) {
    this.#known = known;
  }

  of(formula: string): Cells {
    const cells = this.#known.get(formula);
    if (cells === undefined) throw new Error(`The formula ${formula} is shown but was not calculated.`);
    return cells;
  }

  /** The first cell of what a formula gives. */
  first(formula: string): Cell {
    return this.of(formula)[0]?.[0] ?? "";
  }

  get count(): number {
    return this.#known.size;
  }
}

export function cellsOf(result: Evaluated): Cells {
  if ("error" in result) return [[result]];
  return Array.isArray(result.value) ? result.value : [[result.value as Cell]];
}

/** Calculates each formula once, in the engine of the workbench. */
export async function answersTo(formulas: Iterable<string>, calculator: Calculator): Promise<Answers> {
  const different = [...new Set(formulas)];
  const results = await calculator.evaluate(different);
  return new Answers(new Map(results.map((result, index) => [different[index] ?? "", cellsOf(result)])));
}
