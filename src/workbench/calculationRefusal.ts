/** Why a workbook cannot be calculated, in a sentence for the user. */
export class CalculationRefusal extends Error {
  override readonly name = "CalculationRefusal";
}
