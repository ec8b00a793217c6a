import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { tried } from "./tried";

const template = templateById("optimisation-roadmap");
if (template === undefined) throw new Error("There is no optimisation roadmap.");

/** Adoption of the seven levers, in the order of the sheet Inputs; column B. */
const onlyLevers = (adoptions: readonly number[], first: number) =>
  adoptions.map((adoption, index) => ["Inputs", `B${first + index}`, adoption] as const);

describe("the optimisation roadmap", async () => {
  const base = await tried(template);
  const firstLever = Array.from({ length: 80 }, (_row, index) => index + 1).find(
    (row) => base.at("Inputs", `A${row}`) === "Shorter prompts",
  ) as number;

  test("takes 30% of the input off by shorter prompts and nothing else, as computed by hand", async () => {
    const model = await tried(template, onlyLevers([1, 0, 0, 0, 0, 0, 0], firstLever));
    const request = (4000 * 2.5 + 500 * 15) / 1e6;
    const today = request * 300_000 * (365 / 12);
    const saving = 0.3 * ((4000 * 2.5) / 1e6 / request);
    expect(model.beside("Outputs", "today_usd_per_month")).toBeCloseTo(today, 4);
    expect(model.beside("Outputs", "target_usd_per_month")).toBeCloseTo(today * (1 - saving), 4);
    expect(model.beside("Outputs", "payback_months")).toBeCloseTo(15_000 / (today * saving), 9);
    expect(model.at("Board", "B6")).toBe(model.beside("Outputs", "target_usd_per_month"));
    expect(model.failing()).toEqual([]);
  });

  test("multiplies what router and semantic cache save, on the user's own bill", async () => {
    const model = await tried(template, [
      ...onlyLevers([0, 0, 1, 0, 1, 0, 0], firstLever),
      ["Inputs", "B5", 100_000],
      ["Inputs", "B15", 0.4],
    ]);
    const [big, small] = [(4000 * 2.5 + 500 * 15) / 1e6, (4000 * 0.75 + 500 * 4.5) / 1e6];
    const routed = (0.2 * big + 0.8 * small + 0.0002) / big;
    expect(model.beside("Outputs", "target_usd_per_month")).toBeCloseTo(100_000 * routed * (1 - (0.4 - 0.01)), 4);
    expect(model.failing()).toEqual([]);
  });

  test("warns where router and cascade are paid from the same requests twice", async () => {
    const model = await tried(template, onlyLevers([0, 0, 1, 1, 0, 0, 0], firstLever));
    expect(model.failing()).toEqual(["Router and cascade are not both in full use"]);
  });

  test("shows a lever that costs more than it saves, and its reason instead of a payback", async () => {
    const model = await tried(template, [
      ...onlyLevers([0, 1, 0, 0, 0, 0, 0], firstLever),
      ["Inputs", "B6", "claude-sonnet-4.5"],
      ["Inputs", "B13", 0],
    ]);
    expect(model.beside("Calc", "Prompt cache")).toBeLessThan(0);
    expect(model.messageAt("Outputs", "B8")).toContain(
      "the levers save nothing, so their one-time cost is never paid back",
    );
    expect(model.beside("Outputs", "target_usd_per_month")).toBeGreaterThan(
      model.beside("Outputs", "today_usd_per_month") as number,
    );
    expect(model.failing()).toEqual([]);
  });
});
