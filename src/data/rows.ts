/** The rows of each table as the engine takes them. One function a table: column ids on the right, fields on the left. */

import type { RowReader } from "./provenance";
import type {
  Accelerator,
  Application,
  BusinessModel,
  Claim,
  Country,
  DcEfficiency,
  DemandPoint,
  Lever,
  Measurement,
  ModelSpec,
  PriceRow,
  Region,
  RentRow,
  RiskModel,
  SectorDeployment,
  VerdictThreshold,
  WorkloadMeasure,
} from "./types";

/** A row whose unknown fields are still there, as undefined. */
export type Read<Row> = {
  readonly [Field in keyof Row]: Record<string, never> extends Pick<Row, Field> ? Row[Field] | undefined : Row[Field];
};

export function priceRow(r: RowReader): Read<PriceRow> {
  return {
    provider: r.theText("provider"),
    modelId: r.theText("model_id"),
    displayName: r.theText("display_name"),
    aliases: r.list("aliases"),
    mode: r.theWord("mode"),
    variant: r.theWord("price_variant"),
    maker: r.text("maker"),
    baseModel: r.theText("base_model"),
    sellerRank: r.theNumber("seller_rank"),
    inputUsdPerMTok: r.number("input_usd_per_mtok"),
    outputUsdPerMTok: r.number("output_usd_per_mtok"),
    cacheReadUsdPerMTok: r.number("cached_input_usd_per_mtok"),
    cacheWriteUsdPerMTok: r.number("cache_write_usd_per_mtok"),
    cacheWrite1hUsdPerMTok: r.number("cache_write_1h_usd_per_mtok"),
    batchDiscount: r.number("batch_discount"),
    batchInputUsdPerMTok: r.number("batch_input_usd_per_mtok"),
    batchOutputUsdPerMTok: r.number("batch_output_usd_per_mtok"),
    tierThresholdTokens: r.number("tier_threshold_tokens"),
    tierInputUsdPerMTok: r.number("tier_input_usd_per_mtok"),
    tierOutputUsdPerMTok: r.number("tier_output_usd_per_mtok"),
    tierCacheReadUsdPerMTok: r.number("tier_cached_usd_per_mtok"),
    contextWindow: r.number("context_window"),
    maxOutput: r.number("max_output"),
    reasoning: r.flag("reasoning"),
    validFrom: r.theNumber("valid_from"),
    validFromBasis: r.theText("valid_from_basis"),
    validTo: r.number("valid_to"),
    status: r.theWord("status"),
    currency: r.theText("currency"),
    provenance: r.provenance,
  };
}

export function accelerator(r: RowReader): Read<Accelerator> {
  return {
    id: r.theText("id"),
    name: r.theText("name"),
    vendor: r.theText("vendor"),
    aliases: r.list("aliases"),
    releaseYear: r.number("release_year"),
    status: r.text("status"),
    memoryGB: r.number("memory_gb"),
    memBandwidthGBPerS: r.number("mem_bandwidth_gb_s"),
    bf16DenseTflops: r.number("bf16_dense_tflops"),
    fp8DenseTflops: r.number("fp8_dense_tflops"),
    fp4DenseTflops: r.number("fp4_dense_tflops"),
    int8Tops: r.number("int8_tops"),
    tdpW: r.number("tdp_w"),
    interconnectGBPerSBidir: r.number("interconnect_gb_s_bidir"),
    gpusPerServer: r.number("gpus_per_server"),
    serverOverheadPowerW: r.number("server_overhead_power_w"),
    hostWPerGpu: r.number("host_w_per_gpu"),
    allInPowerKWPerGpu: r.number("all_in_power_kw_per_gpu"),
    priceLowUsd: r.number("price_low_usd"),
    priceHighUsd: r.number("price_high_usd"),
    priceBasis: r.text("price_basis"),
    systemUsd: r.number("system_usd"),
    provenance: r.provenance,
  };
}

export function rentRow(r: RowReader): Read<RentRow> {
  return {
    provider: r.theText("provider"),
    region: r.text("region"),
    instanceSku: r.text("instance_sku"),
    acceleratorId: r.theText("accelerator_id"),
    gpus: r.number("gpus"),
    tier: r.text("tier"),
    onDemandUsdPerGpuHour: r.number("price_per_gpu_hour_on_demand_usd"),
    spotUsdPerGpuHour: r.number("price_per_gpu_hour_spot_usd"),
    oneYearUsdPerGpuHour: r.number("price_per_gpu_hour_1yr_usd"),
    threeYearUsdPerGpuHour: r.number("price_per_gpu_hour_3yr_usd"),
    otherTerm: r.text("other_term"),
    currency: r.theText("currency"),
    asOf: r.theNumber("as_of"),
    provenance: r.provenance,
  };
}

export function region(r: RowReader): Read<Region> {
  return {
    id: r.theText("id"),
    name: r.theText("name"),
    aliases: r.list("aliases"),
    kind: r.theText("kind"),
    countryIso3: r.theText("country_iso3"),
    electricityUsdPerKWh: r.number("electricity_usd_per_kwh"),
    electricityClass: r.text("electricity_class"),
    electricitySource: r.text("electricity_source"),
    electricityCommercialUsdPerKWh: r.number("electricity_commercial_usd_per_kwh"),
    gridGCo2ePerKWh: r.number("carbon_gco2e_per_kwh"),
    gridSource: r.text("carbon_source"),
    gridAltGCo2ePerKWh: r.number("carbon_alt_gco2e_per_kwh"),
    gridAltSource: r.text("carbon_alt_source"),
    renewableShare: r.share("renewable_pct"),
    carbonFreeShare: r.share("carbon_free_pct"),
    pueTypical: r.number("pue_typical"),
    pueBasis: r.text("pue_basis"),
    wueOnsiteLPerKWh: r.number("wue_onsite_l_per_kwh"),
    wueOffsiteLPerKWh: r.number("wue_offsite_l_per_kwh"),
    wueSource: r.text("wue_source"),
    electricityUnverified: r.text("electricity_evidence") === "recalled",
    provenance: r.provenance,
  };
}

export function modelSpec(r: RowReader): Read<ModelSpec> {
  return {
    id: r.theText("id"),
    model: r.theText("model"),
    aliases: r.list("aliases"),
    vendor: r.theText("vendor"),
    release: r.theText("release"),
    totalParamsB: r.theNumber("total_params_b"),
    activeParamsB: r.theNumber("active_params_b"),
    layers: r.theNumber("layers"),
    hidden: r.theNumber("hidden"),
    heads: r.theNumber("heads"),
    kvHeads: r.theNumber("kv_heads"),
    headDim: r.theNumber("head_dim"),
    attention: r.theText("attention"),
    fullAttnLayers: r.theNumber("full_attn_layers"),
    windowAttnLayers: r.theNumber("window_attn_layers"),
    windowTokens: r.theNumber("window_tokens"),
    expertsTotal: r.theNumber("experts_total"),
    expertsActive: r.theNumber("experts_active"),
    expertsShared: r.theNumber("experts_shared"),
    moeLayers: r.theNumber("moe_layers"),
    moeInter: r.theNumber("moe_inter"),
    ffnMats: r.theNumber("ffn_mats"),
    vocab: r.theNumber("vocab"),
    contextMax: r.theNumber("context_max"),
    licence: r.theText("licence"),
    kvElemsPerLayerToken: r.theNumber("kv_elems_per_layer_token"),
    kvBytesPerTokenFullBf16: r.theNumber("kv_bytes_per_token_full_bf16"),
    kvBytesPerTokenWindowBf16: r.theNumber("kv_bytes_per_token_window_bf16"),
    routedParamsB: r.theNumber("routed_params_b"),
    otherParamsB: r.theNumber("other_params_b"),
    provenance: r.provenance,
  };
}

export function measurement(r: RowReader): Read<Measurement> {
  return {
    rowId: r.theNumber("row_id"),
    model: r.theText("model"),
    modelId: r.theText("model_id"),
    paramsTotalB: r.theNumber("params_total_b"),
    paramsActiveB: r.theNumber("params_active_b"),
    precision: r.theText("precision"),
    kvPrecisionBits: r.theNumber("kv_precision"),
    accelerator: r.theText("accelerator"),
    acceleratorId: r.theText("accelerator_id"),
    accelerators: r.theNumber("n_accelerators"),
    tensorParallel: r.number("tp"),
    pipeline: r.theNumber("pp"),
    attentionDp: r.theNumber("attention_dp"),
    expertParallel: r.theNumber("ep"),
    engine: r.theText("engine"),
    inputTok: r.number("isl_tokens"),
    outputTok: r.number("osl_tokens"),
    meanLenRatio: r.theNumber("mean_len_ratio"),
    concurrency: r.number("batch_or_concurrency"),
    scenario: r.theText("scenario"),
    outputTokPerS: r.number("output_tok_s_total"),
    inputTokPerS: r.number("input_tok_s_total"),
    ttftMs: r.number("ttft_ms"),
    tpotMs: r.number("tpot_ms"),
    powerW: r.number("power_w"),
    provenance: r.provenance,
  };
}

export function dcEfficiency(r: RowReader): Read<DcEfficiency> {
  return {
    id: r.theText("id"),
    operator: r.theText("operator"),
    scope: r.theText("scope"),
    year: r.theNumber("year"),
    pue: r.number("pue"),
    wueOnsiteLPerKWh: r.number("wue_onsite_l_per_kwh"),
    provenance: r.provenance,
  };
}

export function workloadMeasure(r: RowReader): Read<WorkloadMeasure> {
  return {
    profile: r.theText("profile"),
    displayName: r.theText("display_name"),
    measure: r.theText("measure"),
    low: r.number("low"),
    base: r.number("base"),
    high: r.number("high"),
    unit: r.theText("unit"),
    provenance: r.provenance,
  };
}

export function lever(r: RowReader): Read<Lever> {
  return {
    id: r.theText("id"),
    lever: r.theText("lever"),
    low: r.number("low"),
    high: r.number("high"),
    unit: r.theText("unit"),
    kind: r.theText("kind"),
    claimedSource: r.text("claimed_source"),
    independentLow: r.number("independent_low"),
    independentHigh: r.number("independent_high"),
    independentEvidence: r.text("independent_evidence"),
    independentSource: r.text("independent_source"),
    provenance: r.provenance,
  };
}

export function businessModel(r: RowReader): Read<BusinessModel> {
  return {
    id: r.theText("id"),
    name: r.theText("name"),
    revenuePerRequestLowUsd: r.number("rev_per_request_low_usd"),
    revenuePerRequestHighUsd: r.number("rev_per_request_high_usd"),
    costPerRequestLowUsd: r.number("cost_per_request_low_usd"),
    costPerRequestHighUsd: r.number("cost_per_request_high_usd"),
    claimedMarginLowPct: r.number("claimed_margin_low_pct"),
    claimedMarginHighPct: r.number("claimed_margin_high_pct"),
    claimedVerdict: r.text("claimed_verdict"),
    impliedMarginLowPct: r.number("implied_margin_low_pct"),
    impliedMarginHighPct: r.number("implied_margin_high_pct"),
    provenance: r.provenance,
  };
}

export function application(r: RowReader): Read<Application> {
  return {
    id: r.theText("id"),
    name: r.theText("name"),
    costLowUsd: r.number("cost_low_usd"),
    costHighUsd: r.number("cost_high_usd"),
    costUnit: r.theText("cost_unit"),
    claimedViable: r.text("claimed_viable"),
    claimedReason: r.text("claimed_reason_short"),
    provenance: r.provenance,
  };
}

export function sectorDeployment(r: RowReader): Read<SectorDeployment> {
  return {
    id: r.theText("id"),
    sector: r.theText("sector"),
    preferredDeployment: r.theText("preferred_deployment"),
    latencyMsMax: r.number("latency_ms_max"),
    reason: r.theText("reason_short"),
    example: r.theText("example"),
    provenance: r.provenance,
  };
}

export function country(r: RowReader): Read<Country> {
  return {
    id: r.theText("id"),
    name: r.theText("name"),
    inferenceStrategy: r.theText("inference_strategy"),
    investmentBnLow: r.number("investment_usd_bn_low"),
    investmentCurrency: r.text("investment_currency"),
    investmentPeriod: r.text("investment_period"),
    investmentType: r.theText("investment_type"),
    constraint: r.theText("constraint_short"),
    provenance: r.provenance,
  };
}

export function demandPoint(r: RowReader): Read<DemandPoint> {
  return {
    key: r.theText("key"),
    series: r.theText("series"),
    period: r.theText("period"),
    value: r.number("value"),
    valueHigh: r.number("value_high"),
    unit: r.theText("unit"),
    kind: r.theText("kind"),
    provenance: r.provenance,
  };
}

export function verdictThreshold(r: RowReader): Read<VerdictThreshold> {
  return {
    id: r.theText("id"),
    verdict: r.theText("verdict"),
    marginFrom: r.number("margin_from"),
    marginTo: r.number("margin_to"),
    condition: r.theText("condition"),
    provenance: r.provenance,
  };
}

export function claim(r: RowReader): Read<Claim> {
  return {
    id: r.theText("id"),
    topic: r.theText("topic"),
    claim: r.theText("claim"),
    inputs: r.theText("inputs"),
    computed: r.theText("computed"),
    unit: r.text("unit"),
    verdict: r.theWord("verdict"),
    why: r.theText("why"),
    formula: r.text("formula"),
    provenance: r.provenance,
  };
}

export function riskModel(r: RowReader): Read<RiskModel> {
  return {
    id: r.theText("id"),
    name: r.theText("name"),
    model: r.theText("model"),
    drivers: r.theText("drivers"),
    unit: r.theText("unit"),
    description: r.theText("description"),
    provenance: r.provenance,
  };
}
