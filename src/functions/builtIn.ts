import { prices } from "../data";
import { dataDay } from "../data";
import { listingsOf, type PriceBook, priceBook } from "../engine/prices/book";

/** The built-in tables in the form the engine asks for, made at first use and kept. */
let book: PriceBook | undefined;

export function builtInPrices(): PriceBook {
  book ??= priceBook(listingsOf(prices()), { dataDay: dataDay(), builtIn: true, currency: "USD" });
  return book;
}
