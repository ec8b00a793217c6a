import { VERSION } from "../../generated/version";
import {
  dataDay,
  gpus,
  measurements,
  models,
  ownRows,
  prices,
  regions,
  rents,
  sourceOf,
  tableByName,
  tableNames,
} from "../data";
import servingParameters from "../data/serving/parameters.json";
import { isoText } from "../engine/dates";
import type { Place, Places } from "../engine/footprint";
import { type NameIndex, nameIndex } from "../engine/lookup";
import type { PricedAccelerator } from "../engine/ownership/gpuHour";
import { type RentBook, rent, rentBook } from "../engine/ownership/rent";
import type { Estimates } from "../engine/ownership/tokenCost";
import { listingsOf, type PriceBook, priceBook } from "../engine/prices/book";
import type { SourcedTable } from "../engine/reference/table";
import type { About } from "../engine/reference/version";
import type { ServingParameters } from "../engine/serving/parameters";
import { acceleratorNames, type ServingTables } from "../engine/serving/tables";
import { throughputOf } from "../engine/serving/throughput";
import { registeredFunctions } from "./call/registry";

/** The built-in tables in the form the engine asks for, made at first use and kept. */
let book: PriceBook | undefined;

export function builtInPrices(): PriceBook {
  book ??= priceBook(listingsOf(prices()), { dataDay: dataDay(), builtIn: true, currency: "USD" });
  return book;
}

let places: Places | undefined;

/** Regions with the sources of their grid and water figures. */
export function builtInPlaces(): Places {
  places ??= nameIndex<Place>(
    "region",
    regions().map((region, row) => ({
      region,
      grid: sourceOf("regions", row, "carbon_gco2e_per_kwh"),
      water: sourceOf("regions", row, "wue_offsite_l_per_kwh"),
    })),
    ({ region }) => [region.id, region.name, ...region.aliases],
  );
  return places;
}

let accelerators: NameIndex<PricedAccelerator> | undefined;

export function builtInAccelerators(): NameIndex<PricedAccelerator> {
  accelerators ??= nameIndex(
    "accelerator",
    gpus().map((gpu, row) => ({ ...gpu, priceProvenance: sourceOf("gpus", row, "system_usd") })),
    acceleratorNames,
  );
  return accelerators;
}

let rentOffers: RentBook | undefined;

export function builtInRents(): RentBook {
  rentOffers ??= rentBook(rents(), { accelerators: builtInAccelerators(), builtIn: true, dataDay: dataDay() });
  return rentOffers;
}

let serving: ServingTables | undefined;

export function builtInServing(): ServingTables {
  serving ??= {
    models: nameIndex("open-weight model", models(), ({ id, model, aliases }) => [id, model, ...aliases]),
    gpus: builtInAccelerators(),
    parameters: servingParameters satisfies ServingParameters,
    measurements,
  };
  return serving;
}

/** What the tables and the serving model know of a deployment given by names. */
export function builtInEstimates(): Estimates {
  return ESTIMATES;
}

const ESTIMATES: Estimates = {
  rentUsdPerGpuHour: (gpu) => rent({ gpu, rents: builtInRents() }),
  throughput: (model, gpu, gpuCount) => throughputOf(builtInServing(), { model, gpu, gpus: gpuCount }),
};

export function builtInTable(name: string): SourcedTable {
  const table = tableByName(name);
  if (table === undefined) throw new Error(`there is no table ${name}`);
  return {
    table,
    provenance: (row, column) => sourceOf(name, row, column === undefined ? undefined : table.columns[column]?.id),
  };
}

export function builtInTables(): readonly SourcedTable[] {
  return tableNames.map(builtInTable);
}

export function about(): About {
  return { version: VERSION, dataAsOf: isoText(dataDay()), ownRows, functions: registeredFunctions().size };
}
