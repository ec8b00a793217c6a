// Which model stands behind a seller's spelling, who makes it, and which of a seller's spellings is the plain one.

/** Sellers' spellings that no rule reaches: the canonical id on the right. */
const SYNONYMS = new Map(
  Object.entries({
    "claude-4-opus": "claude-opus-4",
    "claude-4-sonnet": "claude-sonnet-4",
    "claude-opus-4-0": "claude-opus-4",
    "claude-sonnet-4-0": "claude-sonnet-4",
    "command-a-03-2025": "command-a",
    "deepseek-v3-2": "deepseek-v3.2",
    "gemini-pro-1.5": "gemini-1.5-pro",
    "gemini-flash-1.5": "gemini-1.5-flash",
    "gemini-flash-1.5-8b": "gemini-1.5-flash-8b",
    "gemini-gemma-2-27b": "gemma-2-27b",
    "gemini-gemma-2-9b": "gemma-2-9b",
    "gpt-4-turbo-2024-04-09": "gpt-4-turbo",
    "kimi-k2-0711": "kimi-k2",
    "llama-3.2-11b-vision": "llama-3.2-11b",
    "llama-3.2-90b-vision": "llama-3.2-90b",
    "llama-4-maverick-17b": "llama-4-maverick",
    "llama-4-maverick-17b-128e": "llama-4-maverick",
    // The maker's own release is at 8 bit: the sellers' "FP8" is that release, not a cheaper variant.
    "llama-4-maverick-17b-128e-fp8": "llama-4-maverick",
    "llama-4-scout-17b": "llama-4-scout",
    "llama-4-scout-17b-16e": "llama-4-scout",
    "mistral-large-3": "mistral-large-2512",
    "mistral-large-3-675b": "mistral-large-2512",
    "mistral-medium-3": "mistral-medium-2505",
    "mistral-medium-3-1-2508": "mistral-medium-2508",
    "mistral-medium-3-5": "mistral-medium-2604",
    "mistral-medium-3.5-128b": "mistral-medium-2604",
    "mistral-nemo-2407": "mistral-nemo",
    "mistral-nemo-instruct-2407": "mistral-nemo",
    "mistral-small-3-2-2506": "mistral-small-2506",
    "mistral-small-3.2-24b-instruct-2506": "mistral-small-2506",
    "mixtral-8x7b-32768": "mixtral-8x7b",
    "mixtral-8x7b-instruct-v0.1": "mixtral-8x7b",
    "mixtral-8x22b-instruct-v0.1": "mixtral-8x22b",
    "nemotron-nano-3-30b": "nemotron-3-nano-30b-a3b",
    "nemotron-super-3-120b": "nemotron-3-super-120b-a12b",
    "pixtral-12b-2409": "pixtral-12b",
    "pixtral-large-2411": "pixtral-large",
    "pixtral-large-2502": "pixtral-large",
    "pixtral-large-latest": "pixtral-large",
    "qwen3-235b-a22b-2507": "qwen3-235b-a22b-instruct-2507",
  }),
);

const REGION = /^(?:global|regional|us|eu|au|jp|apac)\./;
const ONE_VENDOR_NAME = new Map([
  // Bedrock writes only the family's rest after the vendor.
  ["deepseek.r1", "deepseek-r1"],
  ["deepseek.v3", "deepseek-v3.1"],
  ["deepseek.v3.2", "deepseek-v3.2"],
]);
/** A vendor path that names another party's conversion of the model, not the model itself. */
const CONVERTERS = new Set(["pearl-ai"]);

/** amazon-bedrock: `us.anthropic.claude-opus-4-6-v1`, `meta.llama3-3-70b-instruct-v1:0`. */
function fromBedrock(id) {
  const plain = id
    .replace(REGION, "")
    .replace(/^(.*-v0):(\d)$/, "$1.$2")
    .replace(/-v?\d+:\d+$/, "")
    .replace(/:\d+$/, "")
    .replace(/^(anthropic\..*)-v\d$/, "$1");
  return ONE_VENDOR_NAME.get(plain) ?? plain.replace(/^[a-z0-9]+\./, "");
}

const SELLER_SPELLING = {
  "amazon-bedrock": fromBedrock,
  databricks: (id) => id.replace(/^databricks-/, "").replace(/^((?:gpt|gemini|glm|kimi-k)-?\d)-(\d)(?=-|$)/, "$1.$2"),
  "google-vertex": (id) => id.replace(/@.*$/, "").replace(/-maas$/, ""),
  fireworks: (id) => id.replace(/(\d)p(\d)/g, "$1.$2").replace(/-basic$/, ""),
  azure: (id) => id.replace(/^cohere-/, ""),
  alibaba: (id) => id.replace(/^qwen2-5/, "qwen2.5"),
  groq: (id) => id.replace(/-(?:versatile|instant)$/, ""),
  cerebras: (id) => id.replace(/^zai-/, ""),
};

/** A name without vendor path; a converter's path stays part of the name. */
function withoutPath(id) {
  const parts = id.split("/");
  const name = parts[parts.length - 1];
  return CONVERTERS.has(parts[0]) ? `${parts[0]}-${name}` : name;
}

const isClaude = (id) => id.startsWith("claude-");

/** Family spellings brought to one form. */
function oneSpelling(id) {
  return id
    .replace(/_/g, (_, at) => (/\d/.test(id[at - 1] ?? "") && /\d/.test(id[at + 1] ?? "") ? "." : "-"))
    .replace(/^meta-llama-/, "llama-")
    .replace(/^(?:nvidia-)?(nemotron)/, "$1")
    .replace(/^nvidia-(llama)/, "$1")
    .replace(/^open-(mi|codestral)/, "$1")
    .replace(/^llama-?v?(\d)[-.](\d)-(?=\d+b)/, "llama-$1.$2-")
    .replace(/^llama-?(\d)-/, "llama-$1-")
    .replace(/^gemma(\d)-/, "gemma-$1-")
    .replace(/^qwen-(\d)/, "qwen$1")
    .replace(/^deepseek-v3-(\d)$/, "deepseek-v3.$1");
}

/** Suffixes that name how an open-weight chat model is served or tuned, not another model. */
function withoutServing(id) {
  return id
    .replace(/-(?:8192|4096)$/, "")
    .replace(/-hf$/, "")
    .replace(/-(?:instruct|it)$/, "")
    .replace(/-(?:instruct|it)(?=-(?:turbo|lite|tput|fast|fp8|bf16|0905)(?:-|$))/, "");
}

/**
 * The canonical id a spelling leads to, without looking at other rows.
 * @param {string} provider @param {string} modelId
 */
export function canonicalId(provider, modelId) {
  const lower = modelId.toLowerCase();
  const plain = provider === "amazon-bedrock" ? fromBedrock(lower) : withoutPath(lower);
  const fromSeller = (SELLER_SPELLING[provider] ?? ((id) => id))(plain);
  const spelled = oneSpelling(fromSeller);
  const served = /^(?:gpt-3\.5|gemini)/.test(spelled) ? spelled : withoutServing(spelled);
  const current = isClaude(served) || served.startsWith("grok-") ? served.replace(/-latest$/, "") : served;
  const preview = /^kimi-k2/.test(current) ? current.replace(/-preview$/, "") : current;
  return SYNONYMS.get(preview) ?? preview;
}

const SNAPSHOT = /-(20\d{2}-?\d{2}-?\d{2}|001)$/;
/** `-001` is Google's first release of a bare name; without that bare name it is part of the name. */
const isNumbered = (id) => id.endsWith("-001");

/**
 * The base model of every (provider, model_id). A dated snapshot is the bare model where it is the only snapshot of its
 * family, so that its seller's dated id and the maker's bare id are the same model.
 * @param {readonly { provider: string, model_id: string }[]} rows
 * @returns {(row: { provider: string, model_id: string }) => string}
 */
function baseModels(rows) {
  const ids = new Set(rows.map((row) => canonicalId(row.provider, row.model_id)));
  const snapshots = new Map();
  for (const id of ids) {
    const family = id.replace(SNAPSHOT, "");
    if (family !== id) snapshots.set(family, (snapshots.get(family) ?? 0) + 1);
  }
  const google = new Set(rows.filter((row) => row.provider === "google").map((row) => row.model_id));
  return (row) => {
    const id = canonicalId(row.provider, row.model_id);
    const family = id.replace(SNAPSHOT, "");
    const only = isNumbered(id) ? ids.has(family) : snapshots.get(family) === 1;
    const bare = only ? family : id;
    const released = bare.replace(/-preview$/, "");
    // A Gemini that its maker sells only as a preview is the model others sell without the word.
    const base = bare.startsWith("gemini-") && released !== bare && !google.has(released) ? released : bare;
    return SYNONYMS.get(base) ?? base;
  };
}

const MAKERS = [
  ["openai", /^(?:gpt|chatgpt|o\d|codex|computer-use|text-|davinci|curie|babbage|ada$|ft:)/],
  ["anthropic", /^claude/],
  ["google", /^(?:gemini|gemma|deep-research)/],
  ["xai", /^grok/],
  ["mistral", /^(?:mistral|ministral|mixtral|codestral|devstral|labs-devstral|magistral|pixtral|voxtral)/],
  ["cohere", /^(?:command|embed-)/],
  ["deepseek", /^deepseek/],
  ["alibaba", /^(?:qwen|qwq|qvq)/],
  ["moonshot", /^(?:kimi|moonshot)/],
  ["zai", /^glm/],
  ["minimax", /^(?:minimax|m2-her)/],
  ["perplexity", /^(?:sonar|pplx|r1-1776)/],
  ["amazon-bedrock", /^(?:nova|titan)/],
  ["azure", /^(?:phi|model-router)/],
];

/**
 * The seller id of a base model's maker, or "" where the maker does not sell it.
 * @param {ReadonlyMap<string, ReadonlySet<string>>} sellersOf sellers by base model
 */
function makerOf(baseModel, sellersOf) {
  const maker = MAKERS.find(([, family]) => family.test(baseModel))?.[0];
  return maker !== undefined && sellersOf.get(baseModel)?.has(maker) ? maker : "";
}

const STATUS_ORDER = ["current", "deprecated", "legacy", "scheduled", "historical"];
const REGION_ORDER = ["", "global", "us", "eu", "jp", "au", "apac", "regional"];

/** Sorts a seller's spellings of one base model, the plain one first. */
function plainFirst(baseModel) {
  const rank = (entry) => {
    const region = /^(global|regional|us|eu|au|jp|apac)\./.exec(entry.modelId)?.[1] ?? "";
    const names = [entry.modelId.toLowerCase(), ...entry.aliases];
    return [
      STATUS_ORDER.indexOf(entry.status),
      REGION_ORDER.indexOf(region),
      names.includes(baseModel) ? 0 : 1,
      entry.modelId.length,
    ];
  };
  return (a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, i) => value !== right[i]);
    if (at >= 0) return left[at] - right[at];
    return a.modelId < b.modelId ? -1 : 1;
  };
}

/**
 * 1 for a seller's plain id of a base model, 2 for the next: sold today before withdrawn, no region before the global
 * endpoint before single regions, the bare name before longer ones.
 * @param {readonly { provider: string, model_id: string, base_model: string, status: string, aliases: string }[]} rows
 * @returns {(row: { provider: string, model_id: string, base_model: string }) => number}
 */
function sellerRanks(rows) {
  const groups = new Map();
  for (const row of rows) {
    const group = `${row.provider}|${row.base_model}`;
    if (!groups.has(group)) groups.set(group, new Map());
    const entries = groups.get(group);
    const known = entries.get(row.model_id);
    const better = known === undefined || STATUS_ORDER.indexOf(row.status) < STATUS_ORDER.indexOf(known.status);
    const aliases = row.aliases === "" ? [] : row.aliases.split("|");
    if (better) entries.set(row.model_id, { modelId: row.model_id, status: row.status, aliases });
  }
  const ranks = new Map();
  for (const [group, entries] of groups) {
    const sorted = [...entries.values()].sort(plainFirst(group.split("|")[1]));
    for (const [i, entry] of sorted.entries()) ranks.set(`${group}|${entry.modelId}`, i + 1);
  }
  return (row) => ranks.get(`${row.provider}|${row.base_model}|${row.model_id}`);
}

/** Adds base_model, maker and seller_rank to price rows. */
export function withIdentity(rows) {
  const baseOf = baseModels(rows);
  const named = rows.map((row) => ({ ...row, base_model: baseOf(row) }));
  const sellersOf = new Map();
  for (const row of named) {
    if (!sellersOf.has(row.base_model)) sellersOf.set(row.base_model, new Set());
    sellersOf.get(row.base_model).add(row.provider);
  }
  const rankOf = sellerRanks(named);
  return named.map((row) => ({
    ...row,
    maker: makerOf(row.base_model, sellersOf),
    seller_rank: String(rankOf(row)),
  }));
}
