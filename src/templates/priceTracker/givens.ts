import { dayOf } from "../../engine/dates";
import { InputSheet } from "../blocks/inputs";
import { type InputCell, type InputTable, inputTable } from "../blocks/inputTable";
import { API_MODELS } from "../blocks/suggestions";
import type { ModelDraft } from "../draft/model";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, NOTE, SUBTITLE, TAB, TITLE } from "../looks";

const WATCHED = ["mistral-large-latest", "gpt-4o", "gpt-3.5-turbo", "deepseek-chat"] as const;

export function givens(model: ModelDraft) {
  const list = new InputSheet(model, "Price tracker");
  const factor = { kind: "amount", format: FORMAT.count2 } as const;
  list.section("Prices");
  const meter = list.line("Meter", {
    value: "input",
    unit: "of a token",
    kind: { oneOf: ["input", "output", "cache_read"] },
    note: "All prices here are of this meter, in USD per million tokens",
  });
  const watched = WATCHED.map((value, index) =>
    list.line(`Model ${index + 1} to follow`, {
      value,
      unit: "name",
      kind: { suggested: API_MODELS },
      note: "Any name INFER knows, or blank",
    }),
  );
  list.section("What if: price and volume");
  const spend = list.line("Spend today", { value: 10_000, unit: "USD per month", kind: "amount", note: "Example" });
  const assumed = list.line("Yearly decline to assume", {
    value: "",
    unit: "share a year",
    kind: "number",
    format: FORMAT.share1,
    note: "Blank takes the decline measured on the sheet Series",
  });
  const floor = list.line("Lowest price", {
    value: 0.05,
    unit: "share of today's price",
    kind: "share",
    note: "Judgement: power and hardware keep prices from falling for ever",
  });
  list.section("How use answers the price");
  const priceBefore = list.line("Price before", { ...factor, value: 1, unit: "any unit" });
  const priceAfter = list.line("Price after", {
    ...factor,
    value: 0.2,
    unit: "the same unit",
    note: "Example: a claim of the market, prices −80% and use +300% from 2023 to 2025",
  });
  const useBefore = list.line("Use before", { ...factor, value: 1, unit: "any unit" });
  const useAfter = list.line("Use after", { ...factor, value: 4, unit: "the same unit" });
  return { list, meter, watched, spend, assumed, floor, priceBefore, priceAfter, useBefore, useAfter };
}

export type Givens = ReturnType<typeof givens>;

/** What one maker's main model for conversations cost, from one to the next. */
const SERIES: readonly (readonly InputCell[])[] = [
  ["gpt-4", dayOf(2023, 3, 14)],
  ["gpt-4-turbo", dayOf(2024, 4, 9)],
  ["gpt-4o", dayOf(2024, 5, 13)],
  ["gpt-4o", dayOf(2024, 10, 2)],
  ["gpt-5", dayOf(2025, 8, 7)],
  ["gpt-5.2", dayOf(2025, 12, 11)],
  ["gpt-6-sol", dayOf(2026, 9, 22)],
];
const ROWS = 12;

export interface Series {
  readonly sheet: SheetDraft;
  readonly table: InputTable;
}

const HEAD = 3;

export function series(model: ModelDraft): Series {
  const sheet = model.sheet("Series", {
    columnWidths: [200, 110, 120, 320],
    frozenRows: HEAD + 2,
    tabColor: TAB.inputs,
  });
  sheet.put(0, 0, "Series", TITLE);
  sheet.put(1, 0, "Days and models whose prices make one line: the decline is measured on it.", SUBTITLE);
  const rows = [...SERIES, ...Array<readonly InputCell[]>(ROWS - SERIES.length).fill([])];
  const table = inputTable(
    model,
    sheet,
    { row: HEAD, col: 0 },
    [
      { title: "Model", unit: "any name INFER knows", kind: { suggested: API_MODELS } },
      { title: "Day", unit: "date", kind: "date" },
    ],
    rows,
  );
  sheet.put(
    HEAD + 3 + ROWS,
    0,
    "Example: the main model of one maker from GPT-4 on. Compare like with like: a small model after a large one is not a price cut.",
    NOTE,
  );
  return { sheet, table };
}
