import { describe, expect, it } from "vitest";
import { openXlsx } from "../../src/files";
import type { CellModel } from "../../src/files/model";
import { DYNAMIC, handmade, oneSheet } from "./handmade";

/** The cells of the first sheet by address. */
function cellsOf(file: Uint8Array): Record<string, Partial<CellModel>> {
  const cells = openXlsx(file).model.sheets[0]?.cells ?? [];
  return Object.fromEntries(cells.map(({ row, col, ...rest }) => [`${String.fromCharCode(65 + col)}${row + 1}`, rest]));
}

describe("values as files hold them", () => {
  it("reads every type, keeps texts texts and numbers to the last digit", () => {
    const file = oneSheet(
      `<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="b"><v>1</v></c>
       <c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="inlineStr"><is><t>=1+1</t></is></c><c r="F1" t="d"><v>2026-11-20T12:00:00</v></c>
       <c r="G1"><v>1E-7</v></c><c r="H1" t="str"><v>x</v></c><c r="I1" s="0"/></row>`,
      {
        links: [["sharedStrings", "sharedStrings.xml"]],
        parts: {
          "xl/sharedStrings.xml": `<sst><si><t>a</t></si><si><t xml:space="preserve"> b &amp; &lt;c&gt;_x000D_&#10;</t><rPh sb="0" eb="1"><t>kana</t></rPh></si></sst>`,
        },
      },
    );
    expect(cellsOf(file)).toEqual({
      A1: { value: 0.30000000000000004 },
      B1: { value: " b & <c>\r\n" },
      C1: { value: true },
      D1: { value: { error: "#N/A" } },
      E1: { value: "=1+1" },
      F1: { value: 46346.5 },
      G1: { value: 1e-7 },
      H1: { value: "x" },
    });
  });

  it("reads cells of hidden rows as all others: formulas over them count them", () => {
    const file = oneSheet(
      `<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>
       <row r="3"><c r="A3"><f>SUM(A1:A2)</f><v>3</v></c></row>`,
    );
    expect(cellsOf(file)).toEqual({ A1: { value: 1 }, A2: { value: 2 }, A3: { value: 3, formula: "=SUM(A1:A2)" } });
  });

  it("places cells that do not say where they stand", () => {
    const file = oneSheet(
      `<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>`,
    );
    expect(cellsOf(file)).toEqual({ A1: { value: 1 }, B1: { value: 2 }, C5: { value: 3 }, D5: { value: 4 } });
  });

  it("reads elements with a namespace prefix, comments, CDATA and quotes of both kinds", () => {
    const file = handmade({
      prefix: "x",
      sheets: [
        `<!-- a --><x:sheetData><x:row r='1'><x:c r='A1' t="str"><x:f>"a"&amp;"&gt;"</x:f><x:v><![CDATA[a>]]></x:v></x:c></x:row></x:sheetData>`,
      ],
    });
    expect(cellsOf(file)).toEqual({ A1: { value: "a>", formula: '="a"&">"' } });
  });

  it("moves dates that count from 1904, and nothing else", () => {
    const file = oneSheet(`<row r="1"><c r="A1" s="1"><v>44884</v></c><c r="B1"><v>44884</v></c></row>`, {
      before: `<workbookPr date1904="1"/>`,
      links: [["styles", "styles.xml"]],
      parts: {
        "xl/styles.xml": `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
      },
    });
    expect(cellsOf(file)).toEqual({ A1: { value: 46346, look: 0 }, B1: { value: 44884 } });
    expect(openXlsx(file).losses.map(({ what }) => what)).toEqual(["dates"]);
  });
});

describe("formulas as Excel stores them", () => {
  it("reads INFER's, also behind the name of the add-in's file, and native ones that came later", () => {
    const file = oneSheet(
      `<row r="1"><c r="A1"><f>_xldudf_INFER_COST("gpt-4o",1500,500)</f><v>0.00875</v></c>
       <c r="B1"><f>[2]!_xldudf_INFER_COST("gpt-4o",1,1)</f></c>
       <c r="C1"><f>'C:\\x y\\FUNCRES.XLAM'!_xldudf_INFER_COST("gpt-4o",1,1)</f></c>
       <c r="D1"><f>_xlfn.STDEV.S(A1:B1)</f><v>1</v></c></row>`,
    );
    expect(cellsOf(file)).toEqual({
      A1: { value: 0.00875, formula: '=INFER.COST("gpt-4o",1500,500)' },
      B1: { formula: '=INFER.COST("gpt-4o",1,1)' },
      C1: { formula: '=INFER.COST("gpt-4o",1,1)' },
      D1: { value: 1, formula: "=STDEV.S(A1:B1)" },
    });
  });

  it("gives a spilling formula the cells it fills, which are no values of their own", () => {
    const file = oneSheet(
      `<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:B2">_xlfn.SEQUENCE(2,2)</f><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>9</v></c></row>
       <row r="2"><c r="A2"><v>3</v></c><c r="B2" t="e"><v>#N/A</v></c></row>`,
      DYNAMIC,
    );
    const values = [
      [1, 2],
      [3, { error: "#N/A" }],
    ];
    expect(cellsOf(file)).toEqual({
      A1: { value: 1, formula: "=SEQUENCE(2,2)", spill: { rows: 2, cols: 2, values } },
      C1: { value: 9 },
    });
  });

  it("tells an array formula with a fixed range from one that spills", () => {
    const file = oneSheet(`<row r="1"><c r="A1"><f t="array" ref="A1">SUM(B1:B3*2)</f><v>1</v></c></row>`, DYNAMIC);
    expect(cellsOf(file)["A1"]).toMatchObject({ formula: "=SUM(B1:B3*2)", isFixedArray: true });
  });

  it("keeps the range of an array formula whose results are not stored", () => {
    const file = oneSheet(`<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3*2</f></c></row>`);
    expect(cellsOf(file)["A1"]).toMatchObject({ isFixedArray: true, spill: { rows: 3, cols: 1 } });
  });

  it("writes out formulas that are stored once for many cells", () => {
    const file = oneSheet(
      `<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*$C$1</f><v>1</v></c></row>
       <row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"></f><v>3</v></c></row>`,
    );
    expect(Object.values(cellsOf(file)).map(({ formula }) => formula)).toEqual(["=B1*$C$1", "=B2*$C$1", "=B3*$C$1"]);
  });

  it("keeps the value, not the formula, of one that would reach out of the workbook, and says so", () => {
    const file = oneSheet(
      `<row r="1"><c r="A1"><f>_xlfn.WEBSERVICE("http://127.0.0.1/")</f><v>7</v></c><c r="B1"><f>[1]Sheet1!A1*2</f><v>8</v></c></row>`,
      { links: [["externalLink", "externalLinks/externalLink1.xml"]] },
    );
    expect(cellsOf(file)).toEqual({ A1: { value: 7 }, B1: { value: 8 } });
    const { losses, blocked } = openXlsx(file);
    expect(blocked).toEqual([
      {
        sheet: "S1",
        cell: "A1",
        formula: '=WEBSERVICE("http://127.0.0.1/")',
        reason: "it calls WEBSERVICE, which needs something outside the workbook",
      },
      { sheet: "S1", cell: "B1", formula: "=[1]Sheet1!A1*2", reason: "it refers to another workbook" },
    ]);
    expect(losses.map(({ sentence }) => sentence)).toEqual([
      "Links to 1 other workbook are not carried; their values are.",
      '"S1" A1: the formula gave way to the stored value, as it calls WEBSERVICE, which needs something outside the workbook.',
      '"S1" B1: the formula gave way to the stored value, as it refers to another workbook.',
    ]);
  });
});

describe("what stands around the cells", () => {
  it("reads validations, those of Excel 2010's extension too", () => {
    const file = handmade({
      sheets: [
        `<sheetData/><dataValidations count="3"><dataValidation type="list" showDropDown="1" showErrorMessage="1" sqref="D1"><formula1>"a,b"</formula1></dataValidation><dataValidation showInputMessage="1" promptTitle="Note" prompt="Any day." sqref="E1"/><dataValidation type="whole" operator="lessThan" allowBlank="1" showErrorMessage="1" error="no" sqref="A1 B2:B3"><formula1>10</formula1></dataValidation></dataValidations>
         <extLst><ext><x14:dataValidations xmlns:x14="x14" xmlns:xm="xm"><x14:dataValidation type="list"><x14:formula1><xm:f>S2!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C1</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`,
      ],
    });
    expect(openXlsx(file).model.sheets[0]?.validations).toEqual([
      { addresses: "D1", type: "list", first: '"a,b"', allowsBlank: false, hidesList: true, alert: { style: "stop" } },
      { addresses: "E1", type: "none", allowsBlank: false, prompt: { title: "Note", text: "Any day." } },
      {
        addresses: "A1 B2:B3",
        type: "whole",
        operator: "lessThan",
        first: "10",
        allowsBlank: true,
        alert: { style: "stop", text: "no" },
      },
      { addresses: "C1", type: "list", first: "S2!$A$1:$A$3", allowsBlank: false },
    ]);
  });

  it("lists what it does not carry, before anything is written", () => {
    const file = handmade({
      sheets: [
        `<sheetData><row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" r1="B1"/><v>1</v></c></row></sheetData><sheetProtection sheet="1"/><autoFilter ref="A1:A2"/><conditionalFormatting sqref="A1"/><conditionalFormatting sqref="A2"/><hyperlinks><hyperlink ref="A1"/></hyperlinks>`,
      ],
      sheetLinks: [
        ["pivotTable", "../pivotTables/pivotTable1.xml"],
        ["comments", "../comments1.xml"],
        ["table", "../tables/table1.xml"],
      ],
      links: [["vbaProject", "vbaProject.bin"]],
      before: `<workbookProtection lockStructure="1"/>`,
      workbook: `<definedNames><definedName name="far">[1]Sheet1!$A$1</definedName><definedName name="near">S1!$A$1</definedName></definedNames>`,
      parts: {
        "xl/vbaProject.bin": "x",
        "xl/tables/table1.xml": `<table displayName="T" ref="A1:A2"><autoFilter ref="A1:A2"><filterColumn colId="0"/></autoFilter><tableColumns><tableColumn id="1" name="c"/></tableColumns></table>`,
      },
    });
    const { losses, model } = openXlsx(file);
    expect(losses.map(({ what }) => what).sort()).toEqual(
      [
        "macros",
        "protection",
        "names",
        "data tables",
        "conditional formats",
        "links",
        "protection",
        "filters",
        "pivot tables",
        "comments",
        "filters",
      ].sort(),
    );
    for (const { sentence } of losses)
      expect(sentence).toMatch(/^["A-Z0-9].* (not carried|are carried|is carried).*\.$/);
    expect(model.names).toEqual([{ name: "near", refersTo: "=S1!$A$1" }]);
  });

  it("lists formats that it does not carry, of the looks in use alone", () => {
    const styles = `<styleSheet><fonts><font/><font><vertAlign val="superscript"/></font></fonts>
      <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><gradientFill/></fill></fills>
      <borders><border/><border diagonalUp="1"><diagonal style="thin"/></border></borders>
      <cellXfs><xf/><xf fontId="1"/><xf fillId="1"/><xf fillId="2"/><xf borderId="1"/>
      <xf><alignment textRotation="45" shrinkToFit="1" horizontal="centerContinuous"/></xf><xf numFmtId="9"/></cellXfs></styleSheet>`;
    const lossesOf = (cells: string, columns = "") =>
      openXlsx(
        handmade({
          sheets: [`${columns}<sheetData><row r="1">${cells}</row></sheetData>`],
          links: [["styles", "styles.xml"]],
          parts: { "xl/styles.xml": styles },
        }),
      ).losses.map(({ sentence }) => sentence);
    const cell = (style: number) => `<c s="${style}"><v>1</v></c>`;
    expect(lossesOf(cell(0) + cell(6))).toEqual([]);
    expect(lossesOf([1, 2, 3, 4, 5].map(cell).join(""))).toEqual([
      "Some formats of cells are not carried: raised or lowered letters, patterns, colour gradients, diagonal lines, turned text, text shrunk to its cell, text that is justified, repeated or centred across cells.",
    ]);
    expect(lossesOf(cell(0), `<cols><col min="1" max="1" style="6"/></cols>`)).toEqual([
      'Formats of whole columns or rows on "S1" are carried only in cells that the file lists.',
    ]);
  });
});
