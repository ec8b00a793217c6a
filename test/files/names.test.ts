import { describe, expect, it } from "vitest";
import "../../src/functions";
import { openXlsx, withPlainNames } from "../../src/files";
import { recalculated } from "../../src/workbench/recalculate";
import { handmade } from "./handmade";

const names = (...defined: readonly string[]) => `<definedNames>${defined.join("")}</definedNames>`;

/** Two sheets, each with a rate of its own beside the workbook's. */
const RATES = handmade({
  sheets: [
    `<sheetData><row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>rate*10</f></c><c r="C1"><f>S2!rate</f></c><c r="D1"><f>_xlfn.LET(_xlpm.rate,1,_xlpm.rate)</f></c></row></sheetData>`,
    `<sheetData><row r="1"><c r="A1"><v>3</v></c><c r="B1"><f>rate*10</f></c><c r="C1"><f>SUM(rate,both)</f></c></row></sheetData>`,
    `<sheetData><row r="1"><c r="A1"><v>5</v></c><c r="B1"><f>Rate*10</f></c></row></sheetData>`,
  ],
  workbook: names(
    `<definedName name="rate">S3!$A$1</definedName>`,
    `<definedName name="rate" localSheetId="0">'S1'!$A$1</definedName>`,
    `<definedName name="rate" localSheetId="1">S2!$A$1</definedName>`,
    `<definedName name="both">S1!$A$1+S2!$A$1</definedName>`,
  ),
});

const valuesOf = async (file: Uint8Array) => {
  const { model } = await recalculated(openXlsx(file).model);
  return model.sheets.map(({ cells }) => cells.filter(({ formula }) => formula).map(({ value }) => value));
};

describe("a name that means other cells in other places", () => {
  it("is a sheet's own on that sheet, the workbook's elsewhere, and found through a sheet's name", async () => {
    expect(await valuesOf(RATES)).toEqual([[20, 3, 1], [30, 8], [50]]);
  });

  it("gives way to what it means only in the formulas that the engine reads", () => {
    const { model } = openXlsx(RATES);
    const plain = withPlainNames(model);
    expect(model.sheets[0]?.cells[1]?.formula).toBe("=rate*10");
    expect(plain.model.sheets.map(({ cells }) => cells[1]?.formula)).toEqual([
      "='S1'!$A$1*10",
      "=S2!$A$1*10",
      "=S3!$A$1*10",
    ]);
    expect(plain.replaced).toEqual(["rate"]);
  });

  it("may name cells beside the formula's own", async () => {
    const file = handmade({
      sheets: [
        `<sheetData><row r="1"><c r="A1"><v>7</v></c><c r="B1"><f>left+1</f></c><c r="C1"><f>left+1</f></c></row></sheetData>`,
      ],
      workbook: names(`<definedName name="left">S1!XFD1</definedName>`),
    });
    expect(await valuesOf(file)).toEqual([[8, 9]]);
  });

  it("is left alone where it means one thing", () => {
    const file = handmade({
      sheets: [`<sheetData><row r="1"><c r="A1"><f>rate</f></c></row></sheetData>`],
      workbook: names(`<definedName name="rate" localSheetId="0">S1!$B$1</definedName>`),
    });
    const { model } = openXlsx(file);
    expect(withPlainNames(model)).toEqual({ model, replaced: [] });
  });
});

it("a formula with a name that reaches out of the workbook keeps its value", async () => {
  const file = handmade({
    sheets: [`<sheetData><row r="1"><c r="A1"><f>theirs*2</f><v>14</v></c><c r="B1"><f>A1+1</f></c></row></sheetData>`],
    workbook: names(`<definedName name="theirs">[1]Sheet1!$A$1</definedName>`),
  });
  expect(openXlsx(file).blocked).toMatchObject([
    { cell: "A1", reason: "it uses the name theirs: it refers to another workbook" },
  ]);
  expect(await valuesOf(file)).toEqual([[15]]);
});
