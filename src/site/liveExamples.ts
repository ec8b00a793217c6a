import { filled, quoted } from "./template";

/** An input that the visitor changes; a choice is a text in the formula, a number a number. */
export interface LiveInput {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly choices?: readonly string[];
}

/** A result: a formula over the inputs, with the places after the point that are shown. */
export interface LiveResult {
  readonly label: string;
  readonly unit: string;
  readonly template: string;
  readonly places: number;
}

export interface LiveExample {
  readonly id: string;
  readonly reader: string;
  readonly question: string;
  readonly inputs: readonly LiveInput[];
  /** The last is the answer. */
  readonly results: readonly LiveResult[];
  /** What the answer rests on: words, and formulas that give texts. */
  readonly basis: readonly (string | { readonly template: string; readonly isLink?: boolean })[];
  /** The function whose page tells more. */
  readonly about: string;
}

const PRICED = [
  "gpt-5.2",
  "gpt-5-mini",
  "gpt-4o",
  "gpt-4o-mini",
  "claude-opus-4-5",
  "claude-sonnet-4-5",
  "claude-haiku-4-5",
  "gemini-2.5-pro",
  "gemini-2.5-flash",
  "mistral-large-latest",
];
const OPEN = ["llama-3.3-70b", "llama-3.1-8b", "gpt-oss-120b"];

const BILL: LiveExample = {
  id: "bill",
  reader: "Finance analyst",
  question: "What will the bill be?",
  inputs: [
    { name: "model", label: "Model", unit: "list price", value: "gpt-4o", choices: PRICED },
    { name: "requests", label: "Requests", unit: "a day", value: "10000" },
    { name: "input", label: "Input", unit: "tokens each", value: "1500" },
    { name: "output", label: "Output", unit: "tokens each", value: "500" },
  ],
  results: [
    { label: "One request", unit: "USD", template: "=INFER.COST(<model>, <input>, <output>)", places: 5 },
    {
      label: "One month",
      unit: "USD",
      template: "=INFER.MONTHLYCOST(<model>, <requests>, <input>, <output>)",
      places: 0,
    },
  ],
  basis: [
    "Price: ",
    { template: '=INFER.SOURCE("prices", <model>, "value")' },
    ", read ",
    { template: '=INFER.SOURCE("prices", <model>, "as_of")' },
    ", evidence: ",
    { template: '=INFER.SOURCE("prices", <model>, "evidence")' },
    ". Source: ",
    { template: '=INFER.SOURCE("prices", <model>, "url")', isLink: true },
  ],
  about: "MONTHLYCOST",
};

const HOST: LiveExample = {
  id: "host",
  reader: "CFO team",
  question: "When do our own machines pay?",
  inputs: [
    { name: "gpu", label: "Rented", unit: "on demand", value: "H100", choices: ["H100", "H200", "B200", "L40S"] },
    { name: "gpus", label: "How many", unit: "of them", value: "1" },
    { name: "api", label: "Instead of", unit: "API", value: "gpt-4o", choices: [...PRICED, "market/llama-3.3-70b"] },
    { name: "tokens", label: "One request", unit: "tokens", value: "2000" },
  ],
  results: [
    { label: "Machines", unit: "USD a month", template: "=INFER.RENT(<gpu>) * 730 * <gpus>", places: 0 },
    { label: "API price", unit: "USD per Mtok", template: "=INFER.BLENDEDPRICE(<api>)", places: 2 },
    {
      label: "In requests",
      unit: "a day",
      template:
        "=INFER.BREAKEVEN(INFER.RENT(<gpu>) * 730 * <gpus>, INFER.BLENDEDPRICE(<api>)) * 12000000 / <tokens> / 365",
      places: 0,
    },
    {
      label: "Break-even",
      unit: "Mtok a month",
      template: "=INFER.BREAKEVEN(INFER.RENT(<gpu>) * 730 * <gpus>, INFER.BLENDEDPRICE(<api>))",
      places: 0,
    },
  ],
  basis: [
    { template: '=INFER.SOURCE("rents", <gpu>, "note")' },
    " Evidence: ",
    { template: '=INFER.SOURCE("rents", <gpu>, "evidence")' },
    ". Mtok: million tokens, input and output 3 : 1. Whether the machines deliver that many is the next question.",
  ],
  about: "BREAKEVEN",
};

const DELIVER: LiveExample = {
  id: "deliver",
  reader: "Planner",
  question: "What do the machines deliver?",
  inputs: [
    { name: "model", label: "Model", unit: "open weights", value: "llama-3.3-70b", choices: OPEN },
    { name: "gpu", label: "Accelerator", unit: "name", value: "H100", choices: ["H100", "H200", "B200", "MI300X"] },
    { name: "gpus", label: "How many", unit: "of them", value: "4" },
    { name: "users", label: "Requests", unit: "in flight", value: "64" },
  ],
  results: [
    {
      label: "First word",
      unit: "ms",
      template: '=INFER.THROUGHPUT(<model>, <gpu>, <gpus>, 8, 1500, 500, <users>, , , , "ttft_ms")',
      places: 0,
    },
    {
      label: "At least",
      unit: "tokens/s",
      template: '=INFER.THROUGHPUT(<model>, <gpu>, <gpus>, 8, 1500, 500, <users>, , , , "low")',
      places: 0,
    },
    {
      label: "At most",
      unit: "tokens/s",
      template: '=INFER.THROUGHPUT(<model>, <gpu>, <gpus>, 8, 1500, 500, <users>, , , , "high")',
      places: 0,
    },
    {
      label: "Output",
      unit: "tokens/s",
      template: '=INFER.THROUGHPUT(<model>, <gpu>, <gpus>, 8, 1500, 500, <users>, , , , "output_tok_per_s")',
      places: 0,
    },
  ],
  basis: [
    "8-bit weights, 1,500 tokens in and 500 out. An estimate fitted on published measurements; four in five lie between “at least” and “at most”. The nearest: ",
    { template: '=INFER.THROUGHPUT(<model>, <gpu>, <gpus>, 8, 1500, 500, <users>, , , , "nearest_measured")' },
  ],
  about: "THROUGHPUT",
};

export const LIVE_EXAMPLES: readonly LiveExample[] = [BILL, HOST, DELIVER];

const given = ({ inputs }: LiveExample): ReadonlyMap<string, string> =>
  new Map(inputs.map(({ name, value, choices }) => [name, choices === undefined ? value : quoted(value)]));

/** A formula of an example with the inputs it starts with. */
export const startFormula = (example: LiveExample, template: string): string => filled(template, given(example));

export function formulasOfExample(example: LiveExample): string[] {
  const templates = [...example.results, ...example.basis].flatMap((part) =>
    typeof part === "string" ? [] : [part.template],
  );
  return templates.map((template) => startFormula(example, template));
}
