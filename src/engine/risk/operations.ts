import { badArgument, type DomainError, divideByZero, overflow } from "../errors";
import { pow } from "../portable";

/** Arithmetic in columns. A result that is no finite number is NaN, so that no later step can hide it. */
export interface Arithmetic {
  fill(a: Float64Array, b: Float64Array, out: Float64Array, count: number): void;
  /** Why two good numbers have no result. */
  fault(a: number, b: number, at: number): DomainError;
}

const tooLarge = (_a: number, _b: number, at: number): DomainError =>
  overflow(`model: the result at character ${at} is too large a number.`);

/** Excel's power: 0^0 and roots of negative numbers are errors. */
export function power(base: number, exponent: number): number {
  if (base === 0 && exponent <= 0) return Number.NaN;
  const result = exponent === 2 ? base * base : pow(base, exponent);
  return result - result === 0 ? result : Number.NaN;
}

export function powerFault(base: number, exponent: number, at: number): DomainError {
  if (base === 0 && exponent < 0) return divideByZero(`model: 0 has no negative power (character ${at}).`);
  if (base === 0) return badArgument(`model: 0^0 at character ${at} has no value.`);
  if (base < 0 && exponent !== Math.floor(exponent)) {
    return badArgument(`model: a negative number has no broken power (character ${at}).`);
  }
  return tooLarge(base, exponent, at);
}

export const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  "+": {
    fill(a, b, out, count) {
      for (let i = 0; i < count; i++) {
        const r = (a[i] as number) + (b[i] as number);
        out[i] = r - r === 0 ? r : Number.NaN;
      }
    },
    fault: tooLarge,
  },
  "-": {
    fill(a, b, out, count) {
      for (let i = 0; i < count; i++) {
        const r = (a[i] as number) - (b[i] as number);
        out[i] = r - r === 0 ? r : Number.NaN;
      }
    },
    fault: tooLarge,
  },
  "*": {
    fill(a, b, out, count) {
      for (let i = 0; i < count; i++) {
        const r = (a[i] as number) * (b[i] as number);
        out[i] = r - r === 0 ? r : Number.NaN;
      }
    },
    fault: tooLarge,
  },
  "/": {
    fill(a, b, out, count) {
      for (let i = 0; i < count; i++) {
        const r = (a[i] as number) / (b[i] as number);
        out[i] = r - r === 0 ? r : Number.NaN;
      }
    },
    fault: (a, b, at) => (b === 0 ? divideByZero(`model: division by 0 at character ${at}.`) : tooLarge(a, b, at)),
  },
  "^": {
    fill(a, b, out, count) {
      for (let i = 0; i < count; i++) out[i] = power(a[i] as number, b[i] as number);
    },
    fault: powerFault,
  },
};

export const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
};

/** Excel's order: numbers before texts before truths; texts without regard to case. */
export function orderOf(a: number | string | boolean, b: number | string | boolean): number {
  const rank = (value: number | string | boolean): number =>
    typeof value === "number" ? 0 : typeof value === "string" ? 1 : 2;
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const [x, y] = [a, b].map((value) => (typeof value === "string" ? value.toLowerCase() : Number(value)));
  return x === y ? 0 : (x as number) < (y as number) ? -1 : 1;
}
