import { expect, test } from "vitest";
import { narrative } from "../../../src/engine/insight/narrative";

const tell = (figures: Record<string, number | string>): string =>
  narrative({ kpis: { columns: Object.keys(figures), rows: [Object.values(figures)] } });

test("claims are counted by verdict, and the farthest is named", () => {
  const counts = { claims_audited: 16, claims_that_follow: 4, claims_that_depend: 1, claims_that_do_not_follow: 11 };
  expect(tell({ ...counts, farthest_claim: "Price", farthest_factor: 3 })).toBe(
    'Of 16 claims, 4 follow from their own inputs, 1 in part, and 11 do not. Farthest off is "Price": stated and computed differ by a factor of 3.',
  );
  expect(tell({ ...counts, claims_that_depend: 0, claims_that_follow: 1, claims_that_do_not_follow: 1 })).toBe(
    "Of 16 claims, 1 follows from its own inputs, and 1 does not.",
  );
  expect(tell({ ...counts, farthest_claim: "Price", farthest_factor: 1 })).not.toContain("Farthest");
});
