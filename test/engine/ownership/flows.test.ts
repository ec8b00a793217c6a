import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { internalRate, payback, presentValue } from "../../../src/engine/ownership/flows";

describe("presentValue", () => {
  test("period 0 is today: -100, 60, 60 at 10 % is 4.1322, not the 3.7566 of a formula that discounts it", () => {
    expect(presentValue([-100, 60, 60], 0.1)).toBeCloseTo(4.1322, 4);
  });
});

describe("payback", () => {
  test.each<[string, Parameters<typeof payback>[0], number]>([
    ["linear inside the period", { flows: [-100, 60, 60] }, 1 + 40 / 60],
    ["whole periods", { flows: [-100, 60, 60], interpolate: false }, 2],
    ["exactly at a period's end", { flows: [-100, 50, 50, 50] }, 2],
    ["exactly at a period's end, in whole periods", { flows: [-100, 50, 50, 50], interpolate: false }, 2],
    [
      "discounted, linear in the discounted flow",
      { flows: [-100, 60, 60], rate: 0.1 },
      1 + (100 - 60 / 1.1) / (60 / 1.21),
    ],
    [
      "discounting can take a period more",
      { flows: [-100, 60, 45, 60], rate: 0.1 },
      2 + (100 - 60 / 1.1 - 45 / 1.21) / (60 / 1.331),
    ],
    ["an outflow later than today is waited for", { flows: [10, -100, 60, 60] }, 2.5],
    ["the first time counts, even if a later outflow takes it back", { flows: [-100, 120, -50, 60] }, 100 / 120],
    ["never out of pocket", { flows: [100, -50, 10] }, 0],
    ["a last digit short, in whole periods", { flows: [-0.010000000000000002, 0.01, 0.01], interpolate: false }, 1],
    ["sums of tenths", { flows: [-0.3, 0.1, 0.1, 0.1] }, 3],
  ])("%s", (_why, given, expected) => {
    expect(payback(given)).toBeCloseTo(expected, 12);
  });

  test.each<[string, Parameters<typeof payback>[0], string]>([
    [
      "too little comes back",
      { flows: [-100, 30, 30] },
      "The flows never pay back: after 2 periods 40 is still missing.",
    ],
    [
      "costs typed as positive numbers",
      { flows: [100, 30, 30] },
      "flows has no outflow, so there is nothing to pay back. Write what you pay as a negative number.",
    ],
  ])("#N/A with the reason: %s", (_why, given, message) => {
    expect(() => payback(given)).toThrow(expect.objectContaining({ kind: "noSolution", message }));
  });

  test("the cumulated discounted flow is 0 at the payback", () => {
    const inflows = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 12, maxLength: 30 });
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 12, noNaN: true }),
        inflows,
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        (out, into, rate) => {
          const flows = [-out, ...into];
          fc.pre(presentValue(flows, rate) > 0);
          const periods = payback({ flows, rate });
          const whole = Math.floor(periods);
          const until = presentValue(flows.slice(0, whole + 1), rate);
          const next = presentValue(flows.slice(0, whole + 2), rate) - until;
          expect(until + (periods - whole) * next).toBeCloseTo(0, 8);
        },
      ),
    );
  });
});

describe("internalRate", () => {
  test.each([
    ["doubled in a year", [-100, 200], 1],
    ["10 % in a year", [-100, 110], 0.1],
    ["a loss", [-100, 50, 40], -0.06969],
    ["nearly everything lost", [-100, 0.01], -0.9999],
    ["a loan has one, too", [100, -110], 0.1],
    ["far above 100 %", [-1, 1000], 999],
    [
      "the published IRR of Excel's help: five years of 12 to 26 thousand on 70",
      [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000],
      0.0866,
    ],
    ["several sign changes, yet one rate", [-100, 150, -20, 30], 0.5],
  ])("%s", (_why, flows, expected) => {
    const rate = internalRate(flows);
    expect(rate).toBeCloseTo(expected, 3);
    expect(presentValue(flows, rate)).toBeCloseTo(0, 6);
  });

  test.each([
    ["no return at all", [-100, -5], "There is no internal rate: the flows never change sign."],
    ["nothing", [0, 0], "There is no internal rate: the flows never change sign."],
    ["flows that are never worth 0", [-100, 150, -100], "There is no internal rate: the flows are worth 0 at no rate."],
    [
      "10 % and 20 % both solve it",
      [-1000, 2300, -1320],
      "The flows change sign 2 times and have several internal rates: 10%, 20%. Compare present values.",
    ],
  ])("#N/A with the reason: %s", (_why, flows, message) => {
    expect(() => internalRate(flows)).toThrow(expect.objectContaining({ kind: "noSolution", message }));
  });

  test("flows made from a rate give that rate back", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.9, max: 5, noNaN: true }),
        fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (rate, inflows) => {
          const flows = [-presentValue([0, ...inflows], rate), ...inflows];
          expect(internalRate(flows)).toBeCloseTo(rate, 7);
        },
      ),
    );
  });
});
