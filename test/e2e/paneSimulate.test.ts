import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSession, keepPicture } from "./session";
import { openWorkbench, resultOf, select, setPaneWidth, sheetNames, showSheet, type } from "./workbenchPage";

const session = browserSession();
const SOON = { timeout: 30_000 };

async function openSimulate(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Simulate" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).waitFor(SOON);
}

async function runToEnd(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("heading", { name: "Result" }).waitFor({ timeout: 60_000 });
}

const pane = (page: Page) => page.locator("#pane");
const notice = (page: Page) => page.locator(".notice.done, .notice.problem");

/** What the table of all statistics says of one. */
async function statistic(page: Page, name: string): Promise<string> {
  const row = pane(page).locator(".record tr", {
    has: page.getByRole("rowheader", { name, exact: true, includeHidden: true }),
  });
  return (await row.locator("td").textContent()) ?? "";
}

/** Shown digits of a cell, as the pane shows a statistic. */
const shown = (text: string) => Number(text).toLocaleString("en-US", { maximumSignificantDigits: 12 });

describe("the tab Simulate", () => {
  it("runs in a worker, and puts results and a live formula with the same digits on sheets", async () => {
    const { page, faults, foreignRequests } = await openWorkbench(session, { height: 900 });
    await setPaneWidth(page, 320);
    await openSimulate(page);
    await page.getByLabel("Trials").fill("20000");
    await runToEnd(page);
    await keepPicture(page, "simulate-result");
    const names = await pane(page).locator(".record th").allTextContents();
    const p90 = await statistic(page, "p90");
    await page.getByRole("button", { name: "Insert results" }).click();
    await expect.poll(() => notice(page).textContent(), SOON).toContain('on the new sheet "Simulation"');
    expect(await sheetNames(page)).toContain("Simulation");
    await keepPicture(page, "simulate-inserted");
    await page.getByRole("button", { name: "Live formula" }).click();
    await expect.poll(() => notice(page).textContent(), SOON).toContain('on the new sheet "Simulation 2"');
    // Below the formula in A15 the statistics spill in their order.
    const place = `B${16 + names.indexOf("p90")}`;
    await expect.poll(async () => shown(await resultOf(page, place)), SOON).toBe(p90);
    await keepPicture(page, "simulate-live");
    expect(faults).toEqual([]);
    expect(foreignRequests).toEqual([]);
  });

  it("simulates the selected cell, and inserts a formula over drivers in cells", async () => {
    const { page } = await openWorkbench(session, { height: 900 });
    await setPaneWidth(page, 320);
    await openSimulate(page);
    await select(page, "B16");
    await page.getByRole("button", { name: "This cell" }).click();
    await expect.poll(() => notice(page).textContent(), SOON).toMatch(/^Start!B16 has 3 inputs/);
    await keepPicture(page, "simulate-cell");
    expect(await page.getByLabel("Model", { exact: true }).inputValue()).toBe(
      "requests_per_day*(input_tokens_per_request+output_tokens_per_request)*365/12/1000000",
    );
    await runToEnd(page);
    expect(await statistic(page, "base")).toBe("608.333333333");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Run", exact: true }).waitFor();

    for (const [row, cells] of [
      ["x", "triangular", "1", "2", "4"],
      ["y", "uniform", "10", "20", ""],
    ].entries()) {
      for (const [col, text] of cells.entries()) await type(page, `${"GHIJK"[col]}${row + 40}`, text);
    }
    await select(page, "G40:K41");
    await page.getByRole("button", { name: "Use selection" }).click();
    await expect.poll(() => notice(page).textContent(), SOON).toContain("Start!G40:K41");
    await page.getByLabel("Model", { exact: true }).fill("x*y");
    await runToEnd(page);
    const p50 = await statistic(page, "p50");
    const place = (await pane(page).locator(".record th").allTextContents()).indexOf("p50");
    await showSheet(page, "Start");
    await select(page, "M40");
    await page.getByRole("button", { name: "Live formula" }).click();
    await expect.poll(() => notice(page).textContent(), SOON).toBe("Inserted in Start!M40.");
    await expect.poll(async () => shown(await resultOf(page, `N${41 + place}`)), SOON).toBe(p50);
  });

  it("shows how far it is, stops on Escape and calls what it has partial", async () => {
    const { page } = await openWorkbench(session, { height: 900 });
    await setPaneWidth(page, 320);
    await openSimulate(page);
    await page.getByLabel("Trials").fill("100,000,000");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator(".progress .note", { hasText: "trials/s" }).waitFor(SOON);
    await keepPicture(page, "simulate-running");
    await page.keyboard.press("Escape");
    await page
      .getByText(/^Partial: stopped after/)
      .first()
      .waitFor(SOON);
    await keepPicture(page, "simulate-partial");
    expect(await statistic(page, "p50")).not.toBe("");
  });

  it("says what is wrong with an input, and leads back to it with the keyboard", async () => {
    const { page, faults } = await openWorkbench(session, { height: 900 });
    await openSimulate(page);
    await page.getByLabel("Model", { exact: true }).fill("requests*price");
    await page.getByRole("button", { name: "Run", exact: true }).focus();
    await page.keyboard.press("Enter");
    const fault = page.locator(".simulate .fault-text");
    await fault.waitFor(SOON);
    expect(await fault.textContent()).toMatch(/model names "price" at character 10, which is no driver/);
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Run");
    expect(faults).toEqual([]);
  });
});
