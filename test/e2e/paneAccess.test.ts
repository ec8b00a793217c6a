import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserSession, keepPicture } from "./session";
import { openWorkbench, select, setPaneWidth, sharedWorkbench, type } from "./workbenchPage";

const session = browserSession();
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Every breach of WCAG 2.2 AA and of good practice in the pane, in words. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate("axe.run('#pane')")) as AxeResult;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

/** The states of the pane that differ to the eye, each with a way to get there from the start. */
const VIEWS: readonly { readonly name: string; readonly open: (page: Page) => Promise<void> }[] = [
  { name: "models", open: (page) => page.locator("[data-template]").first().waitFor() },
  {
    name: "model",
    open: async (page) => {
      await page.locator('[data-template="api-budget"]').click();
      await page.getByRole("button", { name: "Insert", exact: true }).waitFor();
    },
  },
  { name: "functions", open: (page) => page.getByRole("tab", { name: "Functions" }).click() },
  {
    name: "card",
    open: async (page) => {
      await page.getByRole("tab", { name: "Functions" }).click();
      await page.locator('[data-function="COMPARE"]').click();
      await page.locator(".full table").waitFor();
    },
  },
  {
    name: "error",
    open: async (page) => {
      await page.getByRole("tab", { name: "Functions" }).click();
      await page.locator('[data-function="COST"]').click();
      await page.getByLabel("model", { exact: true }).fill("nothing");
      await page.locator(".brief .fault-text").waitFor();
    },
  },
  { name: "data", open: (page) => page.getByRole("tab", { name: "Data" }).click() },
  {
    name: "table",
    open: async (page) => {
      await page.getByRole("tab", { name: "Data" }).click();
      await page.locator('[data-table="gpus"]').click();
      await page.locator(".scroller").waitFor();
    },
  },
  {
    name: "refresh",
    open: async (page) => {
      await page.getByRole("tab", { name: "Data" }).click();
      await page.locator('[data-table="gpus"]').click();
      await page.getByRole("button", { name: /^Load [\d,]+ rows into a sheet$/ }).click();
      await page.locator("#pane .notice.done").waitFor();
      await page.getByRole("button", { name: "All tables" }).click();
      await page.locator('[data-page="refresh:InferGpus"]').click();
      await page.locator(".verdict", { hasText: "up to date" }).waitFor();
    },
  },
  {
    name: "own-prices",
    open: async (page) => {
      await page.getByRole("tab", { name: "Data" }).click();
      await page.locator('[data-page="ownPrices"]').click();
      await page.getByLabel("Price list").fill("Model\tInput $/1M\tOutput\na\t1\t2\nb\tx\t3");
      await page.locator(".card .scroller").waitFor();
    },
  },
  {
    name: "usage",
    open: async (page) => {
      await page.getByRole("tab", { name: "Data" }).click();
      await page.locator('[data-page="usage"]').click();
      const buffer = Buffer.from("date,model,team,input_tokens,cost\n2026-01-01,a,t,1,0.5\n2026-01-01,b,t,x,1");
      await page.getByLabel("File", { exact: true }).setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer });
      await page.getByRole("button", { name: "Add it up" }).click();
      await page.locator(".card .scroller").waitFor();
    },
  },
  {
    name: "simulate",
    open: async (page) => {
      await page.getByRole("tab", { name: "Simulate" }).click();
      await page.getByRole("button", { name: "Run", exact: true }).waitFor();
    },
  },
  {
    name: "simulation",
    open: async (page) => {
      await page.getByRole("tab", { name: "Simulate" }).click();
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page.getByRole("button", { name: "Insert results" }).waitFor();
    },
  },
  {
    name: "check",
    open: async (page) => {
      await type(page, "G5", '=INFER.COST("gpt-9",1,1)');
      await page.getByRole("tab", { name: "Check" }).click();
      await page.getByRole("button", { name: "Check workbook" }).click();
      await page.getByRole("heading", { name: "Findings" }).waitFor();
    },
  },
  {
    name: "trace",
    open: async (page) => {
      await select(page, "B14");
      await page.getByRole("tab", { name: "Check" }).click();
      await page.getByRole("button", { name: "Trace this number" }).click();
      await page.locator(".traced").first().waitFor();
      await page.locator(".cursor:not([hidden])").waitFor();
    },
  },
];

/** Anything in the pane that is wider than the pane and not in a scroller of its own. */
function sidewaysOverflow(page: Page): Promise<readonly string[]> {
  return page.locator("#pane").evaluate((pane) => {
    const right = pane.getBoundingClientRect().right + 0.5;
    return [...pane.querySelectorAll("*")]
      .filter((element) => element.closest(".scroller, .formula") === null)
      .filter((element) => element.getBoundingClientRect().right > right && element.getClientRects().length > 0)
      .map((element) => element.outerHTML.slice(0, 100));
  });
}

/** In Excel the pane follows Excel's theme; the workbench itself is light. */
function darken(page: Page): Promise<void> {
  return page.locator("#pane").evaluate((pane) => {
    pane.style.colorScheme = "dark";
  });
}

describe.each(VIEWS)("the view $name", ({ name, open }) => {
  it("has no finding of axe in light and dark, no sideways scrolling from 270 to 500 pixels", async () => {
    const { page, faults } = await openWorkbench(session, { height: 760 });
    await open(page);
    expect(await findings(page), "light").toEqual([]);
    for (const width of [270, 320, 350, 500]) {
      await setPaneWidth(page, width);
      expect(await sidewaysOverflow(page), `${name} at ${width} pixels`).toEqual([]);
      await keepPicture(page, `pane-${name}-${width}`);
    }
    await setPaneWidth(page, 320);
    await darken(page);
    expect(await findings(page), "dark").toEqual([]);
    await keepPicture(page, `pane-${name}-dark`);
    await page.emulateMedia({ forcedColors: "active" });
    await keepPicture(page, `pane-${name}-forced`);
    expect(faults).toEqual([]);
  });
});

describe("with the keyboard alone", () => {
  const workbench = sharedWorkbench(session);
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

  it("one finds a function, fills it in, inserts it, and comes back to where one was", async () => {
    const { page } = workbench();
    await select(page, "G5");
    await page.getByRole("tab", { name: "Insert" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.type("breakeven");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toContain("BREAKEVEN");
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("BREAKEVEN");
    for (const _step of ["Example", "Clear", "fixed_usd_per_month"]) await page.keyboard.press("Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("2920");
    await page.locator(".brief .value", { hasText: "667.42" }).waitFor();
    await page.getByRole("button", { name: "Insert formula" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".notice.done", { hasText: "Inserted in Start!G5." }).waitFor();
    await page.keyboard.press("Escape");
    expect(await focused(page)).toContain("BREAKEVEN");
    expect(await page.locator(".card").count()).toBe(0);
  });

  it("one moves between tabs with the arrow keys and only the chosen one is a stop", async () => {
    const { page } = workbench();
    await page.getByRole("tab", { name: "Functions" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toBe("Data");
    expect(await page.getByRole("tabpanel", { name: "Data" }).isVisible()).toBe(true);
    expect(await page.getByRole("tab", { name: "Functions" }).getAttribute("tabindex")).toBe("-1");
    await page.keyboard.press("Home");
    expect(await focused(page)).toBe("Insert");
  });

  it("every control in a card can be reached and shows that it is", async () => {
    const { page } = workbench();
    await page.getByRole("tab", { name: "Functions" }).click();
    await page.getByRole("searchbox", { name: "Search functions" }).fill("cost");
    await page.locator('[data-function="COST"]').click();
    const seen = new Set<string>();
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press("Tab");
      const place = await page.evaluate(() => {
        const { activeElement } = document;
        const isInside = activeElement?.closest("#pane") !== null && activeElement !== null;
        const isMarked = activeElement !== null && getComputedStyle(activeElement).outlineStyle !== "none";
        return isInside ? `${activeElement.textContent || activeElement.id}|${isMarked}` : "outside";
      });
      if (place === "outside") break;
      seen.add(place);
    }
    const names = [...seen].map((place) => place.split("|")[0]);
    expect(names).toEqual(expect.arrayContaining(["Example", "Clear", "argument-COST-0", "Insert formula", "Copy"]));
    expect([...seen].filter((place) => place.endsWith("|false"))).toEqual([]);
  });
});
