import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, inject, it } from "vitest";
import { filesBelow } from "../../scripts/deploy/finish.mjs";
import { DIST } from "../../scripts/project.mjs";
import "../../src/functions";
import { fixedValue } from "../../src/site/values";
import { createCalculator, isFailure } from "../../src/workbench/headless";
import { browserSession, keepPicture } from "./session";

const session = browserSession();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FIRST_PAGE_LIMIT = 100_000;

const calculator = createCalculator();
afterAll(() => calculator.dispose());

async function valueIn(formula: string): Promise<number> {
  const [result] = await calculator.evaluate([formula]);
  if (result === undefined || isFailure(result) || typeof result.value !== "number") throw new Error(formula);
  return result.value;
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

async function findings(page: Page, options: object = {}): Promise<readonly string[]> {
  const asked = JSON.stringify({ ...options, resultTypes: ["violations"] });
  const run = `axe.run(${asked}).then(({ violations }) => ({ violations }))`;
  const { violations } = (await page.evaluate(run)) as AxeResult;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

const CONTRAST = { runOnly: ["color-contrast", "link-in-text-block"] };

describe("the first page", () => {
  it("loads at most 100 kB before its visitor does anything, all from its own folder", async () => {
    const { page, faults, foreignRequests } = await session.visit("site/404.html");
    const sizes = new Map<string, number>();
    page.on("response", async (response) => {
      sizes.set(response.url(), gzipSync(await response.body(), { level: 9 }).length);
    });
    await page.goto(`${inject("pagesUrl")}/site/index.html`, { waitUntil: "networkidle" });
    const sum = [...sizes.values()].reduce((total, bytes) => total + bytes, 0);
    expect(sizes.size).toBeGreaterThanOrEqual(5);
    expect(sum, JSON.stringify([...sizes])).toBeLessThanOrEqual(FIRST_PAGE_LIMIT);
    expect([...sizes.keys()].every((url) => url.startsWith(`${inject("pagesUrl")}/site/`))).toBe(true);
    expect(faults).toEqual([]);
    expect(foreignRequests).toEqual([]);
  });

  it("calculates anew what its visitor changes, with the source of the new price", async () => {
    const { page, faults } = await session.visit("site/index.html");
    const bill = page.locator("[data-live]").first();
    await bill.getByLabel("Requests").fill("25,000");
    await bill.getByLabel("Model").selectOption("claude-sonnet-4-5");
    const formula = '=INFER.MONTHLYCOST("claude-sonnet-4-5", 25000, 1500, 500)';
    await bill.locator(".formula", { hasText: formula }).waitFor();
    expect(await bill.locator(".answer data").textContent()).toBe(fixedValue(await valueIn(formula), 0));
    expect(await bill.locator(".basis").textContent()).toContain("USD/Mtok, read 20");
    expect(await bill.locator(".basis a").getAttribute("href")).toMatch(/^https:\/\//);
    await bill.getByLabel("Requests").fill("many");
    await bill.getByRole("alert").waitFor();
    expect(await bill.getByRole("alert").textContent()).toBe('Requests takes a number, such as 1500; there is "many".');
    await bill.getByLabel("Requests").fill("100");
    await bill.getByRole("alert").waitFor({ state: "hidden" });
    expect(faults).toEqual([]);
  });

  it("follows its inputs in all three examples", async () => {
    const { page, faults } = await session.visit("site/index.html");
    for (const [at, label, choice] of [
      [1, "Rented", "H200"],
      [2, "Accelerator", "B200"],
    ] as const) {
      const sheet = page.locator("[data-live]").nth(at);
      const before = await sheet.locator(".answer data").textContent();
      await sheet.getByLabel(label).selectOption(choice);
      await expect.poll(() => sheet.locator(".answer data").textContent()).not.toBe(before);
      const formula = (await sheet.locator(".formula").getAttribute("data-formula")) ?? "";
      expect(formula).toContain(choice);
      expect(await sheet.locator(".answer data").textContent()).toBe(fixedValue(await valueIn(formula), 0));
    }
    expect(faults).toEqual([]);
  });
});

describe("a function's page", () => {
  it("calculates the visitor's own formula, shows tables as tables and errors with their sentence", async () => {
    const { page, faults } = await session.visit("site/functions/cost.html");
    const field = page.getByLabel("Formula, yours to change");
    const result = page.locator("[data-result]");
    await field.fill('=INFER.COST("gpt-4o", 3000, 500) * 1000');
    await result.locator(".value", { hasText: /^12\.5$/ }).waitFor();
    await field.fill('=INFER.COMPARE({"gpt-4o","gpt-4o-mini"}, 1500, 500)');
    await result.locator("table.spill").waitFor();
    await field.fill('=INFER.COST("gpt-99", 1, 1)');
    await result.locator(".fault", { hasText: "#N/A" }).waitFor();
    await field.fill("=INFER.COST(");
    await page.locator("[data-note]", { hasText: "no complete formula" }).waitFor();
    await field.fill('=INFER.TOKENS("How many tokens is this?")');
    await result.locator(".value", { hasText: /^6$/ }).waitFor();
    expect(faults).toEqual([]);
  });

  it("takes what is typed as text, never as markup", async () => {
    const { page } = await session.visit("site/functions/cost.html");
    await page.getByLabel("Formula, yours to change").fill('=INFER.PRICE("<img src=x onerror=alert(1)>")');
    await page.locator("[data-result] .fault").waitFor();
    expect(await page.locator("[data-result] img").count()).toBe(0);
  });
});

describe("the list of functions", () => {
  it("is searched with the keyboard alone, the best first", async () => {
    const { page, faults } = await session.visit("site/functions/index.html");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("breakeven");
    await page.locator("[data-found]", { hasText: "found" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-function"))).toBe("BREAKEVEN");
    await page.keyboard.press("Enter");
    await page.waitForURL(/functions\/breakeven\.html$/);
    expect(faults).toEqual([]);
  });

  it("is there in full without a script", async () => {
    const { page } = await session.visit("site/functions/index.html");
    expect(await page.locator("[data-function]").count()).toBeGreaterThan(80);
  });
});

describe("the site", () => {
  it("has the workbench in it, which calculates there too", async () => {
    const { page, faults } = await session.visit("site/index.html");
    await page.getByRole("link", { name: "Open workbench" }).click();
    await page.locator('[data-state="calculated"]').waitFor({ timeout: 60_000 });
    expect(faults).toEqual([]);
  });

  it("gives its templates as workbooks", async () => {
    const { page } = await session.visit("site/templates.html");
    const hrefs = await page
      .locator("a[download]")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(hrefs.length).toBeGreaterThan(0);
    for (const href of hrefs) {
      const response = await fetch(`${inject("pagesUrl")}/site/${href}`);
      expect(response.headers.get("content-type")).toContain("spreadsheetml");
    }
  });

  it("prints without its navigation and moves nothing for those who want it still", async () => {
    const { page } = await session.visit("site/methodology/prices.html");
    await page.emulateMedia({ media: "print", reducedMotion: "reduce" });
    expect(await page.getByRole("navigation").first().isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe("auto");
  });
});

const pagesOfSite = filesBelow(path.join(DIST, "site")).filter(
  (name) => name.endsWith(".html") && name !== "workbench.html",
);
/** Pages that differ by their text alone are visited in one go, so that a failure names the page and the rest goes on. */
const AT_ONCE = 15;
const batches = Array.from({ length: Math.ceil(pagesOfSite.length / AT_ONCE) }, (_batch, at) =>
  pagesOfSite.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
);

describe("every page has no finding of axe in light and dark and fits 320 pixels", () => {
  it.each(batches.map((batch) => [batch[0], batch] as const))("from %s", { timeout: 120_000 }, async (first, batch) => {
    const { page, faults } = await session.visit(`site/${first}`);
    for (const name of batch) {
      await page.goto(`${inject("pagesUrl")}/site/${name}`);
      await page.evaluate(AXE);
      expect(await findings(page), `${name}, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await findings(page, CONTRAST), `${name}, dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 320, height: 640 });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(tooWide, `${name} at 320 pixels`).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    expect(faults).toEqual([]);
  });

  it.each([320, 768, 1280])("and looks like it at %i pixels", async (width) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, faults } = await session.visit("site/index.html", { width, colorScheme });
      await keepPicture(page, `site-${width}-${colorScheme}`);
      expect(faults).toEqual([]);
    }
  });
});
