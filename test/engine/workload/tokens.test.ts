import { readFileSync } from "node:fs";
import * as cl100k from "gpt-tokenizer/encoding/cl100k_base";
import * as o200k from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it, test } from "vitest";
import { models } from "../../../src/data";
import { estimatedTokens } from "../../../src/engine/workload/tokenEstimate";
import {
  type Encoding,
  encodingsFor,
  type TokenCounter,
  type Tokenizer,
  tokenizerOf,
  tokens,
} from "../../../src/engine/workload/tokens";
import { builtInPrices } from "../../../src/functions/builtIn";
import { SAMPLES } from "./tokenSamples";

const names = { prices: builtInPrices(), models: models() };
const PLAIN = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
const counters = new Map<Encoding, TokenCounter>([
  ["o200k_base", (text) => o200k.countTokens(text, PLAIN)],
  ["cl100k_base", (text) => cl100k.countTokens(text, PLAIN)],
]);

describe("which tokenizer a model has", () => {
  test.each<[string | undefined, Tokenizer]>([
    [undefined, { kind: "exact", encoding: "o200k_base" }],
    ["gpt-4o", { kind: "exact", encoding: "o200k_base" }],
    ["GPT 4o mini", { kind: "exact", encoding: "o200k_base" }],
    ["azure/gpt-4o", { kind: "exact", encoding: "o200k_base" }],
    ["gpt-4.1", { kind: "exact", encoding: "o200k_base" }],
    ["o3", { kind: "exact", encoding: "o200k_base" }],
    ["gpt-5.6-sol", { kind: "exact", encoding: "o200k_base" }],
    ["gpt-oss-120b", { kind: "exact", encoding: "o200k_base" }],
    ["gpt-4", { kind: "exact", encoding: "cl100k_base" }],
    ["gpt-4-turbo", { kind: "exact", encoding: "cl100k_base" }],
    ["gpt-3.5-turbo", { kind: "exact", encoding: "cl100k_base" }],
    ["text-embedding-3-small", { kind: "exact", encoding: "cl100k_base" }],
    ["text-davinci-003", { kind: "exact", encoding: "p50k_base" }],
    ["davinci", { kind: "exact", encoding: "r50k_base" }],
    ["cl100k_base", { kind: "exact", encoding: "cl100k_base" }],
    ["o200k base", { kind: "exact", encoding: "o200k_base" }],
    ["claude-opus-4-5", { kind: "estimate", factor: 1.2 }],
    ["llama-3.3-70b", { kind: "estimate", factor: 1 }],
    ["meta-llama/Llama-3.3-70B-Instruct", { kind: "estimate", factor: 1 }],
    ["market/llama-3.3-70b", { kind: "estimate", factor: 1 }],
    ["deepinfra/anthropic/claude-4-opus", { kind: "estimate", factor: 1.2 }],
    ["gemini-2.5-pro", { kind: "estimate", factor: 1 }],
  ])("%s → %j", (model, tokenizer) => {
    expect(tokenizerOf(model, names)).toEqual(tokenizer);
  });

  it("asks back where nobody knows the model", () => {
    expect(() => tokenizerOf("gpt-4oo", names)).toThrow(
      expect.objectContaining({
        kind: "notFound",
        message: expect.stringMatching(/^No model "gpt-4oo" in the table\. Did/),
      }),
    );
  });

  it("loads only what a list of models needs, and leaves unknown names to their own cells", () => {
    expect(
      [...encodingsFor([undefined, "gpt-4", "claude-opus-4-5", "gpt-4o", "nonsense-model"], names)].sort(),
    ).toEqual(["cl100k_base", "o200k_base"]);
    expect(encodingsFor(["claude-opus-4-5"], names).size).toBe(0);
  });
});

describe("TOKENS", () => {
  const count = (text: string, model?: string): number => tokens({ text, model, names, counters });

  // Counts of OpenAI's own tokenizer, as its cookbook and tiktoken's tests print them.
  test.each([
    ["tiktoken is great!", "cl100k_base", 6],
    ["hello world", "cl100k_base", 2],
    ["hello world", "o200k_base", 2],
    ["お誕生日おめでとう", "cl100k_base", 9],
    ["antidisestablishmentarianism", "cl100k_base", 6],
    ["2 + 2 = 4", "cl100k_base", 7],
  ])("%s in %s: %d", (text, model, expected) => {
    expect(count(text, model)).toBe(expected);
  });

  it.each(["gpt-4o", "gpt-4", "claude-opus-4-5"])("an empty text has none for %s", (model) => {
    expect(count("", model)).toBe(0);
  });

  it("reads what looks like a control token as the text it is", () => {
    expect(count("<|endoftext|>")).toBeGreaterThan(1);
  });

  it("keeps leading and trailing spaces: they are tokens too", () => {
    expect(count(" a ")).toBeGreaterThan(count("a"));
  });

  it("counts a whole cell of 32,767 letters without a break, to a token a cut", () => {
    const text = "ab".repeat(16_383);
    const whole = count(text);
    expect(whole).toBeGreaterThan(text.length / 4 - 1);
    expect(whole).toBeLessThanOrEqual(text.length / 4 + 20);
  });

  it("counts long ordinary text exactly, whatever its length", () => {
    const text = SAMPLES.map(([, sample]) => sample)
      .join("\n")
      .repeat(5);
    expect(text.length).toBeGreaterThan(8000);
    expect(count(text)).toBe(o200k.countTokens(text, PLAIN));
  });
});

describe("the estimate", () => {
  it.each(SAMPLES)("%s: within a quarter of the middle of the two encodings", (_name, text) => {
    const middle = Math.sqrt(o200k.countTokens(text, PLAIN) * cl100k.countTokens(text, PLAIN));
    expect(Math.abs(estimatedTokens(text) / middle - 1)).toBeLessThanOrEqual(0.25);
  });

  it.each(SAMPLES.filter(([name]) => /English|code/.test(name)))("%s: within a tenth", (_name, text) => {
    expect(Math.abs(estimatedTokens(text) / o200k.countTokens(text, PLAIN) - 1)).toBeLessThanOrEqual(0.1);
  });

  test.each([
    ["one letter is one token", "a", 1],
    ["a space alone is one token", " ", 1],
    ["a script without a rate: a token a letter", "ქართული", 7],
  ])("%s", (_why, text, expected) => {
    expect(estimatedTokens(text)).toBe(expected);
  });

  it("grows with the text", () => {
    const [, text = ""] = SAMPLES[0] ?? [];
    expect(estimatedTokens(text.repeat(3))).toBeGreaterThan(2.9 * estimatedTokens(text));
  });

  it("follows what vendors say of English: about four characters a token", () => {
    const english = SAMPLES.filter(([name]) => name.startsWith("English"));
    for (const [, text] of english) expect(text.length / estimatedTokens(text)).toBeGreaterThan(3.5);
  });
});

describe("the methodology page", () => {
  const page = readFileSync(new URL("../../../docs/methodology/tokens.md", import.meta.url), "utf8");

  it.each(SAMPLES)("%s: shows the text and its numbers", (name, text) => {
    const exact = o200k.countTokens(text, PLAIN);
    const older = cl100k.countTokens(text, PLAIN);
    const estimate = estimatedTokens(text);
    const error = Math.round((estimate / Math.sqrt(exact * older) - 1) * 100);
    const sign = error > 0 ? "+" : error < 0 ? "−" : "";
    expect(page).toContain(text);
    expect(page).toContain(
      `| ${name} | ${[...text].length} | ${exact} | ${older} | ${estimate} | ${sign}${Math.abs(error)} % | ${estimatedTokens(text, 1.2)} |`,
    );
  });
});
