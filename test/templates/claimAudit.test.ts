import { describe, expect, test } from "vitest";
import { templateById } from "../../src/templates";
import { input, tried } from "./tried";

const template = templateById("claim-audit");
if (template === undefined) throw new Error("There is no claim audit.");
const LAST = 21;

describe("the claim audit", () => {
  test("comes to the verdicts of the table of claims by the inputs as published", async () => {
    const model = await tried(template);
    // The last one follows from an overhead of 2 to 5, which the table calls a judgement: there it depends.
    expect(model.at("Audit", `J${LAST}`)).toBe("depends");
    for (let row = 6; row < LAST; row++) {
      expect(model.at("Audit", `G${row}`), String(model.at("Audit", `A${row}`))).toBe(model.at("Audit", `J${row}`));
    }
    expect(model.at("Audit", `A${LAST + 1}`)).toBeUndefined();
  });

  test("computes what the claims state otherwise", async () => {
    const model = await tried(template);
    expect(model.beside("Audit", "Support chat", "D")).toBeCloseTo(2625, 9);
    expect(model.beside("Audit", "Break-even of self-hosting", "D")).toBeCloseTo(1460 / 4.375, 6);
    expect(model.beside("Audit", "Break-even of self-hosting", "E")).toBeCloseTo(584, 6);
    expect(model.beside("Audit", "All levers together", "D")).toBeCloseTo(0.776, 12);
    expect(model.beside("Audit", "Prices down, spending up", "D")).toBeCloseTo(0.8, 12);
    expect(model.beside("Audit", "Loss of AI search", "D")).toBeCloseTo(-7, 12);
    expect(model.beside("Audit", "Loss of AI search", "H")).toBeCloseTo(5, 12);
    expect(model.beside("Audit", "Launch price of GPT-4o", "D")).toBe(5);
    expect(model.beside("Audit", "Twice to three times as efficient", "D")).toBeCloseTo(-0.5, 12);
  });

  test("changes its verdicts with the inputs and with what is stated", async () => {
    const [before, after] = [
      await tried(template),
      await tried(template, [
        input(template, "Conversations a day", 4000),
        input(template, "Use afterwards", 6),
        input(template, "Fall a year", 0.607),
      ]),
    ];
    expect(after.beside("Audit", "Support chat", "D")).toBeCloseTo(1050, 9);
    expect(after.beside("Audit", "Support chat", "G")).toBe("follows");
    expect(after.beside("Audit", "Prices down, spending up", "D")).toBeCloseTo(1.2, 12);
    expect(after.beside("Audit", "90% a year by the month", "G")).toBe("follows");
    expect(after.at("Board", "B6")).toBe((before.at("Board", "B6") as number) - 3);
    expect(after.failing()).toEqual([]);
  });

  test("says of one claim that it cannot be computed, and judges the others", async () => {
    const model = await tried(template, [input(template, "Model", "gpt-nine")]);
    expect(model.messageAt("Audit", "D6")).toContain('No model "gpt-nine"');
    expect(model.at("Audit", "G6")).toBe("cannot be computed");
    expect(model.beside("Outputs", "claims_that_do_not_follow")).toBe(10);
    expect(model.failing()).toEqual(["Every claim can be computed"]);
  });
});
