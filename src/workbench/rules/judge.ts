import type { SheetRule } from "../../files";
import { isCellError } from "../../functions/call/registry";
import type { SheetValue } from "../calc/values";

/** What the conditions of a rule come to at this moment; `undefined` for one that cannot be calculated here. */
export interface Conditions {
  readonly first?: SheetValue | undefined;
  readonly second?: SheetValue | undefined;
  /** What a list allows. */
  readonly items?: readonly SheetValue[] | undefined;
  /** The words stand in the rule itself, where capitals count as in Excel. */
  readonly isCaseSensitive?: boolean;
}

type Rule = Pick<SheetRule, "type" | "operator" | "allowsBlank">;

/**
 * False where a value breaks the rule. What cannot be told passes: a rule whose conditions this program cannot
 * calculate, and a formula that ends in an error, which says itself what is wrong.
 */
export function passes(rule: Rule, value: SheetValue, conditions: Conditions): boolean {
  if (rule.type === "none" || isCellError(value)) return true;
  if (value === null || value === "") return rule.allowsBlank;
  switch (rule.type) {
    case "list":
      return isAmong(value, conditions);
    case "custom":
      return isTrue(conditions.first);
    case "textLength":
      return compares(rule, shown(value).length, conditions);
    case "whole":
      return typeof value === "number" && Number.isInteger(value) && compares(rule, value, conditions);
    default:
      return typeof value === "number" && compares(rule, value, conditions);
  }
}

/** A value as a list shows it and as it is compared with one. */
export function shown(value: SheetValue): string {
  if (value === null) return "";
  if (isCellError(value)) return value.code;
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}

function isAmong(value: SheetValue, { items, isCaseSensitive = false }: Conditions): boolean {
  if (items === undefined) return true;
  const plain = (one: SheetValue) => (isCaseSensitive ? shown(one) : shown(one).toLowerCase());
  return items.some((item) => item !== null && item !== "" && plain(item) === plain(value));
}

function isTrue(result: SheetValue | undefined): boolean {
  return typeof result === "number" || typeof result === "boolean" ? Boolean(result) : true;
}

function compares({ operator = "between", allowsBlank }: Rule, value: number, { first, second }: Conditions): boolean {
  // Excel lets everything pass whose limit is blank, where blanks are allowed; else a blank limit is 0.
  const limit = (condition: SheetValue | undefined) => (condition === null && !allowsBlank ? 0 : condition);
  const [low, high] = [limit(first), limit(second)];
  if (typeof low !== "number") return true;
  if (operator === "between" || operator === "notBetween") {
    if (typeof high !== "number") return true;
    const isBetween = value >= Math.min(low, high) && value <= Math.max(low, high);
    return isBetween === (operator === "between");
  }
  return COMPARISONS[operator]?.(value, low) ?? true;
}

const COMPARISONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  equal: (value, limit) => value === limit,
  notEqual: (value, limit) => value !== limit,
  greaterThan: (value, limit) => value > limit,
  lessThan: (value, limit) => value < limit,
  greaterThanOrEqual: (value, limit) => value >= limit,
  lessThanOrEqual: (value, limit) => value <= limit,
};
