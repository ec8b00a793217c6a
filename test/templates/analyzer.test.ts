import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { type Tried, tried } from "./tried";

const template = templateById("analyzer");
if (template === undefined) throw new Error("There is no analyzer.");

const MODEL = "B5";
const REQUESTS = "B6";
const REGION = "B12";
const GPU = "B13";
const BITS = "B14";
const DEPLOYMENT = "B15";
const EDGE_GPU = "B16";
const STAFF = "B29";

const usd = (model: Tried) => model.beside("Outputs", "Cost per month") as number;
const gpus = (model: Tried) => model.beside("Outputs", "Accelerators") as number;

describe("the analyzer", () => {
  test("prices the machines it counts by their rent, with staff on top", async () => {
    const model = await tried(template, [["Inputs", STAFF, 5000]]);
    const rent = model.beside("Calc", "gpu_hour_usd") as number;
    expect(usd(model)).toBeCloseTo(gpus(model) * rent * 730 + 5000, 6);
    expect(model.at("Board", "B6")).toBe(usd(model));
    expect(model.at("Projection", "E5")).toBeCloseTo(12 * usd(model), 6);
    expect(model.failing()).toEqual([]);
  });

  test("lets precision, load, accelerator and region count", async () => {
    const [base, wide, busy, other] = await Promise.all([
      tried(template),
      tried(template, [["Inputs", BITS, 16]]),
      tried(template, [["Inputs", REQUESTS, 400_000]]),
      tried(template, [
        ["Inputs", MODEL, "deepseek-v3"],
        ["Inputs", GPU, "h200"],
        ["Inputs", REGION, "br"],
      ]),
    ]);
    expect(gpus(wide)).toBeGreaterThan(gpus(base));
    expect(gpus(busy)).toBeGreaterThan(gpus(base));
    expect(gpus(busy)).toBeLessThan(2 * gpus(base));
    expect(other.beside("Calc", "grid_g_per_kwh")).toBe(98);
    for (const model of [wide, busy, other]) expect(model.failing()).toEqual([]);
  });

  test.each(["reserved", "dedicated", "on_prem", "edge", "hybrid", "api"])("reconciles for %s", async (deployment) => {
    const model = await tried(template, [["Inputs", DEPLOYMENT, deployment]]);
    expect(usd(model)).toBeGreaterThan(0);
    expect(model.beside("Deployments", deployment)).toBeCloseTo(usd(model), 6);
    expect(model.failing()).toEqual([]);
  });

  test("moves the cost of owned machines with the tariff, and a rent not", async () => {
    const energy = async (deployment: string) => {
      const model = await tried(template, [["Inputs", DEPLOYMENT, deployment]]);
      return [model.beside("Monte Carlo", "usd_per_kwh", "B"), model.beside("Monte Carlo", "kw_per_gpu", "C")];
    };
    expect(await energy("cloud")).toEqual(["fixed", 0]);
    const [distribution, kilowatt] = await energy("on_prem");
    expect(distribution).toBe("pert");
    expect(kilowatt).toBeGreaterThan(0.1);
  });

  test("says in its place why a hybrid without an accelerator at the edge has no answer, and keeps the rest alive", async () => {
    const model = await tried(template, [
      ["Inputs", DEPLOYMENT, "hybrid"],
      ["Inputs", EDGE_GPU, null],
    ]);
    expect(model.at("Board", "A4")).toMatch(/no answer for these inputs: The edge needs edge_gpu/);
    expect(model.messageAt("Calc", "A26")).toMatch(/edge_gpu/);
    expect(model.beside("Deployments", "cloud")).toBeGreaterThan(0);
    expect(model.beside("Deployments", "hybrid")).toBe("–");
    expect(model.failing()).toEqual(["These inputs have an answer"]);
  });

  test("names an unknown model where it is asked for", async () => {
    const model = await tried(template, [["Inputs", MODEL, "llama-33-700b"]]);
    expect(model.messageAt("Calc", "A26")).toMatch(/llama-33-700b/);
    expect(model.at("Board", "A4")).toMatch(/no answer/);
  });
});
