import { cellError, type SheetFunction } from "../../src/functions/call/registry";

/** Functions that show what arrives and return what is awkward, so that the engine's both ways can be told apart. */
export const ECHO: ReadonlyMap<string, SheetFunction> = new Map<string, SheetFunction>([
  ["ECHO", (...args) => [[JSON.stringify(args)]]],
  ["FAIL", (reason) => [[cellError("#N/A", `failed for ${JSON.stringify(reason)}`)]]],
  [
    "GRID",
    () => [
      ["model", "usd"],
      ["gpt-4o", 2.5],
      ["gpt-5", cellError("#N/A", "no price yet")],
    ],
  ],
  ["RAGGED", () => [[1, 2], [3]]],
  ["BOOM", () => boom()],
  ["NOTHING", () => [[null, Number.NaN, Number.POSITIVE_INFINITY, undefined]]],
  ["TOKENS", async (text) => [[JSON.stringify(text).length]]],
]);

function boom(): never {
  throw new TypeError("x is undefined");
}
