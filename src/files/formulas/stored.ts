import { tokenTypes } from "@borgar/fx";
import {
  closingOf,
  type FormulaToken,
  isCall,
  isOperator,
  REFERENCES,
  textOf,
  tokensOf,
} from "../../workbench/calc/formula-tokens";
import { shownName, storedName } from "./future-functions";

type Tokens = readonly FormulaToken[];

const NAMESPACE = "INFER.";
const STORED_NAMESPACE = "_xldudf_INFER_";
const STORED_CALL = /^_xldudf_INFER_/i;
const PREFIXES = /^(?:_xlfn\.|_xlws\.|_xludf\.)+/i;
const BOUND_PREFIX = "_xlpm.";
const ANCHOR = "_xlfn.ANCHORARRAY";
const SINGLE = "_xlfn.SINGLE";

/** A prefix, or a function in small letters, as some programs write those they do not know. */
const NEEDS_READING = /_xl|[a-z][\w.]*\(/;

const raw = (value: string): FormulaToken => ({ type: tokenTypes.UNKNOWN, value });
const isName = (token: FormulaToken) => token.type === tokenTypes.REF_NAMED;
const isBlank = ({ type }: FormulaToken) => type === tokenTypes.WHITESPACE || type === tokenTypes.NEWLINE;

/**
 * The formula a user types for one that a file stores: `_xldudf_INFER_COST(A1)`, also behind the name of the file that
 * an add-in once was, becomes `=INFER.COST(A1)`; `_xlfn.` and its like go; `_xlfn.ANCHORARRAY(F1)` becomes `F1#`.
 */
export function typedFormula(stored: string): string {
  const formula = `=${stored.replace(/^=/, "")}`;
  if (!NEEDS_READING.test(formula)) return formula;
  return textOf(withOperators(withTypedNames(tokensOf(formula))));
}

function withTypedNames(tokens: Tokens): FormulaToken[] {
  const typed: FormulaToken[] = [];
  for (const token of tokens) {
    if (isCall(token) && STORED_CALL.test(token.value)) {
      dropFileName(typed);
      typed.push({ ...token, value: token.value.replace(STORED_CALL, NAMESPACE).toUpperCase() });
    } else if (isCall(token) || (isName(token) && token.value.startsWith("_xl"))) {
      typed.push({ ...token, value: unprefixed(token.value) });
    } else typed.push(token);
  }
  return typed;
}

/** Without prefixes, save those of the functions that stand for an operator. */
function unprefixed(name: string): string {
  if (name.toLowerCase().startsWith(BOUND_PREFIX)) return name.slice(BOUND_PREFIX.length);
  const plain = name.replace(PREFIXES, "");
  if (plain !== name && /^(?:ANCHORARRAY|SINGLE)$/i.test(plain)) return `_xlfn.${plain.toUpperCase()}`;
  return shownName(plain);
}

/** `[2]!` and `'…FUNCRES.XLAM'!` name a file that an add-in's function came from. */
function dropFileName(tokens: FormulaToken[]): void {
  if (!isOperator(tokens.at(-1), "!")) return;
  tokens.pop();
  const file = tokens.pop();
  if (file?.value !== "]") return;
  while (tokens.length > 0 && tokens.pop()?.value !== "[");
}

/** Innermost first, so that one operator may stand inside the other's operand. */
function withOperators(tokens: Tokens): Tokens {
  const at = tokens.findLastIndex((token) => isCall(token) && (token.value === ANCHOR || token.value === SINGLE));
  if (at < 0) return tokens;
  const end = closingOf(tokens, at + 1);
  const operand = tokens.slice(at + 2, end).filter((token) => !isBlank(token));
  const [first] = operand;
  const isSimple = operand.length === 1 && first !== undefined && REFERENCES.has(first.type);
  const isOneCall = isCall(first) && closingOf(operand, 1) === operand.length - 1;
  const inside = textOf(operand);
  const isAnchor = tokens[at]?.value === ANCHOR;
  const typed = isAnchor
    ? `${isSimple ? inside : `(${inside})`}#`
    : `@${isSimple || isOneCall ? inside : `(${inside})`}`;
  return withOperators([
    ...tokens.slice(0, at),
    { type: tokenTypes.REF_RANGE, value: typed },
    ...tokens.slice(end + 1),
  ]);
}

/**
 * References of a formula to its own table with the table's name, as Excel shows them outside of it: `[@usd]` and
 * `[[#This Row],usd]` become `Costs[[#This Row],[usd]]`.
 */
export function withTableName(formula: string, table: string): string {
  if (!/[[]/.test(formula)) return formula;
  return textOf(
    tokensOf(formula).map((token) => {
      if (token.type !== tokenTypes.REF_STRUCT || !token.value.startsWith("[")) return token;
      const value = storedStructure(token.value, { table }).replace(
        /\[\[#This Row\],\s*([^[\]]+)\]$/i,
        "[[#This Row],[$1]]",
      );
      return { ...token, value };
    }),
  );
}

/** Where a formula stands, as far as its stored form depends on it. */
export interface FormulaPlace {
  /** The table around the cell: `[@cost]` is stored with its name. */
  readonly table?: string | undefined;
}

/** The formula a file stores, without "=", for one that a user types. The opposite of `typedFormula`. */
export function storedFormula(typed: string, place: FormulaPlace = {}): string {
  const tokens = tokensOf(typed.startsWith("=") ? typed : `=${typed}`);
  const bound = namesBoundIn(tokens);
  const stored = tokens.map((token, index) => storedToken(token, (name) => isBoundAt(bound, name, index), place));
  return textOf(withStoredOperators(stored)).replace(/^=/, "").replace(/\r\n?/g, "\n");
}

function storedToken(token: FormulaToken, isBound: (name: string) => boolean, place: FormulaPlace): FormulaToken {
  const { value } = token;
  if ((isName(token) || isCall(token)) && isBound(value.toLowerCase()))
    return { ...token, value: BOUND_PREFIX + value };
  if (isCall(token)) return { ...token, value: storedCall(value) };
  return token.type === tokenTypes.REF_STRUCT ? { ...token, value: storedStructure(value, place) } : token;
}

function storedCall(name: string): string {
  if (/^_xl/i.test(name)) return name;
  const capitals = name.toUpperCase();
  return capitals.startsWith(NAMESPACE) ? STORED_NAMESPACE + capitals.slice(NAMESPACE.length) : storedName(name);
}

/** `Sales[@cost]` is stored as `Sales[[#This Row],[cost]]`. */
function storedStructure(value: string, { table }: FormulaPlace): string {
  const match = /^([^[]*)\[@\s*(.*)\]$/s.exec(value);
  if (match === null) return value.startsWith("[") && table !== undefined ? table + value : value;
  const [, name = "", column = ""] = match;
  const columns = column === "" ? "" : `,${column.startsWith("[") ? column : `[${column}]`}`;
  return `${name === "" ? (table ?? "") : name}[${columns === "" ? "#This Row" : `[#This Row]${columns}`}]`;
}

export interface BoundNames {
  readonly start: number;
  readonly end: number;
  readonly names: ReadonlySet<string>;
}

export const isBoundAt = (scopes: readonly BoundNames[], name: string, index: number) =>
  scopes.some(({ start, end, names }) => index > start && index < end && names.has(name));

/** The names that each LET and LAMBDA binds, with the tokens between its parentheses. */
export function namesBoundIn(tokens: Tokens): BoundNames[] {
  return tokens.flatMap((token, index) => {
    const call = isCall(token) ? token.value.toUpperCase().replace(PREFIXES, "") : "";
    if ((call !== "LET" && call !== "LAMBDA") || !isOperator(tokens[index + 1], "(")) return [];
    const end = closingOf(tokens, index + 1);
    const starts = argumentStarts(tokens, index + 1, end).slice(0, -1);
    const binders = call === "LET" ? starts.filter((_start, position) => position % 2 === 0) : starts;
    const names = binders.flatMap((start) => {
      const first = tokens.slice(start, end).find((candidate) => !isBlank(candidate));
      return first !== undefined && isName(first) ? [first.value.toLowerCase()] : [];
    });
    return [{ start: index, end, names: new Set(names) }];
  });
}

function argumentStarts(tokens: Tokens, open: number, close: number): number[] {
  const starts = [open + 1];
  for (let index = open + 1; index < close; index++) {
    const token = tokens[index];
    if (isOperator(token, "(") || isOperator(token, "{")) index = closingOf(tokens, index);
    else if (isOperator(token, ",")) starts.push(index + 1);
  }
  return starts;
}

/** `F1#` and `@A1:A3` as the functions that files store for them. */
function withStoredOperators(tokens: Tokens): FormulaToken[] {
  const anchored: FormulaToken[] = [];
  for (const token of tokens) {
    const before = anchored.at(-1);
    if (isOperator(token, "#") && before !== undefined && REFERENCES.has(before.type)) {
      anchored[anchored.length - 1] = { ...before, value: `${ANCHOR}(${before.value})` };
    } else anchored.push(token);
  }
  return withSingles(anchored);
}

function withSingles(tokens: FormulaToken[]): FormulaToken[] {
  const at = tokens.findLastIndex((token) => isOperator(token, "@"));
  if (at < 0) return tokens;
  const open = isCall(tokens[at + 1]) ? at + 2 : at + 1;
  const end = isOperator(tokens[open], "(") ? closingOf(tokens, open) : at + 1;
  const operand = textOf(tokens.slice(at + 1, end + 1));
  const inside = isOperator(tokens[at + 1], "(") ? operand.slice(1, -1) : operand;
  return withSingles([...tokens.slice(0, at), raw(`${SINGLE}(${inside})`), ...tokens.slice(end + 1)]);
}
