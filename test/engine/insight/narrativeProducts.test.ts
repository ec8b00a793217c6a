import { describe, expect, test } from "vitest";
import { narrative } from "../../../src/engine/insight/narrative";

const tell = (figures: Record<string, number | string>): string =>
  narrative({ kpis: { columns: Object.keys(figures), rows: [Object.values(figures)] } });

describe("products and cases in words", () => {
  test("products are told with their margin, and a loss is called one", () => {
    const both = { products_revenue_usd_per_month: 1500, products_cost_usd_per_month: 875 };
    expect(tell({ ...both, products_margin: 0.4167 })).toBe(
      "The products bring 1,500 USD a month and cost 875 USD to serve: a margin of 41.67%.",
    );
    expect(tell({ ...both, products_margin: -7 })).toContain("a margin of -700%, a loss.");
    expect(tell(both)).toBe("The products bring 1,500 USD a month and cost 875 USD to serve.");
  });
  test("the weakest product is named", () => {
    expect(tell({ weakest_product: "Free chat", weakest_margin: -0.5 })).toBe(
      "The lowest margin is that of Free chat, -50%, a loss.",
    );
    expect(tell({ weakest_product: "Search", weakest_margin: 0.5 })).not.toContain("loss");
  });
  test("a case costs less, more or the same, as the saving says", () => {
    const told = (usd: number) => tell({ usd_per_case: usd, human_usd_per_case: 6, saving_per_case_usd: 6 - usd });
    expect(told(2)).toContain("against 6 USD by people alone: 4 USD less.");
    expect(told(8)).toContain("2 USD more.");
    expect(told(6)).toContain("no difference.");
  });
});
