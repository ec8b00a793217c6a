import { dayOf } from "../../engine/dates";
import { f } from "../draft/reference";
import { FORMAT } from "../looks";
import { type Audit, day, model, share, taken } from "./claim";

/** What a token cost on a day, and how fast it fell. */
export const PRICE_CLAIMS: readonly Audit[] = [
  {
    id: "gpt-4o-launch-price",
    name: "Launch price of GPT-4o",
    stated: [2.5, 2.5],
    unit: "USD/Mtok input",
    format: FORMAT.count2,
    inputs: [model("gpt-4o"), day("Day", dayOf(2024, 5, 13))],
    computed: (cells) => {
      const [name, on] = taken(cells, 2);
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
      const [name, on] = taken(cells, 2);
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
      const [from, start, to, end] = taken(cells, 4);
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
      const [fall] = taken(cells, 1);
      return [f`1-INFER.DECLINE(1,${fall},1)`];
    },
  },
];
