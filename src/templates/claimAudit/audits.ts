import { dayOf } from "../../engine/dates";
import type { InputKind } from "../blocks/inputs";
import { type CellRef, type Formula, f, type RangeRef } from "../draft/reference";
import { FORMAT } from "../looks";

interface AuditInput {
  readonly label: string;
  readonly value: number | string;
  readonly unit: string;
  readonly kind: InputKind;
  readonly format?: string;
}

/** A claim of INFER's table, the figures it states, and how it is computed from its own inputs. */
export interface Audit {
  /** The row of the table `claims`. */
  readonly id: string;
  readonly name: string;
  readonly stated: readonly [low: number, high: number | null];
  readonly unit: string;
  readonly format: string;
  readonly inputs: readonly AuditInput[];
  /** The low and, where it differs, the high end of what follows; `area` holds all inputs below one another. */
  readonly computed: (cells: readonly CellRef[], area: RangeRef) => readonly [Formula, Formula?];
}

const number = (label: string, value: number, unit: string, format?: string): AuditInput => ({
  label,
  value,
  unit,
  kind: "number",
  ...(format === undefined ? {} : { format }),
});
const share = (label: string, value: number): AuditInput => ({ label, value, unit: "share", kind: "share" });
const usd = (label: string, value: number, unit = "USD"): AuditInput => number(label, value, unit, "#,##0.00##");
const model = (value: string, label = "Model"): AuditInput => ({ label, value, unit: "name", kind: "text" });
const day = (label: string, value: number): AuditInput => ({ label, value, unit: "date", kind: "date" });
/** Inputs are taken by their place; all of them are there. */
const taken = (cells: readonly CellRef[], count: number): readonly CellRef[] => {
  if (cells.length !== count) throw new Error(`The claim has ${cells.length} inputs where its formula takes ${count}.`);
  return cells;
};

const marginOfRanges = (cells: readonly CellRef[]): readonly [Formula, Formula] => {
  const [lowRevenue, lowCost, highRevenue, highCost] = taken(cells, 4) as [CellRef, CellRef, CellRef, CellRef];
  return [f`INFER.MARGIN(${lowRevenue},${lowCost})`, f`INFER.MARGIN(${highRevenue},${highCost})`];
};
const ranges = (revenue: readonly [number, number], cost: readonly [number, number]): readonly AuditInput[] => [
  usd("Revenue of a request, low", revenue[0]),
  usd("Cost of a request, low", cost[0]),
  usd("Revenue of a request, high", revenue[1]),
  usd("Cost of a request, high", cost[1]),
];
const spendMultiple = (change: CellRef, use: CellRef): Formula =>
  f`INFER.JEVONS(${change},INFER.ELASTICITY(1,1+${change},1,${use}))`;

export const AUDITS: readonly Audit[] = [
  {
    id: "support-chat-month",
    name: "Support chat",
    stated: [600, 1500],
    unit: "USD/month",
    format: FORMAT.count,
    inputs: [
      model("gpt-4o"),
      number("Conversations a day", 10_000, "conversations", FORMAT.count),
      number("Tokens of a conversation", 2000, "tokens", FORMAT.count),
      share("Of them output", 0.25),
      number("Days a month", 30, "days", FORMAT.count),
    ],
    computed: (cells) => {
      const [name, requests, tokens, output, days] = taken(cells, 5) as [CellRef, CellRef, CellRef, CellRef, CellRef];
      return [f`INFER.MONTHLYCOST(${name},${requests},${tokens}*(1-${output}),${tokens}*${output},,,,${days})`];
    },
  },
  {
    id: "self-host-break-even",
    name: "Break-even of self-hosting",
    stated: [50, 100],
    unit: "Mtok/month",
    format: FORMAT.count,
    inputs: [
      usd("Rent of a GPU, low", 2, "USD/h"),
      usd("Rent of a GPU, high", 3.5, "USD/h"),
      number("Hours a month", 730, "h", FORMAT.count),
      model("gpt-4o", "API model, three parts input to one output"),
    ],
    computed: (cells) => {
      const [low, high, hours, name] = taken(cells, 4) as [CellRef, CellRef, CellRef, CellRef];
      const at = (rent: CellRef) => f`INFER.BREAKEVEN(${rent}*${hours},INFER.BLENDEDPRICE(${name}))`;
      return [at(low), at(high)];
    },
  },
  {
    id: "levers-together",
    name: "All levers together",
    stated: [0.4, 0.7],
    unit: "share saved",
    format: FORMAT.share1,
    inputs: [
      share("Routing, low", 0.6),
      share("Caching, low", 0.2),
      share("Shorter prompts, low", 0.3),
      share("Routing, high", 0.7),
      share("Caching, high", 0.4),
      share("Shorter prompts, high", 0.5),
    ],
    computed: (_cells, area) => [f`INFER.STACKSAVINGS(${area.part(0, 3)})`, f`INFER.STACKSAVINGS(${area.part(3, 3)})`],
  },
  {
    id: "price-usage-2023-25",
    name: "Prices down, spending up",
    stated: [1, null],
    unit: "times the spend",
    format: FORMAT.count2,
    inputs: [share("Fall of the price", 0.8), number("Use afterwards", 4, "times", FORMAT.count1)],
    computed: (cells) => {
      const [fall, use] = taken(cells, 2) as [CellRef, CellRef];
      return [f`INFER.JEVONS(-${fall},INFER.ELASTICITY(1,1-${fall},1,${use}))`];
    },
  },
  {
    id: "enterprise-tokens",
    name: "Use grows 10 to 100 times",
    stated: [1, null],
    unit: "times the spend",
    format: FORMAT.count2,
    inputs: [
      number("Change of the price", -0.9, "share", FORMAT.share),
      number("Use afterwards, low", 10, "times", FORMAT.count),
      number("Use afterwards, high", 100, "times", FORMAT.count),
    ],
    computed: (cells) => {
      const [change, low, high] = taken(cells, 3) as [CellRef, CellRef, CellRef];
      return [spendMultiple(change, low), spendMultiple(change, high)];
    },
  },
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
      const [revenue, cost] = taken(cells, 2) as [CellRef, CellRef];
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
      const [price, cost, low, high] = taken(cells, 4) as [CellRef, CellRef, CellRef, CellRef];
      const at = (gain: CellRef) => f`INFER.MARGIN(${price},${cost}/${gain})`;
      return [at(low), at(high)];
    },
  },
  {
    id: "gpt-4o-launch-price",
    name: "Launch price of GPT-4o",
    stated: [2.5, 2.5],
    unit: "USD/Mtok input",
    format: FORMAT.count2,
    inputs: [model("gpt-4o"), day("Day", dayOf(2024, 5, 13))],
    computed: (cells) => {
      const [name, on] = taken(cells, 2) as [CellRef, CellRef];
      return [f`INFER.PRICE(${name},"input",,${on})`];
    },
  },
  {
    id: "opus-4-5-price",
    name: "Price of Claude Opus 4.5",
    stated: [75, 75],
    unit: "USD/Mtok output",
    format: FORMAT.count2,
    inputs: [model("claude-opus-4-5"), day("Day", dayOf(2025, 12, 1))],
    computed: (cells) => {
      const [name, on] = taken(cells, 2) as [CellRef, CellRef];
      return [f`INFER.PRICE(${name},"output",,${on})`];
    },
  },
  {
    id: "input-99-5",
    name: "Input fell by 99.5%",
    stated: [0.995, 0.995],
    unit: "fall of the price",
    format: FORMAT.share1,
    inputs: [
      model("gpt-4", "From model"),
      day("On", dayOf(2023, 3, 14)),
      model("gpt-4o-mini", "To model"),
      day("On the day", dayOf(2024, 7, 18)),
    ],
    computed: (cells) => {
      const [from, start, to, end] = taken(cells, 4) as [CellRef, CellRef, CellRef, CellRef];
      return [f`1-INFER.PRICE(${to},"input",,${end})/INFER.PRICE(${from},"input",,${start})`];
    },
  },
  {
    id: "ninety-a-month",
    name: "90% a year by the month",
    stated: [0.075, 0.075],
    unit: "fall a month",
    format: FORMAT.share2,
    inputs: [share("Fall a year", 0.9)],
    computed: (cells) => {
      const [fall] = taken(cells, 1) as [CellRef];
      return [f`1-INFER.DECLINE(1,${fall},1)`];
    },
  },
  {
    id: "pilot-to-production",
    name: "Pilot to production",
    stated: [200, 500],
    unit: "times the cost",
    format: FORMAT.count,
    inputs: [
      number("Users in the pilot", 50, "users", FORMAT.count),
      number("Users in production", 5000, "users", FORMAT.count),
      number("Overhead beside users, low", 2, "times", FORMAT.count1),
      number("Overhead beside users, high", 5, "times", FORMAT.count1),
    ],
    computed: (cells) => {
      const [pilot, users, low, high] = taken(cells, 4) as [CellRef, CellRef, CellRef, CellRef];
      const at = (overhead: CellRef) => f`INFER.PILOTTOPROD(1,${pilot},${users},${overhead})`;
      return [at(low), at(high)];
    },
  },
];
