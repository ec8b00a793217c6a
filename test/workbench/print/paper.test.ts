import { describe, expect, it } from "vitest";
import type { SheetModel } from "../../../src/files";
import { BLANK_WORKBOOK } from "../../../src/workbench/document/plain-model";
import { paperFor, printedRange, printScale } from "../../../src/workbench/print/paper";

const EMPTY = BLANK_WORKBOOK.sheets[0] as SheetModel;

describe("what is printed of a sheet", () => {
  it("is its print area where it has one", () => {
    const sheet = { ...EMPTY, print: { area: "$B$2:$D$10,$F$1:$F$2" } };
    expect(printedRange(sheet)).toMatchObject({ row: 1, col: 1, rows: 9, cols: 3 });
  });

  it("is else everything that is filled, spills over or is drawn", () => {
    const cells = [
      { row: 3, col: 1, value: 1, spill: { rows: 4, cols: 2, values: [] } },
      { row: 90, col: 90 },
    ];
    expect(printedRange({ ...EMPTY, cells })).toEqual({ row: 0, col: 0, rows: 7, cols: 3 });
    const charts = [{ kind: "pie", series: [], place: { row: 2, col: 4, rows: 20, cols: 6 } }] as const;
    expect(printedRange({ ...EMPTY, cells, charts })).toEqual({ row: 0, col: 0, rows: 22, cols: 10 });
    expect(printedRange(EMPTY)).toEqual({ row: 0, col: 0, rows: 1, cols: 1 });
  });
});

describe("the paper", () => {
  it("lies as the set-up says, else along what is wide", () => {
    expect(paperFor({ orientation: "portrait" }, 3000).orientation).toBe("portrait");
    expect(paperFor({}, 3000).orientation).toBe("landscape");
    expect(paperFor({}, 500).orientation).toBe("portrait");
  });

  it("is one page wide, never larger than on the screen, and one page high where that is asked for", () => {
    const paper = paperFor({ orientation: "portrait" }, 500);
    expect(printScale({}, paper, 500, 99_999)).toBe(1);
    expect(printScale({}, paper, paper.widthPx * 2, 10)).toBeCloseTo(0.5, 10);
    expect(printScale({ fitTo: { wide: 1, tall: 1 } }, paper, 500, paper.heightPx * 4)).toBeCloseTo(0.25, 10);
    expect(printScale({ fitTo: { wide: 1, tall: 0 } }, paper, 500, paper.heightPx * 4)).toBe(1);
  });
});
