/**
 * Names that inputs offer to choose from; any other name that INFER knows may be typed as well. A rule of a cell takes
 * 255 characters, so these are the ones people ask for, not all. A test holds them to be names that calculate.
 */
export const API_MODELS = [
  "gpt-6.1-sol",
  "gpt-5.5",
  "gpt-5.4",
  "gpt-5.4-mini",
  "gpt-4o",
  "gpt-4o-mini",
  "claude-opus-5-5",
  "claude-sonnet-5-5",
  "claude-haiku-5-5",
  "gemini-3.8-flash",
  "gemini-2.5-pro",
  "mistral-large-4",
  "deepseek-v4-pro",
  "grok-4.7",
  "market/llama-3.3-70b",
] as const;

export const OPEN_MODELS = [
  "llama-3.1-8b",
  "llama-3.3-70b",
  "qwen3-32b",
  "qwen3-235b-a22b",
  "gpt-oss-20b",
  "gpt-oss-120b",
  "mixtral-8x7b",
  "deepseek-r1",
] as const;

export const GPUS = ["H100", "H200", "B200", "GB200", "A100", "L40S", "RTX PRO 6000"] as const;

export const REGIONS = [
  "us-va-tx",
  "us-or",
  "us-tx",
  "ca-qc",
  "ie",
  "gb",
  "de",
  "fr",
  "nl",
  "se",
  "fi",
  "sg",
  "jp",
  "kr",
  "in",
  "au-nsw",
  "br",
  "middle-east",
  "cn",
] as const;
