import { orList, plainName } from "../../engine/checks";
import { badArgument } from "../../engine/errors";
import { RENT_TERMS, type RentBook, type RentOffer, type RentTerm, rentBook } from "../../engine/ownership/rent";
import { builtInAccelerators, builtInRents } from "../builtIn";
import { checkSize, type Matrix } from "./cells";
import { type OwnColumn, type OwnTable, ownTable, singleCurrency } from "./ownTable";
import type { RangeReader } from "./readers";

type Prices = Pick<
  RentOffer,
  "onDemandUsdPerGpuHour" | "spotUsdPerGpuHour" | "oneYearUsdPerGpuHour" | "threeYearUsdPerGpuHour"
>;

/** One column a term; the first also holds the only price of a table that has one, for the term its `term` column names. */
const PRICE_COLUMNS: Readonly<Record<RentTerm, readonly [keyof Prices, OwnColumn]>> = {
  on_demand: [
    "onDemandUsdPerGpuHour",
    {
      id: "price_per_gpu_hour_on_demand_usd",
      aliases: ["on_demand_usd", "on_demand", "usd_per_gpu_hour", "gpu_hour_usd", "usd_per_hour", "price", "rent"],
    },
  ],
  spot: ["spotUsdPerGpuHour", { id: "price_per_gpu_hour_spot_usd", aliases: ["spot_usd", "spot"] }],
  "1yr": ["oneYearUsdPerGpuHour", { id: "price_per_gpu_hour_1yr_usd", aliases: ["1yr_usd", "1yr", "1_year"] }],
  "3yr": ["threeYearUsdPerGpuHour", { id: "price_per_gpu_hour_3yr_usd", aliases: ["3yr_usd", "3yr", "3_year"] }],
};

/** Our own table's headers are among the names, so that a loaded and edited copy of it is a user's table too. */
const COLUMNS: readonly OwnColumn[] = [
  { id: "gpu", aliases: ["accelerator_id", "accelerator", "chip"], required: true },
  { id: "provider", aliases: ["seller", "vendor"] },
  { id: "tier" },
  { id: "term" },
  { id: "as_of", aliases: ["valid_from", "date"] },
  { id: "currency" },
  ...Object.values(PRICE_COLUMNS).map(([, column]) => column),
];

/** `rents`: the user's own table, or the built-in one where none is given. No silent fall-through between the two. */
export const rentsOrBuiltIn: RangeReader<RentBook> = {
  scope: "range",
  read(range, name) {
    if (range === undefined) return builtInRents();
    checkSize(name, range);
    return ownRents(range, name);
  },
};

function ownRents(range: Matrix, name: string): RentBook {
  const table = ownTable(range, name, COLUMNS);
  if (!Object.values(PRICE_COLUMNS).some(([, { id }]) => table.has(id))) {
    throw badArgument(`${name} needs a column of prices, such as usd_per_gpu_hour, spot_usd, 1yr_usd or 3yr_usd.`);
  }
  singleCurrency(table, name);
  const offers: RentOffer[] = [];
  for (let row = 0; row < table.rowCount; row++) if (!table.isBlankRow(row)) offers.push(offer(table, row, name));
  if (offers.length === 0) throw badArgument(`${name} has a header row and no rents below it.`);
  // Without as_of the latest rows of the user's table hold, whenever they are of.
  return rentBook(offers, {
    accelerators: builtInAccelerators(),
    builtIn: false,
    dataDay: Number.POSITIVE_INFINITY,
  });
}

function offer(table: OwnTable, row: number, name: string): RentOffer {
  const place = `${name} row ${row + 2}`;
  const acceleratorId = table.text(row, "gpu");
  if (acceleratorId === undefined) throw badArgument(`${place} has no gpu.`);
  const tier = table.text(row, "tier");
  return {
    provider: table.text(row, "provider") ?? "",
    acceleratorId,
    ...(tier === undefined ? {} : { tier }),
    ...prices(table, row, place),
    asOf: table.date(row, "as_of") ?? Number.NEGATIVE_INFINITY,
  };
}

function prices(table: OwnTable, row: number, place: string): Prices {
  const found: { -readonly [K in keyof Prices]: Prices[K] } = {};
  const term = table.text(row, "term");
  for (const [key, { id }] of Object.values(PRICE_COLUMNS)) {
    const usd = table.number(row, id);
    if (usd === undefined) continue;
    if (!(usd >= 0)) throw badArgument(`${place}, ${id} must be 0 or more; you gave ${usd}.`);
    found[key === "onDemandUsdPerGpuHour" && term !== undefined ? priceOfTerm(term, place) : key] = usd;
  }
  return found;
}

function priceOfTerm(term: string, place: string): keyof Prices {
  const known = RENT_TERMS.find((each) => plainName(each) === plainName(term));
  if (known === undefined) throw badArgument(`${place}, term must be ${orList(RENT_TERMS)}; you gave "${term}".`);
  return PRICE_COLUMNS[known][0];
}
