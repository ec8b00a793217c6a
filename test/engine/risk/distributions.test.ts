import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Distribution,
  discrete,
  fixed,
  lognormal,
  normal,
  pert,
  quantileOf,
  triangular,
  uniform,
} from "../../../src/engine/risk/distributions";
import { normalQuantile, normalShareBelow } from "../../../src/engine/risk/normal";
import { fillUniform, streamKey } from "../../../src/engine/risk/threefry";

const relative = (value: number, wanted: number): number => Math.abs(value - wanted) / Math.abs(wanted);

interface Reference {
  readonly distribution: "normal" | "pert";
  readonly shape: readonly [number, number, number];
  readonly u: number;
  readonly quantile: number;
}

/** Quantiles computed with mpmath 1.3 at 40 digits, at draws of the generator's grid from the middle to both far ends. */
const references = (
  parse(readFileSync(new URL("support/quantiles.csv", import.meta.url)), { columns: true }) as Record<string, string>[]
).map(
  (row): Reference => ({
    distribution: row["distribution"] as Reference["distribution"],
    shape: [Number(row["low"]), Number(row["mode"]), Number(row["high"])],
    u: Number(row["u"]),
    quantile: Number(row["quantile"]),
  }),
);
const normals = references.filter(({ distribution }) => distribution === "normal");
const perts = references.filter(({ distribution }) => distribution === "pert");

describe("quantiles agree with forty-digit arithmetic", () => {
  test.each(normals)("normal at $u", ({ u, quantile }) => {
    expect(Math.abs(quantileOf(normal(0, 1), u) - quantile)).toBeLessThan(1e-11);
    expect(Math.abs(normalQuantile(u) - quantile)).toBeLessThan(1e-13 * Math.max(1, Math.abs(quantile)));
  });

  test.each(normals)("lognormal at $u", ({ u, quantile }) => {
    const sigma = Math.log(0.45 / 0.03) / (2 * 1.6448536269514722);
    const wanted = Math.sqrt(0.03 * 0.45) * Math.exp(sigma * quantile);
    expect(relative(quantileOf(lognormal(0.03, 0.45), u), wanted)).toBeLessThan(1e-11);
  });

  test.each(perts)("pert $shape at $u", ({ shape: [low, mode, high], u, quantile }) => {
    expect(Math.abs(quantileOf(pert(low, mode, high), u) - quantile)).toBeLessThan(2e-12 * (high - low));
  });
});

// mpmath 1.3, ncdf at 30 digits.
test.each([
  [-9.5, 1.0494515075362606e-21],
  [-8, 6.220960574271784e-16],
  [-5, 2.866515718791939e-7],
  [-2, 0.02275013194817921],
  [-0.3, 0.3820885778110474],
  [0, 0.5],
  [1e-9, 0.5000000003989423],
  [0.7, 0.758036347776927],
  [3, 0.9986501019683699],
  [6, 0.9999999990134123],
  [8.5, 1],
  [12, 1.0],
])("the normal share below %d is %d", (z, share) => {
  expect(Math.abs(normalShareBelow(z) - share)).toBeLessThan(3e-16);
});

describe("quantiles known in closed form", () => {
  test.each([
    {
      what: "triangular(1,2,4) median is 4 − √3",
      found: quantileOf(triangular(1, 2, 4), 0.5),
      wanted: 4 - Math.sqrt(3),
    },
    { what: "lognormal keeps its P5", found: quantileOf(lognormal(2, 8), 0.05), wanted: 2 },
    { what: "lognormal keeps its P95", found: quantileOf(lognormal(2, 8), 0.95), wanted: 8 },
    { what: "lognormal median is the geometric mean", found: quantileOf(lognormal(2, 8), 0.5), wanted: 4 },
    { what: "uniform(10,30) at a quarter", found: quantileOf(uniform(10, 30), 0.25), wanted: 15 },
    { what: "normal(5,2) at 97.5%", found: quantileOf(normal(5, 2), 0.975), wanted: 5 + 2 * 1.959963984540054 },
    { what: "symmetric pert median", found: quantileOf(pert(0, 5, 10), 0.5), wanted: 5 },
    { what: "discrete below its first share", found: quantileOf(discrete([10, 20], [0.7, 0.3]), 0.69), wanted: 10 },
    { what: "discrete above its first share", found: quantileOf(discrete([10, 20], [0.7, 0.3]), 0.71), wanted: 20 },
  ])("$what", ({ found, wanted }) => expect(relative(found, wanted)).toBeLessThan(1e-11));
});

const TRIALS = 1_000_000;
const CASES: readonly (readonly [string, Distribution])[] = [
  ["normal(5, 2)", normal(5, 2)],
  ["lognormal(0.03, 0.45)", lognormal(0.03, 0.45)],
  ["uniform(1, 4)", uniform(1, 4)],
  ["triangular(1, 2, 4)", triangular(1, 2, 4)],
  ["triangular(1, 1, 4), a falling line", triangular(1, 1, 4)],
  ["pert(1, 2, 4)", pert(1, 2, 4)],
  ["pert(0, 0, 1), mode at its end", pert(0, 0, 1)],
  ["discrete 10;20;50", discrete([10, 20, 50], [0.5, 0.3, 0.2])],
];

describe.each(CASES)("a million draws of %s", (name, distribution) => {
  const [uniforms, values] = [new Float64Array(TRIALS), new Float64Array(TRIALS)];
  fillUniform(streamKey(1, name), 0, uniforms, new Int32Array(2 * TRIALS), TRIALS);
  distribution.fill(uniforms, values, TRIALS);
  const moment = (power: number, about: number): number =>
    values.reduce((sum, value) => sum + (value - about) ** power, 0) / TRIALS;
  const { mean, sd } = distribution;

  test("have its mean within four standard errors", () => {
    expect(Math.abs(moment(1, 0) - mean)).toBeLessThan((4 * sd) / Math.sqrt(TRIALS));
  });

  test("have its variance within four standard errors", () => {
    const variance = moment(2, mean);
    const error = Math.sqrt((moment(4, mean) - variance ** 2) / TRIALS);
    expect(Math.abs(variance - sd ** 2)).toBeLessThan(4 * error);
  });
});

test("PERT has Vose's moments", () => {
  const { mean, sd } = pert(1, 2, 4);
  expect(mean).toBeCloseTo(13 / 6, 14);
  expect(sd ** 2).toBeCloseTo(((13 / 6 - 1) * (4 - 13 / 6)) / 7, 14);
});

describe("the base value", () => {
  test.each([
    ["the fixed value", fixed(3), 3],
    ["the mean of a normal", normal(5, 2), 5],
    ["the median of a lognormal", lognormal(2, 8), 4],
    ["the midpoint of a uniform", uniform(1, 4), 2.5],
    ["the mode of a triangular", triangular(1, 2, 4), 2],
    ["the mode of a pert", pert(1, 2, 4), 2],
    ["the likeliest of a discrete", discrete([10, 20], [0.3, 0.7]), 20],
  ])("is %s", (_what, distribution, base) => expect(distribution.base).toBeCloseTo(base, 14));
});

test("a range of no width is its value", () => {
  for (const one of [uniform(2, 2), triangular(2, 2, 2), pert(2, 2, 2), lognormal(2, 2), normal(2, 0)]) {
    for (const u of [1e-9, 0.3, 0.5, 0.999]) expect(quantileOf(one, u)).toBeCloseTo(2, 12);
  }
});

test("quantiles never fall as the share rises, and stay in the range", () => {
  const range = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
  const share = fc.integer({ min: 1, max: 2 ** 30 - 1 }).map((k) => k * 2 ** -30);
  fc.assert(
    fc.property(range, fc.tuple(share, share), ([where, width], [one, other]) => {
      const [a, b] = [10, 10 + 90 * width + 1e-6];
      const m = a + (b - a) * where;
      for (const d of [triangular(a, m, b), pert(a, m, b), uniform(a, b), lognormal(a, b), normal(m, width)]) {
        const [low, high] = [quantileOf(d, Math.min(one, other)), quantileOf(d, Math.max(one, other))];
        expect(low).toBeLessThanOrEqual(high * (1 + 1e-11));
        if (d.kind === "triangular" || d.kind === "pert") {
          expect(low).toBeGreaterThanOrEqual(a - 1e-9);
          expect(high).toBeLessThanOrEqual(b + 1e-9);
        }
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});
