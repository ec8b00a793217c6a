import { describe, expect, it } from "vitest";
import { gpus, measurements, models } from "../../../src/data";
import { DomainError } from "../../../src/engine/errors";
import { chipOf, precisionOn } from "../../../src/engine/serving/chip";
import { kvCache, minGpus, modelMemory } from "../../../src/engine/serving/memory";
import { nearestMeasured } from "../../../src/engine/serving/nearest";
import { served, type ThroughputRequest } from "../../../src/engine/serving/request";
import { roofline } from "../../../src/engine/serving/roofline";
import { capacity, gpuCount, latency } from "../../../src/engine/serving/sizing";
import { architectureNamed, chipNamed, stackNamed } from "../../../src/engine/serving/tables";
import { throughput, throughputOf } from "../../../src/engine/serving/throughput";
import { traced } from "../../../src/engine/trace";
import { tables } from "./servingTables";

const LLAMA: ThroughputRequest = { model: "llama-3.3-70b", gpu: "H100", gpus: 4, bits: "fp8", concurrency: 64 };

function refusal(request: ThroughputRequest): string {
  try {
    throughputOf(tables, request);
  } catch (thrown) {
    if (thrown instanceof DomainError) return String(thrown);
    throw thrown;
  }
  throw new Error("was not refused");
}

describe("names", () => {
  it("every accelerator, model, precision and software that was measured is accepted", () => {
    for (const m of measurements()) {
      expect(architectureNamed(tables, m.model).id, m.model).toBe(m.modelId);
      if (m.acceleratorId === "groq-lpu") continue;
      const chip = chipNamed(tables, m.accelerator);
      expect(chip.id, m.accelerator).toBe(m.acceleratorId);
      expect(precisionOn(chip, m.precision).name, `${m.precision} on ${m.accelerator}`).toBe(m.precision);
      expect(stackNamed(tables, m.engine)[0], m.engine).toBe(m.engine);
    }
  });

  it.each([
    ["NVIDIA H100", "h100-sxm"],
    ["NVIDIA H100 80GB HBM3", "h100-sxm"],
    ["NVIDIA A100-SXM4-80GB", "a100-80gb-sxm"],
    ["NVIDIA GB200 NVL72", "gb200"],
    ["AMD Instinct MI300X", "mi300x"],
    ["Intel Gaudi 3", "gaudi3"],
    ["Google TPU v6e", "tpu-v6e"],
    ["AWS Inferentia2", "inferentia2"],
  ])("%s, as drivers and vendors print it, is %s", (name, id) => {
    expect(chipNamed(tables, name).id).toBe(id);
  });

  it.each([
    [
      "an unknown model, with what was perhaps meant",
      { model: "llama-3.3-70" },
      /notFound: No model.*Did you mean "llama-3\.3-70b"/i,
    ],
    [
      "a model that is near none, with its family",
      { model: "Llama-9" },
      /notFound: No model "Llama-9" in the table. Did you mean "llama/,
    ],
    [
      "an unknown chip, with what was perhaps meant",
      { gpu: "H1000" },
      /notFound: No accelerator "H1000".*Did you mean/,
    ],
    ["Groq", { gpu: "Groq LPU" }, /noSolution: .*catalogued, not predicted/],
    ["Groq, whatever serves it", { gpu: "Groq", stack: "groq" }, /noSolution: .*catalogued, not predicted/],
    ["Cerebras", { gpu: "cerebras-wse3" }, /noSolution: .*catalogued, not predicted/],
    ["software nobody measured", { stack: "ollama" }, /notFound: No serving stack "ollama".*vllm/],
    ["a precision nobody knows", { bits: "fp5" }, /badArgument: bits must be a number or bf16/],
    ["fp8 on a chip without it", { gpu: "A100", bits: "fp8" }, /badArgument: .*no fp8 arithmetic.*int8w/],
    ["fp4 on a chip without it", { gpu: "MI300X", bits: "fp4" }, /badArgument: .*no fp4 arithmetic.*int4/],
    ["more bits than are served", { bits: 32 }, /badArgument: bits must be above 0 and at most 16/],
    [
      "a model that does not fit, with the count that does",
      { model: "llama-3.1-405b", bits: "bf16", gpus: 4 },
      /noSolution: .*812 GB.*It needs 16/,
    ],
    ["half an accelerator", { gpus: 1.5 }, /badArgument: gpus must be a whole number/],
    ["no tokens", { outputTokens: 0 }, /badArgument: output_tokens must be 1/],
    ["a scenario nobody knows", { options: { scenario: "burst" } }, /badArgument: scenario must be "closed_loop"/],
    [
      "a fixed batch without its size",
      { concurrency: undefined, options: { scenario: "offline_static" } },
      /concurrency is missing/,
    ],
    ["4-bit caches", { options: { kvBits: 4 } }, /badArgument: kv_bits must be 8 or 16/],
    ["a prefix hit in percent", { options: { prefixHit: 60 } }, /prefix_hit must be 0 to 1.*0\.6/],
    [
      "stages that do not divide the accelerators",
      { options: { pipeline: 3 } },
      /gpus must be a multiple of pipeline × attention_dp, 3/,
    ],
    [
      "a latency no count reaches",
      { concurrency: undefined, tpotMs: 0.5 },
      /noSolution: tpot_ms 0.5 cannot be met by 4/,
    ],
  ])("refuses %s", (_what, change, sentence) => {
    expect(refusal({ ...LLAMA, ...change } as ThroughputRequest)).toMatch(sentence);
  });
});

describe("choices left to the model", () => {
  it("without a count it takes the smallest power of two that fits", () => {
    expect(throughputOf(tables, { model: "llama-3.1-8b", gpu: "H100" }).gpus).toBe(1);
    expect(throughputOf(tables, { model: "llama-3.3-70b", gpu: "H100" }).gpus).toBe(2);
    expect(throughputOf(tables, { model: "deepseek-r1", gpu: "H100", bits: "fp8" }).gpus).toBe(16);
  });

  it("without a concurrency it takes the most that meets both latencies, and one more would not", () => {
    for (const [tpotMs, ttftMs] of [
      [15, undefined],
      [30, undefined],
      [40, 250],
    ] as const) {
      const request = { ...LLAMA, concurrency: undefined, tpotMs, options: { ttftMs } };
      const best = throughputOf(tables, request);
      const more = throughputOf(tables, { ...LLAMA, concurrency: best.batch + 1 });
      expect(best.tpotMs).toBeLessThanOrEqual(tpotMs);
      expect(best.ttftMs).toBeLessThanOrEqual(ttftMs ?? Number.POSITIVE_INFINITY);
      expect(more.tpotMs > tpotMs || more.ttftMs > (ttftMs ?? Number.POSITIVE_INFINITY)).toBe(true);
    }
  });

  it("without a bound it serves as many as memory holds", () => {
    const whole = throughput(tables, { ...LLAMA, concurrency: undefined });
    expect(whole["maxConcurrency"]).toBe(Math.floor(Number(whole["batch"])));
  });

  it("numbers of bits are the arithmetic the chip has", () => {
    const names = (gpu: string) => [16, 8, 4, 6].map((bits) => precisionOn(chipNamed(tables, gpu), bits).name);
    expect(names("B200")).toEqual(["bf16", "fp8", "fp4", "6-bit"]);
    expect(names("H100")).toEqual(["bf16", "fp8", "int4", "6-bit"]);
    expect(names("A100")).toEqual(["bf16", "int8w", "int4", "6-bit"]);
  });

  it("MLPerf systems run a copy on each group: eight H200 serve Llama-2-70B eight times", () => {
    const one = throughputOf(tables, { model: "Llama-2-70B", gpu: "H200", gpus: 1, bits: "fp8", stack: "mlperf" });
    const eight = throughputOf(tables, { model: "Llama-2-70B", gpu: "H200", gpus: 8, bits: "fp8", stack: "mlperf" });
    expect(eight.outputTokPerS / one.outputTokPerS).toBeCloseTo(8, 9);
    expect(eight.gpus).toBe(8);
  });

  it("MLPerf's rule holds too where its rows name a single stage and group", () => {
    for (const [model, gpu, bits] of [
      ["Llama-2-70B", "H200", "fp8"],
      ["DeepSeek-R1", "GB200", "fp4"],
    ] as const) {
      const request = { model, gpu, gpus: 8, bits, stack: "mlperf" };
      const named = throughputOf(tables, { ...request, options: { pipeline: 1, attentionDp: 1 } });
      expect(named).toEqual(throughputOf(tables, request));
    }
  });

  it("says that no count meets a bound, and what comes nearest", () => {
    const unbounded = { model: "llama-3.3-70b", gpu: "H100", bits: "bf16" };
    const sentence = refusal({ ...unbounded, tpotMs: 5 });
    const [, count, leastMs] = /by any number of .*: the best, (\d+) of them, take ([\d.]+) ms/.exec(sentence) ?? [];
    const alone = throughputOf(tables, { ...unbounded, gpus: Number(count), concurrency: 1 });
    expect(alone.tpotMs).toBeCloseTo(Number(leastMs), 1);
    for (const gpus of [2, 4, 8, 16, 32, 64]) {
      const other = throughputOf(tables, { ...unbounded, gpus, concurrency: 1 });
      expect(other.tpotMs).toBeGreaterThanOrEqual(alone.tpotMs);
    }
    expect(refusal({ ...unbounded, options: { ttftMs: 1 } })).toMatch(/ttft_ms 1 cannot be met by any number of/);
  });

  it("refuses a request whose cache no memory holds, with the count that does", () => {
    const long = { model: "llama-3.3-70b", gpu: "H100", bits: "fp8", inputTokens: 2_000_000, outputTokens: 1000 };
    const needed = Number(/It needs (\d+)/.exec(refusal({ ...long, gpus: 4, concurrency: 1 }))?.[1]);
    expect(needed).toBe(8);
    expect(throughputOf(tables, { ...long, gpus: needed, concurrency: 1 }).batch).toBe(1);
    expect(throughputOf(tables, { ...long, concurrency: 1 }).gpus).toBe(needed);
    const alone = { ...long, gpus: 8, concurrency: 1, options: { attentionDp: 8 } };
    expect(refusal(alone)).toMatch(/no memory for the cache of one request of 2,001,000 tokens/);
  });

  it("says capacity where requests queue for memory", () => {
    expect(throughputOf(tables, { ...LLAMA, concurrency: 5000 }).bound).toBe("capacity");
    expect(throughputOf(tables, { ...LLAMA, concurrency: 1 }).bound).toBe("weights");
    expect(throughputOf(tables, { ...LLAMA, concurrency: 8, inputTokens: 30_000, outputTokens: 50 }).bound).toBe(
      "prefill",
    );
  });
});

describe("an explanation", () => {
  it("gives parts of the decode step that add up to it, and the rows looked up", () => {
    const { trace } = traced(() => throughputOf(tables, LLAMA));
    const value = (name: string) => Number(trace.steps.find((step) => step.name === name)?.value);
    const parts = trace.steps.filter(({ name }) => name.startsWith("step: "));
    expect(parts).toHaveLength(5);
    expect(parts.reduce((sum, part) => sum + Number(part.value), 0)).toBeCloseTo(value("decode step"), 9);
    expect(trace.lookups.map(({ row }) => row)).toEqual(["llama-3.3-70b", "h100-sxm"]);
  });
});

describe("the nearest measured row", () => {
  it("is a measured row itself, at distance 0, when asked for", () => {
    const row = measurements().find(({ rowId }) => rowId === 1308);
    if (row === undefined) throw new Error("row 1308 is gone");
    const service = served(tables, {
      model: row.modelId,
      gpu: row.accelerator,
      gpus: row.accelerators,
      bits: row.precision,
      inputTokens: row.inputTok,
      outputTokens: row.outputTok,
      concurrency: row.concurrency,
      stack: row.engine,
    });
    const nearest = nearestMeasured(service, measurements(), tables.parameters);
    expect(nearest?.distance).toBe(0);
    expect(nearest?.measurement.outputTokPerS).toBe(row.outputTokPerS);
  });

  it("is looked up only where its field or the whole record is wanted", () => {
    expect(throughput(tables, { ...LLAMA, field: "low" })["nearestMeasured"]).toBeUndefined();
    expect(throughput(tables, { ...LLAMA, field: "distance" })["distance"]).toBeGreaterThanOrEqual(0);
    expect(throughput(tables, LLAMA)["nearestMeasured"]).toMatch(
      /^[\d,.]+ tok\/s: Llama-3\.3-70B, \d+ × H100.*Row \d+/,
    );
  });

  it("falls back to the same model or chip where the pair was never measured", () => {
    const result = throughput(tables, { model: "gemma-3-27b", gpu: "L4", gpus: 8, bits: 8 });
    expect(result["distance"]).toBeGreaterThan(2);
  });
});

describe("memory", () => {
  it.each([
    ["Llama-3.3-70B in bf16", "llama-3.3-70b", 16, 141.1],
    ["DeepSeek-R1 in fp8: every expert counts", "deepseek-r1", 8, 671],
    ["a 4.48-bit quantization", "llama-3.3-70b", 4.48, 39.508],
    ["fp4 with its scales", "llama-3.3-70b", "fp4", 39.684375],
    ["70 billion parameters in fp32", 70, 32, 280],
  ])("%s", (_what, model, bits, weightsGB) => {
    expect(modelMemory(tables, { model, bits })["weightsGB"]).toBeCloseTo(weightsGB, 9);
  });

  it("keeps 320 KiB a token for Llama-2-70B and 576 values a layer for latent attention", () => {
    expect(kvCache(tables, { model: "llama-2-70b", contextTokens: 1 }) * 1e9).toBeCloseTo(320 * 1024, 6);
    expect(kvCache(tables, { model: "deepseek-v3", contextTokens: 1 }) * 1e9).toBeCloseTo(576 * 2 * 61, 6);
    expect(kvCache(tables, { model: [80, 8, 128], contextTokens: 1 }) * 1e9).toBeCloseTo(320 * 1024, 6);
  });

  it("stops growing in window layers at their window", () => {
    const grown = (tokens: number) => kvCache(tables, { model: "gpt-oss-120b", contextTokens: tokens });
    expect(grown(2000) - grown(1000)).toBeCloseTo((36_864 * 1000) / 1e9, 12);
  });

  it("counts whole accelerators, without being misled by a rounding error", () => {
    expect(minGpus(tables, { model: 40, gpu: "H100" })).toBe(1);
    expect(minGpus(tables, { model: "llama-3.1-405b", gpu: "H100" })).toBe(11);
    expect(minGpus(tables, { model: 1.1, gpu: "t4", bits: 128 })).toBe(2);
  });

  it("does not know the cache of a model given by its size", () => {
    expect(modelMemory(tables, { model: 70, contextTokens: 1000 })["totalGB"]).toBeInstanceOf(DomainError);
  });
});

describe("the textbook roofline", () => {
  it("is never below THROUGHPUT", () => {
    for (const { id: model } of models()) {
      for (const { id: gpu } of gpus().filter(({ id }) => tables.parameters.chips[id] !== undefined)) {
        for (const [batch, bits] of [
          [1, 16],
          [32, 8],
          [256, 4],
          [2000, 8],
        ] as const) {
          const request = { model, gpu, gpus: 8, bits, concurrency: batch, inputTokens: 1000, outputTokens: 100 };
          let rate: number;
          try {
            rate = throughputOf(tables, request).outputTokPerS;
          } catch (thrown) {
            if (thrown instanceof DomainError) continue;
            throw thrown;
          }
          const roof = Number(roofline(tables, { model, gpu, gpus: 8, bits, batch, contextTokens: 1000 })["tokPerS"]);
          if (!(rate <= roof)) expect.fail(`${model} on 8 ${gpu}, ${batch} in flight: ${rate} above ${roof}`);
        }
      }
    }
  });

  it("reads the active parameters of a mixture for one token, and all experts for many", () => {
    const weightsMs = (batch: number) =>
      Number(roofline(tables, { model: "mixtral-8x7b", gpu: [1000, 1000], batch })["weightsMs"]);
    expect(weightsMs(1)).toBeCloseTo(12.88 * 2, 6);
    expect(weightsMs(1000)).toBeCloseTo(46.7 * 2, 1);
  });

  it("changes from weights to compute at the ridge", () => {
    const at = (batch: number) => roofline(tables, { model: 70, gpu: [3350, 989], batch });
    const ridge = Number(at(1)["ridgeBatch"]);
    expect(ridge).toBeCloseTo(989_000 / 3350, 9);
    expect(at(ridge * 0.99)["bound"]).toBe("weights");
    expect(at(ridge * 1.01)["bound"]).toBe("compute");
  });

  it("has room for 13 conversations of 2,048 tokens beside a 52B model on four 40 GB chips, given its cache", () => {
    const weights = 52 * 2;
    const each = kvCache(tables, { model: [64, 64, 128], contextTokens: 2048 });
    expect(Math.floor((4 * 40 - weights) / each)).toBe(13);
    const room = roofline(tables, { model: "llama-3.3-70b", gpu: [3350, 989, 80], gpus: 2, contextTokens: 2048 });
    expect(room["maxConcurrency"]).toBe(Math.floor((160 - 141.1) / ((327_680 * 2048) / 1e9)));
  });
});

describe("sizing", () => {
  it("an answer of n tokens has n − 1 intervals", () => {
    expect(latency({ ttftMs: 200, tpotMs: 20, outputTokens: 1 })).toBe(200);
    expect(latency({ ttftMs: 200, tpotMs: 20, outputTokens: 500 })).toBe(200 + 499 * 20);
  });

  it("a month of 730 hours at 2,400 tok/s, 70 % busy, is 4,415 Mtok of output and four times that in all", () => {
    expect(capacity({ tokPerS: 2400, utilization: 0.7 })).toBeCloseTo(4415.04, 9);
    expect(capacity({ tokPerS: 2400, utilization: 0.7, outputShare: 0.25 })).toBeCloseTo(4 * 4415.04, 9);
  });

  it.each([
    ["500,000 requests of 400 tokens on replicas of four", [500_000, 400, 3400, 4, 0.8, 2, 1], 12],
    ["exactly full replicas need no further one", [86_400, 100, 100, 1, 1, 1, 0], 1],
    ["no demand still has its spare", [0, 400, 3400, 8, 0.8, 2, 1], 8],
  ] as const)(
    "%s",
    (_what, [
      requestsPerDay,
      outputTokens,
      outputTokPerSPerReplica,
      gpusPerReplica,
      targetLoad,
      peakToAverage,
      spareReplicas,
    ], expected) => {
      expect(
        gpuCount({
          requestsPerDay,
          outputTokens,
          outputTokPerSPerReplica,
          gpusPerReplica,
          targetLoad,
          peakToAverage,
          spareReplicas,
        }),
      ).toBe(expected);
    },
  );
});

describe("chips", () => {
  it("have the band of their family where they were measured, and a wide one where not", () => {
    const bandOf = (id: string) => {
      const row = gpus().find((gpu) => gpu.id === id);
      if (row === undefined) throw new Error(`no ${id}`);
      const { low, high } = chipOf(row, tables.parameters);
      return [low, high];
    };
    expect(bandOf("h100-sxm")).toEqual([0.73, 1.32]);
    for (const id of ["l4", "tpu-v5e", "trainium2", "ascend-910c"]) expect(bandOf(id), id).toEqual([0.6, 1.6]);
  });
});
