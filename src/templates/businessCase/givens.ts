import { InputSheet } from "../blocks/inputs";
import type { Offer } from "../blocks/prices";
import { API_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import { FORMAT } from "../looks";

/** Years that the timeline has room for. */
export const MOST_YEARS = 7;

export const OFFERS: readonly Offer[] = [
  { provider: "anthropic", modelId: "claude-sonnet-5-5" },
  { provider: "openai", modelId: "gpt-6.1-sol" },
  { provider: "openai", modelId: "gpt-5.4-mini" },
];

export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Business case");
  const share = { unit: "share", kind: "share" } as const;
  const tokens = { unit: "tokens", kind: "amount", note: "Example" } as const;
  const usd = { kind: "amount", format: FORMAT.usd } as const;
  list.section("What it can move");
  const baseline = list.line("Baseline", {
    ...usd,
    value: 2_000_000,
    unit: "USD per year",
    note: "Example: yearly cost, or revenue, of the work that the project touches",
  });
  const improvement = list.line("Improvement where it is used", {
    ...share,
    value: 0.25,
    note: "Example: measure it on a pilot with a control group",
  });
  const adoption = list.line("Adoption", { ...share, value: 0.6, note: "Example: share of the work where it is used" });
  const realization = list.line("Realization", {
    ...share,
    value: 0.7,
    note: "Example: share of the gain that reaches the books",
  });
  list.section("What inference takes");
  const name = list.line("Model", {
    value: "claude-sonnet-5-5",
    unit: "name",
    kind: { suggested: API_MODELS },
    note: "Any name INFER knows",
  });
  const requests = list.line("Requests", { value: 4000, unit: "requests per day", kind: "amount", note: "Example" });
  const days = list.line("Days a month", {
    value: 21,
    unit: "days",
    kind: "amount",
    note: "Working days; 30.4 for every day",
  });
  const input = list.line("Input tokens of a request", { ...tokens, value: 9000 });
  const cached = list.line("Of them read from the cache", { ...share, value: 0.5, note: "Example" });
  const output = list.line("Output tokens of a request", { ...tokens, value: 900 });
  const success = list.line("Requests whose answer can be used", { ...share, value: 0.8, note: "Example" });
  list.section("What else it takes");
  const other = list.line("Other running cost", {
    ...usd,
    value: 40_000,
    unit: "USD per year",
    note: "Example: licences, operation, evaluation",
  });
  const oneTime = list.line("Cost at the start", {
    ...usd,
    value: 150_000,
    unit: "USD",
    note: "Example: integration, data, training of people",
  });
  list.section("Judging");
  const years = list.line("Years of use", { value: 3, unit: "years", kind: { wholeFrom: 1, to: MOST_YEARS } });
  const rate = list.line("Discount rate", { ...share, value: 0.1, unit: "share a year", format: FORMAT.share1 });
  const use = { name, requests, days, input, cached, output, success };
  return { list, baseline, improvement, adoption, realization, use, other, oneTime, years, rate };
}

export type Givens = ReturnType<typeof givens>;
