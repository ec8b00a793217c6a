/**
 * Elementary functions that give the same digits on every machine. JavaScript leaves the last bits of `Math.exp` and
 * its kin to each engine, and Excel for Mac runs another engine than Windows, so the engine has its own port of fdlibm.
 * A test holds it to a maintained library to the last bit; the library itself takes four times the room, because it
 * takes doubles apart for every step.
 */
import { highWord, powerOfTwo, withHighWord } from "./doubleBits";

/** ln 2 in two parts, the first with room for exact multiples. */
const [LN2_HIGH, LN2_LOW] = [0.6931471803691238, 1.9082149292705877e-10] as const;
const LOG2_E = 1.4426950408889634;
const [OVERFLOW, UNDERFLOW] = [709.782712893384, -745.1332191019411] as const;
const NEAR_ZERO = 1 / (1 << 28);

/** e^x as fdlibm has it: x = k·ln 2 + r, e^r from a polynomial, times 2^k. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  if (x > -NEAR_ZERO && x < NEAR_ZERO) return 1 + x;
  const k = Math.trunc(LOG2_E * x + (x < 0 ? -0.5 : 0.5));
  const [high, low] = [x - k * LN2_HIGH, k * LN2_LOW];
  const r = high - low;
  const t = r * r;
  const p4 = -0.0000016533902205465252 + t * 4.1381367970572385e-8;
  const p = 0.16666666666666602 + t * (-0.0027777777777015593 + t * (0.00006613756321437934 + t * p4));
  const c = r - t * p;
  return scaled(1 - (low - (r * c) / (2 - c) - high), k);
}

/** y·2^k, rounded once: where the result is subnormal, only the last step rounds. */
function scaled(y: number, k: number): number {
  if (k > 1023) return y * powerOfTwo(1023) * 2;
  return k < -1021 ? y * powerOfTwo(k + 52) * powerOfTwo(-52) : y * powerOfTwo(k);
}

const [FRACTION_BITS, ONE, LEAST_NORMAL, NOT_FINITE] = [0x000fffff, 0x3ff00000, 0x00100000, 0x7ff00000] as const;
const TWO_54 = 18_014_398_509_481_984;

/** The natural logarithm as fdlibm has it: x = 2^k·(1 + f) with 1 + f near 1, ln(1 + f) from a polynomial in f/(2 + f). */
export function ln(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  const isSubnormal = highWord(x) < LEAST_NORMAL;
  const normal = isSubnormal ? x * TWO_54 : x;
  const word = highWord(normal);
  if (word >= NOT_FINITE) return x;
  const fraction = word & FRACTION_BITS;
  const half = (fraction + 0x95f64) & LEAST_NORMAL;
  const k = (word >> 20) - 1023 + (half >> 20) - (isSubnormal ? 54 : 0);
  const f = withHighWord(normal, fraction | (half ^ ONE)) - 1;
  const [kHigh, kLow] = [k * LN2_HIGH, k * LN2_LOW];
  if ((FRACTION_BITS & (2 + fraction)) < 3) {
    if (f === 0) return kHigh + kLow;
    const tail = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - tail : kHigh - (tail - kLow - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const tail = even + odd;
  if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0) {
    const square = 0.5 * f * f;
    return k === 0 ? f - (square - s * (square + tail)) : kHigh - (square - (s * (square + tail) + kLow) - f);
  }
  return k === 0 ? f - s * (f - tail) : kHigh - (s * (f - tail) - kLow - f);
}

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
 * powers of a budget.
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
