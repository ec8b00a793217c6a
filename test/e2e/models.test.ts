import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { planOf, type Template, templates } from "../../src/templates";
import { CHANGES } from "./modelChanges";
import { browserSession, keepPicture } from "./session";
import { openWorkbench, resultOf, sheetNames, showSheet, type } from "./workbenchPage";

const session = browserSession();
const LONG = { timeout: 60_000 };

/** Where an input stands: the line of the sheet Inputs that carries this label. */
function inputCell(template: Template, label: string): string {
  const block = planOf(template).blocks.find(({ sheet }) => sheet === "Inputs");
  const row = block?.cells.findIndex((cells) => cells[0] === label) ?? -1;
  if (row < 0) throw new Error(`${template.id} has no input "${label}".`);
  return `B${row + 1}`;
}

/** Where the verdict over all checks stands on the sheet Cover. */
function verdictCell(template: Template): string {
  const block = planOf(template).blocks.find(({ sheet }) => sheet === "Cover");
  const row = block?.cells.findIndex((cells) => cells[0] === "Checks") ?? -1;
  return `B${row + 1}`;
}

/** The three figures of the board; the first stands in the sixth row. */
async function boardFigures(page: Page): Promise<readonly string[]> {
  await showSheet(page, "Board");
  const figures: string[] = [];
  for (const row of [6, 7, 8]) figures.push(await resultOf(page, `B${row}`));
  return figures;
}

const chartSummary = async (page: Page) => (await page.locator(".infer-chart").first().textContent()) ?? "";

async function insert(page: Page, template: Template): Promise<void> {
  await page.getByRole("tab", { name: "Insert" }).click();
  await page.locator(`[data-template="${template.id}"]`).click();
  await page.getByRole("button", { name: "Insert", exact: true }).click();
  await page.locator(".notice.done", { hasText: `Inserted ${template.name}` }).waitFor(LONG);
}

describe.each(templates)("$name in the workbench", (template) => {
  it("is inserted beside what is there, follows its inputs, and leaves the workbook as it was", async () => {
    const { page, faults, foreignRequests } = await openWorkbench(session, { width: 1500, height: 900 });
    await type(page, "H3", "mine");
    const before = await sheetNames(page);
    await insert(page, template);
    await page.locator(".infer-chart").first().waitFor(LONG);
    await keepPicture(page, `model-${template.id}`);
    const [figures, chart] = [await boardFigures(page), await chartSummary(page)];
    await showSheet(page, "Cover");
    expect(await resultOf(page, verdictCell(template))).toContain("All checks OK");

    await showSheet(page, "Inputs");
    for (const [label, value] of CHANGES[template.id] ?? []) await type(page, inputCell(template, label), value);
    await expect.poll(() => boardFigures(page), LONG).not.toEqual(figures);
    await expect.poll(() => chartSummary(page), LONG).not.toBe(chart);
    await showSheet(page, "Cover");
    expect(await resultOf(page, verdictCell(template))).toContain("All checks OK");

    await page.getByRole("tab", { name: "Insert" }).click();
    await page.getByRole("button", { name: "Remove this model" }).click();
    await page.getByRole("button", { name: `Remove ${template.name}` }).click();
    await page.locator(".notice.done", { hasText: `Removed ${template.name}` }).waitFor(LONG);
    expect(await sheetNames(page)).toEqual(before);
    await showSheet(page, "Start");
    expect(await resultOf(page, "H3")).toContain("mine");
    expect(faults).toEqual([]);
    expect(foreignRequests).toEqual([]);
  });
});
