import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, inject } from "vitest";
import { launchBrowser } from "../../scripts/browser.mjs";
import { ROOT } from "../../scripts/project.mjs";

/** A page of the product in a browser, and everything that went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** Console errors, exceptions and refused requests, in order. */
  readonly faults: readonly string[];
  /** Addresses asked for outside the product's own server; none may be. */
  readonly foreignRequests: readonly string[];
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  /** The user's own colours instead of the page's. */
  readonly forcedColors?: "active" | "none";
}

/** One browser for the tests of a file; each visit has its own profile, and one made in a test ends with it. */
export function browserSession(): { visit(file: string, options?: VisitOptions): Promise<Visit> } {
  let browser: Browser | undefined;
  let ofTest: Page[] | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  beforeEach(() => {
    ofTest = [];
  });
  afterEach(async () => {
    const pages = ofTest ?? [];
    ofTest = undefined;
    await Promise.all(pages.map((page) => page.close()));
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    async visit(file, { width = 1280, height = 800, colorScheme = "light", forcedColors = "none" } = {}) {
      if (browser === undefined) throw new Error("Visit pages inside a test: the browser starts before the first one.");
      const page = await browser.newPage({ viewport: { width, height }, colorScheme, forcedColors });
      ofTest?.push(page);
      const visit = watched(page, inject("pagesUrl"));
      await page.goto(`${inject("pagesUrl")}/${file}`);
      return visit;
    },
  };
}

function watched(page: Page, origin: string): Visit {
  const faults: string[] = [];
  const foreignRequests: string[] = [];
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin) foreignRequests.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, faults, foreignRequests };
}

/** Keeps a picture of the page among the artifacts. */
export async function keepPicture(page: Page, name: string, { whole = false } = {}): Promise<void> {
  const folder = path.join(ROOT, "artifacts", "screenshots");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: whole });
}
