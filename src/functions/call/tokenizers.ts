import type { Encoding, TokenCounter } from "../../engine/workload/tokens";

/**
 * The tokenizers are files of the add-in itself, a megabyte each, fetched when a formula first asks for one. Text that
 * looks like a control token ("<|endoftext|>") is counted as the text it is.
 */
interface TokenizerModule {
  countTokens(text: string, options: { allowedSpecial: Set<string>; disallowedSpecial: Set<string> }): number;
}

const FILES: Readonly<Record<Encoding, () => Promise<TokenizerModule>>> = {
  o200k_base: () => import(/* webpackChunkName: "tokens-o200k" */ "gpt-tokenizer/encoding/o200k_base"),
  cl100k_base: () => import(/* webpackChunkName: "tokens-cl100k" */ "gpt-tokenizer/encoding/cl100k_base"),
  p50k_base: () => import(/* webpackChunkName: "tokens-p50k" */ "gpt-tokenizer/encoding/p50k_base"),
  r50k_base: () => import(/* webpackChunkName: "tokens-r50k" */ "gpt-tokenizer/encoding/r50k_base"),
};

const PLAIN_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

const loaded = new Map<Encoding, TokenCounter>();

export function loadedCounters(): ReadonlyMap<Encoding, TokenCounter> {
  return loaded;
}

/** Loads what is not loaded yet. A failed load is tried again by the next formula. */
export async function loadCounters(encodings: Iterable<Encoding>): Promise<void> {
  const missing = [...new Set(encodings)].filter((encoding) => !loaded.has(encoding));
  await Promise.all(
    missing.map(async (encoding) => {
      const { countTokens } = await FILES[encoding]();
      loaded.set(encoding, (text) => countTokens(text, PLAIN_TEXT));
    }),
  );
}
