import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openXlsx } from "../../src/files";
import { browserSession, keepPicture } from "./session";
import { openWorkbench, resultOf, sheetNames, type } from "./workbenchPage";

const session = browserSession();
const ready = (page: Page) => page.locator('[data-state="calculated"]').waitFor({ timeout: 60_000 });
const name = (page: Page) => page.getByLabel("Name of the workbook").inputValue();
const notice = (page: Page) => page.locator("#notice");
const idle = (page: Page) => page.locator(".notice.busy").waitFor({ state: "detached", timeout: 60_000 });

async function saved(page: Page): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save", exact: true }).click(),
  ]);
  return { file: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function choose(page: Page, file: string, bytes: Buffer): Promise<void> {
  await page.locator('#bar input[type="file"]').setInputFiles({ name: file, mimeType: "", buffer: bytes });
}

describe("a workbook in the browser", () => {
  it("is kept by itself, restored after a reload, saved as a file and opened again with the same values", async () => {
    const { page, faults } = await openWorkbench(session);
    await type(page, "B6", "3000");
    await type(page, "G1", '=INFER.COST("gpt-4o",2000,500)+1');
    await page.getByText("Kept in this browser").waitFor();
    await page.reload();
    await ready(page);
    expect(await notice(page).textContent()).toContain("Restored “Workbook”, last changed today");
    expect(await resultOf(page, "B6")).toBe("3000");
    const shown = await resultOf(page, "G1");
    expect(shown).toBe("1.01");
    await keepPicture(page, "workbooks-restored");

    const { file, bytes } = await saved(page);
    expect(file).toBe("Workbook.xlsx");
    const cells = openXlsx(bytes).model.sheets[0]?.cells ?? [];
    expect(cells.find(({ row, col }) => row === 0 && col === 6)).toMatchObject({
      formula: '=INFER.COST("gpt-4o",2000,500)+1',
      value: 1.01,
    });

    await page.getByRole("button", { name: "New", exact: true }).click();
    await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Sheet1"]);
    await choose(page, file, bytes);
    await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Start"]);
    await idle(page);
    expect(await name(page)).toBe("Workbook 2");
    expect(await resultOf(page, "G1")).toBe(shown);
    expect(faults).toEqual([]);
  });

  it("keeps a change that is not a second old when the page goes", async () => {
    const { page } = await openWorkbench(session);
    await type(page, "G1", "=6*7");
    await page.reload();
    await ready(page);
    expect(await resultOf(page, "G1")).toBe("42");
  });

  it("stays as it is when a damaged file is opened", async () => {
    const { page } = await openWorkbench(session);
    await type(page, "G1", "=6*7");
    const { bytes } = await saved(page);
    await choose(page, "half.xlsx", bytes.subarray(0, bytes.length / 2));
    await notice(page).getByText("“half.xlsx” was not opened; your workbook is as it was.").waitFor();
    await keepPicture(page, "workbooks-damaged");
    expect(await resultOf(page, "G1")).toBe("42");
    expect(await name(page)).toBe("Workbook");
  });
});
