import { describe, expect, test } from "vitest";
import { planOf, templateById } from "../../src/templates";
import { type Typed, tried } from "./tried";

const template = templateById("self-host-or-api");
if (template === undefined) throw new Error("There is no such model.");
const plan = planOf(template);

/** Values of inputs by their labels. */
function typed(values: Readonly<Record<string, number | string>>): Typed {
  const cells = plan.blocks.find(({ sheet }) => sheet === "Inputs")?.cells ?? [];
  return Object.entries(values).map(([label, value]) => {
    const row = cells.findIndex(([first]) => first === label);
    if (row < 0) throw new Error(`There is no input "${label}".`);
    return ["Inputs", `B${row + 1}`, value] as const;
  });
}

describe("Self-host or API", () => {
  test("follows price, rent, throughput and staff as computed by hand", async () => {
    // One GPU at 2 USD an hour gives 1,000 output tokens/s, 4,000 with input; at 40 % that is 4,204.8 Mtok a month.
    const model = await tried(
      template,
      typed({
        "Own price of the API": 1,
        "Own rent, or own cost of a GPU-hour": 2,
        "Measured output of one replica": 1000,
        Requests: 100_000,
        Staff: 1000,
      }),
    );
    const capacity = (1000 * 0.4 * 730 * 3600) / 1e6 / 0.25;
    const [volume, unit] = [(100_000 * 2000 * 365) / 12 / 1e6, 1460];
    const units = Math.ceil(volume / capacity) + 1;
    expect(model.beside("Outputs", "volume_mtok_per_month")).toBeCloseTo(volume, 6);
    expect(model.beside("Outputs", "api_usd_per_month")).toBeCloseTo(volume, 6);
    expect(model.at("Board", "B7")).toBeCloseTo(units * unit + 1000, 6);
    // Two units and the staff cost 3,920 USD, which is below what the first step serves: cheaper from there, but the
    // second step begins in loss, at 4,204.8 USD against 5,380 USD.
    expect(model.beside("Outputs", "First cheaper at")).toBeCloseTo(2 * unit + 1000, 6);
    expect(model.at("Board", "B6")).toBeCloseTo(3 * unit + 1000, 6);
    expect(model.failing()).toEqual([]);
    expect(model.at("Board", "A4")).toContain("hosting is cheaper by");
  });

  test("says that hosting never pays where a full replica costs more than its tokens, and what the API costs", async () => {
    const model = await tried(template, typed({ "Own price of the API": 0.01 }));
    expect(model.at("Board", "B6")).toBe("never");
    expect(model.at("Board", "A4")).toContain("hosting stays cheaper at no volume");
    expect(model.at("Board", "B8")).toBeCloseTo(608.333_333, 5);
    expect(model.failing()).toEqual([]);
  });

  test("takes any model, GPU and API that INFER knows, by name", async () => {
    const model = await tried(
      template,
      typed({
        "Open-weight model": "llama-3.3-70b",
        GPU: "H200",
        "Precision of the weights": "fp8",
        "API to beat": "gpt-4o",
      }),
    );
    expect(model.beside("Calc", "Price of the API")).toBe(4.375);
    expect(model.beside("Calc", "Rows of the sheet Prices that name the GPU")).toBe(0);
    expect(model.beside("Calc", "A GPU-hour")).toBeGreaterThan(1);
    expect(model.failing()).toEqual([]);
  });

  test("serves in a precision that the GPU has, from replicas that need the fewest GPUs for the volume", async () => {
    const own = { "Open-weight model": "llama-3.3-70b", GPU: "A100", Requests: 50_000 };
    const [model, narrow, wide] = [
      await tried(template, typed(own)),
      await tried(template, typed({ ...own, "GPUs of one replica": 2 })),
      await tried(template, typed({ ...own, "GPUs of one replica": 8 })),
    ];
    expect(model.beside("Inputs", "Precision of the weights")).toBe("bf16");
    expect(model.at("Calc", "C14")).toBe("does not fit");
    expect(model.beside("Calc", "GPUs of one replica")).toBe(4);
    const hosting = (one: typeof model) => one.beside("Outputs", "hosting_usd_per_month");
    expect(hosting(model)).toBeLessThan(hosting(narrow) as number);
    expect(hosting(model)).toBeLessThanOrEqual(hosting(wide) as number);
    expect(model.failing()).toEqual([]);
  });

  test("says that there is no result rather than half of one where an input cannot be used", async () => {
    const model = await tried(template, typed({ "Open-weight model": "lama-3.3-70b" }));
    expect(model.at("Board", "A4")).toMatch(/^No result yet/);
    expect(model.messageAt("Board", "B7")).toContain('Did you mean "llama-3.3-70b"');
  });

  test("prices the default from its own sheet first", async () => {
    const model = await tried(template, [["Prices", "C6", 3]]);
    expect(model.beside("Calc", "Price of the API")).toBeCloseTo(0.75 * 3 + 0.25 * 0.6, 9);
    expect(model.beside("Calc", "The same in INFER's table today")).toBeCloseTo(0.75 * 0.15 + 0.25 * 0.6, 9);
  });

  test("leaves the API's cost standing where the GPU is not known, and says which", async () => {
    const model = await tried(template, typed({ GPU: "H1000" }));
    expect(model.messageAt("Board", "B7")).toContain("H1000");
    expect(model.at("Board", "B8")).toBeCloseTo(15_968.75, 2);
    expect(model.failing()).toContain("Hosting is its GPUs, staff and other costs");
  });
});
