import { plainName } from "../../engine/checks";
import { badArgument } from "../../engine/errors";
import { listingsOf, type PriceBook, type PriceFacts, priceBook } from "../../engine/prices/book";
import { TIERS } from "../../engine/prices/quote";
import { builtInPrices } from "../builtIn";
import { checkSize, type Matrix } from "./cells";
import { type OwnColumn, type OwnTable, ownTable, singleCurrency } from "./ownTable";
import type { RangeReader } from "./readers";

/** Our own table's headers are among the names, so that a loaded and edited copy of it is a user's table too. */
const COLUMNS: readonly OwnColumn[] = [
  { id: "model", aliases: ["model_id", "name"], required: true },
  { id: "input_usd_per_mtok", aliases: ["input", "input_price", "price_in", "input_per_mtok"], required: true },
  { id: "output_usd_per_mtok", aliases: ["output", "output_price", "price_out", "output_per_mtok"], required: true },
  { id: "cache_read_usd_per_mtok", aliases: ["cached_input_usd_per_mtok", "cache_read", "cached_input"] },
  { id: "cache_write_usd_per_mtok", aliases: ["cache_write"] },
  { id: "tier", aliases: ["price_variant", "service_tier"] },
  { id: "provider", aliases: ["seller", "vendor"] },
  { id: "maker" },
  { id: "base_model" },
  { id: "seller_rank" },
  { id: "aliases" },
  { id: "valid_from", aliases: ["from"] },
  { id: "valid_to", aliases: ["to"] },
  { id: "min_prompt_tokens" },
  { id: "batch_discount" },
  { id: "batch_input_usd_per_mtok" },
  { id: "batch_output_usd_per_mtok" },
  { id: "tier_threshold_tokens" },
  { id: "tier_input_usd_per_mtok" },
  { id: "tier_output_usd_per_mtok" },
  { id: "tier_cached_usd_per_mtok" },
  { id: "context_window" },
  { id: "currency" },
];

/** `prices`: the user's own table, or the built-in one where none is given. No silent fall-through between the two. */
export const pricesOrBuiltIn: RangeReader<PriceBook> = {
  scope: "range",
  read(range, name) {
    if (range === undefined) return builtInPrices();
    checkSize(name, range);
    return ownPrices(range, name);
  },
};

function ownPrices(range: Matrix, name: string): PriceBook {
  const table = ownTable(range, name, COLUMNS);
  const currency = singleCurrency(table, name) ?? "USD";
  const rows: PriceFacts[] = [];
  for (let row = 0; row < table.rowCount; row++) if (!table.isBlankRow(row)) rows.push(facts(table, row, name));
  if (rows.length === 0) throw badArgument(`${name} has a header row and no prices below it.`);
  const periods = followedUp(rows);
  refuseTwice(periods, name);
  return priceBook(listingsOf(periods), { dataDay: builtInPrices().dataDay, builtIn: false, currency });
}

const keyOf = ({ provider, modelId, variant, minPromptTokens = 0 }: PriceFacts): string =>
  [provider, modelId, variant, minPromptTokens].join("|").toLowerCase();

/** Where a table gives first days alone, a price holds until the next one begins. */
function followedUp(rows: readonly PriceFacts[]): readonly PriceFacts[] {
  const starts = new Map<string, number[]>();
  for (const row of rows) {
    if (row.validTo === undefined) starts.set(keyOf(row), [...(starts.get(keyOf(row)) ?? []), row.validFrom]);
  }
  return rows.map((row) => {
    if (row.validTo !== undefined) return row;
    const later = (starts.get(keyOf(row)) ?? []).filter((from) => from > row.validFrom);
    return later.length === 0 ? row : { ...row, validTo: Math.min(...later) };
  });
}

/** Two prices for one model on one day: which holds is the user's to say, not ours to guess. */
function refuseTwice(rows: readonly PriceFacts[], name: string): void {
  const seen = new Map<string, PriceFacts[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const others = seen.get(key) ?? [];
    const clash = others.find((other) => overlap(row, other));
    if (clash !== undefined) {
      throw badArgument(
        `${name} has two ${row.variant} prices for "${row.modelId}" on the same day. Remove one, or give each its valid_from and valid_to.`,
      );
    }
    others.push(row);
    seen.set(key, others);
  }
}

const overlap = (a: PriceFacts, b: PriceFacts): boolean =>
  a.validFrom < (b.validTo ?? Number.POSITIVE_INFINITY) && b.validFrom < (a.validTo ?? Number.POSITIVE_INFINITY);

function facts(table: OwnTable, row: number, name: string): PriceFacts {
  const modelId = table.text(row, "model");
  if (modelId === undefined) throw badArgument(`${name} row ${row + 2} has no model.`);
  const price = (column: string): number | undefined =>
    notBelowZero(table.number(row, column), `${name} row ${row + 2}, ${column}`);
  const known: { [K in keyof PriceFacts]?: PriceFacts[K] | undefined } = {
    maker: table.text(row, "maker"),
    minPromptTokens: price("min_prompt_tokens"),
    inputUsdPerMTok: price("input_usd_per_mtok"),
    outputUsdPerMTok: price("output_usd_per_mtok"),
    cacheReadUsdPerMTok: price("cache_read_usd_per_mtok"),
    cacheWriteUsdPerMTok: price("cache_write_usd_per_mtok"),
    batchDiscount: price("batch_discount"),
    batchInputUsdPerMTok: price("batch_input_usd_per_mtok"),
    batchOutputUsdPerMTok: price("batch_output_usd_per_mtok"),
    tierThresholdTokens: price("tier_threshold_tokens"),
    tierInputUsdPerMTok: price("tier_input_usd_per_mtok"),
    tierOutputUsdPerMTok: price("tier_output_usd_per_mtok"),
    tierCacheReadUsdPerMTok: price("tier_cached_usd_per_mtok"),
    contextWindow: price("context_window"),
    validTo: table.date(row, "valid_to"),
  };
  return {
    provider: table.text(row, "provider") ?? "",
    modelId,
    aliases: table.text(row, "aliases")?.split("|") ?? [],
    baseModel: table.text(row, "base_model") ?? modelId,
    sellerRank: table.number(row, "seller_rank") ?? 1,
    variant: tierOf(table.text(row, "tier") ?? "standard"),
    validFrom: table.date(row, "valid_from") ?? Number.NEGATIVE_INFINITY,
    ...withoutUnknown(known),
  };
}

/** "Off-Peak" is the usual tier off_peak; a tier of the user's own keeps its name. */
function tierOf(given: string): string {
  return TIERS.find((tier) => plainName(tier) === plainName(given)) ?? given;
}

function notBelowZero(value: number | undefined, place: string): number | undefined {
  if (value !== undefined && !(value >= 0)) throw badArgument(`${place} must be 0 or more; you gave ${value}.`);
  return value;
}

function withoutUnknown(known: { [K in keyof PriceFacts]?: PriceFacts[K] | undefined }): Partial<PriceFacts> {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<PriceFacts>;
}
