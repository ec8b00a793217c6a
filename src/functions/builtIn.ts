import { VERSION } from "../../generated/version";
import { dataDay, prices, regions, sourceOf, tableByName, tableNames } from "../data";
import { isoText } from "../engine/dates";
import type { Place, Places } from "../engine/footprint";
import { nameIndex } from "../engine/lookup";
import { listingsOf, type PriceBook, priceBook } from "../engine/prices/book";
import type { SourcedTable } from "../engine/reference/table";
import type { About } from "../engine/reference/version";
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
  return { version: VERSION, dataAsOf: isoText(dataDay()), functions: registeredFunctions().size };
}
