import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Variance, variance } from "../../../src/engine/economics";
import { DomainError } from "../../../src/engine/errors";

const usdOf = (given: Variance): Readonly<Record<string, number>> =>
  Object.fromEntries(variance(given).rows.map(([effect, usd]) => [String(effect), usd as number]));
const sentence = (given: Variance): string => {
  try {
    variance(given);
  } catch (thrown) {
    if (thrown instanceof DomainError) return thrown.message;
    throw thrown;
  }
  return "no error";
};

/** Three models, budget 2,200 and actual 2,950: volume +660, mix +550, price −460. */
const models: Variance = {
  budgetVolume: [100, 300, 600],
  budgetPrice: [10, 3, 0.5],
  actualVolume: [180, 420, 700],
  actualPrice: [9, 2.5, 0.4],
};
const EFFECTS = ["requests", "tokens_per_request", "volume", "mix", "price", "new", "discontinued"];

describe("variance", () => {
  test("splits the worked example into volume, mix and price", () => {
    const { columns, rows } = variance(models);
    expect(columns).toEqual(["effect", "usd", "judgement"]);
    expect(rows.map(([effect, usd, judged]) => [effect, Number((usd as number).toFixed(9)), judged])).toEqual([
      ["budget", 2200, ""],
      ["volume", 660, "adverse"],
      ["mix", 550, "adverse"],
      ["price", -460, "favourable"],
      ["new", 0, "none"],
      ["discontinued", 0, "none"],
      ["actual", 2950, ""],
      ["total", 750, "adverse"],
    ]);
  });

  test("keeps new and discontinued lines apart and out of volume, mix and price", () => {
    const alone = usdOf(models);
    const more = usdOf({
      budgetVolume: [...(models.budgetVolume ?? []), undefined, 50],
      budgetPrice: [...models.budgetPrice, undefined, 4],
      actualVolume: [...models.actualVolume, 20, 0],
      actualPrice: [...models.actualPrice, 15, undefined],
    });
    expect(more).toMatchObject({ new: 300, discontinued: -200, budget: 2400, actual: 3250 });
    for (const effect of ["volume", "mix", "price"]) expect(more[effect]).toBeCloseTo(alone[effect] ?? Number.NaN, 9);
  });

  test("names a column for each line, and the lines add up to the effect", () => {
    const { columns, rows } = variance({ ...models, labels: ["large", "medium", 3] });
    expect(columns).toEqual(["effect", "usd", "judgement", "large", "medium", "3"]);
    const mix = rows.find(([effect]) => effect === "mix")?.slice(3) as number[];
    expect(mix.map((amount) => Number(amount.toFixed(9)))).toEqual([500, 90, -40]);
    for (const [, usd, , ...lines] of rows) {
      expect((lines as number[]).reduce((a, b) => a + b, 0)).toBeCloseTo(usd as number, 9);
    }
  });

  test("with requests volume is requests and tokens per request", () => {
    // 1,000 Mtok in 10 requests of 100; then 1,300 in 20 of 65, at an average budget price of 2.20
    const split = usdOf({ ...models, budgetRequests: [1, 3, 6], actualRequests: [4, 6, 10] });
    expect(split["requests"]).toBeCloseTo(10 * 100 * 2.2, 9);
    expect(split["tokens_per_request"]).toBeCloseTo(20 * (65 - 100) * 2.2, 9);
    expect(split).not.toHaveProperty("volume");
    expect(split).toMatchObject({ mix: expect.closeTo(550, 9), price: expect.closeTo(-460, 9) });
  });

  test("adds up to actual less budget, whatever the lines", () => {
    const amount = fc.oneof(fc.constant(undefined), fc.constant(0), fc.double({ min: 0.01, max: 1e6, noNaN: true }));
    const price = fc.double({ min: 0, max: 1e3, noNaN: true });
    const requests = fc.double({ min: 1, max: 1e5, noNaN: true });
    const line = fc.record({ qb: amount, pb: price, qa: amount, pa: price, rb: requests, ra: requests });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean(), (lines, withRequests) => {
        const given: Variance = {
          budgetVolume: lines.map(({ qb }) => qb),
          budgetPrice: lines.map(({ pb }) => pb),
          actualVolume: lines.map(({ qa }) => qa),
          actualPrice: lines.map(({ pa }) => pa),
          ...(withRequests
            ? { budgetRequests: lines.map(({ rb }) => rb), actualRequests: lines.map(({ ra }) => ra) }
            : {}),
        };
        const usd = usdOf(given);
        const sum = EFFECTS.reduce((total, effect) => total + (usd[effect] ?? 0), 0);
        const scale = Object.values(usd).reduce((total, amount) => total + Math.abs(amount), 1e-300);
        expect(Math.abs(sum - (usd["total"] ?? Number.NaN)) / scale).toBeLessThan(1e-12);
        expect(
          Math.abs((usd["actual"] ?? 0) - (usd["budget"] ?? 0) - (usd["total"] ?? Number.NaN)) / scale,
        ).toBeLessThan(1e-12);
      }),
      { numRuns: 500 },
    );
  });

  test("the same mix at the same prices is all volume", () => {
    const grown = usdOf({ ...models, actualVolume: [150, 450, 900], actualPrice: models.budgetPrice });
    expect(grown["volume"]).toBeCloseTo(1100, 9);
    expect(grown["mix"]).toBeCloseTo(0, 9);
    expect(grown["price"]).toBe(0);
  });

  test("one line has no mix", () => {
    const one = { budgetVolume: [100], budgetPrice: [2], actualVolume: [150], actualPrice: [1.5] };
    expect(usdOf(one)).toMatchObject({ volume: 100, mix: 0, price: -75 });
  });

  test("ignores what a range holds below its last line", () => {
    const below = [undefined, undefined];
    const longer = {
      budgetVolume: [...models.budgetVolume, ...below],
      budgetPrice: [...models.budgetPrice, ...below],
      actualVolume: [...models.actualVolume, ...below],
      actualPrice: [...models.actualPrice, ...below],
      labels: ["a", "b", "c"],
    };
    expect(variance(longer)).toEqual(variance({ ...models, labels: ["a", "b", "c"] }));
  });

  test.each([
    [
      "ranges of different length",
      { budgetPrice: [1, 2] },
      "budget_price has 2 cells and budget_volume 3; give one a line.",
    ],
    ["a negative volume", { actualVolume: [1, -2, 3] }, "actual_volume (item 2) must be 0 or more; you gave -2."],
    [
      "a volume without its price",
      { actualPrice: [9, undefined, 0.4] },
      "actual_price (item 2) is missing, and the line has volume.",
    ],
    [
      "requests on one side only",
      { budgetRequests: [1, 1, 1] },
      "budget_requests and actual_requests go together: give both or neither.",
    ],
    ["no budgeted requests", { budgetRequests: [0, 0, 0], actualRequests: [1, 1, 1] }, "budget_requests is 0."],
    [
      "a label that is the name of an effect",
      { labels: ["a", "b", "Price"] },
      `labels must differ from each other and from the table's own names, such as usd or volume; "Price" stands twice.`,
    ],
    [
      "amounts beyond every number",
      { actualVolume: [1e308, 1e308, 1] },
      "actual_total is beyond what a cell can hold.",
    ],
    ["too few labels", { labels: ["a"] }, "labels has 1 names for 3 lines; give one a line."],
    [
      "a label twice",
      { labels: ["a", "b", "A"] },
      `labels must differ from each other and from the table's own names, such as usd or volume; "A" stands twice.`,
    ],
  ])("refuses %s", (_reason, more, expected) => {
    expect(sentence({ ...models, ...more })).toBe(expected);
  });

  test("refuses ranges without a number", () => {
    const blank = [undefined];
    expect(sentence({ budgetVolume: blank, budgetPrice: blank, actualVolume: blank, actualPrice: blank })).toContain(
      "all blank",
    );
  });
});
