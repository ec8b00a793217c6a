/**
 * The shapes of the tables. Types only: the engine may import this file and nothing else of `src/data`.
 *
 * Everywhere: `undefined` is "unknown", never 0. Dates are Excel serial day numbers (1900 system). Shares are 0..1.
 */

/** One cell of a table. `undefined`: unknown. A date is its Excel serial day number. */
export type CellValue = number | string | boolean | undefined;

export type ColumnKind = "number" | "text" | "date" | "boolean";

export interface Column {
  /** Header on the sheet: snake_case with its unit. */
  readonly id: string;
  readonly kind: ColumnKind;
  readonly unit?: string;
  /** One line for tooltips and docs. */
  readonly description: string;
}

export interface Table {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The newest as-of date of its rows, ISO; partial (2025, 2025-03) where the rows know no better. */
  readonly asOf: string;
  /** Columns whose values together name a row. */
  readonly keyColumns: readonly string[];
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** Position of a column by its exact id, or -1. */
  columnIndex(id: string): number;
  cell(row: number, column: number): CellValue;
}

/**
 * How well a row is founded. verified: two or more independent public sources agree. single: one source.
 * conflict: the chosen source is contradicted by others. checked: compared with a published configuration.
 * partial: some figures sourced, others recalled. derived: computed from other figures.
 * convention: our own rule. claim: said in the market without evidence. recalled: general knowledge, shown as "unverified".
 */
export type Evidence =
  | "verified"
  | "single"
  | "conflict"
  | "checked"
  | "partial"
  | "derived"
  | "convention"
  | "claim"
  | "recalled";

/** What kind of statement a row is; the word SOURCE shows. The rule is in docs/sources.md. */
export type SourceStatus = "list" | "measured" | "estimate" | "claim" | "disputed";

export interface Provenance {
  readonly table: string;
  /** The row's key, parts joined with "|". */
  readonly id: string;
  readonly source: string;
  /** First web address named in the source, if any. */
  readonly url?: string;
  /** ISO date, possibly partial. */
  readonly asOf: string;
  readonly evidence: Evidence;
  readonly status: SourceStatus;
  /** True for what rests on general knowledge: show "unverified" beside the value. */
  readonly unverified: boolean;
  readonly note?: string;
  readonly conflict?: string;
}

export interface Sourced {
  readonly provenance: Provenance;
}

export type PriceStatus = "current" | "legacy" | "historical" | "deprecated" | "scheduled";
export type PriceMode =
  | "chat"
  | "embedding"
  | "audio"
  | "image"
  | "realtime"
  | "moderation"
  | "audio_speech"
  | "ocr"
  | "audio_transcription";
export type PriceVariant = "standard" | "off_peak";

/** What one seller asked for one model over one period, `validFrom <= day < validTo`. */
export interface PriceRow extends Sourced {
  /** Seller id: openai, azure, deepinfra … */
  readonly provider: string;
  /** The seller's own id for the model. */
  readonly modelId: string;
  readonly displayName: string;
  /** Further names this seller's row answers to. */
  readonly aliases: readonly string[];
  readonly mode: PriceMode;
  readonly variant: PriceVariant;
  /** Seller id of the model's maker, if the maker sells its models itself. */
  readonly maker?: string;
  /** The model behind the seller's spelling, the same across sellers: `llama-3.3-70b`. */
  readonly baseModel: string;
  /** Among this seller's ids of one base model, 1 is the plain one; the market takes the lowest that has a price. */
  readonly sellerRank: number;
  readonly inputUsdPerMTok?: number;
  readonly outputUsdPerMTok?: number;
  readonly cacheReadUsdPerMTok?: number;
  readonly cacheWriteUsdPerMTok?: number;
  readonly cacheWrite1hUsdPerMTok?: number;
  /** Batch price as a multiple of the standard price, 0..1. */
  readonly batchDiscount?: number;
  readonly batchInputUsdPerMTok?: number;
  readonly batchOutputUsdPerMTok?: number;
  /** Prompts longer than this pay the tier prices for the whole request. */
  readonly tierThresholdTokens?: number;
  readonly tierInputUsdPerMTok?: number;
  readonly tierOutputUsdPerMTok?: number;
  readonly tierCacheReadUsdPerMTok?: number;
  readonly contextWindow?: number;
  readonly maxOutput?: number;
  readonly reasoning?: boolean;
  readonly validFrom: number;
  readonly validFromBasis: string;
  readonly validTo?: number;
  readonly status: PriceStatus;
  readonly currency: string;
}

export interface Accelerator extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly aliases: readonly string[];
  readonly releaseYear?: number;
  readonly status?: string;
  readonly memoryGB?: number;
  readonly memBandwidthGBPerS?: number;
  readonly bf16DenseTflops?: number;
  readonly fp8DenseTflops?: number;
  readonly fp4DenseTflops?: number;
  readonly int8Tops?: number;
  readonly tdpW?: number;
  /** Both directions together. */
  readonly interconnectGBPerSBidir?: number;
  readonly gpusPerServer?: number;
  readonly serverOverheadPowerW?: number;
  /** Server power beside the accelerators, per accelerator. */
  readonly hostWPerGpu?: number;
  readonly allInPowerKWPerGpu?: number;
  readonly priceLowUsd?: number;
  readonly priceHighUsd?: number;
  readonly priceBasis?: string;
  /** Middle of the price range × 1.3 for server and network: an estimate. */
  readonly systemUsd?: number;
}

/** Price per accelerator-hour, by term. */
export interface RentRow extends Sourced {
  readonly provider: string;
  readonly region?: string;
  readonly instanceSku?: string;
  readonly acceleratorId: string;
  readonly gpus?: number;
  /** What kind of offer: on-demand, spot, community, marketplace …; `model` and `index` are not list prices. */
  readonly tier?: string;
  readonly onDemandUsdPerGpuHour?: number;
  readonly spotUsdPerGpuHour?: number;
  readonly oneYearUsdPerGpuHour?: number;
  readonly threeYearUsdPerGpuHour?: number;
  readonly otherTerm?: string;
  readonly currency: string;
  readonly asOf: number;
}

export interface Region extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly countryIso3: string;
  readonly electricityUsdPerKWh?: number;
  readonly electricityClass?: string;
  readonly electricitySource?: string;
  readonly electricityCommercialUsdPerKWh?: number;
  readonly gridGCo2ePerKWh?: number;
  readonly gridSource?: string;
  readonly gridAltGCo2ePerKWh?: number;
  readonly gridAltSource?: string;
  /** Shares 0..1 (the table's columns are percentages). */
  readonly renewableShare?: number;
  readonly carbonFreeShare?: number;
  readonly pueTypical?: number;
  readonly pueBasis?: string;
  readonly wueOnsiteLPerKWh?: number;
  readonly wueOffsiteLPerKWh?: number;
  readonly wueSource?: string;
  /** True where the tariff is general knowledge. */
  readonly electricityUnverified: boolean;
}

/** Architecture of an open-weight model, as the serving equations need it. */
export interface ModelSpec extends Sourced {
  /** Kebab-case: `llama-3.3-70b`. */
  readonly id: string;
  /** The table's spelling: `Llama-3.3-70B`. */
  readonly model: string;
  readonly aliases: readonly string[];
  readonly vendor: string;
  readonly release: string;
  readonly totalParamsB: number;
  readonly activeParamsB: number;
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly attention: string;
  readonly fullAttnLayers: number;
  readonly windowAttnLayers: number;
  readonly windowTokens: number;
  readonly expertsTotal: number;
  readonly expertsActive: number;
  readonly expertsShared: number;
  readonly moeLayers: number;
  readonly moeInter: number;
  readonly ffnMats: number;
  readonly vocab: number;
  readonly contextMax: number;
  readonly licence: string;
  readonly kvElemsPerLayerToken: number;
  readonly kvBytesPerTokenFullBf16: number;
  readonly kvBytesPerTokenWindowBf16: number;
  readonly routedParamsB: number;
  readonly otherParamsB: number;
}

/** One published serving measurement. */
export interface Measurement extends Sourced {
  readonly rowId: number;
  readonly model: string;
  /** Id in `models`. */
  readonly modelId: string;
  readonly paramsTotalB: number;
  readonly paramsActiveB: number;
  readonly precision: string;
  readonly kvPrecisionBits: number;
  /** The source's name of the accelerator. */
  readonly accelerator: string;
  /** Id in `gpus`. */
  readonly acceleratorId: string;
  readonly accelerators: number;
  readonly tensorParallel?: number;
  readonly pipeline: number;
  readonly attentionDp: number;
  readonly expertParallel: number;
  readonly engine: string;
  readonly inputTok?: number;
  readonly outputTok?: number;
  readonly meanLenRatio: number;
  readonly concurrency?: number;
  readonly scenario: string;
  readonly outputTokPerS?: number;
  readonly inputTokPerS?: number;
  readonly ttftMs?: number;
  readonly tpotMs?: number;
  readonly powerW?: number;
}

/** One measure of a named workload profile, low–base–high. */
export interface WorkloadMeasure extends Sourced {
  readonly profile: string;
  readonly displayName: string;
  readonly measure: string;
  readonly low?: number;
  readonly base?: number;
  readonly high?: number;
  readonly unit: string;
}

/** What a lever is said to bring, beside independent evidence. */
export interface Lever extends Sourced {
  readonly id: string;
  readonly lever: string;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly kind: string;
  readonly claimedSource?: string;
  readonly independentLow?: number;
  readonly independentHigh?: number;
  readonly independentEvidence?: string;
  readonly independentSource?: string;
}

export interface BusinessModel extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly revenuePerRequestLowUsd?: number;
  readonly revenuePerRequestHighUsd?: number;
  readonly costPerRequestLowUsd?: number;
  readonly costPerRequestHighUsd?: number;
  readonly claimedMarginLowPct?: number;
  readonly claimedMarginHighPct?: number;
  readonly claimedVerdict?: string;
  readonly impliedMarginLowPct?: number;
  readonly impliedMarginHighPct?: number;
}

/** Margin from which (inclusive) a verdict holds, up to the next one. Subsidy has no margin: revenue is 0. */
export interface VerdictThreshold extends Sourced {
  readonly id: string;
  readonly verdict: string;
  readonly marginFrom?: number;
  readonly marginTo?: number;
  readonly condition: string;
}

export type ClaimVerdict = "follows" | "does not follow" | "depends";

/** A figure repeated in the market, recomputed from its own inputs. */
export interface Claim extends Sourced {
  readonly id: string;
  readonly topic: string;
  readonly claim: string;
  readonly inputs: string;
  /** What follows from the inputs; the low end of a range. */
  readonly computed?: number;
  readonly computedHigh?: number;
  readonly unit?: string;
  readonly verdict: ClaimVerdict;
  readonly why: string;
  /** A formula that recomputes it, where one function can. */
  readonly formula?: string;
}

/** A named model for the risk functions: a formula text and its default drivers. */
export interface RiskModel extends Sourced {
  readonly id: string;
  readonly name: string;
  /** Formula text over the driver names, in Excel syntax. */
  readonly model: string;
  /** Rows "name;distribution;p1;p2;p3" joined with "|". */
  readonly drivers: string;
  readonly unit: string;
  readonly description: string;
}
