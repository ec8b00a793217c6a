import { modelOfPlan, saveXlsx } from "../files";
import { planOf, type Template, templates } from "../templates";
import { recalculated } from "../workbench/recalculate";
import type { TemplateFile } from "./content";

/** A file of the site that is no page. */
export interface SiteFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

async function fileOf(template: Template): Promise<{ about: TemplateFile; file: SiteFile }> {
  const { id, name, promise, functions } = template;
  const plan = planOf(template);
  const { model } = await recalculated(modelOfPlan(plan));
  const file = { path: `templates/${id}.xlsx`, bytes: await saveXlsx(model) };
  const sheets = plan.sheets.map((sheet) => sheet.name);
  return { about: { id, name, promise, functions, sheets, file: file.path, bytes: file.bytes.length }, file };
}

/** Every template as a workbook with its results, and what the page says of it. */
export async function templateFiles(): Promise<{ templates: readonly TemplateFile[]; files: readonly SiteFile[] }> {
  const made: Awaited<ReturnType<typeof fileOf>>[] = [];
  for (const template of templates) made.push(await fileOf(template));
  return { templates: made.map(({ about }) => about), files: made.map(({ file }) => file) };
}
