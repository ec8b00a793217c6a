import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserSession, keepPicture } from "./session";
import {
  closeStartPage,
  openWorkbench,
  resultOf,
  select,
  setPaneWidth,
  sharedWorkbench,
  sheetNames,
  showSheet,
  type,
} from "./workbenchPage";

const session = browserSession();
const SOON = { timeout: 20_000 };

const verdict = (page: Page) => page.locator(".card .verdict");

/** How the last action ended. */
async function notice(page: Page): Promise<string> {
  const bar = page.locator("#pane .notice.done, #pane .notice.problem");
  await bar.waitFor({ timeout: 60_000 });
  return (await bar.textContent()) ?? "";
}

async function openPage(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name: "Data" }).click();
  await page.locator(`[data-page="${name}"]`).click();
  await page.locator(".card h2").waitFor();
}

describe("a loaded table", () => {
  it("is refreshed after an update, differences first; what the user changed stays", async () => {
    const { page, faults } = await openWorkbench(session);
    // An older version of the data: one accelerator had another name.
    await page.route("**/workbench*.js", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll("Blackwell B200 SXM", "Blackwell B200 old");
      await route.fulfill({ response, body });
    });
    await page.reload();
    await page.locator('[data-state="calculated"]').waitFor({ timeout: 60_000 });
    // Nothing has been changed yet, so a reload leads back to the start page.
    await closeStartPage(page);
    await page.getByRole("tab", { name: "Data" }).click();
    await page.locator('[data-table="gpus"]').click();
    await page.getByRole("button", { name: /^Load [\d,]+ rows into a sheet$/ }).click();
    expect(await notice(page)).toContain("as the table InferGpus");
    await showSheet(page, "GPUs");
    expect(await resultOf(page, "B2")).toBe("Blackwell B200 old");
    await type(page, "B3", "Our H100");
    await page.waitForTimeout(4000);

    await page.unroute("**/workbench*.js");
    await page.reload();
    await page.locator('[data-state="calculated"]').waitFor({ timeout: 60_000 });
    await openPage(page, "refresh:InferGpus");
    await expect.poll(() => verdict(page).textContent(), SOON).toBe("1 cell would change. Nothing is written yet.");
    const card = page.locator(".card");
    expect(await card.textContent()).toContain("Blackwell B200 old → Blackwell B200 SXM");
    expect(await card.textContent()).toContain("Our H100 stays; the data says Hopper H100");
    await setPaneWidth(page, 320);
    await keepPicture(page, "pane-refresh-320");
    await page.getByRole("button", { name: "Apply" }).click();
    expect(await notice(page)).toBe("Refreshed InferGpus: 1 cell changed.");
    await expect.poll(() => verdict(page).textContent(), SOON).toContain("up to date");
    await showSheet(page, "GPUs");
    expect(await resultOf(page, "B2")).toBe("Blackwell B200 SXM");
    expect(await resultOf(page, "B3")).toBe("Our H100");
    await page.keyboard.press("Control+z");
    await expect.poll(() => resultOf(page, "B2"), SOON).toBe("Blackwell B200 old");
    expect(faults).toEqual([]);
  });
});

const PRICE_LIST =
  "Modèle\tPrix entrée ($/1K)\tPrix sortie ($/1K)\nhouse-small\t0.0005\t0.0015\nhouse-large\t$0.0025\t$0.01\n4.1\t0.002\tfree\n";

describe("my prices", () => {
  const workbench = sharedWorkbench(session);

  it("turns a pasted list of any headers into a table that COST takes", async () => {
    const { page, faults } = workbench();
    await openPage(page, "ownPrices");
    await page.getByLabel("Price list").fill(PRICE_LIST);
    expect(await verdict(page).textContent()).toBe("2 rows read, 1 not. Prices below are per million tokens, in USD.");
    expect(await page.locator(".bad-rows").textContent()).toContain('Row 4: output price: "free" is no price');
    expect(await page.locator(".card .grid tbody tr").first().textContent()).toBe("house-small0.51.5");
    await setPaneWidth(page, 320);
    await keepPicture(page, "pane-own-prices-320");
    await page.locator(".card .bad-rows").scrollIntoViewIfNeeded();
    await keepPicture(page, "pane-own-prices-320-below");
    await page.getByLabel("Prices are for").selectOption("1M");
    expect(await page.locator(".card .grid tbody tr").first().textContent()).toBe("house-small0.00050.0015");
    await page.getByLabel("Prices are for").selectOption("1K");
    await page.getByLabel("Discount, %").fill("10");
    expect(await page.locator(".card .grid tbody tr").nth(1).textContent()).toBe("house-large2.259");
    await page.getByRole("button", { name: "Write 2 rows, leave 1 out" }).click();
    const done = await notice(page);
    expect(done).toContain("Wrote 2 price rows as the table MyPrices. 1 row left out.");
    const formula = done.slice(done.indexOf("=INFER"));
    await showSheet(page, "Start");
    await type(page, "G5", formula.replace("house-small", "house-large"));
    await expect.poll(() => resultOf(page, "G5"), SOON).toBe("0.007875");
    expect(faults).toEqual([]);
  });

  it("takes a selected range, asks for what is missing, and never writes over a table of that name", async () => {
    const { page } = workbench();
    await showSheet(page, "My prices");
    await select(page, "A1:C3");
    await page.getByRole("button", { name: "Use the selected cells" }).click();
    expect(await page.getByLabel("Price list").inputValue()).toContain("house-large\t2.25\t9");
    await page.getByLabel("output_usd_per_mtok").selectOption("");
    expect(await verdict(page).textContent()).toBe("Say which column is: Output price.");
    await page.getByLabel("output_usd_per_mtok").selectOption("output_usd_per_mtok");
    await page.getByRole("button", { name: "Write 2 rows" }).click();
    await expect.poll(() => notice(page), SOON).toContain("as the table MyPrices_2");
    expect(await sheetNames(page)).toContain("My prices 2");
  });
});

const USAGE = `start_time,start_time_iso,project_name,num_model_requests,model,service_tier,input_tokens,output_tokens,input_cached_tokens
1759622400,2025-10-05T00:00:00+00:00,=1+1,3,gpt-4o,default,1000000,200000,0
1759622460,2025-10-05T00:01:00+00:00,=1+1,1,gpt-4o,default,1000000,200000,0
1759708800,2025-10-06T00:00:00+00:00,search,2,gpt-4o-mini,default,10,20,0
1759708800,2025-10-06T00:00:00+00:00,search,2,gpt-4o-mini,default,x,20,0
`;

describe("usage exports", () => {
  const workbench = sharedWorkbench(session);
  const folder = mkdtempSync(path.join(tmpdir(), "usage-"));
  const large = path.join(folder, "large.csv");
  beforeAll(() => {
    const line = "1759622460,2025-10-05T00:01:00+00:00,team,1,gpt-4o,default,1000,200,0\n";
    writeFileSync(large, `${USAGE.split("\n")[0]}\n${line.repeat(900_000)}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are recognised, added up by day and model, and written with texts as texts", async () => {
    const { page, faults } = workbench();
    await openPage(page, "usage");
    const buffer = Buffer.from(USAGE);
    await page.getByLabel("File", { exact: true }).setInputFiles({ name: "usage.csv", mimeType: "text/csv", buffer });
    await expect.poll(() => verdict(page).textContent(), SOON).toBe("This is an export of OpenAI usage.");
    await setPaneWidth(page, 320);
    await keepPicture(page, "pane-usage-320");
    await page.getByRole("button", { name: "Add it up" }).click();
    await expect.poll(() => verdict(page).textContent(), SOON).toBe("3 rows added up to 2 rows, 1 row not read.");
    expect(await page.locator(".bad-rows").textContent()).toContain('Row 5: input_tokens: "x" is no number');
    await keepPicture(page, "pane-usage-sums-320");
    await page.getByRole("button", { name: "Write 2 rows" }).click();
    expect(await notice(page)).toContain('Wrote 2 rows as the table MyUsage on the sheet "Usage".');
    await showSheet(page, "Usage");
    expect(await resultOf(page, "C2")).toBe("=1+1");
    expect(await resultOf(page, "F2")).toBe("2000000");
    expect(faults).toEqual([]);
  });

  it("of 60 MB show their progress, and Escape ends the reading with nothing written", async () => {
    const { page } = workbench();
    await page.getByLabel("File", { exact: true }).setInputFiles(large);
    await page.getByRole("button", { name: "Add it up" }).click();
    await page.locator(".progress progress").waitFor();
    await keepPicture(page, "pane-usage-progress-320");
    await page.keyboard.press("Escape");
    await expect.poll(() => verdict(page).textContent(), SOON).toBe("Cancelled. Nothing was written.");
    await page.getByRole("button", { name: "Add it up" }).click();
    await expect.poll(() => verdict(page).textContent(), { timeout: 120_000 }).toBe("900,000 rows added up to 1 row.");
    expect(await page.locator(".card .record").textContent()).toContain("900,000,000");
  });

  it("of no known kind are read by the columns that the user names", async () => {
    const { page } = workbench();
    const buffer = Buffer.from("Tag,Was,Menge\n2026-01-01,a,1\n2026-01-01,a,2\n");
    await page.getByLabel("File", { exact: true }).setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer });
    await expect.poll(() => verdict(page).textContent(), SOON).toContain("say what the columns are");
    await page.getByLabel("Day", { exact: true }).selectOption("Tag");
    await page.getByLabel("Model or meter").selectOption("Was");
    await page.getByRole("checkbox", { name: "Menge" }).check();
    await page.getByRole("button", { name: "Add it up" }).click();
    await expect.poll(() => verdict(page).textContent(), SOON).toBe("2 rows added up to 1 row.");
  });
});
