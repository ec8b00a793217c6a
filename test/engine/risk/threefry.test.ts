import { describe, expect, test } from "vitest";
import { fillUniform, fillWords, type StreamKey, streamKey } from "../../../src/engine/risk/threefry";

function draws(key: StreamKey, count: number, from = 0): Float64Array {
  const out = new Float64Array(count);
  fillUniform(key, from, out, new Int32Array(2 * count), count);
  return out;
}

describe("the generator", () => {
  // Known answers of Random123 1.14, tests/kat_vectors, "threefry2x32 20".
  test.each([
    { key: [0, 0], counter: [0, 0], words: [0x6b200159, 0x99ba4efe] },
    { key: [0xffffffff, 0xffffffff], counter: [0xffffffff, 0xffffffff], words: [0x1cb996fc, 0xbb002be7] },
    { key: [0x13198a2e, 0x03707344], counter: [0x243f6a88, 0x85a308d3], words: [0xc4923a9c, 0x483df7a0] },
  ])("gives the published words for key $key and counter $counter", ({ key, counter, words }) => {
    const out = new Int32Array(2);
    const [low = 0, high = 0] = key;
    fillWords({ low: low | 0, high: high | 0 }, counter[0] ?? 0, counter[1] ?? 0, out, 1);
    expect([...out].map((word) => word >>> 0)).toEqual(words);
  });

  test("gives any trial alone as it gives it in a row", () => {
    const key = streamKey(1, "in_tok");
    const row = draws(key, 1000);
    for (const trial of [0, 1, 511, 999]) expect(draws(key, 1, trial)[0]).toBe(row[trial]);
  });

  test("stays strictly between 0 and 1 on a grid on which 1 − u is exact", () => {
    for (const u of draws(streamKey(7, "x"), 10_000)) {
      expect(u > 0 && u < 1).toBe(true);
      expect(1 - (1 - u)).toBe(u);
    }
  });

  test.each([
    ["the seed", streamKey(1, "price"), streamKey(2, "price")],
    ["a large seed", streamKey(1, "price"), streamKey(2 ** 32 + 1, "price")],
    ["the name", streamKey(1, "price"), streamKey(1, "prices")],
    ["one letter of many", streamKey(1, "input_tokens_a"), streamKey(1, "input_tokens_b")],
  ])("has a stream of its own for %s", (_what, one, other) => {
    expect(draws(one, 4)).not.toEqual(draws(other, 4));
  });

  test("is blind to case, spaces around and dollar signs, as formulas are", () => {
    expect(streamKey(1, " $B$3 ")).toEqual(streamKey(1, "b3"));
  });
});

// Standard tests of uniformity and independence (Knuth, The Art of Computer Programming 2, 3.3.2) for fixed seeds. A sound
// generator fails one of these bounds with a chance of about 1 in 16,000 (four standard deviations), fixed with the seed.
const COUNT = 1 << 20;
const SEEDS = [1, 2, 20_261_120];
const FOUR_DEVIATIONS = 4;

/** χ² of counts that should be equal, in standard deviations from its mean. */
function chiSquare(counts: readonly number[], total: number): number {
  const expected = total / counts.length;
  const sum = counts.reduce((chi, count) => chi + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return (sum - freedom) / Math.sqrt(2 * freedom);
}

describe.each(SEEDS)("draws of seed %i", (seed) => {
  const u = draws(streamKey(seed, "driver"), COUNT);

  test("fill 1,024 classes evenly (chi-square)", () => {
    const counts = Array.from({ length: 1024 }, () => 0);
    for (const value of u) counts[Math.floor(value * 1024)] = (counts[Math.floor(value * 1024)] ?? 0) + 1;
    expect(Math.abs(chiSquare(counts, COUNT))).toBeLessThan(FOUR_DEVIATIONS);
  });

  test.each([1, 2, 17])("fill the squares of pairs %i apart evenly (serial test)", (lag) => {
    const counts = Array.from({ length: 32 * 32 }, () => 0);
    for (let i = 0; i + lag < COUNT; i += lag + 1) {
      const place = Math.floor((u[i] as number) * 32) * 32 + Math.floor((u[i + lag] as number) * 32);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    const total = counts.reduce((sum, count) => sum + count, 0);
    expect(Math.abs(chiSquare(counts, total))).toBeLessThan(FOUR_DEVIATIONS);
  });

  test("rise and fall as often as chance has it (runs up and down)", () => {
    let runs = 1;
    for (let i = 2; i < COUNT; i++) {
      const [a, b, c] = [u[i - 2] as number, u[i - 1] as number, u[i] as number];
      if (a < b !== b < c) runs++;
    }
    const deviation = (runs - (2 * COUNT - 1) / 3) / Math.sqrt((16 * COUNT - 29) / 90);
    expect(Math.abs(deviation)).toBeLessThan(FOUR_DEVIATIONS);
  });

  test("are not correlated with the next draw, nor with another driver or seed", () => {
    const others = [
      u.subarray(1),
      draws(streamKey(seed, "driver2"), COUNT),
      draws(streamKey(seed + 1, "driver"), COUNT),
    ];
    for (const other of others) {
      let sum = 0;
      for (let i = 0; i < COUNT - 1; i++) sum += ((u[i] as number) - 0.5) * ((other[i] as number) - 0.5);
      expect(Math.abs((sum * 12) / Math.sqrt(COUNT))).toBeLessThan(FOUR_DEVIATIONS);
    }
  });

  test("set each of the 64 bits in half of the draws", () => {
    const words = new Int32Array(2 * COUNT);
    fillWords(streamKey(seed, "bits"), 0, 0, words, COUNT);
    for (let bit = 0; bit < 64; bit++) {
      let set = 0;
      for (let i = bit >> 5; i < words.length; i += 2) set += ((words[i] as number) >>> (bit & 31)) & 1;
      expect(Math.abs(set - COUNT / 2) / Math.sqrt(COUNT / 4), `bit ${bit}`).toBeLessThan(FOUR_DEVIATIONS + 0.5);
    }
  });
});
