import type { CatalogEntry } from "../catalog/types";
import type { SiteContent, SitePage } from "./content";
import { documentLists, documentPages, isShownDocument } from "./documents";
import { formulasOfFunctions, functionPages } from "./functionPages";
import { homePage } from "./home";
import { formulasOfExample, LIVE_EXAMPLES } from "./liveExamples";
import { formulasIn } from "./markdown";
import { notFoundPage } from "./notFound";
import { templatePages } from "./templatesPage";

/** Every formula that some page shows: they are calculated before the pages are made. */
export function formulasOfSite(
  catalog: readonly CatalogEntry[],
  documents: ReadonlyMap<string, string>,
): readonly string[] {
  const shown = [...documents].filter(([file]) => isShownDocument(file)).map(([, text]) => text);
  return [...formulasOfFunctions(catalog), ...LIVE_EXAMPLES.flatMap(formulasOfExample), ...shown.flatMap(formulasIn)];
}

export function sitePages(content: SiteContent): readonly SitePage[] {
  return [
    homePage(content),
    ...functionPages(content),
    ...documentPages(content),
    ...documentLists(content),
    ...templatePages(content),
    notFoundPage(content),
  ];
}

/** A map of the pages for search engines, which wants whole addresses: only where the site's address is known. */
export function siteMap(pages: readonly SitePage[], address: string): string {
  const urls = pages
    .filter(({ path }) => path !== "404.html")
    .map(({ path }) => `<url><loc>${address}${path === "index.html" ? "" : path}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`;
}
