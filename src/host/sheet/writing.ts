import type { Grid } from "../../workbench/grid";
import { addressOf, contains } from "../address";
import { isFormula, looksOfBlock } from "../cells";
import { areaOfBlock, type Block, type LookArea, type Plan } from "../plan";
import { Refusal, type Replacement, type TableChanges } from "../port";
import { tableNamed } from "../replacementCheck";

/** Rows and columns beside what a plan writes, for the user's own. */
const SPARE_ROWS = 200;
const LEAST_ROWS = 1000;
const LEAST_COLS = 26;

/** Writes a plan that was checked; where it fails, what is written by then stays for the caller to take back. */
export async function writePlan(grid: Grid, plan: Plan): Promise<void> {
  for (const sheet of plan.sheets) {
    const areas = [...plan.blocks.filter((block) => block.sheet === sheet.name).map(areaOfBlock)];
    const rows = Math.max(LEAST_ROWS, ...areas.map((area) => area.row + area.rows + SPARE_ROWS));
    const cols = Math.max(LEAST_COLS, ...areas.map((area) => area.col + area.cols));
    grid.addSheet(sheet.name, rows, cols, sheet);
    if (sheet.print !== undefined) grid.setPrint(sheet.name, sheet.print);
  }
  for (const block of plan.blocks) writeBlock(grid, block, plan.looks);
  const areas = plan.blocks.map(areaOfBlock);
  for (const { area, look } of plan.looks) {
    if (!areas.some((written) => contains(written, area))) grid.setLook(area, look);
  }
  for (const { name, area } of plan.tables) {
    const isMade = await grid.addTable(name, area);
    if (!isMade) throw new Refusal(`The workbench cannot make a table of ${addressOf(area)} on ${area.sheet}.`);
  }
  for (const { name, refersTo } of plan.names) grid.addName(name, refersTo.replace(/^=/, ""));
  const hasFormula = plan.blocks.some(({ cells }) => cells.some((row) => row.some(isFormula)));
  if (hasFormula || plan.names.length > 0) await grid.calculated();
  // Nothing fails after these: what they add is not taken back by blanking cells.
  for (const sheet of new Set(plan.validations.map((rule) => rule.sheet))) {
    const rules = plan.validations.filter((rule) => rule.sheet === sheet);
    grid.addValidations(
      sheet,
      rules.map(({ validation }) => validation),
    );
  }
  for (const { sheet, chart } of plan.charts) grid.addChart(sheet, chart);
}

function writeBlock(grid: Grid, block: Block, looks: readonly LookArea[]): void {
  const dressed = looksOfBlock(block, looks);
  const cells = block.cells.map((row, r) =>
    row.map((cell, c) => {
      const content = isFormula(cell) ? { formula: cell.formula } : { value: cell };
      const look = dressed[r]?.[c];
      return look === undefined || Object.keys(look).length === 0 ? content : { ...content, look };
    }),
  );
  grid.write(block.sheet, block.row, block.col, cells);
}

/** Writes over cells that hold what was expected. */
export async function overwrite(grid: Grid, changes: readonly Replacement[], also: TableChanges): Promise<void> {
  const { resized = [], removed = [], looks = [] } = also;
  const nameOf = (table: string) => tableNamed(grid.tables(), table).name;
  for (const { name, area } of resized) grid.resizeTable(nameOf(name), area);
  for (const { area, look } of looks) grid.setLook(area, look);
  for (const { area, cells } of changes) {
    const contents = cells.map((row) => row.map((cell) => (isFormula(cell) ? cell : { value: cell })));
    grid.write(area.sheet, area.row, area.col, contents);
  }
  for (const { table, rows } of removed) await grid.removeTableRows(nameOf(table), rows);
}
