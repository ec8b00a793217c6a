import type { SiteContent, SitePage } from "./content";
import { page } from "./layout";
import { linkFrom, placeOfDocument, placeOfFunction, targetOf } from "./links";
import { type Heading, type MadeDocument, madeDocument } from "./markdown";
import { html, type Markup, markup } from "./markup";

/** Documents whose place on the site is not made from them: the reference has a page for each function. */
const FUNCTIONS = "docs/functions.md";

/** Documents for those who work on the product: the site does not show them, and does not link to them. */
const UNSHOWN = [FUNCTIONS, "docs/try-in-excel.md", "docs/faults.md"];
/** Shown below the list of templates, on its page. */
export const TEMPLATES = "docs/templates.md";

/** The documents of the repository that the site shows. */
export const isShownDocument = (file: string): boolean =>
  (file.startsWith("docs/") && file.endsWith(".md") && !UNSHOWN.includes(file)) || file === "CHANGELOG.md";

/** Pictures that documents show, by their place in the repository. */
export const PICTURES: Readonly<Record<string, string>> = {
  "docs/methodology/serving-accuracy.svg": "methodology/serving-accuracy.svg",
};

/**
 * Where a link of a document leads on the site; `undefined` for a document that the site does not show. A link to what is
 * not there stops the build.
 */
export function siteLink(content: SiteContent, source: string, href: string): string | undefined {
  if (/^https?:/.test(href)) return href;
  if (href.startsWith("#")) return href;
  const { file, anchor } = targetOf(source, href);
  const here = placeOfDocument(source);
  if (file === FUNCTIONS) {
    const entry = content.catalog.find(({ name }) => name.toLowerCase() === anchor);
    return entry === undefined
      ? linkFrom(here, "functions/index.html", anchor)
      : linkFrom(here, placeOfFunction(entry.name));
  }
  const picture = PICTURES[file];
  if (picture !== undefined) return linkFrom(here, picture);
  if (!content.documents.has(file)) throw new Error(`${source} links to ${href}, which is no document.`);
  if (!isShownDocument(file)) return undefined;
  return linkFrom(here, placeOfDocument(file), anchor);
}

const SECTIONS: Readonly<Record<string, string>> = {
  "questions.html": "Questions",
  "sources.html": "Sources",
};

const sectionOf = (path: string): string | undefined =>
  path.startsWith("methodology/") ? "Methodology" : SECTIONS[path];

const CONTENTS_FROM = 3;

/** Links to the parts of a long page, beside it. */
function contents(headings: readonly Heading[]): Markup | undefined {
  const parts = headings.filter(({ depth }) => depth === 2);
  if (parts.length < CONTENTS_FROM) return undefined;
  const links = parts.map(({ text, anchor }) => html`<li><a href="#${anchor}">${text}</a></li>`);
  return html`<nav class="contents" aria-label="On this page"><p>On this page</p><ul>${links}</ul></nav>`;
}

const LONGEST_DESCRIPTION = 160;

/** The beginning of a text, cut between words. */
export function shortened(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  return `${text.slice(0, LONGEST_DESCRIPTION).replace(/\s+\S*$/, "")} …`;
}

export function made(content: SiteContent, source: string): MadeDocument {
  const text = content.documents.get(source);
  if (text === undefined) throw new Error(`There is no document ${source}.`);
  return madeDocument(text, {
    source,
    answers: content.answers,
    linkTo: (href) => siteLink(content, source, href),
    showAllValues: source === "docs/published-examples.md",
  });
}

function documentPage(content: SiteContent, source: string): SitePage {
  const document = made(content, source);
  const path = placeOfDocument(source);
  const section = sectionOf(path);
  return page(content, {
    path,
    title: document.title,
    description: shortened(document.lead),
    kind: "document",
    ...(section === undefined ? {} : { section }),
    main: html`<article class="prose">${markup(document.html)}</article>${contents(document.headings)}`,
  });
}

export function documentPages(content: SiteContent): SitePage[] {
  const withinAnother = content.templates.length > 0 ? [TEMPLATES] : [];
  return [...content.documents.keys()]
    .filter((source) => isShownDocument(source) && !withinAnother.includes(source))
    .map((source) => documentPage(content, source));
}

function listPage(content: SiteContent, folder: string, title: string, lead: string): SitePage {
  const path = `${folder}/index.html`;
  const items = [...content.documents.keys()]
    .filter((source) => source.startsWith(`docs/${folder}/`))
    .map((source) => ({ source, document: made(content, source) }))
    .map(
      ({ source, document }) =>
        html`<li><a href="${linkFrom(path, placeOfDocument(source))}">${document.title}</a><p>${shortened(document.lead)}</p></li>`,
    );
  const section = sectionOf(path);
  return page(content, {
    path,
    title,
    description: lead,
    kind: "document list",
    ...(section === undefined ? {} : { section }),
    main: html`<article class="prose"><h1>${title}</h1><p class="lead">${lead}</p><ul class="cards">${items}</ul></article>`,
  });
}

export function documentLists(content: SiteContent): SitePage[] {
  return [
    listPage(
      content,
      "methodology",
      "Methodology",
      "How each number is made: the formula, what it assumes, where its inputs come from, its limits and its known error.",
    ),
    listPage(
      content,
      "decisions",
      "Decisions",
      "Why the product is built as it is: one page for each decision, with its context and its consequence.",
    ),
  ];
}
