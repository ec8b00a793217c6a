import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../src/functions";
import { excelWorkbook } from "../../src/host/excel";
import type { Plan, ReadValue, WorkbookPort } from "../../src/host/port";
import { gridWorkbook } from "../../src/host/sheet";
import { planOf, templates } from "../../src/templates";
import { type Book, newBook } from "./excelModel";
import { standInForExcel } from "./excelStandIn";
import { nodeGrid } from "./nodeGrid";

interface Written {
  readonly sheets: readonly string[];
  /** What stands in each cell as it was written: formulas as formulas, constants as values. */
  readonly cells: Readonly<Record<string, unknown>>;
  readonly tables: readonly unknown[];
}

/** What a host holds of a plan. Where a formula's result spills, only the formula was written. */
async function writtenInto(port: WorkbookPort, plan: Plan): Promise<Written> {
  const cells: Record<string, unknown> = {};
  for (const { sheet, row, col, cells: rows } of plan.blocks) {
    const area = { sheet, row, col, rows: rows.length, cols: rows[0]?.length ?? 0 };
    const [values, formulas] = [await port.read(area), await port.readFormulas(area)];
    for (const [r, line] of rows.entries()) {
      for (const [c, cell] of line.entries()) {
        const standing: ReadValue | undefined = cell === null ? undefined : values[r]?.[c];
        cells[`${sheet} ${r},${c}`] = formulas[r]?.[c] ?? standing;
      }
    }
  }
  return { sheets: await port.sheets(), cells, tables: await port.tables() };
}

let book: Book;
let bench: ReturnType<typeof nodeGrid>;

beforeEach(() => {
  book = newBook("Mine");
  standInForExcel(book);
  bench = nodeGrid("Mine");
});
afterEach(() => bench.dispose());

describe.each(templates)("$name in Excel and in the workbench", (template) => {
  it("is the same cells, formats, tables and sheets, and is gone when it is removed", async () => {
    const plan = planOf(template);
    const ports = [excelWorkbook(), gridWorkbook(bench.grid)] as const;
    for (const port of ports) await port.apply(plan);
    const [inExcel, inBench] = [await writtenInto(ports[0], plan), await writtenInto(ports[1], plan)];
    expect(inExcel).toEqual(inBench);
    for (const { area } of plan.looks.filter(({ look }) => look.numberFormat !== undefined)) {
      const format = book.sheets.find(({ name }) => name === area.sheet)?.formats.get(`${area.row},${area.col}`);
      expect(bench.numberFormat(area.sheet, area.row, area.col) ?? "General", JSON.stringify(area)).toBe(format);
    }
    const charts = book.sheets.flatMap((sheet) => sheet.charts.map(({ series }) => [sheet.name, series.length]));
    expect(charts).toEqual(plan.charts.map(({ sheet, chart }) => [sheet, chart.series.length]));
    for (const port of ports) {
      await port.removeSheets(plan.sheets.map(({ name }) => name));
      expect(await port.sheets()).toEqual(["Mine"]);
      expect(await port.tables()).toEqual([]);
    }
  });
});
