import { exp, ln } from "../portable";

/** AS 241, PPND16: Wichura, "The percentage points of the normal distribution", Applied Statistics 37 (1988). */
const CENTRE = {
  top: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  bottom: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852546,
  ],
} as const;
const TAIL = {
  top: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  bottom: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
} as const;
const FAR_TAIL = {
  top: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  bottom: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
} as const;

interface Fraction {
  readonly top: readonly number[];
  readonly bottom: readonly number[];
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + (coefficients[i] as number);
  return value;
}

const fraction = ({ top, bottom }: Fraction, x: number): number => polynomial(top, x) / polynomial(bottom, x);

/** The standard normal deviate below which a share `p` of all draws lies. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * fraction(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const deviate = r <= 5 ? fraction(TAIL, r - 1.6) : fraction(FAR_TAIL, r - 5);
  return q < 0 ? -deviate : deviate;
}

const INVERSE_SQRT_2PI = Math.sqrt(1 / (2 * Math.PI));

export const normalDensity = (z: number): number => INVERSE_SQRT_2PI * exp((-z * z) / 2);

/** Beyond this the share is 0 or 1 to the last digit. */
const FAR = 9;

/**
 * Share of draws below z: ½ + φ(z)(z + z³/3 + z⁵/(3·5) + …), exact to about 2e-16 (Marsaglia, "Evaluating the normal
 * distribution", Journal of Statistical Software 11(4), 2004).
 */
export function normalShareBelow(z: number): number {
  if (Math.abs(z) > FAR) return z < 0 ? 0 : 1;
  const square = z * z;
  let [term, sum, before] = [z, z, 0];
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum;
    term *= square / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(z);
}

/** Deviate of P95, and with the other sign of P5. */
export const Z95 = normalQuantile(0.95);
