import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { modelOfPlan, openXlsx, saveXlsx } from "../../src/files";
import { EMPTY_PLAN, type Plan, type ValidationModel } from "../../src/host/port";
import { browserSession, keepPicture } from "./session";
import { openWorkbench, resultOf, select, sheetNames, type } from "./workbenchPage";

const session = browserSession();
const SOON = { timeout: 15_000 };

const SHARE: ValidationModel = {
  addresses: "B2",
  type: "decimal",
  first: "0",
  second: "1",
  allowsBlank: false,
  alert: { style: "stop", title: "Share read from cache", text: "A share from 0 % to 100 %: write 60% or 0.6." },
};

const RULES: readonly ValidationModel[] = [
  SHARE,
  {
    addresses: "B3",
    type: "list",
    first: '"on demand,reserved,spot"',
    allowsBlank: false,
    alert: { style: "stop", title: "Term", text: "Choose one of: on demand, reserved, spot." },
  },
  {
    addresses: "B4:B5",
    type: "list",
    first: "Names!$A$1:$A$3",
    allowsBlank: true,
    alert: {
      style: "warning",
      title: "Model",
      text: "Choose one of the names on the sheet Names, or add yours there.",
    },
  },
  {
    addresses: "B6:B7",
    type: "custom",
    first: "B6<=$B$8*2",
    allowsBlank: true,
    alert: { style: "stop", text: "No more than twice the limit." },
    prompt: { title: "Requests", text: "At most twice the limit in B8." },
  },
];

const PLAN: Plan = {
  ...EMPTY_PLAN,
  sheets: [{ name: "Inputs", columnWidths: [180, 120] }, { name: "Names" }],
  blocks: [
    {
      sheet: "Inputs",
      row: 0,
      col: 0,
      cells: [
        ["Inputs", null],
        ["Share read from cache", 0.5],
        ["Term", "reserved"],
        ["Model", "gpt-4o"],
        ["Other model", null],
        ["Requests", 10],
        ["Requests later", 10],
        ["Limit", 100],
      ],
    },
    { sheet: "Names", row: 0, col: 0, cells: [["gpt-4o"], ["gpt-5-mini"], ["o3"]] },
  ],
  validations: RULES.map((validation) => ({ sheet: "Inputs", validation })),
};

const callout = (page: Page) => page.getByRole("alert");
const list = (page: Page) => page.getByRole("listbox");
const idle = (page: Page) => page.locator(".notice.busy").waitFor({ state: "detached", timeout: 60_000 });

async function choose(page: Page, bytes: Buffer): Promise<void> {
  await page.locator('#bar input[type="file"]').setInputFiles({ name: "Rules.xlsx", mimeType: "", buffer: bytes });
  await expect.poll(() => sheetNames(page), { timeout: 20_000 }).toEqual(["Inputs", "Names"]);
  await idle(page);
}

async function openInputs(page: Page): Promise<void> {
  await choose(page, Buffer.from(await saveXlsx(modelOfPlan(PLAN), { savedAt: new Date(0) })));
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with what rules show, in words. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate("axe.run({ include: [['#rules'], ['#status']] })")) as {
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

describe("a rule for an input", () => {
  it("refuses a value out of its range with its own sentence beside the cell, which stays as it was", async () => {
    const { page, faults } = await openWorkbench(session);
    await openInputs(page);
    await type(page, "B2", "60");
    await callout(page).getByText("A share from 0 % to 100 %: write 60% or 0.6.").waitFor(SOON);
    expect(await callout(page).textContent()).toContain("“60” was not taken; the cell is as it was.");
    await keepPicture(page, "rules-refused");
    expect(await findings(page)).toEqual([]);
    await expect.poll(() => resultOf(page, "B2"), SOON).toBe("0.5");
    await type(page, "B2", "60%");
    await expect.poll(() => resultOf(page, "B2"), SOON).toBe("0.6");
    expect(await callout(page).isVisible()).toBe(false);
    await type(page, "B2", "=B8*2");
    await callout(page).getByText("“200” was not taken").waitFor(SOON);
    await expect.poll(() => resultOf(page, "B2"), SOON).toBe("0.6");
    expect(faults).toEqual([]);
  });

  it("lists its words, which are chosen by keyboard alone", async () => {
    const { page, faults } = await openWorkbench(session);
    await openInputs(page);
    await select(page, "B3");
    await page.locator("#status").getByText("Alt+Down lists the values").waitFor(SOON);
    await page.keyboard.press("Alt+ArrowDown");
    await list(page).waitFor(SOON);
    expect(await list(page).getByRole("option").allTextContents()).toEqual(["on demand", "reserved", "spot"]);
    expect(await list(page).getByRole("option", { selected: true }).textContent()).toBe("reserved");
    await keepPicture(page, "rules-list");
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await list(page).waitFor({ state: "hidden" });
    await expect.poll(() => page.locator("#status .status-result").textContent(), SOON).toBe("spot");
    // The keyboard is the sheet's again.
    await page.keyboard.press("Control+z");
    await expect.poll(() => page.locator("#status .status-result").textContent(), SOON).toBe("reserved");
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("o");
    await page.keyboard.press("Escape");
    await expect.poll(() => resultOf(page, "B3"), SOON).toBe("reserved");
    await type(page, "B3", "forever");
    await callout(page).getByText("Choose one of: on demand, reserved, spot.").waitFor(SOON);
    await expect.poll(() => resultOf(page, "B3"), SOON).toBe("reserved");
    expect(faults).toEqual([]);
  });

  it("lists what stands in cells, and opens by pointer too", async () => {
    const { page } = await openWorkbench(session);
    await openInputs(page);
    await select(page, "B5");
    await page.getByRole("button", { name: "Values for B5, Alt+Down" }).click();
    await list(page).getByRole("option", { name: "o3" }).click();
    await expect.poll(() => resultOf(page, "B5"), SOON).toBe("o3");
  });

  it("of style warning says its sentence and lets the value pass, which can be taken back", async () => {
    const { page } = await openWorkbench(session);
    await openInputs(page);
    await type(page, "B4", "my-model");
    await callout(page).getByText("“my-model” is kept all the same.").waitFor(SOON);
    await keepPicture(page, "rules-warning");
    expect(await findings(page)).toEqual([]);
    await expect.poll(() => resultOf(page, "B4"), SOON).toBe("my-model");
    await type(page, "B4", "another");
    await callout(page).getByText("“another” is kept all the same.").waitFor(SOON);
    await callout(page).getByRole("button", { name: "Take it back" }).click();
    await expect.poll(() => resultOf(page, "B4"), SOON).toBe("my-model");
  });

  it("may be a formula, which is moved to the cell, and says beforehand what it wants", async () => {
    const { page } = await openWorkbench(session);
    await openInputs(page);
    await select(page, "B7");
    await callout(page).getByText("At most twice the limit in B8.").waitFor(SOON);
    await keepPicture(page, "rules-prompt");
    await type(page, "B7", "201");
    await callout(page).getByText("No more than twice the limit.").waitFor(SOON);
    await expect.poll(() => resultOf(page, "B7"), SOON).toBe("10");
    await type(page, "B7", "200");
    await expect.poll(() => resultOf(page, "B7"), SOON).toBe("200");
  });

  it("is saved with the workbook, and holds again when that is opened", async () => {
    const { page } = await openWorkbench(session);
    await openInputs(page);
    await type(page, "B2", "0.7");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save", exact: true }).click(),
    ]);
    const bytes = readFileSync(await download.path());
    expect(openXlsx(bytes).model.sheets[0]?.validations).toEqual(RULES);
    await choose(page, bytes);
    await type(page, "B2", "2");
    await callout(page).getByText("“2” was not taken").waitFor(SOON);
    await expect.poll(() => resultOf(page, "B2"), SOON).toBe("0.7");
  });
});
