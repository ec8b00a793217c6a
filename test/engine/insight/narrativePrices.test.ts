import { describe, expect, test } from "vitest";
import { narrative } from "../../../src/engine/insight/narrative";

const tell = (figures: Record<string, number | string>): string =>
  narrative({ kpis: { columns: Object.keys(figures), rows: [Object.values(figures)] } });

describe("prices and the bill in words", () => {
  test("prices fell, rose or did not move, as the sign says", () => {
    expect(tell({ price_decline_per_year: 0.5, halving_months: 12, r2: 0.9, price_points: 5 })).toBe(
      "Prices fell by 50% a year, halving every 12 months (R² 0.9 over 5 prices).",
    );
    expect(tell({ price_decline_per_year: -0.1 })).toBe("Prices rose by 10% a year.");
    expect(tell({ price_decline_per_year: 0 })).toBe("Prices did not move.");
  });
  test("the bill falls, rises or stays, as its two figures say", () => {
    const told = (later: number) =>
      tell({
        spend_today_usd_per_month: 100,
        spend_later_usd_per_month: later,
        spend_after_months: 36,
        use_multiple: 4,
      });
    expect(told(80)).toBe(
      "At the decline assumed the bill falls from 100 to 80 USD a month in 36 months with 4 times the use.",
    );
    expect(told(120)).toContain("the bill rises from 100 to 120 USD");
    expect(told(100)).toContain("the bill stays at 100 USD a month");
  });
});
