import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { one } from "./support/call";

/** Functions that tell one story must tell it with one number. */
const number = (name: string, ...args: unknown[]): number => Number(one(name, ...args));
const agree = (a: number, b: number): void => {
  expect(Math.abs(a - b), `${a} and ${b}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
};

const usd = fc.double({ min: 0.01, max: 1000, noNaN: true });
const rate = fc.double({ min: 0, max: 0.5, noNaN: true });
const busy = fc.double({ min: 0.01, max: 1, noNaN: true });
const count = fc.integer({ min: 1, max: 40 });
const runs = { numRuns: 60 };

describe("owning", () => {
  test("COSTPERTOKEN is SELFHOST's cost per Mtok at the volume that CAPACITY allows", () => {
    fc.assert(
      fc.property(usd, count, busy, busy, (gpuHourUsd, gpus, utilization, outputShare) => {
        const mtok = number("CAPACITY", 2400, utilization, null, outputShare);
        agree(
          number("COSTPERTOKEN", gpuHourUsd, 2400, utilization, gpus, null, outputShare),
          number("SELFHOST", gpus, gpuHourUsd, mtok, null, null, null, null, "usd_per_mtok"),
        );
      }),
      runs,
    );
  });

  test("at BREAKEVEN's volume SELFHOST costs per Mtok what the API asks", () => {
    fc.assert(
      fc.property(usd, usd, count, (gpuHourUsd, apiUsdPerMtok, gpus) => {
        const mtok = number("BREAKEVEN", gpus * gpuHourUsd * 730, apiUsdPerMtok);
        agree(number("SELFHOST", gpus, gpuHourUsd, mtok, null, null, null, null, "usd_per_mtok"), apiUsdPerMtok);
      }),
      runs,
    );
  });

  test("BUYVSRENT before tax is indifferent at the rent that GPUHOUR charges", () => {
    fc.assert(
      fc.property(usd, usd, count, rate, busy, (capex, opex, years, discountRate, residual) => {
        const hour = number("GPUHOUR", capex, years, discountRate || 1e-9, residual, null, null, null, 0);
        const field = "indifference_rent_usd_per_year";
        const args = [capex, opex, 1, years, discountRate || 1e-9, residual, null, null, null, null, null, field];
        agree(number("BUYVSRENT", ...args), hour * 8760 + opex);
      }),
      runs,
    );
  });

  test("BREAKEVENUTIL is where a commitment costs what paying by use does", () => {
    fc.assert(
      fc.property(usd, busy, (perUse, share) => {
        const flat = perUse * share;
        agree(
          number("BREAKEVENUTIL", flat, perUse),
          number("COMMITMENT", 100, 730, perUse, flat, "break_even_utilization"),
        );
        agree(number("COMMITMENT", 730 * share, 730, perUse, flat, "saving_usd"), 0);
      }),
      runs,
    );
  });

  test("TRAININGCROSSOVER is PAYBACK in whole months of inference against training", () => {
    fc.assert(
      fc.property(usd, usd, fc.double({ min: -0.2, max: 0.5, noNaN: true }), (training, month, growth) => {
        const flows = Array.from({ length: 36 }, (_unused, index) => month * (1 + growth) ** index);
        const crossover = one("TRAININGCROSSOVER", training, month, growth, 36, "crossover_month");
        const payback = one("PAYBACK", [[-training, ...flows]], 0, false);
        if (typeof payback === "number") expect(crossover).toBe(payback);
        else expect(crossover).toMatchObject({ code: "#N/A" });
      }),
      runs,
    );
  });
});

describe("paying by the token", () => {
  test("VOLUME's tokens at BLENDEDPRICE are MONTHLYCOST's bill", () => {
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 4000 }),
        (users, input, output) => {
          const mtok = number("VOLUME", users, 10, input, output, null, 30, "mtok_per_month");
          const share = output / (input + output);
          agree(
            mtok * number("BLENDEDPRICE", "gpt-4o", share),
            number("MONTHLYCOST", "gpt-4o", users * 10, input, output, null, null, null, 30),
          );
        },
      ),
      runs,
    );
  });

  test("an agent of one step is a request, and its steps without growth are as many requests", () => {
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 0, max: 4000 }),
        (steps, base, output) => {
          agree(number("AGENTCOST", "gpt-4o", steps, base, 0, output), steps * number("COST", "gpt-4o", base, output));
        },
      ),
      runs,
    );
  });

  test("AGENTTOKENS at COST's prices is AGENTCOST, cached tokens at the cache's price", () => {
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 2000 }),
        busy,
        (steps, base, added, hit) => {
          const tokens = (field: string) => number("AGENTTOKENS", steps, base, added, 500, null, null, field);
          const price = (meter: string) => number("PRICE", "gpt-4o", meter) / 1e6;
          const read = hit * tokens("cacheable_tokens");
          const usdOfParts =
            (tokens("input_tokens") - read) * price("input") +
            read * price("cache_read") +
            tokens("output_tokens") * price("output");
          agree(number("AGENTCOST", "gpt-4o", steps, base, added, 500, null, hit), usdOfParts);
        },
      ),
      runs,
    );
  });

  test("PILOTTOPROD is the end of BRIDGE over the same factors", () => {
    fc.assert(
      fc.property(usd, count, busy, (pilot, users, intensity) => {
        const end = number("BRIDGE", pilot, [[users, 2, intensity]], null, null, "End.total");
        agree(number("PILOTTOPROD", pilot, 1, users, 2, intensity), end);
      }),
      runs,
    );
  });
});

describe("levers", () => {
  test("ROADMAP's target is today's cost less STACKSAVINGS", () => {
    fc.assert(
      fc.property(usd, fc.array(fc.tuple(busy, busy), { minLength: 1, maxLength: 6 }), (today, levers) => {
        const plan = levers.map(([saving, adoption], index) => [`lever ${index}`, saving, adoption]);
        const stacked = number(
          "STACKSAVINGS",
          [levers.map(([saving]) => saving)],
          [levers.map(([, adoption]) => adoption)],
        );
        agree(number("ROADMAP", today, plan, "Target.running_usd"), today * (1 - stacked));
      }),
      runs,
    );
  });

  test("CASCADE is ROUTE between the cheap model alone and both", () => {
    fc.assert(
      fc.property(usd, usd, busy, usd, (cheap, expensive, escalated, verifier) => {
        const routed = number("ROUTE", [[cheap, cheap + expensive]], [[1 - escalated, escalated]], verifier);
        agree(number("CASCADE", cheap, expensive, escalated, verifier), routed);
      }),
      runs,
    );
  });

  test("PROMPTCACHE is what caching takes off the bill that COST makes", () => {
    const prices = [
      ["model", "input", "output", "cache_read", "cache_write"],
      ["m", 4, 1, 0.4, 5],
    ];
    fc.assert(
      fc.property(busy, busy, (hit, cacheable) => {
        const [read, written] = [1e6 * cacheable * hit, 1e6 * cacheable * (1 - hit)];
        const cached = number("COST", "m", 1e6, 0, read, written, null, null, null, prices);
        agree(number("PROMPTCACHE", hit, 0.1, 1.25, cacheable), 1 - cached / 4);
      }),
      runs,
    );
  });
});
