/** What went wrong, in the user's terms. Each kind has one cell error: see `functions/call/errors`. */
export type DomainErrorKind = "badArgument" | "notFound" | "noSolution" | "divideByZero" | "overflow";

/**
 * A mistake in the user's input, with a sentence for the cell. It is thrown for every bad cell of a range, so it does
 * not extend `Error`: capturing a stack a hundred thousand times is what would make bad input slow.
 */
export class DomainError {
  readonly name = "DomainError";

  constructor(
    readonly kind: DomainErrorKind,
    readonly message: string,
  ) {}

  toString(): string {
    return `${this.kind}: ${this.message}`;
  }
}

export const badArgument = (message: string): DomainError => new DomainError("badArgument", message);
export const notFound = (message: string): DomainError => new DomainError("notFound", message);
export const noSolution = (message: string): DomainError => new DomainError("noSolution", message);
export const divideByZero = (message: string): DomainError => new DomainError("divideByZero", message);
export const overflow = (message: string): DomainError => new DomainError("overflow", message);

const MOST_REMEMBERED = 256;
const refusals = new Map<string, Map<unknown, DomainError>>();

/**
 * The error for a rule and a value, made once: a column that holds the same slips a hundred thousand times needs its
 * few sentences once. Beyond so many different ones nothing more is kept.
 */
export function remembered(rule: string, value: unknown, make: () => DomainError): DomainError {
  let ofRule = refusals.get(rule);
  const known = ofRule?.get(value);
  if (known !== undefined) return known;
  const error = make();
  if (ofRule === undefined) {
    if (refusals.size >= MOST_REMEMBERED) refusals.clear();
    ofRule = new Map();
    refusals.set(rule, ofRule);
  }
  if (ofRule.size < MOST_REMEMBERED) ofRule.set(value, error);
  return error;
}
