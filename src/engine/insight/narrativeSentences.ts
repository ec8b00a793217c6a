import { BUDGET_SENTENCES } from "./narrativeBudget";
import { CLAIM_SENTENCES } from "./narrativeClaims";
import { type Figures, figure, percent } from "./narrativeFigures";
import { HOSTING_SENTENCES } from "./narrativeHosting";
import { PRICE_SENTENCES } from "./narrativePrices";
import { PRODUCT_SENTENCES } from "./narrativeProducts";

export const AUDIENCES = ["CFO", "engineering", "operations"] as const;
export type Audience = (typeof AUDIENCES)[number];

interface Sentence {
  readonly for: readonly Audience[];
  readonly say: (figures: Figures) => string | undefined;
}

/** What is known of one record, in the order of the sentences and for those who ask for it. */
export function told(figures: Figures, audience: Audience): readonly string[] {
  return SENTENCES.filter((one) => one.for.includes(audience))
    .map(({ say }) => say(figures))
    .filter((text) => text !== undefined);
}

const everyone = AUDIENCES;

/** A sentence from numbers that must all be there; else it is not said. */
function about(names: readonly string[], say: (...values: number[]) => string | undefined): Sentence["say"] {
  return (figures) => {
    const values = names.map((name) => figures.number(name));
    return values.includes(undefined) ? undefined : say(...(values as number[]));
  };
}

const sentence = (start: string, word: string | undefined): string | undefined =>
  word === undefined ? undefined : `${start} ${word}.`;

const SENTENCES: readonly Sentence[] = [
  ...BUDGET_SENTENCES.map((say): Sentence => ({ for: ["CFO", "operations"], say })),
  ...CLAIM_SENTENCES.map((say): Sentence => ({ for: ["CFO"], say })),
  ...PRICE_SENTENCES.map((say): Sentence => ({ for: ["CFO"], say })),
  ...PRODUCT_SENTENCES.map((say): Sentence => ({ for: ["CFO"], say })),
  ...HOSTING_SENTENCES.map((say): Sentence => ({ for: everyone, say })),
  {
    for: everyone,
    say: (figures) => {
      const usd = figures.number("usd_per_month");
      if (usd === undefined) return undefined;
      const request = figures.number("usd_per_request");
      const mtok = figures.number("usd_per_mtok");
      const units = [
        request === undefined ? "" : `${figure(request)} USD a request`,
        mtok === undefined ? "" : `${figure(mtok)} USD per million tokens`,
      ].filter((text) => text !== "");
      return `This workload costs ${figure(usd)} USD a month${units.length > 0 ? `: ${units.join(", or ")}` : ""}.`;
    },
  },
  {
    for: everyone,
    say: (figures) => {
      const [deployment, region, pattern] = ["deployment", "region", "pattern"].map((name) => figures.word(name));
      if (deployment === undefined || pattern === undefined) return undefined;
      const place = region === undefined || deployment === "api" ? "" : ` in ${region}`;
      return `That assumes ${deployment.replaceAll("_", "-")}${place} and a ${pattern} load.`;
    },
  },
  {
    for: everyone,
    say: (figures) =>
      figures.denies("feasible") ? `It is not feasible: ${figures.word("why_not") ?? "see the table."}` : undefined,
  },
  {
    for: ["CFO"],
    say: about(["usd_per_month", "api_usd_per_month"], (own, api) =>
      api === own
        ? "The median API costs the same."
        : `The median API costs ${figure(api)} USD a month, ${api < own ? "less" : "more"} than this.`,
    ),
  },
  {
    for: ["CFO"],
    say: about(["margin"], (margin) => `The margin is ${percent(margin)}${margin < 0 ? ", a loss" : ""}.`),
  },
  { for: ["CFO"], say: (figures) => sentence("The verdict is", figures.word("verdict")) },
  {
    for: ["CFO"],
    say: about(
      ["benefit", "net"],
      (benefit, net) => `It brings ${figure(benefit)} USD a year; after running cost that is ${figure(net)} USD.`,
    ),
  },
  {
    for: ["CFO"],
    say: about(
      ["npv"],
      (npv) =>
        `The net present value is ${figure(npv)} USD: it ${npv > 0 ? "pays" : npv < 0 ? "does not pay" : "breaks even"}.`,
    ),
  },
  { for: ["CFO"], say: about(["payback_years"], (years) => `It is paid back after ${figure(years)} years.`) },
  {
    for: ["CFO", "operations"],
    say: about(["cost_usd", "on_demand_cost_usd", "saving_usd"], (cost, onDemand, saving) => {
      const verdict =
        saving > 0 ? `it saves ${figure(saving)} USD` : saving < 0 ? "on demand is cheaper" : "no difference";
      return `The commitment costs ${figure(cost)} USD against ${figure(onDemand)} USD on demand: ${verdict}.`;
    }),
  },
  {
    for: ["CFO"],
    say: about(["npv_buy", "npv_rent"], (buy, rent) => {
      const verdict = buy === rent ? "Both come to the same" : `${buy > rent ? "Buying" : "Renting"} costs less`;
      return `${verdict}: the net present value is ${figure(buy)} USD for buying and ${figure(rent)} USD for renting.`;
    }),
  },
  {
    for: ["CFO"],
    say: about(
      ["p50", "p90"],
      (p50, p90) => `Half of all cases stay at or below ${figure(p50)}; nine in ten at or below ${figure(p90)}.`,
    ),
  },
  {
    for: ["CFO"],
    say: about(["p_over_budget"], (chance) => `The chance of exceeding the budget is ${percent(chance)}.`),
  },
  {
    for: ["CFO", "operations"],
    say: about(["forecast_usd"], (usd) => `At this pace the period ends at ${figure(usd)} USD.`),
  },
  { for: ["CFO", "operations"], say: (figures) => sentence("Its status is", figures.word("status")) },
  {
    for: ["CFO", "operations"],
    say: about(["breach_day"], (day) => `The budget is used up on day ${figure(day)}.`),
  },
  {
    for: ["CFO", "operations"],
    say: about(["daily_allowance_usd"], (usd) =>
      usd === 0 ? undefined : `To land on the budget, ${figure(usd)} USD a day may be spent from now on.`,
    ),
  },
  {
    for: ["CFO", "operations"],
    say: about(["downgrade_share"], (share) =>
      share === 0 ? undefined : `Moving ${percent(share)} of the remaining traffic to the cheaper model would do it.`,
    ),
  },
  {
    for: ["engineering", "operations"],
    say: about(["gpus"], (gpus) => `It takes ${figure(gpus)} accelerator${gpus === 1 ? "" : "s"}.`),
  },
  {
    for: ["engineering"],
    say: (figures) => {
      const rate = figures.number("output_tok_per_s");
      if (rate === undefined) return undefined;
      const [low, high] = [figures.number("output_tok_per_s_low"), figures.number("output_tok_per_s_high")];
      const band =
        low === undefined || high === undefined
          ? ""
          : `, between ${figure(low)} and ${figure(high)} by the estimate's known error`;
      const bound = figures.word("bound");
      return `They deliver an estimated ${figure(rate)} output tokens per second${band}${bound === undefined ? "" : `; the limit is ${bound.replaceAll("_", " ")}`}.`;
    },
  },
  {
    for: ["engineering"],
    say: about(
      ["ttft_ms", "tpot_ms"],
      (ttft, tpot) => `The first token comes after ${figure(ttft)} ms, each further one after ${figure(tpot)} ms.`,
    ),
  },
  {
    for: everyone,
    say: about(["utilization"], (used) => `On average ${percent(used)} of what is paid for is used.`),
  },
  {
    for: ["operations"],
    say: about(["mwh_per_year"], (mwh) => `The meter counts ${figure(mwh)} MWh a year.`),
  },
  {
    for: ["CFO", "operations"],
    say: about(
      ["tco2e_per_year"],
      (tonnes) => `The footprint is ${figure(tonnes)} t CO2e a year, by the grid where it runs.`,
    ),
  },
  {
    for: ["operations"],
    say: about(
      ["water_m3_per_year"],
      (water) => `It takes ${figure(water)} m3 of water a year, power plants included.`,
    ),
  },
];
