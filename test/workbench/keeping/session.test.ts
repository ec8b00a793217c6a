import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openXlsx, saveXlsx } from "../../../src/files";
import type { WorkbookSession } from "../../../src/workbench/keeping/session";
import { Browser, FULL, settled, withValue } from "./fakes";

const SOON = 1000;
const names = async (session: WorkbookSession) => (await session.list()).map(({ name }) => name);
const text = (session: WorkbookSession) => session.state.notice?.text ?? "";

async function answer(session: WorkbookSession, label: string): Promise<void> {
  const found = session.state.notice?.answers.find((one) => one.label === label);
  if (found === undefined) throw new Error(`No answer "${label}" to: ${text(session)}`);
  found.act();
  await settled();
  await settled();
}

const file = (value: number) => saveXlsx(withValue(value));
const giving = (bytes: Uint8Array) => () => Promise.resolve(bytes);

async function fileWithMacros(): Promise<Uint8Array> {
  return zipSync({ ...unzipSync(await file(5)), "xl/vbaProject.bin": strToU8("macros") });
}

describe("the open workbook", () => {
  it("is not kept before anything is changed", async () => {
    const browser = new Browser();
    const { session } = await browser.window();
    await browser.clock.pass(60_000);
    expect(await names(session)).toEqual([]);
    expect(session.state).toMatchObject({ name: "Workbook", keeping: { state: "untouched" } });
    expect(session.state.notice).toBeUndefined();
  });

  it("is kept soon after a change, once for several in a row", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    desk.edit(2);
    expect(session.state.keeping).toEqual({ state: "waiting" });
    await browser.clock.pass(SOON);
    expect(session.state.keeping).toEqual({ state: "kept", at: browser.clock.time });
    expect(browser.store.writes).toBe(1);
    expect([...browser.store.kept.values()][0]?.model).toEqual(withValue(2));
  });

  it("is kept at once when the page goes", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    const kept = session.keep();
    expect(browser.store.writes).toBe(1);
    expect(await kept).toBe(true);
  });

  it("takes a new name along, made free of those of others", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    await session.rename("Budget/2026");
    await browser.clock.pass(SOON);
    await session.createNew();
    await session.rename("budget 2026");
    await browser.clock.pass(SOON);
    expect(await names(session)).toEqual(["budget 2026 2", "Budget 2026"]);
    expect(session.state.name).toBe("budget 2026 2");
  });
});

describe("a window", () => {
  it("restores after a reload what it had open, and says so", async () => {
    const browser = new Browser();
    const first = await browser.window();
    first.desk.edit(7);
    await browser.clock.pass(SOON);
    first.close();
    const { session, desk } = await browser.window(first.memory);
    expect(desk.model()).toEqual(withValue(7));
    expect(text(session)).toBe("Restored “Workbook”, last changed at 1001000.");
    await answer(session, "Start afresh");
    expect(desk.model()).toEqual(browser.first);
    expect(await names(session)).toEqual(["Workbook"]);
    expect(session.state.name).toBe("Workbook 2");
  });

  it("shows the first sheet after a reload if that was untouched", async () => {
    const browser = new Browser();
    const first = await browser.window();
    first.desk.edit(7);
    await browser.clock.pass(SOON);
    await first.session.startAfresh();
    first.close();
    const { desk } = await browser.window(first.memory);
    expect(desk.model()).toEqual(browser.first);
  });

  it("opens the latest workbook when it is new, unless another window has it", async () => {
    const browser = new Browser();
    const first = await browser.window();
    first.desk.edit(7);
    await browser.clock.pass(SOON);
    const second = await browser.window();
    expect(second.desk.model()).toEqual(browser.first);
    expect(text(second.session)).toBe("“Workbook” is open in another window.");
    await second.session.switchTo(first.session.state.id);
    expect(text(second.session)).toBe("“Workbook” is open in another window.");
    await second.session.remove(first.session.state.id);
    expect(text(second.session)).toContain("Close it there first.");
    first.close();
    expect((await browser.window()).desk.model()).toEqual(withValue(7));
  });

  it("does not open a third time what twice took the page with it", async () => {
    const browser = new Browser();
    const first = await browser.window();
    first.desk.edit(7);
    await browser.clock.pass(SOON);
    first.close();
    for (const expected of [withValue(7), withValue(7), browser.first]) {
      const crashed = await browser.window();
      expect(crashed.desk.model()).toEqual(expected);
      crashed.close();
    }
    const { session, desk } = await browser.window();
    expect(text(session)).toContain("did not open in full");
    await answer(session, "Try again");
    expect(desk.model()).toEqual(withValue(7));
  });

  it("forgets failed openings once the workbook is there in full", async () => {
    const browser = new Browser();
    const first = await browser.window();
    first.desk.edit(7);
    await browser.clock.pass(SOON);
    first.close();
    for (let visit = 0; visit < 4; visit++) {
      const window = await browser.window();
      expect(window.desk.model()).toEqual(withValue(7));
      await window.session.started();
      window.close();
    }
  });
});

describe("several workbooks", () => {
  it("are listed latest first and switched without losing a change", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    const { id } = session.state;
    await session.createNew();
    await browser.clock.pass(60_000);
    desk.edit(2);
    await session.switchTo(id);
    expect(desk.model()).toEqual(withValue(1));
    expect(await names(session)).toEqual(["Workbook 2", "Workbook"]);
    const other = (await session.list()).find((entry) => entry.id !== id);
    await session.switchTo(other?.id ?? "");
    expect(desk.model()).toEqual(withValue(2));
  });

  it("can be deleted, and the deletion undone", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    const { id } = session.state;
    await session.createNew();
    await session.remove(id);
    expect(await names(session)).toEqual([]);
    expect(text(session)).toBe("Deleted “Workbook”.");
    await answer(session, "Undo");
    expect(await names(session)).toEqual(["Workbook"]);
  });

  it("the open one too: the first sheet takes its place, and undo opens it again", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    await session.remove(session.state.id);
    expect(await names(session)).toEqual([]);
    expect(desk.model()).toEqual(browser.first);
    await browser.clock.pass(60_000);
    expect(await names(session)).toEqual([]);
    await answer(session, "Undo");
    expect(desk.model()).toEqual(withValue(1));
  });
});

describe("files", () => {
  it("wait their turn while another step is under way", async () => {
    const browser = new Browser();
    const { session } = await browser.window();
    const bytes = await file(3);
    await Promise.all([session.createNew(), session.openFile("Plan.xlsx", giving(bytes))]);
    expect(session.state.name).toBe("Plan");
  });

  it("open under their own name and are kept at once", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    await session.openFile("Plan.xlsx", giving(await file(3)));
    expect(desk.model().sheets[0]?.cells).toEqual([{ row: 0, col: 0, value: 3 }]);
    expect(session.state).toMatchObject({ name: "Plan", keeping: { state: "kept" } });
    await session.openFile("Plan.xlsx", giving(await file(4)));
    expect(await names(session)).toEqual(["Plan", "Plan 2"]);
  });

  it.each([
    ["damaged", async () => (await file(3)).subarray(0, 300)],
    ["no workbook at all", () => Promise.resolve(strToU8("name,price\nh100,2.5\n"))],
    ["empty", () => Promise.resolve(new Uint8Array())],
  ])("that are %s change nothing and say why", async (_what, bytes) => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    await session.openFile("bad.xlsx", bytes);
    expect(desk.model()).toEqual(withValue(1));
    expect(session.state).toMatchObject({ name: "Workbook", notice: { kind: "problem" } });
    expect(text(session)).toMatch(/^“bad\.xlsx” was not opened; your workbook is as it was\. The file .+\.$/);
    expect(browser.faults).toEqual([]);
  });

  it("with what cannot be carried open only after the list of it is answered", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    await session.openFile("Old.xlsm", giving(await fileWithMacros()));
    expect(desk.model()).toEqual(withValue(1));
    expect(session.state.notice?.items).toEqual(["Macros are not carried."]);
    await answer(session, "Cancel");
    expect([desk.model(), session.state.notice]).toEqual([withValue(1), undefined]);
    await session.openFile("Old.xlsm", giving(await fileWithMacros()));
    await answer(session, "Open anyway");
    expect(session.state.name).toBe("Old");
  });

  it("with more formulas than can be calculated are refused by number", async () => {
    const browser = new Browser();
    const { session } = await browser.window();
    const many = withValue(1);
    const cells = Array.from({ length: 20_001 }, (_cell, row) => ({ row, col: 0, formula: "=1+1" }));
    const model = { ...many, sheets: many.sheets.map((sheet) => ({ ...sheet, cells })) };
    await session.openFile("big.xlsx", giving(await saveXlsx(model)));
    expect(text(session)).toContain("20,001 formulas; up to 20,000");
  });

  it("are saved as the workbook is named, and open as it is", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(9);
    await session.rename("Plan");
    await session.save();
    expect(browser.downloads.map(({ name }) => name)).toEqual(["Plan.xlsx"]);
    const [saved] = browser.downloads;
    expect(openXlsx(saved?.bytes ?? new Uint8Array()).model.sheets).toEqual(withValue(9).sheets);
  });

  it("is shared as a file where the browser can, and told to be in the downloads where it cannot", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(9);
    await session.share();
    expect(browser.shares.map(({ name }) => name)).toEqual(["Workbook.xlsx"]);
    expect(openXlsx(browser.shares[0]?.bytes ?? new Uint8Array()).model.sheets).toEqual(withValue(9).sheets);
    expect(text(session)).toBe("Shared “Workbook.xlsx”.");
    browser.shareOutcome = "downloaded";
    await session.share();
    expect(text(session)).toContain("“Workbook.xlsx” is in your downloads");
    browser.shareOutcome = "dismissed";
    await session.share();
    expect(session.state.notice).toBeUndefined();
  });

  it("begins with a model under the model's name, kept at once, and the one before it is kept too", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    await session.createFrom("API budget", withValue(5));
    expect(desk.model()).toEqual(withValue(5));
    expect(session.state).toMatchObject({ name: "API budget", keeping: { state: "kept" } });
    expect(session.state.notice).toBeUndefined();
    await session.createFrom("API budget", withValue(6), "Begin on the sheet Lines.");
    expect(session.state).toMatchObject({ name: "API budget 2", notice: { text: "Begin on the sheet Lines." } });
    expect((await names(session)).sort()).toEqual(["API budget", "API budget 2", "Workbook"]);
  });

  it("of a grid that breaks leave the open workbook, and the fault is noted", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    desk.edit(1);
    desk.isBroken = true;
    await session.openFile("Plan.xlsx", giving(await file(3)));
    expect([desk.model(), session.state.name]).toEqual([withValue(1), "Workbook"]);
    expect(text(session)).toContain("This is a fault in INFER");
    expect(browser.faults).toHaveLength(1);
  });
});

describe("a storage that is full", () => {
  it("is told once, and the next change is tried again", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    browser.store.isFull = true;
    desk.edit(1);
    await browser.clock.pass(SOON);
    expect(session.state).toMatchObject({ keeping: { state: "failed" }, notice: { kind: "problem", text: FULL } });
    session.dismiss();
    browser.store.isFull = false;
    desk.edit(2);
    await browser.clock.pass(SOON);
    expect(session.state).toMatchObject({ keeping: { state: "kept" }, notice: undefined });
  });

  it("never costs the open workbook without its user's word", async () => {
    const browser = new Browser();
    const { session, desk } = await browser.window();
    browser.store.isFull = true;
    desk.edit(1);
    await session.createNew();
    expect(desk.model()).toEqual(withValue(1));
    expect(text(session)).toBe(`The changes in “Workbook” cannot be kept. ${FULL}`);
    await answer(session, "Leave without them");
    expect(desk.model().sheets[0]?.name).toBe("Sheet1");
  });
});

describe("a storage that is forbidden", () => {
  it("leaves a window that works, and is told at the first change", async () => {
    const browser = new Browser();
    browser.store.isForbidden = true;
    const { session, desk } = await browser.window();
    expect(desk.model()).toEqual(browser.first);
    expect(session.state.notice).toBeUndefined();
    desk.edit(1);
    await browser.clock.pass(SOON);
    expect(text(session)).toBe("Storage is forbidden.");
    await session.save();
    expect(browser.downloads).toHaveLength(1);
  });
});
