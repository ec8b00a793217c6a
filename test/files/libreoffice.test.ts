import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import "../../src/functions";
import { openXlsx, saveXlsx, type WorkbookModel } from "../../src/files";
import { recalculated } from "../../src/workbench/recalculate";
import { SAMPLE } from "./sample";

const PROGRAM = ["soffice", "libreoffice"].find(
  (name) => spawnSync(name, ["--version"], { timeout: 60_000 }).status === 0,
);
const [sample] = SAMPLE.sheets;

/** Native formulas that LibreOffice of any recent version knows, with cells they refer to. */
const NATIVE = [
  "=SUM(B1:B4)",
  "=AVERAGE(B1:B4)/2",
  '=IF(B1>1,"yes","no")',
  "=ROUND(B2*1.0825,2)",
  '=VLOOKUP("c",A1:B4,2,FALSE)',
  '=SUMIFS(B1:B4,A1:A4,"<>a")',
  "=NPV(0.1,B1:B4)",
  "=PMT(0.05/12,60,-25000)",
  "=IRR(C1:C4)",
  "=STDEV.S(B1:B4)",
  "=NORM.S.INV(0.9)",
  '=TEXT(46346,"yyyy-mm-dd")',
  "=EDATE(46346,3)",
  '=IFERROR(1/0,"none")',
  "=1/0",
  "=SUMPRODUCT(B1:B4*B1:B4)",
  "=SUM(B1:B4*2)",
  "=total*2",
  "=SUM(T[usd])",
  '=CONCAT("a","b")&"&<c>"',
  "=AND(B1>0,B2>0)",
];

function nativeModel(): WorkbookModel {
  if (sample === undefined) throw new Error("the sample has no sheet");
  const data = [
    ["a", 1.5, -100],
    ["b", 2.25, 30],
    ["c", 4, 40],
    ["d", 8, 60],
  ].flatMap((line, row) => line.map((value, col) => ({ row, col, value })));
  const table = [
    ["item", "usd"],
    ["x", 1],
    ["y", 2],
  ].flatMap((line, row) => line.map((value, col) => ({ row: row + 5, col, value })));
  const formulas = NATIVE.map((formula, row) => ({ row, col: 5, formula }));
  const cells = [...data, ...table, ...formulas].sort((a, b) => a.row - b.row || a.col - b.col);
  const tables = [
    { name: "T", range: { row: 5, col: 0, rows: 3, cols: 2 }, columns: ["item", "usd"], hasTotals: false },
  ];
  const sheet = {
    ...sample,
    name: "N",
    cells,
    tables,
    columns: [],
    rows: [],
    merges: [],
    validations: [],
    charts: [],
    print: {},
  };
  return { activeSheet: 0, looks: [], names: [{ name: "total", refersTo: "=N!$F$1" }], sheets: [sheet] };
}

if (PROGRAM === undefined) console.warn("LibreOffice is not installed here: what it makes of our files is not tested.");

describe.skipIf(PROGRAM === undefined)("LibreOffice", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "infer-libreoffice-"));
  const converted = async (name: string, model: WorkbookModel) => {
    const source = path.join(folder, `${name}.xlsx`);
    writeFileSync(source, await saveXlsx(model));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(
      PROGRAM ?? "",
      [
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        path.join(folder, "out"),
        source,
      ],
      {
        stdio: "ignore",
        timeout: 100_000,
      },
    );
    return openXlsx(readFileSync(path.join(folder, "out", `${name}.xlsx`))).model;
  };
  let theirs: WorkbookModel;
  beforeAll(async () => {
    theirs = await converted("native", nativeModel());
  }, 120_000);

  it("opens what we write and agrees on native formulas", async () => {
    const { model: ours } = await recalculated(nativeModel());
    const results = (model: WorkbookModel) => {
      const cells = model.sheets[0]?.cells.filter(({ col }) => col === 5) ?? [];
      return cells.map(({ value }, index) => [
        NATIVE[index],
        typeof value === "number" ? Number(value.toPrecision(9)) : value,
      ]);
    };
    expect(results(theirs)).toEqual(results(ours));
    expect(results(ours)).toHaveLength(NATIVE.length);
  });

  it("keeps sheets, names, tables, merged cells, widths and validations of a workbook of ours", async () => {
    const model = await converted("sample", SAMPLE);
    const shape = ({ sheets, names }: WorkbookModel) => ({
      names: names.map(({ name }) => name).sort(),
      sheets: sheets.map(({ name, visibility, merges, tables, validations }) => ({
        name,
        visibility,
        merges,
        tables: tables.map((table) => [table.name, table.range, table.columns]),
        validations: validations.map(({ type, addresses }) => [type, addresses.split(" ").sort()]).sort(),
      })),
    });
    expect(shape(model)).toEqual(shape(SAMPLE));
    expect(model.sheets[0]?.columns.find(({ col }) => col === 0)?.widthPx).toBeCloseTo(180, -1);
  }, 120_000);
});
