import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSession, keepPicture, type VisitOptions } from "./session";
import { closeStartPage, openStartPage, openWorkbench, sheetNames, type } from "./workbenchPage";

const session = browserSession();
const SOON = { timeout: 20_000 };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page, in words. The grid is Univer's own. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate("axe.run({ exclude: [['#grid']] })")) as {
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

const startButton = (page: Page, name: string | RegExp) => page.locator("#start").getByRole("button", { name });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

describe("the start page", () => {
  it("greets a newcomer with models, and opens the chosen one as a workbook that is kept under its name", async () => {
    const { page, faults } = await openStartPage(session);
    await page.getByRole("heading", { name: "What do you want to work out?" }).waitFor();
    await startButton(page, /^Pilot to production/).click();
    await expect.poll(() => sheetNames(page), SOON).toContain("Board");
    await page.getByText("Kept in this browser").waitFor();
    expect(await page.getByLabel("Name of the workbook").inputValue()).toBe("Pilot to production");
    await page.locator(".chart-frame svg").first().waitFor(SOON);
    await keepPicture(page, "product-model");
    await page.reload();
    await page.locator('[data-state="calculated"]').waitFor(SOON);
    expect(await page.locator("#start").isHidden()).toBe(true);
    await page.getByRole("button", { name: "New", exact: true }).click();
    await startButton(page, /^Pilot to production Last changed today/).waitFor();
    expect(faults).toEqual([]);
  });

  it("is left by Escape for the first sheet, and works by keyboard alone", async () => {
    const { page } = await openStartPage(session);
    await expect.poll(() => focused(page)).toBe("What do you want to work out?");
    await page.keyboard.press("Escape");
    await page.locator("#start").waitFor({ state: "hidden" });
    expect(await sheetNames(page)).toEqual(["Start"]);
    await page.getByRole("button", { name: "New", exact: true }).focus();
    await page.keyboard.press("Enter");
    await startButton(page, /^Blank workbook/).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => sheetNames(page), SOON).toEqual(["Sheet1"]);
  });
});

describe("the tour", () => {
  it("goes stop by stop by keyboard, and is offered no more once it was taken", async () => {
    const { page } = await openStartPage(session);
    await startButton(page, "Take the tour").click();
    const card = page.getByRole("dialog");
    await card.getByText("1 of 4").waitFor();
    await keepPicture(page, "product-tour-1");
    expect(await findings(page)).toEqual([]);
    for (const stop of [2, 3, 4]) {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await card.getByText(`${stop} of 4`).waitFor();
      await keepPicture(page, `product-tour-${stop}`);
    }
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "New", exact: true }).click();
    await page.getByRole("heading", { name: "Models" }).waitFor();
    expect(await page.getByText("Take the tour").count()).toBe(0);
  });

  it("is offered no more once it was skipped, also after a reload", async () => {
    const { page } = await openStartPage(session);
    await startButton(page, "Skip").click();
    await page.reload();
    await page.getByRole("heading", { name: "Models" }).waitFor();
    expect(await page.getByText("Take the tour").count()).toBe(0);
  });
});

describe("sharing", () => {
  it("gives the browser an .xlsx file to send, where it can send files", async () => {
    const { page } = await openWorkbench(session);
    await page.evaluate(() => {
      Object.assign(navigator, {
        canShare: () => true,
        share: ({ files }: { files: File[] }) => {
          document.body.dataset["shared"] = `${files[0]?.name} ${files[0]?.type} ${files[0]?.size}`;
          return Promise.resolve();
        },
      });
    });
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByText("Shared “Workbook.xlsx”.").waitFor();
    expect(await page.evaluate(() => document.body.dataset["shared"])).toMatch(
      /^Workbook\.xlsx application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet \d{4,}$/,
    );
  });

  it("downloads the file where the browser cannot or may not send it", async () => {
    const { page } = await openWorkbench(session);
    await page.evaluate(() => {
      Object.assign(navigator, {
        canShare: () => true,
        share: () => Promise.reject(new DOMException("not allowed", "NotAllowedError")),
      });
    });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Share", exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("Workbook.xlsx");
    await page.getByText("This browser cannot share files.").waitFor();
  });
});

describe("printing", () => {
  it("puts the sheet in sight on paper, one page wide, with its charts", async () => {
    const { page } = await openStartPage(session);
    await startButton(page, /^Pilot to production/).click();
    await page.locator(".chart-frame svg").first().waitFor(SOON);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 794, height: 1123 });
    const paper = page.locator("#print .paper");
    expect(await paper.evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(1032);
    expect(await page.locator("#print svg.infer-chart").count()).toBeGreaterThan(0);
    expect(await page.locator("#workbench").isVisible()).toBe(false);
    await keepPicture(page, "product-print", { whole: true });
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    expect(await page.locator("#print > *").count()).toBe(0);
  });
});

const LOOKS: readonly (readonly [string, VisitOptions])[] = [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["forced-colours", { colorScheme: "dark", forcedColors: "active" }],
  // A window of 1280 × 800 at 200 % has half as many pixels.
  ["zoom-200", { width: 640, height: 400 }],
  ["narrow", { width: 360, height: 740 }],
];

describe.each(LOOKS)("the workbench in %s", (look, options) => {
  it("has nothing that axe finds, in any state", async () => {
    const { page } = await openStartPage(session, options);
    await page.getByRole("heading", { name: "Models" }).waitFor();
    await keepPicture(page, `product-start-${look}`);
    const found = { start: await findings(page) } as Record<string, readonly string[]>;
    await startButton(page, /^Pilot to production/).click();
    await page.locator(".chart-frame svg").first().waitFor(SOON);
    await page.getByText("Kept in this browser").waitFor({ state: "attached" });
    await keepPicture(page, `product-sheet-${look}`);
    found["sheet"] = await findings(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([found, width]).toEqual([{ start: [], sheet: [] }, 0]);
  });
});

describe("the page after a change", () => {
  it("shows no start page when a kept workbook is restored", async () => {
    const { page } = await openStartPage(session);
    await closeStartPage(page);
    await type(page, "G1", "=6*7");
    await page.getByText("Kept in this browser").waitFor();
    await page.reload();
    await page.locator('[data-state="calculated"]').waitFor(SOON);
    expect(await page.locator("#start").isHidden()).toBe(true);
  });
});
