import { tokenTypes } from "@borgar/fx";
import {
  closingOf,
  type FormulaToken,
  isCall,
  isOperator,
  REFERENCES,
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

/** Functions whose result, or a part on the way to it, may be a range. */
const MAKING_ARRAYS: ReadonlySet<string> = new Set(
  words(
    `FILTER SORT SORTBY UNIQUE SEQUENCE RANDARRAY TRANSPOSE MMULT MINVERSE MUNIT FREQUENCY LINEST LOGEST TREND GROWTH LET
    LAMBDA MAP BYROW BYCOL MAKEARRAY SCAN REDUCE TEXTSPLIT VSTACK HSTACK TOROW TOCOL WRAPROWS WRAPCOLS TAKE DROP EXPAND
    CHOOSEROWS CHOOSECOLS GROUPBY PIVOTBY MODE.MULT TRIMRANGE ROW COLUMN`,
  ),
);

/** True unless every value the formula meets is a single one: then Excel must store it as one whose result may spill. */
export function mayFillRange(formula: string, isOneCell: (name: string) => boolean): boolean {
  const tokens = tokensOf(formula).filter(({ type }) => type !== tokenTypes.WHITESPACE && type !== tokenTypes.NEWLINE);
  const calls: { readonly takes: Takes | undefined; argument: number; readonly end: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    while (calls.length > 0 && index > (calls.at(-1)?.end ?? 0)) calls.pop();
    if (isCall(token)) {
      const name = token.value.toUpperCase();
      if (name.startsWith("INFER.") || MAKING_ARRAYS.has(name)) return true;
      calls.push({ takes: RANGE_ARGUMENTS.get(name), argument: 0, end: closingOf(tokens, index + 1) });
    } else if (isOperator(token, "{") || isOperator(token, "#")) return true;
    else if (isOperator(token, "(") && !isCall(tokens[index - 1])) {
      calls.push({ takes: undefined, argument: 0, end: closingOf(tokens, index) });
    }
    const call = calls.at(-1);
    if (isOperator(token, ",") && call !== undefined) call.argument++;
    if (!isRange(token, isOneCell)) continue;
    const isWholeArgument = isBoundary(tokens[index - 1], "(") && isBoundary(tokens[index + 1], ")");
    if (!isWholeArgument || call?.takes?.(call.argument) !== true) return true;
  }
  return false;
}

const isBoundary = (token: FormulaToken | undefined, bracket: string) =>
  isOperator(token, bracket) || isOperator(token, ",");

function isRange({ type, value }: FormulaToken, isOneCell: (name: string) => boolean): boolean {
  if (!REFERENCES.has(type)) return false;
  if (type === tokenTypes.REF_RANGE) return value.includes(":");
  if (type === tokenTypes.REF_STRUCT) return !/\[@|#This Row/i.test(value) || value.includes(":");
  return type !== tokenTypes.REF_NAMED || !isOneCell(value);
}
