import { protectedSheet } from "../planCheck";
import { Refusal, type SheetCopy } from "../port";
import { areaOfRange, loadArea, rangeOf, stateOf } from "./ranges";
import { run, supports } from "./session";

async function check(context: Excel.RequestContext, copies: readonly SheetCopy[]): Promise<void> {
  if (!supports("1.10")) throw new Refusal("This version of Excel cannot copy a sheet for an add-in.");
  const { isStructureProtected, protectedSheets } = await stateOf(context);
  if (isStructureProtected) {
    throw new Refusal(
      "The structure of this workbook is protected, so no sheet can be added. Unprotect it under Review.",
    );
  }
  // The copy of a protected sheet is protected too, and cannot be filled.
  const locked = copies.find(({ sheet }) => protectedSheets.includes(sheet));
  if (locked) throw protectedSheet(locked.sheet);
}

/** The values come from the original: in a copy the formulas may still be waiting for their results. */
async function copyOne(context: Excel.RequestContext, { sheet, name }: SheetCopy): Promise<void> {
  const original = context.workbook.worksheets.getItem(sheet);
  const used = loadArea(original.getUsedRangeOrNullObject(true));
  const copy = original.copy("After", original);
  copy.name = name;
  await context.sync();
  if (used.isNullObject) return;
  rangeOf(context, { ...areaOfRange(used), sheet: name }).copyFrom(used, "Values");
  await context.sync();
}

async function removeCopies(copies: readonly SheetCopy[]): Promise<void> {
  await run(async (context) => {
    const made = copies.map(({ name }) => context.workbook.worksheets.getItemOrNullObject(name));
    await context.sync();
    for (const sheet of made.filter(({ isNullObject }) => !isNullObject)) sheet.delete();
    await context.sync();
  });
}

/** Copies sheets with what their formulas show, all of them or none. */
export async function copySheetsAsValues(copies: readonly SheetCopy[]): Promise<void> {
  await run((context) => check(context, copies));
  try {
    await run(async (context) => {
      for (const copy of copies) await copyOne(context, copy);
    });
  } catch (error) {
    await removeCopies(copies);
    throw error;
  }
}
