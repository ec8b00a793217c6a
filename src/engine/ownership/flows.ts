import { finite, share, shown } from "../checks";
import { noSolution } from "../errors";
import { pow } from "../portable";

/** Present value of flows at the ends of periods 0, 1, 2 …; period 0 is today and undiscounted. */
export function presentValue(flows: readonly number[], discountRate: number): number {
  const growth = 1 + discountRate;
  let value = 0;
  for (let period = flows.length - 1; period >= 0; period--) value = value / growth + (flows[period] ?? 0);
  return value;
}

export interface Payback {
  readonly flows: readonly number[];
  readonly rate?: number | undefined;
  readonly interpolate?: boolean | undefined;
}

/** Periods until the cumulated (discounted) flows are back at 0. Inflows positive, outflows negative. */
export function payback({ flows, rate = 0, interpolate = true }: Payback): number {
  share({ rate });
  for (const flow of flows) finite({ flows: flow });
  if (!flows.some((flow) => flow < 0)) {
    throw noSolution("flows has no outflow, so there is nothing to pay back. Write what you pay as a negative number.");
  }
  const periods = paybackPeriods(flows, rate);
  return interpolate ? periods : Math.ceil(periods);
}

/** 0 where the cumulated flow is never below 0. Within a period the discounted flow is taken to arrive evenly. */
export function paybackPeriods(flows: readonly number[], rate: number): number {
  let cumulated = 0;
  let discount = 1;
  let largest = 0;
  for (let period = 0; period < flows.length; period++) {
    const before = cumulated;
    const flow = (flows[period] ?? 0) / discount;
    cumulated += flow;
    largest = Math.max(largest, Math.abs(cumulated), Math.abs(flow));
    if (Math.abs(cumulated) <= largest * ROUNDING) cumulated = 0;
    if (before < 0 && cumulated >= 0) return Math.min(period, period - 1 + -before / flow);
    discount *= 1 + rate;
  }
  if (cumulated >= 0) return 0;
  throw noSolution(
    `The flows never pay back: after ${flows.length - 1} periods ${shown(Number((-cumulated).toPrecision(6)))} is still missing.`,
  );
}

/** What sums of rounded flows may miss 0 by. */
const ROUNDING = 1e-13;

/** A flow series with several sign changes is searched from -99.9 % to 100,000 % in this many steps. */
const SEARCH_STEPS = 4000;
const LEAST_GROWTH = 1e-3;
const MOST_GROWTH = 1e3;

/**
 * The internal rate of return per period: the rate at which the present value is 0. Found by bisection, so that it is
 * the same on every machine and needs no first guess; where there is none or more than one, the reason.
 */
export function internalRate(flows: readonly number[]): number {
  const signs = flows.filter((flow) => flow !== 0).map((flow) => Math.sign(flow));
  const changes = signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
  if (changes === 0) throw noSolution("There is no internal rate: the flows never change sign.");
  const brackets = changes === 1 ? [outwards(flows)] : searched(flows);
  const [bracket] = brackets;
  if (bracket === undefined) throw noSolution("There is no internal rate: the flows are worth 0 at no rate.");
  if (brackets.length > 1) {
    const rates = brackets.map((each) => `${Number(((bisected(flows, each) - 1) * 100).toPrecision(4))}%`).join(", ");
    throw noSolution(
      `The flows change sign ${changes} times and have several internal rates: ${rates}. Compare present values.`,
    );
  }
  return bisected(flows, bracket) - 1;
}

type Bracket = readonly [low: number, high: number];

/** Present value at growth 1 + rate, times growth^n below 1 so that nothing overflows; only its sign is used. */
function sign(flows: readonly number[], growth: number): number {
  let value = 0;
  if (growth >= 1) {
    for (let period = flows.length - 1; period >= 0; period--) value = value / growth + (flows[period] ?? 0);
  } else {
    for (const flow of flows) value = value * growth + flow;
  }
  return Math.sign(value);
}

/** One sign change means exactly one positive root (Descartes), so widening the bracket always ends. */
function outwards(flows: readonly number[]): Bracket {
  let low = 0.5;
  let high = 2;
  while (sign(flows, low) * sign(flows, high) > 0) {
    low /= 2;
    high *= 2;
  }
  return [low, high];
}

function searched(flows: readonly number[]): readonly Bracket[] {
  const brackets: Bracket[] = [];
  const span = MOST_GROWTH / LEAST_GROWTH;
  let low = LEAST_GROWTH;
  for (let index = 1; index <= SEARCH_STEPS; index++) {
    const high = LEAST_GROWTH * pow(span, index / SEARCH_STEPS);
    if (sign(flows, low) !== 0 && sign(flows, low) * sign(flows, high) <= 0) brackets.push([low, high]);
    low = high;
  }
  return brackets;
}

function bisected(flows: readonly number[], [from, to]: Bracket): number {
  let low = from;
  let high = to;
  const signLow = sign(flows, low);
  for (;;) {
    const middle = (low + high) / 2;
    const signMiddle = sign(flows, middle);
    if (signMiddle === 0 || middle <= low || middle >= high) return middle;
    if (signMiddle === signLow) low = middle;
    else high = middle;
  }
}
