import { areaOfReference } from "../address";
import type { NewValidation, ValidationModel } from "../plan";
import { rangeOf } from "./ranges";
import { supports } from "./session";

/** What may be typed into cells. Before ExcelApi 1.8 anything may: the formulas say what is wrong with an input. */
export function addRule(context: Excel.RequestContext, { sheet, validation }: NewValidation): void {
  if (!supports("1.8")) return;
  for (const address of validation.addresses.split(" ")) {
    const area = areaOfReference(address, sheet);
    if (area === undefined) throw new Error(`"${address}" is no range of cells.`);
    const { dataValidation } = rangeOf(context, area);
    dataValidation.ignoreBlanks = validation.allowsBlank;
    dataValidation.rule = ruleOf(context, sheet, validation);
    const { alert, prompt } = validation;
    // Excel refuses what breaks a rule unless it is told not to.
    const { title = "", text: message = "", style = "stop" } = alert ?? {};
    dataValidation.errorAlert = { showAlert: alert !== undefined, title, message, style: STYLES[style] };
    if (prompt !== undefined) {
      dataValidation.prompt = { showPrompt: true, title: prompt.title ?? "", message: prompt.text ?? "" };
    }
  }
}

const STYLES = { stop: "Stop", warning: "Warning", information: "Information" } as const;

function ruleOf(
  context: Excel.RequestContext,
  sheet: string,
  { type, operator = "between", first = "", second }: ValidationModel,
): Excel.DataValidationRule {
  if (type === "list") return { list: { inCellDropDown: true, source: listSource(context, sheet, first) } };
  const formula1 = conditionOf(first);
  if (type === "custom") return { custom: { formula: String(formula1) } };
  const name = `${operator.charAt(0).toUpperCase()}${operator.slice(1)}` as Excel.DataValidationOperator;
  const basic = {
    operator: OPERATORS[name] ?? name,
    formula1,
    ...(second === undefined ? {} : { formula2: conditionOf(second) }),
  };
  switch (type) {
    case "whole":
      return { wholeNumber: basic };
    case "decimal":
      return { decimal: basic };
    case "textLength":
      return { textLength: basic };
    case "date":
      return { date: basic as unknown as Excel.DateTimeDataValidation };
    case "time":
      return { time: basic as unknown as Excel.DateTimeDataValidation };
  }
}

/** Words in quotes, cells, or a formula that gives some: without its equals sign Excel would offer the formula as a word. */
function listSource(context: Excel.RequestContext, sheet: string, first: string): string | Excel.Range {
  if (first.startsWith('"')) return first.replace(/^"|"$/g, "");
  const area = areaOfReference(first, sheet);
  return area === undefined ? `=${first.replace(/^=/, "")}` : rangeOf(context, area);
}

/** Files and Excel name two of the operators differently. */
const OPERATORS: Readonly<Record<string, Excel.DataValidationOperator>> = {
  Equal: "EqualTo" as Excel.DataValidationOperator,
  NotEqual: "NotEqualTo" as Excel.DataValidationOperator,
  GreaterThanOrEqual: "GreaterThanOrEqualTo" as Excel.DataValidationOperator,
  LessThanOrEqual: "LessThanOrEqualTo" as Excel.DataValidationOperator,
};

/** A number is a number; anything else is a formula, which Excel takes with its equals sign. */
function conditionOf(text: string): number | string {
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : `=${text.replace(/^=/, "")}`;
}
