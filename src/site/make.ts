import "../functions";
import { VERSION } from "../../generated/version";
import { catalog } from "../catalog";
import { dataDay } from "../data";
import { isoText } from "../engine/dates";
import { createCalculator } from "../workbench/headless";
import { answersTo } from "./answers";
import type { SiteContent, SitePage, TemplateFile } from "./content";
import { tableEvidence } from "./evidence";
import { formulasOfSite, siteMap, sitePages } from "./site";
import { type SiteFile, templateFiles } from "./templateFiles";

export { isShownDocument, PICTURES } from "./documents";

export interface SiteInputs {
  readonly documents: ReadonlyMap<string, string>;
  readonly templates: readonly TemplateFile[];
  readonly address?: string;
}

/** Calculates every formula and gathers what the pages are made of. */
export async function siteContent(inputs: SiteInputs): Promise<SiteContent> {
  const calculator = createCalculator();
  try {
    const answers = await answersTo(formulasOfSite(catalog, inputs.documents), calculator);
    return {
      ...inputs,
      catalog,
      answers,
      evidence: tableEvidence(),
      version: VERSION,
      dataDate: isoText(dataDay()),
    };
  } finally {
    calculator.dispose();
  }
}

/** All files of the site that are made from our sources: pages, and a site map where the address is known. */
export async function madeSite(
  inputs: Omit<SiteInputs, "templates">,
): Promise<{ pages: readonly SitePage[]; files: readonly SiteFile[]; formulas: number }> {
  const { templates, files } = await templateFiles();
  const content = await siteContent({ ...inputs, templates });
  const pages = sitePages(content);
  const map = inputs.address === undefined ? [] : [{ path: "sitemap.xml", html: siteMap(pages, inputs.address) }];
  return { pages: [...pages, ...map], files, formulas: content.answers.count };
}
