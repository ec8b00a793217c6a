/**
 * Elementary functions that give the same digits on every machine. JavaScript leaves the last bits of `Math.exp` and
 * its kin to each engine, and Excel for Mac runs another engine than Windows, so the engine uses one port of fdlibm.
 */
import exp from "@stdlib/math-base-special-exp";
import ln from "@stdlib/math-base-special-ln";

export { exp, ln };

/**
 * e^x − 1 without losing digits near 0: the rounding of e^x is made good by its own logarithm (Kahan; Higham, "Accuracy
 * and Stability of Numerical Algorithms", section 1.14.1). Right to a few units in the last place.
 */
export function expm1(x: number): number {
  const power = exp(x);
  if (power === 1) return x;
  const above = power - 1;
  return above === -1 || above === Number.POSITIVE_INFINITY ? above : (above * x) / ln(power);
}

/** ln(1 + x) without losing digits near 0, in the same way (Goldberg, ACM Computing Surveys 23 (1991), theorem 4). */
export function log1p(x: number): number {
  const whole = 1 + x;
  if (whole === 1) return x;
  return whole === Number.POSITIVE_INFINITY ? whole : (x * ln(whole)) / (whole - 1);
}

/** Up to here whole powers are multiplied out: compounding over years and months is exact to the last few bits. */
const MOST_FACTORS = 1024;

/**
 * x to the power y: whole powers by repeated squaring, others as exp(y·ln x), which is right to about 1e-14 for the
 * powers of a budget. The library's own `pow` weighs more than all else it gives us.
 */
export function pow(x: number, y: number): number {
  if (Number.isInteger(y) && Math.abs(y) <= MOST_FACTORS) return y < 0 ? 1 / wholePower(x, -y) : wholePower(x, y);
  if (x === 0) return y > 0 ? 0 : Number.POSITIVE_INFINITY;
  if (x === 1) return 1;
  if (x < 0) return Number.isInteger(y) ? (y % 2 === 0 ? exp(y * ln(-x)) : -exp(y * ln(-x))) : Number.NaN;
  return y === 0.5 ? Math.sqrt(x) : exp(y * ln(x));
}

function wholePower(x: number, n: number): number {
  let power = 1;
  for (let factor = x, left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power *= factor;
    factor *= factor;
  }
  return power;
}
