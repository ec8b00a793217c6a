import { describe, expect, it } from "vitest";
import { momentText } from "../../../src/workbench/bar/moments";
import { freeName, nameOfFile, newestFirst, workbookName } from "../../../src/workbench/keeping/names";

const entry = (name: string, changedAt = 0) => ({ id: name, name, changedAt });

describe("a workbook's name", () => {
  it.each([
    ["is one line", "a\nb\tc", "a b c"],
    ["may be a file's on any system", 'Q1/Q2: "x"?*<|>', "Q1 Q2 x"],
    ["does not end in a dot, which Windows drops", "Plan. .", "Plan"],
    ["is never blank", "  ", "Workbook"],
    ["is not endless", "x".repeat(300), "x".repeat(100)],
  ])("%s", (_why, wanted, name) => {
    expect(workbookName(wanted)).toBe(name);
  });

  it.each([
    ["Budget.xlsx", "Budget"],
    ["C:\\fakepath\\Budget.XLSX", "Budget"],
    ["v1.2 plan.xlsm", "v1.2 plan"],
    [".xlsx", "Workbook"],
  ])("of the file %s is %s", (file, name) => {
    expect(nameOfFile(file)).toBe(name);
  });

  it("is made free in any case, and its own is free", () => {
    const entries = [entry("Plan"), entry("plan 2")];
    expect(freeName("PLAN", entries)).toBe("PLAN 3");
    expect(freeName("Plan", entries, "Plan")).toBe("Plan");
  });
});

it("the list starts with the latest change", () => {
  const sorted = newestFirst([entry("b", 1), entry("c", 2), entry("a", 1)]);
  expect(sorted.map(({ name }) => name)).toEqual(["c", "a", "b"]);
});

describe("a moment is told", () => {
  const now = new Date(2026, 10, 21, 15, 0).getTime();
  it.each([
    ["by the clock today", new Date(2026, 10, 21, 4, 5), "today, 04:05"],
    ["with its day this year", new Date(2026, 1, 3, 14, 32), "3 Feb, 14:32"],
    ["by its date in another year", new Date(2025, 10, 21, 4, 5), "21 Nov 2025"],
  ])("%s", (_how, then, told) => {
    expect(momentText(then.getTime(), now)).toBe(told);
  });
});
