import { tokenTypes } from "@borgar/fx";
import { isCall, isOperator, REFERENCES, tokensOf } from "../../workbench/calc/formula-tokens";

/** Functions that fetch something, start something, or need a service: a file must not make us do either. */
const REACHING_OUT: ReadonlySet<string> = new Set(
  `WEBSERVICE IMAGE RTD STOCKHISTORY CUBEKPIMEMBER CUBEMEMBER CUBEMEMBERPROPERTY CUBERANKEDMEMBER CUBESET CUBESETCOUNT
  CUBEVALUE COPILOT TRANSLATE DETECTLANGUAGE PY CALL REGISTER REGISTER.ID EXEC SQL.REQUEST GETPIVOTDATA`
    .trim()
    .split(/\s+/),
);
const MAYBE_BLOCKED =
  /[[|]|WEBSERVICE|IMAGE|RTD|STOCKHISTORY|CUBE|COPILOT|TRANSLATE|DETECTLANGUAGE|PY\(|CALL|REGISTER|EXEC|SQL\.REQUEST|GETPIVOTDATA/i;
const OTHER_WORKBOOK = /^'?[^'!]*\[[^\]]+\][^!]*'?!|^'?(?:[a-z]:)?[\\/]/i;

/** Why a formula (as typed) is not calculated but keeps the value it was stored with; `undefined` for all others. */
export function whyBlocked(formula: string): string | undefined {
  if (!MAYBE_BLOCKED.test(formula)) return undefined;
  const tokens = tokensOf(formula);
  const call = tokens.find((token) => isCall(token) && REACHING_OUT.has(token.value.toUpperCase()));
  if (call !== undefined) return `it calls ${call.value.toUpperCase()}, which needs something outside the workbook`;
  if (tokens.some(({ type, value }) => type === tokenTypes.UNKNOWN && value.includes("|"))) {
    return "it asks another program for data";
  }
  const refersOut = tokens.some(
    (token, index) =>
      (REFERENCES.has(token.type) && token.type !== tokenTypes.REF_STRUCT && OTHER_WORKBOOK.test(token.value)) ||
      (token.value === "]" && isOperator(tokens[index + 1], "!")),
  );
  return refersOut ? "it refers to another workbook" : undefined;
}
