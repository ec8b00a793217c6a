import { dataDay } from "../../data";
import { isoText } from "../../engine/dates";
import { InputSheet } from "../blocks/inputs";
import { rentAtDataDay } from "../blocks/lookedUp";
import type { ModelDraft } from "../draft/model";
import { FORMAT } from "../looks";

const GPU = "H100";

export type Givens = ReturnType<typeof givens>;

export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Buy or rent, 5 years");
  return { list, ...bought(list), ...rented(list), ...money(list) };
}

function bought(list: InputSheet) {
  list.section("Buying");
  const count = list.line("GPUs", { value: 8, unit: "GPUs", kind: "whole" });
  const capex = list.line("Price of the machines", {
    value: 300_000,
    unit: "USD",
    kind: "amount",
    note: "Example: with network and installation",
  });
  const residual = list.line("Sold at the end for", { value: 0.1, unit: "share of the price", kind: "share" });
  const power = list.line("Power", { value: 10.2, unit: "kW", kind: "amount", format: FORMAT.count1 });
  const pue = list.line("PUE", { value: 1.3, unit: "ratio", kind: "amount", format: FORMAT.factor });
  const kwh = list.line("Electricity", { value: 0.08, unit: "USD/kWh", kind: "amount", format: FORMAT.price });
  const staff = list.line("Staff in year 1", { value: 40_000, unit: "USD per year", kind: "amount", note: "Example" });
  const growth = list.line("Growth of energy and staff", {
    value: 0.03,
    unit: "share a year",
    kind: "number",
    format: FORMAT.share1,
  });
  const maintenance = list.line("Maintenance", { value: 0.05, unit: "of the price a year", kind: "share" });
  return { count, capex, residual, power, pue, kwh, staff, growth, maintenance };
}

function rented(list: InputSheet) {
  list.section("Renting");
  const rentUsd = list.line("Rent in year 1", {
    value: 2,
    unit: "USD per GPU-hour",
    kind: "amount",
    format: FORMAT.count2,
    note: "Example: a committed price, paid for every hour",
  });
  const rentGrowth = list.line("Growth of the rent", {
    value: -0.1,
    unit: "share a year",
    kind: "number",
    format: FORMAT.share1,
    note: "Below 0 where rents fall",
  });
  const hours = list.line("Hours of a year", { value: 8760, unit: "hours", kind: "amount" });
  const onDemand = list.line("Rent on demand", {
    value: rentAtDataDay(GPU, "on_demand"),
    unit: "USD per GPU-hour",
    kind: "amount",
    format: FORMAT.count2,
    note: `Median over the providers of an ${GPU}, INFER's table of ${isoText(dataDay())}`,
  });
  const used = list.line("Hours that are really used", {
    value: 6000,
    unit: "hours per GPU and year",
    kind: "amount",
    note: "Example: paying for fewer hours is the other way to rent",
  });
  return { rentUsd, rentGrowth, hours, onDemand, used };
}

function money(list: InputSheet) {
  list.section("Tax and capital");
  const discount = list.line("Cost of capital after tax", { value: 0.1, unit: "share a year", kind: "share" });
  const tax = list.line("Tax on profit", { value: 0.25, unit: "share", kind: "share" });
  const schedule = list.line("Depreciation for tax", {
    value: "MACRS5",
    unit: "US table",
    kind: { oneOf: ["MACRS3", "MACRS5", "MACRS7"] },
    note: "Computers are in the 5-year class",
  });
  const swing = list.line("Swing of the tornado", { value: 0.2, unit: "share", kind: "share" });
  return { discount, tax, schedule, swing };
}
