import { tokenTypes } from "@borgar/fx";
import { closingOf, type FormulaToken, isCall, isOperator, textOf, tokensOf } from "./formula-tokens";

/** Excel's own limit for a formula: beyond it the text stays as it is. */
const LONGEST_FORMULA = 8192;

type Tokens = readonly FormulaToken[];

interface Binding {
  readonly name: string;
  readonly value: Tokens;
}

interface Let {
  readonly start: number;
  readonly end: number;
  readonly bindings: readonly Binding[];
  readonly body: Tokens;
}

const isLet = (token: FormulaToken | undefined) => isCall(token) && /^LET$/i.test(token?.value ?? "");
const isLambda = (token: FormulaToken | undefined) => isCall(token) && /^LAMBDA$/i.test(token?.value ?? "");
const isBlank = (token: FormulaToken) => token.type === tokenTypes.WHITESPACE || token.type === tokenTypes.NEWLINE;
const solid = (tokens: Tokens) => tokens.filter((token) => !isBlank(token));

/** The arguments between an opening and its closing parenthesis, cut at the commas of this level. */
function argumentsBetween(tokens: Tokens, open: number, close: number): Tokens[] {
  const cut: FormulaToken[][] = [[]];
  for (let index = open + 1; index < close; index++) {
    const token = tokens[index] as FormulaToken;
    const group = isOperator(token, "(") || isOperator(token, "{") ? closingOf(tokens, index) : index;
    if (isOperator(token, ",")) cut.push([]);
    else cut.at(-1)?.push(...tokens.slice(index, group + 1));
    index = group;
  }
  return cut;
}

/** The innermost LET of a formula, if there is one in proper form. */
function lastLet(tokens: Tokens): Let | undefined {
  const start = tokens.findLastIndex(isLet);
  if (start < 0 || !isOperator(tokens[start + 1], "(")) return undefined;
  const end = closingOf(tokens, start + 1);
  const parts = argumentsBetween(tokens, start + 1, end);
  if (parts.length < 3 || parts.length % 2 === 0) return undefined;
  const bindings: Binding[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const name = solid(parts[index] ?? []);
    if (name.length !== 1 || name[0] === undefined) return undefined;
    bindings.push({ name: name[0].value.toLowerCase(), value: parts[index + 1] ?? [] });
  }
  return { start, end, bindings, body: parts.at(-1) ?? [] };
}

/** `tokens` with a name's value in its place; `undefined` where a LAMBDA inside gives the name another meaning. */
function substituted(tokens: Tokens, { name, value }: Binding): Tokens | undefined {
  const replacement = isLambda(solid(value)[0]) ? textOf(solid(value)) : `(${textOf(value).trim()})`;
  let lambdaDepth = 0;
  const replaced: FormulaToken[] = [];
  for (const [index, token] of tokens.entries()) {
    const names = token.type === tokenTypes.REF_NAMED || isCall(token);
    if (isLambda(token)) lambdaDepth = closingOf(tokens, index + 1);
    if (!names || token.value.toLowerCase() !== name) {
      replaced.push(token);
      continue;
    }
    if (index < lambdaDepth && isParameter(tokens, index)) return undefined;
    replaced.push({ type: tokenTypes.UNKNOWN, value: replacement });
  }
  return tokensOf(textOf(replaced));
}

/** True where a name stands alone between `(` or `,` and `,`, as a LAMBDA's parameters do. */
function isParameter(tokens: Tokens, index: number): boolean {
  const rest = solid(tokens.slice(index + 1));
  const before = solid(tokens.slice(0, index)).at(-1);
  return isOperator(rest[0], ",") && (isOperator(before, "(") || isOperator(before, ","));
}

function inlined({ bindings, body }: Let, pick: (binding: Binding) => boolean): string | undefined {
  const kept: string[] = [];
  let rest = bindings;
  let inside = body;
  while (rest[0] !== undefined) {
    const [binding, ...later] = rest as [Binding, ...Binding[]];
    rest = later;
    if (!pick(binding)) {
      kept.push(binding.name, textOf(binding.value).trim());
      continue;
    }
    const next = substituted(inside, binding);
    const values = later.map((other) => substituted(other.value, binding));
    if (next === undefined || values.includes(undefined)) return undefined;
    inside = next;
    rest = later.map((other, index) => ({ name: other.name, value: values[index] ?? other.value }));
  }
  const text = textOf(inside).trim();
  return kept.length === 0 ? `(${text})` : `LET(${[...kept, text].join(",")})`;
}

/**
 * Univer's LET fails with a LAMBDA bound to a name and with a structured reference (`Table[column]`) inside. There the
 * names give way to what they stand for, which means the same: a formula has no side effects.
 */
export function inlineLet(tokens: Tokens): Tokens {
  const found = lastLet(tokens);
  if (!found) return tokens;
  const parts = [...found.bindings.flatMap((binding) => binding.value), ...found.body];
  const structured = parts.some((token) => token.type === tokenTypes.REF_STRUCT);
  const nested = structured || found.bindings.some((binding) => isLambda(solid(binding.value)[0]));
  const text = nested ? inlined(found, (binding) => structured || isLambda(solid(binding.value)[0])) : undefined;
  const before = tokens.slice(0, found.start);
  const after = tokens.slice(found.end + 1);
  if (text === undefined || text.length > LONGEST_FORMULA) {
    return [...inlineLet(before), ...tokens.slice(found.start, found.end + 1), ...after];
  }
  return inlineLet(tokensOf(`=${textOf([...before, { type: "", value: text }, ...after]).replace(/^=/, "")}`));
}
