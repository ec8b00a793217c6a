import type { Page } from "playwright-core";
import { beforeAll } from "vitest";
import type { browserSession, Visit, VisitOptions } from "./session";

/** The workbench with its first sheet calculated, below the start page where that is open. */
export async function openStartPage(
  session: ReturnType<typeof browserSession>,
  options: VisitOptions = {},
): Promise<Visit> {
  const visit = await session.visit("workbench.html", options);
  await visit.page.locator('[data-state="calculated"]').waitFor({ timeout: 60_000 });
  return visit;
}

/** The workbench with its first sheet in sight and calculated. */
export async function openWorkbench(
  session: ReturnType<typeof browserSession>,
  options: VisitOptions = {},
): Promise<Visit> {
  const visit = await openStartPage(session, options);
  await closeStartPage(visit.page);
  return visit;
}

/** Also where the browser forbids storage, and a reload leads back to the start page. */
export async function closeStartPage(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close the start page" }).click();
  await page.locator("#start").waitFor({ state: "hidden" });
}

/** One workbench for all tests of a describe block, which then must not disturb each other. */
export function sharedWorkbench(session: ReturnType<typeof browserSession>, options: VisitOptions = {}): () => Visit {
  let visit: Visit | undefined;
  beforeAll(async () => {
    visit = await openWorkbench(session, options);
  });
  return () => {
    if (visit === undefined) throw new Error("The shared workbench opens before the first test of its block.");
    return visit;
  };
}

/** Selects a cell of the sheet in sight, as a user does through the name box. */
export async function select(page: Page, address: string): Promise<void> {
  const box = page.locator('[data-u-comp="defined-name"] input');
  await box.click();
  await box.fill(address);
  await page.keyboard.press("Enter");
  await page.locator("#status .status-address", { hasText: new RegExp(`^${address.split(":")[0]}$`) }).waitFor();
}

/** Types into a cell of the sheet in sight. */
export async function type(page: Page, address: string, text: string): Promise<void> {
  await select(page, address);
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** What the status line says of a cell: its value in full precision, or its error with the sentence. */
export async function resultOf(page: Page, address: string): Promise<string> {
  await select(page, address);
  return (await page.locator("#status .status-result").textContent()) ?? "";
}

export async function showSheet(page: Page, name: string): Promise<void> {
  await page.locator('[data-u-comp="slide-tab-item"]', { hasText: new RegExp(`^${name}$`) }).click();
}

export function sheetNames(page: Page): Promise<readonly string[]> {
  return page.locator('[data-u-comp="slide-tab-item"]').allTextContents();
}

export async function setPaneWidth(page: Page, width: number): Promise<void> {
  await page.locator("#workbench").evaluate((workbench, value) => {
    workbench.style.setProperty("--pane-width", `${value}px`);
  }, width);
}
