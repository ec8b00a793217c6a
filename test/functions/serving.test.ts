import { describe, expect, it } from "vitest";
import "../../src/functions";
import { isCellError, registeredFunctions } from "../../src/functions/call/registry";

const call = (name: string, ...args: unknown[]): unknown[][] =>
  registeredFunctions().get(name)?.(
    ...args.map((arg) => (arg === undefined ? null : Array.isArray(arg) ? arg : [[arg]])),
  ) as unknown[][];

const throughput = (args: Readonly<Record<number, unknown>>, field?: unknown): unknown[][] =>
  call("THROUGHPUT", ...Array.from({ length: 10 }, (_unused, at) => args[at]), field);

const LLAMA = { 0: "llama-3.3-70b", 1: "H100", 2: 4, 3: "fp8", 4: 1000, 5: 1000, 6: 64 };
const rate = (args: Readonly<Record<number, unknown>>): number => Number(throughput(args, "output_tok_per_s")[0]?.[0]);

describe("THROUGHPUT on the sheet", () => {
  it("spills one record under its header", () => {
    const [header, values, ...more] = throughput(LLAMA);
    expect(header).toEqual(
      "output_tok_per_s input_tok_per_s per_gpu low high ttft_ms tpot_ms max_concurrency batch gpus_used bound mfu mbu watts tok_per_joule nearest_measured distance".split(
        " ",
      ),
    );
    expect(values).toHaveLength(17);
    expect(more).toEqual([]);
  });

  it("makes a grid of chips by models, a bad cell alone failing", () => {
    const grid = throughput(
      { 0: [["llama-3.3-70b", "qwen3-32b", "gpt-5"]], 1: [["H100"], ["Groq LPU"]], 2: 8 },
      "per_gpu",
    );
    expect(grid[0]?.slice(0, 2).every((cell) => typeof cell === "number")).toBe(true);
    expect([grid[0]?.[2], grid[1]?.[0]].every(isCellError)).toBe(true);
    expect(grid[1]?.[0]).toMatchObject({ message: expect.stringContaining("catalogued, not predicted") });
  });

  it("reads options from two columns or two rows", () => {
    const down = [
      ["scenario", "offline"],
      ["kv_bits", 16],
      ["pipeline", 2],
    ];
    const across = [
      ["Scenario", "kv bits", "pipeline"],
      ["Offline", 16, 2],
    ];
    expect(rate({ ...LLAMA, 9: down })).toBe(rate({ ...LLAMA, 9: across }));
    expect(rate({ ...LLAMA, 9: down })).not.toBe(rate(LLAMA));
  });

  it.each([
    ["scenario", "server"],
    ["kv_bits", 16],
    ["attention_dp", 2],
    ["pipeline", 2],
    ["calibration", 0.9],
    ["prefix_hit", 0.5],
    ["speculative", 1.5],
  ])("option %s changes the rate", (name, value) => {
    expect(rate({ ...LLAMA, 9: [[name, value]] })).not.toBe(rate(LLAMA));
  });

  it("option ttft_ms bounds the requests in flight where their number is blank", () => {
    const bounded = { ...LLAMA, 6: undefined, 9: [["ttft_ms", 400]] };
    expect(Number(throughput(bounded, "ttft_ms")[0]?.[0])).toBeLessThanOrEqual(400);
    expect(Number(throughput(bounded, "max_concurrency")[0]?.[0])).toBeGreaterThan(1);
  });

  it("refuses an option it does not have, naming those it has", () => {
    const [[cell] = []] = throughput({ ...LLAMA, 9: [["batch", 8]] }, "low");
    expect((cell as { message: string }).message).toMatch(/no option "batch".*prefix_hit/);
  });

  it("takes the factor of CALIBRATION and gives the measurement back", () => {
    const [[factor] = []] = call("CALIBRATION", 3000, "llama-3.3-70b", "H100", 4, "fp8", 1000, 1000, 64);
    expect(rate({ ...LLAMA, 9: [["calibration", factor]] })).toBeCloseTo(3000, 6);
  });

  it("refuses a measurement above the physical roof", () => {
    const [[cell] = []] = call("CALIBRATION", 1e6, "llama-3.3-70b", "H100", 4, "fp8", 1000, 1000, 64);
    expect((cell as { message: string }).message).toMatch(
      /measured_tok_per_s 1,000,000 is above what the hardware can do/,
    );
  });

  it("treats a blank cell that arrives as 0 like an omitted one", () => {
    const blank = { ...LLAMA, 2: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0 };
    expect(rate(blank)).toBe(rate({ 0: LLAMA[0], 1: LLAMA[1], 3: LLAMA[3] }));
  });
});

describe("textbook functions on the sheet", () => {
  it("KVCACHE and ROOFLINE take figures for what is in no table", () => {
    expect(call("KVCACHE", [[80, 8, 128]], [[8192], [16384]])).toEqual([[2.68435456], [5.36870912]]);
    expect(
      call(
        "ROOFLINE",
        52,
        [[1500], [312]],
        [[1, 4]],
        16,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        "weights_ms",
      ),
    ).toEqual([[104_000 / 1500, 104_000 / 6000]]);
  });

  it("MINGPUS looks in the user's own accelerators and nowhere else", () => {
    const own = [
      ["gpu", "memory_gb"],
      ["Chip X", 100],
      ["H100", 60],
    ];
    expect(call("MINGPUS", "llama-3.3-70b", [["chip x"], ["H100"]], undefined, undefined, undefined, own)).toEqual([
      [2],
      [3],
    ]);
    const [[cell] = []] = call("MINGPUS", "llama-3.3-70b", "H200", undefined, undefined, undefined, own);
    expect(isCellError(cell)).toBe(true);
  });
});

describe("COMPAREGPUS on the sheet", () => {
  const league = (gpus?: unknown, field?: unknown, rents?: unknown): unknown[][] =>
    call(
      "COMPAREGPUS",
      "llama-3.3-70b",
      gpus,
      "fp8",
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      rents,
      field,
    );

  it("ranks by USD per Mtok, the best at 100, and says why the last cannot serve", () => {
    const [header = [], ...rows] = league([["H100"], ["H200"], ["A100"], ["Groq LPU"]]);
    const column = (name: string) => rows.map((row) => row[header.indexOf(name)]);
    const usd = column("usd_per_mtok");
    expect(column("gpu").slice(2)).toEqual(expect.arrayContaining(["A100", "Groq LPU"]));
    expect(Number(usd[0])).toBeLessThan(Number(usd[1]));
    expect(column("index")[0]).toBe(100);
    expect(column("why_not").slice(0, 2)).toEqual(["", ""]);
    expect(String(column("why_not")[2])).toMatch(/no fp8|catalogued/);
  });

  it("puts every accelerator of the table into the league when none is named", () => {
    expect(league(undefined, "gpu").length).toBeGreaterThan(40);
  });

  it("takes one count for all, and a table of one's own with its rents", () => {
    expect(league(8, "h100-sxm.gpus")).toEqual([[8]]);
    expect(league(8, "H100.gpus")).toEqual([[8]]);
    expect(league([["H100"], ["NVIDIA H200"]], "h200-sxm.gpus")).toEqual(league([["H200"]], "H200.gpus"));
    const own = [
      ["gpu", "memory_gb", "mem_bandwidth_gb_s", "bf16_dense_tflops", "fp8_dense_tflops", "tdp_w"],
      ["Chip X", 200, 5000, 1000, 2000, 800],
    ];
    const rents = [
      ["gpu", "usd_per_gpu_hour"],
      ["Chip X", 3],
    ];
    expect(league(own, "usd_per_hour", rents)).toEqual([[3]]);
  });

  it("counts all tokens where output_share says so", () => {
    const per = (share: unknown) =>
      Number(
        call(
          "COMPAREGPUS",
          "llama-3.3-70b",
          "H100",
          "fp8",
          undefined,
          undefined,
          undefined,
          undefined,
          share,
          undefined,
          undefined,
          "usd_per_mtok",
        )[0]?.[0],
      );
    expect(per(0.25)).toBeCloseTo(per(undefined) / 4, 12);
  });
});
