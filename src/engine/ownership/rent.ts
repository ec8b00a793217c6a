import type { Accelerator, Provenance, RentRow } from "../../data/types";
import { oneOf, plainName } from "../checks";
import { isoText } from "../dates";
import { notFound } from "../errors";
import { findRow, type NameIndex, nameIndex } from "../lookup";
import { median } from "../statistics";
import { found, step, tracing } from "../trace";

/** An offer of one accelerator for an hour, from our table or the user's own, which may say less. */
export interface RentOffer
  extends Pick<
    RentRow,
    | "provider"
    | "acceleratorId"
    | "tier"
    | "onDemandUsdPerGpuHour"
    | "spotUsdPerGpuHour"
    | "oneYearUsdPerGpuHour"
    | "threeYearUsdPerGpuHour"
    | "asOf"
  > {
  readonly provenance?: Provenance;
}

export interface RentBook {
  readonly accelerators: NameIndex<Accelerator>;
  /** Offers by accelerator id, or by the plain name that only the user's own table knows. */
  readonly offers: ReadonlyMap<string, readonly RentOffer[]>;
  readonly providers: NameIndex<string>;
  readonly builtIn: boolean;
  /** The day that stands where no `as_of` is given. */
  readonly dataDay: number;
}

/** Ownership costs out of a model, and indices: nobody rents at these, so they never count. */
const NO_OFFERS: ReadonlySet<string> = new Set(["model", "index"]);
/** What strangers' machines go for: counts only for a provider that is asked for by name. */
const MARKETPLACES: ReadonlySet<string> = new Set(["marketplace", "market"]);

export function rentBook(
  rows: readonly RentOffer[],
  { accelerators, builtIn, dataDay }: Pick<RentBook, "accelerators" | "builtIn" | "dataDay">,
): RentBook {
  const offers = new Map<string, RentOffer[]>();
  const real = rows.filter(({ tier = "" }) => !NO_OFFERS.has(plainName(tier)));
  for (const offer of real) {
    const id = accelerators.find(offer.acceleratorId)?.id ?? plainName(offer.acceleratorId);
    const known = offers.get(id);
    if (known === undefined) offers.set(id, [offer]);
    else known.push(offer);
  }
  const providers = nameIndex("provider", [...new Set(real.map(({ provider }) => provider))], (name) => [name]);
  return { accelerators, offers, providers, builtIn, dataDay };
}

export const RENT_TERMS = ["on_demand", "spot", "1yr", "3yr"] as const;
export type RentTerm = (typeof RENT_TERMS)[number];

export interface Rent {
  readonly gpu: string;
  readonly term?: string | undefined;
  readonly provider?: string | undefined;
  readonly asOf?: number | undefined;
  readonly rents: RentBook;
}

/**
 * USD per GPU-hour: each provider's median price of its latest day, then the median over the providers. One provider's
 * price is no market, so fewer than three in our table are named instead of averaged; a user's own table is taken as is.
 */
export function rent({ gpu, term: termGiven = "on_demand", provider, asOf, rents }: Rent): number {
  const term = oneOf({ term: termGiven }, RENT_TERMS);
  const { label, offers } = offersOf(rents, gpu);
  const asked =
    provider === undefined
      ? offers.filter(({ tier = "" }) => !MARKETPLACES.has(plainName(tier)))
      : ofProvider({ rents, provider, label, offers, term });
  const current = latest(priced(asked, term), asOf ?? rents.dataDay, label);
  if (provider === undefined) enoughProviders(rents, [...current.keys()], label, term, asOf);
  report(label, current);
  return median([...current.values()].map((prices) => median(prices.map(({ usd }) => usd))));
}

/** An offer with its price for the term asked. */
interface Price {
  readonly offer: RentOffer;
  readonly usd: number;
}

function priced(offers: readonly RentOffer[], term: RentTerm): readonly Price[] {
  return offers.flatMap((offer) => {
    const usd = priceOf(offer, term);
    return usd === undefined ? [] : [{ offer, usd }];
  });
}

function priceOf(offer: RentOffer, term: RentTerm): number | undefined {
  switch (term) {
    case "on_demand":
      return offer.onDemandUsdPerGpuHour;
    case "spot":
      return offer.spotUsdPerGpuHour;
    case "1yr":
      return offer.oneYearUsdPerGpuHour;
    case "3yr":
      return offer.threeYearUsdPerGpuHour;
  }
}

/** A sentence that lists what a user's table has stops here. */
const MOST_NAMES = 12;

function offersOf(rents: RentBook, gpu: string): { readonly label: string; readonly offers: readonly RentOffer[] } {
  const own = rents.builtIn ? undefined : rents.offers.get(plainName(gpu));
  if (own !== undefined) return { label: gpu, offers: own };
  if (rents.builtIn) {
    const { id } = findRow(rents.accelerators, gpu);
    return { label: id, offers: rents.offers.get(id) ?? [] };
  }
  const id = rents.accelerators.find(gpu)?.id ?? "";
  const offers = rents.offers.get(id);
  if (offers !== undefined) return { label: id, offers };
  const names = [...rents.offers.values()].map(([first]) => first?.acceleratorId ?? "");
  if (names.length === 0) throw notFound("rents has no offers: rows of tier model or index are none.");
  throw notFound(`No accelerator "${gpu}" in rents. There are: ${names.slice(0, MOST_NAMES).join(", ")}.`);
}

interface AskedProvider {
  readonly rents: RentBook;
  readonly provider: string;
  readonly label: string;
  readonly offers: readonly RentOffer[];
  readonly term: RentTerm;
}

/** What one provider offers; where it has nothing for the accelerator or the term, who or what there is. */
function ofProvider({ rents, provider, label, offers, term }: AskedProvider): readonly RentOffer[] {
  const name = findRow(rents.providers, provider);
  const own = offers.filter((offer) => offer.provider === name);
  if (own.length === 0) {
    const sellers = [...new Set(offers.map((offer) => offer.provider))].sort();
    const who = sellers.length === 0 ? "Nobody does" : `These do: ${sellers.join(", ")}`;
    throw notFound(`${name} publishes no rent of ${label}. ${who}.`);
  }
  if (priced(own, term).length > 0) return own;
  const terms = RENT_TERMS.filter((each) => priced(own, each).length > 0);
  throw notFound(`${name} publishes no ${term} for ${label}. It publishes ${terms.join(", ") || "no price"}.`);
}

type Market = ReadonlyMap<string, readonly Price[]>;

/** Each provider's prices of its latest day up to `asOf`. */
function latest(prices: readonly Price[], asOf: number, label: string): Market {
  const current = new Map<string, Price[]>();
  for (const price of prices) {
    if (price.offer.asOf > asOf) continue;
    const same = current.get(price.offer.provider);
    const day = same?.[0]?.offer.asOf ?? Number.NEGATIVE_INFINITY;
    if (same === undefined || price.offer.asOf > day) current.set(price.offer.provider, [price]);
    else if (price.offer.asOf === day) same.push(price);
  }
  if (current.size === 0 && prices.length > 0) {
    const first = Math.min(...prices.map(({ offer }) => offer.asOf));
    throw notFound(`The first rent of ${label} in the table is of ${isoText(first)}; you asked for ${isoText(asOf)}.`);
  }
  return current;
}

const FEWEST_PROVIDERS = 3;

function enoughProviders(
  { builtIn }: RentBook,
  providers: readonly string[],
  label: string,
  term: RentTerm,
  asOf: number | undefined,
): void {
  if (providers.length >= (builtIn ? FEWEST_PROVIDERS : 1)) return;
  if (!builtIn) throw notFound(`rents has no ${term} price for ${label}.`);
  const [first, second] = [...providers].sort();
  const day = asOf === undefined ? "" : ` by ${isoText(asOf)}`;
  if (first === undefined) throw notFound(`Nobody publishes ${term} for ${label}. Give rents.`);
  throw notFound(
    second === undefined
      ? `Only ${first} publishes ${term} for ${label}${day}. Name it or give rents.`
      : `Only ${first} and ${second} publish ${term} for ${label}${day}. Name one or give rents.`,
  );
}

function report(label: string, market: Market): void {
  if (!tracing()) return;
  const offers = [...market.values()].flat().map(({ offer }) => offer);
  const provenance = offers.flatMap((offer) => (offer.provenance === undefined ? [] : [offer.provenance]));
  found({ argument: "gpu", row: label, provenance });
  step("providers", market.size, "providers");
}
