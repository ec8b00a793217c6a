import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { powerUsers } from "../../../src/engine/workload/powerUsers";

/**
 * The lognormal by brute force: Simpson's rule over the normal deviate z, the cost being exp(μ + σz). It shares no
 * formula with the function but the definition of the distribution.
 */
function integrated(mean: number, cv: number, price: number) {
  const variance = Math.log(1 + cv * cv);
  const sigma = Math.sqrt(variance);
  const mu = Math.log(mean) - variance / 2;
  const cost = (z: number): number => Math.exp(mu + sigma * z);
  const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const integral = (from: number, value: (z: number) => number): number => {
    const to = sigma + 12;
    const parts = 4000;
    const h = (to - from) / parts;
    let sum = 0;
    for (let i = 0; i <= parts; i++) {
      const z = from + i * h;
      sum += (i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2) * value(z) * density(z);
    }
    return (sum * h) / 3;
  };
  const deviateAbove = (share: number): number => {
    let low = -12;
    let high = 12;
    for (let i = 0; i < 80; i++) {
      const middle = (low + high) / 2;
      if (integral(middle, () => 1) > share) low = middle;
      else high = middle;
    }
    return low;
  };
  const atPrice = (Math.log(price) - mu) / sigma;
  return {
    top: (share: number): number => integral(deviateAbove(share), cost) / mean,
    above: integral(atPrice, () => 1),
    excess: integral(atPrice, (z) => cost(z) - price),
  };
}

describe("POWERUSERS", () => {
  test.each([
    [20, 1.5, 30],
    [20, 0.5, 10],
    [1, 4, 3],
  ])("agrees with a numeric integration: mean %d, cv %d, price %d", (meanUsdPerUser, cv, priceUsdPerUser) => {
    const record = powerUsers({ meanUsdPerUser, users: 1000, cv, priceUsdPerUser });
    const numeric = integrated(meanUsdPerUser, cv, priceUsdPerUser);
    expect(record.top1Share).toBeCloseTo(numeric.top(0.01), 8);
    expect(record.top5Share).toBeCloseTo(numeric.top(0.05), 8);
    expect(record.top10Share).toBeCloseTo(numeric.top(0.1), 8);
    expect(record.top20Share).toBeCloseTo(numeric.top(0.2), 8);
    expect(record.shareAbovePrice).toBeCloseTo(numeric.above, 8);
    expect(record.lossUsd).toBeCloseTo(numeric.excess * 1000, 4);
  });

  it("knows equal users: the top tenth spends a tenth, and all or none cost more than they pay", () => {
    expect(powerUsers({ meanUsdPerUser: 20, users: 10, cv: 0, priceUsdPerUser: 15 })).toMatchObject({
      medianUsdPerUser: 20,
      top10Share: 0.1,
      usersAbovePrice: 10,
      lossUsd: 50,
      marginUsd: -50,
    });
    expect(powerUsers({ meanUsdPerUser: 20, users: 10, cv: 0, priceUsdPerUser: 25 })).toMatchObject({
      usersAbovePrice: 0,
      lossUsd: 0,
      marginUsd: 50,
    });
  });

  it("reaches equal users smoothly as the variation vanishes", () => {
    const record = powerUsers({ meanUsdPerUser: 20, users: 10, cv: 1e-6, priceUsdPerUser: 15 });
    expect(record.top10Share).toBeCloseTo(0.1, 4);
    expect(record.lossUsd).toBeCloseTo(50, 4);
  });

  it("says what it needs to find who costs too much", () => {
    expect(powerUsers({ meanUsdPerUser: 20, users: 10 }).lossUsd).toMatchObject({
      kind: "noSolution",
      message: "Give price_usd_per_user, above 0, to see who costs more than that.",
    });
  });

  it("concentrates more the more users differ, and loses at least what all lose together", () => {
    const cvOf = fc.double({ min: 0.1, max: 5, noNaN: true });
    fc.assert(
      fc.property(cvOf, cvOf, fc.double({ min: 1, max: 100, noNaN: true }), (a, b, priceUsdPerUser) => {
        const [even, uneven] = [Math.min(a, b), Math.max(a, b)].map((cv) =>
          powerUsers({ meanUsdPerUser: 20, users: 100, cv, priceUsdPerUser }),
        );
        expect(uneven?.top1Share).toBeGreaterThanOrEqual((even?.top1Share as number) - 1e-12);
        expect(uneven?.lossUsd).toBeGreaterThanOrEqual((even?.lossUsd as number) - 1e-9);
        expect(even?.lossUsd).toBeGreaterThanOrEqual(-(even?.marginUsd as number) - 1e-9);
      }),
    );
  });
});
