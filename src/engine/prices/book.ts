import type { PriceRow } from "../../data/types";
import { plainName } from "../checks";

/**
 * What a row of a price table says, ours or a user's. A user's table may lack all but model, input and output, and may
 * give long prompts as rows of their own (`minPromptTokens`) instead of as columns.
 */
export interface PriceFacts
  extends Pick<
    PriceRow,
    | "provider"
    | "modelId"
    | "aliases"
    | "baseModel"
    | "maker"
    | "sellerRank"
    | "inputUsdPerMTok"
    | "outputUsdPerMTok"
    | "cacheReadUsdPerMTok"
    | "cacheWriteUsdPerMTok"
    | "batchDiscount"
    | "batchInputUsdPerMTok"
    | "batchOutputUsdPerMTok"
    | "tierThresholdTokens"
    | "tierInputUsdPerMTok"
    | "tierOutputUsdPerMTok"
    | "tierCacheReadUsdPerMTok"
    | "contextWindow"
    | "validFrom"
    | "validTo"
  > {
  readonly variant: string;
  readonly minPromptTokens?: number;
}

/**
 * What one seller asks for one model under one tier, over one period and range of prompt lengths: the common form of
 * our own table and of a user's. Prices are USD per million tokens, or the currency of the user's table.
 */
export interface PriceLine {
  readonly tier: string;
  /** Half-open: `from <= day < to`. */
  readonly from: number;
  readonly to: number;
  /** The line holds for prompts longer than this; with `promptInclusive`, for this length too. */
  readonly promptAbove: number;
  readonly promptInclusive: boolean;
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly cacheRead: number | undefined;
  readonly cacheWrite: number | undefined;
  /** The row of the built-in table it comes from; a user's own row has none. */
  readonly row?: PriceRow;
}

/** One seller's offer of one model, with all its lines. */
export interface Listing {
  readonly provider: string;
  readonly modelId: string;
  readonly names: readonly string[];
  readonly baseModel: string;
  readonly maker: string | undefined;
  readonly sellerRank: number;
  readonly contextWindow: number | undefined;
  readonly lines: readonly PriceLine[];
}

export interface PriceBook {
  readonly listings: readonly Listing[];
  /** The day that stands where no `as_of` is given. */
  readonly dataDay: number;
  readonly builtIn: boolean;
  readonly currency: string;
  /** Listings of one seller by plain name, exact ids before base models. */
  readonly bySeller: ReadonlyMap<string, ReadonlyMap<string, Listing>>;
  /** All listings that answer to a plain name. */
  readonly byName: ReadonlyMap<string, readonly Listing[]>;
  /** Filled while quoting: what was resolved once need not be resolved again. */
  readonly quotes: Map<string, unknown>;
  /** Suggestions for names that are not in the book. */
  readonly unknown: Map<string, readonly string[]>;
}

export function priceBook(
  listings: readonly Listing[],
  { dataDay, builtIn, currency }: { readonly dataDay: number; readonly builtIn: boolean; readonly currency: string },
): PriceBook {
  const bySeller = new Map<string, Map<string, Listing>>();
  const byName = new Map<string, Listing[]>();
  for (const listing of listings) {
    const seller = plainName(listing.provider);
    const ofSeller = bySeller.get(seller) ?? new Map<string, Listing>();
    bySeller.set(seller, ofSeller);
    for (const name of listing.names.map(plainName)) {
      if (!ofSeller.has(name)) ofSeller.set(name, listing);
      push(byName, name, listing);
    }
  }
  // A base model's name leads to the seller's plainest listing, after every id and alias had its say.
  for (const listing of [...listings].sort((a, b) => a.sellerRank - b.sellerRank)) {
    const name = plainName(listing.baseModel);
    const ofSeller = bySeller.get(plainName(listing.provider));
    if (ofSeller !== undefined && !ofSeller.has(name)) ofSeller.set(name, listing);
    if (!byName.get(name)?.includes(listing)) push(byName, name, listing);
  }
  return { listings, dataDay, builtIn, currency, bySeller, byName, quotes: new Map(), unknown: new Map() };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** Google bills cache reads in batch jobs at the standard price; elsewhere the batch discount holds for every meter. */
const BATCH_KEEPS_CACHE_PRICE: ReadonlySet<string> = new Set(["google", "google-vertex"]);

/** The rows of a price table as listings, one a seller and model. */
export function listingsOf(rows: readonly (PriceFacts | PriceRow)[]): readonly Listing[] {
  const groups = new Map<string, (PriceFacts | PriceRow)[]>();
  for (const row of rows) push(groups, `${row.provider}|${row.modelId}`, row);
  return [...groups.values()].map((group) => {
    const last = group.reduce((a, b) => (b.validFrom >= a.validFrom ? b : a));
    return {
      provider: last.provider,
      modelId: last.modelId,
      names: [last.modelId, ...new Set(group.flatMap((row) => row.aliases))],
      baseModel: last.baseModel,
      maker: last.maker,
      sellerRank: last.sellerRank,
      contextWindow: last.contextWindow,
      lines: group.flatMap(linesOf),
    };
  });
}

/** A row holds up to four lines: standard and batch, each for short and for long prompts. */
function linesOf(row: PriceFacts | PriceRow): readonly PriceLine[] {
  const lines = bandsOf(row, {
    tier: row.variant,
    from: row.validFrom,
    to: row.validTo ?? Number.POSITIVE_INFINITY,
    promptAbove: ("minPromptTokens" in row ? row.minPromptTokens : undefined) ?? 0,
    promptInclusive: true,
    input: row.inputUsdPerMTok,
    output: row.outputUsdPerMTok,
    cacheRead: row.cacheReadUsdPerMTok,
    cacheWrite: row.cacheWriteUsdPerMTok,
    ...("provenance" in row ? { row } : {}),
  });
  return row.batchDiscount === undefined ? lines : [...lines, ...lines.map((line) => batchLine(line, row))];
}

/**
 * Beyond the threshold the whole request is repriced. A long price that is not published is unknown, not the short one;
 * only cache prices, which every seller keeps in proportion, scale with the input price.
 */
function bandsOf(row: PriceFacts, line: PriceLine): readonly PriceLine[] {
  if (row.tierThresholdTokens === undefined) return [line];
  const input = row.tierInputUsdPerMTok;
  const factor = input !== undefined && line.input ? input / line.input : undefined;
  const long: PriceLine = {
    ...line,
    promptAbove: row.tierThresholdTokens,
    promptInclusive: false,
    input,
    output: row.tierOutputUsdPerMTok,
    cacheRead: row.tierCacheReadUsdPerMTok ?? scaled(line.cacheRead, factor),
    cacheWrite: scaled(line.cacheWrite, factor),
  };
  return [line, long];
}

function batchLine(line: PriceLine, row: PriceFacts): PriceLine {
  const discount = row.batchDiscount ?? 1;
  const short = line.promptInclusive;
  const cacheFactor = BATCH_KEEPS_CACHE_PRICE.has(row.provider) ? 1 : discount;
  return {
    ...line,
    tier: "batch",
    input: (short ? row.batchInputUsdPerMTok : undefined) ?? scaled(line.input, discount),
    output: (short ? row.batchOutputUsdPerMTok : undefined) ?? scaled(line.output, discount),
    cacheRead: scaled(line.cacheRead, cacheFactor),
    cacheWrite: scaled(line.cacheWrite, discount),
  };
}

const scaled = (price: number | undefined, factor: number | undefined): number | undefined =>
  price === undefined || factor === undefined ? undefined : price * factor;
