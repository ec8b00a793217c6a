import type { Measurement } from "../../src/data/types";
import type { ThroughputRequest } from "../../src/engine/serving/request";

/** What THROUGHPUT is asked for a published measurement: its own deployment, lengths and load. */
export function requestOf(m: Measurement): ThroughputRequest | undefined {
  if (m.inputTok === undefined || m.outputTok === undefined || m.outputTokPerS === undefined) return undefined;
  if (/^(prefill|disagg)/.test(m.scenario) || m.acceleratorId === "groq-lpu") return undefined;
  const mlperf = m.engine === "mlperf";
  const closed = m.scenario === "closed-loop";
  return {
    model: m.modelId,
    gpu: m.acceleratorId,
    gpus: m.accelerators,
    bits: m.precision,
    // Lengths drawn at 0.8 to 1 of the nominal ones have their mean at this ratio.
    inputTokens: m.inputTok * m.meanLenRatio,
    outputTokens: Math.max(1, m.outputTok * m.meanLenRatio),
    concurrency: m.concurrency,
    stack: m.engine,
    options: {
      scenario: closed && m.concurrency === undefined ? "offline" : m.scenario,
      kvBits: m.kvPrecisionBits,
      ...(mlperf ? {} : { attentionDp: m.attentionDp, pipeline: m.pipeline }),
    },
  };
}
