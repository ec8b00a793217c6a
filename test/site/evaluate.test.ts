import { afterAll, describe, expect, it, test } from "vitest";
import "../../src/functions";
import { catalog } from "../../src/catalog";
import { cellsOf } from "../../src/site/answers";
import { evaluated, Unreadable } from "../../src/site/browser/evaluate";
import { formulasOfFunctions, startOf } from "../../src/site/functionPages";
import { formulasOfExample, LIVE_EXAMPLES } from "../../src/site/liveExamples";
import { filled, quoted } from "../../src/site/template";
import { createCalculator } from "../../src/workbench/headless";

const calculator = createCalculator();
afterAll(() => calculator.dispose());

async function inWorkbench(formula: string): Promise<unknown> {
  const [result] = await calculator.evaluate([formula]);
  return result === undefined ? undefined : cellsOf(result);
}

/**
 * As far as two engines have to agree: to twelve digits, because a spreadsheet rounds its own arithmetic to fifteen, and
 * in the code of an error, whose sentence each words for itself.
 */
const comparable = (cells: unknown): unknown =>
  JSON.parse(JSON.stringify(cells), (key, value) => {
    if (key === "message") return undefined;
    return typeof value === "number" ? Number(value.toPrecision(12)) : value;
  });

describe("a formula on the site gives what the workbench gives", () => {
  const shown = [...new Set([...formulasOfFunctions(catalog), ...LIVE_EXAMPLES.flatMap(formulasOfExample)])];

  test.each(shown)("%s", async (formula) => {
    let here: unknown;
    try {
      here = await evaluated(formula);
    } catch (thrown) {
      // Functions of the spreadsheet itself and comparisons are left to the workbench.
      expect(thrown).toBeInstanceOf(Unreadable);
      expect(formula).toMatch(/^=(?!INFER)[A-Z]+\(|[<>]/);
      return;
    }
    expect(comparable(here)).toEqual(comparable(await inWorkbench(formula)));
  });

  test.each(catalog.map((entry) => [entry.name, startOf(entry)]))(
    "%s begins with a formula to change",
    async (_name, formula) => {
      const here = comparable(await evaluated(formula));
      expect(here).toEqual(comparable(await inWorkbench(formula)));
      expect(JSON.stringify(here)).not.toContain("#NAME?");
    },
  );

  const choices = LIVE_EXAMPLES.flatMap(({ id, inputs, results }) =>
    inputs.flatMap((input) =>
      (input.choices ?? []).map((choice) => ({ id, inputs, results, name: input.name, choice })),
    ),
  );
  test.each(choices)("the example $id with $choice", async ({ inputs, results, name, choice }) => {
    const values = new Map(
      inputs.map((input) => {
        const value = input.name === name ? choice : input.value;
        return [input.name, input.choices === undefined ? value : quoted(value)];
      }),
    );
    for (const { template } of results) {
      const formula = filled(template, values);
      const here = await evaluated(formula);
      expect(typeof here[0]?.[0], `${formula}: ${JSON.stringify(here)}`).toBe("number");
      expect(comparable(here)).toEqual(comparable(await inWorkbench(formula)));
    }
  });
});

describe("what needs a sheet is refused with a sentence", () => {
  it.each([
    ["=INFER.GPU(H100)", 'Names stand in quotes: "H100".'],
    ["=SUM(1,2)", "SUM is no INFER function"],
    ["=INFER.COST(", "no complete formula"],
    ["", "no complete formula"],
    ["=INFER.STACKSAVINGS({60%,20%})", "Excel takes no % between braces"],
    ['=INFER.COST("gpt-4o",1500,500)&"x"', "works in the workbench"],
    ["=INFER.VERSION()*2", "single values"],
    ['="a"+1', 'there is the text "a"'],
    ["=INFER.NOTHING(1)", "INFER.NOTHING is no INFER function"],
  ])("%s", async (formula, words) => {
    await expect(evaluated(formula)).rejects.toThrow(words);
    await expect(evaluated(formula)).rejects.toBeInstanceOf(Unreadable);
  });

  it("and an error passes through arithmetic as in a sheet", async () => {
    expect(await evaluated('=2*INFER.PRICE("gpt-9")')).toMatchObject([[{ error: "#N/A" }]]);
    expect(await evaluated("=1/0")).toMatchObject([[{ error: "#DIV/0!" }]]);
  });
});
