import { type Focus, focus as focusRows } from "../engine/economics";
import { builtInPrices } from "./builtIn";
import { pricesOrBuiltIn } from "./call/priceTable";
import { spillTable } from "./call/spill";
import { usageTable } from "./call/usageTable";

/**
 * Usage rows as FOCUS columns, the open cost format of FinOps: one row for each model and meter, costs in USD.
 * @customfunction FOCUS
 * @param {any[][]} usage Usage with a header row: model and input_tokens, output_tokens; also date, provider, requests, cache_read_tokens, cache_write_tokens, tier, team [table].
 * @param {any[][]} [prices] Your own price table with its header row; it makes the contracted prices [table]. Default the built-in list.
 * @param {any[][]} [field] Name of one column, such as "EffectiveCost" [name].
 * @returns {any[][]} BillingPeriodStart, BillingPeriodEnd, ChargePeriodStart, ChargePeriodEnd, ProviderName, SubAccountName, ServiceCategory, ServiceSubcategory, ServiceName, ChargeCategory, ChargeDescription, SkuId, SkuPriceId, SkuMeter, PricingCategory, PricingQuantity, PricingUnit, ConsumedQuantity, ConsumedUnit, ListUnitPrice, ContractedUnitPrice, ListCost, ContractedCost, BilledCost, EffectiveCost, BillingCurrency.
 * @group Economics
 * @shape T
 * @formula ContractedCost = PricingQuantity × ContractedUnitPrice, with PricingQuantity = ConsumedQuantity ÷ 1,000,000
 * @remarks input_tokens includes cached tokens, each charged once; a column uncached_input_tokens leaves them out. reasoning_tokens count on top of output_tokens. Names that providers give these columns in their exports are understood.
 * @remarks Prices are those of each row's date, else of the date of the data. The average prompt, input over requests, decides on long-context prices.
 * @remarks ListUnitPrice is the built-in list price, ContractedUnitPrice that of prices. EffectiveCost and BilledCost equal ContractedCost: commitments and credits are not known here.
 * @remarks Column ids are of FOCUS 1.2. Dates are day numbers, as Excel keeps them; periods end with the day after the last. A row that cannot be priced says why in its price and cost cells.
 * @example =INFER.FOCUS({"model","input_tokens","output_tokens";"my-model",2000000,500000}, {"model","input_usd_per_mtok","output_usd_per_mtok";"my-model",2.5,10}, "EffectiveCost") → 5
 * @example =INFER.FOCUS({"model","input_tokens","output_tokens";"gpt-4o",2000000,500000}) → BillingPeriodStart
 */
export function focus(usage: any[][], prices?: any[][], field?: any[][]): any[][] {
  return spillTable(
    { usage, prices },
    { usage: usageTable, prices: pricesOrBuiltIn },
    (given: Focus) => focusRows(given, builtInPrices()),
    field,
  );
}
