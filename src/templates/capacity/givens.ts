import { dataDay } from "../../data";
import { InputSheet } from "../blocks/inputs";
import { type InputTable, inputTable } from "../blocks/inputTable";
import { GPUS, OPEN_MODELS, REGIONS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import { FORMAT, HEADING_INSET, NOTE } from "../looks";

const EXAMPLE = "Example";

export interface Givens extends ReturnType<typeof lines> {
  readonly list: InputSheet;
  readonly regions: InputTable;
}

/** What is served, by which machines, and how much of it where. */
export function givens(model: ModelDraft): Givens {
  const list = new InputSheet(model, "Capacity, energy, carbon");
  const all = lines(list);
  const { sheet } = list;
  const row = sheet.row + 1;
  const regions = inputTable(
    model,
    sheet,
    { row, col: 0 },
    [
      { title: "Region", unit: "name", kind: { suggested: REGIONS } },
      { title: "Requests a day", unit: "in the first quarter", kind: "amount" },
      { title: "Growth", unit: "a year", kind: "number", format: FORMAT.share },
      { title: "PUE", unit: "blank: typical", kind: "amount", format: FORMAT.factor },
    ],
    [
      ["us-va-tx", 1_500_000, 0.6, null],
      ["ie", 600_000, 0.4, null],
      ["fi", 300_000, 0.8, null],
      [null, null, null, null],
      [null, null, null, null],
    ],
  );
  sheet.put(row, 4, "Any region INFER knows; blank lines are fine", HEADING_INSET);
  sheet.put(row + 2, 4, "Requests and growth are examples", NOTE);
  return { list, ...all, regions };
}

function lines(list: InputSheet) {
  return { ...workload(list), ...sizing(list), ...site(list) };
}

function workload(list: InputSheet) {
  list.section("What is served");
  const start = list.line("First quarter starts", {
    value: dataDay(),
    unit: "month",
    kind: "date",
    format: FORMAT.month,
    note: "The day of INFER's tables when this sheet was written",
  });
  const name = list.line("Model", {
    value: "llama-3.3-70b",
    unit: "name",
    kind: { suggested: OPEN_MODELS },
    note: "Any open-weight model",
  });
  const input = list.line("Input tokens of a request", { value: 1500, unit: "tokens", kind: "amount", note: EXAMPLE });
  const output = list.line("Output tokens of a request", { value: 400, unit: "tokens", kind: "amount", note: EXAMPLE });
  const gpu = list.line("Accelerator", {
    value: "h100-sxm",
    unit: "name",
    kind: { suggested: GPUS },
    note: "H100, B200, MI300X …",
  });
  const bits = list.line("Precision", { value: 8, unit: "bits, or fp8 …", kind: "number", format: FORMAT.general });
  const tpot = list.line("Longest time per output token", {
    value: "",
    unit: "ms",
    kind: "amount",
    note: "Blank: throughput comes first",
  });
  const measured = list.line("Measured throughput of a replica", {
    value: "",
    unit: "output tok/s",
    kind: "amount",
    note: "From your own run; blank takes the estimate",
  });
  return { start, name, input, output, gpu, bits, tpot, measured };
}

function sizing(list: InputSheet) {
  list.section("Sizing");
  const load = list.line("Load at the peak", { value: 0.8, unit: "share", kind: "share", note: "INFER's default" });
  const peak = list.line("Peak over average", {
    value: 2,
    unit: "times, 1 or more",
    kind: "amount",
    format: FORMAT.factor,
    note: "INFER's default",
  });
  const spare = list.line("Spare replicas in each region", {
    value: 1,
    unit: "replicas",
    kind: "whole",
    note: "INFER's default",
  });
  return { load, peak, spare };
}

function site(list: InputSheet) {
  list.section("Power");
  const gpuW = list.line("Power of an accelerator at full load", {
    value: "",
    unit: "W",
    kind: "amount",
    note: "Blank takes its limit from the table",
  });
  const hostW = list.line("Power of the server around it", {
    value: "",
    unit: "W per accelerator",
    kind: "amount",
    note: "Blank takes the table's",
  });
  const idle = list.line("Power when idle", {
    value: 0.35,
    unit: "of full load",
    kind: "share",
    note: "Example; between idle and full load power follows utilization",
  });
  const rackKW = list.line("Power of a rack", {
    value: 40,
    unit: "kW of IT",
    kind: "amount",
    note: "Up to 40 kW air cools it, beyond liquid",
  });
  return { gpuW, hostW, idle, rackKW };
}
