import { changedCells, type InputCell } from "../blocks/inputTable";
import type { ModelDraft } from "../draft/model";
import { type Formula, f, type TableRef } from "../draft/reference";
import { FORMAT, HEADING, INPUT, NOTE, SUBTITLE, TAB, TABLE_HEAD, TITLE } from "../looks";

/** 15 October 2026: a day of the month that the example bills. */
const EXAMPLE_DAY = 46_310;
const USAGE_COLUMNS = ["date", "team", "model", "requests", "input_tokens", "cache_read_tokens", "output_tokens"];
const USAGE: readonly (readonly InputCell[])[] = [
  [EXAMPLE_DAY, "Support", "gpt-4o", 310_000, 465_000_000, null, 155_000_000],
  [EXAMPLE_DAY, "Support", "gemini-3.8-flash", 1_100_000, 990_000_000, null, 66_000_000],
  [EXAMPLE_DAY, "Sales", "claude-haiku-5-5", 180_000, 2_100_000_000, null, 144_000_000],
  [EXAMPLE_DAY, "Engineering", "claude-sonnet-5-5", 210_000, 2_940_000_000, 2_000_000_000, 189_000_000],
  [EXAMPLE_DAY, "Engineering", "gpt-6.1-sol", 26_000, 520_000_000, 200_000_000, 130_000_000],
  [EXAMPLE_DAY, "Operations", "gpt-5.4-mini", 90_000, 360_000_000, null, 31_000_000],
  [EXAMPLE_DAY, null, "gpt-4o", 12_000, 24_000_000, null, 6_000_000],
];
const USAGE_ROWS = 60;
/** At most: input, cache read, output of each row. */
const FOCUS_ROWS = USAGE_ROWS * 3;
const FOCUS_COLUMNS = 26;

/** The yellow table into which an export is pasted. */
export function usageSheet(model: ModelDraft): { readonly table: TableRef; readonly changed: Formula } {
  const sheet = model.sheet("Usage", {
    columnWidths: [110, 140, 200, 120, 140, 150, 140],
    frozenRows: 4,
    tabColor: TAB.inputs,
  });
  sheet.put(0, 0, "Usage", TITLE);
  sheet.put(1, 0, "Paste an export over the example, one row a day, team and model; columns may stay blank.", SUBTITLE);
  sheet.put(
    2,
    0,
    "From a FOCUS file: date is ChargePeriodStart, team SubAccountName, model ServiceName, tokens ConsumedQuantity by meter. Input includes cached tokens.",
    NOTE,
  );
  sheet.putRow(3, 0, USAGE_COLUMNS, TABLE_HEAD);
  USAGE_COLUMNS.forEach((id, col) => {
    const numberFormat = id === "date" ? FORMAT.date : col < 3 ? FORMAT.text : FORMAT.count;
    const look = { ...INPUT, align: col > 0 && col < 3 ? "left" : "right", numberFormat } as const;
    sheet.down(4, col, USAGE_ROWS, (item) => USAGE[item]?.[col] ?? null, look);
  });
  const table = model.table("UsageExport", sheet.area(3, 0, USAGE_ROWS + 1, USAGE_COLUMNS.length), USAGE_COLUMNS);
  const width = USAGE_COLUMNS.length;
  const example = changedCells(sheet.area(4, 0, USAGE.length, width), USAGE, width);
  const below = sheet.area(4 + USAGE.length, 0, USAGE_ROWS - USAGE.length, width);
  return { table, changed: f`=${example.inner()}+COUNTA(${below})` };
}

export type Focus = ReturnType<typeof focusSheet>;

/** The usage as FOCUS lines, on a sheet of its own. */
export function focusSheet(model: ModelDraft, usage: TableRef) {
  const sheet = model.sheet("Focus", {
    columnWidths: Array<number>(FOCUS_COLUMNS).fill(130),
    frozenRows: 3,
    tabColor: TAB.calc,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "The usage as FOCUS lines, priced at the list prices of each day", TITLE);
  sheet.put(2, 0, f`=INFER.FOCUS(${usage})`);
  sheet.dress(2, 0, 1, FOCUS_COLUMNS, HEADING);
  sheet.dress(3, 0, FOCUS_ROWS, 4, { numberFormat: FORMAT.date, align: "left" });
  sheet.dress(3, 15, FOCUS_ROWS, 10, { numberFormat: FORMAT.count2 });
  const column = (index: number) => sheet.area(3, index, FOCUS_ROWS, 1);
  return { team: column(5), service: column(8), cost: column(24) };
}
