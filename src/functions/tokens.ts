import { models } from "../data";
import type { ModelNames } from "../engine/workload/tokens";
import { builtInPrices } from "./builtIn";
import { cellOf, matrixOf } from "./call/cells";
import { later } from "./call/later";
import { builtIn, optionalText } from "./call/readers";
import { spread } from "./call/spread";
import { loadCounters, loadedCounters } from "./call/tokenizers";
import { wholeText } from "./call/wholeText";

/**
 * Number of tokens in a text: counted exactly for OpenAI models, estimated by script for others.
 * @customfunction TOKENS
 * @param {any[][]} text Text to count; a blank cell has none [text].
 * @param {any[][]} [model] Model, such as "gpt-4o", or an encoding, such as "cl100k_base" [name]. Default o200k_base, the encoding since GPT-4o.
 * @returns {Promise<any[][]>} Number of tokens.
 * @group Workload
 * @shape B
 * @formula the text split by the model's own tokenizer; else Σ letters of each script × tokens per letter
 * @remarks Exact for the text itself; a request adds a few tokens for each message and more for tools and images.
 * @remarks An estimate aims at the middle between a vocabulary of 100,000 and one of 200,000 entries: within about 10% for English and code, 25% for other languages, and the model's own count may lie further off. The methodology page shows both on ten texts. For a budget use the counts on your own bills.
 * @example =INFER.TOKENS("The quick brown fox jumps over the lazy dog.") → 10
 * @example =INFER.TOKENS("The quick brown fox jumps over the lazy dog.", "claude-opus-4-5") → 11
 */
export function tokens(text: any[][], model?: any[][]): Promise<any[][]> {
  return later(
    () => loadCounting(namesIn(model)),
    (counting) =>
      spread(
        { text, model, names: undefined, counters: undefined },
        { text: wholeText, model: optionalText, names: builtIn(modelNames), counters: builtIn(loadedCounters) },
        counting.tokens,
      ),
  );
}

/** How to count comes with a file of its own too: no other function needs it. */
async function loadCounting(names: readonly (string | undefined)[]) {
  const counting = await import(/* webpackChunkName: "counting" */ "../engine/workload/tokens");
  await loadCounters(counting.encodingsFor(names, modelNames()));
  return counting;
}

const modelNames = (): ModelNames => ({ prices: builtInPrices(), models: models() });

function namesIn(model: unknown): readonly (string | undefined)[] {
  const cells = matrixOf(model)?.flatMap((row) => row.map(cellOf)) ?? [undefined];
  return cells.map((cell) => (typeof cell === "string" ? cell.trim() : undefined));
}
