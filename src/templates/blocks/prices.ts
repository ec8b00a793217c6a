import { dataDay, prices } from "../../data";
import type { PriceRow } from "../../data/types";
import type { ModelDraft } from "../draft/model";
import { type CellRef, type Formula, f, type TableRef } from "../draft/reference";
import { FORMAT } from "../looks";
import { type ValueColumn, valueTable } from "./valueTable";

/** A seller and the seller's own id for the model: "openai", "gpt-4o". */
export interface Offer {
  readonly provider: string;
  readonly modelId: string;
}

/** Where a price comes from stands beside it; what few models have stands on the right. */
const COLUMNS: readonly ValueColumn<PriceRow>[] = [
  { id: "model", width: 180, format: FORMAT.text, value: (row) => row.modelId },
  { id: "input_usd_per_mtok", width: 185, format: FORMAT.count2, value: (row) => row.inputUsdPerMTok },
  { id: "output_usd_per_mtok", width: 195, format: FORMAT.count2, value: (row) => row.outputUsdPerMTok },
  { id: "as_of", width: 95, format: FORMAT.text, value: (row) => row.provenance.asOf },
  { id: "source", width: 360, format: FORMAT.text, value: (row) => row.provenance.source },
  { id: "evidence", width: 100, format: FORMAT.text, value: (row) => row.provenance.evidence },
  { id: "cache_read_usd_per_mtok", width: 225, format: "#,##0.000", value: (row) => row.cacheReadUsdPerMTok },
  { id: "cache_write_usd_per_mtok", width: 230, format: "#,##0.000", value: (row) => row.cacheWriteUsdPerMTok },
  { id: "batch_discount", width: 140, format: FORMAT.factor, value: (row) => row.batchDiscount },
  { id: "valid_from", width: 110, format: FORMAT.date, value: (row) => row.validFrom },
  { id: "valid_to", width: 100, format: FORMAT.date, value: (row) => row.validTo },
  { id: "currency", width: 95, format: FORMAT.text, value: (row) => row.currency },
  { id: "tier_threshold_tokens", width: 200, format: FORMAT.count, value: (row) => row.tierThresholdTokens },
  { id: "tier_input_usd_per_mtok", width: 220, format: FORMAT.count2, value: (row) => row.tierInputUsdPerMTok },
  { id: "tier_output_usd_per_mtok", width: 230, format: FORMAT.count2, value: (row) => row.tierOutputUsdPerMTok },
  { id: "tier_cached_usd_per_mtok", width: 230, format: "#,##0.000", value: (row) => row.tierCacheReadUsdPerMTok },
];

/** What a seller asks for a model at the data's date, and what is announced, first day first. */
function offersOf({ provider, modelId }: Offer): readonly PriceRow[] {
  const rows = prices().filter((row) => {
    const isOver = row.validTo !== undefined && row.validTo <= dataDay();
    return row.provider === provider && row.modelId === modelId && row.variant === "standard" && !isOver;
  });
  if (rows.length === 0) throw new Error(`The price table has no ${provider}/${modelId}.`);
  return [...rows].sort((a, b) => a.validFrom - b.validFrom);
}

/** A sheet with the prices of some models as values, with their source: the model's own price table, to be changed at will. */
export function priceSheet(model: ModelDraft, wantedName: string, offers: readonly Offer[]): TableRef {
  const columns = COLUMNS.map((column) => ({ ...column, isInput: /_usd_|discount|valid|threshold/.test(column.id) }));
  return valueTable(
    model,
    { sheet: "Prices", table: wantedName, title: "Prices", subtitle: SUBTITLE },
    columns,
    offers.flatMap(offersOf),
  );
}

const SUBTITLE =
  "List prices as values, with their source. Change one, or add a row for your own contract: models named here are priced from here, all others by INFER's table.";

/** "Prices sheet" or INFER's table and its day: where a model's price comes from. */
export function pricedFrom(modelCell: CellRef, table: TableRef): Formula {
  return f`=IF(COUNTIF(${table.column("model")},${modelCell})>0,"sheet Prices","INFER, "&INFER.VERSION("data_as_of"))`;
}

/** A call of a function with the model's own prices where it has them, else with INFER's. */
export function priced(modelCell: CellRef, table: TableRef, call: (prices: TableRef | "") => Formula): Formula {
  return f`=IF(COUNTIF(${table.column("model")},${modelCell})>0,${call(table)},${call("")})`;
}
