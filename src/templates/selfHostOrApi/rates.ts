import { dataDay } from "../../data";
import { isoText } from "../../engine/dates";
import { priceAtDataDay, rentAtDataDay } from "../blocks/lookedUp";
import type { ModelDraft } from "../draft/model";
import type { TableRef } from "../draft/reference";
import type { SheetDraft } from "../draft/sheet";
import { FORMAT, INPUT, NOTE, SUBTITLE, TAB, TABLE_HEAD, TITLE } from "../looks";

/** The default model, as it is sold and as it is hosted. */
export const MODEL = "gpt-oss-120b";
export const GPU = "H100";
export const TERM = "on_demand";

/** What was looked up at the day of the data, as values in tables that the functions take. */
export interface Rates {
  readonly prices: TableRef;
  readonly rents: TableRef;
}

interface Column {
  readonly id: string;
  readonly value: string | number;
  readonly format?: string;
  readonly isInput?: boolean;
}

const GAP_ROWS = 2;

export function rates(model: ModelDraft): Rates {
  const sheet = model.sheet("Prices", {
    columnWidths: [110, 170, 170, 170, 90, 100, 90, 470],
    tabColor: TAB.inputs,
    print: { orientation: "landscape" },
  });
  sheet.put(0, 0, "Prices", TITLE);
  sheet.put(1, 0, "Looked up at the day of the data, as values.", SUBTITLE);
  sheet.put(2, 0, "Change them or add rows of your own: what is named here is priced from here first.", SUBTITLE);
  const day = isoText(dataDay());
  const offers = table(model, sheet, 4, "HostingPrices", marketRow(day));
  return { prices: offers, rents: table(model, sheet, 6 + GAP_ROWS, "HostingRents", rentRow(day)) };
}

function marketRow(day: string): readonly Column[] {
  const of = (meter: "input" | "output") => priceAtDataDay(`market/${MODEL}`, meter);
  return [
    { id: "provider", value: "market" },
    { id: "model", value: MODEL },
    { id: "input_usd_per_mtok", value: of("input"), format: FORMAT.count2, isInput: true },
    { id: "output_usd_per_mtok", value: of("output"), format: FORMAT.count2, isInput: true },
    { id: "currency", value: "USD" },
    { id: "as_of", value: day },
    { id: "evidence", value: "median" },
    { id: "source", value: `Median over the sellers in INFER's table of prices of ${day}` },
  ];
}

function rentRow(day: string): readonly Column[] {
  return [
    { id: "gpu", value: GPU },
    { id: "term", value: TERM },
    {
      id: "usd_per_gpu_hour",
      value: rentAtDataDay(GPU, TERM),
      format: FORMAT.count2,
      isInput: true,
    },
    { id: "provider", value: "median" },
    { id: "currency", value: "USD" },
    { id: "as_of", value: day },
    { id: "evidence", value: "median" },
    { id: "source", value: `Median over the providers in INFER's table of rents of ${day}` },
  ];
}

function table(model: ModelDraft, sheet: SheetDraft, row: number, name: string, columns: readonly Column[]): TableRef {
  columns.forEach(({ id, value, format = FORMAT.text, isInput = false }, col) => {
    sheet.put(row, col, id, TABLE_HEAD);
    const look = isInput ? { ...INPUT, numberFormat: format } : { numberFormat: format };
    sheet.put(row + 1, col, value, id === "source" ? { ...NOTE, ...look } : look);
  });
  const ids = columns.map(({ id }) => id);
  return model.table(name, sheet.area(row, 0, 2, columns.length), ids);
}
