import { tokenTypes } from "@borgar/fx";
import { closingOf, type FormulaToken, isCall, isOperator, REFERENCES, textOf, tokensOf } from "./formula-tokens";
import { inlineLet } from "./let-inlining";
import { ANCHOR, SINGLE } from "./natives";

const STORED_PREFIX = /^(?:_xlfn\.|_xlws\.|_xlpm\.|_xludf\.)+/i;
const STORED_ADD_IN = /^_xldudf_INFER_/i;

/** Names as Excel stores them in a file (`_xlfn.SORT`, `_xldudf_INFER_COST`) become the names a user types. */
function typedNames(tokens: readonly FormulaToken[]): FormulaToken[] {
  const typed: FormulaToken[] = [];
  for (const token of tokens) {
    if (isCall(token) && STORED_ADD_IN.test(token.value)) {
      dropWorkbookPrefix(typed);
      typed.push({ ...token, value: token.value.replace(STORED_ADD_IN, "INFER.") });
    } else typed.push({ ...token, value: isText(token) ? token.value : token.value.replace(STORED_PREFIX, "") });
  }
  return typed;
}

const isText = (token: FormulaToken) => token.type === tokenTypes.STRING;

/** `[2]!` and `'…FUNCRES.XLAM'!` before an add-in's function say which file it came from; we have one of each. */
function dropWorkbookPrefix(tokens: FormulaToken[]): void {
  if (!isOperator(tokens.at(-1), "!")) return;
  tokens.pop();
  const context = tokens.pop();
  if (context?.value !== "]") return;
  while (tokens.length > 0 && tokens.pop()?.value !== "[");
}

/** `F1#` as the function Excel stores for it. */
function anchored(tokens: readonly FormulaToken[]): FormulaToken[] {
  const out: FormulaToken[] = [];
  for (const token of tokens) {
    const before = out.at(-1);
    if (isOperator(token, "#") && before !== undefined && REFERENCES.has(before.type)) {
      out[out.length - 1] = { type: before.type, value: `${ANCHOR}(${before.value})` };
    } else out.push(token);
  }
  return out;
}

/** End of the operand that starts at `start`: a reference, a call with its arguments, or what parentheses hold. */
function operandEnd(tokens: readonly FormulaToken[], start: number): number {
  const open = isCall(tokens[start]) ? start + 1 : start;
  return isOperator(tokens[open], "(") ? closingOf(tokens, open) : start;
}

/** `@A1:A3` as the function Excel stores for it. */
function single(tokens: readonly FormulaToken[]): FormulaToken[] {
  const at = tokens.findLastIndex((token) => isOperator(token, "@"));
  if (at < 0) return [...tokens];
  const end = operandEnd(tokens, at + 1);
  const operand = textOf(tokens.slice(at + 1, end + 1));
  const call = { type: tokenTypes.REF_RANGE, value: `${SINGLE}(${operand})` };
  return single([...tokens.slice(0, at), call, ...tokens.slice(end + 1)]);
}

/** `SUM (1)` calls SUM, as Excel reads it: spaces before the parenthesis are dropped. */
function closedUp(tokens: readonly FormulaToken[]): FormulaToken[] {
  const out: FormulaToken[] = [];
  for (const token of tokens) {
    const [name, space] = out.slice(-2);
    const isSpaced = isOperator(token, "(") && space?.type === tokenTypes.WHITESPACE;
    if (isSpaced && name?.type === tokenTypes.REF_NAMED) {
      out.splice(-2, 2, { type: tokenTypes.FUNCTION, value: name.value });
    }
    out.push(token);
  }
  return out;
}

const NEEDS_REPAIR = /_xl|#|@|LET\s*\(|\w\s+\(/i;

/** A formula as Univer calculates it right; what the cell shows stays what the user typed. */
export function repairedFormula(formula: string): string {
  if (!NEEDS_REPAIR.test(formula)) return formula;
  return textOf(single(anchored(inlineLet(typedNames(closedUp(tokensOf(formula)))))));
}
