import { describe, expect, test } from "vitest";
import {
  type CostPerToken,
  costPerToken,
  type Estimates,
  type SelfHost,
  selfHost,
} from "../../../src/engine/ownership/tokenCost";

const estimates: Estimates = {
  rentUsdPerGpuHour: (gpu) => (gpu === "h100" ? 2.5 : 10),
  throughput: (_model, _gpu, gpus) => ({ gpus: gpus ?? 2, outputTokPerS: 1000 * (gpus ?? 2) }),
};

describe("costPerToken", () => {
  test.each<[string, Omit<CostPerToken, "estimates">, number]>([
    ["2.5 USD/h, 900 tok/s, busy 60 % of the time", { gpuHourUsd: 2.5, tokPerS: 900, utilization: 0.6 }, 1.286008],
    ["utilization divides the cost", { gpuHourUsd: 2.5, tokPerS: 900 }, 1.286008 * 0.6],
    ["tok/s is the deployment's, the price each GPU's", { gpuHourUsd: 2, tokPerS: 8000, gpus: 8 }, 0.555556],
    ["per thousand tokens", { gpuHourUsd: 3.6, tokPerS: 1000, perTokens: 1000 }, 0.001],
    ["spread over input and output at 3:1", { gpuHourUsd: 3.6, tokPerS: 1000, outputShare: 0.25 }, 0.25],
    ["published: 2 USD/h, 85 tok/s", { gpuHourUsd: 2, tokPerS: 85 }, 6.535948],
    ["a GPU by name costs its median rent", { gpuHourUsd: "h100", tokPerS: 900, utilization: 0.6 }, 1.286008],
    ["a model by name: the smallest count that fits", { gpuHourUsd: "h100", tokPerS: "m" }, (2.5 * 2) / 7.2],
    ["a model by name on a given count", { gpuHourUsd: "h100", tokPerS: "m", gpus: 4 }, (2.5 * 4) / 14.4],
    ["a free GPU", { gpuHourUsd: 0, tokPerS: 900 }, 0],
  ])("%s", (_why, given, expected) => {
    expect(costPerToken({ ...given, estimates })).toBeCloseTo(expected, 6);
  });

  test.each<[string, Omit<CostPerToken, "estimates">, string]>([
    [
      "a model whose accelerator is not named",
      { gpuHourUsd: 2.5, tokPerS: "llama" },
      'tok_per_s names the model "llama", so gpu_hour_usd must name an accelerator; you gave 2.5. With a price of your own give tok_per_s as a number, such as THROUGHPUT\'s.',
    ],
    ["no throughput", { gpuHourUsd: 2.5, tokPerS: 0 }, "tok_per_s must be above 0; you gave 0."],
    [
      "60 typed for 60 %",
      { gpuHourUsd: 2.5, tokPerS: 1, utilization: 60 },
      "utilization must be 0 to 1; you gave 60. Write 60% or 0.6.",
    ],
    [
      "no output",
      { gpuHourUsd: 2.5, tokPerS: 1, outputShare: 0 },
      "output_share must be above 0 and at most 1; you gave 0.",
    ],
  ])("refuses %s", (_why, given, message) => {
    expect(() => costPerToken({ ...given, estimates })).toThrow(
      expect.objectContaining({ kind: "badArgument", message }),
    );
  });
});

describe("selfHost", () => {
  const given: SelfHost = {
    gpus: 2,
    gpuHourUsd: 2,
    mtokPerMonth: 600,
    capacityMTok: 1000,
    staffUsd: 7500,
    otherUsd: 580,
  };

  test("adds rent, staff and the rest, and spreads them over the volume", () => {
    expect(selfHost(given)).toEqual({
      usdPerMonth: 2920 + 7500 + 580,
      usdPerMTok: 11_000 / 600,
      utilization: 0.6,
      idleUsdPerMonth: 2920 * 0.4,
    });
  });

  test("hours a month may be fewer", () => {
    expect(selfHost({ gpus: 1, gpuHourUsd: 3.2, hoursPerMonth: 365 }).usdPerMonth).toBe(1168);
  });

  const { mtokPerMonth: _volume, ...withoutVolume } = given;
  const { capacityMTok: _capacity, ...withoutCapacity } = given;
  test.each<[string, SelfHost, string, string]>([
    ["without a volume no cost per token", withoutVolume, "usdPerMTok", "mtok_per_month is missing"],
    ["without a volume no utilization", withoutVolume, "utilization", "mtok_per_month is missing"],
    ["without a capacity no idle cost", withoutCapacity, "idleUsdPerMonth", "capacity_mtok is missing"],
    [
      "a volume that does not fit has no cost per token",
      { ...given, mtokPerMonth: 1001 },
      "usdPerMTok",
      "exceeds capacity_mtok 1,000",
    ],
    [
      "a volume that does not fit has no utilization",
      { ...given, mtokPerMonth: 1001 },
      "utilization",
      "exceeds capacity_mtok 1,000",
    ],
  ])("%s, but the month has its cost", (_why, params, field, sentence) => {
    expect(selfHost(params)[field]).toMatchObject({ kind: "noSolution", message: expect.stringContaining(sentence) });
    expect(selfHost(params).usdPerMonth).toBe(11_000);
  });
});
