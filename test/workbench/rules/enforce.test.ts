import type { Workbook } from "@univerjs/core";
import { IUniverInstanceService, UniverInstanceType } from "@univerjs/core";
import { SheetInterceptorService } from "@univerjs/sheets";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { modelOfPlan, openXlsx, type SheetRule, saveXlsx, type ValidationModel } from "../../../src/files";
import { EMPTY_PLAN } from "../../../src/host/port";
import { gridWorkbook } from "../../../src/host/sheet";
import { BLANK_WORKBOOK } from "../../../src/workbench/document/plain-model";
import { RuleConditions } from "../../../src/workbench/rules/conditions";
import { type Breach, enforceRules } from "../../../src/workbench/rules/enforce";
import { ruleAt } from "../../../src/workbench/rules/rule-at";
import { type GridWithoutWindow, gridWith } from "../document/grid-without-window";

const alert = { style: "stop", text: "No." } as const;
const RULES: readonly ValidationModel[] = [
  { addresses: "A1", type: "decimal", first: "0", second: "1", allowsBlank: false, alert },
  { addresses: "A2", type: "list", first: "OFFSET(Names!$A$1,0,0,2,1)", allowsBlank: false, alert },
  { addresses: "A3", type: "decimal", operator: "lessThanOrEqual", first: "SUM(B1:B2)", allowsBlank: false, alert },
  { addresses: "A4", type: "custom", first: "MYMACRO(A4)>0", allowsBlank: false, alert },
  { addresses: "A5", type: "whole", operator: "lessThan", first: "9", allowsBlank: true, alert: { style: "warning" } },
  { addresses: "A6", type: "whole", operator: "lessThan", first: "9", allowsBlank: true },
  { addresses: "A7", type: "custom", first: 'INFER.PRICE(A7,"input")>1', allowsBlank: true, alert },
];

const PLAN = {
  ...EMPTY_PLAN,
  sheets: [{ name: "Inputs" }, { name: "Names" }],
  blocks: [
    {
      sheet: "Inputs",
      row: 0,
      col: 0,
      cells: [
        [0.5, 3],
        ["gpt-4o", 4],
        [7, null],
      ],
    },
    { sheet: "Names", row: 0, col: 0, cells: [["gpt-4o"], ["o3"], ["hidden"]] },
  ],
  validations: RULES.map((validation) => ({ sheet: "Inputs", validation })),
};

let shared: GridWithoutWindow;
let breaches: Breach[] = [];
beforeAll(async () => {
  shared = await gridWith(BLANK_WORKBOOK);
  enforceRules(shared.univer.__getInjector(), shared.grid, (breach) => breaches.push(breach));
});
beforeEach(async () => {
  breaches = [];
  shared.grid.open(modelOfPlan(PLAN));
  await shared.grid.recalculate();
});
afterAll(() => {
  shared.univer.dispose();
});

/** What the window asks after something was typed into column A and stands in its cell. */
async function accepts(row: number, content: number | string | { readonly formula: string }): Promise<boolean> {
  const injector = shared.univer.__getInjector();
  shared.grid.write("Inputs", row, 0, [[typeof content === "object" ? content : { value: content }]]);
  const workbook = injector.get(IUniverInstanceService).getCurrentUnitOfType<Workbook>(UniverInstanceType.UNIVER_SHEET);
  const sheet = workbook?.getSheetBySheetName("Inputs");
  if (!workbook || !sheet) throw new Error("The workbook of the test is not open.");
  return (await injector.get(SheetInterceptorService).onValidateCell(workbook, sheet, row, 0)) ?? true;
}

describe("what is typed into a cell with a rule", () => {
  it("is refused where it breaks the rule, and told", async () => {
    expect(await accepts(0, 0.7)).toBe(true);
    expect(breaches).toEqual([]);
    expect(await accepts(0, 60)).toBe(false);
    expect(breaches).toMatchObject([{ typed: "60", isKept: false, rule: { alert, cell: { row: 0, col: 0 } } }]);
  });

  it("is held against limits and lists that are formulas, by their results at that moment", async () => {
    expect([await accepts(2, 7), await accepts(2, 8)]).toEqual([true, false]);
    shared.grid.write("Inputs", 0, 1, [[{ value: 30 }]]);
    expect(await accepts(2, 8)).toBe(true);
    expect([await accepts(1, "O3"), await accepts(1, "hidden")]).toEqual([true, false]);
  });

  it("may be a formula, whose result counts", async () => {
    expect([await accepts(0, { formula: "=B1/10" }), await accepts(0, { formula: "=B1" })]).toEqual([true, false]);
    expect(await accepts(0, { formula: "=1/0" })).toBe(true);
  });

  it("is held against rules that call INFER functions", async () => {
    expect(await accepts(6, "gpt-4o")).toBe(true);
    expect(await accepts(6, "gpt-4o-mini")).toBe(false);
  });

  it("passes where the rule calls what is not known here", async () => {
    expect(await accepts(3, 1)).toBe(true);
    expect(breaches).toEqual([]);
  });

  it("passes with a warning where the rule warns, and is taken back by one step that is still the last", async () => {
    shared.grid.write("Inputs", 4, 0, [[{ value: 1 }]]);
    expect(await accepts(4, 12)).toBe(true);
    expect(breaches).toMatchObject([{ typed: "12", isKept: true }]);
    await breaches[0]?.takeBack();
    expect(shared.grid.read({ sheet: "Inputs", row: 4, col: 0, rows: 1, cols: 1 })).toEqual([[1]]);
    await breaches[0]?.takeBack();
    expect(shared.grid.read({ sheet: "Inputs", row: 4, col: 0, rows: 1, cols: 1 })).toEqual([[1]]);
  });

  it("passes in silence where the rule has nothing to say", async () => {
    expect(await accepts(5, 12)).toBe(true);
    expect(breaches).toEqual([]);
  });
});

describe("the rules of a workbook", () => {
  const rulesNow = () => shared.grid.model().sheets.map(({ validations }) => validations);

  it("are written to a file and read again unchanged", async () => {
    const [inputs, names] = shared.grid.model().sheets;
    if (inputs === undefined || names === undefined) throw new Error("The plan of the test has two sheets.");
    const rules: readonly SheetRule[] = [
      ...inputs.validations,
      { addresses: "B1 C2:C3", type: "list", first: '"a,b"', allowsBlank: true, hidesList: true },
      { addresses: "D1", type: "none", allowsBlank: false, prompt: { title: "Note", text: "Any day." } },
    ];
    const model = { ...shared.grid.model(), sheets: [{ ...inputs, validations: rules }, names] };
    shared.grid.open(openXlsx(await saveXlsx(model, { savedAt: new Date(0) })).model);
    const file = await saveXlsx(shared.grid.model(), { savedAt: new Date(0) });
    expect(openXlsx(file).model.sheets.map(({ validations }) => validations)).toEqual([
      [...RULES, ...rules.slice(-2)],
      [],
    ]);
  });

  it("come with a model, go with it, and come back when that is undone", async () => {
    shared.grid.open(BLANK_WORKBOOK);
    await shared.grid.recalculate();
    const port = gridWorkbook(shared.grid);
    await port.apply(PLAN);
    expect(rulesNow()).toEqual([[], RULES, []]);
    await shared.grid.undo();
    expect(rulesNow()).toEqual([[]]);
    await shared.api.redo();
    expect(rulesNow()).toEqual([[], RULES, []]);
    await port.removeSheets(["Inputs", "Names"]);
    expect(rulesNow()).toEqual([[]]);
    await shared.grid.undo();
    expect(rulesNow()).toEqual([[], RULES, []]);
  });

  it("offer their lists: words of the rule as they would be typed, cells as they are shown", async () => {
    const conditions = new RuleConditions(shared.univer.__getInjector(), shared.grid);
    const list = (first: string) => {
      const found = ruleAt([{ addresses: "C1", type: "list", first, allowsBlank: true }], {
        sheet: "Inputs",
        row: 0,
        col: 2,
      });
      if (found === undefined) throw new Error("The rule of the test holds for C1.");
      return conditions.itemsOf(found);
    };
    expect(await list('"8,spot,TRUE"')).toEqual([
      { value: 8, text: "8" },
      { value: "spot", text: "spot" },
      { value: true, text: "TRUE" },
    ]);
    expect(await list("Names!$A$1:$A$9")).toEqual(["gpt-4o", "o3", "hidden"].map((text) => ({ value: text, text })));
    expect(await list("MYMACRO(1)")).toBeUndefined();
  });
});
