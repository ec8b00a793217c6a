import type { DomainError } from "./errors";

/** A cell of a table result. `undefined` is a fact that nobody knows; a DomainError says why one cannot be computed. */
export type Value = number | string | boolean | DomainError | undefined;

/** One record under code names: `{ usdPerMonth: 5 }` is the column `usd_per_month` on the sheet. */
export type Row = Readonly<Record<string, Value>>;

/** A table whose columns are known only when it is made. Column ids are the sheet's. */
export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** What a name stands for, where rows go by more names than the one they show. */
  readonly meaning?: (name: string) => unknown;
}
