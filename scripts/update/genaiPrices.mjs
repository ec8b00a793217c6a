// Rows in our schema from the price collection of the npm package @pydantic/genai-prices (MIT), which is maintained and
// read from node_modules: no network. Its prices carry no date of reading, so that comes from whoever runs the update.

/** The package's name of a seller, and ours. Who resells through a router or as a product is no seller of ours. */
export const SELLERS = new Map([
  ["anthropic", "anthropic"],
  ["aws", "amazon-bedrock"],
  ["azure", "azure"],
  ["cerebras", "cerebras"],
  ["cohere", "cohere"],
  ["deepseek", "deepseek"],
  ["fireworks", "fireworks"],
  ["google", "google"],
  ["groq", "groq"],
  ["minimax", "minimax"],
  ["mistral", "mistral"],
  ["moonshotai", "moonshot"],
  ["novita", "novita"],
  ["openai", "openai"],
  ["ovhcloud", "ovhcloud"],
  ["perplexity", "perplexity"],
  ["together", "together"],
  ["x-ai", "xai"],
  ["zai", "zai"],
]);

/** The package has one Google for two sellers of ours: what Google hosts for others is sold on Vertex only. */
const ON_VERTEX = /^claude|-maas$/;
const sellerOf = (seller, modelId) => (seller === "google" && ON_VERTEX.test(modelId) ? "google-vertex" : seller);

const FIGURES = {
  input_mtok: { plain: "input_usd_per_mtok", tier: "tier_input_usd_per_mtok" },
  output_mtok: { plain: "output_usd_per_mtok", tier: "tier_output_usd_per_mtok" },
  cache_read_mtok: { plain: "cached_input_usd_per_mtok", tier: "tier_cached_usd_per_mtok" },
  cache_write_mtok: { plain: "cache_write_usd_per_mtok" },
  cache_write_1h_mtok: { plain: "cache_write_1h_usd_per_mtok" },
};

const MODES = [
  ["embedding", /embed/],
  ["realtime", /realtime/],
  ["audio_transcription", /transcribe|whisper/],
  ["audio_speech", /-tts|speech/],
  ["image", /image/],
  ["moderation", /moderation|guard/],
  ["ocr", /ocr/],
  ["audio", /audio/],
];

/** A threshold written as the last token before it: 271999 is 272000. */
const roundedThreshold = (start) => (start % 1000 === 999 ? start + 1 : start);

/**
 * The figures of one price as cells of our columns.
 * @param {Record<string, number | {base: number, tiers: {start: number, price: number}[]}>} prices
 * @returns {{cells: Record<string, string>} | {why: string}} or why our columns cannot hold them
 */
export function figureCells(prices) {
  const cells = {};
  const thresholds = new Set();
  for (const [theirs, { plain, tier }] of Object.entries(FIGURES)) {
    const price = prices[theirs];
    if (price === undefined) continue;
    if (typeof price === "number") {
      cells[plain] = String(price);
      continue;
    }
    if (price.tiers.length > 1) return { why: "more than one long-context tier" };
    cells[plain] = String(price.base);
    for (const { start, price: beyond } of price.tiers) {
      thresholds.add(roundedThreshold(start));
      if (tier !== undefined) cells[tier] = String(beyond);
    }
  }
  if (thresholds.size > 1) return { why: "tiers with different thresholds" };
  for (const threshold of thresholds) cells.tier_threshold_tokens = String(threshold);
  if (cells.input_usd_per_mtok === undefined) return { why: "not sold by the input token" };
  if (Number(cells.input_usd_per_mtok) === 0) return { why: "free of charge: no list price" };
  return { cells };
}

/** The prices of a model with their first days: the one that holds on a day and those announced for later. */
function periods(prices, asOf) {
  const list = Array.isArray(prices) ? prices : [{ prices }];
  if (list.some(({ constraint }) => constraint?.type === "time_of_date"))
    return { why: "priced by the hour of the day" };
  const dated = list.map(({ constraint, prices: own }) => ({ from: constraint?.start_date ?? "", prices: own }));
  const begun = dated.filter(({ from }) => from <= asOf);
  const later = dated.filter(({ from }) => from > asOf);
  return { held: [...begun.slice(-1), ...later] };
}

const modeOf = (id) => MODES.find(([, pattern]) => pattern.test(id.toLowerCase()))?.[0] ?? "chat";

/** The figures of a model in its mode: an embedding has no output, all else is not priced without one. */
function pricedAs(mode, prices) {
  const made = figureCells(prices);
  if (made.why !== undefined || made.cells.output_usd_per_mtok !== undefined) return made;
  if (mode === "embedding") return { cells: { ...made.cells, output_usd_per_mtok: "0" } };
  return { why: "without an output price" };
}

function rowsOf(provider, model, { asOf, version }) {
  const { held, why } = periods(model.prices, asOf);
  if (why !== undefined) return { rows: [], skipped: [{ id: `${provider}/${model.id}`, why }] };
  const mode = modeOf(model.id);
  const made = held.map(({ from, prices }) => ({ from, ...pricedAs(mode, prices) }));
  const unusable = made.find((entry) => entry.why !== undefined);
  if (unusable !== undefined) return { rows: [], skipped: [{ id: `${provider}/${model.id}`, why: unusable.why }] };
  const rows = made.map(({ from, cells }, i) => ({
    provider,
    model_id: model.id,
    display_name: model.name ?? model.id,
    price_variant: "standard",
    context_window: model.context_window === undefined ? "" : String(model.context_window),
    ...cells,
    mode,
    valid_from: from === "" ? asOf : from,
    valid_from_basis: from === "" ? "first_observed" : "announced",
    valid_to: made[i + 1]?.from ?? "",
    status: from > asOf ? "scheduled" : "current",
    currency: "USD",
    source: `genai-prices ${version} (github pydantic/genai-prices)`,
    as_of: asOf,
    evidence: "single",
    source_status: "list",
    n_sources_agree: "1",
    sources_checked: "genai-prices",
  }));
  return { rows, skipped: [] };
}

/**
 * @param {readonly {id: string, models: readonly object[]}[]} providers as the package gives them
 * @param {{asOf: string, version: string}} reading ISO day and version of the package
 * @returns {{rows: Record<string, string>[], skipped: {id: string, why: string}[]}}
 */
export function rowsFromPackage(providers, reading) {
  const rows = [];
  const skipped = [];
  for (const { id, models } of providers) {
    const seller = SELLERS.get(id);
    if (seller === undefined) continue;
    for (const model of models.filter(({ deprecated }) => deprecated !== true)) {
      const made = rowsOf(sellerOf(seller, model.id), model, reading);
      rows.push(...made.rows);
      skipped.push(...made.skipped);
    }
  }
  return { rows, skipped };
}

/** The sellers we carry, out of the installed package. */
export async function installedProviders() {
  const { findProvider } = await import("@pydantic/genai-prices");
  return [...SELLERS.keys()].map((id) => {
    const provider = findProvider({ providerId: id });
    if (provider === undefined) throw new Error(`@pydantic/genai-prices no longer knows the seller "${id}".`);
    return provider;
  });
}
