import type { InputKind } from "../blocks/inputs";
import { API_MODELS } from "../blocks/suggestions";
import type { CellRef, Formula, RangeRef } from "../draft/reference";

export interface AuditInput {
  readonly label: string;
  readonly value: number | string;
  readonly unit: string;
  readonly kind: InputKind;
  readonly format?: string;
}

/** A claim of INFER's table, the figures it states, and how it is computed from its own inputs. */
export interface Audit {
  /** The row of the table `claims`. */
  readonly id: string;
  readonly name: string;
  readonly stated: readonly [low: number, high: number | null];
  readonly unit: string;
  readonly format: string;
  readonly inputs: readonly AuditInput[];
  /** The low and, where it differs, the high end of what follows; `area` holds all inputs below one another. */
  readonly computed: (cells: readonly CellRef[], area: RangeRef) => readonly [Formula, Formula?];
}

export const number = (label: string, value: number, unit: string, format?: string): AuditInput => ({
  label,
  value,
  unit,
  kind: "number",
  ...(format === undefined ? {} : { format }),
});
export const share = (label: string, value: number): AuditInput => ({ label, value, unit: "share", kind: "share" });
export const usd = (label: string, value: number, unit = "USD"): AuditInput => number(label, value, unit, "#,##0.00##");
export const model = (value: string, label = "Model"): AuditInput => ({
  label,
  value,
  unit: "name",
  kind: { suggested: API_MODELS },
});
export const day = (label: string, value: number): AuditInput => ({ label, value, unit: "date", kind: "date" });

type Cells<Count extends number, Cell extends readonly CellRef[] = []> = Cell["length"] extends Count
  ? Cell
  : Cells<Count, readonly [...Cell, CellRef]>;

/** Inputs are taken by their place; all of them are there. */
export function taken<Count extends number>(cells: readonly CellRef[], count: Count): Cells<Count> {
  if (cells.length !== count) throw new Error(`The claim has ${cells.length} inputs where its formula takes ${count}.`);
  return cells as Cells<Count>;
}
