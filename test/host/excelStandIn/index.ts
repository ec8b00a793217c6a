import { type Book, ExcelError } from "../excelModel";
import { StandInContext } from "./context";
import { applicationObject, workbookObject } from "./workbook";

class ExcelContext extends StandInContext {
  readonly workbook = workbookObject(this);
  readonly application = applicationObject(this);
}

/** Puts the globals of Excel's page in place, for a workbook held in memory; `versions` are the ExcelApi it has. */
export function standInForExcel(book: Book, versions: (version: string) => boolean = () => true): void {
  const run = async (first: unknown, second?: unknown): Promise<unknown> => {
    const work = (second ?? first) as (context: ExcelContext) => Promise<unknown>;
    const context = first instanceof ExcelContext ? first : new ExcelContext(book);
    const result = await work(context);
    await context.sync();
    return result;
  };
  const requirements = { isSetSupported: (_set: string, version: string) => versions(version) };
  Object.assign(globalThis, {
    Excel: { run },
    Office: { context: { requirements } },
    OfficeExtension: { Error: ExcelError },
  });
}
