import { tokenTypes } from "@borgar/fx";
import { closingOf, type FormulaToken, isCall, isOperator, REFERENCES, textOf, tokensOf } from "./formula-tokens";
import { NAMESPACE } from "./infer-functions";
import { failureCall } from "./natives";
import { engineReference, type TableWords, whyNoCells } from "./structured";

export const unsaid = "The formula cannot be read";

/**
 * Univer reads and calculates a formula by recursion; more than this would overflow its stack. A formula in Excel has at
 * most 64 levels and 8,192 characters.
 */
const MOST_OPERATIONS = 2000;
const MOST_LEVELS = 200;

/** Why a formula cannot be read, where its text alone tells; Univer reads some such formulas as something else. */
export function whyUnreadable(formula: string): string | undefined {
  const tokens = tokensOf(formula);
  const tooMuch = whyTooMuch(tokens);
  if (tooMuch !== undefined) return tooMuch;
  if (tokens.some((token) => token.unterminated && token.value.startsWith('"'))) {
    return `${unsaid}: a text is not closed with a quote.`;
  }
  const depth = count(tokens, "(") - count(tokens, ")");
  if (depth > 1) return `${unsaid}: ${depth} closing parentheses are missing.`;
  if (depth === 1) return `${unsaid}: a closing parenthesis is missing.`;
  if (depth < 0) return `${unsaid}: it closes a parenthesis that was never opened.`;
  if (formula.replace(/^=/, "").trim() === "") return `${unsaid}: it is empty.`;
  if (hasSemicolon(tokens)) return `${unsaid}: separate arguments with commas.`;
  const last = tokens.findLast((token) => token.type !== tokenTypes.WHITESPACE);
  const isOpen = last?.type === tokenTypes.OPERATOR && /^[-+*/^&=<>,]/.test(last.value);
  return isOpen ? `${unsaid}: something is missing after "${last.value}".` : undefined;
}

/** Why a formula is beyond what can be calculated. */
function whyTooMuch(tokens: readonly FormulaToken[]): string | undefined {
  const operations = tokens.filter(isOperation).length;
  if (operations > MOST_OPERATIONS) {
    return `The formula has ${inGroups(operations)} operations; up to ${inGroups(MOST_OPERATIONS)} are calculated. Split it over several cells.`;
  }
  let [level, deepest] = [0, 0];
  for (const token of tokens) {
    if (isOperator(token, "(")) level++;
    else if (isOperator(token, ")")) level--;
    deepest = Math.max(deepest, level);
  }
  return deepest > MOST_LEVELS
    ? `The formula has ${inGroups(deepest)} levels of parentheses; up to ${MOST_LEVELS} are calculated, 64 in Excel. Split it over several cells.`
    : undefined;
}

const inGroups = (count: number) => count.toLocaleString("en-US");

const isOperation = ({ type, value }: FormulaToken) => type === tokenTypes.OPERATOR && /^[-+*/^&=<>%]/.test(value);

const count = (tokens: readonly FormulaToken[], value: string) =>
  tokens.filter((token) => isOperator(token, value)).length;

/** A semicolon outside `{…}` is the argument separator of other locales. */
function hasSemicolon(tokens: readonly FormulaToken[]): boolean {
  let braces = 0;
  for (const token of tokens) {
    if (isOperator(token, "{")) braces++;
    if (isOperator(token, "}")) braces--;
    if (braces === 0 && isOperator(token, ";")) return true;
  }
  return false;
}

/** What a workbook knows besides cells. Names arrive in capitals. */
export interface Vocabulary extends TableWords {
  isFunction(name: string): boolean;
  /** A defined name. */
  isName(name: string): boolean;
  isSheet(name: string): boolean;
  /** Functions worth suggesting for a misspelt one. */
  offered(): Iterable<string>;
}

/** Tables and their columns are written in any case; Univer knows one. */
function withStoredTableNames(formula: string, words: Vocabulary): string {
  if (!formula.includes("[")) return formula;
  const stored = (text: string) => words.tableNamed(text.toUpperCase()) ?? text;
  return textOf(
    tokensOf(formula).map((token) => {
      if (token.type === tokenTypes.REF_NAMED) return { ...token, value: stored(token.value) };
      return token.type === tokenTypes.REF_STRUCT ? { ...token, value: engineReference(token.value, words) } : token;
    }),
  );
}

/**
 * A formula whose functions, names and sheets that do not exist yield an error with a sentence that says which, and
 * whose tables are spelt as they are stored.
 */
export function inKnownWords(formula: string, words: Vocabulary): string {
  const spelt = withStoredTableNames(formula, words);
  return namingUnknowns(spelt, words);
}

/** LET and LAMBDA bind names of their own, which may be called too; beside them such names are not judged. */
export const BINDS_NAMES = /\b(?:LET|LAMBDA)\s*\(/i;
const isPlainName = ({ value }: FormulaToken) => !value.includes("!") && !value.toUpperCase().startsWith(NAMESPACE);

function namingUnknowns(formula: string, words: Vocabulary): string {
  const tokens = tokensOf(formula);
  const bindsNames = BINDS_NAMES.test(formula);
  const at = tokens.findLastIndex(
    (token, index) => isUnknown(token, tokens[index + 1], words) && !(bindsNames && isPlainName(token)),
  );
  const token = tokens[at];
  if (token === undefined) return formula;
  const end = isCall(token) ? closingOf(tokens, at + 1) : at;
  const repaired = textOf(tokens.slice(0, at)) + failureOf(token, words) + textOf(tokens.slice(end + 1));
  return namingUnknowns(repaired, words);
}

function isUnknown(token: FormulaToken, next: FormulaToken | undefined, words: Vocabulary): boolean {
  const name = token.value.trim().toUpperCase();
  if (token.type === tokenTypes.REF_STRUCT) return whyNoCells(token.value, words) !== undefined;
  if (isCall(token)) return isOperator(next, "(") && !words.isFunction(name) && !words.isName(name);
  const sheet = sheetOf(token);
  if (sheet !== undefined) return !words.isSheet(sheet);
  if (token.type !== tokenTypes.REF_NAMED || next?.type === tokenTypes.REF_STRUCT) return false;
  return !words.isName(name) && words.tableNamed(name) === undefined;
}

const ON_SHEET = /^(?:'((?:[^']|'')+)'|([^'!]+))!/;

/** The sheet a reference names, unless it names another workbook too. */
function sheetOf(token: FormulaToken): string | undefined {
  if (!REFERENCES.has(token.type)) return undefined;
  const found = ON_SHEET.exec(token.value);
  return (found?.[1]?.replaceAll("''", "'") ?? found?.[2])?.trim();
}

function failureOf(token: FormulaToken, words: Vocabulary): string {
  if (isCall(token)) return failureCall("#NAME?", noFunction(token.value.toUpperCase(), words.offered()));
  const noCells = token.type === tokenTypes.REF_STRUCT ? whyNoCells(token.value, words) : undefined;
  if (noCells !== undefined) return failureCall(noCells.code, noCells.message);
  const sheet = sheetOf(token);
  return sheet === undefined
    ? failureCall("#NAME?", `There is no name ${token.value.trim()}. If it is a text, put it in quotes.`)
    : failureCall("#REF!", `There is no sheet "${sheet}".`);
}

function noFunction(name: string, offered: Iterable<string>): string {
  const guess = nearest(name, offered);
  return `There is no function ${name}.${guess === undefined ? "" : ` Did you mean ${guess}?`}`;
}

/** A name without the namespace, or one misspelt by a letter or two. */
function nearest(name: string, all: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(2, Math.floor(name.replace(NAMESPACE, "").length / 3)) + 1;
  for (const candidate of all) {
    if (candidate === NAMESPACE + name) return candidate;
    const distance = editDistance(name, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Number of letters to insert, delete or replace to turn one name into another (Levenshtein). */
function editDistance(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 2) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: to.length + 1 }, (_cell, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? Number.POSITIVE_INFINITY;
}
