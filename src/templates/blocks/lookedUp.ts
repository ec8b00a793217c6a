import { dataDay, prices } from "../../data";
import { price } from "../../engine/prices";
import { listingsOf, priceBook } from "../../engine/prices/book";

/** The price of a model at the day of the data, to be written as a value beside its source. */
export function priceAtDataDay(model: string, meter: "input" | "output"): number {
  const book = priceBook(listingsOf(prices()), { dataDay: dataDay(), builtIn: true, currency: "USD" });
  return price({ model, meter, prices: book });
}
