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

type Takes = (index: number) => boolean;

const words = (text: string) => text.trim().split(/\s+/);
const every: Takes = () => true;
const only =
  (...positions: number[]): Takes =>
  (index) =>
    positions.includes(index);
const from =
  (first: number): Takes =>
  (index) =>
    index >= first;

/** Which arguments of native functions take a whole range as it is; all others take one value. */
const RANGE_ARGUMENTS: ReadonlyMap<string, Takes> = new Map([
  ...words(
    `SUM AVERAGE AVERAGEA MIN MINA MAX MAXA COUNT COUNTA COUNTBLANK PRODUCT MEDIAN STDEV STDEVA STDEVP STDEVPA STDEV.S
    STDEV.P VAR VARA VARP VARPA VAR.S VAR.P GEOMEAN HARMEAN SUMPRODUCT SUMSQ SUMXMY2 SUMX2MY2 SUMX2PY2 AND OR XOR CONCAT
    MODE MODE.SNGL ROWS COLUMNS AREAS AVEDEV DEVSQ SKEW SKEW.P KURT CORREL COVAR COVARIANCE.S COVARIANCE.P SLOPE
    INTERCEPT RSQ PEARSON STEYX ISREF GCD LCM MULTINOMIAL`,
  ).map((name) => [name, every] as const),
  ...words(
    `INDEX OFFSET LARGE SMALL PERCENTILE PERCENTILE.INC PERCENTILE.EXC QUARTILE QUARTILE.INC QUARTILE.EXC TRIMMEAN IRR
    MIRR PERCENTRANK PERCENTRANK.INC PERCENTRANK.EXC COUNTIF`,
  ).map((name) => [name, only(0)] as const),
  ...words("MATCH XMATCH VLOOKUP HLOOKUP RANK RANK.EQ RANK.AVG").map((name) => [name, only(1)] as const),
  ...words("LOOKUP XLOOKUP FORECAST FORECAST.LINEAR").map((name) => [name, only(1, 2)] as const),
  ...words("NPV XNPV SUBTOTAL").map((name) => [name, from(1)] as const),
  ...words("AGGREGATE TEXTJOIN").map((name) => [name, from(2)] as const),
  ...words("SUMIF AVERAGEIF").map((name) => [name, only(0, 2)] as const),
  ["XIRR", only(0, 1)],
  ["COUNTIFS", (index) => index % 2 === 0],
  ...words("SUMIFS AVERAGEIFS MAXIFS MINIFS").map(
    (name) => [name, (index: number) => index === 0 || index % 2 === 1] as const,
  ),
]);

/** Functions whose result may be a range; a file that stores one plainly means its first value. */
const MAKING_ARRAYS: ReadonlySet<string> = new Set(
  words(
    `FILTER SORT SORTBY UNIQUE SEQUENCE RANDARRAY TRANSPOSE MMULT MINVERSE MUNIT FREQUENCY LINEST LOGEST TREND GROWTH
    TEXTSPLIT VSTACK HSTACK TOROW TOCOL WRAPROWS WRAPCOLS TAKE DROP EXPAND CHOOSEROWS CHOOSECOLS GROUPBY PIVOTBY MODE.MULT
    TRIMRANGE`,
  ),
);
/** Functions that bind names or take functions: what stands in them is their own affair. */
const BINDING: ReadonlySet<string> = new Set(words("LET LAMBDA MAP BYROW BYCOL MAKEARRAY SCAN REDUCE"));
/** Functions that look at a range, not at its values: they give an array for one. */
const ABOUT_RANGES: ReadonlySet<string> = new Set(words("ROW COLUMN"));
const NAMESPACE = "INFER.";

/** What a defined name stands for: one cell or value, several cells, or anything else. */
export type NameKind = "one" | "several" | "other";
export type NameKinds = (name: string) => NameKind;

/** A call around a token, from the outside in. */
interface Around {
  readonly name: string;
  readonly index: number;
  readonly takes: Takes | undefined;
  argument: number;
  readonly end: number;
}

/** A token that is or gives several values. */
interface Several {
  readonly index: number;
  readonly kind: "reference" | "array" | "infer" | "binding";
  /** The function around it takes it as it is. */
  readonly isTaken: boolean;
  /** Some function around it calculates with whole ranges. */
  readonly isInside: boolean;
}

const calculatesWithRanges = ({ name }: Around) =>
  name === "SUMPRODUCT" || name.startsWith(NAMESPACE) || MAKING_ARRAYS.has(name) || BINDING.has(name);

/** Every token of a formula that is or gives several values, with what the functions around make of it. */
function severals(tokens: readonly FormulaToken[], names: NameKinds, isKnownOnly: boolean): Several[] {
  const found: Several[] = [];
  const around: Around[] = [];
  for (const [index, token] of tokens.entries()) {
    while (around.length > 0 && index > (around.at(-1)?.end ?? 0)) around.pop();
    const kind = kindOf(token, names, isKnownOnly);
    if (kind !== undefined)
      found.push({
        index,
        kind,
        isTaken: isTaken(tokens, index, around.at(-1)),
        isInside: around.some(calculatesWithRanges),
      });
    if (isCall(token)) {
      const name = token.value.toUpperCase();
      around.push({ name, index, takes: RANGE_ARGUMENTS.get(name), argument: 0, end: closingOf(tokens, index + 1) });
    } else if (isOperator(token, "(") && !isCall(tokens[index - 1])) {
      around.push({ name: "", index, takes: undefined, argument: 0, end: closingOf(tokens, index) });
    }
    const call = around.at(-1);
    if (isOperator(token, ",") && call !== undefined) call.argument++;
  }
  return found;
}

function kindOf(token: FormulaToken, names: NameKinds, isKnownOnly: boolean): Several["kind"] | undefined {
  if (isOperator(token, "{") || isOperator(token, "#")) return "array";
  if (!isCall(token)) return isSeveralCells(token, names, isKnownOnly) ? "reference" : undefined;
  const name = token.value.toUpperCase();
  if (name.startsWith(NAMESPACE)) return "infer";
  if (BINDING.has(name)) return "binding";
  return MAKING_ARRAYS.has(name) ? "array" : undefined;
}

function isSeveralCells({ type, value }: FormulaToken, names: NameKinds, isKnownOnly: boolean): boolean {
  if (!REFERENCES.has(type)) return false;
  if (type === tokenTypes.REF_RANGE) return value.includes(":");
  if (type === tokenTypes.REF_STRUCT) return !/\[@|#This Row/i.test(value) || value.includes(":");
  if (type !== tokenTypes.REF_NAMED) return true;
  const kind = names(value);
  return kind === "several" || (kind === "other" && !isKnownOnly);
}

/** True for a whole argument that its function takes as a range; through calls, also of the function around. */
function isTaken(tokens: readonly FormulaToken[], index: number, call: Around | undefined): boolean {
  const end = isCall(tokens[index]) ? closingOf(tokens, index + 1) : index;
  const isWhole = isBoundary(tokens[index - 1], "(") && isBoundary(tokens[end + 1], ")");
  return isWhole && call?.takes?.(call.argument) === true;
}

const isBoundary = (token: FormulaToken | undefined, bracket: string) =>
  isOperator(token, bracket) || isOperator(token, ",");

const isSpace = ({ type }: FormulaToken) => type === tokenTypes.WHITESPACE || type === tokenTypes.NEWLINE;

/** True unless every value the formula meets is a single one: then Excel must store it as one whose result may spill. */
export function mayFillRange(formula: string, names: NameKinds): boolean {
  const tokens = tokensOf(formula).filter((token) => !isSpace(token));
  return severals(tokens, names, false).some(({ kind, isTaken: taken }) => kind !== "reference" || !taken);
}

/**
 * The formula as Excel shows one that a file stores plainly, without saying that its result may spill: "@" before every
 * range that stands where one value belongs, and before functions that give several.
 */
export function shrunkFormula(formula: string, names: NameKinds): string {
  const tokens = tokensOf(formula);
  const solid = tokens.flatMap((token, index) => (isSpace(token) ? [] : [{ token, index }]));
  const found = severals(
    solid.map(({ token }) => token),
    names,
    true,
  );
  const marked = new Set(
    found.filter((several) => needsMark(several, found, solid)).map(({ index }) => solid[index]?.index),
  );
  return textOf(tokens.map((token, index) => (marked.has(index) ? { ...token, value: `@${token.value}` } : token)));
}

function needsMark(
  { index, kind, isTaken: taken, isInside }: Several,
  all: readonly Several[],
  solid: readonly { token: FormulaToken }[],
): boolean {
  if (taken || isInside || kind === "binding" || isOperator(solid[index - 1]?.token, "@")) return false;
  const token = solid[index]?.token;
  if (kind === "reference")
    return !isCall(solid[index - 2]?.token) || !ABOUT_RANGES.has(solid[index - 2]?.token.value.toUpperCase() ?? "");
  if (!isCall(token)) return false;
  if (kind === "array") return true;
  const end = closingOf(
    solid.map((entry) => entry.token),
    index + 1,
  );
  return all.some((other) => other.kind === "reference" && other.index > index && other.index < end);
}
