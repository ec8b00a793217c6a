import { tokenTypes } from "@borgar/fx";
import { isCall, REFERENCES, tokensOf } from "../../workbench/calc/formula-tokens";

/** Functions that fetch something, start something, or need a service: a file must not make us do either. */
const REACHING_OUT: ReadonlySet<string> = new Set(
  `WEBSERVICE IMAGE RTD STOCKHISTORY CUBEKPIMEMBER CUBEMEMBER CUBEMEMBERPROPERTY CUBERANKEDMEMBER CUBESET CUBESETCOUNT
  CUBEVALUE COPILOT TRANSLATE DETECTLANGUAGE PY CALL REGISTER REGISTER.ID EXEC SQL.REQUEST GETPIVOTDATA`
    .trim()
    .split(/\s+/),
);
const MAYBE_BLOCKED =
  /[[|]|WEBSERVICE|IMAGE|RTD|STOCKHISTORY|CUBE|COPILOT|TRANSLATE|DETECTLANGUAGE|PY\(|CALL|REGISTER|EXEC|SQL\.REQUEST|GETPIVOTDATA/i;
const OTHER_WORKBOOK = /^'?[^'!]*\[[^\]]+\][^!]*'?!/;

const bareName = (value: string) => value.slice(value.lastIndexOf("!") + 1).toLowerCase();

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * Why a formula (as typed) is not calculated but keeps the value it was stored with; `undefined` for all others. `names`
 * are those that are not calculated either, in small letters, with the reason.
 */
export function whyBlocked(formula: string, names: ReadonlyMap<string, string> = NO_NAMES): string | undefined {
  if (names.size === 0 && !MAYBE_BLOCKED.test(formula)) return undefined;
  const tokens = tokensOf(formula);
  const named = tokens.find(({ type, value }) => type === tokenTypes.REF_NAMED && names.has(bareName(value)));
  if (named !== undefined) return `it uses the name ${named.value}: ${names.get(bareName(named.value))}`;
  const call = tokens.find((token) => isCall(token) && REACHING_OUT.has(token.value.toUpperCase()));
  if (call !== undefined) return `it calls ${call.value.toUpperCase()}, which needs something outside the workbook`;
  if (tokens.some(({ type, value }) => type === tokenTypes.UNKNOWN && value.includes("|"))) {
    return "it asks another program for data";
  }
  // What the tokenizer cannot read but holds a "]" is the path of a file.
  const refersOut = tokens.some(
    ({ type, value }) =>
      (REFERENCES.has(type) && type !== tokenTypes.REF_STRUCT && OTHER_WORKBOOK.test(value)) ||
      (type === tokenTypes.UNKNOWN && value.includes("]")),
  );
  return refersOut ? "it refers to another workbook" : undefined;
}
