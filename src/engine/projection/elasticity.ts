import { finite, oneOf, positive, representable, shown } from "../checks";
import { badArgument, divideByZero, noSolution } from "../errors";
import { ln, pow } from "../portable";

/** Constant elasticity, elasticity of a straight line at the starting point, and the midpoint (arc) elasticity. */
const ELASTICITY_METHODS = ["constant", "linear", "arc"] as const;

export interface Elasticity {
  readonly price0: number;
  readonly price1: number;
  readonly quantity0: number;
  readonly quantity1: number;
  readonly method?: string | undefined;
}

/** Positive when use rises as the price falls. */
export function elasticity({ price0, price1, quantity0, quantity1, method = "constant" }: Elasticity): number {
  positive({ price0, price1, quantity0, quantity1 });
  const form = oneOf({ method }, ELASTICITY_METHODS);
  if (price0 === price1)
    throw divideByZero("price_0 and price_1 are equal: without a change of price there is no elasticity.");
  const [quantityChange, priceChange] = [CHANGE[form](quantity0, quantity1), CHANGE[form](price0, price1)];
  representable({ quantityChange, priceChange });
  return -quantityChange / priceChange;
}

/** How much a value has changed, by method. */
const CHANGE: Readonly<Record<(typeof ELASTICITY_METHODS)[number], (before: number, after: number) => number>> = {
  constant: (before, after) => ln(after / before),
  linear: (before, after) => (after - before) / before,
  arc: (before, after) => (after - before) / (after + before),
};

export interface Jevons {
  readonly priceChange: number;
  readonly elasticity: number;
  readonly method?: string | undefined;
}

/** Spend after a price change as a multiple of spend before: price ratio times the quantity that answers it. */
export function jevons({ priceChange, elasticity: e, method = "constant" }: Jevons): number {
  checkPriceChange(priceChange);
  finite({ elasticity: e });
  const form = oneOf({ method }, ELASTICITY_METHODS);
  const priceRatio = 1 + priceChange;
  switch (form) {
    case "constant":
      return pow(priceRatio, 1 - e);
    case "linear":
      return priceRatio * linearQuantity(priceChange, e);
    case "arc":
      return priceRatio * arcQuantity(priceChange, e);
  }
}

function checkPriceChange(priceChange: number): void {
  if (priceChange > -1 && priceChange <= 10) return;
  const percent = Math.abs(priceChange) <= 1000 ? ` Write ${shown(priceChange)}% or ${shown(priceChange / 100)}.` : "";
  const fix = priceChange > -100 && priceChange !== -1 ? percent : "";
  throw badArgument(`price_change must be above -100% and at most 1000%; you gave ${shown(priceChange)}.${fix}`);
}

function linearQuantity(priceChange: number, e: number): number {
  const quantity = 1 - e * priceChange;
  if (quantity < 0) throw noSolution(`A straight line of elasticity ${shown(e)} meets zero use before this price.`);
  return quantity;
}

/** Solves the midpoint formula for the quantity ratio. */
function arcQuantity(priceChange: number, e: number): number {
  const relative = (e * priceChange) / (2 + priceChange);
  if (Math.abs(relative) >= 1) {
    throw noSolution(
      `No use answers this price with an arc elasticity of ${shown(e)}: it would have to be infinite or negative.`,
    );
  }
  return (1 - relative) / (1 + relative);
}
