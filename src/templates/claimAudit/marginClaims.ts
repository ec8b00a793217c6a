import { type CellRef, type Formula, f } from "../draft/reference";
import { FORMAT } from "../looks";
import { type Audit, type AuditInput, number, taken, usd } from "./claim";

const marginOfRanges = (cells: readonly CellRef[]): readonly [Formula, Formula] => {
  const [lowRevenue, lowCost, highRevenue, highCost] = taken(cells, 4);
  return [f`INFER.MARGIN(${lowRevenue},${lowCost})`, f`INFER.MARGIN(${highRevenue},${highCost})`];
};
const ranges = (revenue: readonly [number, number], cost: readonly [number, number]): readonly AuditInput[] => [
  usd("Revenue of a request, low", revenue[0]),
  usd("Cost of a request, low", cost[0]),
  usd("Revenue of a request, high", revenue[1]),
  usd("Cost of a request, high", cost[1]),
];

/** What is left of revenue. */
export const MARGIN_CLAIMS: readonly Audit[] = [
  {
    id: "margin-api-provider",
    name: "Margin of API providers",
    stated: [0.4, 0.7],
    unit: "of revenue",
    format: FORMAT.share,
    inputs: ranges([0.002, 0.06], [0.001, 0.02]),
    computed: marginOfRanges,
  },
  {
    id: "margin-enterprise-saas",
    name: "Margin of software with AI",
    stated: [0.6, 0.85],
    unit: "of revenue",
    format: FORMAT.share,
    inputs: ranges([0.05, 0.5], [0.005, 0.05]),
    computed: marginOfRanges,
  },
  {
    id: "margin-ai-search",
    name: "Loss of AI search",
    stated: [-0.8, -0.5],
    unit: "of revenue",
    format: FORMAT.share,
    inputs: ranges([0.001, 0.01], [0.008, 0.05]),
    computed: marginOfRanges,
  },
  {
    id: "margin-ai-video",
    name: "Loss of AI video",
    stated: [-0.8, -0.6],
    unit: "of revenue",
    format: FORMAT.share,
    inputs: ranges([0.1, 1], [0.5, 5]),
    computed: marginOfRanges,
  },
  {
    id: "margin-markup",
    name: "A margin of 545%",
    stated: [5.45, 5.45],
    unit: "of revenue",
    format: FORMAT.share1,
    inputs: [usd("Revenue", 6.45), usd("Cost", 1)],
    computed: (cells) => {
      const [revenue, cost] = taken(cells, 2);
      return [f`INFER.MARGIN(${revenue},${cost})`];
    },
  },
  {
    id: "copilot-viable",
    name: "Twice to three times as efficient",
    stated: [0, null],
    unit: "margin, of revenue",
    format: FORMAT.share,
    inputs: [
      usd("Price of a user", 10, "USD/month"),
      usd("Cost of a user", 30, "USD/month"),
      number("Gain of efficiency, low", 2, "times", FORMAT.count1),
      number("Gain of efficiency, high", 3, "times", FORMAT.count1),
    ],
    computed: (cells) => {
      const [price, cost, low, high] = taken(cells, 4);
      const at = (gain: CellRef) => f`INFER.MARGIN(${price},${cost}/${gain})`;
      return [at(low), at(high)];
    },
  },
];
