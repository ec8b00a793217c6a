import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../scripts/browser.mjs";
import { ROOT } from "../../scripts/project.mjs";
import { chartShape, svgText } from "../../src/charts";
import { SAMPLES } from "../charts/samples";
import { keepPicture } from "./session";

const CSS = readFileSync(path.join(ROOT, "src", "charts", "charts.css"), "utf8");

interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme?: "light" | "dark";
  readonly forcedColors?: "active" | "none";
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** All sample charts on one page. */
async function gallery({ width, height, colorScheme = "light", forcedColors = "none" }: Look): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: width > 400 ? 1840 : 1320, height: 900 }, colorScheme });
  await page.emulateMedia({ colorScheme, forcedColors });
  const drawings = Object.values(SAMPLES).map((spec, index) =>
    svgText(chartShape(spec, { id: `chart-${index}`, width, height })),
  );
  await page.setContent(
    `<!doctype html><style>:root{color-scheme:light dark}body{margin:8px;display:flex;flex-wrap:wrap;gap:8px;background:#888}${CSS}</style>${drawings.join("")}`,
  );
  return page;
}

/** Texts that leave their drawing, as the browser measures them. */
function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("svg.infer-chart")].flatMap((chart) => {
      const frame = chart.getBoundingClientRect();
      return [...chart.querySelectorAll("text")].flatMap((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const isInside =
          left >= frame.left - 1 && right <= frame.right + 1 && top >= frame.top - 1 && bottom <= frame.bottom + 1;
        return isInside ? [] : [`${chart.querySelector("title")?.textContent}: ${text.textContent}`];
      });
    }),
  );
}

describe("charts in a browser", () => {
  const LOOKS: readonly (readonly [string, Look])[] = [
    ["charts-320", { width: 320, height: 240 }],
    ["charts-900", { width: 900, height: 360 }],
    ["charts-dark", { width: 420, height: 280, colorScheme: "dark" }],
    ["charts-forced-colours", { width: 420, height: 280, colorScheme: "dark", forcedColors: "active" }],
  ];
  it.each(LOOKS)("keep every text inside the drawing: %s", async (name, look) => {
    const page = await gallery(look);
    await keepPicture(page, name, { whole: true });
    expect(await overflowing(page)).toEqual([]);
    await page.close();
  });
});
