import { describe, expect, it } from "vitest";
import "../../src/functions";
import { catalog } from "../../src/catalog";
import { registeredFunctions } from "../../src/functions/call/registry";
import { areaOfBlock, type Plan, type PlanCell } from "../../src/host/port";
import { callOfCard } from "../../src/taskpane/actions";
import { exampleArguments } from "../../src/taskpane/arguments";
import { type Example, examplePlan } from "../../src/taskpane/exampleBlock";
import { previewOf } from "../../src/taskpane/preview";
import { createWorkbook } from "../../src/workbench/workbook";

const ORIGIN = { sheet: "Start", row: 2, col: 1, rows: 1, cols: 1 };

function example(name: string, typed: readonly string[], rows = 1, cols = 1): Example {
  const entry = catalog.find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`no function ${name}`);
  return { entry, typed, args: callOfCard(entry, typed).args, rows, cols };
}

const cellsOf = (plan: Plan): readonly (readonly PlanCell[])[] => plan.blocks[0]?.cells ?? [];

describe("an example with its inputs in cells", () => {
  it("labels each input with name and unit and refers to it in the formula", () => {
    const { plan, needs } = examplePlan(example("COST", ["gpt-4o", "1500", "500"]), ORIGIN);
    expect(cellsOf(plan)).toEqual([
      ["INFER.COST", "Cost of one request in USD.", null],
      ["Input", "Unit", "Value"],
      ["model", "name", "gpt-4o"],
      ["input_tokens", "tokens", 1500],
      ["output_tokens", "tokens", 500],
      ["Result", "USD per request.", { formula: "=INFER.COST(D5,D6,D7)" }],
    ]);
    expect(needs).toEqual({ sheet: "Start", row: 2, col: 1, rows: 6, cols: 3 });
    expect(plan.show).toEqual({ sheet: "Start", row: 7, col: 3, rows: 1, cols: 1 });
  });

  it("gives a list as many cells as it has, and omitted arguments none", () => {
    const { plan } = examplePlan(example("ROUTE", ["{0.003,0.009}", "{80%;20%}"]), ORIGIN);
    expect(cellsOf(plan).slice(2)).toEqual([
      ["costs_usd", "USD", 0.003, 0.009],
      ["shares", "share 0-1", 0.8, null],
      [null, null, 0.2, null],
      ["Result", expect.any(String), { formula: "=INFER.ROUTE(D5:E5,D6:D7)" }, null],
    ]);
  });

  it("links a cell that the user chose, and leaves longer ranges where they are", () => {
    const { plan } = examplePlan(example("COST", ["=Inputs!B4", "=Inputs!C1:C9", "500"]), ORIGIN);
    expect(cellsOf(plan)[2]).toEqual(["model", "name", { formula: "=Inputs!B4" }]);
    expect(cellsOf(plan).at(-1)?.at(-1)).toEqual({ formula: "=INFER.COST(D5,Inputs!C1:C9,D6)" });
  });

  it("leaves room for a table below the inputs", () => {
    const { plan, needs } = examplePlan(example("VERSION", [], 2, 20), ORIGIN);
    expect(cellsOf(plan).at(-1)?.[0]).toEqual({ formula: "=INFER.VERSION()" });
    expect(needs).toMatchObject({ cols: 20, rows: cellsOf(plan).length + 1 });
  });
});

describe("in a workbook", () => {
  const named = catalog.filter(({ name }) => !["SIMULATE", "TORNADO", "DRAW", "TOKENS"].includes(name));
  it.each(named.map(({ name }) => name))("the example of %s answers as its card does", async (name) => {
    const typed = exampleArguments(example(name, []).entry);
    const { args } = callOfCard(example(name, []).entry, typed);
    const preview = await previewOf(name, args, () => Promise.reject(new Error("nothing to read")));
    const answer = preview.kind === "result" ? preview.cells : [];
    const { plan } = examplePlan(example(name, typed, answer.length, answer[0]?.length ?? 1), ORIGIN);
    const [block] = plan.blocks;
    if (!block || !plan.show) throw new Error("an example writes one block and shows its result");
    const cells = block.cells.flatMap((row, r) =>
      row.map((cell, c) => {
        const at = { sheet: "Start", row: areaOfBlock(block).row + r, col: areaOfBlock(block).col + c };
        return typeof cell === "object" && cell !== null ? { ...at, formula: cell.formula } : { ...at, value: cell };
      }),
    );
    const workbook = createWorkbook({ sheets: ["Start"], cells }, registeredFunctions());
    await workbook.recalculate();
    const { row, col } = plan.show;
    const shown = workbook.readRange("Start", row, col, answer.length, answer[0]?.length ?? 1);
    workbook.dispose();
    expect(shown.map((line) => line.map((cell) => cell ?? ""))).toEqual(answer);
  });
});
