// List prices of models and rents of accelerators.
import { readRecords } from "./csv.mjs";
import { withIdentity } from "./identity.mjs";
import { number, remark, sourceName, sourceStatus } from "./wording.mjs";

/** The order of the rows in prices.csv. */
export const PRICE_ORDER = ["provider", "model_id", "price_variant", "valid_from"];

const PRICE_NUMBERS =
  /_usd_per_mtok$|^(?:batch_discount|tier_threshold_tokens|context_window|max_output|n_sources_agree)$/;

/** Rows of the source that cannot be right, by key. */
const CORRECTIONS = {
  "scaleway|qwen3-embedding-8b|standard|2025-25-11": {
    valid_from: "2025-11-25",
    note: "month and day are swapped at the source",
  },
  "cohere|embed-multilingual-light-v3.0|standard|2026-08-01": {
    input_usd_per_mtok: "0.1",
    evidence: "recalled",
    conflict: "the catalogue says 100, a thousand times the price of its sister models",
  },
  "novita|xiaomimimo/mimo-v2-flash|standard|2025-12-19": {
    cached_input_usd_per_mtok: "",
    conflict: "the catalogue says 0.3 for cached input, three times the price of uncached input",
  },
  "scaleway|whisper-large-v3|standard|2023-09-01": {
    input_usd_per_mtok: "",
    output_usd_per_mtok: "",
    evidence: "recalled",
    note: "sold at 0.003 a minute of audio, not by the token",
  },
};

function corrected(row) {
  return { ...row, ...CORRECTIONS[row.key] };
}

/** @param {string} folder */
export function prices(folder) {
  const read = readRecords(`${folder}/api-prices.csv`);
  const keys = new Set(read.map((row) => row.key));
  const missed = Object.keys(CORRECTIONS).filter((key) => !keys.has(key));
  if (missed.length > 0) throw new Error(`Corrections for rows that are not there: ${missed.join(", ")}.`);
  const rows = read.map(corrected).map((row) => {
    const own = Object.fromEntries(
      Object.entries(row).map(([id, text]) => [id, PRICE_NUMBERS.test(id) ? number(text) : text]),
    );
    own.source = sourceName(row.source);
    own.source_status = sourceStatus({ evidence: row.evidence, source: own.source, kind: "list" });
    return own;
  });
  return withIdentity(rows).sort(byKey(PRICE_ORDER));
}

/** Orders records by some columns, as text. */
export function byKey(ids) {
  return (a, b) => {
    const id = ids.find((column) => a[column] !== b[column]);
    if (id === undefined) return 0;
    return a[id] < b[id] ? -1 : 1;
  };
}

/** The source's remark on evidence that is more than one of our words moves to the note. */
function rentEvidence(evidence) {
  if (evidence === "stale/undated") return { evidence: "single", remark: "undated" };
  if (evidence === "secondary") return { evidence: "single", remark: "quoted at second hand" };
  const match = /^(\w+) \((.*)\)$/.exec(evidence);
  return match === null ? { evidence, remark: "" } : { evidence: match[1], remark: match[2] };
}

/** A modelled cost of ownership is an estimate, an index a measurement of a market, the rest is a list price. */
function rentKind(tier) {
  if (tier === "model") return "estimate";
  return tier === "index" ? "measured" : "list";
}

export function rents(folder) {
  return readRecords(`${folder}/gpu-rents.csv`)
    .map((row) => {
      const { evidence, remark: why } = rentEvidence(row.evidence);
      const source = sourceName(row.source);
      const priceIds = Object.keys(row).filter((id) => id.startsWith("price_per_gpu_hour_"));
      return {
        ...row,
        ...Object.fromEntries(priceIds.map((id) => [id, number(row[id])])),
        source,
        evidence,
        source_status: sourceStatus({ evidence, source, kind: rentKind(row.tier) }),
        note: [remark(row.note), why].filter((text) => text !== "").join("; "),
      };
    })
    .sort(byKey(["provider", "accelerator_id", "region", "instance_sku", "tier", "gpus", "as_of"]));
}
