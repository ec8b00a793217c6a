import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../scripts/project.mjs";
import { browserSession, keepPicture } from "./session";
import { openStartPage, resultOf, select, sheetNames, showSheet, type } from "./workbenchPage";

const session = browserSession();
const SOON = { timeout: 20_000 };
const LONG = 90_000;
const SIZE = { width: 1440, height: 900 };

/** The rows of the table below a heading of docs/five-minutes.md. */
function stepsBelow(heading: string): readonly string[] {
  const text = readFileSync(path.join(ROOT, "docs/five-minutes.md"), "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  return section.split("\n").filter((line) => /^\| \d+ \|/.test(line));
}

/** What a step tells its reader to choose or to type. */
const bold = (step: string) => [...step.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word]) => word ?? "");
const typed = (step: string) =>
  [...step.matchAll(/In \*\*([A-Z]+\d+)\*\* type `([^`]+)`/g)].map(([, cell = "", text = ""]) => [cell, text] as const);

/** Does one step as it is written: chooses a model or a sheet, or types into cells. */
async function follow(page: Page, step: string): Promise<void> {
  const [name = ""] = bold(step);
  if (step.includes("On the start page choose")) {
    await page
      .locator("#start")
      .getByRole("button", { name: new RegExp(`^${name}`) })
      .click();
    await expect.poll(() => sheetNames(page), SOON).toContain("Board");
    await page.locator("#notice.done").waitFor(SOON);
  } else if (step.includes("Choose the sheet")) {
    await showSheet(page, name);
  } else {
    for (const [cell, text] of typed(step)) await type(page, cell, text);
  }
}

const numberIn = (text: string) => Number(/[\d,]+(?= USD)/.exec(text)?.[0].replaceAll(",", ""));

describe("five minutes", () => {
  it(
    "lead a planner from nothing to next year's bill with own numbers, its chart, checks and sources",
    async () => {
      const { page, faults } = await openStartPage(session, SIZE);
      const steps = stepsBelow("What will next year's AI bill be?");
      expect(steps).toHaveLength(8);
      const step = (number: number) => follow(page, steps[number - 1] ?? "");
      await step(1);
      expect(await resultOf(page, "B6")).toMatch(/^181925\.|^181926/);
      await page.locator("#notice", { hasText: "On the sheet Lines, replace the examples" }).waitFor();
      await step(2);
      const plan = async () => numberIn(await resultOf(page, "A3"));
      let before = await plan();
      for (const number of [3, 4, 5]) {
        await step(number);
        await expect.poll(plan, SOON).not.toBe(before);
        before = await plan();
      }
      await step(6);
      expect(Math.round(Number(await resultOf(page, "B6")))).toBe(before);
      expect(await resultOf(page, "A4")).toContain(before.toLocaleString("en-US"));
      await page.locator(".chart-frame svg").first().waitFor(SOON);
      await keepPicture(page, "five-minutes-budget");
      await step(7);
      expect(await resultOf(page, "E4")).toContain("OK");
      await step(8);
      expect(await resultOf(page, "A5")).toContain("gpt-4o");
      expect(faults).toEqual([]);
    },
    LONG,
  );

  it(
    "lead a planner to the answer whether to host, and why",
    async () => {
      const { page, faults } = await openStartPage(session, SIZE);
      const steps = stepsBelow("Host it ourselves, or pay for the API?");
      expect(steps).toHaveLength(6);
      for (const step of steps.slice(0, 4)) await follow(page, step);
      await expect.poll(() => resultOf(page, "B6"), SOON).toContain("market/llama-3.3-70b");
      await expect.poll(() => resultOf(page, "B14"), SOON).toContain("bf16");
      await follow(page, steps[4] ?? "");
      expect(await resultOf(page, "A4")).toContain("the API is cheaper by");
      expect(Number(await resultOf(page, "B7"))).toBeGreaterThan(Number(await resultOf(page, "B8")));
      await keepPicture(page, "five-minutes-hosting");
      await follow(page, steps[5] ?? "");
      expect(await resultOf(page, "A17")).toContain("One replica serves any volume");
      expect(faults).toEqual([]);
    },
    LONG,
  );

  it(
    "hear of a slip beside its cell or above the lines, with the remedy",
    async () => {
      const { page } = await openStartPage(session, SIZE);
      await follow(page, stepsBelow("What will next year's AI bill be?")[0] ?? "");
      await showSheet(page, "Lines");
      await type(page, "H7", "60");
      await page.getByRole("alert").filter({ hasText: "A share from 0 % to 100 %: write 60% or 0.6." }).waitFor(SOON);
      expect(await resultOf(page, "H7")).toBe("blank");
      await type(page, "E9", "lots");
      await page.getByRole("alert").filter({ hasText: "A number of 0 or more." }).waitFor(SOON);
      await select(page, "E9");
      await page.keyboard.press("Delete");
      await expect
        .poll(() => resultOf(page, "A3"), SOON)
        .toContain("Line 3, Call summaries, claude-haiku-5-5: no requests a day, write 0 for none");
    },
    LONG,
  );

  it(
    "show a model that the pane inserts in place of the start page, and one undo takes it away, one redo brings it back",
    async () => {
      const { page, faults } = await openStartPage(session, SIZE);
      await page.locator('#pane [data-template="self-host-or-api"]').click();
      await page.getByRole("button", { name: "Insert", exact: true }).click();
      await page.locator("#pane .notice.done", { hasText: "Inserted Self-host or API" }).waitFor(SOON);
      expect(await page.locator("#start").isHidden()).toBe(true);
      const inserted = page.getByRole("region", { name: "Models in this workbook" });
      await inserted.getByText("Self-host or API").waitFor();
      await page.keyboard.press("Control+z");
      await expect.poll(() => sheetNames(page), SOON).toEqual(["Start"]);
      await inserted.waitFor({ state: "hidden" });
      await page.keyboard.press("Control+y");
      await inserted.waitFor(SOON);
      await expect.poll(() => resultOf(page, "A1"), SOON).toContain("Self-host or API");
      expect(await resultOf(page, "A2")).toContain("gpt-oss-120b on H100");
      expect(faults).toEqual([]);
    },
    LONG,
  );
});
