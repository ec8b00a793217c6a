/** What sellers ask: look-up of prices by model, seller, tier, day and prompt length, and what tokens cost at them. */
export { compare } from "./compare";
export { blendedPrice, cost, costLines, monthlyCost, price } from "./cost";
export { priceHistory } from "./history";
