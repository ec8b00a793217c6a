import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { openXlsx, saveXlsx, type WorkbookModel } from "../../src/files";
import { addressOfCell } from "../../src/files/addresses";
import type { CellValue } from "../../src/files/model";
import { recalculated } from "../../src/workbench/recalculate";

const folder = new URL("corpus/", import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const files = readdirSync(folder).filter((name) => name.endsWith(".xlsx"));

/** Values of formula cells, to nine digits: other programs store fifteen. */
function results(model: WorkbookModel): Record<string, unknown> {
  const rounded = (value: CellValue | undefined) => (typeof value === "number" ? Number(value.toPrecision(9)) : value);
  return Object.fromEntries(
    model.sheets.flatMap(({ name, cells }) =>
      cells
        .filter(({ formula }) => formula !== undefined)
        .map(({ row, col, value, spill }) => [
          `${name}!${addressOfCell(row, col)}`,
          spill === undefined ? rounded(value) : spill.values.map((line) => line.map(rounded)),
        ]),
    ),
  );
}

describe("workbooks that other programs wrote", () => {
  it.each(files)("%s: open, save and open again is the same model", async (name) => {
    const { model } = openXlsx(read(name));
    const again = openXlsx(await saveXlsx(model));
    expect(again.model).toEqual(model);
    expect(again.losses).toEqual([]);
  });

  it("openpyxl.xlsx gives the results that LibreOffice stored for it", async () => {
    const { model } = await recalculated(openXlsx(read("openpyxl.xlsx")).model);
    const theirs = results(openXlsx(read("libreoffice.xlsx")).model);
    const ours = results(model);
    expect(Object.keys(ours).length).toBeGreaterThan(20);
    for (const [cell, value] of Object.entries(ours)) expect([cell, theirs[cell]]).toEqual([cell, value]);
  });

  it("libreoffice.xlsx calculated anew gives what it holds", async () => {
    const { model } = openXlsx(read("libreoffice.xlsx"));
    expect(results((await recalculated(model)).model)).toEqual(results(model));
  });

  it("xlsxwriter.xlsx: dynamic arrays spill, and what refers to them follows", async () => {
    const { model } = await recalculated(openXlsx(read("xlsxwriter.xlsx")).model);
    expect(results(model)).toMatchObject({
      "Dynamic!E2": [["de"], ["in"], ["se"], ["us"]],
      "Dynamic!F2": [[0.08], [0.09]],
      "Dynamic!G2": [[9.6], [15.2], [3.6], [18]],
      "Dynamic!H2": 46.4,
      "Dynamic!H3": 0.06,
      "Dynamic!H4": 9.6,
      "Dynamic!H5": 3,
      "Dynamic!J2": [
        [1, 2, 3],
        [4, 5, 6],
      ],
      "Dynamic!E8": [[0.8], [1.9]],
      "Dynamic!C13": 3,
      "Dynamic!H12": 8,
      "Dynamic!H13": 0.24,
    });
  });

  it("xlsxwriter-1904.xlsx: a date is the same day", async () => {
    const { model } = await recalculated(openXlsx(read("xlsxwriter-1904.xlsx")).model);
    expect(model.sheets[0]?.cells.map(({ value }) => value)).toEqual([46346, 2026, 46347, 5]);
  });

  it("lists what is not carried", () => {
    const kinds = (name: string) => [...new Set(openXlsx(read(name)).losses.map(({ what }) => what))].sort();
    expect(kinds("openpyxl.xlsx")).toEqual(["charts", "comments", "conditional formats", "links"]);
    expect(kinds("xlsxwriter.xlsx")).toEqual([
      "charts",
      "comments",
      "conditional formats",
      "groups",
      "other",
      "pictures",
      "protection",
      "rich text",
    ]);
  });
});
