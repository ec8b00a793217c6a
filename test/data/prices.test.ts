import { describe, expect, it } from "vitest";
import { dataDay, prices } from "../../src/data";
import type { PriceRow } from "../../src/data/types";
import { grouped } from "./fixtures";

function day(iso: string): number {
  return (Date.parse(`${iso}T00:00:00Z`) - Date.parse("1899-12-30T00:00:00Z")) / 86_400_000;
}

function history(provider: string, modelId: string, variant = "standard"): readonly PriceRow[] {
  return prices()
    .filter((row) => row.provider === provider && row.modelId === modelId && row.variant === variant)
    .toSorted((a, b) => a.validFrom - b.validFrom);
}

function on(iso: string, provider: string, modelId: string): PriceRow | undefined {
  const at = day(iso);
  return history(provider, modelId).find(
    (row) => row.validFrom <= at && at < (row.validTo ?? Number.POSITIVE_INFINITY),
  );
}

describe("list prices", () => {
  it.each([
    ["2024-05-12", undefined, undefined, "before it was sold"],
    ["2024-05-13", 5, 15, "at launch"],
    ["2024-10-01", 5, 15, "on the last day of the launch price"],
    ["2024-10-02", 2.5, 10, "from the day the cheaper snapshot became the default"],
    ["2026-11-18", 2.5, 10, "on the data's date"],
  ])("gpt-4o on %s: %s in, %s out, %s", (iso, input, output, _) => {
    const row = on(iso, "openai", "gpt-4o");
    expect([row?.inputUsdPerMTok, row?.outputUsdPerMTok]).toEqual([input, output]);
  });

  it("claude-opus-4-5 is 5 in and 25 out, not 15 and 75", () => {
    const row = on("2026-11-18", "anthropic", "claude-opus-4-5");
    expect([row?.inputUsdPerMTok, row?.outputUsdPerMTok]).toEqual([5, 25]);
  });

  it("a change announced for later follows the current price without gap or overlap", () => {
    const scheduled = prices().filter((row) => row.status === "scheduled");
    expect(scheduled.map((row) => row.modelId)).toContain("gemini-4-argon");
    for (const row of scheduled) {
      const before = history(row.provider, row.modelId, row.variant).findLast(
        (other) => other.validFrom < row.validFrom,
      );
      expect(before?.validTo, row.modelId).toBe(row.validFrom);
      expect(row.validFrom, row.modelId).toBeGreaterThan(dataDay());
    }
    expect(on("2026-11-30", "google", "gemini-4-argon")?.inputUsdPerMTok).toBe(2);
    expect(on("2026-12-01", "google", "gemini-4-argon")?.inputUsdPerMTok).toBe(4);
  });

  it("periods of one offer do not overlap", () => {
    const offers = grouped(prices(), (row) => `${row.provider}/${row.modelId} ${row.variant}`);
    for (const [offer, rows] of offers) {
      const sorted = rows.toSorted((a, b) => a.validFrom - b.validFrom);
      for (const [i, row] of sorted.entries()) {
        const next = sorted[i + 1];
        if (next !== undefined) expect(row.validTo, offer).toBeLessThanOrEqual(next.validFrom);
        if (row.validTo !== undefined) expect(row.validTo, offer).toBeGreaterThan(row.validFrom);
      }
    }
  });

  it("a batch price is the standard price times the batch discount", () => {
    const inBatch = prices().filter((row) => row.batchDiscount !== undefined);
    expect(inBatch.length).toBeGreaterThan(100);
    for (const row of inBatch) {
      const { inputUsdPerMTok = Number.NaN, outputUsdPerMTok = Number.NaN, batchDiscount = Number.NaN } = row;
      expect(row.batchInputUsdPerMTok, row.modelId).toBeCloseTo(inputUsdPerMTok * batchDiscount, 3);
      expect(row.batchOutputUsdPerMTok, row.modelId).toBeCloseTo(outputUsdPerMTok * batchDiscount, 3);
    }
  });

  it("what is read from the cache costs no more than what is not, and long prompts no less than short ones", () => {
    for (const row of prices()) {
      const { inputUsdPerMTok: input, cacheReadUsdPerMTok: read, tierInputUsdPerMTok: long } = row;
      const name = row.provenance.id;
      if (input !== undefined && read !== undefined) expect(read, name).toBeLessThanOrEqual(input);
      if (input !== undefined && long !== undefined) expect(long, name).toBeGreaterThanOrEqual(input);
    }
  });

  it("corrects what cannot be right at the source, and says so", () => {
    const scaleway = history("scaleway", "qwen3-embedding-8b")[0];
    expect(scaleway?.validFrom).toBe(day("2025-11-25"));
    expect(scaleway?.provenance.note).toBe("month and day are swapped at the source");
    const cohere = history("cohere", "embed-multilingual-light-v3.0")[0];
    expect(cohere?.inputUsdPerMTok).toBe(0.1);
    expect(cohere?.provenance.unverified).toBe(true);
    expect(history("scaleway", "whisper-large-v3")[0]).not.toHaveProperty("inputUsdPerMTok");
  });
});
