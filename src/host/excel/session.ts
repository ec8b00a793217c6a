import { Refusal, type Stop } from "../port";

export const supports = (version: string) => Office.context.requirements.isSetSupported("ExcelApi", version);

const REFUSALS: Readonly<Record<string, string>> = {
  AccessDenied: "Excel refuses the change: the sheet or the workbook is protected or opened read-only.",
  InvalidSelection: "Select one block of cells: several blocks at once cannot be used here.",
  InvalidOperationInCellEditMode: "Excel is waiting for a cell to be finished: press Enter, then try again.",
  ItemAlreadyExists: "A sheet or table of that name exists already. Nothing was written.",
};

/** Excel's error as a sentence where there is one for it; anything else stays what it is. */
function explained(error: unknown): unknown {
  const code = error instanceof OfficeExtension.Error ? error.code : "";
  const sentence = REFUSALS[code];
  return sentence === undefined ? error : new Refusal(sentence);
}

export async function run<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  const options: Excel.RunOptions = { delayForCellEdit: true, ...(supports("1.20") ? { mergeUndoGroup: true } : {}) };
  try {
    return await Excel.run(options, work);
  } catch (error) {
    throw explained(error);
  }
}

/** As `run`, for work on one sheet, which may be gone. */
export async function runOn<T>(sheet: string, work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await run(work);
  } catch (error) {
    const isGone = error instanceof OfficeExtension.Error && error.code === "ItemNotFound";
    throw isGone ? new Refusal(`The workbook has no sheet "${sheet}".`) : error;
  }
}

type Watched = OfficeExtension.EventHandlers<Excel.SelectionChangedEventArgs | Excel.WorksheetChangedEventArgs>;

/** Starts a watch; what it gives ends it. */
export function watch(events: (context: Excel.RequestContext) => Watched, listener: () => void): Promise<Stop> {
  return run(async (context) => {
    const handler = events(context).add(async () => listener());
    await context.sync();
    return () => {
      void Excel.run(handler.context, async (own) => {
        handler.remove();
        await own.sync();
      });
    };
  });
}
