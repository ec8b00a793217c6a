import { badArgument, type DomainError, divideByZero } from "../errors";
import { exp, ln, pow } from "../portable";
import { power, powerFault } from "./operations";

/** Excel's own functions that a model may use, one trial at a time. NaN where Excel has an error. */
export interface NativeFunction {
  readonly least: number;
  readonly most: number;
  readonly isTruth?: boolean;
  compute(values: readonly number[]): number;
  /** For functions of any number of arguments: two results in one. */
  fold?(a: number, b: number): number;
  /** Why good numbers have no result. */
  fault?(values: readonly number[], at: number): DomainError;
}

const LN_10 = ln(10);
/** Half a unit in the fifteenth digit: decimals such as 2.675 round as they are written, as in Excel. */
const WRITTEN = 1 + 4.440892098500626e-16;

function scaled(round: (value: number) => number): (values: readonly number[]) => number {
  return ([value = 0, digits = 0]) => {
    const factor = pow(10, Math.abs(Math.trunc(digits)));
    const magnitude = Math.abs(value);
    const steps = digits >= 0 ? magnitude * factor : magnitude / factor;
    const kept = Math.round(steps);
    const whole = Math.abs(steps - kept) <= steps * 4.440892098500626e-16 ? kept : round(steps);
    return Math.sign(value) * (digits >= 0 ? whole / factor : whole * factor);
  };
}

const toNearest = scaled((steps) => Math.floor(steps * WRITTEN + 0.5));
const awayFromZero = scaled(Math.ceil);
const towardsZero = scaled(Math.floor);

function multiple(round: (value: number) => number): (values: readonly number[]) => number {
  return ([value = 0, step = 1]) => {
    if (step === 0) return 0;
    return value > 0 && step < 0 ? Number.NaN : round(value / step) * step;
  };
}

const needsPositive =
  (name: string) =>
  ([value = 0]: readonly number[], at: number) =>
    badArgument(`model: ${name} at character ${at} needs a number above 0; it got ${value}.`);

const one = (compute: (value: number) => number): NativeFunction => ({
  least: 1,
  most: 1,
  compute: ([value = 0]) => compute(value),
});
const folded = (fold: (a: number, b: number) => number): NativeFunction => ({
  least: 1,
  most: 255,
  fold,
  compute: (values) => values.reduce(fold),
});
const truth = (holds: (values: readonly number[]) => boolean, most = 255): NativeFunction => ({
  least: 1,
  most,
  isTruth: true,
  compute: (values) => (holds(values) ? 1 : 0),
});

const EXCEL_FUNCTIONS: Readonly<Record<string, NativeFunction>> = {
  ABS: one(Math.abs),
  SIGN: one(Math.sign),
  INT: one(Math.floor),
  EXP: one(exp),
  SQRT: {
    ...one((value) => (value < 0 ? Number.NaN : Math.sqrt(value))),
    fault: ([value = 0], at) => badArgument(`model: SQRT at character ${at} needs 0 or more; it got ${value}.`),
  },
  LN: { ...one((value) => (value > 0 ? ln(value) : Number.NaN)), fault: needsPositive("LN") },
  LOG10: { ...one((value) => (value > 0 ? ln(value) / LN_10 : Number.NaN)), fault: needsPositive("LOG10") },
  LOG: {
    least: 1,
    most: 2,
    compute: ([value = 0, base = 10]) => (value > 0 && base > 0 && base !== 1 ? ln(value) / ln(base) : Number.NaN),
    fault: needsPositive("LOG"),
  },
  POWER: {
    least: 2,
    most: 2,
    compute: ([base = 0, exponent = 0]) => power(base, exponent),
    fault: ([base = 0, exponent = 0], at) => powerFault(base, exponent, at),
  },
  MOD: {
    least: 2,
    most: 2,
    compute: ([value = 0, divisor = 0]) => value - divisor * Math.floor(value / divisor),
    fault: (_values, at) => divideByZero(`model: MOD by 0 at character ${at}.`),
  },
  ROUND: { least: 2, most: 2, compute: toNearest },
  ROUNDUP: { least: 2, most: 2, compute: awayFromZero },
  ROUNDDOWN: { least: 2, most: 2, compute: towardsZero },
  TRUNC: { least: 1, most: 2, compute: towardsZero },
  CEILING: { least: 2, most: 2, compute: multiple(Math.ceil) },
  FLOOR: { least: 2, most: 2, compute: multiple(Math.floor) },
  MIN: folded(Math.min),
  MAX: folded(Math.max),
  SUM: folded((a, b) => a + b),
  PRODUCT: folded((a, b) => a * b),
  AVERAGE: { least: 1, most: 255, compute: (values) => values.reduce((sum, value) => sum + value, 0) / values.length },
  AND: truth((values) => values.every((value) => value !== 0)),
  OR: truth((values) => values.some((value) => value !== 0)),
  NOT: truth(([value]) => value === 0, 1),
};

export const NATIVE_FUNCTIONS: ReadonlyMap<string, NativeFunction> = new Map(Object.entries(EXCEL_FUNCTIONS));
