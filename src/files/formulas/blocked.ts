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

/** Why a formula (as typed) is not calculated but keeps the value it was stored with; `undefined` for all others. */
export function whyBlocked(formula: string): string | undefined {
  if (!MAYBE_BLOCKED.test(formula)) return undefined;
  const tokens = tokensOf(formula);
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
