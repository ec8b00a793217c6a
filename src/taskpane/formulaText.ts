/** Literals as a formula writes them, and formulas taken apart at their commas. */

export type Scalar = number | string | boolean;

/** Splits at a separator outside of quotes, braces and brackets. */
export function splitTop(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== "") quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ("({[".includes(letter)) depth++;
    else if (")}]".includes(letter)) depth--;
    else if (letter === separator && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim());
}

/** The argument texts of the call of `name` inside a formula; `undefined` if it is not there. */
export function argumentTexts(formula: string, name: string): readonly string[] | undefined {
  const opening = `INFER.${name}(`;
  const start = formula.indexOf(opening);
  if (start < 0) return undefined;
  let depth = 1;
  let isQuoted = false;
  let end = start + opening.length;
  for (; end < formula.length && depth > 0; end++) {
    const letter = formula.charAt(end);
    if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (letter === "(") depth++;
    else if (letter === ")") depth--;
  }
  const inside = formula.slice(start + opening.length, end - 1);
  return inside.trim() === "" ? [] : splitTop(inside, ",");
}

const NUMBER = /^[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?(e[-+]?\d+)?(%)?$/i;

/** A number as people write it: 1500, 1,500, 0.6, 60%, 1e6; `undefined` for anything else. */
export function numberOfText(text: string): number | undefined {
  const match = NUMBER.exec(text);
  if (match === null || !/\d/.test(text)) return undefined;
  const value = Number(text.replaceAll(",", "").replace("%", ""));
  return text.endsWith("%") ? value / 100 : value;
}

/** One literal of a formula; `undefined` for what is no literal. Blank is "". */
export function literalOf(text: string): Scalar | undefined {
  if (text === "") return "";
  const quoted = /^"((?:[^"]|"")*)"$/.exec(text);
  if (quoted) return (quoted[1] ?? "").replaceAll('""', '"');
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  return numberOfText(text);
}

/** The values of an array constant such as {1,2;3,4}; `undefined` for anything else. */
export function arrayOfText(text: string): readonly (readonly Scalar[])[] | undefined {
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  const rows = splitTop(text.slice(1, -1), ";").map((row) => splitTop(row, ",").map(literalOf));
  const width = rows[0]?.length ?? 0;
  const isWhole = rows.every((row) => row.length === width && row.every((cell) => cell !== undefined));
  return isWhole ? (rows as Scalar[][]) : undefined;
}

const LONGEST_TEXT = 255;

/** A text literal; Excel takes up to 255 characters in a formula. */
export function textLiteral(text: string): string | undefined {
  return text.length > LONGEST_TEXT ? undefined : `"${text.replaceAll('"', '""')}"`;
}

export function literalText(value: Scalar): string | undefined {
  if (typeof value === "string") return textLiteral(value);
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}

/**
 * An en-US formula in another language's separators. `undefined` where there is an array constant: how its columns are
 * separated differs from language to language and cannot be asked of Excel.
 */
export function localFormula(
  formula: string,
  { decimal, list }: { decimal: string; list: string },
): string | undefined {
  if (decimal === "." && list === ",") return formula;
  let local = "";
  let quote = "";
  for (let at = 0; at < formula.length; at++) {
    const letter = formula.charAt(at);
    if (quote !== "") quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === "{") return undefined;
    else if (letter === ",") {
      local += list;
      continue;
    } else if (letter === "." && /\d/.test(formula.charAt(at + 1)) && !/[A-Za-z]/.test(formula.charAt(at - 1))) {
      local += decimal;
      continue;
    }
    local += letter;
  }
  return local;
}
