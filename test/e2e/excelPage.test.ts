import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { DIST } from "../../scripts/project.mjs";
import type { Book } from "../host/excelModel";
import { standInScript } from "./excelPage";
import { browserSession, keepPicture, type Visit } from "./session";

const session = browserSession();
let standIn = "";

beforeAll(async () => {
  standIn = await standInScript();
});

interface HostedWindow {
  readonly book: Book;
  readonly CustomFunctions: { readonly _association?: { readonly mappings: Readonly<Record<string, unknown>> } };
}

const OPTIONS = { height: 700, colorScheme: "light" } as const;

/**
 * What office.js says of our stand-in is left out: it tries to report to its maker, which the page's policy keeps it
 * from, and finds the host's place taken.
 */
const OF_OFFICE = /telemetryservice|Cannot redefine property: context/;
const ours = ({ faults }: Visit) => faults.filter((fault) => !OF_OFFICE.test(fault));

/** The built page of the add-in, as Excel shows it: Microsoft's office.js first, then a workbook that answers it. */
async function openInExcel(width: number): Promise<Visit> {
  const visit = await session.visit("LICENSE.txt", { ...OPTIONS, width });
  await visit.page.route("**/office/office.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n;${standIn}` });
  });
  await visit.page.goto(visit.page.url().replace("LICENSE.txt", "taskpane.html"));
  await visit.page.getByRole("tablist", { name: "INFER" }).waitFor();
  return visit;
}

const cellsOf = (page: Page, sheet: string) =>
  page.evaluate((name) => {
    const { book } = globalThis as unknown as HostedWindow;
    const cells = book.sheets.find((candidate) => candidate.name === name)?.cells ?? new Map();
    return [...cells].map(([place, { value, formula }]) => [place, formula ?? value]);
  }, sheet);

describe("the add-in's page inside a host", () => {
  it("associates every function of functions.json before the first of them can be used", async () => {
    const visit = await openInExcel(320);
    const { page } = visit;
    const { functions } = JSON.parse(readFileSync(path.join(DIST, "functions.json"), "utf8"));
    const associated = await page.evaluate(() =>
      Object.keys((globalThis as unknown as HostedWindow).CustomFunctions._association?.mappings ?? {}),
    );
    const ids = functions.map(({ id }: { id: string }) => id);
    expect(ids.length).toBeGreaterThan(85);
    expect(ids.filter((id: string) => !associated.includes(id))).toEqual([]);
    expect(ours(visit)).toEqual([]);
  });

  it("writes a formula, a table and a model into the workbook through Excel's own calls", async () => {
    const visit = await openInExcel(350);
    const { page } = visit;
    await page.getByRole("tab", { name: "Functions" }).click();
    await page.getByRole("searchbox", { name: "Search functions" }).fill("BREAKEVEN");
    await page.locator('[data-function="BREAKEVEN"]').click();
    await page.getByRole("button", { name: "Example" }).click();
    await page.getByRole("button", { name: "Insert formula" }).click();
    await page.locator(".notice.done").waitFor();
    expect(await cellsOf(page, "Sheet1")).toEqual([["0,0", "=INFER.BREAKEVEN(1460,4.375)"]]);

    await page.getByRole("tab", { name: "Insert" }).click();
    await page.locator('[data-template="pilot-to-production"]').click();
    await page.getByRole("button", { name: "Insert", exact: true }).click();
    await page.locator(".notice.done", { hasText: "Inserted Pilot to production" }).waitFor();
    const written = await page.evaluate(() => {
      const { book } = globalThis as unknown as HostedWindow;
      return book.sheets.map(({ name, charts }) => [name, charts.length]);
    });
    expect(written).toEqual([
      ["Sheet1", 0],
      ["Board", 1],
      ["Cover", 0],
      ["Inputs", 0],
      ["Calc", 0],
      ["Outputs", 0],
      ["Checks", 0],
    ]);
    expect(ours(visit)).toEqual([]);
  });

  it.each([270, 320, 350])("fits a pane of %i pixels without moving sideways", async (width) => {
    const { page } = await openInExcel(width);
    await page.locator("[data-template]").first().waitFor();
    for (const name of ["Insert", "Functions", "Data", "Simulate", "Check"]) {
      await page.getByRole("tab", { name }).click();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, name).toBeLessThanOrEqual(width);
    }
    await keepPicture(page, `excel-pane-${width}`);
  });
});
