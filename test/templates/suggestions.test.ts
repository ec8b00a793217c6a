import { describe, expect, test } from "vitest";
import { planOf, templates } from "../../src/templates";
import { API_MODELS, GPUS, OPEN_MODELS, REGIONS } from "../../src/templates/blocks/suggestions";
import { one } from "../functions/support/call";

/** A name that a model offers must give a figure, or the first choice of a newcomer ends in an error. */
describe("every name that inputs offer calculates", () => {
  test.each(API_MODELS)("%s has a price at the date of the data", (name) => {
    expect(one("PRICE", name, "output")).toBeGreaterThan(0);
  });
  test.each(OPEN_MODELS)(
    "%s is predicted on every accelerator offered, at the fewest bits it calculates with",
    (name) => {
      for (const gpu of GPUS) {
        const rates = ["fp4", "fp8", "bf16"].map((bits) =>
          one("THROUGHPUT", name, gpu, null, bits, null, null, null, null, null, null, "output_tok_per_s"),
        );
        expect(rates, gpu).toContainEqual(expect.any(Number));
      }
    },
  );
  test.each(OPEN_MODELS)("%s is sold by somebody, so that hosting it can be compared", (name) => {
    expect(one("PRICE", `market/${name}`)).toBeGreaterThan(0);
  });
  test.each(GPUS)("%s has a rent", (name) => {
    expect(one("RENT", name)).toBeGreaterThan(0);
  });
  test.each(REGIONS)("%s has a tariff", (name) => {
    expect(one("REGION", name, "electricity_usd_per_kwh")).toBeGreaterThan(0);
  });
});

test("lists that only offer let every other name pass", () => {
  const lists = templates.flatMap((template) => planOf(template).validations.map(({ validation }) => validation));
  const offering = lists.filter(({ type, alert }) => type === "list" && alert === undefined);
  expect(offering.length).toBeGreaterThan(10);
  expect(offering.every(({ first = "" }) => first.length <= 257)).toBe(true);
});
