import { describe, expect, it } from "vitest";
import { canonicalId, withIdentity } from "../../scripts/import/identity.mjs";
import { gpus, measurements, models, prices, regions, rents } from "../../src/data";
import { grouped } from "./fixtures";

/** Names are compared without case, spaces, dashes and underscores; dots count. */
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, "");

function sellersOf(baseModel: string): string[] {
  const current = prices().filter((row) => row.baseModel === baseModel && row.status === "current");
  return [...new Set(current.map((row) => row.provider))].sort();
}

function makerOf(name: string): string | undefined {
  const wanted = plain(name);
  const loose = wanted.replaceAll(".", "");
  const hits = (form: string) =>
    prices().find(
      (row) =>
        row.provider === row.maker && [row.modelId, row.baseModel, ...row.aliases].some((n) => plain(n) === form),
    );
  return (hits(wanted) ?? hits(loose))?.provider;
}

describe("the model behind a seller's spelling", () => {
  it.each([
    ["nebius", "meta-llama/Llama-3.3-70B-Instruct", "llama-3.3-70b", "vendor path and -Instruct go"],
    ["groq", "llama-3.3-70b-versatile", "llama-3.3-70b", "Groq's word for the plain model"],
    ["google-vertex", "meta/llama-3.3-70b-instruct-maas", "llama-3.3-70b", "Vertex's word for a hosted model"],
    ["ovhcloud", "meta-llama-3_3-70b-instruct", "llama-3.3-70b", "an underscore for the dot"],
    ["amazon-bedrock", "meta.llama3-3-70b-instruct-v1:0", "llama-3.3-70b", "Bedrock's vendor and version"],
    ["deepinfra", "meta-llama/Llama-3.3-70B-Instruct-Turbo", "llama-3.3-70b-turbo", "a cheaper variant stays apart"],
    ["together", "meta-llama/Llama-3.3-70B-Instruct-Turbo", "llama-3.3-70b-turbo", "with the other seller of it"],
    ["groq", "llama-3.3-70b-specdec", "llama-3.3-70b-specdec", "another way of serving stays apart"],
    ["fireworks", "llama-v3p1-8b-instruct", "llama-3.1-8b", "p for the dot"],
    ["together", "meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo", "llama-3.1-8b-turbo", ""],
    ["novita", "meta-llama/llama-3.2-3b-instruct", "llama-3.2-3b", "another size is another model"],
    ["amazon-bedrock", "us.anthropic.claude-opus-4-6-v1", "claude-opus-4-6", "region and vendor go"],
    ["databricks", "databricks-gpt-5-1", "gpt-5.1", "a dash for the dot"],
    ["deepinfra", "anthropic/claude-4-opus", "claude-opus-4", "an older order of words"],
    ["amazon-bedrock", "mistral.mistral-7b-instruct-v0:2", "mistral-7b-instruct-v0.2", "a model's own version stays"],
    ["amazon-bedrock", "deepseek.v3-v1:0", "deepseek-v3.1", "Bedrock's v3 is V3.1"],
    ["together", "deepseek-ai/DeepSeek-V4-Pro-0813", "deepseek-v4-pro-0813", "a later release stays apart"],
    ["together", "pearl-ai/gemma-4-31b-it", "pearl-ai-gemma-4-31b", "another party's conversion stays apart"],
    ["novita", "qwen/qwen3-32b-fp8", "qwen3-32b-fp8", "a quantised variant stays apart"],
    ["azure", "llama-4-maverick-17b-128e-instruct-fp8", "llama-4-maverick", "the maker's own 8-bit release"],
    ["openai", "gpt-3.5-turbo-instruct", "gpt-3.5-turbo-instruct", "here the word names another model"],
  ])("%s %s is %s", (provider, modelId, base) => {
    expect(canonicalId(provider, modelId)).toBe(base);
  });

  it("a dated id is the bare model only where it is its only snapshot", () => {
    const base = (provider: string, modelId: string) =>
      prices().find((row) => row.provider === provider && row.modelId === modelId)?.baseModel;
    expect(base("amazon-bedrock", "anthropic.claude-opus-4-5-20251101-v1:0")).toBe("claude-opus-4-5");
    expect(base("google-vertex", "claude-opus-4-5@20251101")).toBe("claude-opus-4-5");
    expect(base("openai", "gpt-5-2025-08-07")).toBe("gpt-5");
    expect(base("openai", "gpt-4o-2024-05-13")).toBe("gpt-4o-2024-05-13");
    expect(base("anthropic", "claude-3-5-sonnet-20240620")).toBe("claude-3-5-sonnet-20240620");
  });

  it.each([
    ["claude-opus-4-5", "anthropic"],
    ["claude-opus-4.5", "anthropic"],
    ["gpt-4o", "openai"],
    ["gpt-5.6", "openai"],
    ["claude-3.5-sonnet", "anthropic"],
    ["gemini-3-pro", "google"],
    ["kimi-k2.5", "moonshot"],
    ["grok-4.6", "xai"],
    ["phi-4", "azure"],
    ["llama-3.3-70b", undefined],
    ["gpt-oss-120b", undefined],
    ["deepseek-r1", undefined],
  ])("the bare name %s leads to %s", (name, maker) => {
    expect(makerOf(name)).toBe(maker);
  });

  it("llama-3.3-70b has eight current sellers, none of them its maker", () => {
    expect(sellersOf("llama-3.3-70b")).toEqual([
      "amazon-bedrock",
      "azure",
      "google-vertex",
      "groq",
      "nebius",
      "novita",
      "ovhcloud",
      "scaleway",
    ]);
    expect(prices().filter((row) => row.baseModel === "llama-3.3-70b" && row.maker !== undefined)).toEqual([]);
  });

  it("names a maker only if the maker sells that very model", () => {
    for (const row of prices()) {
      if (row.maker === undefined) continue;
      const own = prices().some((other) => other.provider === row.maker && other.baseModel === row.baseModel);
      expect(own, `${row.provider}/${row.modelId}`).toBe(true);
    }
  });

  it("ranks a seller's ids of one model 1, 2, 3 …, the plain and current one first", () => {
    const groups = grouped(prices(), (row) => `${row.provider}/${row.baseModel}`);
    for (const [group, rows] of groups) {
      const ranks = new Map(rows.map((row) => [row.modelId, row.sellerRank]));
      expect(
        [...ranks.values()].sort((a, b) => a - b),
        group,
      ).toEqual(Array.from(ranks, (_, i) => i + 1));
      const first = rows.filter((row) => row.sellerRank === 1);
      if (rows.some((row) => row.status === "current")) {
        expect(
          first.some((row) => row.status === "current"),
          group,
        ).toBe(true);
      }
    }
    const bedrock = prices().filter((row) => row.provider === "amazon-bedrock" && row.baseModel === "claude-opus-4-5");
    expect(bedrock.find((row) => row.sellerRank === 1)?.modelId).toBe("anthropic.claude-opus-4-5-20251101-v1:0");
  });

  it("ranks a region's id after the plain and the global one", () => {
    const rows = ["eu.anthropic.x-1", "global.anthropic.x-1", "anthropic.x-1", "regional.anthropic.x-1"].map((id) => ({
      provider: "amazon-bedrock",
      model_id: id,
      status: "current",
      aliases: "",
    }));
    expect(withIdentity(rows).map((row: { seller_rank: string }) => row.seller_rank)).toEqual(["3", "2", "1", "4"]);
  });
});

describe("names that only differ in dashes, spaces or case", () => {
  it("never mean two offers of one seller", () => {
    const meaning = new Map<string, string>();
    for (const row of prices()) {
      for (const name of [row.modelId, ...row.aliases]) {
        const key = `${row.provider}/${plain(name)}`;
        expect(meaning.get(key) ?? row.modelId, key).toBe(row.modelId);
        meaning.set(key, row.modelId);
      }
    }
  });

  it("never mean two base models", () => {
    const meaning = new Map<string, string>();
    for (const { baseModel } of prices()) {
      expect(meaning.get(plain(baseModel)) ?? baseModel).toBe(baseModel);
      meaning.set(plain(baseModel), baseModel);
    }
  });

  it.each([
    ["gpus", () => gpus().map(({ id, name, aliases }) => [id, name, ...aliases])],
    ["models", () => models().map(({ id, model, aliases }) => [id, model, ...aliases])],
    ["regions", () => regions().map(({ id, name, aliases }) => [id, name, ...aliases])],
  ])("never mean two rows of %s", (_, namesOf) => {
    const meaning = new Map<string, string | undefined>();
    for (const [id, ...names] of namesOf()) {
      for (const name of [id ?? "", ...names].map(plain)) {
        expect(meaning.get(name) ?? id, name).toBe(id);
        meaning.set(name, id);
      }
    }
  });
});

describe("ids in other tables", () => {
  it("rents and measurements name accelerators and models that exist", () => {
    const accelerators = new Set(gpus().map(({ id }) => id));
    const architectures = new Set(models().map(({ id }) => id));
    expect(rents().filter((row) => !accelerators.has(row.acceleratorId))).toEqual([]);
    expect(measurements().filter((row) => !accelerators.has(row.acceleratorId))).toEqual([]);
    expect(measurements().filter((row) => !architectures.has(row.modelId))).toEqual([]);
  });

  it.each([
    ["A100 PCIe", "a100-80gb-pcie"],
    ["TPU v7x", "tpu-v7"],
    ["H200 NVL", "h200-nvl"],
    ["H800", "h800-sxm"],
    ["Gaudi 2", "gaudi2"],
    ["H100", "h100-sxm"],
  ])("the measurements' %s is %s", (name, id) => {
    const ids = measurements()
      .filter((row) => row.accelerator === name)
      .map((row) => row.acceleratorId);
    expect(new Set(ids)).toEqual(new Set([id]));
  });
});
