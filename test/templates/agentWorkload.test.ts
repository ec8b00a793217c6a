import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { tried } from "./tried";

const template = templateById("agent-workload");
if (template === undefined) throw new Error("There is no agent workload.");

describe("the agent workload", () => {
  test("costs 2.79 USD a task, 1.59375 with all cacheable tokens cached", async () => {
    const model = await tried(template);
    expect(["B5", "C5", "D5"].map((cell) => model.at("Calc", cell))).toEqual([1_020_000, 957_000, 24_000]);
    expect(model.beside("Outputs", "cost_of_a_task_usd")).toBeCloseTo(2.79, 9);
    expect(model.at("Calc", "H5")).toBeCloseTo(1.59375, 9);
    expect(model.beside("Outputs", "cost_of_a_resolved_task_usd")).toBeCloseTo((2.79 + 0.2) / 0.7, 9);
  });

  test("follows steps, cached share and success as computed by hand", async () => {
    const model = await tried(template, [
      ["Inputs", "B6", 0.5],
      ["Inputs", "B11", 10],
      ["Inputs", "B38", 0.5],
    ]);
    const [input, cacheable, output] = [10 * 5000 + 2000 * 45, 9 * 5000 + 2000 * 36, 8000];
    const usd = ((input - cacheable * 0.5) * 2.5 + cacheable * 0.5 * 1.25 + output * 10) / 1e6;
    expect(model.at("Inputs", "A38")).toBe("Agent resolves");
    expect(model.beside("Outputs", "cost_of_a_task_usd")).toBeCloseTo(usd, 9);
    expect(model.beside("Outputs", "cost_of_a_resolved_task_usd")).toBeCloseTo((usd + 0.2) / 0.5, 9);
    expect(model.failing()).toEqual([]);
  });

  test("draws one step and hundreds of steps alike", async () => {
    const [one, many] = [
      await tried(template, [["Inputs", "B11", 1]]),
      await tried(template, [
        ["Inputs", "B11", 200],
        ["Inputs", "B8", 50_000],
      ]),
    ];
    expect(["A20", "A21"].map((cell) => one.at("Calc", cell))).toEqual([1, ""]);
    expect(["A20", "A49"].map((cell) => many.at("Calc", cell))).toEqual([1, 200]);
    expect(many.at("Calc", "D49")).toBe(50_000);
    expect([...one.failing(), ...many.failing()]).toEqual([]);
  });

  test("takes any model that INFER knows, and says where its price comes from", async () => {
    const model = await tried(template, [["Inputs", "B5", "gpt-4o-mini"]]);
    expect(model.beside("Calc", "Price from")).toMatch(/^INFER, /);
    expect(model.beside("Outputs", "cost_of_a_task_usd")).toBeCloseTo((1_020_000 * 0.15 + 24_000 * 0.6) / 1e6, 9);
    const unknown = await tried(template, [["Inputs", "B5", "gpt-nine"]]);
    expect(unknown.messageAt("Calc", "G5")).toContain('No model "gpt-nine"');
    expect(unknown.at("Calc", "B5")).toBe(1_020_000);
  });
});
