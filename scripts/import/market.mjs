// Workloads, levers, business models, applications and the demand series: mostly claims, shown as such.
import { readRecords } from "./csv.mjs";
import { CLAIMS, COMPILED, remark, sourceName, sourceStatus } from "./wording.mjs";

const claimed = { source: CLAIMS, evidence: "claim", as_of: COMPILED, source_status: "claim" };

export function workloads(folder) {
  return readRecords(`${folder}/workloads.csv`).map((row) => {
    const source = sourceName(row.source);
    return {
      ...row,
      source,
      note: remark(row.note),
      as_of: COMPILED,
      source_status: sourceStatus({ evidence: row.evidence, source, kind: "estimate" }),
    };
  });
}

/** Ids that named a document name what is claimed instead. */
const LEVER_IDS = {
  "routing-003": "routing-intelligent",
  "self-host-breakeven-004": "self-host-breakeven",
  "self-host-breakeven-003": "self-host-breakeven-daily",
  "agent-multiplier-004": "agent-multiplier",
  "agent-multiplier-003": "agent-multiplier-action",
  "multi-agent-004": "multi-agent",
};

/** Where the independent figures exclude the claimed ones in the same unit. */
const CONTRADICTED = new Set(["chatgpt-vs-search"]);

/** Where the independent figures count something else than the column's unit; their text says what. */
const OTHER_MEASURE = new Set(["gemini-serving"]);

function leverEvidence(row) {
  if (CONTRADICTED.has(row.id)) return "conflict";
  if (row.independent_source === "") return "claim";
  if (/recalled|unverified/.test(row.independent_source)) return "recalled";
  return /[;,]/.test(row.independent_source) ? "verified" : "single";
}

export function levers(folder) {
  return readRecords(`${folder}/levers.csv`).map((row) => {
    const claimedSource = row.seed_source === "" ? "" : CLAIMS;
    const independent = sourceName(row.independent_source);
    const evidence = leverEvidence(row);
    const source = [claimedSource, independent].filter((text) => text !== "").join("; ");
    return {
      ...row,
      id: LEVER_IDS[row.id] ?? row.id,
      claimed_source: claimedSource,
      ...(OTHER_MEASURE.has(row.id) ? { independent_low: "", independent_high: "" } : {}),
      independent_source: independent,
      note: remark(row.note),
      conflict: evidence === "conflict" ? row.independent_evidence : "",
      source,
      evidence,
      as_of: COMPILED,
      source_status: sourceStatus({ evidence, source, kind: "estimate" }),
    };
  });
}

export function businessModels(folder) {
  return readRecords(`${folder}/business-models.csv`).map((row) => ({
    ...row,
    ...claimed,
    claimed_margin_low_pct: row.seed_margin_low_pct,
    claimed_margin_high_pct: row.seed_margin_high_pct,
    claimed_verdict: row.seed_verdict,
    note: remark(row.note),
  }));
}

export function applications(folder) {
  return readRecords(`${folder}/applications.csv`).map((row) => ({
    ...row,
    ...claimed,
    claimed_viable: row.seed_viable,
    claimed_reason_short: row.seed_reason_short,
  }));
}

function demandEvidence(row, source) {
  if (/conflict|WRONG|launch price was|60\/120 is|32k tier/.test(row.note)) return "conflict";
  if (source.startsWith(CLAIMS)) return row.kind === "derived" ? "derived" : "claim";
  return source.startsWith("our table") ? "derived" : "single";
}

export function demand(folder) {
  const seen = new Map();
  return readRecords(`${folder}/demand-series.csv`).map((row) => {
    const series = row.series.replace(/^seed_/, "claimed_");
    const key = `${series}|${row.period}`;
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    const source = sourceName(row.source);
    const evidence = demandEvidence(row, source);
    return {
      ...row,
      key: nth === 1 ? key : `${key}|${nth}`,
      series,
      source,
      note: remark(row.note),
      evidence,
      as_of: COMPILED,
      source_status: sourceStatus({ evidence, source, kind: "estimate" }),
    };
  });
}
