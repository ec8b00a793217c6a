import type { Usage } from "../../engine/economics";
import { badArgument } from "../../engine/errors";
import { checkSize } from "./cells";
import { type OwnColumn, type OwnTable, ownTable } from "./ownTable";
import type { RangeReader } from "./readers";

/** Columns of a usage table, under the names that providers' own exports give them. */
const COLUMNS: readonly OwnColumn[] = [
  { id: "model", aliases: ["model_id", "model_name", "snapshot_id", "model_version"], required: true },
  { id: "provider", aliases: ["seller", "vendor"] },
  { id: "tier", aliases: ["service_tier"] },
  {
    id: "date",
    aliases: ["day", "usage_date", "usage_date_utc", "start_date", "start_time_iso", "period_start"],
  },
  { id: "end_date", aliases: ["last_day", "period_end"] },
  { id: "requests", aliases: ["num_model_requests", "num_requests", "n_requests", "request_count", "calls"] },
  { id: "input_tokens", aliases: ["prompt_tokens", "n_context_tokens_total"] },
  { id: "uncached_input_tokens", aliases: ["usage_input_tokens_no_cache", "input_tokens_no_cache"] },
  {
    id: "cache_read_tokens",
    aliases: [
      "cached_tokens",
      "input_cached_tokens",
      "cached_input_tokens",
      "cache_read_input_tokens",
      "usage_input_tokens_cache_read",
    ],
  },
  {
    id: "cache_write_tokens",
    aliases: ["cache_creation_input_tokens", "cache_write_input_tokens", "usage_input_tokens_cache_write_5m"],
  },
  { id: "output_tokens", aliases: ["completion_tokens", "n_generated_tokens_total", "usage_output_tokens"] },
  { id: "reasoning_tokens" },
  {
    id: "account",
    aliases: ["team", "project", "project_name", "workspace", "department", "cost_center", "sub_account_name"],
  },
];

const TOKEN_COLUMNS = [
  "input_tokens",
  "uncached_input_tokens",
  "cache_read_tokens",
  "cache_write_tokens",
  "output_tokens",
  "reasoning_tokens",
] as const;

/** `usage`: rows of a model's tokens, with a header row. */
export const usageTable: RangeReader<readonly Usage[]> = {
  scope: "range",
  read(range, name) {
    if (range === undefined) throw badArgument(`${name} is missing.`);
    checkSize(name, range);
    const table = ownTable(range, name, COLUMNS);
    if (!TOKEN_COLUMNS.some((column) => table.has(column))) {
      throw badArgument(`${name} needs a column of tokens: ${TOKEN_COLUMNS.join(", ")}.`);
    }
    const rows: Usage[] = [];
    for (let row = 0; row < table.rowCount; row++) if (!table.isBlankRow(row)) rows.push(usageOf(table, row, name));
    if (rows.length === 0) throw badArgument(`${name} has a header row and no usage below it.`);
    return rows;
  },
};

function usageOf(table: OwnTable, row: number, name: string): Usage {
  const place = `${name} row ${row + 2}`;
  const model = table.text(row, "model");
  if (model === undefined) throw badArgument(`${place} has no model.`);
  const count = (column: string): number | undefined => {
    const value = table.number(row, column);
    if (value !== undefined && !(value >= 0))
      throw badArgument(`${place}, ${column} must be 0 or more; you gave ${value}.`);
    return value;
  };
  return {
    model,
    provider: table.text(row, "provider"),
    tier: table.text(row, "tier"),
    date: table.date(row, "date"),
    endDate: table.date(row, "end_date"),
    requests: count("requests"),
    inputTokens: count("input_tokens"),
    uncachedInputTokens: count("uncached_input_tokens"),
    cacheReadTokens: count("cache_read_tokens"),
    cacheWriteTokens: count("cache_write_tokens"),
    outputTokens: count("output_tokens"),
    reasoningTokens: count("reasoning_tokens"),
    account: table.text(row, "account"),
  };
}
