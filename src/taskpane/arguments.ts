import type { CatalogArgument, CatalogEntry } from "../catalog/types";
import {
  argumentTexts,
  arrayOfText,
  literalOf,
  literalText,
  numberOfText,
  type Scalar,
  textLiteral,
} from "./formulaText";

/** What a user typed for one argument, as the function will get it. */
export type Given =
  | { readonly kind: "omitted" }
  | { readonly kind: "value"; readonly value: Scalar }
  | { readonly kind: "array"; readonly values: readonly (readonly Scalar[])[]; readonly text: string }
  /** A reference or any other expression, as it stands in a formula. */
  | { readonly kind: "expression"; readonly text: string }
  | { readonly kind: "faulty"; readonly message: string };

const OMITTED: Given = { kind: "omitted" };

/**
 * A typed text as an argument: blank is omitted, "=B4" an expression, {…} a list, a number a number, TRUE a truth value,
 * anything else a text, for which quotes may be typed.
 */
export function given(argument: CatalogArgument, typed: string): Given {
  const text = typed.trim();
  if (text === "") return OMITTED;
  if (text.startsWith("=")) return expression(text.slice(1).trim(), argument);
  if (text.startsWith("{")) return list(text, argument);
  const literal = literalOf(text);
  if (literal !== undefined) return { kind: "value", value: literal };
  if (textLiteral(text) === undefined) {
    const message = `${argument.name} is longer than 255 characters: put it into a cell and use the selection.`;
    return { kind: "faulty", message };
  }
  return { kind: "value", value: text };
}

function expression(text: string, { name }: CatalogArgument): Given {
  if (text === "") return { kind: "faulty", message: `${name} begins with "=": write a cell after it, such as =B4.` };
  return { kind: "expression", text };
}

/** A list as a formula writes it: Excel takes 0.6 between braces and refuses 60%. */
function arrayLiteral(values: readonly (readonly Scalar[])[]): string {
  return `{${values.map((row) => row.map((value) => literalText(value) ?? '""').join(",")).join(";")}}`;
}

function list(text: string, { name }: CatalogArgument): Given {
  const values = arrayOfText(text);
  if (values !== undefined) return { kind: "array", values, text: text.includes("%") ? arrayLiteral(values) : text };
  return {
    kind: "faulty",
    message: `${name} is no list that a formula can read: write {1,2} for a row, {1;2} for a column, texts in quotes.`,
  };
}

/** As it stands in the formula; an omitted argument is an empty place. */
export function formulaPart(argument: Given, typed: string): string {
  switch (argument.kind) {
    case "value":
      // A number stays as it was typed: 60% reads better than 0.6.
      return typeof argument.value === "number" && numberOfText(typed.trim()) !== undefined
        ? typed.trim().replaceAll(",", "").replace(/^\+/, "")
        : (literalText(argument.value) ?? "");
    case "array":
    case "expression":
      return argument.text;
    default:
      return "";
  }
}

/** The call with these places filled; empty places at its end are left out. */
export function callOf(name: string, parts: readonly string[]): string {
  let length = parts.length;
  while (length > 0 && parts[length - 1] === "") length--;
  return `=INFER.${name}(${parts.slice(0, length).join(",")})`;
}

/** The arguments of a function with places for each value of a repeating last one. */
export function placesOf(entry: CatalogEntry, typed: readonly string[]): readonly CatalogArgument[] {
  const last = entry.arguments.at(-1);
  if (last?.repeating !== true) return entry.arguments;
  const spare = typed.at(-1)?.trim() === "" ? 0 : 1;
  const count = Math.max(1, typed.length - entry.arguments.length + 1 + spare);
  const more = Array.from({ length: count }, (_place, index) => ({ ...last, name: `${last.name} ${index + 1}` }));
  return [...entry.arguments.slice(0, -1), ...more];
}

/** What a formula's argument looks like when it is typed: texts without quotes unless they would read as a number. */
export function typedText(part: string): string {
  const literal = literalOf(part);
  if (typeof literal === "string" && literal !== "" && typeof literalOf(literal) !== "number") {
    return /^[={"]/.test(literal) ? part : literal;
  }
  return literal !== undefined || part.startsWith("{") ? part : `=${part}`;
}

/**
 * The arguments of the entry's first example, as one would type them. A function that gives a table gets no `field`, so
 * that all of its answer shows.
 */
export function exampleArguments(entry: CatalogEntry): readonly string[] {
  const texts = entry.examples
    .map(({ formula }) => argumentTexts(formula, entry.name))
    .find((found) => found !== undefined);
  const typed = (texts ?? []).map((part) => (part === "" ? "" : typedText(part)));
  const field = entry.arguments.findIndex(({ name }) => name === "field");
  const shown = entry.shape === "T" && field >= 0 ? typed.slice(0, field) : typed;
  return Array.from({ length: Math.max(entry.arguments.length, shown.length) }, (_place, index) => shown[index] ?? "");
}

/** The signature as help shows it: optional arguments in brackets. */
export function signatureOf({ name, arguments: args }: CatalogEntry): string {
  const parts = args.map((argument) => {
    const shown = argument.repeating === true ? `${argument.name}…` : argument.name;
    return argument.optional ? `[${shown}]` : shown;
  });
  return `INFER.${name}(${parts.join(", ")})`;
}
