import { describe, expect, it } from "vitest";
import "../../src/functions";
import { later } from "../../src/functions/call/later";
import { cellError, isCellError, registeredFunctions } from "../../src/functions/call/registry";

const call = (...args: readonly unknown[]): Promise<unknown[][]> =>
  registeredFunctions().get("TOKENS")?.(...args) as Promise<unknown[][]>;

const sentence = (cell: unknown): string =>
  isCellError(cell) ? `${cell.code} ${cell.message}` : `no error: ${String(cell)}`;

describe("TOKENS at the sheet", () => {
  it("answers with a promise, never with an estimate in the meantime", async () => {
    const answer = call([["hello world"]]);
    expect(answer).toBeInstanceOf(Promise);
    expect(await answer).toEqual([[2]]);
  });

  it("counts down a column and across models", async () => {
    const texts = [["hello world"], ["hello"], [""]];
    const models = [["gpt-4o", "gpt-4"]];
    expect(await call(texts, models)).toEqual([
      [2, 2],
      [1, 1],
      [0, 0],
    ]);
  });

  it.each([[null], [[[""]]], [[[null]]]])("a blank text (%j) has none", async (blank) => {
    expect(await call(blank)).toEqual([[0]]);
  });

  it("asks for the text of a number: a date or a price has none by itself", async () => {
    const [[cell] = []] = await call([[42]]);
    expect(sentence(cell)).toBe('#VALUE! text must be text; you gave 42. Write it as text: A1&"" or TEXT(A1, "0.00").');
  });

  it("lets an unknown model or an error fail in its own cell", async () => {
    const broken = cellError("#DIV/0!", "The input cell holds this error.");
    const [[good], [unknown], [error]] = (await call(
      [["hello"], ["hello"], [broken]],
      [["gpt-4o"], ["gpt-4oo"], ["gpt-4o"]],
    )) as [[unknown], [unknown], [unknown]];
    expect(good).toBe(1);
    expect(sentence(unknown)).toMatch(/^#N\/A No model "gpt-4oo" in the table\./);
    expect(sentence(error)).toMatch(/^#DIV\/0!/);
  });

  it("says so when a file of the add-in does not load", async () => {
    const failed = await later(
      () => Promise.reject(new Error("chunk 7 is missing")),
      () => [[1]],
    );
    expect(sentence(failed[0]?.[0])).toBe(
      "#N/A The tokenizer file of the add-in did not load (chunk 7 is missing). Recalculate to try again.",
    );
  });
});
