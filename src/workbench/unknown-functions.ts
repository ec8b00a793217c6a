import { BINDS_NAMES } from "./calc/explanations";
import { isCall, tokensOf } from "./calc/formula-tokens";
import { NAMESPACE } from "./calc/infer-functions";

/**
 * The first function of a formula that is none of INFER's and that nobody here knows: one of Excel's that the engine
 * lacks, of a macro, or of another add-in. LET and LAMBDA may call names of their own; beside them nothing is said.
 */
export function unknownFunctionIn(formula: string, isKnown: (name: string) => boolean): string | undefined {
  if (BINDS_NAMES.test(formula)) return undefined;
  return tokensOf(formula)
    .filter(isCall)
    .map(({ value }) => value.toUpperCase())
    .find((name) => !name.startsWith(NAMESPACE) && !isKnown(name));
}
