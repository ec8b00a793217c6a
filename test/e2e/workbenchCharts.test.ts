import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { modelOfPlan, openXlsx, saveXlsx } from "../../src/files";
import { EMPTY_PLAN, type Plan } from "../../src/host/port";
import { browserSession, keepPicture } from "./session";
import { openWorkbench, select, showSheet, type } from "./workbenchPage";

const session = browserSession();
const SOON = { timeout: 15_000 };
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A budget of twelve months with its chart beside it, two of them on a sheet without other contents. */
const BUDGET: Plan = {
  ...EMPTY_PLAN,
  sheets: [
    { name: "Budget", columnWidths: [120, 90, 90, 90], frozenRows: 1 },
    { name: "Board", hasGridLines: false },
  ],
  blocks: [
    {
      sheet: "Budget",
      row: 0,
      col: 0,
      cells: [
        ["Month", "Support", "Sales", "Factor"],
        ...MONTHS.map((month, index) => [
          month,
          { formula: `=D2*${100 + index * 10}` },
          { formula: `=D2*${40 + index * 5}` },
          index === 0 ? 10 : null,
        ]),
      ],
    },
    { sheet: "Board", row: 0, col: 0, cells: [["What AI costs next year"]] },
  ],
  looks: [{ area: { sheet: "Budget", row: 1, col: 1, rows: 12, cols: 2 }, look: { numberFormat: "#,##0" } }],
  charts: [
    {
      sheet: "Budget",
      chart: {
        kind: "column",
        stacking: "stacked",
        title: "AI budget by team",
        legend: "bottom",
        vertical: { title: "USD per month" },
        series: [
          { name: "Support", values: "Budget!$B$2:$B$13", categories: "Budget!$A$2:$A$13" },
          { name: "Sales", values: "Budget!$C$2:$C$13", categories: "Budget!$A$2:$A$13" },
        ],
        place: { row: 2, col: 5, rows: 15, cols: 8 },
      },
    },
    {
      sheet: "Board",
      chart: {
        kind: "line",
        title: "Support, month by month",
        series: [{ name: "Support", values: "Budget!$B$2:$B$13", categories: "Budget!$A$2:$A$13" }],
        place: { row: 2, col: 0, rows: 14, cols: 9 },
      },
    },
  ],
};

const chart = (page: Page, title: string) => page.getByRole("img", { name: title });
const described = (page: Page, title: string) => chart(page, title).locator("desc").textContent();
const idle = (page: Page) => page.locator(".notice.busy").waitFor({ state: "detached", timeout: 60_000 });

async function openBudget(page: Page): Promise<void> {
  const buffer = Buffer.from(await saveXlsx(modelOfPlan(BUDGET), { savedAt: new Date(0) }));
  await page.locator('#bar input[type="file"]').setInputFiles({ name: "Budget.xlsx", mimeType: "", buffer });
  await chart(page, "AI budget by team").waitFor(SOON);
  await idle(page);
}

async function boxOf(page: Page, title: string) {
  const box = await chart(page, title).boundingBox();
  if (box === null) throw new Error(`The chart "${title}" is not in sight.`);
  return box;
}

describe("charts in the workbench", () => {
  it("are drawn from the values of an opened file and drawn anew when an input changes", async () => {
    const { page, faults } = await openWorkbench(session, { width: 1500, height: 900 });
    await openBudget(page);
    expect(await described(page, "AI budget by team")).toContain("Support: highest 2,100 (Dec), lowest 1,000 (Jan)");
    await keepPicture(page, "workbench-chart");
    await type(page, "D2", "20");
    await expect.poll(() => described(page, "AI budget by team"), SOON).toContain("Support: highest 4,200 (Dec)");
    await showSheet(page, "Board");
    await chart(page, "Support, month by month").waitFor(SOON);
    expect(await described(page, "Support, month by month")).toContain("highest 4,200 (Dec)");
    await expect.poll(() => chart(page, "AI budget by team").count()).toBe(0);
    await keepPicture(page, "workbench-board");
    expect(faults).toEqual([]);
  });

  it("lie over their cells: below the headers, in step with scrolling and with inserted rows", async () => {
    const { page } = await openWorkbench(session, { width: 1500, height: 900 });
    await openBudget(page);
    const before = await boxOf(page, "AI budget by team");
    expect(Math.round(before.width)).toBe(8 * 64);
    await page.mouse.move(before.x + 100, before.y + 100);
    await page.mouse.wheel(0, 60);
    await expect.poll(async () => (await boxOf(page, "AI budget by team")).y, SOON).toBeLessThan(before.y - 20);
    await keepPicture(page, "workbench-chart-scrolled");
    await page.mouse.wheel(0, -400);
    await expect.poll(async () => (await boxOf(page, "AI budget by team")).y, SOON).toBeCloseTo(before.y, 0);
  });

  it("are removed by a key, come back by undo, and are kept and saved with the workbook", async () => {
    const { page } = await openWorkbench(session, { width: 1500, height: 900 });
    await openBudget(page);
    await page.getByRole("group", { name: /^Chart AI budget by team/ }).focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => chart(page, "AI budget by team").count(), SOON).toBe(0);
    await select(page, "A20");
    await page.keyboard.press("Control+z");
    await chart(page, "AI budget by team").waitFor(SOON);
    await page.getByText("Kept in this browser").waitFor();
    await page.reload();
    await chart(page, "AI budget by team").waitFor(SOON);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save", exact: true }).click(),
    ]);
    const [sheet] = openXlsx(readFileSync(await download.path())).model.sheets;
    expect(sheet?.charts).toMatchObject([{ title: "AI budget by team", kind: "column", stacking: "stacked" }]);
  });
});
