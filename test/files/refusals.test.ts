import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { FileRefusal, openXlsx, saveXlsx } from "../../src/files";
import { handmade, oneSheet } from "./handmade";
import { SAMPLE } from "./sample";

const sound = new Uint8Array(readFileSync(new URL("corpus/openpyxl.xlsx", import.meta.url)));

function refusal(file: Uint8Array): string {
  try {
    openXlsx(file);
  } catch (thrown) {
    if (thrown instanceof FileRefusal) return thrown.message;
    throw thrown;
  }
  return "";
}

const DIRECTORY_ENTRY = { signature: [0x50, 0x4b, 1, 2], nameAt: 46 };
const LOCAL_HEADER = { signature: [0x50, 0x4b, 3, 4], nameAt: 30 };

/** Other bytes in what the archive says of the workbook's own part. */
function changed(file: Uint8Array, { signature, nameAt }: typeof LOCAL_HEADER, offset: number, ...bytes: number[]) {
  const copy = file.slice();
  const name = strToU8("xl/workbook.xml");
  const isAt = (at: number, expected: readonly number[] | Uint8Array) =>
    [...expected].every((byte, i) => copy[at + i] === byte);
  const at = copy.findIndex((_byte, index) => isAt(index, signature) && isAt(index + nameAt, name));
  expect(at).toBeGreaterThanOrEqual(0);
  copy.set(bytes, at + offset);
  return copy;
}

describe("a file that cannot be read is refused with a sentence", () => {
  it.each<readonly [string, Uint8Array, RegExp]>([
    ["empty", new Uint8Array(), /is empty/],
    ["a text", strToU8("model,usd\ngpt-4o,1\n"), /no workbook.*Save|save/],
    ["a web page called .xls", strToU8("<html><table></table></html>"), /web page or XML/],
    [
      "encrypted, or of before 2007",
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      /encrypted/,
    ],
    ["another archive", zipSync({ "a.txt": strToU8("a") }), /no workbook/],
    ["a document", handmade({ sheets: [""], parts: { "_rels/.rels": "<Relationships/>" } }), /no Excel workbook/],
    ["cut off", sound.subarray(0, sound.length - 30), /damaged/],
    ["cut short", sound.subarray(0, 2000), /damaged/],
    ["a part with a wrong checksum", changed(sound, DIRECTORY_ENTRY, 16, 1, 2, 3, 4), /damaged|checksum/],
    ["a part with a password", changed(sound, DIRECTORY_ENTRY, 8, 1), /encrypted/],
    ["a part packed in another way", changed(sound, DIRECTORY_ENTRY, 10, 14), /damaged/],
    ["a missing part", changed(sound, LOCAL_HEADER, 0, 0), /damaged|missing/],
    [
      "a sheet that is not there",
      oneSheet("", { parts: { "xl/_rels/workbook.xml.rels": "<Relationships/>" } }),
      /no worksheet/,
    ],
    [
      "XML that ends in the middle",
      oneSheet("", { parts: { "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r=" } }),
      /damaged/,
    ],
    [
      "entities of its own",
      oneSheet("", { parts: { "xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>` } }),
      /entities/,
    ],
    ["a cell outside the sheet", oneSheet(`<row r="1"><c r="XFE1"><v>1</v></c></row>`), /damaged/],
    ["a row outside the sheet", oneSheet(`<row r="1048577"><c r="A1048577"><v>1</v></c></row>`), /damaged/],
    ["a number that is none", oneSheet(`<row r="1"><c r="A1"><v>one</v></c></row>`), /"one" as a number/],
    ["a text that is missing", oneSheet(`<row r="1"><c r="A1" t="s"><v>3</v></c></row>`), /missing/],
    [
      "two sheets of one name",
      handmade({ sheets: ["", ""], workbook: "", before: `<sheets><sheet name="s1" r:id="rId1"/></sheets>` }),
      /two sheets/,
    ],
  ])("%s", (_what, file, sentence) => {
    expect(refusal(file)).toMatch(sentence);
  });
});

describe("a small file that unpacks to a large one", () => {
  const zeros = (megabytes: number) => new Uint8Array(megabytes * 1e6);
  const ROOT = strToU8(
    '<Relationships><Relationship Id="r" Type="officeDocument" Target="xl/workbook.xml"/></Relationships>',
  );

  it("is refused by what its directory says", () => {
    const parts = Object.fromEntries(Array.from({ length: 4 }, (_u, i) => [`xl/p${i}.xml`, zeros(80)]));
    expect(refusal(zipSync({ "[Content_Types].xml": strToU8("<Types/>"), ...parts }, { level: 9 }))).toMatch(
      /unpacks to 320 MB/,
    );
  });

  it("is refused where the directory says less than it unpacks to", () => {
    const file = zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "_rels/.rels": ROOT,
      "xl/workbook.xml": zeros(200),
    });
    expect(file.length).toBeLessThan(300_000);
    expect(refusal(changed(file, DIRECTORY_ENTRY, 24, 10, 0, 0, 0))).toMatch(/unpacks to more than it says/);
  });

  it("is refused for cells beyond a million, and not for one cell in the last corner", () => {
    const rows = Array.from(
      { length: 1001 },
      (_r, r) => `<row r="${r + 1}">${"<c><v>1</v></c>".repeat(1000)}</row>`,
    ).join("");
    expect(refusal(oneSheet(rows))).toMatch(/more than 1,000,000 filled cells/);
    const corner = openXlsx(oneSheet(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`));
    expect(corner.model.sheets[0]?.cells).toEqual([{ row: 1_048_575, col: 16_383, value: 1 }]);
  });

  it("does not grow with ranges that are only named", () => {
    const file = handmade({
      sheets: [
        `<cols>${'<col min="1" max="16384" width="9"/>'.repeat(2000)}</cols><sheetData><row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row></sheetData>`,
      ],
    });
    expect(openXlsx(file).model.sheets[0]?.cells[0]?.spill).toMatchObject({ rows: 1, cols: 1 });
  });
});

describe("a model that Excel would not open is refused", () => {
  it.each(["", "a/b", "x".repeat(32), "'quoted'", "History"])('a sheet named "%s"', async (name) => {
    const [sheet] = SAMPLE.sheets;
    if (sheet === undefined) throw new Error("the sample has no sheet");
    await expect(
      saveXlsx({ ...SAMPLE, names: [], activeSheet: 0, sheets: [{ ...sheet, name, print: {} }] }),
    ).rejects.toThrow(FileRefusal);
  });
});
