import { plainName } from "../checks";
import { type DomainError, notFound } from "../errors";
import { kept, suggestions, unknownName } from "../lookup";
import type { Listing, PriceBook } from "./book";

/** What a name means: one seller's listing, or a model on the market. */
export type Identity =
  | { readonly kind: "listing"; readonly listing: Listing }
  | { readonly kind: "market"; readonly baseModel: string; readonly listings: readonly Listing[] };

const MARKET = "market";

/**
 * "seller/model", "market/model" or a bare name. What stands before the first slash is a seller only if that seller
 * has the rest; else the whole is a vendor's own spelling, such as "meta-llama/Llama-3.3-70B-Instruct".
 */
export function identify(book: PriceBook, name: string): Identity {
  const slash = name.indexOf("/");
  if (slash > 0) {
    const seller = plainName(name.slice(0, slash));
    const rest = name.slice(slash + 1);
    if (seller === MARKET) return market(book, rest);
    const listing = lookup(book.bySeller.get(seller), rest);
    if (listing !== undefined) return { kind: "listing", listing };
    const bare = lookup(book.byName, name);
    if (bare !== undefined) return makersOwn(book, name, bare);
    if (book.bySeller.has(seller)) throw notFound(notSoldBy(book, name.slice(0, slash), rest));
    throw sellersOf(book, rest).length === 0 ? unknown(book, name) : noSeller(book, name.slice(0, slash), rest);
  }
  const listings = lookup(book.byName, name);
  if (listings === undefined) throw unknown(book, name);
  return makersOwn(book, name, listings);
}

const SEPARATOR = /[\s\u00a0_\-\u2010-\u2015]/;

/**
 * Spelling is forgiven for case and for the separators that are typed, and last for dots: "GPT 4o" is "gpt-4o" and
 * "claude-3.5-sonnet" is "claude-3-5-sonnet". A name without any separator must be spelled so itself: "gpt4o" is only
 * suggested, for "gpt-40" and "gpt-4o" are too near to guess.
 */
function lookup<T extends Listing | readonly Listing[]>(
  map: ReadonlyMap<string, T> | undefined,
  name: string,
): T | undefined {
  const plain = plainName(name);
  const named = map?.get(plain) ?? map?.get(plain.replaceAll(".", ""));
  if (named === undefined || SEPARATOR.test(name.trim())) return named;
  const listings: readonly Listing[] = "lines" in named ? [named] : named;
  const wanted = name.trim().toLowerCase();
  return listings.some(({ names, baseModel }) => [...names, baseModel].some((spelling) => isSpelled(spelling, wanted)))
    ? named
    : undefined;
}

const isSpelled = (spelling: string, wanted: string): boolean => spelling.toLowerCase() === wanted;

/** A bare name means the model's maker, whoever's spelling it is. */
function makersOwn(book: PriceBook, name: string, listings: readonly Listing[]): Identity {
  const own = listings.find(({ maker, provider }) => maker === provider) ?? makersListing(book, listings);
  if (own !== undefined) return { kind: "listing", listing: own };
  const [only] = listings;
  const models = new Set(listings.map(({ baseModel }) => baseModel));
  const sellers = [
    ...new Set(book.listings.filter(({ baseModel }) => models.has(baseModel)).map(({ provider }) => provider)),
  ].sort();
  // A user's own table without a seller column has no other seller to mistake it for.
  if (!book.builtIn && sellers.length === 1 && only !== undefined) return { kind: "listing", listing: only };
  const model = only?.baseModel ?? name;
  throw notFound(`Sold by ${sellers.join(", ")}: write "${sellers[0]}/${model}", or "market/${model}" for the median.`);
}

function makersListing(book: PriceBook, listings: readonly Listing[]): Listing | undefined {
  for (const { maker, baseModel } of listings) {
    const listing = maker === undefined ? undefined : book.bySeller.get(plainName(maker))?.get(plainName(baseModel));
    if (listing !== undefined) return listing;
  }
  return undefined;
}

function market(book: PriceBook, name: string): Identity {
  const named = lookup(book.byName, name);
  if (named === undefined) throw unknown(book, name);
  const baseModel = named[0]?.baseModel ?? name;
  const listings = book.listings.filter((listing) => listing.baseModel === baseModel);
  return { kind: "market", baseModel, listings };
}

function unknown(book: PriceBook, name: string): DomainError {
  return notFound(
    unknownName(
      "model",
      name,
      kept(book.unknown, name, () => suggestions(name, spellings(book))),
    ),
  );
}

/** Makers' own ids, the models of all sellers, and every alias. */
function spellings({ listings }: PriceBook): readonly string[] {
  const own = listings.map(({ maker, provider, modelId, baseModel }) => (maker === provider ? modelId : baseModel));
  return [...new Set([...own, ...listings.flatMap(({ names }) => names)])];
}

/** A known model of a seller that is none: a short form such as "bedrock", or a slip. */
function noSeller(book: PriceBook, seller: string, name: string): DomainError {
  const sellers = sellersOf(book, name);
  const near = sellers.find((candidate) => plainName(candidate).includes(plainName(seller))) ?? sellers[0];
  return notFound(
    `No seller "${seller}" in the table. ${name} is sold by ${sellers.join(", ")}: write "${near}/${name}".`,
  );
}

function sellersOf(book: PriceBook, name: string): readonly string[] {
  const sellers = lookup(book.byName, name)?.map(({ provider }) => provider) ?? [];
  return [...new Set(sellers.filter((provider) => provider !== ""))].sort();
}

function notSoldBy(book: PriceBook, seller: string, name: string): string {
  const sellers = sellersOf(book, name);
  if (sellers.length > 0) return `${seller} does not sell "${name}". Sold by ${sellers.join(", ")}.`;
  const own = [...(book.bySeller.get(plainName(seller))?.values() ?? [])].map(({ modelId }) => modelId);
  return unknownName(`${seller} model`, name, suggestions(name, [...new Set(own)]));
}
