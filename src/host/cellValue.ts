/** An error in a cell. A host that knows no sentence of its own gives the plain one of the code. */
export interface CellFault {
  readonly code: string;
  readonly message: string;
}

/** What a cell holds; `null` is blank. Dates are serial numbers. */
export type ReadValue = number | string | boolean | CellFault | null;

/** Why the workbook does not do what was asked, in a sentence that says what to do instead. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
