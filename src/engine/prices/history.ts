import { divideByZero, notFound } from "../errors";
import type { Row, Value } from "../grid";
import { found } from "../trace";
import type { PriceBook, PriceLine } from "./book";
import { meterOf } from "./cost";
import { identify } from "./identity";
import { labelOf, noSuchTier, tierNamed, type UnitPrices } from "./quote";

export interface PriceHistory {
  readonly model: string;
  readonly meter?: string | undefined;
  readonly tier?: string | undefined;
  readonly prices: PriceBook;
}

/** Every price a seller asked for a model, oldest first, with the change from one to the next. */
export function priceHistory({ model, meter = "input", prices, ...given }: PriceHistory): readonly Row[] {
  const tier = tierNamed(prices, given.tier ?? "standard");
  const identity = identify(prices, model);
  if (identity.kind === "market") {
    throw notFound("A market median has no history of its own: name one seller.");
  }
  const name = meterOf(meter);
  const lines = identity.listing.lines
    .filter((line) => line.tier === tier && line.promptAbove === 0)
    .sort((a, b) => a.from - b.from);
  if (!identity.listing.lines.some((line) => line.tier === tier)) throw noSuchTier(identity.listing, tier);
  const priced = lines.filter((line) => line[name] !== undefined);
  if (priced.length === 0) throw notFound(`The table has no ${tier} ${meter} price for ${model}.`);
  const provenance = priced.flatMap(({ row }) => (row === undefined ? [] : [row.provenance]));
  found({ argument: "model", row: labelOf(identity.listing), provenance });
  return priced.map((line, index) => historyRow(line, priced[index - 1], priced[0], name));
}

function historyRow(
  line: PriceLine,
  before: PriceLine | undefined,
  first: PriceLine | undefined,
  name: keyof UnitPrices,
): Row {
  const usdPerMTok = line[name] ?? 0;
  return {
    from: Number.isFinite(line.from) ? line.from : undefined,
    to: Number.isFinite(line.to) ? line.to : undefined,
    priceUsdPerMTok: usdPerMTok,
    change: changeFrom(before?.[name], usdPerMTok),
    cumulativeChange: changeFrom(first?.[name], usdPerMTok),
    status: line.row?.status ?? "own",
    source: line.row?.provenance.source ?? "your table",
    evidence: line.row?.provenance.evidence ?? "own",
  };
}

/** Blank for the first price, which nothing came before. */
function changeFrom(before: number | undefined, now: number): Value {
  if (before === undefined) return undefined;
  return before === 0 ? divideByZero("The price it changed from is 0.") : now / before - 1;
}
