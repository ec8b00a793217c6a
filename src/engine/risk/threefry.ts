/**
 * Random numbers without a state: Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw: "Parallel random numbers:
 * as easy as 1, 2, 3", SC11) turns a key and a counter into 64 bits. The key is made of seed and driver name, the
 * counter is the trial: every draw can be had alone, in any order, on any machine, and one driver knows nothing of
 * another.
 */
export interface StreamKey {
  readonly low: number;
  readonly high: number;
}

/** Key-schedule parity of the Threefish family, 32-bit form. */
const PARITY = 0x1bd11bda;
const TWO_32 = 4_294_967_296;
const TWO_20 = 1_048_576;
const TWO_TO_MINUS_52 = 1 / (TWO_32 * TWO_20);

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/**
 * The two words of `count` counters from `from` on, side by side in `words`; the counter's second word is `second`.
 * The rounds are written out: a loop over them takes four times as long.
 */
export function fillWords(
  { low, high }: StreamKey,
  from: number,
  second: number,
  words: Int32Array,
  count: number,
): void {
  const parity = low ^ high ^ PARITY;
  for (let i = 0; i < count; i++) {
    let x0 = (from + i + low) | 0;
    let x1 = (second + high) | 0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 13) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 15) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 26) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 6) ^ x0;
    x0 = (x0 + high) | 0;
    x1 = (x1 + parity + 1) | 0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 17) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 29) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 16) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 24) ^ x0;
    x0 = (x0 + parity) | 0;
    x1 = (x1 + low + 2) | 0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 13) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 15) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 26) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 6) ^ x0;
    x0 = (x0 + low) | 0;
    x1 = (x1 + high + 3) | 0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 17) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 29) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 16) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 24) ^ x0;
    x0 = (x0 + high) | 0;
    x1 = (x1 + parity + 4) | 0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 13) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 15) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 26) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotated(x1, 6) ^ x0;
    words[2 * i] = (x0 + parity) | 0;
    words[2 * i + 1] = (x1 + low + 5) | 0;
  }
}

/** The name as far as it matters: formulas are blind to case, and `$B$3` is B3. */
export function plainDriverName(name: string): string {
  return name.trim().replaceAll("$", "").toLowerCase();
}

/** The stream of one driver: the seed enciphers the name's length, and each step enciphers two more characters. */
export function streamKey(seed: number, name: string): StreamKey {
  const plain = plainDriverName(name);
  const words = new Int32Array(2);
  let key: StreamKey = { low: (seed % TWO_32) | 0, high: Math.floor(seed / TWO_32) | 0 };
  const absorb = (first: number, second: number): void => {
    fillWords(key, first, second, words, 1);
    key = { low: words[0] ?? 0, high: words[1] ?? 0 };
  };
  absorb(plain.length, 0);
  for (let at = 0; at < plain.length; at += 2) {
    absorb(plain.charCodeAt(at) * 65_536 + (at + 1 < plain.length ? plain.charCodeAt(at + 1) : 0), at + 1);
  }
  return key;
}

/** Trials are counted in one 32-bit word. */
export const MOST_TRIALS = 4_000_000_000;

/**
 * Uniform draws of the trials from `from` on: odd multiples of 2^-53, so strictly between 0 and 1, and 1 − u is exact.
 */
export function fillUniform(key: StreamKey, from: number, out: Float64Array, words: Int32Array, count: number): void {
  fillWords(key, from, 0, words, count);
  for (let i = 0; i < count; i++) {
    const high = (words[2 * i] as number) >>> 0;
    const low = (words[2 * i + 1] as number) >>> 12;
    out[i] = (high * TWO_20 + low + 0.5) * TWO_TO_MINUS_52;
  }
}
