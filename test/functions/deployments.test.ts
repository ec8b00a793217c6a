import { describe, expect, test } from "vitest";
import { call, one } from "./support/call";

type Args = Readonly<Record<string, unknown>>;

const KPIS_ARGUMENTS =
  "model gpu requests_per_day input_tokens output_tokens region deployment pattern bits tpot_ms options prices rents field".split(
    " ",
  );
const COMPARE_ARGUMENTS =
  "model gpu requests_per_day input_tokens output_tokens api_model region years options prices rents field".split(" ");
const LOAD = { model: "llama-3.3-70b", gpu: "H100", requests_per_day: 50_000, input_tokens: 1000, output_tokens: 300 };

const named = (name: string, names: readonly string[], args: Args): unknown[][] =>
  call(name, ...names.map((argument) => args[argument]));

function kpis(args: Args = {}): Record<string, unknown> {
  const [header = [], values = []] = named("KPIS", KPIS_ARGUMENTS, { ...LOAD, ...args });
  return Object.fromEntries(header.map((name, index) => [String(name), values[index]]));
}

function compared(args: Args = {}): Record<string, Record<string, unknown>> {
  const [header = [], ...rows] = named("DEPLOYCOMPARE", COMPARE_ARGUMENTS, { ...LOAD, ...args });
  return Object.fromEntries(
    rows.map((row) => [String(row[0]), Object.fromEntries(header.map((name, index) => [String(name), row[index]]))]),
  );
}
const value = (name: string, ...args: unknown[]): number => Number(one(name, ...args));

describe("KPIS adds up from the functions it is made of", () => {
  const answer = kpis();
  test("the cloud bill is GPUs × RENT × 730", () => {
    expect(answer.usd_per_month).toBeCloseTo(Number(answer.gpus) * value("RENT", "H100") * 730, 6);
  });
  test("GPUs are GPUCOUNT at the estimated rate of one replica", () => {
    const rate = Number(answer.output_tok_per_s) / Number(answer.replicas);
    expect(answer.gpus).toBe(value("GPUCOUNT", 50_000, 300, rate, answer.gpus_per_replica, 0.8, 2, 1));
  });
  test("a request and a million tokens share the same bill", () => {
    const requests = (50_000 * 365) / 12;
    expect(Number(answer.usd_per_request) * requests).toBeCloseTo(Number(answer.usd_per_month), 6);
    expect(Number(answer.usd_per_mtok) * Number(answer.mtok_per_month)).toBeCloseTo(Number(answer.usd_per_month), 6);
  });
  test("carbon is the energy at the region's grid factor", () => {
    expect(answer.tco2e_per_year).toBeCloseTo((Number(answer.mwh_per_year) * Number(answer.grid_g_per_kwh)) / 1000, 9);
  });
});

describe("what a published web analyzer gets wrong", () => {
  test("1. precision and mixture of experts change the answer at small loads too", () => {
    const [full, half] = [kpis({ bits: 16 }), kpis({ bits: "fp8" })];
    expect(Number(half.usd_per_month)).toBeLessThan(Number(full.usd_per_month));
    const moe = kpis({ model: "gpt-oss-120b", bits: "fp4" });
    expect(Number(moe.output_tok_per_s)).not.toBe(Number(full.output_tok_per_s));
  });
  test("2. utilization follows demand up to the target load; no floor caps it", () => {
    const many = kpis({ requests_per_day: 20_000_000, pattern: "batch" });
    expect(Number(many.utilization)).toBeGreaterThan(0.9);
    expect(Number(many.utilization)).toBeLessThanOrEqual(0.95);
  });
  test("3. architecture and workload reach every figure", () => {
    const [base, long] = [kpis(), kpis({ input_tokens: 8000 })];
    for (const figure of ["usd_per_request", "mwh_per_year", "output_tok_per_s"])
      expect(long[figure]).not.toBe(base[figure]);
  });
  test("4. a power price moves what is owned, and not what is rented", () => {
    const bill = (deployment: string, region: string) => Number(kpis({ deployment, region }).usd_per_month);
    expect(bill("on-prem", "sweden")).not.toBe(bill("on-prem", "us-va-tx"));
    expect(bill("cloud", "sweden")).toBe(bill("cloud", "us-va-tx"));
  });
  test("5. energy is in the cloud's rent and is not added on top", () => {
    const cloud = kpis();
    expect(cloud.usd_per_month).toBeCloseTo(Number(cloud.gpus) * Number(cloud.gpu_hour_usd) * 730, 6);
  });
  test("6. owning carries staff, PUE, operation, discounting and residual", () => {
    const own = (options: unknown[][]) => Number(kpis({ deployment: "on-prem", options }).usd_per_month);
    const base = own([["staff_usd_per_month", 0]]);
    expect(own([["staff_usd_per_month", 7500]])).toBeCloseTo(base + 7500, 6);
    expect(own([["discount_rate", 0.2]])).toBeGreaterThan(base);
    expect(own([["capex_usd", 60_000]])).toBeGreaterThan(base);
  });
  test("7. carbon comes from the grid, not from the renewable share", () => {
    const grid = (region: string) => Number(kpis({ region }).grid_g_per_kwh);
    expect(grid("sweden")).toBe(value("REGION", "sweden", "carbon_gco2e_per_kwh"));
    expect(grid("India")).toBe(value("REGION", "India", "carbon_gco2e_per_kwh"));
  });
  test("8. a missing price is #N/A, never free hardware", () => {
    expect(named("KPIS", KPIS_ARGUMENTS, { ...LOAD, gpu: "H800", deployment: "on-prem" })[0]?.[0]).toMatchObject({
      code: "#N/A",
    });
    expect(
      named("KPIS", KPIS_ARGUMENTS, { ...LOAD, deployment: "on-prem", options: [["capex_usd", 0]] })[0]?.[0],
    ).toMatchObject({
      code: "#VALUE!",
      message: expect.stringContaining("capex_usd must be above 0"),
    });
  });
  test("9. input and output are priced apart, so the API can be compared", () => {
    expect(Number(kpis({ input_tokens: 300, output_tokens: 1000 }).api_usd_per_month)).not.toBe(
      Number(kpis().api_usd_per_month),
    );
    expect(kpis().api_usd_per_month).toBeCloseTo(value("MONTHLYCOST", "market/llama-3.3-70b", 50_000, 1000, 300), 6);
  });
  test("10. throughput stays below the compute ceiling", () => {
    const answer = kpis();
    const tflops = value("GPU", "H100", "bf16_dense_tflops");
    const params = value("MODEL", "llama-3.3-70b", "active_params_b");
    const ceiling = (Number(answer.gpus) * tflops * 1e12) / (2 * params * 1e9);
    expect(Number(answer.output_tok_per_s_high)).toBeLessThan(ceiling);
  });
});

describe("patterns change what is sized for, not a factor on the price", () => {
  test("a burst needs more machines and leaves them emptier; a batch needs no spare", () => {
    const at = (pattern: string) => kpis({ pattern, requests_per_day: 2_000_000 });
    const [steady, burst, batch] = [at("steady"), at("burst"), at("batch")];
    expect(Number(burst.gpus)).toBeGreaterThan(Number(steady.gpus));
    expect(Number(burst.utilization)).toBeLessThan(Number(steady.utilization));
    expect(Number(batch.gpus)).toBeLessThan(Number(steady.gpus));
    expect(steady.gpu_hour_usd).toBe(burst.gpu_hour_usd);
  });
  test("an option given wins over the pattern", () => {
    expect(kpis({ pattern: "burst", options: [["peak_to_average", 3]] }).peak_to_average).toBe(3);
  });
});

describe("what is paid for is what the figures speak of", () => {
  test.each(["cloud", "reserved", "dedicated", "on-prem", "edge"])(
    "%s: utilization is the share of the capacity paid for that the demand uses",
    (deployment) => {
      const answer = kpis({ deployment });
      const demandTokPerS = (50_000 * 300) / 86_400;
      expect(Number(answer.utilization) * Number(answer.output_tok_per_s)).toBeCloseTo(demandTokPerS, 9);
      expect(Number(answer.replicas)).toBe(Math.floor(Number(answer.gpus) / Number(answer.gpus_per_replica)));
    },
  );
  test("whole servers leave the machines emptier, and the waiting ones draw idle power", () => {
    const [cloud, own] = [kpis(), kpis({ deployment: "on-prem" })];
    expect(own.gpus).toBe(8);
    expect(Number(own.utilization)).toBeCloseTo((Number(cloud.utilization) * Number(cloud.gpus)) / 8, 12);
    const perGpu = (answer: Record<string, unknown>) => Number(answer.mwh_per_year) / Number(answer.gpus);
    expect(perGpu(own)).toBeLessThan(perGpu(cloud));
  });
  test("a hybrid of two fleets counts both", () => {
    const options = [
      ["edge_gpu", "L40S"],
      ["edge_share", 0.7],
    ];
    const [both, near, far] = [
      kpis({ deployment: "hybrid", options }),
      kpis({ deployment: "edge", gpu: "L40S", requests_per_day: 35_000 }),
      kpis({ requests_per_day: 15_000 }),
    ];
    for (const figure of ["gpus", "replicas", "output_tok_per_s", "mwh_per_year", "usd_per_month"]) {
      expect(Number(both[figure]), figure).toBeCloseTo(Number(near[figure]) + Number(far[figure]), 6);
    }
    expect(Number(both.utilization) * Number(both.output_tok_per_s)).toBeCloseTo((50_000 * 300) / 86_400, 9);
    expect(both.latency_ms).toBe(Math.max(Number(near.latency_ms), Number(far.latency_ms)));
  });
  test("a hybrid whose edge is paid by the token speaks of the cloud's fleet, and says so", () => {
    const answer = kpis({
      deployment: "hybrid",
      options: [
        ["edge_usd_per_mtok", 0.5],
        ["edge_share", 0.7],
      ],
    });
    expect(answer.gpus).toBe(kpis({ requests_per_day: 15_000 }).gpus);
    expect(answer.note).toContain("cloud for 0.3 of the requests, whose fleet this is");
  });
  test("the edge has no cooling plant, so only the power plants' water counts", () => {
    const answer = kpis({ deployment: "edge" });
    const litres = (Number(answer.mwh_per_year) * 1000 * value("REGION", "us-va-tx", "wue_offsite_l_per_kwh")) / 1000;
    expect(answer.water_m3_per_year).toBeCloseTo(litres, 9);
  });
});

describe("no option is ignored", () => {
  test("KPIS says whether the latency asked for is met, and by how much it is not", () => {
    expect(kpis()).toMatchObject({ feasible: true, why_not: "" });
    expect(kpis({ options: [["latency_ms", 5000]] })).toMatchObject({
      feasible: false,
      why_not: expect.stringMatching(/takes \d+ ms, above the 5000 ms/),
      latency_limit_ms: 5000,
    });
    expect(kpis({ deployment: "api", options: [["in_country", true]] })).toMatchObject({ feasible: false });
  });
  test("every assumption is shown", () => {
    expect(kpis({ deployment: "on-prem", options: [["capex_usd", 40_000]] })).toMatchObject({
      years: 3,
      discount_rate: 0.1,
      capex_usd: 40_000,
      edge_share: 0.7,
      in_country: false,
      note: "capital as given",
    });
  });
  test("latency alone still means the latency, not its limit", () => {
    expect(named("KPIS", KPIS_ARGUMENTS, { ...LOAD, field: "latency" })[0]?.[0]).toBe(kpis().latency_ms);
  });
});

describe("a demand beyond every number", () => {
  test("is an overflow in the energy, never a complaint about an argument nobody gave", () => {
    const answer = kpis({ requests_per_day: 1e308 });
    for (const figure of ["mwh_per_year", "tco2e_per_year", "water_m3_per_year"]) {
      expect(answer[figure]).toMatchObject({ code: "#NUM!" });
    }
  });
});

describe("a request longer than the model's context", () => {
  test("is refused as a slip, not answered with thousands of machines", () => {
    const told = {
      code: "#VALUE!",
      message:
        "input_tokens and output_tokens are one request; together 1,000,300 exceed llama-3.3-70b's context of 131,072. Give more requests_per_day.",
    };
    expect(named("KPIS", KPIS_ARGUMENTS, { ...LOAD, input_tokens: 1e6 })).toMatchObject([[told]]);
    expect(named("DEPLOYCOMPARE", COMPARE_ARGUMENTS, { ...LOAD, input_tokens: 1e6 })).toMatchObject([[told]]);
  });
});

describe("DEPLOYCOMPARE", () => {
  test("a way's name is its row, although assumptions begin with it", () => {
    const rows = compared({ options: [["edge_usd_per_mtok", 0.5]] });
    for (const way of ["reserved", "edge"]) {
      const [row = []] = named("DEPLOYCOMPARE", COMPARE_ARGUMENTS, {
        ...LOAD,
        options: [["edge_usd_per_mtok", 0.5]],
        field: way,
      });
      expect(row[0]).toBe(rows[way]?.usd_per_month);
    }
  });
  test("sets seven ways of serving side by side", () => {
    expect(Object.keys(compared())).toEqual(["api", "cloud", "reserved", "dedicated", "on_prem", "edge", "hybrid"]);
  });
  test("without a figure for the edge, edge and hybrid are #N/A with the reason", () => {
    const { edge, hybrid } = compared();
    for (const row of [edge, hybrid]) {
      expect(row?.usd_per_month).toMatchObject({ code: "#N/A" });
      expect(row).toMatchObject({ feasible: false, why_not: expect.stringContaining("edge_gpu or edge_usd_per_mtok") });
    }
  });
  test("with a price per token at the edge the hybrid is its share there and the rest in the cloud", () => {
    const { edge, hybrid } = compared({
      options: [
        ["edge_usd_per_mtok", 0.5],
        ["edge_share", 0.7],
      ],
    });
    const { cloud } = compared({ requests_per_day: 15_000 });
    expect(hybrid?.usd_per_month).toBeCloseTo(0.7 * Number(edge?.usd_per_month) + Number(cloud?.usd_per_month), 6);
  });
  test("a latency limit rules out what is slower, and says by how much", () => {
    const { cloud } = compared({ options: [["latency_ms", 5000]] });
    expect(cloud).toMatchObject({ feasible: false, why_not: expect.stringMatching(/takes \d+ ms, above the 5000 ms/) });
  });
  test("a way of unknown latency is not called feasible under a limit, and says what is not known", () => {
    const { api, edge } = compared({
      options: [
        ["latency_ms", 60_000],
        ["edge_usd_per_mtok", 0.5],
      ],
    });
    expect(api).toMatchObject({ feasible: false, why_not: expect.stringContaining("seller's latency is not in the") });
    expect(edge).toMatchObject({ feasible: false, why_not: expect.stringContaining("price per token says nothing") });
    expect(compared().api?.feasible).toBe(true);
  });
  test.each([
    ["reserved_ratio", 0, "reserved_ratio must be above 0 and at most 1; you gave 0."],
    ["edge_usd_per_mtok", 0, "edge_usd_per_mtok must be above 0; you gave 0."],
    ["discount_rate", 10, "discount_rate must be 0 to 1; you gave 10. Write 10% or 0.1."],
    ["edge_share", 70, "edge_share must be 0 to 1; you gave 70. Write 70% or 0.7."],
  ])("the option %s of %d is refused", (option, given, message) => {
    expect(named("DEPLOYCOMPARE", COMPARE_ARGUMENTS, { ...LOAD, options: [[option, given]] })[0]?.[0]).toMatchObject({
      code: "#VALUE!",
      message,
    });
  });
  test("the bill of owned machines follows from the assumptions beside it", () => {
    const { on_prem: own = {} } = compared();
    const wPerGpu = (Number(own.mwh_per_year) * 1e6) / 8760 / Number(own.pue) / Number(own.gpus);
    const hour = value(
      "GPUHOUR",
      "H100",
      own.years,
      own.discount_rate,
      own.residual,
      wPerGpu,
      own.pue,
      own.usd_per_kwh,
      own.opex_share,
    );
    expect(own.gpu_hour_usd).toBeCloseTo(hour, 9);
    expect(own.usd_per_month).toBeCloseTo(hour * Number(own.gpus) * 730, 6);
  });
  test("a bound on the time per token buys more machines and is then met", () => {
    const { cloud } = compared({ options: [["tpot_ms", 20]] });
    expect(Number(cloud?.latency_ms)).toBeLessThan(Number(compared().cloud?.latency_ms));
  });
  test("on-prem and dedicated take whole servers", () => {
    const rows = compared();
    expect(Number(rows.on_prem?.gpus) % 8).toBe(0);
    expect(Number(rows.dedicated?.gpus) % 8).toBe(0);
  });
  test("a model that no one sells or that cannot fit says so in its row", () => {
    const { api, cloud } = compared({ model: "gpt-oss-120b", gpu: "T4" });
    expect([api?.feasible, cloud?.feasible]).toContain(false);
  });
});
