import { InputSheet } from "../blocks/inputs";
import { GPUS, OPEN_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import { f } from "../draft/reference";
import { FORMAT } from "../looks";
import { GPU, MODEL, TERM } from "./rates";

export type Givens = ReturnType<typeof givens>;

export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Self-host or API");
  const demanded = demand(list);
  return { list, ...demanded, ...serving(list, demanded), ...money(list), ...grid(list) };
}

function demand(list: InputSheet) {
  list.section("What is served");
  const name = list.line("Open-weight model", {
    value: MODEL,
    unit: "name",
    kind: { suggested: OPEN_MODELS },
    note: "Any model of INFER's table of models",
  });
  const api = list.line("API to beat", {
    value: "",
    formula: f`="market/"&${name}`,
    unit: "name",
    kind: "text",
    format: FORMAT.general,
    note: "The median of those who sell the model; or a seller/model, or another model such as gpt-4o",
  });
  const requests = list.line("Requests", {
    value: 1_000_000,
    unit: "requests a day",
    kind: "amount",
    note: "Example",
  });
  const inputTokens = list.line("Input tokens per request", { value: 1500, unit: "tokens", kind: "amount" });
  const outputTokens = list.line("Output tokens per request", { value: 500, unit: "tokens", kind: "amount" });
  return { name, api, requests, inputTokens, outputTokens };
}

function serving(list: InputSheet, { name, inputTokens, outputTokens }: ReturnType<typeof demand>) {
  list.section("How it is served");
  const gpu = list.line("GPU", {
    value: GPU,
    unit: "name",
    kind: { suggested: GPUS },
    note: "Any accelerator of INFER's table",
  });
  const gpusPerReplica = list.line("GPUs of one replica", {
    value: "",
    unit: "GPUs",
    kind: "amount",
    note: "Blank: the one of 1, 2, 4, 8 that needs the fewest GPUs for your volume",
  });
  const serves = (bits: string) =>
    f`ISNUMBER(INFER.THROUGHPUT(${name},${gpu},,"${bits}",${inputTokens},${outputTokens},,,,,"per_gpu"))`;
  const bits = list.line("Precision of the weights", {
    value: "",
    formula: f`=IF(${serves("fp4")},"fp4",IF(${serves("fp8")},"fp8","bf16"))`,
    unit: "format",
    kind: { oneOf: ["bf16", "fp8", "fp4", "int8", "int4"] },
    note: "The fewest bits that the GPU calculates with; type yours over it where quality asks for more",
  });
  const tpotMs = list.line("Longest time per output token", {
    value: 50,
    unit: "ms",
    kind: "amount",
    note: "50 ms are 20 tokens a second for each user",
  });
  const measured = list.line("Measured output of one replica", {
    value: "",
    unit: "output tokens/s",
    kind: "amount",
    note: "Blank: estimated by THROUGHPUT, with its band",
  });
  const targetLoad = list.line("Load that a replica may carry at the peak", {
    value: 0.8,
    unit: "share",
    kind: "share",
  });
  const peak = list.line("Peak over the day's average", {
    value: 2,
    unit: "times",
    kind: "amount",
    format: FORMAT.factor,
    note: "Load at the peak ÷ this = average utilization of the replicas that serve",
  });
  const spare = list.line("Spare replicas", { value: 1, unit: "replicas", kind: "whole", note: "0: none, 1: N+1" });
  return { gpu, gpusPerReplica, bits, tpotMs, measured, targetLoad, peak, spare };
}

function money(list: InputSheet) {
  list.section("What it costs");
  const usd = { unit: "USD per month", kind: "amount" } as const;
  const ownPrice = list.line("Own price of the API", {
    value: "",
    unit: "USD/Mtok, in and out",
    kind: "amount",
    format: FORMAT.count2,
    note: "Blank: by name from the sheet Prices, else from INFER's table",
  });
  const ownRent = list.line("Own rent, or own cost of a GPU-hour", {
    value: "",
    unit: "USD per GPU-hour",
    kind: "amount",
    format: FORMAT.count2,
    note: "Blank: by GPU from the sheet Prices, else the median of INFER's table",
  });
  const term = list.line("Term of the rent", {
    value: TERM,
    unit: "term",
    kind: { oneOf: ["on_demand", "spot", "1yr", "3yr"] },
  });
  const hours = list.line("Hours paid", { value: 730, unit: "hours per month", kind: "amount" });
  const staff = list.line("Staff", {
    ...usd,
    value: 7500,
    note: "Example: half an engineer, paid once however many GPUs",
  });
  const other = list.line("Other costs", { ...usd, value: 0, note: "Software, network, storage" });
  return { ownPrice, ownRent, term, hours, staff, other };
}

function grid(list: InputSheet) {
  list.section("Grid of price and utilization");
  const share = { unit: "share", kind: "share" } as const;
  const priceStep = list.line("Steps of the API's price", {
    ...share,
    value: 0.25,
    note: "Of the price above: the grid begins with one step and ends with eight",
  });
  const utilizationStep = list.line("Steps of utilization", { ...share, value: 0.1 });
  return { priceStep, utilizationStep };
}
