/** Where the word with a double's sign and exponent lies among its two: 1 on every machine of today. */
export const HIGH_WORD = new Int32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const [EXPONENT_BIAS, EXPONENT_SHIFT] = [1023, 20];

/** The word with sign, exponent and the first bits of the fraction. */
export function highWord(x: number): number {
  double[0] = x;
  return words[HIGH_WORD] as number;
}

export function withHighWord(x: number, word: number): number {
  double[0] = x;
  words[HIGH_WORD] = word;
  return double[0] as number;
}

/** 2^k exactly, for −1022 ≤ k ≤ 1023. */
export function powerOfTwo(k: number): number {
  return withHighWord(0, (k + EXPONENT_BIAS) << EXPONENT_SHIFT);
}
