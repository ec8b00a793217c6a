import { fact } from "../engine/reference/fact";
import { sourceOf } from "../engine/reference/source";
import { referenceTable } from "../engine/reference/table";
import { versionRow } from "../engine/reference/version";
import { about, builtInPrices, builtInRents, builtInTable, builtInTables } from "./builtIn";
import { builtIn, identity, optionalDate, optionalText, text } from "./call/readers";
import { spillRecord, spillTable } from "./call/spill";
import { spread } from "./call/spread";

/**
 * One figure of an accelerator from our table, in the unit its column names.
 * @customfunction GPU
 * @param {any[][]} gpu Accelerator, such as "H100" [name].
 * @param {any[][]} field Column of the gpus table, such as "memory_gb", "mem_bandwidth_gb_s", "bf16_dense_tflops", "tdp_w", "system_usd" [name].
 * @returns {any[][]} The value of that column.
 * @group Reference
 * @shape B
 * @formula the row of gpu, the column of field
 * @remarks TFLOPS are dense, bandwidth is one way, power is the chip's limit. A figure that no source gives is #N/A, never 0.
 * @example =INFER.GPU("H100", "memory_gb") → 80
 */
export function gpu(gpu: any[][], field: any[][]): any[][] {
  return spread(
    { gpu, field },
    { gpu: identity, field: text },
    (asked: { readonly gpu: string; readonly field: string }) =>
      fact({ table: builtInTable("gpus"), argument: "gpu", noun: "accelerator", name: asked.gpu, field: asked.field }),
  );
}

/**
 * One figure of an open-weight model from our table, in the unit its column names.
 * @customfunction MODEL
 * @param {any[][]} model Open-weight model, such as "llama-3.3-70b" [name].
 * @param {any[][]} field Column of the models table, such as "total_params_b", "active_params_b", "layers", "context_max" [name].
 * @returns {any[][]} The value of that column.
 * @group Reference
 * @shape B
 * @formula the row of model, the column of field
 * @remarks Architectures are published for open-weight models only; what closed models cost is in PRICE.
 * @example =INFER.MODEL("llama-3.3-70b", "layers") → 80
 */
export function model(model: any[][], field: any[][]): any[][] {
  return spread(
    { model, field },
    { model: identity, field: text },
    (asked: { readonly model: string; readonly field: string }) =>
      fact({
        table: builtInTable("models"),
        argument: "model",
        noun: "open-weight model",
        name: asked.model,
        field: asked.field,
      }),
  );
}

/**
 * One figure of a region from our table: electricity, grid carbon, renewables, PUE or water, in the unit its column names.
 * @customfunction REGION
 * @param {any[][]} region Region, state, grid or country, such as "Sweden" [name].
 * @param {any[][]} field Column of the regions table, such as "electricity_usd_per_kwh", "carbon_gco2e_per_kwh", "pue_typical" [name].
 * @returns {any[][]} The value of that column.
 * @group Reference
 * @shape B
 * @formula the row of region, the column of field
 * @example =INFER.REGION("us-va-tx", "carbon_gco2e_per_kwh") → 418
 */
export function region(region: any[][], field: any[][]): any[][] {
  return spread(
    { region, field },
    { region: identity, field: text },
    (asked: { readonly region: string; readonly field: string }) =>
      fact({
        table: builtInTable("regions"),
        argument: "region",
        noun: "region",
        name: asked.region,
        field: asked.field,
      }),
  );
}

/**
 * A reference table with its headers, each row with source, day and evidence; units stand in the column names.
 * @customfunction TABLE
 * @param {any[][]} name Name of the table: prices, gpus, rents, models, regions, dc_efficiency, workloads, levers, business_models, applications, deployments, countries, demand, measurements, verdicts, risk_models or claims [name].
 * @param {any[][]} [filter] Conditions such as "status=current; provider=openai|azure; input_usd_per_mtok<1" [text]. Default none.
 * @param {any[][]} [as_of] Keep prices that held on this day, of other tables the rows seen by then [date]. Default all days.
 * @param {any[][]} [field] Name of one column to get alone, or several as {"a","b"} [name].
 * @returns {any[][]} The table's columns under their headers.
 * @group Reference
 * @shape T
 * @formula the rows that meet every condition
 * @remarks Conditions use = <> < <= > >= and ~ (contains); | separates alternatives; dates are written 2026-01-31. Rows that rest on general knowledge carry the evidence "recalled (unverified)".
 * @example =ROWS(INFER.TABLE("verdicts", , , "verdict")) → 6
 * @example =INFER.TABLE("prices", "provider=openai; model_id=gpt-4o") → key
 */
export function table(name: any[][], filter?: any[][], as_of?: any[][], field?: any[][]): any[][] {
  return spillTable(
    { name, filter, as_of, tables: undefined },
    { name: identity, filter: optionalText, as_of: optionalDate, tables: builtIn(builtInTables) },
    referenceTable,
    field,
  );
}

/**
 * Where a row of a table, or one value of it, comes from; the value in the unit of its column.
 * @customfunction SOURCE
 * @param {any[][]} table Name of the table, such as "prices" [name].
 * @param {any[][]} id Row, such as "gpt-4o"; or one value, such as "gpt-4o.output" or "h100-sxm.tdp_w"; for rents an accelerator, such as "H100" [name].
 * @param {any[][]} [field] Name of one column to get alone [name].
 * @returns {any[][]} value, source, url, as_of, status (list, measured, estimate, claim, disputed, projected), evidence, conflict, note.
 * @group Reference
 * @shape T
 * @formula the provenance columns of the row
 * @remarks "market/…" prices are a median: the note lists the sellers behind it.
 * @remarks A price row's own key, such as "google|gemini-4-argon|standard|2026-12-01", names that row; one announced for a later day has the status projected, and the note of its model says when it begins.
 * @example =INFER.SOURCE("prices", "gpt-4o", "evidence") → verified
 */
export function source(table: any[][], id: any[][], field?: any[][]): any[][] {
  return spillRecord(
    { table, id, tables: undefined, prices: undefined, rents: undefined },
    {
      table: identity,
      id: identity,
      tables: builtIn(builtInTables),
      prices: builtIn(builtInPrices),
      rents: builtIn(builtInRents),
    },
    sourceOf,
    field,
  );
}

/**
 * Version of the add-in, the date of its data, and how many rows each table has.
 * @customfunction VERSION
 * @param {any[][]} [field] Name of one column to get alone, such as "data_as_of" [name].
 * @returns {any[][]} version, data_as_of, own_rows (rows a company's build laid over the built-in ones), functions, and the number of rows of each table.
 * @group Reference
 * @shape T
 * @formula counted from the tables as built
 * @example =INFER.VERSION("gpus")>40 → TRUE
 */
export function version(field?: any[][]): any[][] {
  return spillRecord(
    { tables: undefined, about: undefined },
    { tables: builtIn(builtInTables), about: builtIn(about) },
    versionRow,
    field,
  );
}
