/** Formulas (en-US) taken apart, as far as the pane has to know what they refer to and which functions they call. */

const KINDS = ["text", "reference", "call", "name", "number", "error", "symbol"] as const;

export interface FormulaToken {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
  /** Places in the formula: from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
}

const LETTER = String.raw`[\p{L}\p{N}_.?\\]`;
const SHEET = String.raw`(?:'(?:[^']|'')+'|(?:\[[^[\]]+\])?${LETTER}+)!`;
const CELL = String.raw`\$?[A-Z]{1,3}\$?[1-9]\d{0,6}`;
const REFERENCE = String.raw`(?:${SHEET})?(?:${CELL}(?::${CELL})?#?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)(?!${LETTER}|[([!:])`;
const BRACKETS = String.raw`\[(?:[^[\]]|\[[^[\]]*\])*\]`;
const TOKEN = new RegExp(
  [
    `("(?:[^"]|"")*")`,
    `(${REFERENCE})`,
    String.raw`(${LETTER}*[\p{L}_\\]${LETTER}*(?=\())`,
    String.raw`((?:${SHEET})?[\p{L}_\\]${LETTER}*(?:${BRACKETS})?|${BRACKETS})`,
    String.raw`((?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)`,
    String.raw`(#(?:N/A|[A-Z][A-Z\d/]*[!?]))`,
    String.raw`(<=|>=|<>|\S)`,
  ].join("|"),
  "giu",
);

export function formulaTokens(formula: string): readonly FormulaToken[] {
  return [...formula.matchAll(TOKEN)].map((match) => {
    const group = match.findIndex((part, place) => place > 0 && part !== undefined);
    return {
      kind: KINDS[group - 1] ?? "symbol",
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}

export interface CallPart {
  /** Without blanks around it; "" where the argument is left out. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A call of one of our functions inside a formula. */
export interface InferCall {
  /** Without the prefix: "COST". */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly args: readonly CallPart[];
  /** Calls around it, ours or not. */
  readonly depth: number;
}

/** Excel writes the second form while the add-in is not loaded. */
const PREFIX = /^(?:INFER\.|_xldudf_INFER_)/i;

export function isInferFormula(formula: string): boolean {
  return /(?:INFER\.|_xldudf_INFER_)[\p{L}\d]+\(/iu.test(formula);
}

interface OpenCall {
  readonly name: string | undefined;
  readonly start: number;
  readonly bounds: number[];
}

/** The calls of our functions in a formula, outer ones first. A formula that is not closed gives what is closed. */
export function inferCalls(formula: string): readonly InferCall[] {
  const calls: InferCall[] = [];
  const open: OpenCall[] = [];
  let pending: FormulaToken | undefined;
  let braces = 0;
  for (const token of formulaTokens(formula)) {
    const { text, kind, start, end } = token;
    if (kind === "call") pending = token;
    else if (kind !== "symbol") continue;
    else if (text === "(") {
      const name = pending && PREFIX.test(pending.text) ? pending.text.replace(PREFIX, "").toUpperCase() : undefined;
      open.push({ name, start: pending?.start ?? start, bounds: [end] });
      pending = undefined;
    } else if (text === "{") braces++;
    else if (text === "}") braces--;
    else if (text === "," && braces === 0) open.at(-1)?.bounds.push(end);
    else if (text === ")") {
      const closed = open.pop();
      if (closed?.name === undefined) continue;
      const { name, bounds } = closed;
      calls.push({ name, start: closed.start, end, args: partsBetween(formula, bounds, start), depth: open.length });
    }
  }
  return calls.sort((a, b) => a.start - b.start);
}

function partsBetween(formula: string, bounds: readonly number[], close: number): readonly CallPart[] {
  const parts = bounds.map((from, index): CallPart => {
    const raw = formula.slice(from, index + 1 < bounds.length ? (bounds[index + 1] as number) - 1 : close);
    const start = from + (raw.length - raw.trimStart().length);
    const text = raw.trim();
    return { text, start, end: start + text.length };
  });
  return parts.length === 1 && parts[0]?.text === "" ? [] : parts;
}

/** The formula with some of its parts written differently. */
export function rewritten(
  formula: string,
  changes: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  const inOrder = [...changes].sort((a, b) => a.start - b.start);
  let made = "";
  let from = 0;
  for (const { start, end, text } of inOrder) {
    made += formula.slice(from, start) + text;
    from = end;
  }
  return made + formula.slice(from);
}
