import { VERSION } from "../../generated/version";
import { dataDay, prices, sourceOf, tableByName, tableNames } from "../data";
import { isoText } from "../engine/dates";
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
