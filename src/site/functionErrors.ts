import type { CatalogArgument, CatalogEntry } from "../catalog/types";
import { argumentTexts } from "../taskpane/formulaText";

/** Calls that people get wrong, made from the first example, so that the page shows what the function says to each. */

const WORDS = ["word", "name", "date", "table", "options", "text", "flag"];

const isNumeric = ({ unit }: CatalogArgument): boolean => !WORDS.some((word) => unit.includes(word));

/** A call with these arguments; empty ones at its end are left out. */
export function callWith(name: string, parts: readonly string[]): string {
  let length = parts.length;
  while (length > 0 && parts[length - 1] === "") length--;
  return `=INFER.${name}(${parts.slice(0, length).join(", ")})`;
}

/** The first example that is nothing but a call of the function. */
export function plainExample({ name, examples }: CatalogEntry): string | undefined {
  const opening = `=INFER.${name}(`;
  return examples
    .map(({ formula }) => formula)
    .find((formula) => {
      const parts = argumentTexts(formula, name);
      return parts !== undefined && formula.startsWith(opening) && formula.endsWith(")") && !formula.includes(")*");
    });
}

export function wrongCalls(entry: CatalogEntry): string[] {
  const { name, arguments: args } = entry;
  const example = plainExample(entry) ?? entry.examples[0]?.formula;
  const parts = example === undefined ? undefined : argumentTexts(example, name);
  if (parts === undefined) return [];
  const changed = (at: number, text: string) =>
    callWith(
      name,
      parts.map((part, index) => (index === at ? text : part)),
    );
  const required = args.findIndex(({ optional }) => !optional);
  const named = args.findIndex(({ unit, optional }, at) => !optional && unit === "name" && at < parts.length);
  const numeric = args.findIndex((argument, at) => isNumeric(argument) && parts[at] !== undefined && parts[at] !== "");
  const share = args.findIndex(({ unit }, at) => unit.startsWith("share 0-1") && parts[at] !== undefined);
  const calls = [
    ...(required >= 0 ? [changed(required, "")] : []),
    ...(named >= 0 ? [changed(named, '"no such name"')] : []),
    ...(numeric >= 0 ? [changed(numeric, '"12 k"')] : []),
    ...(share >= 0 ? [changed(share, "70")] : []),
  ];
  return [...new Set(calls)].filter((call) => call !== example);
}
