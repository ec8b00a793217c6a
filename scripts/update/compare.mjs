// What new readings of prices mean for the table: new offers, changed prices, disagreements. History is never rewritten.
import { withIdentity } from "../import/identity.mjs";

/** What a price consists of; a figure only one side gives says nothing about the other. */
const PRICE_FIGURES = [
  "input_usd_per_mtok",
  "output_usd_per_mtok",
  "cached_input_usd_per_mtok",
  "cache_write_usd_per_mtok",
  "cache_write_1h_usd_per_mtok",
  "tier_threshold_tokens",
  "tier_input_usd_per_mtok",
  "tier_output_usd_per_mtok",
  "tier_cached_usd_per_mtok",
];
const RELATIVE_TOLERANCE = 1e-6;
/** First days that are only the day somebody looked. */
const OBSERVED = new Set(["first_observed", "snapshot_date", "observed_until_change"]);
/** Sold in tokens of several kinds at several prices: sources differ in which kind they list. */
const SEVERAL_KINDS = new Set(["image", "audio", "realtime"]);
/** What a changed price takes over from the row before where its source says nothing. */
const LASTING = ["display_name", "aliases", "mode", "context_window", "max_output", "reasoning"];

const offerOf = (row) => `${row.provider}|${row.model_id.toLowerCase()}|${row.price_variant}`;
export const keyOfPrice = (row) => [row.provider, row.model_id, row.price_variant, row.valid_from].join("|");

function differences(present, read) {
  return PRICE_FIGURES.flatMap((id) => {
    if (!present[id] || !read[id]) return [];
    const [ours, theirs] = [Number(present[id]), Number(read[id])];
    const isSame = Math.abs(ours - theirs) <= RELATIVE_TOLERANCE * Math.max(Math.abs(ours), Math.abs(theirs));
    return isSame ? [] : [{ id, ours: present[id], theirs: read[id] }];
  });
}

/** The row of an offer that holds on a day, else its last one. */
function rowOn(rows, day) {
  const sorted = rows.toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : 1));
  const holding = sorted.filter((row) => row.valid_from <= day && (row.valid_to === "" || day < row.valid_to));
  return holding.at(-1) ?? sorted.at(-1);
}

/** The table by offer, and by seller and base model for offers the seller spells otherwise. */
class Present {
  constructor(rows) {
    this.offers = new Map();
    this.spellings = new Map();
    this.plain = new Map();
    for (const row of rows) {
      this.offers.set(offerOf(row), [...(this.offers.get(offerOf(row)) ?? []), row]);
      for (const alias of row.aliases === "" ? [] : row.aliases.split("|")) {
        this.spellings.set(offerOf({ ...row, model_id: alias }), offerOf(row));
      }
      const model = `${row.provider}|${row.base_model}|${row.price_variant}`;
      const known = this.plain.get(model);
      if (known === undefined || Number(row.seller_rank) < Number(known.seller_rank)) this.plain.set(model, row);
    }
  }

  /** @returns {{rows: Record<string, string>[], exact: boolean} | undefined} */
  find(row) {
    const offer = this.offers.get(offerOf(row)) ?? this.offers.get(this.spellings.get(offerOf(row)));
    if (offer !== undefined) return { rows: offer, exact: true };
    const plain = this.plain.get(`${row.provider}|${row.base_model}|${row.price_variant}`);
    return plain === undefined ? undefined : { rows: this.offers.get(offerOf(plain)), exact: false };
  }
}

const carried = (discount, price) =>
  discount && price ? String(Number((Number(discount) * Number(price)).toPrecision(12))) : "";

/** The row of a changed price: the new figures; what lasts, from the row before; its batch discount, said so. */
function successor(before, read) {
  const lasting = Object.fromEntries(LASTING.map((id) => [id, before[id] || read[id] || ""]));
  const row = { ...read, ...lasting, model_id: before.model_id };
  if (!before.batch_discount || row.batch_discount) return row;
  return {
    ...row,
    batch_discount: before.batch_discount,
    batch_input_usd_per_mtok: carried(before.batch_discount, row.input_usd_per_mtok),
    batch_output_usd_per_mtok: carried(before.batch_discount, row.output_usd_per_mtok),
    note: [row.note ?? "", "batch discount carried over from the price before"]
      .filter((text) => text !== "")
      .join("; "),
  };
}

/** Why a different price is no news: known before, not later than ours, or dated before ours began. */
function whyNotLater(present, read, sourceName) {
  if (present.conflict.includes(sourceName)) return "noted in the row already";
  if (read.as_of <= present.as_of) return `not read later than ours, of ${present.as_of}`;
  if (read.valid_from <= present.valid_from) return `dated ${read.valid_from}, ours holds from ${present.valid_from}`;
  return undefined;
}

function judge(read, present, sourceName) {
  const found = present.find(read);
  if (found === undefined) return { kind: "new", row: read };
  // Two prices of one announced day are compared with each other, else with what holds on the first day read.
  const before = found.rows.find((row) => row.valid_from === read.valid_from) ?? rowOn(found.rows, read.valid_from);
  const different = differences(before, read);
  if (different.length === 0) return { kind: "same" };
  const disagreement = { kind: "disagreement", present: before, read, different };
  if (!found.exact) return { ...disagreement, why: `the same model under the id ${before.model_id}` };
  if (SEVERAL_KINDS.has(before.mode)) return { ...disagreement, why: `sold by ${before.mode} tokens as well as text` };
  if (before.valid_to !== "") return { ...disagreement, why: `ours has ended or will end on ${before.valid_to}` };
  const why = whyNotLater(before, read, sourceName);
  if (why !== undefined) return { ...disagreement, why };
  return { kind: "changed", closes: keyOfPrice(before), row: successor(before, read), different };
}

/** A first day that is only the day of reading says less for a model nobody had seen before. */
const asNew = (row) => (OBSERVED.has(row.valid_from_basis) ? { ...row, valid_from_basis: "snapshot_date" } : row);

/**
 * @param {readonly Record<string, string>[]} present rows of prices
 * @param {readonly Record<string, string>[]} read rows in our schema from a source, without identity
 * @param {{sourceName: string}} source as our rows call it where they note a disagreement
 * @returns {{proposals: {change: "new" | "changed", closes: string, row: Record<string, string>}[],
 *   disagreements: {present: Record<string, string>, read: Record<string, string>, different: object[], why: string}[],
 *   same: number, past: number}}
 */
export function comparePrices(present, read, { sourceName }) {
  const identified = withIdentity([...present, ...read].map((row) => ({ aliases: "", ...row }))).slice(present.length);
  const index = new Present(present);
  const keys = new Set(present.map(keyOfPrice));
  const proposals = [];
  const disagreements = [];
  let [same, past] = [0, 0];
  for (const row of identified) {
    const isPast = (row.valid_to ?? "") !== "" && row.valid_to <= row.as_of;
    if (isPast && !keys.has(keyOfPrice(row))) {
      past += 1;
      continue;
    }
    const judged = judge(row, index, sourceName);
    if (judged.kind === "same") same += 1;
    else if (judged.kind === "disagreement") disagreements.push(judged);
    else if (judged.kind === "new") proposals.push({ change: "new", closes: "", row: asNew(judged.row) });
    else proposals.push({ change: "changed", closes: judged.closes, row: judged.row });
  }
  return { proposals, disagreements, same, past };
}

/**
 * Rows of another table: a new key is proposed, a known key with other values is a disagreement.
 * @param {{key: readonly string[], columns: readonly {id: string, derived?: boolean}[]}} table
 */
export function compareRows(table, present, read) {
  const keyOf = (row) => table.key.map((id) => row[id]).join("|");
  const known = new Map(present.map((row) => [keyOf(row), row]));
  const proposals = [];
  const disagreements = [];
  let same = 0;
  for (const row of read) {
    const before = known.get(keyOf(row));
    if (before === undefined) {
      proposals.push({ change: "new", closes: "", row });
      continue;
    }
    const different = table.columns
      .filter(({ id }) => row[id] && row[id] !== before[id])
      .map(({ id }) => ({ id, ours: before[id], theirs: row[id] }));
    if (different.length === 0) same += 1;
    else disagreements.push({ present: before, read: row, different, why: "the row is there with other values" });
  }
  return { proposals, disagreements, same, past: 0 };
}
