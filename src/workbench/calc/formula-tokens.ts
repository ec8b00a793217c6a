import { tokenize, tokenTypes } from "@borgar/fx";

/** One piece of a formula; the text of a formula is the pieces' values one after the other. */
export interface FormulaToken {
  readonly type: string;
  readonly value: string;
  readonly unterminated?: boolean;
}

export function tokensOf(formula: string): FormulaToken[] {
  return tokenize(formula, { mergeRefs: true });
}

export const isOperator = (token: FormulaToken | undefined, value: string) =>
  token?.type === tokenTypes.OPERATOR && token.value === value;

export const isCall = (token: FormulaToken | undefined) => token?.type === tokenTypes.FUNCTION;

export const textOf = (tokens: readonly FormulaToken[]) => tokens.map((token) => token.value).join("");

/** Index of the `)` that closes the `(` at `open`, or the end of the formula. */
export function closingOf(tokens: readonly FormulaToken[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    if (isOperator(tokens[index], "(") || isOperator(tokens[index], "{")) depth++;
    if (isOperator(tokens[index], ")") || isOperator(tokens[index], "}")) depth--;
    if (depth === 0) return index;
  }
  return tokens.length - 1;
}

/** Token types that stand for cells, a name or a table. */
export const REFERENCES: ReadonlySet<string> = new Set([
  tokenTypes.REF_RANGE,
  tokenTypes.REF_NAMED,
  tokenTypes.REF_STRUCT,
  tokenTypes.REF_BEAM,
  tokenTypes.REF_TERNARY,
]);
