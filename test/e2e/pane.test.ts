import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { tableByName } from "../../src/data";
import { columnLetters } from "../../src/host/address";
import { matchingRows } from "../../src/taskpane/tables";
import { browserSession, keepPicture } from "./session";
import { openWorkbench, resultOf, select, sharedWorkbench, sheetNames, showSheet, type } from "./workbenchPage";

const session = browserSession();

/** How long a loaded machine may take to calculate; a fast one goes on at once. */
const SOON = { timeout: 15_000 };

/** Where the current input price of a model stands on a sheet with the whole price table. */
function priceCell(seller: string, model: string): string {
  const prices = tableByName("prices");
  if (!prices) throw new Error("there is no price table");
  const [row = -1] = matchingRows(prices, `provider=${seller}; model_id=${model}; status=current`);
  return `${columnLetters(prices.columnIndex("input_usd_per_mtok"))}${row + 2}`;
}

async function openFunction(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name: "Functions" }).click();
  const back = page.getByRole("button", { name: "All functions" });
  if (await back.isVisible()) await back.click();
  await page.getByRole("searchbox", { name: "Search functions" }).fill(name);
  await page.locator(`[data-function="${name}"]`).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await page.locator("#pane").getByRole("button", { name: "Example" }).click();
}

async function openTable(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name: "Data" }).click();
  const back = page.getByRole("button", { name: "All tables" });
  if (await back.isVisible()) await back.click();
  await page.locator(`[data-table="${name}"]`).click();
}

async function loadTable(page: Page, name: string, filter = ""): Promise<string> {
  await openTable(page, name);
  await page.getByLabel("Filter").fill(filter);
  await page.getByRole("button", { name: /^Load [\d,]+ rows? into a sheet$/ }).click();
  return notice(page);
}

/** How the last action ended. */
async function notice(page: Page): Promise<string> {
  const bar = page.locator(".notice.done, .notice.problem");
  await bar.waitFor({ timeout: 60_000 });
  return (await bar.textContent()) ?? "";
}

const brief = (page: Page) => page.locator("output.brief");

describe("a first visit", () => {
  it("calculates typed formulas, loads the price table, and lets a cost follow a changed price", async () => {
    const { page, faults, foreignRequests } = await openWorkbench(session);
    await type(page, "G5", '=INFER.COST("gpt-4o",1500,500)');
    await type(page, "G6", "=INFER.BREAKEVEN(1460,4.375)");
    await expect.poll(() => resultOf(page, "G5"), SOON).toBe("0.00875");
    await expect.poll(async () => Number(await resultOf(page, "G6")), SOON).toBeCloseTo(333.714, 3);

    expect(await loadTable(page, "prices")).toContain('as the table InferPrices on the sheet "Prices"');
    await showSheet(page, "Start");
    await type(page, "G7", '=INFER.COST("gpt-4o",1500,500,,,,,,InferPrices[#All])');
    await expect.poll(() => resultOf(page, "G7"), SOON).toBe("0.00875");

    await showSheet(page, "Prices");
    const cell = priceCell("openai", "gpt-4o");
    expect(await resultOf(page, cell)).toBe("2.5");
    await type(page, cell, "5");
    await keepPicture(page, "pane-price-edited");
    await showSheet(page, "Start");
    await expect.poll(() => resultOf(page, "G7"), SOON).toBe("0.0125");
    expect(await resultOf(page, "G5")).toBe("0.00875");
    await keepPicture(page, "pane-price-follows");
    expect(faults).toEqual([]);
    expect(foreignRequests).toEqual([]);
  });
});

describe("the card of a function", () => {
  const workbench = sharedWorkbench(session);

  it("shows the result while one types, and the cell shows the same", async () => {
    const { page } = workbench();
    await openFunction(page, "MONTHLYCOST");
    await page.getByLabel("model", { exact: true }).fill("gpt-4o");
    await page.getByLabel("requests_per_day", { exact: true }).fill("10,000");
    const shown = brief(page).locator(".value");
    await expect.poll(() => shown.textContent(), SOON).toMatch(/^2,6\d\d/);
    await select(page, "G5");
    await page.getByRole("button", { name: "Insert formula" }).click();
    expect(await notice(page)).toBe("Inserted in Start!G5.");
    const digits = ((await shown.textContent()) ?? "").replaceAll(",", "");
    await expect.poll(async () => Number(await resultOf(page, "G5")), SOON).toBeCloseTo(Number(digits), 6);
  });

  it("refuses to write over a cell and says which", async () => {
    const { page } = workbench();
    await openFunction(page, "COST");
    await select(page, "B5");
    await page.getByRole("button", { name: "Insert formula" }).click();
    expect(await notice(page)).toContain("Start!B5 is needed for the result and not empty");
    expect(await resultOf(page, "B5")).toBe("gpt-4o");
  });

  it("inserts labelled inputs with a formula over them, where there is room", async () => {
    const { page } = workbench();
    await openFunction(page, "COST");
    await select(page, "K5");
    await page.getByRole("button", { name: "With inputs" }).click();
    expect(await notice(page)).toContain("Inserted in Start!K5:M10");
    await expect.poll(() => resultOf(page, "M10"), SOON).toBe("0.00875");
    await type(page, "M8", "3000");
    await expect.poll(() => resultOf(page, "M10"), SOON).toBe("0.0125");
  });

  it("takes the selected cells and follows them", async () => {
    const { page } = workbench();
    await openFunction(page, "COST");
    await select(page, "B6");
    await page.getByRole("button", { name: "Use the selected cells for input_tokens" }).click();
    await expect.poll(() => page.getByLabel("input_tokens", { exact: true }).inputValue(), SOON).toBe("=Start!B6");
    await expect.poll(() => brief(page).textContent(), SOON).toContain("0.00875");
    await type(page, "B6", "3000");
    await expect.poll(() => brief(page).textContent(), SOON).toContain("0.0125");
    await type(page, "B6", "1500");
  });

  it("shows an error with its sentence", async () => {
    const { page } = workbench();
    await openFunction(page, "COST");
    await page.getByLabel("model", { exact: true }).fill("gpt-4ooo");
    await expect.poll(() => brief(page).textContent(), SOON).toMatch(/#N\/A.*"gpt-4ooo".*Did you mean/);
    await keepPicture(page, "pane-error");
  });

  it("copies the formula", async () => {
    const { page } = workbench();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openFunction(page, "COST");
    await page.locator("#pane").getByRole("button", { name: "Copy" }).click();
    expect(await notice(page)).toBe('Copied =INFER.COST("gpt-4o",1500,500)');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('=INFER.COST("gpt-4o",1500,500)');
  });

  it("puts the example on a sheet of its own where there is no room", async () => {
    const { page } = workbench();
    await openFunction(page, "COMPARE");
    await select(page, "A5");
    await page.getByRole("button", { name: "With inputs" }).click();
    expect(await notice(page)).toContain('on the new sheet "COMPARE example"');
    expect(await sheetNames(page)).toContain("COMPARE example");
    await expect.poll(() => resultOf(page, "A8"), SOON).toBe("gpt-4o-mini");
    await keepPicture(page, "pane-example-sheet");
  });
});

describe("the reference tables", () => {
  const workbench = sharedWorkbench(session);

  it("load under a new name when the name is taken, and go away with one undo", async () => {
    const { page } = workbench();
    await loadTable(page, "gpus", "vendor=NVIDIA");
    await page.getByRole("button", { name: /^Load [\d,]+ rows? into a sheet$/ }).click();
    await expect.poll(() => notice(page), SOON).toContain('InferGpus_2 on the sheet "GPUs 2"');
    expect(await sheetNames(page)).toEqual(["Start", "GPUs", "GPUs 2"]);
    await select(page, "A1");
    await page.keyboard.press("Control+z");
    await expect.poll(() => sheetNames(page), SOON).toEqual(["Start", "GPUs"]);
  });

  it("keep ids as text and days as days", async () => {
    const { page } = workbench();
    await loadTable(page, "prices", "provider=openai; model_id=gpt-4o");
    const prices = tableByName("prices");
    const column = (id: string) => columnLetters(prices?.columnIndex(id) ?? -1);
    expect(await resultOf(page, `${column("model_id")}2`)).toBe("gpt-4o");
    expect(Number(await resultOf(page, `${column("valid_from")}2`))).toBeGreaterThan(45_000);
  });

  it("say what is wrong with a filter, and load nothing then", async () => {
    const { page } = workbench();
    await openTable(page, "prices");
    await page.getByLabel("Filter").fill("colour=red");
    await expect.poll(() => page.locator(".fault-text").textContent(), SOON).toContain('has no column "colour"');
    expect(await page.getByRole("button", { name: /^Load/ }).isDisabled()).toBe(true);
  });
});

describe("outside Excel", () => {
  it("the add-in's page says so and leads to the workbench", async () => {
    const { page } = await session.visit("taskpane.html", { width: 350, height: 700 });
    await page.getByRole("link", { name: "Open the INFER workbench" }).waitFor();
    expect(await page.locator("#pane").textContent()).toContain("task pane of INFER inside Excel");
  });
});
