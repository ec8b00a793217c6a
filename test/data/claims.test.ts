import { afterAll, describe, expect, it } from "vitest";
import "../../src/functions";
import { claims } from "../../src/data";
import { createCalculator } from "../../src/workbench/headless";

const calculator = createCalculator();
afterAll(() => calculator.dispose());

const withFormula = claims().filter(({ formula }) => formula !== undefined);

describe("the claim audit", () => {
  it("recomputes more than thirty claims by a formula", () => {
    expect(withFormula.length).toBeGreaterThan(30);
  });

  it.each(withFormula)("$id: $formula gives $computed", async ({ formula = "", computed = Number.NaN }) => {
    const [evaluated] = await calculator.evaluate([formula]);
    const value = evaluated !== undefined && "value" in evaluated ? Number(evaluated.value) : Number.NaN;
    expect(Math.abs(value - computed)).toBeLessThanOrEqual(1e-9 * Math.abs(computed));
  });

  it("agrees with the figures worked out by hand", () => {
    const computed = new Map(claims().map((claim) => [claim.id, claim.computed]));
    expect(computed.get("support-chat-month")).toBe(2625);
    expect(computed.get("self-host-break-even")).toBeCloseTo(333.714, 3);
    expect(computed.get("levers-together")).toBeCloseTo(0.776, 12);
  });
});
