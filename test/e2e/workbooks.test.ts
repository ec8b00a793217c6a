import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { strToU8, unzipSync, zipSync } from "fflate";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openXlsx } from "../../src/files";
import { browserSession, keepPicture } from "./session";
import { closeStartPage, openWorkbench, resultOf, sheetNames, type } from "./workbenchPage";

const session = browserSession();

/** How long a loaded machine may take to calculate; a fast one goes on at once. */
const SOON = { timeout: 15_000 };

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

async function beginBlank(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.getByRole("button", { name: /^Blank workbook/ }).click();
}

async function choose(page: Page, file: string, bytes: Buffer): Promise<void> {
  await page.locator('#bar input[type="file"]').setInputFiles({ name: file, mimeType: "", buffer: bytes });
}

describe("a workbook in the browser", () => {
  it("is kept by itself, restored after a reload, saved as a file and opened again with the same values", async () => {
    const { page, faults } = await openWorkbench(session);
    await type(page, "B6", "3000");
    await type(page, "G1", '=INFER.COST("gpt-4o",2000,500)+1');
    // The first change may have been kept before the second was made.
    await expect.poll(() => resultOf(page, "G1"), SOON).toBe("1.01");
    await page.getByText("Kept in this browser").waitFor();
    await page.reload();
    await ready(page);
    expect(await notice(page).textContent()).toContain("Restored “Workbook”, last changed today");
    await expect.poll(() => resultOf(page, "B6"), SOON).toBe("3000");
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

    await beginBlank(page);
    await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Sheet1"]);
    await choose(page, file, bytes);
    await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Start"]);
    await idle(page);
    expect(await name(page)).toBe("Workbook 2");
    await expect.poll(() => resultOf(page, "G1"), SOON).toBe(shown);
    expect(faults).toEqual([]);
  });

  it("keeps a change that is not a second old when the page goes", async () => {
    const { page } = await openWorkbench(session);
    await type(page, "G1", "=6*7");
    await page.reload();
    await ready(page);
    await expect.poll(() => resultOf(page, "G1"), SOON).toBe("42");
  });

  it("stays as it is when a damaged file is opened", async () => {
    const { page } = await openWorkbench(session);
    await type(page, "G1", "=6*7");
    const { bytes } = await saved(page);
    await choose(page, "half.xlsx", bytes.subarray(0, bytes.length / 2));
    await notice(page).getByText("“half.xlsx” was not opened; your workbook is as it was.").waitFor();
    await keepPicture(page, "workbooks-damaged");
    await expect.poll(() => resultOf(page, "G1"), SOON).toBe("42");
    expect(await name(page)).toBe("Workbook");
  });
});

function withMacros(bytes: Buffer): Buffer {
  return Buffer.from(zipSync({ ...unzipSync(bytes), "xl/vbaProject.bin": strToU8("macros") }));
}

/** Lets a file go over the page, as from the desktop. */
async function drop(page: Page, file: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ({ file, base64 }) => {
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], file));
      const target = document.querySelector("#grid canvas") ?? document.body;
      for (const kind of ["dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    { file, base64: bytes.toString("base64") },
  );
}

describe("a file with what the workbench does not carry", () => {
  it("is listed before it takes the open workbook's place, also when it was dropped", async () => {
    const { page } = await openWorkbench(session);
    await type(page, "G1", "=6*7");
    const macros = withMacros((await saved(page)).bytes);
    await type(page, "G2", "only here");
    await drop(page, "Old.xlsx", macros);
    await notice(page).getByText("Macros are not carried.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Open anyway");
    await keepPicture(page, "workbooks-losses");
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect.poll(() => resultOf(page, "G2"), SOON).toBe("only here");
    await drop(page, "Old.xlsx", macros);
    await page.getByRole("button", { name: "Open anyway" }).click();
    await expect.poll(() => name(page), { timeout: 20_000 }).toBe("Old");
    await idle(page);
    await expect.poll(() => resultOf(page, "G2"), SOON).toBe("blank");
    await expect.poll(() => resultOf(page, "G1"), SOON).toBe("42");
  });
});

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with bar and notice, in words. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate("axe.run({ include: [['#bar'], ['#notice']] })")) as {
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

describe("several workbooks", () => {
  it("are switched and deleted in a list, by keyboard too, and a deletion is undone", async () => {
    const { page } = await openWorkbench(session, { width: 800, height: 600 });
    const list = page.getByRole("button", { name: "Kept workbooks" });
    await type(page, "G1", "1");
    await beginBlank(page);
    await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Sheet1"]);
    await idle(page);
    await type(page, "A1", "2");
    await list.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Workbook today/ }).waitFor();
    await keepPicture(page, "workbooks-list");
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await list.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Workbook today/ }).click();
    await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Start"]);
    await idle(page);
    await expect.poll(() => resultOf(page, "G1"), SOON).toBe("1");
    await list.click();
    await page.getByRole("button", { name: "Delete “Workbook 2”" }).click();
    await notice(page).getByRole("button", { name: "Undo" }).click();
    await notice(page).getByText("“Workbook 2” is back.").waitFor();
    await list.click();
    await page.getByRole("button", { name: /^Workbook 2 today/ }).click();
    await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Sheet1"]);
    await idle(page);
    await expect.poll(() => resultOf(page, "A1"), SOON).toBe("2");
  });
});

describe("a browser that forbids storage", () => {
  it("shows a workbench that works and says at the first change that it is not kept", async () => {
    const { page, faults } = await openWorkbench(session);
    await page.addInitScript(() => {
      Object.defineProperty(window, "indexedDB", {
        get: () => {
          throw new DOMException("forbidden", "SecurityError");
        },
      });
    });
    await page.reload();
    await ready(page);
    await closeStartPage(page);
    await type(page, "G1", "=6*7");
    await notice(page).getByText("The browser does not let this page keep workbooks").waitFor();
    await expect.poll(() => resultOf(page, "G1"), SOON).toBe("42");
    expect((await saved(page)).file).toBe("Workbook.xlsx");
    expect(faults).toEqual([]);
  });
});
