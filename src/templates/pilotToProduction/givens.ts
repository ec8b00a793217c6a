import { InputSheet } from "../blocks/inputs";
import { API_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import { FORMAT } from "../looks";

interface Factor {
  readonly label: string;
  readonly value: number;
  readonly note: string;
}

export const FACTORS: readonly Factor[] = [
  { label: "Retries", value: 1.1, note: "Calls made again after a time-out, a refusal or a malformed answer" },
  { label: "Redundancy", value: 1.5, note: "A second provider or region kept warm, shadow traffic" },
  { label: "Monitoring", value: 1.15, note: "Evaluation runs, tracing, sampled answers judged by a model" },
  { label: "Guardrails", value: 1.1, note: "Moderation and policy checks before and after each call" },
];

export type Givens = ReturnType<typeof givens>;

export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Pilot to production");
  const usd = { unit: "USD per month", kind: "amount", format: FORMAT.usd2 } as const;
  const ratio = { unit: "times", kind: "amount", format: FORMAT.factor } as const;
  list.section("The pilot");
  const bill = list.line("The pilot's monthly bill", {
    ...usd,
    value: 450,
    note: "From the invoice. 0 takes the cost computed below instead.",
  });
  const pilotUsers = list.line("Users in the pilot", { value: 50, unit: "users", kind: "amount" });
  const name = list.line("Model", {
    value: "gpt-4o",
    unit: "name",
    kind: { suggested: API_MODELS },
    note: "Any name of INFER's price table",
  });
  const requests = list.line("Requests per user and month", { value: 1000, unit: "requests", kind: "amount" });
  const inputTokens = list.line("Input tokens per request", { value: 1500, unit: "tokens", kind: "amount" });
  const outputTokens = list.line("Output tokens per request", { value: 500, unit: "tokens", kind: "amount" });
  list.section("Production");
  const users = list.line("Users in production", { value: 5000, unit: "users", kind: "amount" });
  const factors = FACTORS.map(({ label, value, note }) => list.line(label, { ...ratio, value, note }));
  const budget = list.line("Budget for the first year", { value: 1_000_000, unit: "USD", kind: "amount" });
  return { list, bill, pilotUsers, name, requests, inputTokens, outputTokens, users, factors, budget };
}
