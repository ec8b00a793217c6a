import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import "../../src/functions";
import { type CellModel, modelOfPlan, openXlsx, type SheetModel, saveXlsx, type WorkbookModel } from "../../src/files";
import { addressOf } from "../../src/host/address";
import { planOf, templates } from "../../src/templates";
import { recalculated } from "../../src/workbench/recalculate";

const PROGRAM = ["soffice", "libreoffice"].find(
  (name) => spawnSync(name, ["--version"], { timeout: 60_000 }).status === 0,
);

/** Native formulas of any template, the smallest one included. */
const FEWEST_COMPARED = 40;
const RELATIVE = 1e-9;
/** What may be left of a difference that is nothing, of the numbers beside it: the workbench rounds to 11 decimals. */
const CANCELLED = 1e-11;

if (PROGRAM === undefined)
  console.warn("LibreOffice is not installed here: what it makes of the models is not tested.");

/** INFER functions, and natives that LibreOffice knows only since 24.8. */
const NOT_THERE = /\bINFER\.|\b(FILTER|SORT|SORTBY|UNIQUE|SEQUENCE|XLOOKUP|XMATCH|LET)\(/i;
const isForeign = ({ formula }: CellModel) => NOT_THERE.test(formula ?? "");

/** A cell that LibreOffice has to take as given: what the function said, in every cell that it fills. */
function given(cell: CellModel): CellModel[] {
  const { formula: _formula, spill, isFixedArray: _fixed, ...rest } = cell;
  if (spill === undefined) return [rest];
  return spill.values.flatMap((line, r) =>
    line.flatMap((value, c) =>
      value === undefined ? [] : [{ ...rest, row: cell.row + r, col: cell.col + c, value } satisfies CellModel],
    ),
  );
}

/** A native formula without its result, so that LibreOffice cannot but calculate it. */
function unanswered({ value: _value, spill, ...cell }: CellModel): CellModel {
  if (spill === undefined) return cell;
  // LibreOffice of these years knows no spilling, but fills a fixed range.
  return {
    ...cell,
    isFixedArray: true,
    spill: { ...spill, values: spill.values.map((line) => line.map(() => undefined)) },
  };
}

/** The workbook in which the answers of INFER functions are typed, and only native formulas are left, without results. */
function nativePart(model: WorkbookModel): WorkbookModel {
  const sheets = model.sheets.map((sheet): SheetModel => {
    const cells = new Map<string, CellModel>();
    for (const cell of sheet.cells) {
      const parts = cell.formula === undefined ? [cell] : isForeign(cell) ? given(cell) : [unanswered(cell)];
      for (const part of parts) {
        const key = `${part.row},${part.col}`;
        // A cell that another's result fills is dressed on its own, and blank.
        if (part.value !== undefined || part.formula !== undefined || !cells.has(key)) cells.set(key, part);
      }
    }
    return { ...sheet, cells: [...cells.values()].sort((a, b) => a.row - b.row || a.col - b.col) };
  });
  return { ...model, sheets };
}

/** The largest number beside a cell: a difference of two of them is as exact as they are, however small it is. */
function scaleOf(cell: CellModel, { cells }: SheetModel): number {
  const numbers = cells.flatMap(({ row, value }) => (row === cell.row && typeof value === "number" ? [value] : []));
  return Math.max(1, ...numbers.map(Math.abs));
}

const numberOf = (value: CellModel["value"]) => (typeof value === "boolean" ? Number(value) : value);

/** LibreOffice writes TRUE in a cell with a number format as 1, and an empty text as a blank cell. */
function same(ours: CellModel["value"], theirs: CellModel["value"], scale: number): boolean {
  const [a, b] = [numberOf(ours), numberOf(theirs)];
  if (typeof a !== "number" || typeof b !== "number") return JSON.stringify(a ?? "") === JSON.stringify(b ?? "");
  return Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b)) || Math.abs(a - b) <= CANCELLED * scale;
}

/** What stands in each cell of a sheet, also where a result fills it. */
function valuesOf({ cells }: SheetModel): Map<string, CellModel["value"]> {
  const values = new Map(cells.map(({ row, col, value }) => [`${row},${col}`, value]));
  for (const { row, col, spill } of cells) {
    for (const [r, line] of (spill?.values ?? []).entries()) {
      for (const [c, value] of line.entries()) values.set(`${row + r},${col + c}`, value);
    }
  }
  return values;
}

function compared(ours: WorkbookModel, theirs: WorkbookModel): { count: number; different: string[] } {
  const different: string[] = [];
  let count = 0;
  for (const [index, sheet] of ours.sheets.entries()) {
    const other = theirs.sheets[index];
    if (other === undefined) throw new Error(`${sheet.name} is not there.`);
    const there = valuesOf(other);
    for (const cell of sheet.cells) {
      if (cell.formula === undefined || isForeign(cell)) continue;
      for (const [r, line] of (cell.spill?.values ?? [[cell.value]]).entries()) {
        for (const [c, value] of line.entries()) {
          const [row, col] = [cell.row + r, cell.col + c];
          const theirValue = there.get(`${row},${col}`);
          count++;
          if (same(value, theirValue, scaleOf(cell, sheet))) continue;
          const place = `${sheet.name}!${addressOf({ row, col, rows: 1, cols: 1 })}`;
          different.push(`${place} ${cell.formula}: ${JSON.stringify(value)}, there ${JSON.stringify(theirValue)}`);
        }
      }
    }
  }
  return { count, different };
}

/** Charts that are not marked as ours are no part of the model, so they are counted in the file. */
function chartsIn(bytes: Uint8Array): number {
  return Object.keys(unzipSync(bytes)).filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name)).length;
}

const shape = ({ sheets }: WorkbookModel) =>
  sheets.map(({ name, visibility, tables }) => ({
    name,
    visibility,
    tables: tables.map(({ name: table, range, columns }) => [table, range, columns]),
  }));

describe.skipIf(PROGRAM === undefined)("LibreOffice and the models", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "infer-models-"));
  const ours = new Map<string, WorkbookModel>();
  const bytesOf = (name: string) => readFileSync(path.join(folder, "out", `${name}.xlsx`));
  const modelOf = (id: string): WorkbookModel => {
    const model = ours.get(id);
    if (model === undefined) throw new Error(`There is no model ${id}.`);
    return model;
  };

  beforeAll(async () => {
    for (const template of templates) {
      const { model } = await recalculated(modelOfPlan(planOf(template)));
      ours.set(template.id, model);
      writeFileSync(path.join(folder, `${template.id}.xlsx`), await saveXlsx(model));
      writeFileSync(path.join(folder, `${template.id}-native.xlsx`), await saveXlsx(nativePart(model)));
    }
    const files = templates.flatMap(({ id }) => [`${id}.xlsx`, `${id}-native.xlsx`]);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const filter = "xlsx:Calc MS Excel 2007 XML";
    const options = [profile, "--headless", "--convert-to", filter, "--outdir", path.join(folder, "out")];
    execFileSync(PROGRAM ?? "", [...options, ...files.map((file) => path.join(folder, file))], {
      stdio: "ignore",
      timeout: 200_000,
    });
  }, 300_000);

  it.each(templates)("$name opens with all its sheets, tables and charts", async ({ id }) => {
    const bytes = bytesOf(id);
    expect(shape((await openXlsx(bytes)).model)).toEqual(shape(modelOf(id)));
    expect(chartsIn(bytes)).toBe(modelOf(id).sheets.flatMap(({ charts }) => charts).length);
  });

  it.each(templates)("$name has every native formula calculate to the same value there", async ({ id }) => {
    const { model } = await openXlsx(bytesOf(`${id}-native`));
    const { count, different } = compared(modelOf(id), model);
    expect(different).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(FEWEST_COMPARED);
  });
});
