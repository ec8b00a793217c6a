import { badArgument, DomainError } from "../errors";

/** Trials are worked through in blocks: small enough to stay in the processor's first cache. */
export const BLOCK = 1024;

/** One value of a model: a number, a text or TRUE/FALSE, or why there is none. */
export type ModelCell = number | string | boolean | DomainError;

/**
 * The values of one expression in a block of trials. Numbers and truths (1 and 0) lie in typed arrays where NaN marks
 * a trial that failed; why it failed is found afterwards, by looking at that trial alone.
 */
export type Column =
  | { readonly kind: "numbers"; readonly values: Float64Array }
  | { readonly kind: "truths"; readonly values: Float64Array }
  | { readonly kind: "cells"; readonly cells: readonly ModelCell[] }
  | { readonly kind: "constant"; readonly value: ModelCell | undefined };

/** The trials at hand: one array per driver, of which the first `count` entries count. */
export interface Block {
  readonly drivers: readonly Float64Array[];
  readonly count: number;
}

export const newValues = (): Float64Array => new Float64Array(BLOCK);

/** A cell as arithmetic takes it: TRUE is 1, what was left out is 0; text and failures are no number. */
export function numberOf(cell: ModelCell | undefined): number {
  if (typeof cell === "number") return cell;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  return cell === undefined ? 0 : Number.NaN;
}

/** A column as numbers, in `spare` where it has none of its own. */
export function numbersOf(column: Column, spare: Float64Array, count: number): Float64Array {
  if (column.kind === "numbers" || column.kind === "truths") return column.values;
  if (column.kind === "constant") return spare.fill(numberOf(column.value), 0, count);
  for (let i = 0; i < count; i++) spare[i] = numberOf(column.cells[i]);
  return spare;
}

export function cellAt(column: Column, index: number): ModelCell | undefined {
  switch (column.kind) {
    case "constant":
      return column.value;
    case "cells":
      return column.cells[index];
    case "truths": {
      const value = column.values[index] as number;
      return Number.isNaN(value) ? value : value !== 0;
    }
    default:
      return column.values[index];
  }
}

export const hasText = (column: Column): boolean =>
  column.kind === "cells" || (column.kind === "constant" && typeof column.value === "string");

export function isFailed(cell: ModelCell | undefined): boolean {
  return cell instanceof DomainError || (typeof cell === "number" && Number.isNaN(cell));
}

/** What a text or failure says when arithmetic meets it. */
export function refusedText(cell: ModelCell | undefined, at: number): DomainError | undefined {
  if (cell instanceof DomainError) return cell;
  if (typeof cell !== "string") return undefined;
  return badArgument(`model: the text "${cell}" stands at character ${at} where a number is needed.`);
}
