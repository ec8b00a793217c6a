import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellError } from "../../../src/functions/call/registry";
import type { SheetValue } from "../../../src/workbench/calc/values";
import { type Conditions, passes } from "../../../src/workbench/rules/judge";

type Rule = Parameters<typeof passes>[0];
const UNKNOWN = cellError("#NAME?", "There is no function MYMACRO.");

describe("a value typed into a cell", () => {
  it.each<[string, boolean, Rule, SheetValue, Conditions]>([
    ["a share", true, { type: "decimal", allowsBlank: false }, 0.6, { first: 0, second: 1 }],
    ["the limits themselves", true, { type: "decimal", allowsBlank: false }, 1, { first: 0, second: 1 }],
    ["60 for 60%", false, { type: "decimal", allowsBlank: false }, 60, { first: 0, second: 1 }],
    ["limits in the wrong order", true, { type: "decimal", allowsBlank: false }, 3, { first: 5, second: 1 }],
    ["a text for a number", false, { type: "decimal", allowsBlank: false }, "much", { first: 0, second: 1 }],
    ["part of a whole", false, { type: "whole", operator: "greaterThan", allowsBlank: false }, 1.5, { first: 0 }],
    ["a day", true, { type: "date", operator: "greaterThan", allowsBlank: false }, 46_000, { first: 36_526 }],
    [
      "a text of three letters",
      true,
      { type: "textLength", operator: "equal", allowsBlank: false },
      "abc",
      { first: 3 },
    ],
    ["a number by its digits", false, { type: "textLength", operator: "equal", allowsBlank: false }, 12, { first: 3 }],
    [
      "a word of a list in cells, in capitals",
      true,
      { type: "list", allowsBlank: false },
      "GPT-4O",
      { items: ["gpt-4o"] },
    ],
    [
      "a word of the rule's own list, in capitals",
      false,
      { type: "list", allowsBlank: false },
      "A",
      { items: ["a"], isCaseSensitive: true },
    ],
    ["a number that a list has", true, { type: "list", allowsBlank: false }, 8, { items: [4, 8] }],
    ["a word that a list has not", false, { type: "list", allowsBlank: false }, "x", { items: ["a", null] }],
    ["a formula's FALSE", false, { type: "custom", allowsBlank: false }, 1, { first: false }],
    ["a formula's number", true, { type: "custom", allowsBlank: false }, 1, { first: 2 }],
    ["anything where the rule only has a message", true, { type: "none", allowsBlank: false }, "x", {}],
    ["nothing where blanks are allowed", true, { type: "list", allowsBlank: true }, null, { items: ["a"] }],
    ["nothing where they are not", false, { type: "list", allowsBlank: false }, null, { items: ["a"] }],
    [
      "a blank limit where blanks are allowed",
      true,
      { type: "decimal", operator: "lessThan", allowsBlank: true },
      9,
      { first: null },
    ],
    [
      "a blank limit, which is 0 where they are not",
      false,
      { type: "decimal", operator: "lessThan", allowsBlank: false },
      9,
      { first: null },
    ],
  ])("%s: passes is %s", (_what, expected, rule, value, conditions) => {
    expect(passes(rule, value, conditions)).toBe(expected);
  });

  it("passes where the rule cannot be calculated here, and where it is an error itself", () => {
    const rule = { type: "decimal", operator: "lessThan", allowsBlank: false } as const;
    expect(passes(rule, 9, { first: UNKNOWN })).toBe(true);
    expect(passes(rule, 9, { first: undefined })).toBe(true);
    expect(passes({ type: "custom", allowsBlank: false }, 9, { first: UNKNOWN })).toBe(true);
    expect(passes({ type: "list", allowsBlank: false }, 9, { items: undefined })).toBe(true);
    expect(passes(rule, UNKNOWN, { first: 0 })).toBe(true);
  });

  it.each([
    ["between", "notBetween"],
    ["equal", "notEqual"],
    ["greaterThan", "lessThanOrEqual"],
    ["lessThan", "greaterThanOrEqual"],
  ])("passes %s exactly where it fails %s", (one, other) => {
    const number = fc.integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(number, number, number, (value, first, second) => {
        const result = (operator: string) =>
          passes({ type: "decimal", operator, allowsBlank: false }, value, { first, second });
        expect(result(one)).toBe(!result(other));
      }),
    );
  });
});
