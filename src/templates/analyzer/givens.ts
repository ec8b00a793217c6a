import { InputSheet } from "../blocks/inputs";
import { type InputTable, inputTable } from "../blocks/inputTable";
import { GPUS, OPEN_MODELS, REGIONS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import type { CellRef } from "../draft/reference";
import { FORMAT, HEADING } from "../looks";

const EXAMPLE = "Example";

export const DEPLOYMENT_WORDS = ["cloud", "reserved", "dedicated", "on_prem", "edge", "hybrid", "api"] as const;

/** Everything a user says; blank cells leave a choice to INFER. */
export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Analyzer");
  const first = { ...workload(list), ...machines(list), ...service(list) };
  return { list, ...first, ...owning(list), ...bands(list), ...future(list), levers: levers(model, list) };
}

export type Givens = ReturnType<typeof givens>;

function workload(list: InputSheet) {
  list.section("Workload");
  const name = list.line("Model", {
    value: "llama-3.3-70b",
    unit: "name",
    kind: { suggested: OPEN_MODELS },
    note: "Any open-weight model that INFER knows, dense or a mixture of experts",
  });
  const requests = list.line("Requests a day", {
    value: 200_000,
    unit: "requests/day",
    kind: "amount",
    note: EXAMPLE,
  });
  const input = list.line("Input tokens of a request", {
    value: 1500,
    unit: "tokens",
    kind: "amount",
    note: "Beyond the model's context it is refused",
  });
  const output = list.line("Output tokens of a request", { value: 400, unit: "tokens", kind: "amount", note: EXAMPLE });
  const pattern = list.line("Pattern of the load", {
    value: "steady",
    unit: "word",
    kind: { oneOf: ["steady", "burst", "batch"] },
    note: "The peak to size for: twice the average, five times, or none; batch has no spare replica",
  });
  return { name, requests, input, output, pattern };
}

function machines(list: InputSheet) {
  list.section("Where it runs");
  const region = list.line("Region", {
    value: "us-va-tx",
    unit: "name",
    kind: { suggested: REGIONS },
    note: "Tariff, PUE, grid: any region INFER knows; ten are on the sheet Regions",
  });
  const gpu = list.line("Accelerator", {
    value: "h100-sxm",
    unit: "name",
    kind: { suggested: GPUS },
    note: "H100, B200, MI300X …",
  });
  const bits = list.line("Precision", {
    value: 8,
    unit: "bits, or fp8 …",
    kind: "number",
    format: FORMAT.general,
    note: "16, 8, 4 or the name of a format",
  });
  const deployment = list.line("Deployment", {
    value: "cloud",
    unit: "word",
    kind: { oneOf: DEPLOYMENT_WORDS },
    note: "cloud is on demand; dedicated and on_prem take whole servers",
  });
  const edgeGpu = list.line("Accelerator at the edge", {
    value: "l40s",
    unit: "name",
    kind: { suggested: GPUS },
    note: "Example. Without it, or a price below, edge and hybrid have no figure",
  });
  const edgePrice = list.line("Price at the edge", {
    value: "",
    unit: "USD/Mtok",
    kind: "amount",
    format: FORMAT.factor,
    note: "Instead of an accelerator, where you know it",
  });
  const edgeShare = list.line("Share at the edge in a hybrid", {
    value: 0.7,
    unit: "of the requests",
    kind: "share",
    note: "INFER's default",
  });
  return { region, gpu, bits, deployment, edgeGpu, edgePrice, edgeShare };
}

function service(list: InputSheet) {
  list.section("Service; blank leaves it to the pattern or sets no limit");
  const tpot = list.line("Longest time per output token", { value: "", unit: "ms", kind: "amount" });
  const latency = list.line("Longest time of a request", { value: "", unit: "ms", kind: "amount" });
  const load = list.line("Load at the peak", { value: "", unit: "share, up to 1", kind: "share" });
  const peak = list.line("Peak over average", {
    value: "",
    unit: "times, 1 or more",
    kind: "amount",
    format: FORMAT.factor,
  });
  const spare = list.line("Spare replicas", { value: "", unit: "replicas", kind: "whole" });
  const inCountry = list.line("Data must stay in the country", {
    value: "no",
    unit: "yes or no",
    kind: { oneOf: ["no", "yes"] },
    note: "An API is then not feasible: sellers' locations are not in the tables",
  });
  return { tpot, latency, load, peak, spare, inCountry };
}

function owning(list: InputSheet) {
  list.section("Renting and owning");
  const staff = list.line("Staff", {
    value: 0,
    unit: "USD/month",
    kind: "amount",
    note: "People who run the machines; not charged to an API",
  });
  const capex = list.line("Purchase price", {
    value: "",
    unit: "USD per accelerator",
    kind: "amount",
    note: "With its share of the server; blank takes the table's estimate",
  });
  const rate = list.line("Discount rate", {
    value: 0.1,
    unit: "a year",
    kind: "share",
    note: "INFER's default, for capital and present values",
  });
  const reserved = list.line("Reserved price over on demand", {
    value: "",
    unit: "share",
    kind: "share",
    note: "Blank takes the published price of three years",
  });
  const budget = list.line("Budget", { value: 20_000, unit: "USD/month", kind: "amount", note: EXAMPLE });
  return { staff, capex, rate, reserved, budget };
}

function bands(list: InputSheet) {
  list.section("Uncertainty: each way from today's value");
  const band = (label: string, value: number, note: string): CellRef =>
    list.line(label, { value, unit: "± share", kind: "share", note });
  return {
    requestBand: band("Requests", 0.4, EXAMPLE),
    tokenBand: band("Tokens of a request", 0.25, EXAMPLE),
    priceBand: band("Price of an hour or a token", 0.2, EXAMPLE),
    tariffBand: band("Tariff", 0.3, "Moves the cost of owned machines only: a rent includes energy"),
    peakBand: band("Peak over average", 0.25, EXAMPLE),
    trials: list.line("Trials", { value: 2000, unit: "trials", kind: { wholeFrom: 2, to: 100_000 } }),
    seed: list.line("Seed", {
      value: 1,
      unit: "whole number",
      kind: { wholeFrom: 1, to: 1_000_000 },
      note: "The same seed gives the same digits everywhere",
    }),
  };
}

function future(list: InputSheet) {
  list.section("Five years");
  const growth = list.line("Growth of demand", { value: 0.3, unit: "a year", kind: "number", format: FORMAT.share });
  const decline = list.line("Fall of the unit price", {
    value: 0.25,
    unit: "a year",
    kind: "share",
    note: "Example; of machines per token, not of an API",
  });
  const elasticity = list.line("Elasticity", {
    value: 0.3,
    unit: "ratio",
    kind: "amount",
    format: FORMAT.factor,
    note: "Example; 1 leaves the spend unchanged by price",
  });
  const intensity = list.line("Growth of tokens per request", {
    value: 0.1,
    unit: "a year",
    kind: "number",
    format: FORMAT.share,
    note: EXAMPLE,
  });
  const floor = list.line("Lowest unit price", { value: 0.1, unit: "of today's", kind: "share", note: EXAMPLE });
  const reach = list.line("Largest volume in the break-even chart", {
    value: 4,
    unit: "times today's",
    kind: "amount",
    format: FORMAT.factor,
  });
  return { growth, decline, elasticity, intensity, floor, reach };
}

/** A yellow table below the lines: what could be done, in the columns ROADMAP reads. */
function levers(model: ModelDraft, list: InputSheet): InputTable {
  const { sheet } = list;
  sheet.putRow(
    sheet.row + 1,
    0,
    ["Levers; savings are examples at the low end of claims", null, null, null, null],
    HEADING,
  );
  return inputTable(
    model,
    sheet,
    { row: sheet.row + 2, col: 0 },
    [
      { title: "Lever", unit: "name", kind: "text" },
      { title: "Saving", unit: "share", kind: "number", format: FORMAT.share },
      { title: "Adoption", unit: "share of the spend", kind: "share" },
      { title: "One-time cost", unit: "USD", kind: "amount" },
      { title: "Start", unit: "month, 1 is the first", kind: "whole" },
    ],
    [
      ["Shorter prompts", 0.3, 0.6, 8000, 1],
      ["Routing to a smaller model", 0.6, 0.4, 15_000, 2],
      ["Semantic cache", 0.2, 0.5, 12_000, 3],
      ["Four bits per weight", 0.17, 1, 20_000, 5],
      [null, null, null, null, null],
      [null, null, null, null, null],
    ],
  );
}
