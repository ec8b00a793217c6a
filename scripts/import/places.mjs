// Regions, data centres and countries: what power costs and emits, and how well buildings use it.
import { readRecords } from "./csv.mjs";
import { CLAIMS, COMPILED, number, remark, sourceName, sourceStatus } from "./wording.mjs";

/** Names people type for regions. */
const REGION_ALIASES = {
  "us-va-tx": "us-east|Virginia/Texas",
  "eu-nordics-nl": "EU|Europe|Nordics",
  sg: "SGP",
  "middle-east": "ME|Gulf|MENA",
  us: "USA|United States of America",
  gb: "UK|Great Britain|England",
  ae: "UAE|Dubai|Emirates",
  cn: "CHN|PRC",
  in: "IND",
  jp: "JPN",
  id: "IDN",
  au: "AUS",
  br: "BRA",
  kr: "Korea",
  tr: "Turkey|Turkiye",
  nl: "Holland",
  "grid-us-mida-pjm": "PJM",
  "grid-us-tex-erco": "ERCOT",
  "grid-us-cal-ciso": "CAISO",
  "grid-us-midw-miso": "Midcontinent ISO",
  "grid-us-cent-swpp": "Southwest Power Pool",
  "grid-us-ny-nyis": "New York ISO",
  "grid-us-ne-isne": "ISO-NE",
  "grid-us-ten-tva": "Tennessee Valley Authority",
  "grid-us-nw-bpat": "Bonneville",
};

/** US states are also known by their bare name. */
function aliasesOf(row) {
  const own = REGION_ALIASES[row.id];
  const state = /^(.*) \(US\)$/.exec(row.name)?.[1];
  return [own, state].filter((name) => name !== undefined && name !== "").join("|");
}

const unverified = (text) => /recalled|unverified/i.test(text);

function electricityEvidence(row) {
  if (row.electricity_usd_per_kwh === "") return "";
  return unverified(row.electricity_source) ? "recalled" : "single";
}

/** The second source of a state, grid or province is often the whole country's figure, which confirms nothing. */
function hasLocalSecond(row) {
  const isPart = ["us_state", "us_grid", "subnational"].includes(row.kind);
  return row.carbon_alt_gco2e_per_kwh !== "" && !(isPart && row.carbon_alt_source.startsWith("Ember"));
}

function carbonEvidence(row) {
  if (row.carbon_gco2e_per_kwh === "") return "";
  if (!hasLocalSecond(row)) return "single";
  return /carbon sources differ/.test(row.conflict) ? "conflict" : "verified";
}

const CLAIMED = [
  "current_ai_power_gw",
  "2030_ai_power_gw",
  "electricity_usd_per_kwh",
  "renewable_pct",
  "key_challenge",
];

export function regions(folder) {
  return readRecords(`${folder}/regions.csv`).map((row) => {
    const sources = [row.electricity_source, row.carbon_source, row.wue_source].map(sourceName).filter((s) => s !== "");
    const source = sources.join("; ");
    return {
      ...row,
      kind: row.kind === "seed" ? "analyzer" : row.kind,
      aliases: aliasesOf(row),
      carbon_alt_gco2e_per_kwh: number(row.carbon_alt_gco2e_per_kwh),
      electricity_source: sourceName(row.electricity_source),
      electricity_evidence: electricityEvidence(row),
      carbon_evidence: carbonEvidence(row),
      pue_basis: row.pue_basis.startsWith("assumption") ? `${row.pue_basis}: unverified` : row.pue_basis,
      wue_source: sourceName(row.wue_source),
      ...Object.fromEntries(CLAIMED.map((id) => [`claimed_${id}`, row[`seed_${id}`]])),
      conflict: remark(row.conflict),
      note: remark(row.note),
      source,
      as_of: COMPILED,
      source_status: sourceStatus({ evidence: row.evidence, source, kind: "measured" }),
    };
  });
}

export function dcEfficiency(folder) {
  return readRecords(`${folder}/dc-efficiency.csv`).map((row) => ({
    ...row,
    as_of: row.year,
    source_status: sourceStatus({ evidence: row.evidence, source: row.source, kind: "measured" }),
  }));
}

const claimed = { source: CLAIMS, evidence: "claim", as_of: COMPILED, source_status: "claim" };

export function countries(folder) {
  return readRecords(`${folder}/countries.csv`).map((row) => ({ ...row, ...claimed, note: remark(row.note) }));
}

export function deployments(folder) {
  return readRecords(`${folder}/deployments.csv`).map((row) => ({ ...row, ...claimed }));
}
