import type { SiteContent, SitePage } from "./content";
import { linkFrom } from "./links";
import { html, type Markup, markup } from "./markup";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export interface PageParts {
  readonly path: string;
  /** Without the product's name, which is added. */
  readonly title: string;
  /** One or two sentences for search engines and previews. */
  readonly description: string;
  readonly main: Markup;
  /** The section of the site's navigation the page belongs to. */
  readonly section?: string;
  /** Styles the page's main part: "home", "document", "function" … */
  readonly kind: string;
}

const PRODUCT = "INFER for Excel";

interface NavigationEntry {
  readonly name: string;
  readonly path: string;
}

function navigation({ templates }: SiteContent): readonly NavigationEntry[] {
  const shown = [
    { name: "Questions", path: "questions.html" },
    { name: "Functions", path: "functions/index.html" },
    { name: "Methodology", path: "methodology/index.html" },
    { name: "Sources", path: "sources.html" },
  ];
  return templates.length === 0 ? shown : [{ name: "Templates", path: "templates.html" }, ...shown];
}

function header(content: SiteContent, { path, section }: PageParts): Markup {
  const entries = navigation(content).map(
    ({ name, path: target }) =>
      html`<li><a href="${linkFrom(path, target)}"${section === name ? markup(' aria-current="true"') : ""}>${name}</a></li>`,
  );
  return html`<header class="site-header">
<a class="wordmark" href="${linkFrom(path, "index.html")}"><img src="${linkFrom(path, "icon.svg")}" alt="" width="24" height="24">INFER</a>
<nav aria-label="Site"><ul>${entries}</ul></nav>
<a class="button primary small" href="${linkFrom(path, "workbench.html")}">Open workbench</a>
</header>`;
}

const FOOTER: readonly NavigationEntry[] = [
  { name: "Glossary", path: "glossary.html" },
  { name: "Published examples", path: "published-examples.html" },
  { name: "Deploy in an organisation", path: "deploy.html" },
  { name: "Decisions", path: "decisions/index.html" },
  { name: "Changelog", path: "changelog.html" },
  { name: "Licence", path: "LICENSE.txt" },
  { name: "Third-party notices", path: "THIRD-PARTY-NOTICES.txt" },
];

function footer({ version, dataDate }: SiteContent, { path }: PageParts): Markup {
  const links = FOOTER.map(({ name, path: target }) => html`<li><a href="${linkFrom(path, target)}">${name}</a></li>`);
  return html`<footer class="site-footer">
<ul>${links}</ul>
<p>INFER ${version}, prices as of ${dataDate}. No cookies, no tracking, no request to any other host. Excel is a trademark of Microsoft; INFER is not affiliated with Microsoft.</p>
</footer>`;
}

/** A whole page around its main part. */
export function page(content: SiteContent, parts: PageParts): SitePage {
  const { path, title, description, main, kind } = parts;
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${kind === "home" ? `${PRODUCT}: ${title}` : `${title} – ${PRODUCT}`}</title>
<meta name="description" content="${description}">
<link rel="icon" href="${linkFrom(path, "icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${linkFrom(path, "site.css")}">
<script src="${linkFrom(path, "site.js")}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${header(content, parts)}
<main id="main" class="${kind}" tabindex="-1">
${main}
</main>
${footer(content, parts)}
</body>
</html>
`;
  return { path, html: whole.text };
}
