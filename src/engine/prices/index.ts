/** What sellers ask: look-up of prices by model, seller, tier, day and prompt length, and what tokens cost at them. */
export { type Compare, compare } from "./compare";
export {
  type BlendedPrice,
  blendedPrice,
  type Cost,
  type CostLines,
  cost,
  costLines,
  type MonthlyCost,
  monthlyCost,
  type Price,
  price,
} from "./cost";
export { type PriceHistory, priceHistory } from "./history";
