import { type Area, addressOf, overlaps, referenceOf } from "./address";
import { sheetNameOf, tableNameOf } from "./naming";
import { areaOfBlock, type Block, type NewTable, type Plan } from "./plan";
import { Refusal } from "./port";

/** What a host reports of the workbook before a plan is applied. */
export interface WorkbookState {
  readonly sheets: readonly string[];
  /** Names of tables and defined names. */
  readonly tables: readonly string[];
  readonly protectedSheets: readonly string[];
  /** No sheet can be added. */
  readonly isStructureProtected: boolean;
}

const lower = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));

/** Refuses a plan that the workbook has no room for; a plan that contradicts itself is a fault of ours and throws. */
export function checkPlan(plan: Plan, state: WorkbookState): void {
  checkBlocks(plan);
  for (const table of plan.tables) checkTable(table, plan.blocks);
  if (plan.sheets.length > 0 && state.isStructureProtected) {
    throw new Refusal(
      "The structure of this workbook is protected, so no sheet can be added. Unprotect it under Review.",
    );
  }
  checkNames(plan, state);
  const old = lower(state.sheets);
  const added = lower(plan.sheets.map(({ name }) => name));
  for (const { sheet } of plan.blocks) {
    if (added.has(sheet.toLowerCase())) continue;
    if (!old.has(sheet.toLowerCase())) throw new Refusal(`The workbook has no sheet "${sheet}".`);
    if (state.protectedSheets.includes(sheet)) throw protectedSheet(sheet);
  }
}

/** The sheets to remove as the workbook spells them, or why they cannot all be removed. */
export function checkRemoval(
  names: readonly string[],
  { sheets, protectedSheets, isStructureProtected }: WorkbookState,
  visible: readonly string[],
): readonly string[] {
  const wanted = lower(names);
  const found = sheets.filter((sheet) => wanted.has(sheet.toLowerCase()));
  const missing = names.find((name) => !lower(sheets).has(name.toLowerCase()));
  if (missing !== undefined) throw new Refusal(`The workbook has no sheet "${missing}". Nothing was removed.`);
  if (isStructureProtected) {
    throw new Refusal(
      "The structure of this workbook is protected, so no sheet can be removed. Unprotect it under Review.",
    );
  }
  const locked = found.find((sheet) => protectedSheets.includes(sheet));
  if (locked !== undefined) throw new Refusal(`The sheet "${locked}" is protected. Nothing was removed.`);
  if (visible.every((sheet) => found.includes(sheet))) {
    throw new Refusal("A workbook needs a sheet: add an empty one first, then remove these. Nothing was removed.");
  }
  return found;
}

export function protectedSheet(sheet: string): Refusal {
  return new Refusal(`The sheet "${sheet}" is protected. Select a cell of another sheet, or add a new one.`);
}

/** Nothing that stands in a cell is overwritten: the sentence names what stands there. */
export function occupied(areas: readonly Area[]): Refusal {
  const named = areas.slice(0, 3).map(referenceOf).join(", ");
  const rest = areas.length > 3 ? ` and ${areas.length - 3} more` : "";
  const verb = areas.length === 1 ? "holds" : "hold";
  return new Refusal(`${named}${rest} already ${verb} data. Nothing was written: select an empty cell.`);
}

export function mergedCells(area: Area): Refusal {
  const why = "has merged cells, which would hide values";
  return new Refusal(`${referenceOf(area)} ${why}. Nothing was written: select other cells or unmerge them.`);
}

/** The parts of a plan that go where something may stand already. */
export function blocksOnOldSheets(plan: Plan): readonly Block[] {
  const added = lower(plan.sheets.map(({ name }) => name));
  return plan.blocks.filter(({ sheet }) => !added.has(sheet.toLowerCase()));
}

function checkNames(plan: Plan, state: WorkbookState): void {
  const sheets = lower(state.sheets);
  for (const { name } of plan.sheets) {
    if (name !== sheetNameOf(name)) throw new Error(`"${name}" is no name for a sheet.`);
    if (sheets.has(name.toLowerCase())) throw new Refusal(`There is a sheet "${name}" already. Nothing was written.`);
    sheets.add(name.toLowerCase());
  }
  const names = lower(state.tables);
  for (const { name } of [...plan.tables, ...plan.names]) {
    if (name !== tableNameOf(name)) throw new Error(`"${name}" is no name for a table.`);
    if (names.has(name.toLowerCase())) throw new Refusal(`The name "${name}" is taken. Nothing was written.`);
    names.add(name.toLowerCase());
  }
}

function checkBlocks({ blocks }: Plan): void {
  const areas = blocks.map(areaOfBlock);
  for (const [index, block] of blocks.entries()) {
    const area = areas[index] as Area;
    if (area.rows === 0 || area.cols === 0) throw new Error(`A block of ${block.sheet} has no cells.`);
    if (block.cells.some((row) => row.length !== area.cols)) {
      throw new Error(`The rows of ${referenceOf(area)} differ in length.`);
    }
    const other = areas.slice(0, index).find((earlier) => overlaps(earlier, area));
    if (other) throw new Error(`${referenceOf(area)} is written twice: also as part of ${addressOf(other)}.`);
  }
}

function checkTable({ name, area }: NewTable, blocks: readonly Block[]): void {
  const block = blocks.find((candidate) => overlaps(areaOfBlock(candidate), area));
  const header = block?.cells[area.row - block.row]?.slice(area.col - block.col, area.col - block.col + area.cols);
  const texts = (header ?? []).filter((cell) => typeof cell === "string" && cell !== "");
  if (texts.length !== area.cols || new Set(texts.map((text) => String(text).toLowerCase())).size !== area.cols) {
    throw new Error(`The header of the table ${name} needs a different text in each of its ${area.cols} columns.`);
  }
}
