import { type CellRef, type Formula, f } from "../draft/reference";
import { FORMAT } from "../looks";
import { type Audit, model, number, share, taken, usd } from "./claim";

const spendMultiple = (change: CellRef, use: CellRef): Formula =>
  f`INFER.JEVONS(${change},INFER.ELASTICITY(1,1+${change},1,${use}))`;

/** What something costs, saves, or comes to once prices fall. */
export const COST_CLAIMS: readonly Audit[] = [
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
      const [name, requests, tokens, output, days] = taken(cells, 5);
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
      const [low, high, hours, name] = taken(cells, 4);
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
      const [fall, use] = taken(cells, 2);
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
      const [change, low, high] = taken(cells, 3);
      return [spendMultiple(change, low), spendMultiple(change, high)];
    },
  },
];

/** A pilot whose users and overhead grow. */
export const PILOT_CLAIM: Audit = {
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
    const [pilot, users, low, high] = taken(cells, 4);
    const at = (overhead: CellRef) => f`INFER.PILOTTOPROD(1,${pilot},${users},${overhead})`;
    return [at(low), at(high)];
  },
};
