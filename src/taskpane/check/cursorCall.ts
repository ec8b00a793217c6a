import { catalog } from "../../catalog";
import type { CatalogEntry } from "../../catalog/types";
import { type Area, areaOfReference, type ReadValue, referenceOf, type WorkbookPort } from "../../host/port";
import { typedText } from "../arguments";
import { formulaTokens, inferCalls, rewritten } from "../formulaTokens";
import { shownValue } from "../preview";

/** The function in the selected cell, with its arguments as they are now. */
export interface CursorCall {
  readonly cell: Area;
  readonly entry: CatalogEntry;
  /** Its arguments as one types them into a card; cells name their sheet. */
  readonly typed: readonly string[];
  /** "model gpt-4o, input_tokens 1,500" */
  readonly values: string;
}

/** The first of our functions in a cell's formula, if there is one. */
export async function cursorCall(port: WorkbookPort, cell: Area, formula: string): Promise<CursorCall | undefined> {
  const [call] = inferCalls(formula);
  const entry = catalog.find(({ name }) => name === call?.name);
  if (call === undefined || entry === undefined) return undefined;
  const typed = call.args.map(({ text }) => (text === "" ? "" : typedText(withSheets(text, cell.sheet))));
  const shown = await Promise.all(call.args.map(({ text }) => shownAt(port, text, cell.sheet)));
  const named = shown.flatMap((value, index) => {
    const argument = entry.arguments[index] ?? entry.arguments.at(-1);
    return value === "" || argument === undefined ? [] : [`${argument.name} ${value}`];
  });
  return { cell, entry, typed, values: named.join(", ") };
}

/** A formula's part with the sheet before each of its references. */
function withSheets(text: string, sheet: string): string {
  const references = formulaTokens(text).filter(({ kind }) => kind === "reference");
  const changes = references.flatMap((token) => {
    const area = areaOfReference(token.text, sheet);
    return area === undefined ? [] : [{ ...token, text: referenceOf(area) }];
  });
  return rewritten(text, changes);
}

async function shownAt(port: WorkbookPort, text: string, sheet: string): Promise<string> {
  const area = areaOfReference(text, sheet);
  if (area === undefined) return text.replace(/^"(.*)"$/s, "$1");
  if (area.rows * area.cols > 1) return text;
  const [[value = null] = []] = await port.read(area);
  return shown(value);
}

const shown = (value: ReadValue): string =>
  value === null ? "blank" : typeof value === "object" ? value.code : shownValue(value);
