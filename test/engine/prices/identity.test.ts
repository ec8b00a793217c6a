import { describe, expect, test } from "vitest";
import { prices } from "../../../src/data";
import { dayOfIsoText } from "../../../src/engine/dates";
import { listingsOf, priceBook } from "../../../src/engine/prices/book";
import { identify } from "../../../src/engine/prices/identity";
import { quote } from "../../../src/engine/prices/quote";

const book = priceBook(listingsOf(prices()), {
  dataDay: dayOfIsoText("2026-11-18") ?? 0,
  builtIn: true,
  currency: "USD",
});
const labelOf = (model: string): string => quote(book, { model }).label;

describe("a bare name means the model's maker", () => {
  test.each([
    ["gpt-4o", "openai/gpt-4o"],
    ["GPT 4o", "openai/gpt-4o"],
    ["claude-opus-4-5", "anthropic/claude-opus-4-5"],
    ["claude-opus-4.5", "anthropic/claude-opus-4-5"],
    ["gpt-5.6", "openai/gpt-5.6-sol"],
    ["anthropic.claude-opus-4-8", "anthropic/claude-opus-4-8"],
  ])("%s is %s", (name, label) => {
    expect(labelOf(name)).toBe(label);
  });
});

describe("what stands before the first slash is a seller only if that seller has the rest", () => {
  test.each([
    ["azure/gpt-4o", "azure/gpt-4o"],
    ["Azure / GPT-4o", "azure/gpt-4o"],
    ["deepinfra/anthropic/claude-4-opus", "deepinfra/anthropic/claude-4-opus"],
    ["azure/llama-3.3-70b", "azure/llama-3.3-70b-instruct"],
  ])("%s is %s", (name, label) => {
    expect(labelOf(name)).toBe(label);
  });
});

test("a name without its separators is not guessed but suggested", () => {
  expect(() => identify(book, "gpt4o")).toThrow('No model "gpt4o" in the table. Did you mean "gpt-4o"');
  expect(labelOf("o3")).toBe("openai/o3");
});

test("a model that its maker does not sell names its sellers and how to write one", () => {
  for (const name of ["llama-3.3-70b", "meta-llama/Llama-3.3-70B-Instruct"]) {
    expect(() => identify(book, name)).toThrow(/^Sold by .*azure.*cerebras.*: write "[a-z-]+\/llama-3\.3-70b"/);
  }
});

test("the market is the median of current sellers, one value each", () => {
  const market = quote(book, { model: "market/llama-3.3-70b" });
  const sellers = market.lines.map(({ row }) => row?.provider);
  expect(new Set(sellers).size).toBe(sellers.length);
  expect(market.lines.every(({ row }) => row?.status === "current")).toBe(true);
  const inputs = market.lines.map(({ input }) => input ?? 0).sort((a, b) => a - b);
  const middle = inputs.length / 2;
  const median = ((inputs[Math.ceil(middle) - 1] ?? 0) + (inputs[Math.floor(middle)] ?? 0)) / 2;
  expect(market.prompts[0]?.prices.input).toBeCloseTo(median, 12);
});

test("a seller that is none, before a known model, is named as that, with the seller perhaps meant", () => {
  expect(() => identify(book, "foo/gpt-4o")).toThrow(
    'No seller "foo" in the table. gpt-4o is sold by azure, openai: write "azure/gpt-4o".',
  );
  expect(() => identify(book, "bedrock/claude-opus-4-5")).toThrow(/write "amazon-bedrock\/claude-opus-4-5"\.$/);
  expect(() => identify(book, "foo/bar")).toThrow('No model "foo/bar" in the table.');
});

test("a seller that does not have a model says who does", () => {
  expect(() => identify(book, "anthropic/gpt-4o")).toThrow(/^anthropic does not sell "gpt-4o"\. Sold by azure, openai/);
});
