/**
 * Names of columns in the exports of those who bill for inference. A name stands for every way to write it: case, blanks,
 * underscores and slashes do not count. Where the names come from: docs/imports.md.
 */

/** What a column is put into the table as: days and texts make groups, numbers are added. */
export interface Part {
  /** The header it gets. */
  readonly header: string;
  /** Names in the file, the first found counts. */
  readonly names: readonly string[];
  /** Words of the file, in small letters, that have another name here. */
  readonly as?: Readonly<Record<string, string>>;
  /** A column that, where it holds "true", says the word instead. */
  readonly unless?: { readonly names: readonly string[]; readonly word: string };
}

export interface Format {
  readonly title: string;
  /** The file is of this format where it has one column of each. */
  readonly needs: readonly (readonly string[])[];
  readonly day: readonly string[];
  readonly model: readonly string[];
  readonly account: readonly string[];
  /** Texts that must not be mixed: units, currencies, tiers. */
  readonly apart: readonly Part[];
  readonly sums: readonly Part[];
}

const part = (header: string, ...names: string[]): Part => ({ header, names });

export const FORMATS: readonly Format[] = [
  {
    title: "OpenAI usage",
    needs: [["start_time_iso", "start_time"], ["num_model_requests"], ["input_tokens"]],
    day: ["start_time_iso", "start_time"],
    model: ["model"],
    account: ["project_name", "project_id"],
    apart: [
      {
        header: "tier",
        names: ["service_tier"],
        as: { default: "standard", auto: "standard" },
        unless: { names: ["batch"], word: "batch" },
      },
    ],
    sums: [
      part("requests", "num_model_requests"),
      part("input_tokens", "input_tokens"),
      part("cache_read_tokens", "input_cached_tokens"),
      part("output_tokens", "output_tokens"),
      part("input_audio_tokens", "input_audio_tokens"),
      part("output_audio_tokens", "output_audio_tokens"),
    ],
  },
  {
    title: "OpenAI costs",
    needs: [["start_time_iso", "start_time"], ["amount_value"]],
    day: ["start_time_iso", "start_time"],
    model: ["line_item"],
    account: ["project_name", "project_id"],
    apart: [part("currency", "amount_currency"), part("unit", "quantity_unit")],
    sums: [part("cost", "amount_value"), part("quantity", "quantity")],
  },
  {
    title: "Anthropic usage",
    needs: [["usage_date_utc"], ["usage_input_tokens_no_cache"]],
    day: ["usage_date_utc"],
    model: ["model_version", "model"],
    account: ["workspace"],
    apart: [part("tier", "usage_type"), part("context_window", "context_window")],
    sums: [
      part("uncached_input_tokens", "usage_input_tokens_no_cache"),
      part("cache_write_tokens", "usage_input_tokens_cache_write_5m"),
      part("cache_write_1h_tokens", "usage_input_tokens_cache_write_1h"),
      part("cache_read_tokens", "usage_input_tokens_cache_read"),
      part("output_tokens", "usage_output_tokens"),
      part("web_searches", "web_search_count"),
    ],
  },
  {
    title: "Anthropic costs",
    needs: [["usage_date_utc"], ["cost_usd"]],
    day: ["usage_date_utc"],
    model: ["model", "model_version"],
    account: ["workspace"],
    apart: [part("token_type", "token_type"), part("usage_type", "usage_type")],
    sums: [part("cost_usd", "cost_usd")],
  },
  {
    title: "FOCUS",
    needs: [["ChargePeriodStart"], ["BilledCost", "EffectiveCost"]],
    day: ["ChargePeriodStart"],
    model: ["SkuMeter", "ChargeDescription", "ResourceName", "SkuId", "ServiceName"],
    account: ["SubAccountName", "SubAccountId"],
    apart: [
      part("ServiceName", "ServiceName"),
      part("ConsumedUnit", "ConsumedUnit"),
      part("BillingCurrency", "BillingCurrency"),
    ],
    sums: [
      part("ConsumedQuantity", "ConsumedQuantity"),
      part("ListCost", "ListCost"),
      part("ContractedCost", "ContractedCost"),
      part("EffectiveCost", "EffectiveCost"),
      part("BilledCost", "BilledCost"),
    ],
  },
  {
    title: "AWS cost and usage report",
    needs: [["lineItem/UsageStartDate"], ["lineItem/UnblendedCost"]],
    day: ["lineItem/UsageStartDate"],
    model: ["lineItem/UsageType"],
    account: ["lineItem/UsageAccountName", "lineItem/UsageAccountId"],
    apart: [
      part("service", "lineItem/ProductCode"),
      part("unit", "pricing/unit"),
      part("currency", "lineItem/CurrencyCode"),
    ],
    sums: [part("quantity", "lineItem/UsageAmount"), part("cost", "lineItem/UnblendedCost")],
  },
  {
    title: "Azure costs",
    needs: [
      ["MeterName", "MeterSubCategory"],
      ["CostInBillingCurrency", "PreTaxCost"],
    ],
    day: ["Date", "UsageDate", "UsageDateTime"],
    model: ["MeterName", "MeterSubCategory"],
    account: ["ResourceGroup", "ResourceGroupName", "SubscriptionName", "SubscriptionId"],
    apart: [
      part("service", "MeterCategory", "ConsumedService"),
      part("unit", "UnitOfMeasure"),
      part("currency", "BillingCurrency", "BillingCurrencyCode", "Currency"),
    ],
    sums: [part("quantity", "Quantity", "UsageQuantity"), part("cost", "CostInBillingCurrency", "PreTaxCost")],
  },
  {
    title: "Google Cloud billing",
    needs: [
      ["SKU description", "sku.description"],
      ["Cost", "Cost ($)", "Unrounded cost", "Unrounded cost ($)"],
    ],
    day: ["Usage start date", "usage_start_time", "usage_start_date"],
    model: ["SKU description", "sku.description"],
    account: ["Project name", "project.name", "Project ID", "project.id"],
    apart: [
      part("service", "Service description", "service.description"),
      part("unit", "Usage unit", "usage.unit"),
      part("currency", "Currency"),
    ],
    sums: [
      part("quantity", "Usage amount", "usage.amount"),
      part("cost", "Unrounded cost", "Unrounded cost ($)", "Cost", "Cost ($)"),
    ],
  },
];

/** Any other file: names that people give such columns. */
export const GENERIC: Format = {
  title: "another file",
  needs: [],
  day: ["date", "day", "usage_date", "start_date", "start_time", "timestamp", "created_at", "period_start", "time"],
  model: ["model", "model_id", "model_name", "deployment", "sku", "service", "product", "description", "line_item"],
  account: ["team", "project", "project_name", "workspace", "department", "cost_center", "account", "api_key", "user"],
  apart: [part("provider", "provider", "vendor"), part("unit", "unit"), part("currency", "currency")],
  sums: [
    part("requests", "requests", "num_requests", "n_requests", "request_count", "calls"),
    part("input_tokens", "input_tokens", "prompt_tokens", "n_context_tokens_total"),
    part("cache_read_tokens", "cache_read_tokens", "cached_tokens", "cache_read_input_tokens"),
    part("cache_write_tokens", "cache_write_tokens", "cache_creation_input_tokens"),
    part("output_tokens", "output_tokens", "completion_tokens", "n_generated_tokens_total"),
    part("quantity", "quantity", "usage_amount"),
    part("cost", "cost", "cost_usd", "amount", "total_cost", "spend"),
  ],
};

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}$]/gu, "");

/** Positions of columns by any way to write their names. */
export function columnFinder(headers: readonly string[]): (names: readonly string[]) => number {
  const known = headers.map(plain);
  return (names) => {
    const found = names.map((name) => known.indexOf(plain(name))).find((at) => at >= 0);
    return found ?? -1;
  };
}

export function formatOf(headers: readonly string[]): Format {
  const find = columnFinder(headers);
  return FORMATS.find(({ needs }) => needs.every((names) => find(names) >= 0)) ?? GENERIC;
}
