import { plainName, shown } from "../checks";
import { isoText } from "../dates";
import { badArgument, type DomainError, notFound } from "../errors";
import { median } from "../statistics";
import { found, step, tracing } from "../trace";
import type { Listing, PriceBook, PriceLine } from "./book";
import { identify } from "./identity";

/** Prices of one model on one day under one tier, USD per million tokens; `undefined` is not published. */
export interface UnitPrices {
  readonly input: number | undefined;
  readonly output: number | undefined;
  readonly cacheRead: number | undefined;
  readonly cacheWrite: number | undefined;
}

/** What a name costs on a day: by length of the prompt, shortest first. */
export interface Quote {
  /** "openai/gpt-4o", "market/llama-3.3-70b". */
  readonly label: string;
  readonly contextWindow: number | undefined;
  readonly prompts: readonly PromptBand[];
  /** The table's rows behind it, one a seller. */
  readonly lines: readonly PriceLine[];
}

interface PromptBand {
  readonly above: number;
  readonly inclusive: boolean;
  readonly prices: UnitPrices;
}

export interface QuoteRequest {
  readonly model: string;
  readonly tier?: string | undefined;
  readonly asOf?: number | undefined;
}

export const TIERS = ["standard", "batch", "flex", "priority", "off_peak"] as const;

/** Sellers whose offer is no longer confirmed do not make the market. */
const NOT_CURRENT: ReadonlySet<string> = new Set(["legacy", "deprecated"]);

/** The prices of a model; each (model, tier, day) is worked out once a book. */
export function quote(book: PriceBook, { model, tier = "standard", asOf = book.dataDay }: QuoteRequest): Quote {
  const memo = book.quotes as Map<string, Map<string, Map<number, Quote>>>;
  const ready = memo.get(model)?.get(tier)?.get(asOf);
  if (ready !== undefined && !tracing()) return ready;
  const made = quoteAnew(book, model, tier, asOf);
  const byTier = memo.get(model) ?? new Map<string, Map<number, Quote>>();
  const byDay = byTier.get(tier) ?? new Map<number, Quote>();
  memo.set(model, byTier.set(tier, byDay.set(asOf, made)));
  report(made, book.builtIn && asOf > book.dataDay);
  return made;
}

function quoteAnew(book: PriceBook, model: string, tierGiven: string, asOf: number): Quote {
  const tier = tierNamed(book, tierGiven);
  const identity = identify(book, model);
  if (identity.kind === "listing") return listingQuote(identity.listing, tier, asOf);
  const quotes = identity.listings.flatMap((listing) => currentQuote(listing, tier, asOf));
  const sellers = new Map<string, Quote>();
  for (const { provider, quote: offered } of quotes.sort((a, b) => a.sellerRank - b.sellerRank)) {
    if (!sellers.has(provider)) sellers.set(provider, offered);
  }
  if (sellers.size === 0) {
    throw notFound(
      `No current seller of "${identity.baseModel}" on ${isoText(asOf)}${tier === "standard" ? "" : ` with a ${tier} price`}.`,
    );
  }
  return medianQuote(identity.baseModel, [...sellers.values()]);
}

/** One of the usual tiers, or one that only the user's own table has. */
export function tierNamed(book: PriceBook, given: string): string {
  const plain = plainName(given);
  const usual = TIERS.find((candidate) => plainName(candidate) === plain);
  if (usual !== undefined) return usual;
  const own = book.builtIn ? [] : book.listings.flatMap(({ lines }) => lines.map(({ tier }) => tier));
  const tier = own.find((candidate) => plainName(candidate) === plain);
  if (tier !== undefined) return tier;
  const words = [...new Set([...TIERS, ...own])];
  throw badArgument(`tier must be one of ${words.join(", ")}; you gave "${given}".`);
}

function currentQuote(listing: Listing, tier: string, asOf: number) {
  const lines = listing.lines.filter((line) => line.tier === tier && line.from <= asOf && asOf < line.to);
  const current = lines.filter((line) => line.row === undefined || !NOT_CURRENT.has(line.row.status));
  if (current.length === 0) return [];
  return [{ provider: listing.provider, sellerRank: listing.sellerRank, quote: quoteOf(listing, current) }];
}

function listingQuote(listing: Listing, tier: string, asOf: number): Quote {
  const ofTier = listing.lines.filter((line) => line.tier === tier);
  if (ofTier.length === 0) throw noSuchTier(listing, tier);
  const lines = ofTier.filter((line) => line.from <= asOf && asOf < line.to);
  if (lines.length === 0) throw notFound(outsideHistory(listing, ofTier, asOf));
  return quoteOf(listing, lines);
}

export function noSuchTier(listing: Listing, tier: string): DomainError {
  const tiers = [...new Set(listing.lines.map((line) => line.tier))];
  return notFound(`No ${tier} price for ${labelOf(listing)} in the table. There is: ${tiers.join(", ")}.`);
}

function outsideHistory(listing: Listing, lines: readonly PriceLine[], asOf: number): string {
  const first = Math.min(...lines.map((line) => line.from));
  if (asOf < first) {
    return `The first price of ${labelOf(listing)} in the table is of ${isoText(first)}; you asked for ${isoText(asOf)}.`;
  }
  const before = lines.filter((line) => line.to <= asOf).reduce((a, b) => (b.to > a.to ? b : a));
  const next = lines.filter((line) => line.from > asOf).map((line) => line.from);
  const last = `Its last day was ${isoText(before.to - 1)}, at ${price(before.input)} input and ${price(before.output)} output`;
  if (next.length > 0)
    return `No price of ${labelOf(listing)} on ${isoText(asOf)}. ${last}; the next starts ${isoText(Math.min(...next))}.`;
  return `${labelOf(listing)} is no longer sold on ${isoText(asOf)}. ${last}.`;
}

const price = (value: number | undefined): string =>
  value === undefined ? "an unknown price" : `${shown(value)} USD/Mtok`;

export function labelOf(listing: Listing): string {
  return listing.provider === "" ? listing.modelId : `${listing.provider}/${listing.modelId}`;
}

function quoteOf(listing: Listing, lines: readonly PriceLine[]): Quote {
  const sorted = [...lines].sort((a, b) => a.promptAbove - b.promptAbove);
  return {
    label: labelOf(listing),
    contextWindow: listing.contextWindow,
    prompts: sorted.map((line) => ({ above: line.promptAbove, inclusive: line.promptInclusive, prices: line })),
    lines: sorted,
  };
}

/** The median of each price over the sellers; long prompts are compared at every length where some seller changes. */
function medianQuote(baseModel: string, sellers: readonly Quote[]): Quote {
  const bands = new Map<string, PromptBand>();
  for (const band of sellers.flatMap(({ prompts }) => prompts)) bands.set(`${band.above}|${band.inclusive}`, band);
  const prompts = [...bands.values()]
    .sort((a, b) => a.above - b.above)
    .map(({ above, inclusive }) => {
      const offers = sellers.map((seller) => pricesAt(seller, inclusive ? above : above + 1));
      const middle = (meter: keyof UnitPrices): number | undefined => {
        const known = offers.map((offer) => offer[meter]).filter((value): value is number => value !== undefined);
        return known.length === 0 ? undefined : median(known);
      };
      const prices = {
        input: middle("input"),
        output: middle("output"),
        cacheRead: middle("cacheRead"),
        cacheWrite: middle("cacheWrite"),
      };
      return { above, inclusive, prices };
    });
  const windows = sellers.map(({ contextWindow }) => contextWindow);
  return {
    label: `market/${baseModel}`,
    contextWindow: windows.some((window) => window === undefined) ? undefined : Math.max(...(windows as number[])),
    prompts,
    lines: sellers.flatMap(({ lines }) => lines.slice(0, 1)),
  };
}

/** The prices for a prompt of this length: the whole request pays the band it falls into. */
export function pricesAt({ prompts, label }: Quote, promptTokens: number): UnitPrices {
  for (let index = prompts.length - 1; index > 0; index--) {
    const band = prompts[index];
    if (band === undefined) continue;
    if (promptTokens > band.above || (band.inclusive && promptTokens === band.above)) return band.prices;
  }
  const [shortest] = prompts;
  if (shortest === undefined) throw new Error("a quote without a price");
  // Only a user's own table can begin with long prompts; what it does not price is unknown.
  if (promptTokens < shortest.above) {
    throw notFound(
      `prices has ${label} only for prompts from ${shown(shortest.above)} tokens on; you gave ${shown(promptTokens)}.`,
    );
  }
  return shortest.prices;
}

export type Meter = keyof UnitPrices;

const METER_NAMES: Readonly<Record<Meter, string>> = {
  input: "input",
  output: "output",
  cacheRead: "cache_read",
  cacheWrite: "cache_write",
};

/** Tells EXPLAIN the unit prices of the meters that are used. */
export function reportPrices(prices: UnitPrices, used: readonly Meter[]): void {
  for (const meter of used) {
    const price = prices[meter];
    if (price !== undefined) step(`${METER_NAMES[meter]}_price`, price, "USD/Mtok");
  }
}

/** The price of a meter that is needed: unknown is #N/A, never 0. */
export function known(prices: UnitPrices, meter: Meter, { label }: Quote): number {
  const value = prices[meter];
  if (value !== undefined) return value;
  throw notFound(
    `The table has no ${METER_NAMES[meter]} price for ${label}. Give your own in prices, or leave those tokens out.`,
  );
}

function report({ label, lines }: Quote, isProjected: boolean): void {
  if (!tracing()) return;
  const provenance = lines.flatMap(({ row }) => (row === undefined ? [] : [row.provenance]));
  found({ argument: "model", row: label, provenance });
  if (isProjected) step("price_status", "projected: the last known price with announced changes", "text");
}
