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
