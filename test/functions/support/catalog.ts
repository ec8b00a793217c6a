import { readFileSync } from "node:fs";
import type { CatalogEntry } from "../../../src/catalog/types";

export const catalog: readonly CatalogEntry[] = JSON.parse(
  readFileSync(new URL("../../../generated/catalog.json", import.meta.url), "utf8"),
);

/** The literal arguments of a documented example, if it is one plain call of this function. */
export function literalArguments({ name, examples }: CatalogEntry): readonly unknown[] | undefined {
  for (const { formula } of examples) {
    const start = formula.indexOf(`INFER.${name}(`);
    if (start < 0) continue;
    const parts = argumentTexts(formula.slice(start + name.length + "INFER.(".length));
    const values = parts?.map(literal);
    if (values?.every((value) => value !== NOT_LITERAL)) return values;
  }
  return undefined;
}

/** Splits "a, {1,2}, \"x,y\") …" at the top level up to its closing parenthesis. */
function argumentTexts(text: string): readonly string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = "";
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (!quoted && depth === 0 && (letter === "," || letter === ")")) {
      parts.push(part.trim());
      part = "";
      if (letter === ")") return parts.length === 1 && parts[0] === "" ? [] : parts;
      continue;
    }
    if (!quoted && "({".includes(letter)) depth++;
    if (!quoted && ")}".includes(letter)) depth--;
    part += letter;
  }
  return undefined;
}

const NOT_LITERAL = Symbol("not a literal");

function literal(text: string): unknown {
  if (text === "") return null;
  const scalar = scalarLiteral(text);
  if (scalar !== NOT_LITERAL) return [[scalar]];
  if (!text.startsWith("{")) return NOT_LITERAL;
  const rows = splitOutsideQuotes(text.slice(1, -1), ";").map((row) => splitOutsideQuotes(row, ",").map(scalarLiteral));
  return rows.flat().includes(NOT_LITERAL) ? NOT_LITERAL : rows;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  return text.match(new RegExp(`(?:"(?:[^"]|"")*"|[^${separator}"])+`, "g")) ?? [];
}

function scalarLiteral(raw: string): unknown {
  const text = raw.trim();
  if (/^".*"$/s.test(text)) return text.slice(1, -1).replaceAll('""', '"');
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (/^-?[\d.]+(e[+-]?\d+)?%$/i.test(text)) return Number(text.slice(0, -1)) / 100;
  if (/^-?[\d.]+(e[+-]?\d+)?$/i.test(text)) return Number(text);
  const [first = "", ...rest] = text.split(/(?=[*/])/);
  const factors = rest.map((part) => [part.charAt(0), scalarNumber(part.slice(1))] as const);
  const start = scalarNumber(first);
  if (start === undefined || factors.some(([, factor]) => factor === undefined)) return NOT_LITERAL;
  return factors.reduce((product, [sign, factor = 1]) => (sign === "*" ? product * factor : product / factor), start);
}

function scalarNumber(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : undefined;
}

/** Compares with a documented value to the digits that are printed. */
export function agrees(value: unknown, printed: string): boolean {
  const digits = /^-?\d[\d,]*(?:\.(\d+))?(?:e[+-]?\d+)?(%?)$/i.exec(printed);
  if (digits === null || typeof value !== "number") return String(value).toUpperCase() === printed.toUpperCase();
  const expected = Number(printed.replaceAll(",", "").replace("%", ""));
  const exponent = Number(/e([+-]?\d+)$/i.exec(printed)?.[1] ?? 0);
  const halfUnit = 0.5 * 10 ** (exponent - (digits[1]?.length ?? 0));
  const given = digits[2] === "%" ? value * 100 : value;
  return Math.abs(given - expected) <= halfUnit * (1 + 1e-9);
}
