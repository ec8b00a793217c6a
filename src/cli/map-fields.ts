import { tokenTypes } from "@borgar/fx";
import type { CatalogEntry } from "../catalog/types";
import type { SheetFunction } from "../functions/call/registry";
import { closingOf, type FormulaToken, isCall, isOperator, tokensOf } from "../workbench/calc/formula-tokens";

/** What a function answers for one row of input. */
export type AnswerShape =
  | { readonly kind: "value" }
  /** One record: a column for each field. */
  | { readonly kind: "record"; readonly fields: readonly string[] }
  /** Several rows: a field has to pick from them. */
  | { readonly kind: "table"; readonly fields: readonly string[] };

/** The literal arguments of the documented call, or `undefined` where it has others. */
function literalArguments(entry: CatalogEntry): unknown[] | undefined {
  const tokens = tokensOf(entry.examples[0]?.formula ?? "").filter(({ type }) => type !== tokenTypes.WHITESPACE);
  const start = tokens.findIndex((token) => isCall(token) && token.value.toUpperCase() === `INFER.${entry.name}`);
  if (start < 0) return undefined;
  const cut = argumentTokens(tokens, start + 1, closingOf(tokens, start + 1));
  const values = cut.map(literal);
  return values.includes(undefined) ? undefined : values;
}

function argumentTokens(tokens: readonly FormulaToken[], open: number, close: number): FormulaToken[][] {
  const cut: FormulaToken[][] = [[]];
  for (let index = open + 1; index < close; index++) {
    const token = tokens[index] as FormulaToken;
    const end = isOperator(token, "{") ? closingOf(tokens, index) : index;
    if (isOperator(token, ",")) cut.push([]);
    else cut.at(-1)?.push(...tokens.slice(index, end + 1));
    index = end;
  }
  return cut;
}

/** A number, a text, a percentage, an array constant or nothing (`null`) as a function takes it. */
function literal(tokens: readonly FormulaToken[]): unknown {
  const [first] = tokens;
  if (first === undefined) return null;
  if (!isOperator(first, "{")) return scalar(tokens);
  const rows: unknown[][] = [[]];
  let item: FormulaToken[] = [];
  for (const token of tokens.slice(1)) {
    if (![",", ";", "}"].some((mark) => isOperator(token, mark))) {
      item.push(token);
      continue;
    }
    rows.at(-1)?.push(scalar(item));
    item = [];
    if (isOperator(token, ";")) rows.push([]);
  }
  return rows.flat().includes(undefined) ? undefined : rows;
}

function scalar(tokens: readonly FormulaToken[]): number | string | undefined {
  const text = tokens.map(({ value }) => value).join("");
  const quoted = /^"([\s\S]*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"');
  const number = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)(%?)$/.exec(text);
  return number === null ? undefined : Number(number[1]) / (number[2] === "%" ? 100 : 1);
}

/**
 * The columns a function answers with, learnt from its documented example: the names are then known before the first
 * row arrives, and hold for every row.
 */
export async function shapeOf(entry: CatalogEntry, call: SheetFunction, isFieldGiven: boolean): Promise<AnswerShape> {
  if (entry.shape !== "T" || isFieldGiven) return { kind: "value" };
  const given = literalArguments(entry);
  const field = entry.arguments.findIndex(({ name }) => name === "field");
  const table =
    given && (await call(...entry.arguments.map((_argument, i) => (i === field ? null : (given[i] ?? null)))));
  if (!Array.isArray(table) || table.length < 2) {
    throw new Error(`The documented example of ${entry.name} does not show its columns.`);
  }
  const fields = (table[0] as readonly unknown[]).map(String);
  return { kind: table.length === 2 ? "record" : "table", fields };
}
