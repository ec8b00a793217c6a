import { describe, expect, test } from "vitest";
import "../../src/functions";
import type { CatalogArgument, CatalogEntry } from "../../src/catalog/types";
import { cellError, isCellError, registeredFunctions } from "../../src/functions/call/registry";
import { catalog, literalArguments } from "./support/catalog";

const NAME_UNITS = /^(name|names|word|words|text|date|dates|table|options|list|key-value|model text|formula)\b/;
/** An empty text is a text: it has no tokens. */
const BLANK_IS_A_VALUE = new Set(["TOKENS text"]);
const isNumeric = ({ unit }: CatalogArgument): boolean => !NAME_UNITS.test(unit);

async function callWith(
  entry: CatalogEntry,
  args: readonly unknown[],
  at: number,
  value: unknown,
): Promise<unknown[][]> {
  const changed = entry.arguments.map((_argument, index) => (index === at ? value : (args[index] ?? null)));
  return (await registeredFunctions().get(entry.name)?.(...changed)) as unknown[][];
}

/** Whatever goes in, a cell holds a number, a text, TRUE/FALSE or an error with a sentence. */
function checkCells(result: unknown[][], what: string): void {
  expect(Array.isArray(result) && result.length > 0, what).toBe(true);
  for (const cell of result.flat()) {
    if (isCellError(cell)) {
      expect(cell.message, what).not.toMatch(/fault in INFER/);
      expect(cell.message.length, what).toBeGreaterThan(5);
      expect(cell.message, what).not.toMatch(/undefined|NaN|\[object|null/);
    } else {
      expect(["number", "string", "boolean"], `${what}: ${String(cell)}`).toContain(typeof cell);
      if (typeof cell === "number") expect(Number.isFinite(cell), what).toBe(true);
    }
  }
}

const firstError = (result: unknown[][]): { code: string; message: string } | undefined =>
  result.flat().find((cell) => isCellError(cell)) as { code: string; message: string } | undefined;

describe.each(catalog.filter(({ arguments: args }) => args.length > 0))("$name refuses bad input", (entry) => {
  const args = literalArguments(entry);

  test("has an example of literal arguments to start from", () => {
    expect(args, "write an @example that is one plain call with literals").toBeInstanceOf(Array);
  });
  if (args === undefined) return;

  test.each(entry.arguments.map((argument, index) => ({ ...argument, index })))("$name", async (argument) => {
    const { name, index, optional } = argument;
    const given = (value: unknown) => callWith(entry, args, index, value);

    // A repeating argument holds another function's arguments: their errors are explained, not passed on.
    if (!argument.repeating) {
      const propagated = await given([[cellError("#DIV/0!", "The input cell holds this error.")]]);
      expect(firstError(propagated)?.code, `${name}: an error in the cell stays that error`).toBe("#DIV/0!");
    }

    for (const blank of [null, [[""]], [[null]]]) {
      const result = await given(blank);
      checkCells(result, `${name} blank`);
      if (!optional && !argument.repeating && !BLANK_IS_A_VALUE.has(`${entry.name} ${name}`)) {
        expect(firstError(result)?.message, `${name} missing`).toContain(name);
      }
    }
    if (isNumeric(argument)) {
      const text = await given([["abc"]]);
      checkCells(text, `${name} as text`);
      expect(firstError(text)?.message ?? "no error", `${name} as text`).toMatch(/abc/);
    }
    const wild = [-1, 0, -1e300, 1e300, 1e-300, 60, 0.5, true, "abc", "=1+1", "H100", "\u00a0", "💸".repeat(200)];
    for (const value of wild) checkCells(await given([[value]]), `${name} = ${String(value).slice(0, 20)}`);
    checkCells(await given([[1, 2], [3]]), `${name} ragged`);
    checkCells(
      await given([
        ["model", "x"],
        ["a", -1],
      ]),
      `${name} as a wrong table`,
    );
  });
});
