import { type Injector, IUniverInstanceService, UniverInstanceType, type Workbook } from "@univerjs/core";
import { RegisterOtherFormulaService } from "@univerjs/engine-formula";
import { valueOfCell } from "../calc/reading";
import type { SheetValue } from "../calc/values";

/** A rule that takes longer is not waited for: what was typed passes. */
const LONGEST_WAIT_MS = 5000;

/** What a formula that stands in no cell comes to on a sheet, row by row; `undefined` where there is no result. */
export async function evaluated(
  injector: Injector,
  sheet: string,
  formula: string,
): Promise<readonly (readonly SheetValue[])[] | undefined> {
  const instances = injector.get(IUniverInstanceService);
  const workbook = instances.getCurrentUnitOfType<Workbook>(UniverInstanceType.UNIVER_SHEET);
  const sheetId = workbook?.getSheetBySheetName(sheet)?.getSheetId();
  if (!workbook || sheetId === undefined) return undefined;
  const service = injector.get(RegisterOtherFormulaService);
  const place = [workbook.getUnitId(), sheetId] as const;
  const id = service.registerFormulaWithRange(...place, `=${formula}`);
  try {
    const found = await Promise.race([service.getFormulaValue(...place, id), afterWaiting()]);
    return found?.result?.[0]?.[0]?.map((row) => row.map(valueOfCell));
  } finally {
    service.deleteFormula(...place, [id]);
  }
}

const afterWaiting = () =>
  new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), LONGEST_WAIT_MS);
  });
