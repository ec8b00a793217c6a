import { describe, expect, test } from "vitest";
import type { Accelerator } from "../../../src/data/types";
import { dayOf } from "../../../src/engine/dates";
import { nameIndex } from "../../../src/engine/lookup";
import { type Rent, type RentOffer, rent, rentBook } from "../../../src/engine/ownership/rent";

const chip = (id: string, ...aliases: string[]): Accelerator => ({
  id,
  name: id,
  vendor: "",
  aliases,
  provenance: { table: "gpus", id, source: "", asOf: "2026", evidence: "single", status: "list", unverified: false },
});
const chips = [chip("h100-sxm", "H100"), chip("b200"), chip("lpu")];
const accelerators = nameIndex("accelerator", chips, (row) => [row.id, ...row.aliases]);
const may = dayOf(2026, 5, 24);
const november = dayOf(2026, 11, 9);

const offer = (provider: string, onDemandUsdPerGpuHour: number, more: Partial<RentOffer> = {}): RentOffer => ({
  provider,
  acceleratorId: "h100-sxm",
  onDemandUsdPerGpuHour,
  asOf: may,
  ...more,
});

const offers: readonly RentOffer[] = [
  offer("lambda", 4, { spotUsdPerGpuHour: 1 }),
  offer("aws", 9),
  offer("aws", 7, { asOf: november }),
  offer("aws", 8, { asOf: november }),
  offer("nebius", 3),
  offer("nebius", 2.9, { acceleratorId: "b200" }),
  offer("akash", 0.5, { tier: "marketplace" }),
  offer("sf-compute", 0.6, { tier: "market" }),
  offer("analyst", 1.3, { tier: "model" }),
  offer("exchange", 1.4, { tier: "index" }),
  { provider: "gcp", acceleratorId: "h100-sxm", oneYearUsdPerGpuHour: 6, asOf: may },
  { provider: "gcp", acceleratorId: "b200", threeYearUsdPerGpuHour: 6, asOf: may },
  { provider: "aws", acceleratorId: "b200", threeYearUsdPerGpuHour: 8, asOf: may },
];
const rents = rentBook(offers, { accelerators, builtIn: true, dataDay: november });

describe("rent of our table", () => {
  test.each<[string, Omit<Rent, "rents">, number]>([
    ["one value a provider, its median of the latest day: 3, 4, 7.5", { gpu: "H100" }, 4],
    ["the provider asked for", { gpu: "h100-sxm", provider: "AWS" }, 7.5],
    ["on an earlier day the price of that day: 3, 4, 9", { gpu: "h100", asOf: may }, 4],
    ["a provider's price of an earlier day", { gpu: "h100", provider: "aws", asOf: november - 1 }, 9],
    ["spot when asked", { gpu: "h100", term: "Spot", provider: "lambda" }, 1],
    ["a marketplace when asked", { gpu: "h100", provider: "akash" }, 0.5],
    ["a term that one provider publishes, from that provider", { gpu: "h100", term: "1yr", provider: "gcp" }, 6],
  ])("%s", (_why, given, expected) => {
    expect(rent({ ...given, rents })).toBe(expected);
  });

  test.each<[string, Omit<Rent, "rents">, string]>([
    [
      "one provider is no market",
      { gpu: "h100", term: "1yr" },
      "Only gcp publishes 1yr for h100-sxm. Name it or give rents.",
    ],
    ["nor are two", { gpu: "b200", term: "3yr" }, "Only aws and gcp publish 3yr for b200. Name one or give rents."],
    ["none", { gpu: "lpu" }, "Nobody publishes on_demand for lpu. Give rents."],
    [
      "before the first row",
      { gpu: "h100", asOf: may - 1 },
      "The first rent of h100-sxm in the table is of 2026-05-24; you asked for 2026-05-23.",
    ],
    ["an unknown accelerator", { gpu: "h1000" }, 'No accelerator "h1000" in the table. Did you mean "H100"?'],
    [
      "an unknown provider",
      { gpu: "h100", provider: "lamda" },
      'No provider "lamda" in the table. Did you mean "lambda"?',
    ],
    [
      "a model of ownership cost is no provider",
      { gpu: "h100", provider: "analyst" },
      'No provider "analyst" in the table.',
    ],
    [
      "a provider without that accelerator",
      { gpu: "b200", provider: "lambda" },
      "lambda publishes no rent of b200. These do: aws, gcp, nebius.",
    ],
    [
      "a provider without that term",
      { gpu: "h100", term: "3yr", provider: "lambda" },
      "lambda publishes no 3yr for h100-sxm. It publishes on_demand, spot.",
    ],
  ])("#N/A with the way out: %s", (_why, given, message) => {
    expect(() => rent({ ...given, rents })).toThrow(expect.objectContaining({ kind: "notFound", message }));
  });

  test("too few providers by a day say which day", () => {
    const later = rentBook([...offers, offer("lambda", 5, { acceleratorId: "b200", asOf: november })], { ...rents });
    expect(() => rent({ gpu: "b200", asOf: november - 1, rents: later })).toThrow(
      expect.objectContaining({
        message: "Only nebius publishes on_demand for b200 by 2026-11-08. Name it or give rents.",
      }),
    );
  });

  test("an unknown term lists the terms", () => {
    expect(() => rent({ gpu: "h100", term: "5yr", rents })).toThrow(
      expect.objectContaining({
        kind: "badArgument",
        message: 'term must be "on_demand", "spot", "1yr" or "3yr"; you gave "5yr".',
      }),
    );
  });
});

describe("rent of the user's own table", () => {
  const own = rentBook([offer("us", 2.2, { acceleratorId: "H100" }), offer("us", 1.1, { acceleratorId: "Our Card" })], {
    accelerators,
    builtIn: false,
    dataDay: november,
  });

  test.each([
    ["one contract is enough", "h100-sxm", 2.2],
    ["a card that only the user knows", "our card", 1.1],
  ])("%s", (_why, gpu, expected) => {
    expect(rent({ gpu, rents: own })).toBe(expected);
  });

  test.each<[string, Omit<Rent, "rents">, string]>([
    ["no fall-through to our table", { gpu: "b200" }, 'No accelerator "b200" in rents. There are: H100, Our Card.'],
    ["a term the table lacks", { gpu: "h100", term: "3yr" }, "rents has no 3yr price for h100-sxm."],
  ])("#N/A: %s", (_why, given, message) => {
    expect(() => rent({ ...given, rents: own })).toThrow(expect.objectContaining({ kind: "notFound", message }));
  });

  test("a table of modelled costs alone holds no offer, and says so", () => {
    const modelled = rentBook([offer("us", 1, { acceleratorId: "H100", tier: "model" })], {
      accelerators,
      builtIn: false,
      dataDay: november,
    });
    expect(() => rent({ gpu: "h100", rents: modelled })).toThrow(
      "rents has no offers: rows of tier model or index are none.",
    );
  });
});
