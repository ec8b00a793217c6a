/**
 * The fitted parameters of the serving model as data. Equations and their fit are in docs/methodology/serving.md.
 * Seconds, bytes and FLOP throughout; shares are 0..1.
 */
export interface ServingParameters {
  /** ISO date of the fit. */
  readonly asOf: string;
  readonly source: string;
  readonly common: CommonParameters;
  readonly families: Readonly<Record<string, FamilyParameters>>;
  readonly stacks: Readonly<Record<string, StackParameters>>;
  readonly chips: Readonly<Record<string, ChipParameters>>;
}

/** What holds for every accelerator. */
export interface CommonParameters {
  /** Fixed time of one decode step. */
  readonly stepS: number;
  /** Time each sequence of the batch adds to a step: sampling, scheduling. */
  readonly sequenceS: number;
  /** A mixture-of-experts layer's fixed time as a multiple of a dense layer's. */
  readonly expertLayerFactor: number;
  /** Routed weights stream this much faster than dense ones: long contiguous reads. */
  readonly expertBandwidthFactor: number;
  /** Share of the dense compute rate that grouped products over experts reach. */
  readonly expertComputeShare: number;
  /** Share of the weights' bandwidth that reads of the KV cache reach. */
  readonly kvBandwidthShare: number;
  /** Share of the fp4 peak that is usable where that peak is above 4.6 PFLOP/s. */
  readonly fp4ComputeShare: number;
  /** Share of the link's one-way bandwidth that all-reduces reach. */
  readonly linkShare: number;
  /** Memory each accelerator holds back for activations and the runtime. */
  readonly reservedBytes: number;
  /** Share of the free memory that holds KV cache. */
  readonly kvMemoryShare: number;
  /** Most sequences a scheduler keeps in one attention rank when nobody sets a concurrency. */
  readonly sequencesPerRank: number;
  /** Idle share each further pipeline stage adds. */
  readonly pipelineBubble: number;
  /** How far the rate falls under MLPerf's server and interactive latency rules. */
  readonly serverFactor: number;
  readonly interactiveFactor: number;
}

export interface FamilyParameters {
  readonly name: string;
  /** Fraction of the peak memory bandwidth that decoding reaches. */
  readonly bandwidthShare: number;
  /** Fraction of the peak arithmetic rate. */
  readonly computeShare: number;
  /** Fixed time per layer. */
  readonly layerS: number;
  /** Latency of one all-reduce, times log2 of the group's size. */
  readonly allReduceS: number;
  /** Band that holds 80 % of measured ÷ predicted. */
  readonly low: number;
  readonly high: number;
  /** True where fp4 weights meet fp4 arithmetic; elsewhere they are widened to bf16 first. */
  readonly fp4Arithmetic: boolean;
  /** Measurements behind the four scalars. */
  readonly rows: number;
}

export interface StackParameters {
  readonly aliases?: readonly string[];
  /** Time of a step relative to TensorRT-LLM 1.x. */
  readonly timeFactor: number;
  /** Correction of the factor by family, where measurements show one. */
  readonly familyFactor?: Readonly<Record<string, number>>;
  /** Fixed part of the time to first token. */
  readonly firstTokenS: number;
  /** Weight of the queue for prefill in the time to first token. */
  readonly firstTokenQueue: number;
}

export interface ChipParameters {
  readonly family: string;
  /** Measurements of this very chip behind the fit. */
  readonly rows: number;
  /** The figures the fit used. Where absent, the accelerator table's stand. */
  readonly figures?: FittedFigures;
}

export interface FittedFigures {
  readonly bandwidthTBPerS: number;
  readonly memoryGB: number;
  readonly bf16Tflops: number;
  readonly fp8Tflops: number;
  readonly fp4Tflops: number;
  /** One way. */
  readonly linkGBPerS: number;
  readonly tdpW: number;
}

/** Measured ÷ predicted where no measurement stands behind the chip: from leaving one family out of the fit. */
export const UNMEASURED_BAND = { low: 0.6, high: 1.6 } as const;
