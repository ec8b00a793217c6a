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

/** A value, or the user's reason why there is none: what goes wrong for one row stands in that row. */
export function attempt<T>(compute: () => T): T | DomainError {
  try {
    return compute();
  } catch (thrown) {
    if (thrown instanceof DomainError) return thrown;
    throw thrown;
  }
}

/** Rules and arguments are as many as the program has; what users give has no bound, so it gets one. */
const MOST_REMEMBERED = 256;
const refusals = new Map<string, Map<string, Map<unknown, DomainError>>>();

/**
 * The error for a rule, an argument and a value, made once: a column that holds the same slips a hundred thousand times
 * needs its few sentences once. Three look-ups of words that already exist beat one key that is joined for each cell.
 */
export function remembered(rule: string, name: string, value: unknown): DomainError | undefined {
  return refusals.get(rule)?.get(name)?.get(value);
}

export function remember(rule: string, name: string, value: unknown, error: DomainError): DomainError {
  const ofValue = within(within(refusals, rule), name);
  if (ofValue.size < MOST_REMEMBERED) ofValue.set(value, error);
  return error;
}

function within<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let map = maps.get(key);
  if (map === undefined) {
    if (maps.size >= MOST_REMEMBERED) maps.clear();
    map = new Map();
    maps.set(key, map);
  }
  return map;
}
