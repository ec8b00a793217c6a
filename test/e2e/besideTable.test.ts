import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { modelOfPlan, saveXlsx } from "../../src/files";
import { EMPTY_PLAN, type Plan } from "../../src/host/port";
import { browserSession } from "./session";
import { openWorkbench, resultOf, sheetNames, type } from "./workbenchPage";

const session = browserSession();
const SOON = { timeout: 15_000 };

const USAGE: Plan = {
  ...EMPTY_PLAN,
  sheets: [{ name: "Exported" }],
  blocks: [
    {
      sheet: "Exported",
      row: 0,
      col: 0,
      cells: [
        ["model", "input_tokens", "output_tokens"],
        ["gpt-4o", 2_000_000, 500_000],
        ["o3", 1_000_000, 0],
      ],
    },
  ],
  tables: [{ name: "Usage", area: { sheet: "Exported", row: 0, col: 0, rows: 3, cols: 3 } }],
};

async function openUsage(page: Page): Promise<void> {
  const buffer = Buffer.from(await saveXlsx(modelOfPlan(USAGE), { savedAt: new Date(0) }));
  await page.locator('#bar input[type="file"]').setInputFiles({ name: "Usage.xlsx", mimeType: "", buffer });
  await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Exported"]);
  await page.locator(".notice.busy").waitFor({ state: "detached", timeout: 60_000 });
}

describe("a formula typed in the column beside a table", () => {
  it("gives its number: over the whole table, one column, and its own row", async () => {
    const { page, faults } = await openWorkbench(session);
    await openUsage(page);
    await type(page, "D1", '=SUM(INFER.FOCUS(Usage[#All],,"EffectiveCost"))');
    await expect.poll(() => resultOf(page, "D1"), SOON).toBe("12");
    await type(page, "D2", "=Usage[@input_tokens]*2");
    await expect.poll(() => resultOf(page, "D2"), SOON).toBe("4000000");
    await type(page, "D3", "=usage[@[Output_Tokens]]+1");
    await expect.poll(() => resultOf(page, "D3"), SOON).toBe("1");
    await type(page, "D4", '=INFER.FOCUS(Usage[#All],,"EffectiveCost")');
    await expect.poll(() => resultOf(page, "D5"), SOON).toBe("5");
    // The table is what it was: D is none of its columns.
    await type(page, "F1", "=COLUMNS(Usage)");
    await expect.poll(() => resultOf(page, "F1"), SOON).toBe("3");
    await type(page, "F2", "=SUM(Usage[cached_tokens])");
    await expect.poll(() => resultOf(page, "F2"), SOON).toContain('The table Usage has no column "cached_tokens".');
    expect(faults).toEqual([]);
  });
});
