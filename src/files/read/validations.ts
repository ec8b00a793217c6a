import { typedFormula } from "../formulas/stored";
import type { Message, SheetRule } from "../model";
import { type Attributes, unescapedText } from "../xml";

const TYPES: ReadonlySet<string> = new Set([
  "list",
  "whole",
  "decimal",
  "date",
  "time",
  "textLength",
  "custom",
  "none",
]);
const STYLES = { stop: "stop", warning: "warning", information: "information" } as const;

/** Gathers the rules for inputs, those of Excel 2010's extension too: they may name other sheets. */
export class ValidationReader {
  readonly found: SheetRule[] = [];
  private open: { readonly attributes: Attributes; first: string; second: string; addresses: string } | undefined;
  private part = "";

  start(name: string, attributes: Attributes): void {
    if (name === "dataValidation") this.open = { attributes, first: "", second: "", addresses: "" };
    else if (this.open !== undefined && name !== "f") this.part = name;
  }

  text(text: string): void {
    if (this.open === undefined) return;
    if (this.part === "formula1") this.open.first += text;
    else if (this.part === "formula2") this.open.second += text;
    else if (this.part === "sqref") this.open.addresses += text;
  }

  end(name: string): void {
    if (name !== "f") this.part = "";
    if (name !== "dataValidation" || this.open === undefined) return;
    const { attributes, first, second, addresses } = this.open;
    this.open = undefined;
    const type = attributes.get("type") ?? "none";
    const where = (attributes.get("sqref") ?? addresses).trim();
    if (TYPES.has(type) && where !== "")
      this.found.push(validation(type, where, attributes, first.trim(), second.trim()));
  }
}

function validation(type: string, addresses: string, attributes: Attributes, first: string, second: string): SheetRule {
  const operator = attributes.get("operator");
  const style = STYLES[(attributes.get("errorStyle") ?? "stop") as keyof typeof STYLES] ?? "stop";
  const prompt = message(attributes, "promptTitle", "prompt");
  return {
    addresses,
    type: type as SheetRule["type"],
    ...(operator === undefined || operator === "between" ? {} : { operator }),
    ...(first === "" ? {} : { first: typedFormula(first).slice(1) }),
    ...(second === "" ? {} : { second: typedFormula(second).slice(1) }),
    allowsBlank: attributes.flag("allowBlank"),
    ...(attributes.flag("showDropDown") ? { hidesList: true } : {}),
    ...(attributes.flag("showInputMessage") && Object.keys(prompt).length > 0 ? { prompt } : {}),
    ...(attributes.flag("showErrorMessage") ? { alert: { style, ...message(attributes, "errorTitle", "error") } } : {}),
  };
}

function message(attributes: Attributes, titleName: string, textName: string): Message {
  const [title, text] = [attributes.get(titleName), attributes.get(textName)];
  return {
    ...(title === undefined ? {} : { title: unescapedText(title) }),
    ...(text === undefined ? {} : { text: unescapedText(text) }),
  };
}
