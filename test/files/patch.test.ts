import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import "../../src/functions";
import { openXlsx, withResults } from "../../src/files";
import { recalculated } from "../../src/workbench/recalculate";
import { DYNAMIC, handmade, oneSheet } from "./handmade";

const SHEET = "xl/worksheets/sheet1.xml";
const sheetOf = (file: Uint8Array) =>
  strFromU8(unzipSync(file)[SHEET] ?? new Uint8Array()).replace(/^.*?<sheetData>|<\/sheetData>.*$/gs, "");

async function calculated(file: Uint8Array): Promise<Uint8Array> {
  return withResults(file, (await recalculated(openXlsx(file).model)).model);
}

describe("a file with new results", () => {
  it("differs in the values of its formulas alone", async () => {
    const file = oneSheet(
      `<row r="1" spans="1:9" x14ac:dyDescent="0.25"><c r="A1" s="3"><v>2</v></c><c r="B1" s="4" t="str"><f>A1*3</f><v>old</v></c><!-- kept --><c r="C1" t="inlineStr"><is><t>t</t></is></c></row>`,
    );
    expect(sheetOf(await calculated(file))).toBe(
      `<row r="1" x14ac:dyDescent="0.25"><c r="A1" s="3"><v>2</v></c><c r="B1" s="4"><f>A1*3</f><v>6</v></c><c r="C1" t="inlineStr"><is><t>t</t></is></c></row>`,
    );
  });

  it("types results as Excel does: numbers, texts, truth, errors", async () => {
    const file = oneSheet(
      `<row r="1"><c r="A1"><f>"a"&amp;"&lt;b&gt;"</f></c><c r="B1"><f>1&gt;0</f></c><c r="C1"><f>1/0</f><v>5</v></c><c r="D1" t="e"><f>1+1</f><v>#N/A</v></c></row>`,
    );
    expect(sheetOf(await calculated(file))).toBe(
      `<row r="1"><c r="A1" t="str"><f>"a"&amp;"&lt;b&gt;"</f><v>a&lt;b&gt;</v></c><c r="B1" t="b"><f>1&gt;0</f><v>1</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>1+1</f><v>2</v></c></row>`,
    );
  });

  it("lets a spilling result grow into rows that were not there, and keeps formats in its way", async () => {
    const file = oneSheet(
      `<row r="1"><c r="A1"><v>3</v></c><c r="B1" cm="1"><f t="array" ref="B1">_xlfn.SEQUENCE(A1)</f><v>1</v></c></row><row r="3"><c r="B3" s="2"/><c r="C3"><v>9</v></c></row><row r="7" ht="20" customHeight="1"/>`,
      DYNAMIC,
    );
    expect(sheetOf(await calculated(file))).toBe(
      `<row r="1"><c r="A1"><v>3</v></c><c r="B1" cm="1"><f t="array" ref="B1:B3">_xlfn.SEQUENCE(A1)</f><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="B3" s="2"><v>3</v></c><c r="C3"><v>9</v></c></row><row r="7" ht="20" customHeight="1"/>`,
    );
  });

  it("empties what a shorter result leaves", async () => {
    const file = oneSheet(
      `<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:A3">_xlfn.SEQUENCE(2)</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="A3" s="1"><v>3</v></c></row>`,
      DYNAMIC,
    );
    expect(sheetOf(await calculated(file))).toContain(`<row r="3"><c r="A3" s="1"></c></row>`);
    expect(openXlsx(await calculated(file)).model.sheets[0]?.cells[0]?.spill?.rows).toBe(2);
  });

  it("keeps stored values of formulas that reach out, and formulas that are stored once for many", async () => {
    const file = oneSheet(
      `<row r="1"><c r="A1"><f>[1]S!A1</f><v>7</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f></c></row><row r="2"><c r="A2"><v>4</v></c><c r="B2"><f t="shared" si="0"/></c></row>`,
    );
    expect(sheetOf(await calculated(file))).toBe(
      `<row r="1"><c r="A1"><f>[1]S!A1</f><v>7</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>14</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="B2"><f t="shared" si="0"/><v>8</v></c></row>`,
    );
  });

  it("keeps the prefix of the file's element names", async () => {
    const file = handmade({
      prefix: "x",
      sheets: [`<x:sheetData><x:row><x:c><x:f>1+1</x:f></x:c></x:row></x:sheetData>`],
    });
    const xml = strFromU8(unzipSync(await calculated(file))[SHEET] ?? new Uint8Array());
    expect(xml).toContain("<x:row><x:c><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>");
  });

  it("counts dates from 1904 where the file does", async () => {
    const file = new Uint8Array(readFileSync(new URL("corpus/xlsxwriter-1904.xlsx", import.meta.url)));
    expect(sheetOf(await calculated(file))).toContain(`<f>A1+1</f><v>44885</v>`);
  });

  it.each(["openpyxl.xlsx", "xlsxwriter.xlsx"])("%s: no other part changes", async (name) => {
    const file = new Uint8Array(readFileSync(new URL(`corpus/${name}`, import.meta.url)));
    const before = unzipSync(file);
    const after = unzipSync(await calculated(file));
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.keys(before).filter(
      (part) => strFromU8(before[part] as Uint8Array) !== strFromU8(after[part] as Uint8Array),
    );
    for (const part of changed) expect(part).toMatch(/^xl\/worksheets\/sheet\d\.xml$/);
    expect(changed.length).toBeGreaterThan(0);
  });
});
