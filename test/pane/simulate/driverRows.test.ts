import { describe, expect, it } from "vitest";
import { riskModels } from "../../../src/data";
import { DISTRIBUTIONS } from "../../../src/engine/risk/distributions";
import { DRIVER_COLUMNS as ENGINE_COLUMNS } from "../../../src/engine/risk/drivers";
import { isFormulaName } from "../../../src/engine/risk/modelSyntax";
import { defaultDrivers } from "../../../src/engine/risk/namedModels";
import { Refusal } from "../../../src/host/port";
import {
  BLANK_ROW,
  DRIVER_COLUMNS,
  driverTable,
  driverTableOf,
  KINDS,
  rowsOfModel,
  suggestedRow,
} from "../../../src/taskpane/simulate/driverRows";

describe("the drivers of the editor", () => {
  it("know the columns and the distributions of the engine", () => {
    expect(DRIVER_COLUMNS).toEqual(ENGINE_COLUMNS);
    expect([...KINDS].sort()).toEqual([...DISTRIBUTIONS].sort());
  });

  it.each(riskModels().map((model) => [model.id, model] as const))("of %s are the engine's", (_id, model) => {
    const padded = defaultDrivers(model).map((row) => Array.from({ length: 5 }, (_cell, col) => row[col]));
    expect(driverTable(rowsOfModel(model))).toEqual(padded);
    expect(rowsOfModel(model).every(({ name }) => isFormulaName(name))).toBe(true);
  });

  it("become the table that SIMULATE takes: percentages as numbers, lists and slips as text, blank rows left out", () => {
    const rows = [
      { ...BLANK_ROW, name: " hit ", numbers: ["10%", "1,000", "abc"] as const },
      BLANK_ROW,
      { name: "calls", distribution: "discrete" as const, numbers: ["10;20", "70%;30%", "left over"] as const },
    ];
    expect(driverTable(rows)).toEqual([
      ["hit", "triangular", 0.1, 1000, "abc"],
      ["calls", "discrete", "10;20", "70%;30%", undefined],
    ]);
  });

  it("from cells tell which cell holds an error", () => {
    const area = { sheet: "In", row: 3, col: 1, rows: 1, cols: 2 };
    expect(driverTableOf([["x", null]], area)).toEqual([["x", undefined]]);
    expect(() => driverTableOf([["x", { code: "#REF!", message: "" }]], area)).toThrow(
      new Refusal("In!C4 holds #REF!, so the drivers cannot be read."),
    );
  });

  it("suggested for a cell spread a fifth to both sides, ascending also below zero, and not around zero", () => {
    const origin = (value: number) => ({ reference: "A1", value, isCalculated: false });
    expect(suggestedRow("x", origin(-10), false).numbers).toEqual(["-12", "-10", "-8"]);
    expect(suggestedRow("x", origin(0.1), false).numbers).toEqual(["0.08", "0.1", "0.12"]);
    expect(suggestedRow("x", origin(0), false)).toMatchObject({ distribution: "fixed", numbers: ["0", "", ""] });
    expect(suggestedRow("x", origin(70), true).numbers).toEqual(["56", "70", "84"]);
  });
});
