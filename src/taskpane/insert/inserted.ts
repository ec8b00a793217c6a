import type { WorkbookPort } from "../../host/port";

/** A model that was inserted: what it added to the workbook, so that just this can be taken away again. */
export interface InsertedModel {
  readonly template: string;
  readonly name: string;
  readonly sheets: readonly string[];
}

const KEY = "infer.models";

function isModel(value: unknown): value is InsertedModel {
  const { template, name, sheets } = (value ?? {}) as Partial<InsertedModel>;
  const isText = (text: unknown) => typeof text === "string";
  return isText(template) && isText(name) && Array.isArray(sheets) && sheets.every(isText);
}

async function remembered(port: WorkbookPort): Promise<readonly InsertedModel[]> {
  const stored = await port.setting(KEY);
  if (stored === undefined) return [];
  try {
    const list: unknown = JSON.parse(stored);
    return Array.isArray(list) ? list.filter(isModel) : [];
  } catch (error) {
    // Somebody else wrote into the workbook's settings: we know of no models then, and the sheets stay.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The models of the workbook, each with those of its sheets that are still there under their name. */
export async function insertedModels(port: WorkbookPort): Promise<readonly InsertedModel[]> {
  const sheets = new Set((await port.sheets()).map((name) => name.toLowerCase()));
  return (await remembered(port))
    .map((model) => ({ ...model, sheets: model.sheets.filter((name) => sheets.has(name.toLowerCase())) }))
    .filter((model) => model.sheets.length > 0);
}

export async function remember(port: WorkbookPort, model: InsertedModel): Promise<void> {
  await port.storeSetting(KEY, JSON.stringify([...(await insertedModels(port)), model]));
}

/** To be called when the model's sheets are gone. */
export async function forget(port: WorkbookPort): Promise<void> {
  await port.storeSetting(KEY, JSON.stringify(await insertedModels(port)));
}
