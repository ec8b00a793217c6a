import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Provenance, Region } from "../../../src/data/types";
import { dayOf } from "../../../src/engine/dates";
import { DomainError } from "../../../src/engine/errors";
import {
  type Carbon,
  carbon,
  type Energy,
  type EnergyNames,
  energy,
  type Place,
  type Power,
  power,
  type Water,
  water,
} from "../../../src/engine/footprint";
import { nameIndex } from "../../../src/engine/lookup";

const sentence = (compute: () => unknown): string => {
  try {
    compute();
  } catch (thrown) {
    if (thrown instanceof DomainError) return `${thrown.kind}: ${thrown.message}`;
    throw thrown;
  }
  return "no error";
};

/** One accelerator of 700 W, and one model that four of them serve at 2,000 tok/s and 3,000 W. */
const names: EnergyNames = {
  chipPowerW: () => 700,
  deployment: () => ({ tokPerS: 2000, powerW: 3000 }),
};
const use = (given: Energy) => energy(given, names);

const provenance: Provenance = {
  table: "regions",
  id: "x",
  source: "a public table",
  asOf: "2025",
  evidence: "single",
  status: "measured",
  unverified: false,
};
const region = (id: string, known: Partial<Region>): Place => ({
  region: {
    id,
    name: id.toUpperCase(),
    aliases: [],
    kind: "country",
    countryIso3: "XXX",
    electricityUnverified: false,
    provenance,
    ...known,
  },
  grid: provenance,
  water: provenance,
});
const places = nameIndex(
  "region",
  [
    region("wet", { gridGCo2ePerKWh: 100, pueTypical: 1.2, wueOnsiteLPerKWh: 0.5, wueOffsiteLPerKWh: 3 }),
    region("dry", { pueTypical: 1.3, wueOffsiteLPerKWh: 2 }),
    region("bare", { gridGCo2ePerKWh: 500 }),
  ],
  (place) => [place.region.id, place.region.name],
);

describe("energy", () => {
  test("of a server of 10.2 kW at PUE 1.3 over a year is 116,157.6 kWh", () => {
    expect(use({ powerW: 10_200, pue: 1.3, hours: 8760 })["kwh"]).toBeCloseTo(116_157.6, 9);
  });

  test("of a published query estimate: 500 tokens at 494.5 tok/s on 1,275 W at 70 % and PUE 1.2 are 0.301 Wh", () => {
    const result = use({ mtok: 1, tokPerS: 494.5, powerW: 1275 * 0.7, pue: 1.2, tokensPerQuery: 500 });
    expect(result["whPerQuery"]).toBeCloseTo(0.301, 3);
  });

  test("tokens, hours and power agree with each other", () => {
    const positive = fc.double({ min: 0.1, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        fc.double({ min: 1, max: 3, noNaN: true }),
        (mtok, tokPerS, powerW, pue) => {
          const byTokens = use({ mtok, tokPerS, powerW, pue, tokensPerQuery: 700, usdPerKWh: 0.1 });
          const byHours = use({ tokPerS, powerW, pue, hours: byTokens["hours"] as number });
          const kwh = byTokens["kwh"] as number;
          expect((byHours["kwh"] as number) / kwh).toBeCloseTo(1, 12);
          expect(((byTokens["joulePerToken"] as number) * mtok * 1e6) / 3.6e6 / kwh).toBeCloseTo(1, 12);
          expect(
            (byTokens["whPerQuery"] as number) / (((byTokens["joulePerToken"] as number) * 700) / 3600),
          ).toBeCloseTo(1, 12);
          expect((byTokens["itKWh"] as number) * pue).toBeCloseTo(kwh, 9);
          expect(byTokens["usd"]).toBeCloseTo(kwh * 0.1, 9);
        },
      ),
    );
  });

  test("idle hours are in the energy of a token", () => {
    const busy = use({ mtok: 3.6, tokPerS: 1000, powerW: 1000, pue: 1 });
    const halfIdle = use({ mtok: 3.6, tokPerS: 1000, powerW: 1000, pue: 1, hours: 2 });
    expect(busy).toMatchObject({ kwh: 1, hours: 1, joulePerToken: 1 });
    expect(halfIdle).toMatchObject({ kwh: 2, hours: 2, joulePerToken: 2 });
  });

  test("an accelerator's name stands for its chip's limit, with a model for the deployment's estimate", () => {
    expect(use({ mtok: 1, tokPerS: 1000, powerW: "H100", pue: 1 })["joulePerToken"]).toBeCloseTo(0.7, 12);
    expect(use({ mtok: 1, tokPerS: "llama", powerW: "H100", pue: 1 })["joulePerToken"]).toBeCloseTo(1.5, 12);
  });

  test("a month without tokens takes no energy", () => {
    expect(use({ mtok: 0, tokPerS: 1000, powerW: 700 })).toMatchObject({ kwh: 0, itKWh: 0 });
  });

  test("what is not given makes its own cell #N/A and no other", () => {
    const result = use({ powerW: 1000, hours: 1 });
    expect(result).toMatchObject({
      kwh: 1.3,
      joulePerToken: { kind: "noSolution" },
      whPerQuery: { kind: "noSolution" },
      usd: { kind: "noSolution" },
    });
  });

  test.each([
    [
      "neither tokens nor hours",
      { mtok: undefined },
      "mtok is missing. Give the tokens, or hours for a machine that runs so long.",
    ],
    [
      "tokens without a rate",
      { tokPerS: undefined },
      "tok_per_s is missing. Give the rate of the same tokens, or hours.",
    ],
    [
      "fewer hours than the tokens take",
      { hours: 0.1 },
      "hours must be at least the 0.2777777778 that the tokens take; you gave 0.1.",
    ],
    ["a PUE below 1", { pue: 0.9 }, "pue must be 1 to 5; you gave 0.9."],
    ["no power", { powerW: 0 }, "power_w must be above 0; you gave 0."],
    [
      "a model without its accelerator",
      { tokPerS: "llama" },
      'power_w must be the accelerator that runs the model "llama"; you gave 700.',
    ],
  ])("refuses %s", (_reason, more, expected) => {
    expect(sentence(() => use({ mtok: 1, tokPerS: 1000, powerW: 700, ...more }))).toBe(`badArgument: ${expected}`);
  });
});

describe("power", () => {
  test.each<[Power, Readonly<Record<string, number | string>>, string]>([
    [{ gpus: 8, gpuW: 700, hostWPerGpu: 575 }, { kw: 13.26, itKW: 10.2 }, "a server of eight at PUE 1.3"],
    [{ gpus: 1, gpuW: 1275, load: 0.7, pue: 1.2 }, { kw: 1.071, itKW: 0.8925 }, "a published average power"],
    [
      { gpus: 64, gpuW: 1250, load: 0.5, kwPerRack: 40 },
      { racks: 2, cooling: "air", itKW: 40 },
      "80 kW of racks at half load",
    ],
    [{ gpus: 65, gpuW: 1250, kwPerRack: 40 }, { racks: 3, cooling: "air" }, "one more needs one more rack"],
    [{ gpus: 72, gpuW: 1500, kwPerRack: 130 }, { racks: 1, cooling: "liquid" }, "a dense rack"],
    [{ gpus: 3, gpuW: 100, kwPerRack: 0.1 }, { racks: 3 }, "0.3 ÷ 0.1 is 3 racks, not 4"],
    [{ gpus: 0, gpuW: 700, kwPerRack: 40 }, { kw: 0, racks: 0 }, "nothing"],
  ])("%j gives %j: %s", (given, expected) => {
    const result = power(given);
    for (const [name, value] of Object.entries(expected)) {
      if (typeof value === "number") expect(result[name]).toBeCloseTo(value, 9);
      else expect(result[name]).toBe(value);
    }
  });

  test("racks and cooling need kw_per_rack", () => {
    expect(power({ gpus: 8, gpuW: 700 })).toMatchObject({
      racks: { kind: "noSolution" },
      cooling: { kind: "noSolution" },
    });
  });

  test.each([
    ["half a GPU", { gpus: 1.5 }, "gpus must be a whole number of 0 or more; you gave 1.5."],
    ["80 for 80 %", { load: 80 }, "load must be 0 to 1; you gave 80. Write 80% or 0.8."],
    ["13 for 1.3", { pue: 13 }, "pue must be 1 to 5; you gave 13."],
  ])("refuses %s", (_reason, more, expected) => {
    expect(sentence(() => power({ gpus: 8, gpuW: 700, ...more }))).toBe(`badArgument: ${expected}`);
  });
});

describe("carbon", () => {
  test.each<[Carbon, number, string]>([
    [{ kwh: 1000, region: 400 }, 400, "an own factor"],
    [{ kwh: 1000, region: "Wet" }, 100, "a region's"],
    [
      { kwh: 1000, region: 400, carbonFreeShare: 0.3, embodiedKg: 50 },
      330,
      "market-based, with the making of the hardware",
    ],
    [{ kwh: 1000, region: 400, carbonFreeShare: 1, embodiedKg: 50 }, 50, "all carbon-free leaves the hardware"],
    [{ kwh: 54, region: 380, carbonFreeShare: 0.2 }, 16.416, "a published example: 45 kW at PUE 1.2 for an hour"],
    [{ kwh: 1000, region: 0 }, 0, "a factor of 0"],
    [{ kwh: 1000, region: "wet", asOf: dayOf(2027, 6, 1) }, 100, "after the last year its factor stays"],
  ])("%j is %d kg: %s", (given, expected) => {
    expect(carbon(given, places)).toBeCloseTo(expected, 9);
  });

  test.each([
    ["kilograms for grams", { region: 0.4 }, "badArgument: region as a number is g per kWh; you gave 0.4. Write 400."],
    ["a negative factor", { region: -5 }, "badArgument: region as a number is g per kWh, 0 or more; you gave -5."],
    ["a region that is not there", { region: "wett" }, 'notFound: No region "wett" in the table. Did you mean "wet"?'],
    [
      "a region without a factor",
      { region: "dry" },
      "notFound: The table has no grid factor for DRY. Give region as g per kWh.",
    ],
    [
      "a day before the factor",
      { region: "wet", asOf: dayOf(2024, 12, 31) },
      "notFound: The grid factor of WET is of 2025; there is none before 2025-01-01.",
    ],
    [
      "30 for 30 %",
      { region: "wet", carbonFreeShare: 30 },
      "badArgument: carbon_free_share must be 0 to 1; you gave 30. Write 30% or 0.3.",
    ],
  ])("refuses %s", (_reason, more, expected) => {
    expect(sentence(() => carbon({ kwh: 1000, ...more }, places))).toBe(expected);
  });
});

describe("water", () => {
  test.each<[Water, number, string]>([
    [{ itKWh: 1000, region: "wet" }, 1000 * (0.5 + 1.2 * 3), "the region's figures"],
    [
      { itKWh: 1000, region: "wet", pue: 1.5 },
      1000 * (0.5 + 1.5 * 3),
      "an own PUE, which moves only the off-site part",
    ],
    [{ itKWh: 1000, region: "wet", wueLPerKWh: 0 }, 1000 * (1.2 * 3), "a dry-cooled site"],
    [{ itKWh: 1000, region: "dry", wueLPerKWh: 1 }, 1000 * (1 + 1.3 * 2), "an own figure where the table has none"],
    [
      { itKWh: 0.004, region: 3.142, pue: 1.17, wueLPerKWh: 0.55 },
      0.01690456,
      "0.0169 litres a request, as in Making AI Less Thirsty",
    ],
    [{ itKWh: 1000, region: 2, wueLPerKWh: 0 }, 1000 * 1.3 * 2, "own power plants at the usual PUE"],
  ])("%j is %d litres: %s", (given, expected) => {
    expect(water(given, places)).toBeCloseTo(expected, 9);
  });

  test.each([
    ["on-site figure", { region: "dry" }, "notFound: The table has no litres on site for DRY. Give wue_l_per_kwh."],
    [
      "off-site figure",
      { region: "bare", wueLPerKWh: 1 },
      "notFound: The table has no litres of its power plants for BARE. Give region as litres per kWh, or another region.",
    ],
    [
      "site's figure beside own power plants",
      { region: 3 },
      "badArgument: wue_l_per_kwh is missing: with region as a number give the site's litres, 0 if it takes none.",
    ],
    [
      "power plants' figure, which a blank cell may hand over as 0,",
      { region: 0, wueLPerKWh: 1 },
      "badArgument: region as a number is the power plants' litres per kWh, above 0; you gave 0. Or give a name in quotes.",
    ],
  ])("without the %s there is no answer, not half of one", (_what, more, expected) => {
    expect(sentence(() => water({ itKWh: 1000, ...more }, places))).toBe(expected);
  });
});
