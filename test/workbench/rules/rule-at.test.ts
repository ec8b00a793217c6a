import { describe, expect, it } from "vitest";
import type { ValidationModel } from "../../../src/files";
import { ruleAt, wordsOf } from "../../../src/workbench/rules/rule-at";

const rule = (addresses: string, more: Partial<ValidationModel> = {}): ValidationModel => ({
  addresses,
  type: "custom",
  allowsBlank: true,
  ...more,
});

const at = (rules: readonly ValidationModel[], row: number, col: number) =>
  ruleAt(rules, { sheet: "Inputs", row, col });

describe("the rule of a cell", () => {
  it("is the first whose addresses hold it; beside them there is none", () => {
    const rules = [rule("A1:A3 C5", { first: "1" }), rule("A2:B2", { first: "2" })];
    expect([at(rules, 1, 0)?.first, at(rules, 4, 2)?.first, at(rules, 1, 1)?.first]).toEqual(["1", "1", "2"]);
    expect(at(rules, 3, 0)).toBeUndefined();
    expect(at([], 0, 0)).toBeUndefined();
  });

  it.each([
    ["the first cell reads it as it is written", 1, 1, "B2<=$D$1*C2"],
    ["a lower cell moves what is relative", 3, 1, "B4<=$D$1*C4"],
    ["a cell to the right too", 1, 2, "C2<=$D$1*D2"],
  ])("moves its conditions to the cell: %s", (_why, row, col, first) => {
    expect(at([rule("B2:C9", { first: "B2<=$D$1*C2" })], row, col)?.first).toBe(first);
  });

  it("moves a reference to another sheet, and no text", () => {
    const list = rule("B2:B9", { type: "list", first: "'My names'!$A$1:$A$3" });
    expect(at([list], 4, 1)?.first).toBe("'My names'!$A$1:$A$3");
    expect(at([rule("B2:B9", { type: "list", first: '"A1,B2"' })], 4, 1)?.first).toBe('"A1,B2"');
  });
});

describe("a list that stands in the rule", () => {
  it("is cut at commas, without the blanks around and without empty words", () => {
    expect(wordsOf(rule("A1", { type: "list", first: '"on demand, spot,,a ""b"""' }))).toEqual([
      "on demand",
      "spot",
      'a "b"',
    ]);
  });

  it("is none where the words stand in cells, or the rule is no list", () => {
    expect(wordsOf(rule("A1", { type: "list", first: "Names!A1:A3" }))).toBeUndefined();
    expect(wordsOf(rule("A1", { first: '"a,b"' }))).toBeUndefined();
  });
});
