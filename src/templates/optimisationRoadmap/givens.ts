import { InputSheet } from "../blocks/inputs";
import { type InputTable, inputTable } from "../blocks/inputTable";
import { API_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import { f, type ListRef } from "../draft/reference";
import { FORMAT, HEADING, HEADING_INSET } from "../looks";

/** Each lever by the row of the levers table that states what is claimed for it, and its plan: adoption, one-time cost, start. */
export const LEVERS = [
  { name: "Shorter prompts", claim: "prompt-engineering", plan: [0.8, 15_000, 1] },
  { name: "Prompt cache", claim: "prompt-cache", plan: [1, 5000, 1] },
  { name: "Routing to a smaller model", claim: "routing", plan: [0.6, 40_000, 2] },
  { name: "Cascade, small model first", claim: "routing", plan: [0, 40_000, 2] },
  { name: "Semantic cache", claim: "semantic-cache", plan: [0.5, 25_000, 3] },
  { name: "Distilled model of our own", claim: "distillation", plan: [0.15, 60_000, 5] },
  { name: "Fewer bits on our own machines", claim: "quantization", plan: [0.1, 20_000, 6] },
] as const;

export interface Givens extends ReturnType<typeof lines> {
  readonly list: InputSheet;
  readonly plan: InputTable;
  readonly names: ListRef;
}

export function givens(model: ModelDraft): Givens {
  const list = new InputSheet(model, "Optimisation roadmap");
  const all = lines(list);
  const { sheet } = list;
  const at = sheet.row + 1;
  sheet.put(at, 0, "Plan of levers", HEADING);
  sheet.put(at + 1, 0, "adoption 0 leaves a lever out", { color: "#5c5c5c", align: "left" });
  const names = sheet.down(at + 2, 0, LEVERS.length, (item) => LEVERS[item]?.name ?? "");
  const plan = inputTable(
    model,
    sheet,
    { row: at, col: 1 },
    [
      { title: "Adoption", unit: "share of the spend", kind: "share" },
      { title: "One-time cost", unit: "USD", kind: "amount" },
      { title: "Start", unit: "month, from 1", kind: "whole" },
    ],
    LEVERS.map((lever) => lever.plan),
  );
  sheet.put(at, 4, "Costs, starts and adoptions are examples", HEADING_INSET);
  return { list, ...all, plan, names };
}

function lines(list: InputSheet) {
  return { ...bill(list), ...prompts(list), ...smaller(list), ...own(list) };
}

function bill(list: InputSheet) {
  list.section("Today");
  const today = list.line("The monthly bill", {
    value: "",
    unit: "USD per month",
    kind: "amount",
    note: "From the invoice; blank takes the cost of the lines below at list prices",
  });
  const name = list.line("Model", {
    value: "gpt-5.4",
    unit: "name",
    kind: { suggested: API_MODELS },
    note: "Any name of INFER's price table",
  });
  const requests = list.line("Requests a day", {
    value: 300_000,
    unit: "requests/day",
    kind: "amount",
    note: "Example",
  });
  const input = list.line("Input tokens of a request", {
    value: 4000,
    unit: "tokens",
    kind: "amount",
    note: "Example",
  });
  const output = list.line("Output tokens of a request", {
    value: 500,
    unit: "tokens",
    kind: "amount",
    note: "Example",
  });
  return { today, name, requests, input, output };
}

function prompts(list: InputSheet) {
  const share = (label: string, value: number, unit: string, note = "Example") =>
    list.line(label, { value, unit, kind: "share", note });
  list.section("Prompts and caches");
  const cut = share("Prompt cut by", 0.3, "of the input tokens");
  const hit = share("Prompt cache: hit rate", 0.7, "of what repeats", "Example; the invoice shows yours");
  const cacheable = share("Prompt cache: what repeats", 0.6, "of the input tokens");
  const semanticHit = share("Semantic cache: hit rate", 0.25, "of the requests");
  const lookup = share("Semantic cache: one look-up", 0.01, "of a request's cost", "INFER's default");
  return { cut, hit, cacheable, semanticHit, lookup };
}

function smaller(list: InputSheet) {
  list.section("Smaller models");
  const small = list.line("Smaller model", {
    value: "gpt-5.4-mini",
    unit: "name",
    kind: { suggested: API_MODELS },
    note: "Any name of INFER's price table",
  });
  const toSmall = list.line("Routed to it", { value: 0.8, unit: "of the requests", kind: "share", note: "Example" });
  const router = list.line("Router", {
    value: 0.0002,
    unit: "USD/request",
    kind: "amount",
    format: FORMAT.usdSmall,
    note: "Example",
  });
  const escalated = list.line("Cascade: escalated", {
    value: 0.3,
    unit: "of the requests",
    kind: "share",
    note: "Example",
  });
  const verifier = list.line("Cascade: verifier", {
    value: 0.0005,
    unit: "USD/request",
    kind: "amount",
    format: FORMAT.usdSmall,
    note: "Example; paid on every request",
  });
  const student = list.line("Distilled model's price", {
    value: 0.1,
    unit: "of the teacher's",
    kind: "share",
    note: "INFER's default",
  });
  const quality = list.line("Distilled model's quality", {
    value: 0.9,
    unit: "of the teacher's",
    kind: "share",
    note: "INFER's default: failed answers are asked again",
  });
  return { small, toSmall, router, escalated, verifier, student, quality };
}

function own(list: InputSheet) {
  list.section("Our own machines");
  const bits = (label: string, value: number) =>
    list.line(label, { value, unit: "bits per weight", kind: "amount", format: FORMAT.general, note: "Example" });
  const regime = list.line("The work waits for", {
    value: "memory",
    unit: "word",
    kind: { oneOf: ["memory", "compute"] },
    note: "memory in small batches, compute when reading prompts; an API's price does not change",
  });
  return { regime, fromBits: bits("Weights today", 16), toBits: bits("Weights afterwards", 8) };
}

export const priceRatio = (name: Givens["name"], meter: string) =>
  f`IFERROR(INFER.PRICE(${name},"${meter}")/INFER.PRICE(${name}),1)`;
