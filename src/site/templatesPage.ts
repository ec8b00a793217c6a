import type { SiteContent, SitePage } from "./content";
import { made, TEMPLATES } from "./documents";
import { page } from "./layout";
import { linkFrom, placeOfFunction } from "./links";
import { html, type Markup, markup } from "./markup";

const PATH = "templates.html";
const KB = 1000;

/** What the document about templates says, below its title. */
function about(content: SiteContent): Markup | undefined {
  if (!content.documents.has(TEMPLATES)) return undefined;
  return markup(made(content, TEMPLATES).html.replace(/<h1[^>]*>.*?<\/h1>\n?/, ""));
}

/** The workbooks to download, if there are any. */
export function templatePages(content: SiteContent): SitePage[] {
  const { templates } = content;
  if (templates.length === 0) return [];
  const cards = templates.map(
    ({ name, promise, functions, sheets, file, bytes }) => html`<li>
<h2>${name}</h2>
<p>${promise}</p>
<p class="note">Sheets: ${sheets.join(", ")}.<br>Functions: ${functions.map((id, at) => html`${at > 0 ? ", " : ""}<a href="${linkFrom(PATH, placeOfFunction(id))}">${id}</a>`)}.</p>
<p><a class="button" href="${linkFrom(PATH, file)}" download>Download<span class="hidden"> ${name}</span></a> <span class="note">.xlsx, ${Math.ceil(bytes / KB).toLocaleString("en-US")} kB</span></p>
</li>`,
  );
  const lead =
    "Workbooks with inputs, calculation, checks and a page to print. They open anywhere with their results stored; change an input and INFER calculates again.";
  const whole = page(content, {
    path: PATH,
    title: "Templates",
    description: lead,
    section: "Templates",
    kind: "document list",
    main: html`<article class="prose"><h1>Templates</h1><p class="lead">${lead}</p>
<p>Without Excel, <a href="${linkFrom(PATH, "workbench.html")}">open the workbench</a> and load the file there with <em>Open</em>.</p>
<ul class="cards">${cards}</ul>
${about(content)}</article>`,
  });
  return [whole];
}
