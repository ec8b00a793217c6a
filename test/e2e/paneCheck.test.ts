import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSession, keepPicture } from "./session";
import { openWorkbench, resultOf, select, setPaneWidth, sheetNames, showSheet, type } from "./workbenchPage";

const session = browserSession();
const SOON = { timeout: 30_000 };
const notice = (page: Page) => page.locator(".notice.done, .notice.problem");

async function openCheck(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Check" }).click();
  await page.getByRole("button", { name: "Check workbook" }).waitFor(SOON);
}

describe("the tab Check", () => {
  it("finds what is wrong, leads to the cell, and puts quotes where they are missing", async () => {
    const { page, faults } = await openWorkbench(session, { height: 900 });
    await setPaneWidth(page, 320);
    await type(page, "G5", '=INFER.COST("gpt-9",1500,500)');
    await type(page, "G6", '=INFER.BLENDEDPRICE("gpt-4o",70)');
    await type(page, "G7", "=INFER.RENT(H100)");
    await openCheck(page);
    await keepPicture(page, "check-start");
    await page.getByRole("button", { name: "Check workbook" }).click();
    await page.getByRole("heading", { name: "Findings" }).waitFor(SOON);
    await keepPicture(page, "check-findings");
    const group = (name: string) => page.getByRole("region", { name });
    expect(await group("Errors").textContent()).toMatch(/Start!G5.*#N\/A .*"gpt-9"/);
    expect(await group("Percentages typed as whole numbers").textContent()).toMatch(/is 70.*Type 70% or 0\.7/);
    await group("Names without quotes").getByRole("button", { name: "Put quotes" }).click();
    await expect.poll(() => notice(page).textContent(), SOON).toBe("1 formula written anew.");
    expect(await group("Names without quotes").count()).toBe(0);
    await group("Errors").getByRole("button", { name: "Start!G5" }).click();
    await expect.poll(() => page.locator("#status .status-address").textContent(), SOON).toBe("G5");
    expect(Number(await resultOf(page, "G7"))).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it("traces a number down to typed cells and to the source of a price, and back again", async () => {
    const { page, faults } = await openWorkbench(session, { height: 900 });
    await setPaneWidth(page, 320);
    await type(page, "G5", "=B14*2");
    await select(page, "G5");
    await openCheck(page);
    await page.getByRole("button", { name: "Trace this number" }).click();
    await page.getByRole("heading", { name: "Start!G5: 0.0175" }).waitFor(SOON);
    await page.getByRole("button", { name: "Trace Start!B14" }).click();
    await page.getByRole("heading", { name: "Start!B14: 0.00875" }).waitFor(SOON);
    await keepPicture(page, "check-trace");
    const trace = (await page.locator(".trace").textContent()) ?? "";
    expect(trace).toContain("typed in Start!B5");
    expect(trace).toMatch(/looked up: openai\/gpt-4o.* in prices, as of \d{4}-\d\d-\d\d/);
    expect(await page.getByRole("link", { name: "Open source" }).first().getAttribute("href")).toMatch(/^https:/);
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Start!G5: 0.0175" }).waitFor(SOON);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Check workbook" }).waitFor(SOON);
    expect(faults).toEqual([]);
  });

  it("copies sheets as values and leaves the originals as they were", async () => {
    const { page, faults } = await openWorkbench(session, { height: 900 });
    await openCheck(page);
    await page.getByRole("button", { name: "Freeze to values (copy)" }).click();
    await expect.poll(() => notice(page).textContent(), SOON).toContain('"Start (values)"');
    expect(await sheetNames(page)).toEqual(expect.arrayContaining(["Start", "Start (values)"]));
    const live = await resultOf(page, "B15");
    await showSheet(page, "Start \\(values\\)");
    expect(await resultOf(page, "B15")).toBe(live);
    expect(await page.locator("#status").textContent()).not.toContain("INFER.");
    await keepPicture(page, "check-frozen");
    expect(faults).toEqual([]);
  });

  it("offers the help of the function in the selected cell, without taking the focus", async () => {
    const { page, faults } = await openWorkbench(session, { height: 900 });
    await setPaneWidth(page, 320);
    await select(page, "B14");
    const strip = page.getByRole("region", { name: "Function in the selected cell" });
    await expect.poll(() => strip.textContent(), SOON).toContain("B14 COST model gpt-4o, input_tokens 1,500");
    expect(await page.evaluate(() => document.activeElement?.closest("#pane") === null)).toBe(true);
    await keepPicture(page, "cursor-strip");
    await strip.getByRole("button").click();
    await page.getByRole("heading", { name: "COST", exact: true }).waitFor();
    expect(await page.getByLabel("input_tokens", { exact: true }).inputValue()).toBe("=Start!B6");
    await select(page, "A1");
    await expect.poll(() => strip.isVisible(), SOON).toBe(false);
    expect(faults).toEqual([]);
  });
});
